//! Deflate, bare or in the frames of zlib and gzip.

use flate2::{Compress, Compression, FlushCompress, Status};

use super::{Codec, Flush, Kind, OpenHead, Step, data_error};
use crate::answer::GuestError;

/// What a stream takes at most: window, hash chains and pending output at 15 bits.
pub(super) const MEMORY_BYTES: u64 = 512 << 10;

pub(super) struct Deflate(Compress);

impl Deflate {
    pub(super) fn new(head: &OpenHead) -> Result<Self, GuestError> {
        let level = compression(head.level);
        // A window of 256 bytes is one of 512, as zlib has it.
        let window_bits = head.window_bits.clamp(9, 15);
        let mut codec = match head.kind {
            Kind::Gzip => Compress::new_gzip(level, window_bits),
            kind => Compress::new_with_window_bits(level, kind == Kind::Deflate, window_bits),
        };
        if let Some(dictionary) = &head.dictionary {
            let set = codec.set_dictionary(dictionary.bytes());
            set.map_err(|_| data_error("Failed to set dictionary", "Z_STREAM_ERROR"))?;
        }
        Ok(Self(codec))
    }
}

fn compression(level: i32) -> Compression {
    // -1 is zlib's default.
    u32::try_from(level).map_or(Compression::default(), |level| {
        Compression::new(level.min(9))
    })
}

impl Codec for Deflate {
    fn run(&mut self, input: &[u8], most: usize, flush: Flush) -> Result<Step, GuestError> {
        let flush = match flush {
            Flush::No => FlushCompress::None,
            Flush::Partial => FlushCompress::Partial,
            Flush::Sync => FlushCompress::Sync,
            Flush::Full => FlushCompress::Full,
            Flush::Finish => FlushCompress::Finish,
        };
        let mut output = Vec::with_capacity(most);
        let before = self.0.total_in();
        let status = self.0.compress_vec(input, &mut output, flush);
        let status = status.map_err(|_| data_error("stream error", "Z_STREAM_ERROR"))?;
        Ok(Step {
            consumed: (self.0.total_in() - before) as usize,
            output,
            has_ended: status == Status::StreamEnd,
        })
    }

    /// The library refuses while input waits that it cannot write out at once. Then the level stays as it was: the output is
    /// longer or shorter than it might be, and as valid.
    fn set_level(&mut self, level: i32) {
        let _ = self.0.set_level(compression(level));
    }
}

//! Zstandard, decompressed block by block. It is not compressed here: no encoder in safe Rust takes its input piece by piece yet.

use std::io::Read;

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::{Codec, Flush, Step, data_error};
use crate::answer::GuestError;

/// The largest window that is kept, as the format's description asks of every decoder.
const MOST_WINDOW_BYTES: u64 = 8 << 20;
/// The largest block, and the room for the headers around it.
const BLOCK_BYTES: usize = (128 << 10) + 32;
/// What a decoder takes at most: its window, a block on either side of it and its tables.
pub(super) const DECODER_BYTES: u64 = MOST_WINDOW_BYTES + (2 << 20);

/// What precedes every frame.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

#[derive(Default)]
pub(super) struct Decoder {
    frames: FrameDecoder,
    /// What has come in and is no whole header or block yet.
    waiting: Vec<u8>,
    phase: Phase,
    has_checksum: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Header,
    Blocks,
    Over,
}

impl Decoder {
    /// Goes one header or block further; no when what waits is not enough for that.
    fn advance(&mut self) -> Result<bool, GuestError> {
        let needed = match self.phase {
            Phase::Header => header_bytes(&self.waiting)?,
            Phase::Blocks => block_bytes(&self.waiting, self.has_checksum),
            Phase::Over => None,
        };
        if needed.is_none_or(|needed| self.waiting.len() < needed) {
            return Ok(false);
        }
        let mut source = self.waiting.as_slice();
        if self.phase == Phase::Header {
            self.has_checksum = self.waiting.get(4).is_some_and(|flags| flags & 4 != 0);
            self.frames.set_max_window_size(MOST_WINDOW_BYTES);
            self.frames
                .init(&mut source)
                .map_err(|error| failure(&error))?;
            self.phase = Phase::Blocks;
        } else {
            let one = BlockDecodingStrategy::UptoBlocks(1);
            let decoded = self.frames.decode_blocks(&mut source, one);
            if decoded.map_err(|error| failure(&error))? {
                self.phase = Phase::Over;
            }
        }
        let used = self.waiting.len() - source.len();
        self.waiting.drain(..used);
        Ok(true)
    }
}

/// The length of the frame's header, as far as it can be told.
fn header_bytes(waiting: &[u8]) -> Result<Option<usize>, GuestError> {
    let seen = waiting.len().min(MAGIC.len());
    if waiting.get(..seen) != MAGIC.get(..seen) {
        return Err(data_error(
            "Unknown frame descriptor",
            "ZSTD_error_prefix_unknown",
        ));
    }
    Ok(waiting.get(4).map(|flags| {
        let is_single = flags & 0x20 != 0;
        let window = usize::from(!is_single);
        let dictionary = match flags & 3 {
            3 => 4,
            length => usize::from(length),
        };
        let content = match flags >> 6 {
            0 => usize::from(is_single),
            power => 1 << power,
        };
        MAGIC.len() + 1 + window + dictionary + content
    }))
}

/// The length of the next block, with the checksum that follows the last.
fn block_bytes(waiting: &[u8], has_checksum: bool) -> Option<usize> {
    let [low, middle, high, ..] = waiting else {
        return None;
    };
    let header = u32::from_le_bytes([*low, *middle, *high, 0]);
    let length = match (header >> 1) & 3 {
        // One byte that is repeated.
        1 => 1,
        _ => (header >> 3) as usize,
    };
    let is_last = header & 1 == 1;
    Some(3 + length.min(BLOCK_BYTES) + if is_last && has_checksum { 4 } else { 0 })
}

impl Codec for Decoder {
    fn run(&mut self, input: &[u8], most: usize, _flush: Flush) -> Result<Step, GuestError> {
        let room = (2 * BLOCK_BYTES).saturating_sub(self.waiting.len());
        let taken = input.get(..room.min(input.len())).unwrap_or_default();
        self.waiting.extend_from_slice(taken);
        let mut output = vec![0; most];
        let mut written = 0;
        loop {
            let target = output.get_mut(written..).unwrap_or_default();
            let read = self.frames.read(target);
            written += read.map_err(|_| corrupt())?;
            if written == most || !self.advance()? {
                break;
            }
        }
        output.truncate(written);
        Ok(Step {
            consumed: taken.len(),
            output,
            has_ended: self.phase == Phase::Over && self.frames.can_collect() == 0,
        })
    }
}

fn corrupt() -> GuestError {
    data_error("Data corruption detected", "ZSTD_error_corruption_detected")
}

fn failure(error: &FrameDecoderError) -> GuestError {
    match error {
        FrameDecoderError::WindowSizeTooBig { .. } => data_error(
            "Frame requires too much memory for decoding",
            "ZSTD_error_frameParameter_windowTooLarge",
        ),
        FrameDecoderError::DictNotProvided { .. } => {
            data_error("Dictionary mismatch", "ZSTD_error_dictionary_wrong")
        }
        _ => corrupt(),
    }
}

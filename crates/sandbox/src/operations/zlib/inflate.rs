//! Inflate, bare or out of the frames of zlib and gzip; `unzip` finds out which of the two.

use flate2::{Decompress, FlushDecompress, Status};

use super::{Codec, Flush, Kind, OpenHead, Step, data_error, unexpected_end};
use crate::answer::GuestError;

/// What a stream takes at most: a window of 32 KiB and its tables.
pub(super) const MEMORY_BYTES: u64 = 128 << 10;

/// The two bytes that gzip begins with.
const MAGIC: [u8; 2] = [0x1f, 0x8b];

pub(super) struct Inflate {
    kind: Kind,
    window_bits: u8,
    dictionary: Option<Vec<u8>>,
    codec: Decompress,
    /// The first byte of gzip, while `unzip` waits for the second.
    has_first: bool,
    has_ended: bool,
}

impl Inflate {
    pub(super) fn new(head: OpenHead) -> Result<Self, GuestError> {
        // 0 is the window that the header names; no window is larger than 15 bits.
        let window_bits = match head.window_bits {
            0 => 15,
            bits => bits.clamp(9, 15),
        };
        let dictionary = head
            .dictionary
            .map(|dictionary| dictionary.bytes().to_vec());
        let mut codec = decompress(head.kind, window_bits);
        if let (Kind::InflateRaw, Some(dictionary)) = (head.kind, &dictionary) {
            let set = codec.set_dictionary(dictionary);
            set.map_err(|_| data_error("Failed to set dictionary", "Z_DATA_ERROR"))?;
        }
        Ok(Self {
            kind: head.kind,
            window_bits,
            dictionary,
            codec,
            has_first: false,
            has_ended: false,
        })
    }

    /// What `unzip` reads: gzip if it begins so. Takes the bytes it has seen.
    fn find_out(&mut self, input: &[u8]) -> Option<usize> {
        let [first, second] = MAGIC;
        let seen = match (self.has_first, input) {
            (_, []) => return None,
            (false, [byte]) if *byte == first => {
                self.has_first = true;
                return None;
            }
            (true, [byte, ..]) => *byte == second,
            (false, [one, two, ..]) => [*one, *two] == MAGIC,
            (false, _) => false,
        };
        self.kind = if seen { Kind::Gunzip } else { Kind::Inflate };
        self.codec = decompress(self.kind, self.window_bits);
        Some(usize::from(self.has_first))
    }

    fn step(&mut self, input: &[u8], output: &mut Vec<u8>) -> Result<(usize, Status), GuestError> {
        let before = self.codec.total_in();
        let mut found = self
            .codec
            .decompress_vec(input, output, FlushDecompress::None);
        if let Err(error) = &found
            && error.needs_dictionary().is_some()
        {
            let dictionary = self.dictionary.as_ref();
            let dictionary =
                dictionary.ok_or_else(|| data_error("Missing dictionary", "Z_NEED_DICT"))?;
            // Node tells a dictionary that does not fit by the same code as one that is missing.
            let set = self.codec.set_dictionary(dictionary);
            set.map_err(|_| data_error("Bad dictionary", "Z_NEED_DICT"))?;
            let read = (self.codec.total_in() - before) as usize;
            let rest = input.get(read..).unwrap_or_default();
            found = self
                .codec
                .decompress_vec(rest, output, FlushDecompress::None);
        }
        let status = found.map_err(|error| {
            data_error(error.message().unwrap_or("invalid data"), "Z_DATA_ERROR")
        })?;
        Ok(((self.codec.total_in() - before) as usize, status))
    }
}

fn decompress(kind: Kind, window_bits: u8) -> Decompress {
    match kind {
        Kind::Gunzip => Decompress::new_gzip(window_bits),
        kind => Decompress::new_with_window_bits(kind != Kind::InflateRaw, window_bits),
    }
}

impl Codec for Inflate {
    fn run(&mut self, input: &[u8], most: usize, flush: Flush) -> Result<Step, GuestError> {
        let mut output = Vec::with_capacity(most);
        let mut consumed = 0;
        if self.kind == Kind::Unzip {
            match self.find_out(input) {
                // The byte that was held back goes first.
                Some(1) => {
                    let [first, _] = MAGIC;
                    self.step(&[first], &mut output)?;
                }
                Some(_) => {}
                None if flush == Flush::Finish => return Err(unexpected_end()),
                None => {
                    return Ok(Step {
                        consumed: input.len(),
                        output,
                        has_ended: false,
                    });
                }
            }
        }
        loop {
            let rest = input.get(consumed..).unwrap_or_default();
            if self.has_ended {
                // One member of a gzip file follows another; zeros behind the last are padding, anything else is an error.
                if self.kind != Kind::Gunzip || rest.first().is_none_or(|byte| *byte == 0) {
                    break;
                }
                self.codec = decompress(self.kind, self.window_bits);
                self.has_ended = false;
            }
            let (read, status) = self.step(rest, &mut output)?;
            consumed += read;
            self.has_ended = status == Status::StreamEnd;
            if !self.has_ended && (read == 0 || consumed == input.len() || output.len() == most) {
                break;
            }
        }
        let is_starved = !self.has_ended && output.len() < most && consumed == input.len();
        if is_starved && flush == Flush::Finish {
            return Err(unexpected_end());
        }
        Ok(Step {
            consumed,
            output,
            has_ended: self.has_ended,
        })
    }
}

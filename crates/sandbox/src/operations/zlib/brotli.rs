//! Brotli.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode;
use brotli::{
    BrotliDecompressStream, BrotliResult, BrotliState, CompressorWriter, enc::StandardAlloc,
};

use super::{Codec, Flush, OpenHead, Step, data_error, unexpected_end};
use crate::answer::GuestError;

/// What a decoder takes at most: the largest window of the format as it was first written, 24 bits, and its tables.
pub(super) const DECODER_BYTES: u64 = 18 << 20;

/// From this quality on much is tried for each byte, so that windows and blocks are held small.
const SLOW_QUALITY: i32 = 10;
const SLOW_WINDOW_BITS: i32 = 20;
const MOST_WINDOW_BITS: i32 = 22;
/// One block is compressed in one call.
const BLOCK_BITS: i32 = 16;

type Decompressor = BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>;

/// The window of an encoder: that which was asked for, unless less does.
fn window_bits(head: &OpenHead) -> i32 {
    let most = match head.level >= SLOW_QUALITY {
        true => SLOW_WINDOW_BITS,
        false => MOST_WINDOW_BITS,
    };
    let needed = head.input_bytes.map_or(most, |bytes| {
        i32::try_from(64 - bytes.leading_zeros()).unwrap_or(most)
    });
    i32::from(head.window_bits).min(most).min(needed).max(10)
}

/// What an encoder takes at most: its ring buffer, its search tree, and what a block needs.
pub(super) fn encoder_bytes(head: &OpenHead) -> u64 {
    (12 << window_bits(head)) + (3 << 20)
}

pub(super) struct Encoder {
    writer: Option<CompressorWriter<Vec<u8>>>,
    /// What has come out and did not fit into the answer.
    rest: Vec<u8>,
    given: usize,
}

impl Encoder {
    pub(super) fn new(head: &OpenHead) -> Self {
        let params = BrotliEncoderParams {
            quality: head.level.clamp(0, 11),
            lgwin: window_bits(head),
            lgblock: BLOCK_BITS,
            size_hint: head.input_bytes.unwrap_or(0) as usize,
            mode: match head.is_text {
                true => BrotliEncoderMode::BROTLI_MODE_TEXT,
                false => BrotliEncoderMode::BROTLI_MODE_GENERIC,
            },
            ..BrotliEncoderParams::default()
        };
        Self {
            writer: Some(CompressorWriter::with_params(Vec::new(), 4 << 10, &params)),
            rest: Vec::new(),
            given: 0,
        }
    }

    fn compress(&mut self, input: &[u8], flush: Flush) -> std::io::Result<()> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        writer.write_all(input)?;
        match flush {
            Flush::No => {}
            Flush::Finish => {
                if let Some(writer) = self.writer.take() {
                    self.rest.extend(writer.into_inner());
                }
                return Ok(());
            }
            _ => writer.flush()?,
        }
        self.rest.append(writer.get_mut());
        Ok(())
    }
}

impl Codec for Encoder {
    fn run(&mut self, input: &[u8], most: usize, flush: Flush) -> Result<Step, GuestError> {
        // What came before goes out first; nothing new goes in until it has.
        let mut consumed = 0;
        if self.given == self.rest.len() {
            self.rest.clear();
            self.given = 0;
            let compressed = self.compress(input, flush);
            compressed
                .map_err(|_| data_error("Compression failed", "ERR_BROTLI_COMPRESSION_FAILED"))?;
            consumed = input.len();
        }
        let rest = self.rest.get(self.given..).unwrap_or_default();
        let output = rest
            .get(..most.min(rest.len()))
            .unwrap_or_default()
            .to_vec();
        self.given += output.len();
        Ok(Step {
            consumed,
            output,
            has_ended: self.writer.is_none() && self.given == self.rest.len(),
        })
    }
}

pub(super) struct Decoder {
    state: Box<Decompressor>,
    has_ended: bool,
}

impl Decoder {
    pub(super) fn new() -> Self {
        let alloc = StandardAlloc::default;
        Self {
            // The strict one knows no windows of up to a gigabyte, which nobody needs here and a few bytes ask for.
            state: Box::new(Decompressor::new_strict(alloc(), alloc(), alloc())),
            has_ended: false,
        }
    }
}

impl Codec for Decoder {
    fn run(&mut self, input: &[u8], most: usize, flush: Flush) -> Result<Step, GuestError> {
        let mut output = vec![0; most];
        let (mut consumed, mut written, mut total) = (0, 0, 0);
        if !self.has_ended {
            let (mut left, mut room) = (input.len(), most);
            let result = BrotliDecompressStream(
                &mut left,
                &mut consumed,
                input,
                &mut room,
                &mut written,
                &mut output,
                &mut total,
                &mut self.state,
            );
            match result {
                BrotliResult::ResultSuccess => self.has_ended = true,
                BrotliResult::ResultFailure => {
                    return Err(failure(self.state.error_code as i32));
                }
                BrotliResult::NeedsMoreInput if flush == Flush::Finish && written < most => {
                    return Err(unexpected_end());
                }
                BrotliResult::NeedsMoreInput | BrotliResult::NeedsMoreOutput => {}
            }
        }
        output.truncate(written);
        Ok(Step {
            consumed,
            output,
            has_ended: self.has_ended,
        })
    }
}

/// The decoder's error as Node names it.
fn failure(number: i32) -> GuestError {
    let code = match number {
        -1 => "ERR__ERROR_FORMAT_EXUBERANT_NIBBLE",
        -2 => "ERR__ERROR_FORMAT_RESERVED",
        -3 => "ERR__ERROR_FORMAT_EXUBERANT_META_NIBBLE",
        -4 => "ERR__ERROR_FORMAT_SIMPLE_HUFFMAN_ALPHABET",
        -5 => "ERR__ERROR_FORMAT_SIMPLE_HUFFMAN_SAME",
        -6 => "ERR__ERROR_FORMAT_CL_SPACE",
        -7 => "ERR__ERROR_FORMAT_HUFFMAN_SPACE",
        -8 => "ERR__ERROR_FORMAT_CONTEXT_MAP_REPEAT",
        -9 => "ERR__ERROR_FORMAT_BLOCK_LENGTH_1",
        -10 => "ERR__ERROR_FORMAT_BLOCK_LENGTH_2",
        -11 => "ERR__ERROR_FORMAT_TRANSFORM",
        -12 => "ERR__ERROR_FORMAT_DICTIONARY",
        -13 => "ERR__ERROR_FORMAT_WINDOW_BITS",
        -14 => "ERR__ERROR_FORMAT_PADDING_1",
        -15 => "ERR__ERROR_FORMAT_PADDING_2",
        -16 => "ERR__ERROR_FORMAT_DISTANCE",
        _ => "ERR__ERROR_UNREACHABLE",
    };
    data_error("Decompression failed", code)
}

//! `zlib`: streams that are compressed or decompressed piece by piece. Each lives in the execution's state until the guest
//! closes it; pieces are short, so that a call is, and what comes out of a call is bounded whatever goes in.

mod brotli;
mod deflate;
mod inflate;
mod zstd;

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::json;

use super::crypto::Base64;
use super::{read, with};
use crate::answer::{Answer, GuestError};
use crate::state::State;

/// The longest piece that goes in at once.
const LONGEST_INPUT: usize = 64 << 10;
/// The longest piece that comes out at once.
const LONGEST_OUTPUT: usize = 256 << 10;
/// What the open streams of one execution may take of the host's memory together.
const MOST_BYTES: u64 = 64 << 20;

/// What a stream does. The numbers are Node's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u8")]
enum Kind {
    Deflate,
    Inflate,
    Gzip,
    Gunzip,
    DeflateRaw,
    InflateRaw,
    Unzip,
    BrotliDecode,
    BrotliEncode,
    ZstdDecompress,
}

impl TryFrom<u8> for Kind {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Ok(match number {
            1 => Self::Deflate,
            2 => Self::Inflate,
            3 => Self::Gzip,
            4 => Self::Gunzip,
            5 => Self::DeflateRaw,
            6 => Self::InflateRaw,
            7 => Self::Unzip,
            8 => Self::BrotliDecode,
            9 => Self::BrotliEncode,
            11 => Self::ZstdDecompress,
            _ => return Err(format!("no kind {number}")),
        })
    }
}

/// How much of what went in has to come out. The numbers are zlib's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "u8")]
enum Flush {
    No,
    Partial,
    Sync,
    Full,
    Finish,
}

impl From<u8> for Flush {
    fn from(number: u8) -> Self {
        match number {
            1 => Self::Partial,
            2 | 5 => Self::Sync,
            3 => Self::Full,
            4 => Self::Finish,
            _ => Self::No,
        }
    }
}

/// What one call has done.
struct Step {
    /// How much of the input is used up.
    consumed: usize,
    output: Vec<u8>,
    /// The stream is at its end.
    has_ended: bool,
}

/// A stream under way.
trait Codec: Send {
    /// Goes on with `input`, as far as `most` bytes of output let it.
    fn run(&mut self, input: &[u8], most: usize, flush: Flush) -> Result<Step, GuestError>;
    /// Compresses otherwise from here on.
    fn set_level(&mut self, _level: i32) {}
}

/// The streams that an execution has open.
#[derive(Default)]
pub(crate) struct Codecs {
    open: HashMap<u32, (Box<dyn Codec>, u64)>,
    last: u32,
}

impl Codecs {
    /// Whether none is open: an image can be made of an action that has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    fn held_bytes(&self) -> u64 {
        self.open.values().map(|(_, bytes)| bytes).sum()
    }
}

#[derive(Deserialize)]
struct OpenHead {
    kind: Kind,
    #[serde(default)]
    level: i32,
    #[serde(default)]
    window_bits: u8,
    #[serde(default)]
    dictionary: Option<Base64>,
    /// The length of the input, where it is known: a stream for little of it takes little memory.
    #[serde(default)]
    input_bytes: Option<u64>,
    /// Whether text is compressed (Brotli).
    #[serde(default)]
    is_text: bool,
}

#[derive(Deserialize)]
struct RunHead {
    id: u32,
    flush: Flush,
    most: usize,
}

#[derive(Deserialize)]
struct LevelHead {
    id: u32,
    level: i32,
}

#[derive(Deserialize)]
struct IdHead {
    id: u32,
}

#[derive(Deserialize)]
struct ChecksumHead {
    value: u32,
}

/// Answers an operation of this family.
pub(super) fn call(state: &mut State, op: &str, head: &[u8], bytes: &[u8]) -> Option<Answer> {
    let codecs = &mut state.operations.codecs;
    Some(match op {
        "zlib.open" => answer(read(head).and_then(|head| open(codecs, head))),
        "zlib.run" => answer(read(head).and_then(|head| run(codecs, &head, bytes))),
        "zlib.level" => answer(read(head).and_then(|head: LevelHead| {
            let (codec, _) = codecs.open.get_mut(&head.id).ok_or_else(closed)?;
            codec.set_level(head.level);
            Ok(Answer::Nothing)
        })),
        "zlib.close" => with(head, |head: IdHead| {
            codecs.open.remove(&head.id);
            Answer::Nothing
        }),
        "zlib.crc32" => with(head, |head: ChecksumHead| {
            let mut hasher = crc32fast::Hasher::new_with_initial(head.value);
            hasher.update(bytes);
            Answer::Text(hasher.finalize().to_string())
        }),
        _ => return None,
    })
}

fn answer(found: Result<Answer, GuestError>) -> Answer {
    found.unwrap_or_else(Answer::Error)
}

fn open(codecs: &mut Codecs, head: OpenHead) -> Result<Answer, GuestError> {
    let bytes = match head.kind {
        Kind::Deflate | Kind::Gzip | Kind::DeflateRaw => deflate::MEMORY_BYTES,
        Kind::Inflate | Kind::Gunzip | Kind::InflateRaw | Kind::Unzip => inflate::MEMORY_BYTES,
        Kind::BrotliDecode => brotli::DECODER_BYTES,
        Kind::BrotliEncode => brotli::encoder_bytes(&head),
        Kind::ZstdDecompress => zstd::DECODER_BYTES,
    };
    // A stream keeps the dictionary it was given.
    let given = head.dictionary.as_ref().map_or(0, |one| one.bytes().len());
    let bytes = bytes.saturating_add(given as u64);
    if codecs.held_bytes() + bytes > MOST_BYTES {
        let message = format!(
            "the open zlib streams take more than {MOST_BYTES} bytes together; close some of them or use one after the other"
        );
        return Err(GuestError::new("RangeError", message).with_code("ERR_LATCHWORK_LIMIT"));
    }
    let codec: Box<dyn Codec> = match head.kind {
        Kind::Deflate | Kind::Gzip | Kind::DeflateRaw => Box::new(deflate::Deflate::new(&head)?),
        Kind::Inflate | Kind::Gunzip | Kind::InflateRaw | Kind::Unzip => {
            Box::new(inflate::Inflate::new(head)?)
        }
        Kind::BrotliDecode => Box::new(brotli::Decoder::new()),
        Kind::BrotliEncode => Box::new(brotli::Encoder::new(&head)),
        Kind::ZstdDecompress => Box::new(zstd::Decoder::default()),
    };
    codecs.last += 1;
    codecs.open.insert(codecs.last, (codec, bytes));
    Ok(Answer::Text(json!(codecs.last).to_string()))
}

/// The answer is how much was consumed, 4 bytes, whether the stream is at its end, 4 bytes, both little-endian, and the
/// output.
fn run(codecs: &mut Codecs, head: &RunHead, input: &[u8]) -> Result<Answer, GuestError> {
    if input.len() > LONGEST_INPUT {
        let message = format!(
            "a piece has {} bytes, more than {LONGEST_INPUT}",
            input.len()
        );
        return Err(GuestError::new("RangeError", message));
    }
    let (codec, _) = codecs.open.get_mut(&head.id).ok_or_else(closed)?;
    let most = head.most.clamp(1, LONGEST_OUTPUT);
    let step = codec.run(input, most, head.flush)?;
    let mut told = Vec::with_capacity(8 + step.output.len());
    told.extend((step.consumed as u32).to_le_bytes());
    told.extend(u32::from(step.has_ended).to_le_bytes());
    told.extend(step.output);
    Ok(Answer::Bytes(told))
}

fn closed() -> GuestError {
    GuestError::type_error("the zlib stream is closed")
}

/// An error of the format, as zlib names it.
fn data_error(message: &str, code: &'static str) -> GuestError {
    GuestError::new("Error", message).with_code(code)
}

/// The input is over before the stream is.
fn unexpected_end() -> GuestError {
    data_error("unexpected end of file", "Z_BUF_ERROR")
}

#[cfg(test)]
mod tests;

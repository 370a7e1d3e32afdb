//! What a guest that has been taken over does: calls of every import, with arguments that are sound, bent or none at all.

use arbitrary::Arbitrary;
use sandbox::puppet::{CALLS, DATA_BYTES, Script, TAKEN_AT, WORDS, import};
use serde_json::Value;

use crate::samples::{Door, SAMPLES, Sample};

/// One call.
#[derive(Debug, Clone, Arbitrary)]
pub enum Call {
    /// An operation whose question is mostly sound.
    Sampled {
        sample: u8,
        bends: Vec<Bend>,
        bytes: Given,
        by_other_door: bool,
    },
    /// An operation of any name, with any question.
    Any {
        door: bool,
        name: String,
        head: Vec<u8>,
        bytes: Given,
    },
    Emit {
        method: u8,
        name: Option<String>,
        arguments: Arguments,
    },
    Log {
        level: u8,
        text: Given,
    },
    Codec {
        codec: u8,
        bytes: Given,
    },
    Random {
        length: u16,
    },
    Clock(u8),
    Cancel(i8),
    Settled {
        how: u8,
        message: String,
        stack: String,
    },
    Tick,
    Grow(u8),
    Leave,
    /// Any number with any words: lengths and pointers that lead nowhere.
    Raw([u32; WORDS]),
}

/// Changes one value of a question.
#[derive(Debug, Clone, Arbitrary)]
pub struct Bend {
    place: u8,
    to: Bent,
}

#[derive(Debug, Clone, Arbitrary)]
enum Bent {
    Null,
    Number(i64),
    Fraction(f64),
    Text(String),
    Long {
        of: u8,
        thousands: u8,
    },
    List(Vec<u8>),
    Absent,
    /// The key of another sample: one kind of key in the place of another.
    FromSample(u8),
}

/// The bytes beside a question.
#[derive(Debug, Clone, Arbitrary)]
pub enum Given {
    Sampled,
    Those(Vec<u8>),
    Long { of: u8, thousands: u8 },
}

/// The arguments of a command.
#[derive(Debug, Clone, Arbitrary)]
pub enum Arguments {
    Texts(Vec<String>),
    Mixed(Vec<Mixed>),
    Written(Vec<u8>),
    Deep(u8),
}

#[derive(Debug, Clone, Arbitrary)]
pub enum Mixed {
    Text(String),
    Number(i32),
    Truth(bool),
    Nothing,
    Named(Vec<(String, String)>),
    Texts(Vec<String>),
}

/// A script, and whether every range it hands over lies in its memory.
pub struct Written {
    pub script: Script,
    pub is_within: bool,
}

/// Writes these calls down.
pub fn write(calls: &[Call], rooms: &[u32]) -> Written {
    let mut script = Script {
        rooms: rooms.to_vec(),
        ..Script::default()
    };
    let mut is_within = rooms.is_empty();
    for call in calls.iter().take(CALLS / 2) {
        let mut words = [0; WORDS];
        is_within &= !matches!(call, Call::Raw(_));
        let listed = listed(&mut script.data, call);
        for (word, value) in words.iter_mut().zip(listed) {
            *word = value;
        }
        script.calls.push(words);
        // What the host answered is taken, as the engine takes it.
        let answers = [import::EMIT, import::CALL, import::CODEC];
        if answers.contains(&words[0]) {
            script
                .calls
                .push([import::TAKE, TAKEN_AT, 0, 0, 0, 0, 0, 0]);
        }
    }
    Written { script, is_within }
}

fn listed(data: &mut Vec<u8>, call: &Call) -> Vec<u32> {
    let mut put = |bytes: &[u8]| -> [u32; 2] {
        // What is full begins again: a range then holds something else, and is one all the same.
        if data.len() + bytes.len() > DATA_BYTES {
            return [0, bytes.len().min(DATA_BYTES) as u32];
        }
        let at = data.len() as u32;
        data.extend_from_slice(bytes);
        [at, bytes.len() as u32]
    };
    match call {
        Call::Sampled {
            sample,
            bends,
            bytes,
            by_other_door,
        } => {
            let sample = at(&SAMPLES, *sample);
            let door = match (sample.door, by_other_door) {
                (Door::Call, false) | (Door::Start, true) => import::CALL,
                _ => import::START,
            };
            let head = bent(sample, bends).to_string();
            let bytes = given(bytes, sample.bytes);
            let parts = [sample.name.as_bytes(), head.as_bytes(), &bytes];
            std::iter::once(door)
                .chain(parts.into_iter().flat_map(put))
                .collect()
        }
        Call::Any {
            door,
            name,
            head,
            bytes,
        } => {
            let door = if *door { import::CALL } else { import::START };
            let bytes = given(bytes, b"");
            let parts = [name.as_bytes(), head, &bytes];
            std::iter::once(door)
                .chain(parts.into_iter().flat_map(put))
                .collect()
        }
        Call::Emit {
            method,
            name,
            arguments,
        } => {
            let known = *at(contract::Command::TYPE_NAMES, *method);
            let name = name.as_deref().unwrap_or(known);
            let parts = [name.as_bytes(), &written(arguments)];
            std::iter::once(import::EMIT)
                .chain(parts.into_iter().flat_map(put))
                .collect()
        }
        Call::Log { level, text } => {
            let [from, length] = put(&given(text, b"said"));
            vec![import::LOG, u32::from(*level % 8), from, length]
        }
        Call::Codec { codec, bytes } => {
            let [from, length] = put(&given(bytes, b"aGVsbG8"));
            vec![import::CODEC, u32::from(*codec % 8), from, length]
        }
        // Where no call reads, so that what they read stays the same.
        Call::Random { length } => vec![import::RANDOM, TAKEN_AT, u32::from(*length)],
        Call::Clock(kind) => vec![import::CLOCK, u32::from(*kind)],
        Call::Cancel(id) => vec![import::CANCEL, i32::from(*id).cast_unsigned()],
        Call::Settled {
            how,
            message,
            stack,
        } => {
            let parts = [b"Error".as_slice(), message.as_bytes(), stack.as_bytes()];
            let parts = parts.into_iter().flat_map(put);
            [import::SETTLED, u32::from(*how % 6)]
                .into_iter()
                .chain(parts)
                .collect()
        }
        Call::Tick => vec![import::TICK],
        Call::Grow(pages) => vec![import::GROW, u32::from(*pages)],
        Call::Leave => vec![import::LEAVE],
        Call::Raw(words) => words.to_vec(),
    }
}

fn given(given: &Given, sampled: &[u8]) -> Vec<u8> {
    match given {
        Given::Sampled => sampled.to_vec(),
        Given::Those(bytes) => bytes.clone(),
        Given::Long { of, thousands } => vec![*of; usize::from(*thousands) * 1_000],
    }
}

fn written(arguments: &Arguments) -> Vec<u8> {
    let written = match arguments {
        Arguments::Texts(texts) => serde_json::json!(texts),
        Arguments::Mixed(list) => list.iter().map(mixed).collect(),
        Arguments::Written(bytes) => return bytes.clone(),
        Arguments::Deep(levels) => {
            let (open, close) = ("[".repeat((*levels).into()), "]".repeat((*levels).into()));
            return format!("[\"k\",{open}{close}]").into_bytes();
        }
    };
    written.to_string().into_bytes()
}

fn mixed(mixed: &Mixed) -> Value {
    match mixed {
        Mixed::Text(text) => Value::from(text.as_str()),
        Mixed::Number(number) => Value::from(*number),
        Mixed::Truth(truth) => Value::from(*truth),
        Mixed::Nothing => Value::Null,
        Mixed::Named(fields) => fields.iter().cloned().collect(),
        Mixed::Texts(texts) => serde_json::json!(texts),
    }
}

fn bent(sample: &Sample, bends: &[Bend]) -> Value {
    let mut head = sample.head.clone();
    for bend in bends.iter().take(4) {
        let mut place = usize::from(bend.place) % leaves(&head).max(1);
        bend_leaf(&mut head, &mut place, &bend.to);
    }
    head
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(leaves).sum(),
        Value::Array(list) if !list.is_empty() => list.iter().map(leaves).sum(),
        _ => 1,
    }
}

/// Bends the leaf of this number; whether it has been met.
fn bend_leaf(value: &mut Value, place: &mut usize, to: &Bent) -> bool {
    match value {
        Value::Object(fields) => {
            let found = fields.iter_mut().find_map(|(name, field)| {
                let is_leaf = !matches!(field, Value::Object(_) | Value::Array(_));
                bend_leaf(field, place, to).then(|| (name.clone(), is_leaf))
            });
            if let Some((name, true)) = &found
                && matches!(to, Bent::Absent)
            {
                fields.remove(name);
            }
            found.is_some()
        }
        Value::Array(list) if !list.is_empty() => {
            list.iter_mut().any(|part| bend_leaf(part, place, to))
        }
        leaf => {
            if *place > 0 {
                *place -= 1;
                return false;
            }
            *leaf = match to {
                Bent::Null | Bent::Absent => Value::Null,
                Bent::Number(number) => Value::from(*number),
                Bent::Fraction(number) => Value::from(*number),
                Bent::Text(text) => Value::from(text.as_str()),
                Bent::Long { of, thousands } => {
                    let of = char::from(of % 64 + b' ').to_string();
                    Value::from(of.repeat(usize::from(*thousands) * 1_000))
                }
                Bent::List(list) => serde_json::json!(list),
                Bent::FromSample(other) => some_text(&at(&SAMPLES, *other).head),
            };
            true
        }
    }
}

fn some_text(head: &Value) -> Value {
    let texts = head
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.values());
    texts
        .into_iter()
        .find(|value| value.is_string())
        .cloned()
        .unwrap_or_default()
}

fn at<T>(list: &[T], number: u8) -> &T {
    &list[usize::from(number) % list.len()]
}

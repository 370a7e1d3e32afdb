//! What the service answers when it is well: fixtures and specs as they are, with a mark in a header; else what the code
//! seems to expect.

use bytes::Bytes;
use serde_json::Value;

use super::super::fixtures::Answer;
use super::super::guess::{Choice, Guesses};
use super::super::marks::{Marks, Nature};
use super::super::sample::Sample;
use super::super::script::Answers;
use super::super::world::Words;
use super::Subject;

/// A text of an answer that is shorter is a word of the code rather than a value of its own.
const SHORTEST: usize = 12;
/// How many texts of answers are looked for.
const MOST_TEXTS: usize = 1_000;

/// All answers.
pub(super) fn of(
    subject: &Subject<'_>,
    guesses: &Guesses,
    choice: &Choice,
    sample: &Sample,
    words: &Words,
    marks: &mut Marks,
) -> Answers {
    let most = marks.len() + MOST_TEXTS;
    let mut fixtures = subject.fixtures.fetch.clone();
    for fixture in &mut fixtures {
        for answer in std::iter::once(&mut fixture.respond).chain(&mut fixture.denies) {
            plant(subject.code, &answer.body, most, marks);
            let header = ("x-request-id".to_owned(), words.header.clone());
            answer.headers.push(header);
        }
    }
    for request in subject.specs {
        plant(subject.code, request.body.as_bytes(), most, marks);
    }
    Answers {
        fixtures,
        specs: subject.specs.to_vec(),
        guessed: Some(guessed(guesses, choice, marks)),
        configuration: sample.configuration.clone(),
    }
}

/// An answer that has what the code reads.
pub(super) fn guessed(guesses: &Guesses, choice: &Choice, marks: &mut Marks) -> Answer {
    let mark = marks.plant("answer.body", Nature::Answer, ToOwned::to_owned);
    let mut body = guesses.object(choice, || Value::String(mark.clone()));
    if let Some(body) = body.as_object_mut() {
        body.entry("any").or_insert_with(|| mark.clone().into());
    }
    Answer {
        status: 200,
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: Bytes::from(body.to_string()),
    }
}

/// Texts of an answer that the code does not hold itself are looked for, until there are `most` marks.
fn plant(code: &str, body: &[u8], most: usize, marks: &mut Marks) {
    if marks.len() >= most {
        return;
    }
    let mut left = match serde_json::from_slice(body) {
        Ok(value) => vec![value],
        Err(_) => Vec::new(),
    };
    while let Some(value) = left.pop().filter(|_| marks.len() < most) {
        match value {
            Value::String(text) if text.len() >= SHORTEST && !code.contains(&text) => {
                marks.plant_given("answer.body", Nature::Answer, &text);
            }
            Value::Array(list) => left.extend(list),
            Value::Object(object) => left.extend(object.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}

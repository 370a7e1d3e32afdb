//! Secrets in what an execution was given: an action may have put one into metadata, its cache or a redirect before. The
//! parts they stand in are taken out of the recording and kept as texts with references.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::kept::REVEALED_BYTES;
use super::material::UNSPELLED;
use super::{Material, Recording};
use crate::cache::CacheSnapshot;
use crate::secrets::{Secrets, TooOften};

/// A part of event, configuration or cache in which a secret stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Where it was: a JSON pointer (RFC 6901) that begins with `/event`, or `/configuration` or `/cache`.
    pub place: String,
    /// Its JSON text.
    pub text: Material,
}

/// Where the places of parts of the event begin.
pub(super) const EVENT: &str = "/event";
const CONFIGURATION: &str = "/configuration";
const CACHE: &str = "/cache";

/// The most names a place has. With what is put there no value is nested so deep that reading it runs out of stack.
const MOST_NAMES: usize = 128;

/// Why references cannot be resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevealError {
    /// It refers to a secret that is not at hand.
    #[error("the recording refers to the secret `{0}`, which is not given")]
    MissingSecret(String),
    /// Something is not there any more.
    #[error("the recording was redacted by `{0}`: what is left cannot be compared")]
    Redacted(String),
    /// A reference has no place in the value that is given.
    #[error(
        "the recording refers to a part of the secret `{0}` that the given value does not have"
    )]
    Unspelled(String),
    /// It is longer than any that was recorded.
    #[error(
        "the recording is longer than {REVEALED_BYTES} bytes with its secrets; none that was recorded is"
    )]
    TooLong,
    /// What was taken out does not fit back: the recording was changed.
    #[error("the recording is not what was written: nothing fits at {0}")]
    Unplaced(String),
}

impl Recording {
    /// Takes out the parts in which one of these secrets stands.
    pub(super) fn hold(&mut self, secrets: &Secrets) -> Result<(), TooOften> {
        let mut place = EVENT.to_owned();
        hold_parts(&mut self.event, &mut place, secrets, &mut self.held)?;
        if let Some(configuration) = &mut self.configuration
            && let Some(held) = hold_whole(CONFIGURATION, configuration, secrets)?
        {
            self.held.push(held);
            configuration.clear();
        }
        if let Some(held) = hold_whole(CACHE, &self.cache, secrets)? {
            self.held.push(held);
            self.cache = CacheSnapshot::default();
        }
        Ok(())
    }

    /// Puts back what was taken out.
    pub(super) fn put_back(
        &mut self,
        secrets: &Secrets,
        room: &mut usize,
    ) -> Result<(), RevealError> {
        for mut held in std::mem::take(&mut self.held) {
            held.text.reveal(secrets, room)?;
            let text = held.text.bytes();
            let placed = match held.place.as_str() {
                CONFIGURATION => serde_json::from_slice(&text)
                    .map(|value| self.configuration = Some(value))
                    .ok(),
                CACHE => serde_json::from_slice(&text)
                    .map(|value| self.cache = value)
                    .ok(),
                place => place
                    .strip_prefix(EVENT)
                    .filter(|pointer| pointer.matches('/').count() <= MOST_NAMES)
                    .and_then(|pointer| self.event.pointer_mut(pointer))
                    .zip(serde_json::from_slice(&text).ok())
                    .map(|(part, value)| *part = value),
            };
            placed.ok_or(RevealError::Unplaced(held.place))?;
        }
        Ok(())
    }
}

/// Takes out the smallest parts of a value that have a secret in them.
fn hold_parts(
    value: &mut Value,
    place: &mut String,
    secrets: &Secrets,
    held: &mut Vec<Held>,
) -> Result<(), TooOften> {
    let is_held = match value {
        Value::String(text) => secrets.stand_in(text.as_bytes()),
        Value::Number(number) => secrets.stand_in(number.to_string().as_bytes()),
        Value::Object(fields) => fields.keys().any(|key| secrets.stand_in(key.as_bytes())),
        _ => false,
    };
    if is_held {
        held.push(hold_all(place, value, secrets)?);
        *value = Value::Null;
        return Ok(());
    }
    let above = place.len();
    let mut descend = |name: &str, part: &mut Value| {
        place.push('/');
        place.push_str(&name.replace('~', "~0").replace('/', "~1"));
        hold_parts(part, place, secrets, held)?;
        place.truncate(above);
        Ok(())
    };
    match value {
        Value::Object(fields) => fields
            .iter_mut()
            .try_for_each(|(name, part)| descend(name, part)),
        Value::Array(parts) => parts
            .iter_mut()
            .enumerate()
            .try_for_each(|(at, part)| descend(&at.to_string(), part)),
        _ => Ok(()),
    }
}

/// A value as a text with references, when a secret stands in it.
fn hold_whole(
    place: &str,
    value: &impl Serialize,
    secrets: &Secrets,
) -> Result<Option<Held>, TooOften> {
    let mut text = json(value);
    Ok(text.conceal(secrets)?.then(|| Held {
        place: place.to_owned(),
        text,
    }))
}

/// A value in which a secret stands as a text with references.
fn hold_all(place: &str, value: &Value, secrets: &Secrets) -> Result<Held, TooOften> {
    let mut text = json(value);
    // In a JSON text a spelling has one layer more, which may be more than are read.
    if !text.conceal(secrets)? {
        text.redact(UNSPELLED);
    }
    Ok(Held {
        place: place.to_owned(),
        text,
    })
}

/// Values of ours are always JSON.
fn json(value: &impl Serialize) -> Material {
    Material::of(&serde_json::to_vec(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::super::tests::recording;
    use super::*;
    use crate::cache::CacheRecord;

    fn given() -> Recording {
        let mut given = recording(Vec::new());
        given.event = json!({
            "user": {"app_metadata": {"token/1": ["plain", "Bearer s3cr3t \"value\""]}},
            "request": {"query": {"s3cr3t \"value\"": "as a key"}},
            "n": 1,
            "pin": [20, 20260, 1.5]
        });
        given.configuration = Some(BTreeMap::from([(
            "URL".to_owned(),
            "https://a.example/?k=s3cr3t%20%22value%22".to_owned(),
        )]));
        let record = CacheRecord {
            value: "czNjcjN0ICJ2YWx1ZSI=".to_owned(),
            expires_at: 1,
        };
        given.cache.entries.insert("k".to_owned(), record);
        given
    }

    #[test]
    fn secrets_in_what_was_given_are_held_apart_and_come_back() {
        let secrets = Secrets::new([("KEY", "s3cr3t \"value\""), ("PIN", "20260")]);
        let mut concealed = given();
        concealed.conceal(&secrets).unwrap();
        let places: Vec<&str> = concealed.held.iter().map(|one| &*one.place).collect();
        assert_eq!(
            places,
            [
                "/event/pin/1",
                "/event/request/query",
                "/event/user/app_metadata/token~11/1",
                "/configuration",
                "/cache"
            ]
        );
        let paper = serde_json::to_string(&concealed).unwrap();
        for part in ["s3cr3t", "czNjcjN0", "20260"] {
            assert!(!paper.contains(part), "{paper}");
        }
        assert_eq!(concealed.event["n"], 1);
        let mut read: Recording = serde_json::from_str(&paper).unwrap();
        read.reveal(&secrets).unwrap();
        assert_eq!(read, given());
    }

    #[test]
    fn parts_are_not_stacked_up_into_a_value_of_any_depth() {
        let mut stacked = given();
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        stacked.held = (0..3)
            .map(|level| Held {
                place: format!("/event/n{}", "/0".repeat(100 * level)),
                text: Material::of(deep.as_bytes()),
            })
            .collect();
        let deepest = stacked.held[2].place.clone();
        let error = stacked.reveal(&Secrets::default()).unwrap_err();
        assert_eq!(error, RevealError::Unplaced(deepest));
    }

    #[test]
    fn what_does_not_fit_back_is_said() {
        let mut changed = given();
        changed.held = vec![Held {
            place: "/event/nothing/here".to_owned(),
            text: Material::of(b"1"),
        }];
        let error = changed.reveal(&Secrets::default()).unwrap_err();
        assert_eq!(error, RevealError::Unplaced("/event/nothing/here".into()));
    }
}

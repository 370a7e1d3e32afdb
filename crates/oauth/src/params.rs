//! Request parameters: read once, sizes bounded, no name twice (RFC 6749 section 3.1).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Error;

/// Most bytes of a query or body.
pub(crate) const TOTAL_BYTES: usize = 32 * 1024;
/// Most parameters.
pub(crate) const COUNT: usize = 64;
/// Longest parameter name in bytes.
pub(crate) const NAME_BYTES: usize = 128;
/// Longest value in bytes of a parameter without a limit of its own.
pub(crate) const VALUE_BYTES: usize = 8 * 1024;

/// The longest values of the parameters the protocol knows, in bytes.
const LIMITS: [(&str, usize); 22] = [
    ("response_type", 100),
    ("client_id", 128),
    ("redirect_uri", 2_000),
    ("scope", 4_096),
    ("audience", 600),
    ("state", 4_096),
    ("nonce", 1_024),
    ("code_challenge", 128),
    ("code_challenge_method", 16),
    ("response_mode", 32),
    ("prompt", 100),
    ("max_age", 16),
    ("login_hint", 512),
    ("ui_locales", 256),
    ("acr_values", 1_024),
    ("screen_hint", 32),
    ("connection", 128),
    ("grant_type", 256),
    ("code", 512),
    ("code_verifier", 256),
    ("client_secret", 512),
    ("id_token_hint", VALUE_BYTES),
];

/// Parameters by name. `Debug` shows the names alone: a value may be a secret.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params(BTreeMap<String, String>);

impl std::fmt::Debug for Params {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Params")?;
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl Params {
    /// Reads a query string, without its `?`.
    pub fn from_query(query: &str) -> Result<Self, Error> {
        Self::from_form(query.as_bytes())
    }

    /// Reads an `application/x-www-form-urlencoded` body.
    pub fn from_form(body: &[u8]) -> Result<Self, Error> {
        check_total(body.len())?;
        if body.contains(&0) || std::str::from_utf8(body).is_err() {
            return Err(Error::MalformedParameters);
        }
        let mut params = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            params.insert(name.into_owned(), value.into_owned())?;
        }
        Ok(params)
    }

    /// Reads a JSON object of texts, as the token endpoint also takes (reference: form or JSON).
    /// Numbers and booleans are read as their text; other values are refused.
    pub fn from_json(body: &[u8]) -> Result<Self, Error> {
        check_total(body.len())?;
        let object: UniqueObject =
            serde_json::from_slice(body).map_err(|_| Error::MalformedJson)?;
        let mut params = Self::default();
        for (name, value) in object.0 {
            let text = match value {
                Value::String(text) => text,
                Value::Number(number) => number.to_string(),
                Value::Bool(flag) => flag.to_string(),
                Value::Null => continue,
                Value::Array(_) | Value::Object(_) => {
                    return Err(Error::NotText { name: shown(&name) });
                }
            };
            params.insert(name, text)?;
        }
        Ok(params)
    }

    /// The value of a parameter. RFC 6749 section 3.1: one sent without a value counts as not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    /// Every parameter, for `event.request.query` and `event.request.body`.
    #[must_use]
    pub fn to_map(&self) -> BTreeMap<String, String> {
        self.0.clone()
    }

    /// The same parameters without those of `names`.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|name, _| !names.contains(&name.as_str()));
        self
    }

    fn insert(&mut self, name: String, value: String) -> Result<(), Error> {
        if name.len() > NAME_BYTES {
            return Err(Error::NameTooLong { limit: NAME_BYTES });
        }
        let limit = LIMITS
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(VALUE_BYTES, |(_, limit)| *limit);
        if value.len() > limit {
            return Err(Error::ParameterTooLong {
                name: shown(&name),
                limit,
            });
        }
        if value.contains('\0') || name.contains('\0') {
            return Err(Error::MalformedParameters);
        }
        if self.0.len() >= COUNT {
            return Err(Error::TooManyParameters { limit: COUNT });
        }
        let name_shown = shown(&name);
        if self.0.insert(name, value).is_some() {
            return Err(Error::DuplicateParameter { name: name_shown });
        }
        Ok(())
    }
}

/// A JSON object that keeps every entry, so that a name sent twice is seen.
struct UniqueObject(Vec<(String, Value)>);

impl<'de> serde::Deserialize<'de> for UniqueObject {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> serde::de::Visitor<'de> for Entries {
            type Value = UniqueObject;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<UniqueObject, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(UniqueObject(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

fn check_total(actual: usize) -> Result<(), Error> {
    if actual > TOTAL_BYTES {
        return Err(Error::RequestTooLarge {
            limit: TOTAL_BYTES,
            actual,
        });
    }
    Ok(())
}

/// Longest part of what was sent that an error repeats, in characters.
const SHOWN_CHARS: usize = 100;

/// What was sent as an error may show it: printable ASCII, short (RFC 6749 section 5.2 bounds the characters).
pub(crate) fn shown(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_ascii_graphic() && *c != '"' && *c != '\\')
        .take(SHOWN_CHARS)
        .collect()
}

/// An action's words as a description may show them: no control characters, at most 1 000 characters.
#[must_use]
pub fn shown_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control())
        .take(1_000)
        .collect()
}

#[cfg(test)]
#[path = "params_tests.rs"]
mod tests;

//! Input files: read within a limit, parsed, and refused with the place of the mistake.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why an input file cannot be used. The texts are whole messages for a person: a cause is part of the text and not a
/// source beside it, which would be printed twice.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error("cannot read {}: {cause}", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} is larger than {limit_bytes} bytes; make it smaller", path.display())]
    TooLarge { path: PathBuf, limit_bytes: u64 },
    #[error("{} is not UTF-8 text (byte {at}); save it as UTF-8", path.display())]
    NotText { path: PathBuf, at: usize },
    #[error("{}:{line}:{column}: {reason}; correct the JSON there", path.display(), line = .cause.line(), column = .cause.column(), reason = reason(.cause))]
    Json {
        path: PathBuf,
        cause: serde_json::Error,
    },
    #[error("{} must be a JSON object, not {found}", path.display())]
    NotAnObject { path: PathBuf, found: &'static str },
    #[error("{}: `{name}` must be a string, not {found}; write it in quotes", path.display())]
    NotAString {
        path: PathBuf,
        name: String,
        found: &'static str,
    },
    #[error("{}: {count} entries, at most {limit}; remove some", path.display())]
    TooMany {
        path: PathBuf,
        count: usize,
        limit: usize,
    },
    #[error("{}: a name longer than {limit} characters begins with `{start}`; shorten it", path.display())]
    NameTooLong {
        path: PathBuf,
        start: String,
        limit: usize,
    },
    #[error("{}: `{name}` is longer than {limit} characters; shorten it", path.display())]
    ValueTooLong {
        path: PathBuf,
        name: String,
        limit: usize,
    },
}

/// serde_json repeats line and column at the end of its text.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(reason, _)| reason.to_owned())
}

/// Reads a text file of at most `limit_bytes`.
pub(crate) fn text(path: &Path, limit_bytes: u64) -> Result<String, InputError> {
    let unreadable = |cause| InputError::Unreadable {
        path: path.to_owned(),
        cause,
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(limit_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit_bytes {
        return Err(InputError::TooLarge {
            path: path.to_owned(),
            limit_bytes,
        });
    }
    String::from_utf8(bytes).map_err(|error| InputError::NotText {
        path: path.to_owned(),
        at: error.utf8_error().valid_up_to(),
    })
}

/// Reads a JSON file of at most `limit_bytes`. A byte order mark is let pass, as editors write it.
pub(crate) fn json<T: DeserializeOwned>(path: &Path, limit_bytes: u64) -> Result<T, InputError> {
    let text = text(path, limit_bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    serde_json::from_str(text).map_err(|cause| InputError::Json {
        path: path.to_owned(),
        cause,
    })
}

/// Reads a JSON object.
pub(crate) fn object(path: &Path, limit_bytes: u64) -> Result<Value, InputError> {
    match json(path, limit_bytes)? {
        object @ Value::Object(_) => Ok(object),
        other => Err(InputError::NotAnObject {
            path: path.to_owned(),
            found: kind(&other),
        }),
    }
}

/// Bounds of secrets or configuration.
pub(crate) struct StringLimits {
    /// Number of entries.
    pub(crate) entries: usize,
    /// Characters of a name.
    pub(crate) name_chars: usize,
    /// Characters of a value.
    pub(crate) value_chars: usize,
}

/// Reads a JSON object whose values are all strings. No message holds a value: it may be a secret.
pub(crate) fn strings(
    path: &Path,
    limits: &StringLimits,
) -> Result<BTreeMap<String, String>, InputError> {
    // Four bytes a character, escapes and quotes.
    let limit_bytes = limits.entries * (limits.name_chars + limits.value_chars + 16) * 6;
    let entries = match object(path, limit_bytes as u64)? {
        Value::Object(entries) => entries,
        _ => return Ok(BTreeMap::new()),
    };
    if entries.len() > limits.entries {
        return Err(InputError::TooMany {
            path: path.to_owned(),
            count: entries.len(),
            limit: limits.entries,
        });
    }
    entries
        .into_iter()
        .map(|(name, value)| string(path, limits, name, value))
        .collect()
}

fn string(
    path: &Path,
    limits: &StringLimits,
    name: String,
    value: Value,
) -> Result<(String, String), InputError> {
    let path = path.to_owned();
    if name.chars().count() > limits.name_chars {
        let start = name.chars().take(32).collect();
        return Err(InputError::NameTooLong {
            path,
            start,
            limit: limits.name_chars,
        });
    }
    match value {
        Value::String(value) if value.chars().count() <= limits.value_chars => Ok((name, value)),
        Value::String(_) => Err(InputError::ValueTooLong {
            path,
            name,
            limit: limits.value_chars,
        }),
        other => Err(InputError::NotAString {
            path,
            name,
            found: kind(&other),
        }),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: StringLimits = StringLimits {
        entries: 2,
        name_chars: 4,
        value_chars: 5,
    };

    fn check(content: &[u8], read: impl Fn(&Path) -> Result<(), InputError>, expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.json");
        std::fs::write(&path, content).unwrap();
        let message = match read(&path) {
            Ok(()) => "ok".to_owned(),
            Err(error) => error
                .to_string()
                .replace(&path.display().to_string(), "in.json"),
        };
        assert_eq!(message, expected);
    }

    #[test]
    fn files_are_read_within_their_limit() {
        let read = |path: &Path| text(path, 4).map(drop);
        check(b"1234", read, "ok");
        check(
            b"12345",
            read,
            "in.json is larger than 4 bytes; make it smaller",
        );
        check(
            b"a\xff",
            read,
            "in.json is not UTF-8 text (byte 1); save it as UTF-8",
        );
        assert!(
            text(Path::new("/no/such/file"), 1)
                .unwrap_err()
                .to_string()
                .starts_with("cannot read /no/such/file: ")
        );
    }

    #[test]
    fn broken_json_is_located() {
        let read = |path: &Path| object(path, 100).map(drop);
        check(b"\xef\xbb\xbf{}", read, "ok");
        check(
            b"{\n  \"a\": 1,\n  b\n}",
            read,
            "in.json:3:3: key must be a string; correct the JSON there",
        );
        check(b"[]", read, "in.json must be a JSON object, not an array");
        check(
            b"",
            read,
            "in.json:1:0: EOF while parsing a value; correct the JSON there",
        );
    }

    #[test]
    fn secrets_are_strings_within_limits() {
        let read = |path: &Path| strings(path, &LIMITS).map(drop);
        check(br#"{"ABCD": "12345", "B": ""}"#, read, "ok");
        check(
            br#"{"A": "1", "B": "2", "C": "3"}"#,
            read,
            "in.json: 3 entries, at most 2; remove some",
        );
        check(
            br#"{"A": "123456"}"#,
            read,
            "in.json: `A` is longer than 5 characters; shorten it",
        );
        check(
            br#"{"ABCDE": "1"}"#,
            read,
            "in.json: a name longer than 4 characters begins with `ABCDE`; shorten it",
        );
        check(
            br#"{"A": 5}"#,
            read,
            "in.json: `A` must be a string, not a number; write it in quotes",
        );
    }
}

//! The checks every `validate` is made of.

use std::collections::BTreeMap;

use crate::Error;

/// Most entries of a metadata map.
pub const METADATA_ENTRIES: usize = 10;
/// Longest key or value of a metadata map, in bytes.
pub const METADATA_BYTES: usize = 255;

/// A text that must be there and must not be longer than `limit` bytes.
pub fn text(field: &'static str, value: &str, limit: usize) -> Result<(), Error> {
    if value.trim().is_empty() {
        return Err(Error::Empty { field });
    }
    longest(field, value, limit)?;
    if value.chars().any(char::is_control) {
        return Err(Error::Characters {
            field,
            allowed: "printable characters",
        });
    }
    Ok(())
}

/// A text, perhaps empty, of at most `limit` bytes.
pub fn longest(field: &'static str, value: &str, limit: usize) -> Result<(), Error> {
    if value.len() > limit {
        return Err(Error::TooLong {
            field,
            limit,
            actual: value.len(),
        });
    }
    Ok(())
}

/// A list of at most `limit` entries.
pub fn count(field: &'static str, actual: usize, limit: usize) -> Result<(), Error> {
    if actual > limit {
        return Err(Error::TooMany {
            field,
            limit,
            actual,
        });
    }
    Ok(())
}

/// A number within `min..=max`.
pub fn range(field: &'static str, actual: u64, min: u64, max: u64) -> Result<(), Error> {
    if !(min..=max).contains(&actual) {
        return Err(Error::OutOfRange {
            field,
            min,
            max,
            actual,
        });
    }
    Ok(())
}

/// No entry twice.
pub fn distinct<'a>(
    field: &'static str,
    values: impl IntoIterator<Item = &'a str>,
) -> Result<(), Error> {
    let mut seen = std::collections::BTreeSet::new();
    for value in values {
        if !seen.insert(value) {
            return Err(Error::Duplicate {
                field,
                value: value.to_owned(),
            });
        }
    }
    Ok(())
}

/// A metadata map of texts: at most 10 entries of at most 255 bytes each way.
pub fn metadata(field: &'static str, map: &BTreeMap<String, String>) -> Result<(), Error> {
    count(field, map.len(), METADATA_ENTRIES)?;
    for (key, value) in map {
        text(field, key, METADATA_BYTES)?;
        longest(field, value, METADATA_BYTES)?;
    }
    Ok(())
}

//! What may be wrong with a value an administrator sent.

/// Why a value was refused. Each names the field, the limit and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A required text is empty.
    #[error("{field} is empty; give it a value")]
    Empty {
        /// The field as the API names it.
        field: &'static str,
    },
    /// A text is longer than its limit.
    #[error("{field} has {actual} bytes, at most {limit} are allowed; shorten it")]
    TooLong {
        /// The field as the API names it.
        field: &'static str,
        /// The limit in bytes.
        limit: usize,
        /// What was sent, in bytes.
        actual: usize,
    },
    /// A list or map holds more entries than its limit.
    #[error("{field} has {actual} entries, at most {limit} are allowed; remove some")]
    TooMany {
        /// The field as the API names it.
        field: &'static str,
        /// The limit in entries.
        limit: usize,
        /// What was sent, in entries.
        actual: usize,
    },
    /// A list or map names one entry twice.
    #[error("{field} names {value:?} twice; name it once")]
    Duplicate {
        /// The field as the API names it.
        field: &'static str,
        /// The entry that is there twice.
        value: String,
    },
    /// A list or map does not hold the entry named.
    #[error("{field} has no {name:?}; name one of those it has")]
    NotThere {
        /// The field as the API names it.
        field: &'static str,
        /// The entry that is not there.
        name: String,
    },
    /// A number lies outside its range.
    #[error("{field} is {actual}, allowed is {min} to {max}")]
    OutOfRange {
        /// The field as the API names it.
        field: &'static str,
        /// The smallest value allowed.
        min: u64,
        /// The largest value allowed.
        max: u64,
        /// What was sent.
        actual: u64,
    },
    /// A text holds characters it must not.
    #[error("{field} may hold {allowed} only")]
    Characters {
        /// The field as the API names it.
        field: &'static str,
        /// The characters allowed, in words.
        allowed: &'static str,
    },
    /// Not an absolute URL.
    #[error("{field} is not an absolute URL ({source}); write it as https://host/path")]
    NotAUrl {
        /// The field as the API names it.
        field: &'static str,
        /// What the parser said.
        source: url::ParseError,
    },
    /// A URL whose scheme or shape this field does not take.
    #[error("{field} is refused: {because}")]
    UrlRefused {
        /// The field as the API names it.
        field: &'static str,
        /// What refuses it.
        because: &'static str,
    },
    /// Two settings contradict each other.
    #[error("{field} does not fit: {because}")]
    Contradiction {
        /// The field to change.
        field: &'static str,
        /// What both have to meet.
        because: &'static str,
    },
}

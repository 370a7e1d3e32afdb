//! What is refused.

use crate::data::LONGEST_PATH;
use crate::locale::{LONGEST_TEXT, MOST_TAGS};

/// What is refused, in V8's words where V8 refuses it too.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntlError {
    /// A tag that is not well formed.
    #[error("Incorrect locale information provided")]
    Tag,
    /// A collation whose name is not well formed.
    #[error("Invalid collation : {0}")]
    Collation(String),
    /// A time zone that nobody keeps.
    #[error("Invalid time zone specified: {0}")]
    Zone(String),
    /// More tags than are read.
    #[error("{0} locales are too many: at most {MOST_TAGS} are read")]
    TooManyTags(usize),
    /// A longer text than is taken.
    #[error("a text of {0} bytes is too long: at most {LONGEST_TEXT} are taken")]
    TextTooLong(usize),
    /// A longer path than the data has.
    #[error("a path of {0} steps is too long: at most {LONGEST_PATH} are taken")]
    PathTooLong(usize),
    /// The data that the program carries cannot be read.
    #[error("the data of locales cannot be read: {0}")]
    Data(&'static str),
}

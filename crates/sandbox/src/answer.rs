//! What passes back from host to guest and from guest to host at the end.

use contract::{Failure, FailureKind};
use serde::Serialize;

use crate::source::FILE_NAME;

/// The name that the library's frames carry, as `engine.c` gives it.
const LIBRARY_NAME: &str = "latchwork:runtime";
/// What frames of an action, its packages and its shared modules have in their places.
const OWN_PLACES: [&str; 3] = [FILE_NAME, "/node_modules/", "/actions/"];

/// The answer to a host call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A string, mostly JSON.
    Text(String),
    /// Bytes, as an `ArrayBuffer`.
    Bytes(Vec<u8>),
    /// An error that the runtime library throws.
    Error(GuestError),
    /// The same, as its JSON text.
    Thrown(String),
    /// `undefined`.
    Nothing,
}

/// An error as the runtime library makes it: a class, a message, and perhaps a code and a cause.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct GuestError {
    pub(crate) name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<&'static str>,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<Box<GuestError>>,
}

impl GuestError {
    pub(crate) fn new(name: &'static str, message: impl Into<String>) -> Self {
        Self {
            name,
            code: None,
            message: message.into(),
            cause: None,
        }
    }

    pub(crate) fn type_error(message: impl Into<String>) -> Self {
        Self::new("TypeError", message)
    }

    pub(crate) fn with_code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    pub(crate) fn with_cause(mut self, cause: Self) -> Self {
        self.cause = Some(Box::new(cause));
        self
    }

    /// As the JSON text that the library reads.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The tags of an answer, as `glue.c` reads them.
const TAG_TEXT: u32 = 0;
const TAG_BYTES: u32 = 1 << 30;
const TAG_ERROR: u32 = 2 << 30;
const TAG_NOTHING: u32 = 3 << 30;
/// The longest answer that fits beside the tag.
const LONGEST_ANSWER: usize = (1 << 30) - 1;

impl Answer {
    /// The word that tells the guest what to take, and what it takes.
    pub(crate) fn encode(self) -> (u32, Vec<u8>) {
        let (tag, bytes) = match self {
            Self::Text(text) => (TAG_TEXT, text.into_bytes()),
            Self::Bytes(bytes) => (TAG_BYTES, bytes),
            Self::Error(error) => (TAG_ERROR, error.to_json().into_bytes()),
            Self::Thrown(text) => (TAG_ERROR, text.into_bytes()),
            Self::Nothing => return (TAG_NOTHING, Vec::new()),
        };
        if bytes.len() > LONGEST_ANSWER {
            let error = GuestError::new("RangeError", "the host's answer is too long");
            return Self::Error(error).encode();
        }
        (tag | bytes.len() as u32, bytes)
    }
}

/// How a handler, or the loading of a module, ended. The numbers are those of `glue.c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Settlement {
    Fulfilled,
    Rejected(Thrown),
    Missing { handler: String },
    Syntax(Thrown),
    LoadThrew(Thrown),
}

/// What was thrown, as far as it could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thrown {
    pub(crate) name: String,
    pub(crate) message: String,
    pub(crate) stack: String,
}

impl Settlement {
    pub(crate) fn new(how: i32, thrown: Thrown) -> Option<Self> {
        Some(match how {
            0 => Self::Fulfilled,
            1 => Self::Rejected(thrown),
            2 => Self::Missing {
                handler: thrown.name,
            },
            3 => Self::Syntax(thrown),
            4 => Self::LoadThrew(thrown),
            _ => return None,
        })
    }

    pub(crate) fn failure(&self) -> Option<Failure> {
        match self {
            Self::Fulfilled => None,
            Self::Rejected(thrown) => Some(thrown.failure(FailureKind::Error)),
            Self::Syntax(thrown) | Self::LoadThrew(thrown) => {
                Some(thrown.failure(FailureKind::Syntax))
            }
            Self::Missing { handler } => Some(Failure::new(
                FailureKind::MissingHandler,
                format!(
                    "the action exports no function `{handler}`; add `exports.{handler} = async (event, api) => {{ ... }}`"
                ),
            )),
        }
    }
}

impl Thrown {
    /// `Name: message`, as far as there is either.
    pub(crate) fn text(&self) -> String {
        match (self.name.as_str(), self.message.as_str()) {
            ("" | "undefined", message) => message.to_owned(),
            (name, "") => name.to_owned(),
            (name, message) => format!("{name}: {message}"),
        }
    }

    fn failure(&self, kind: FailureKind) -> Failure {
        Failure::new(kind, self.text()).with_stack(own_frames(&self.stack))
    }
}

/// The stack without what lies below the outermost frame of the action and its packages: the library and the engine that
/// called it. What a package throws after it has waited has no frame of the action.
fn own_frames(stack: &str) -> Option<String> {
    let lines: Vec<&str> = stack.lines().collect();
    let is_own = |line: &&str| OWN_PLACES.iter().any(|place| line.contains(place));
    let outermost = lines.iter().rposition(is_own)?;
    let frames = lines.get(..=outermost)?.iter();
    let own: Vec<&str> = frames
        .filter(|line| !line.contains(LIBRARY_NAME))
        .copied()
        .collect();
    Some(own.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_package_threw_later_names_its_file() {
        let frame = "    at settle (/node_modules/axios/lib/core/settle.js:19:12)";
        let stack = format!("{frame}\n    at run (latchwork:runtime:1:1)\n    at call (native)\n");
        assert_eq!(own_frames(&stack).as_deref(), Some(frame));
    }

    #[test]
    fn a_stack_ends_with_the_actions_outermost_frame() {
        let stack = "    at f (action.js:2:3)\n    at emit (latchwork:runtime:9:1)\n    at on (action.js:1:1)\n    at apply (native)\n    at run (latchwork:runtime:1:1)\n";
        let expected = "    at f (action.js:2:3)\n    at on (action.js:1:1)";
        assert_eq!(own_frames(stack).as_deref(), Some(expected));
        assert_eq!(own_frames("    at apply (native)\n"), None);
        assert_eq!(own_frames("undefined"), None);
    }
}

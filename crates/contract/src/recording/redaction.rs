//! What of a recording is not shown: declared by path, and taken out wherever it stands.

mod fetch;
mod given;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use given::Elsewhere;

use super::material::REDACTED;
use super::{Recording, Step};
use crate::secrets::Secrets;

/// The longest path, in bytes.
const LONGEST_BYTES: usize = 256;
/// The most names a path of the event has.
const MOST_NAMES: usize = 16;
/// By what a text is taken out where more texts of the event are to stand nowhere than are looked for.
const TOO_MANY: &str = "more texts of the event than are looked for";
/// What stands for any name or host.
const ANY: &str = "*";

/// What is not shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RedactionPath {
    /// `event.user.email`: a part of the event; `*` is any name or place in a list. Its texts are not shown elsewhere either.
    Event(Vec<String>),
    /// `fetch:HOST.body`: what passed between the action and a host; `*` is any, `*.name` any below that name.
    Fetch {
        /// The host.
        host: String,
        /// Which part.
        part: FetchPart,
    },
    /// `command:NAME`: the arguments of a method of `api`; `*` is any.
    Command(String),
    /// `log`: what was printed.
    Log,
}

/// A part of requests and answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FetchPart {
    /// URL, method, status and headers.
    Head,
    /// Bodies.
    Body,
}

/// What is wrong with a path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RedactionPathError {
    /// It is empty or too long.
    #[error("a path has 1 to {LONGEST_BYTES} bytes, this one has {0}")]
    Length(usize),
    /// It has too many names, or one that is empty.
    #[error(
        "{0:?} names a part of the event by 1 to {MOST_NAMES} names with a dot between them, as in event.user.email"
    )]
    Names(String),
    /// It says neither head nor body, or no host.
    #[error("{0:?} names a host and `body` or `head`, as in fetch:*.body")]
    Part(String),
    /// It is none of ours.
    #[error(
        "{0:?} begins with none of `event.`, `fetch:`, `command:`, and is not `log`: write it as event.user.email, fetch:*.body or command:*"
    )]
    Unknown(String),
}

impl FromStr for RedactionPath {
    type Err = RedactionPathError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || text.len() > LONGEST_BYTES {
            return Err(RedactionPathError::Length(text.len()));
        }
        if text == "log" {
            return Ok(Self::Log);
        }
        if let Some(names) = text.strip_prefix("event.") {
            let names: Vec<String> = names.split('.').map(str::to_owned).collect();
            if names.len() > MOST_NAMES || names.iter().any(String::is_empty) {
                return Err(RedactionPathError::Names(text.to_owned()));
            }
            return Ok(Self::Event(names));
        }
        if let Some(rest) = text.strip_prefix("fetch:") {
            return fetch_path(rest).ok_or_else(|| RedactionPathError::Part(text.to_owned()));
        }
        match text.strip_prefix("command:") {
            Some(name) if !name.is_empty() => Ok(Self::Command(name.to_owned())),
            _ => Err(RedactionPathError::Unknown(text.to_owned())),
        }
    }
}

fn fetch_path(text: &str) -> Option<RedactionPath> {
    let (host, part) = text.rsplit_once('.')?;
    let part = match part {
        "head" => FetchPart::Head,
        "body" => FetchPart::Body,
        _ => return None,
    };
    let host = host.to_ascii_lowercase();
    (!host.is_empty()).then_some(RedactionPath::Fetch { host, part })
}

impl fmt::Display for RedactionPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(names) => write!(f, "event.{}", names.join(".")),
            Self::Fetch { host, part } => {
                let part = match part {
                    FetchPart::Head => "head",
                    FetchPart::Body => "body",
                };
                write!(f, "fetch:{host}.{part}")
            }
            Self::Command(name) => write!(f, "command:{name}"),
            Self::Log => f.write_str("log"),
        }
    }
}

impl TryFrom<String> for RedactionPath {
    type Error = RedactionPathError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<RedactionPath> for String {
    fn from(path: RedactionPath) -> Self {
        path.to_string()
    }
}

impl Recording {
    /// Takes out for good what these paths name, and notes which of them took anything.
    pub fn redact(&mut self, paths: &[RedactionPath]) {
        let mut taken = self.redact_fetched(paths);
        match self.redact_given(paths, &mut taken) {
            Elsewhere::Texts(values) => self.redact_elsewhere(&values),
            Elsewhere::All => self.redact_all_elsewhere(),
        }
        for path in paths {
            let found = match path {
                RedactionPath::Event(_) | RedactionPath::Fetch { .. } => false,
                RedactionPath::Command(name) => redact_commands(&mut self.steps, name, path),
                RedactionPath::Log => redact_log(&mut self.steps, path),
            };
            taken.extend(found.then(|| path.to_string()));
        }
        self.redacted.extend(taken);
    }

    /// What passed between the action and hosts goes first, while it still says which host that was.
    fn redact_fetched(&mut self, paths: &[RedactionPath]) -> Vec<String> {
        let fetched = paths.iter().filter_map(|path| match path {
            RedactionPath::Fetch { host, part } => Some(fetch::FetchPath {
                host,
                part: *part,
                path: path.to_string(),
                found: false,
            }),
            _ => None,
        });
        let mut fetched: Vec<_> = fetched.collect();
        fetch::redact(&mut self.steps, &mut fetched);
        let found = fetched.into_iter().filter(|path| path.found);
        found.map(|path| path.path).collect()
    }

    /// The texts that were taken out of the event are nowhere else either.
    fn redact_elsewhere(&mut self, values: &Secrets) {
        if values.is_empty() {
            return;
        }
        for material in self.materials() {
            material.redact_values(values);
        }
        for words in self.steps.iter_mut().filter_map(Step::words) {
            *words = values.masked(words);
        }
    }

    /// No text is left among which they may be.
    fn redact_all_elsewhere(&mut self) {
        for material in self.materials() {
            material.redact(TOO_MANY);
        }
        for words in self.steps.iter_mut().filter_map(Step::words) {
            REDACTED.clone_into(words);
        }
    }
}

fn redact_commands(steps: &mut [Step], name: &str, path: &RedactionPath) -> bool {
    let path = path.to_string();
    steps.iter_mut().fold(false, |found, step| match step {
        Step::Command {
            path: method,
            arguments,
        } if name == ANY || name == method => arguments.redact(&path) || found,
        _ => found,
    })
}

fn redact_log(steps: &mut [Step], path: &RedactionPath) -> bool {
    let path = path.to_string();
    steps.iter_mut().fold(false, |found, step| match step {
        Step::Log { text, .. } => text.redact(&path) || found,
        _ => found,
    })
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod path_tests {
    use super::*;

    #[test]
    fn paths_read_as_they_are_written() {
        for text in [
            "event.user.email",
            "event.request.query.*",
            "fetch:*.body",
            "fetch:*.example.com.head",
            "command:user.setAppMetadata",
            "command:*",
            "log",
        ] {
            let path: RedactionPath = text.parse().unwrap();
            assert_eq!(path.to_string(), text);
            let json = serde_json::to_string(&path).unwrap();
            assert_eq!(serde_json::from_str::<RedactionPath>(&json).unwrap(), path);
        }
    }

    #[test]
    fn what_is_no_path_is_said() {
        let long = "event.".to_owned() + &"x".repeat(LONGEST_BYTES);
        let deep = "event".to_owned() + &".x".repeat(MOST_NAMES + 1);
        for text in [
            "",
            "user.email",
            "event.",
            "event..x",
            "fetch:*",
            "fetch:a.example.url",
            "fetch:.body",
            "command:",
            &long,
            &deep,
        ] {
            assert!(text.parse::<RedactionPath>().is_err(), "{text}");
        }
    }
}

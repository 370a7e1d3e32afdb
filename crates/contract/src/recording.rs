//! What is recorded of one execution: all that came in from the world, in the order in which it came, and all that went
//! out. With it the execution can be repeated exactly, and a changed action's first difference be found.
//!
//! A recording holds no secret's value: each stands in it as a reference, wherever a [`Material`] would spell it.

mod comparable;
mod flat;
mod held;
mod kept;
mod material;
mod redaction;
mod secret;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::cache::CacheSnapshot;
use crate::secrets::Secrets;
use crate::{Failure, Limits, LogLevel, Trigger};

pub use comparable::NotComparable;
pub use held::{Held, RevealError};
pub use kept::{LONGEST_BYTES, NotKept};
pub use material::{Material, Piece, Reference};
pub use redaction::{FetchPart, RedactionPath, RedactionPathError};
pub use secret::{MOST_OF_OTHER_VERSIONS, SALT_BYTES, SecretVersion};

/// The form in which recordings are written at present.
pub const FORMAT: u32 = 1;

/// One recorded execution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The form it is written in: [`FORMAT`].
    pub format: u32,
    /// The trigger whose handler ran.
    pub trigger: Trigger,
    /// The exported function that was called.
    pub handler: String,
    /// The action's code, where it is the owner's to see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// SHA-256 of the action's code, in hexadecimal.
    pub code_digest: String,
    /// SHA-256 of the guest that ran it, in hexadecimal: the engine and its library. Another may ask the host otherwise.
    #[serde(default)]
    pub guest: String,
    /// The event, without secrets and configuration.
    pub event: Value,
    /// What `event.secrets` held, and the secrets of other versions that the cache held. The values are brought along by who
    /// replays.
    pub secrets: Vec<SecretVersion>,
    /// `event.configuration`.
    pub configuration: Option<BTreeMap<String, String>>,
    /// What the cache held.
    pub cache: CacheSnapshot,
    /// What `api.redirect.canRedirect()` answered.
    pub can_redirect: bool,
    /// The limits it ran under.
    pub limits: Limits,
    /// The parts of event, configuration and cache in which a secret stands, taken out of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<Held>,
    /// The paths by which something was taken out for good. Such a recording cannot be compared with anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redacted: Vec<String>,
    /// What passed between the action and the world.
    pub steps: Vec<Step>,
}

/// One thing that passed between an execution and the world.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// A clock was read.
    Clock {
        /// Which.
        clock: Clock,
        /// What it showed, in ms.
        value: f64,
    },
    /// Randomness was drawn.
    Random {
        /// What was drawn.
        bytes: Material,
    },
    /// A line was printed.
    Log {
        /// By which method of `console`.
        level: LogLevel,
        /// The line.
        text: Material,
    },
    /// A method of `api` was called that gives a command.
    Command {
        /// Its path below `api`.
        path: String,
        /// Its arguments, a JSON list.
        arguments: Material,
    },
    /// The host was asked something that it answered at once. What can be computed again has no answer here.
    Call {
        /// What was asked.
        operation: String,
        /// The question, a JSON text.
        head: Material,
        /// The answer, where the same question is answered otherwise the next time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer: Option<Answered>,
    },
    /// An operation was started: a timer, a request.
    Start {
        /// What was started.
        operation: String,
        /// What it was started with, a JSON text.
        head: Material,
        /// The bytes it was started with.
        #[serde(default, skip_serializing_if = "Material::is_empty")]
        bytes: Material,
        /// What came of it at once.
        outcome: Started,
    },
    /// An operation was given up.
    Cancel {
        /// Its number.
        id: i32,
    },
    /// An operation ended, and the execution was told.
    Delivered {
        /// Its number.
        id: i32,
        /// Whether it succeeded.
        is_ok: bool,
        /// What it ended with, a JSON text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Material>,
        /// The bytes it ended with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<Material>,
    },
    /// The handler settled.
    Settled {
        /// What it threw, as `Name: message`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thrown: Option<Material>,
    },
    /// What was under way after the handler had settled was cut.
    Cut {
        /// The line that the log says of it.
        line: String,
    },
    /// The host ended the execution.
    Ended {
        /// Why.
        failure: Failure,
        /// What the execution was doing.
        #[serde(default)]
        doing: Doing,
    },
}

/// What an execution was doing when it was ended. It says how far what it did is known: see [`Step::Ended`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doing {
    /// It computed. Where its time was up, what it would have done next is not known.
    #[default]
    Computing,
    /// It waited for what was under way, if anything was, and had nothing else to do.
    Waiting,
}

/// A clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Unix time, read by the action.
    Wall,
    /// The time since the execution began, read by the action.
    Monotonic,
    /// Unix time, read by the host on the action's behalf.
    Host,
}

/// What the host answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// A text, mostly JSON.
    Text(Material),
    /// Bytes.
    Bytes(Material),
    /// An error, as JSON.
    Error(Material),
    /// Nothing.
    Nothing,
}

/// What came of starting an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Started {
    /// It is under way under this number.
    Id(i32),
    /// It was refused with this error, a JSON text.
    Refused(Material),
    /// It was not begun: the host ended the execution for it, by the step that follows.
    Stopped,
}

/// Where a replay first differs from its recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// The number of the step, from 0.
    pub at: usize,
    /// What was recorded; nothing when the recording ends before.
    pub recorded: Option<Step>,
    /// What happened instead; nothing when the replay waits for what the recording does not have.
    pub found: Option<Step>,
}

impl Difference {
    /// Puts references in the place of these secrets. A text in which they stand too often goes as a whole.
    pub fn conceal(&mut self, secrets: &Secrets) {
        for step in self.recorded.iter_mut().chain(&mut self.found) {
            step.mask_words(secrets);
            for material in step.materials() {
                if let Err(often) = material.conceal(secrets) {
                    material.redact(&often.to_string());
                }
            }
        }
    }
}

impl Step {
    /// Its texts and bytes.
    pub fn materials(&mut self) -> Vec<&mut Material> {
        match self {
            Self::Clock { .. } | Self::Cancel { .. } | Self::Cut { .. } | Self::Ended { .. } => {
                Vec::new()
            }
            Self::Random { bytes } => vec![bytes],
            Self::Log { text, .. } => vec![text],
            Self::Command { arguments, .. } => vec![arguments],
            Self::Call { head, answer, .. } => {
                let answer = answer.as_mut().and_then(Answered::material);
                std::iter::once(head).chain(answer).collect()
            }
            Self::Start {
                head,
                bytes,
                outcome,
                ..
            } => {
                let error = match outcome {
                    Started::Id(_) | Started::Stopped => None,
                    Started::Refused(error) => Some(error),
                };
                [head, bytes].into_iter().chain(error).collect()
            }
            Self::Delivered { text, bytes, .. } => text.iter_mut().chain(bytes).collect(),
            Self::Settled { thrown } => thrown.iter_mut().collect(),
        }
    }
}

impl Answered {
    fn material(&mut self) -> Option<&mut Material> {
        match self {
            Self::Text(material) | Self::Bytes(material) | Self::Error(material) => Some(material),
            Self::Nothing => None,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(super) fn recording(steps: Vec<Step>) -> Recording {
        Recording {
            format: FORMAT,
            trigger: Trigger::PostLogin,
            handler: "onExecutePostLogin".to_owned(),
            code: None,
            code_digest: String::new(),
            guest: String::new(),
            event: Value::Null,
            secrets: Vec::new(),
            configuration: None,
            cache: CacheSnapshot::default(),
            can_redirect: true,
            limits: Limits::default(),
            held: Vec::new(),
            redacted: Vec::new(),
            steps,
        }
    }

    #[test]
    fn a_recording_on_paper_has_no_secret_and_comes_back_whole() {
        let secrets = Secrets::new([("KEY", "s3cr3t value/1")]);
        let plain = recording(vec![
            Step::Log {
                level: LogLevel::Log,
                text: Material::of(b"the key is s3cr3t value/1."),
            },
            Step::Start {
                operation: "fetch".to_owned(),
                head: Material::of(br#"{"url":"https://a.example/?k=s3cr3t%20value%2F1"}"#),
                bytes: Material::of(b"\xff\xfes3cr3t value/1\x00"),
                outcome: Started::Id(1),
            },
        ]);
        let mut concealed = plain.clone();
        concealed.conceal(&secrets).unwrap();
        let paper = serde_json::to_string(&concealed).unwrap();
        assert!(!paper.contains("s3cr3t"), "{paper}");
        let mut read: Recording = serde_json::from_str(&paper).unwrap();
        read.reveal(&secrets).unwrap();
        assert_eq!(read, plain);
        let mut read: Recording = serde_json::from_str(&paper).unwrap();
        let error = read.reveal(&Secrets::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the recording refers to the secret `KEY`, which is not given"
        );
    }

    #[test]
    fn a_difference_has_no_secret_in_the_words_of_the_host() {
        let line = "the log `for s3cr3t value/1`".to_owned();
        let mut difference = Difference {
            at: 0,
            recorded: None,
            found: Some(Step::Cut { line }),
        };
        difference.conceal(&Secrets::new([("KEY", "s3cr3t value/1")]));
        let line = "the log `for ***`".to_owned();
        assert_eq!(difference.found, Some(Step::Cut { line }));
    }
}

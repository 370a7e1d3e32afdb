//! What one execution of an action left behind.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Command, Failure};

/// One execution of one action. `latchwork run --json` prints exactly this object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Execution {
    /// How it ended.
    pub outcome: ExecutionOutcome,
    /// The commands, in the order of the calls, up to the moment the handler settled.
    pub commands: Vec<Command>,
    /// What ended it early. A denied execution may have failed after its deny.
    pub failure: Option<Failure>,
    /// What the action printed.
    pub logs: Vec<LogLine>,
    /// The outbound requests, in the order they were started.
    pub requests: Vec<RequestRecord>,
    /// What it used.
    pub usage: Usage,
}

impl Execution {
    /// An execution whose outcome follows from its commands and its failure, by the precedence inside a step:
    /// deny, then failure, then suspend, then the rest.
    pub fn new(
        commands: Vec<Command>,
        failure: Option<Failure>,
        logs: Vec<LogLine>,
        requests: Vec<RequestRecord>,
        usage: Usage,
    ) -> Self {
        Self {
            outcome: ExecutionOutcome::of(&commands, failure.as_ref()),
            commands,
            failure,
            logs,
            requests,
            usage,
        }
    }

    /// An execution that failed before it could do anything.
    pub fn failed(failure: Failure) -> Self {
        Self::new(
            Vec::new(),
            Some(failure),
            Vec::new(),
            Vec::new(),
            Usage::default(),
        )
    }
}

/// How an execution ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExecutionOutcome {
    /// The handler settled and refused nothing.
    Completed,
    /// The action refused: `access.deny`, `validation.error` or a revocation.
    Denied,
    /// The action asked for a redirect, a form or a factor.
    Suspended,
    /// The action threw, met a limit or could not be run.
    Failed,
}

impl ExecutionOutcome {
    /// The outcome that follows from commands and failure.
    pub fn of(commands: &[Command], failure: Option<&Failure>) -> Self {
        if commands.iter().any(Command::refuses) {
            Self::Denied
        } else if failure.is_some() {
            Self::Failed
        } else if commands.iter().any(Command::suspends) {
            Self::Suspended
        } else {
            Self::Completed
        }
    }
}

/// One line an action printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LogLine {
    /// The `console` method that printed it.
    pub level: LogLevel,
    /// The text, formatted as Node formats it; may hold line breaks.
    pub message: String,
}

/// The `console` method a line came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogLevel {
    /// `console.trace`
    Trace,
    /// `console.debug`
    Debug,
    /// `console.info`
    Info,
    /// `console.log`
    Log,
    /// `console.warn`
    Warn,
    /// `console.error`
    Error,
}

/// One outbound request. Never its headers or body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestRecord {
    /// The HTTP method; `CONNECT` of a connection, `QUERY` of a query for a name.
    pub method: String,
    /// The URL as the action gave it; `tcp://host:port` or `tls://host:port` of a connection, `dns:name?type=MX` of a query.
    pub url: String,
    /// The status of the answer; `null` when there was none.
    pub status: Option<u16>,
    /// Why there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// From the call to the answer's head, in microseconds; of a connection, how long it was open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_us: Option<u64>,
    /// What was sent over a connection, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_bytes: Option<u64>,
    /// What arrived over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_bytes: Option<u64>,
}

/// What an execution used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Usage {
    /// From the call of the handler to its end, in microseconds.
    pub wall_us: u64,
    /// Processor time, in microseconds.
    pub cpu_us: u64,
    /// The guest's memory at the end, in bytes.
    pub memory_bytes: u64,
    /// All commands as JSON, in bytes.
    pub output_bytes: u64,
    /// Commands that came after the handler had settled and were ignored.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub late_commands: u64,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FailureKind;

    fn command(text: &str) -> Command {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn outcome_follows_precedence() {
        let deny = command(r#"{"type": "access.deny", "reason": "no"}"#);
        let redirect = command(r#"{"type": "redirect.sendUserTo", "url": "https://a.example"}"#);
        let scope = command(r#"{"type": "accessToken.addScope", "scope": "a"}"#);
        let failure = Failure::new(FailureKind::Error, "Error: x");
        let check = |commands: &[&Command], failure: Option<&Failure>, expected| {
            let commands: Vec<Command> = commands.iter().map(|&c| c.clone()).collect();
            assert_eq!(ExecutionOutcome::of(&commands, failure), expected);
        };
        check(&[&scope], None, ExecutionOutcome::Completed);
        check(&[&redirect, &scope], None, ExecutionOutcome::Suspended);
        check(&[&redirect], Some(&failure), ExecutionOutcome::Failed);
        check(
            &[&redirect, &deny],
            Some(&failure),
            ExecutionOutcome::Denied,
        );
    }

    #[test]
    fn json_has_the_published_keys() {
        let execution = Execution::failed(Failure::new(FailureKind::Error, "Error: x"));
        assert_eq!(
            serde_json::to_value(&execution).unwrap(),
            serde_json::json!({
                "outcome": "failed", "commands": [], "logs": [], "requests": [],
                "failure": {"kind": "error", "message": "Error: x", "stack": null, "limit": null},
                "usage": {"wall_us": 0, "cpu_us": 0, "memory_bytes": 0, "output_bytes": 0},
            })
        );
    }
}

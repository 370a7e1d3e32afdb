//! What the test library reports, a JSON text each.

use std::collections::BTreeMap;

use bundle::report::{HandlerCall, SpecOutcome, SpecRequest};
use serde::Deserialize;

/// One report.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Message {
    /// The file has loaded and defines these tests.
    Plan { tests: Vec<Vec<String>> },
    /// A test begins.
    Start { index: usize },
    /// A test has ended.
    End {
        index: usize,
        outcome: SpecOutcome,
        failures: Vec<Thrown>,
        calls: Vec<Call>,
        wall_ms: f64,
    },
    /// Something beside the tests has failed.
    Failure {
        titles: Vec<String>,
        failures: Vec<Thrown>,
    },
    /// A test inside of a test has ended.
    Subtest {
        titles: Vec<String>,
        outcome: SpecOutcome,
        failures: Vec<Thrown>,
        wall_ms: f64,
    },
    /// What became of the snapshots.
    Snapshots {
        #[serde(default)]
        text: Option<String>,
        added: u32,
        updated: u32,
        obsolete: Vec<String>,
    },
    /// These statements of the handler's file have run.
    Ran { statements: Vec<usize> },
    /// Requests that were answered.
    Requests { requests: Vec<Answered> },
}

/// What was thrown.
#[derive(Debug, Deserialize)]
pub(super) struct Thrown {
    pub(super) message: String,
    pub(super) stack: String,
    /// The stack of where the test was defined.
    pub(super) place: String,
}

/// A handler's call.
#[derive(Debug, Deserialize)]
pub(super) struct Call {
    handler: String,
    settled: bool,
    methods: Vec<String>,
    answered_requests: u32,
}

impl From<Call> for HandlerCall {
    fn from(call: Call) -> Self {
        Self {
            handler: call.handler,
            settled: call.settled,
            methods: call.methods,
            answered_requests: call.answered_requests,
        }
    }
}

/// A request and its answer. A mock may give a status that is none.
#[derive(Debug, Deserialize)]
pub(super) struct Answered {
    method: String,
    url: String,
    status: f64,
    headers: BTreeMap<String, String>,
    body: String,
}

impl From<Answered> for SpecRequest {
    fn from(answered: Answered) -> Self {
        Self {
            method: answered.method,
            url: answered.url,
            status: answered.status as u16,
            headers: answered.headers,
            body: answered.body,
        }
    }
}

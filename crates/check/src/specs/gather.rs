//! What the reports of one file come to.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bundle::report::{SpecOutcome, SpecRequest, SpecTest};
use contract::Failure;

use super::message::{Message, Thrown};
use super::options::{Snapshots, snapshot_path};
use super::program::Program;

/// The longest failure that is told, in bytes.
const MOST_FAILURE_BYTES: usize = 32 << 10;

/// The tests of one file, as far as they are known.
pub(super) struct Gathered<'a> {
    program: &'a Program<'a>,
    path: &'a str,
    planned: Vec<Vec<String>>,
    running: Option<usize>,
    ended: BTreeSet<usize>,
    pub(super) tests: Vec<SpecTest>,
    pub(super) statements: BTreeSet<usize>,
    pub(super) requests: Vec<SpecRequest>,
    pub(super) snapshots: Option<Snapshots>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(super) fn new(program: &'a Program<'a>, path: &'a str) -> Self {
        Self {
            program,
            path,
            planned: Vec::new(),
            running: None,
            ended: BTreeSet::new(),
            tests: Vec::new(),
            statements: BTreeSet::new(),
            requests: Vec::new(),
            snapshots: None,
        }
    }

    /// Takes one report. What does not fit is passed over: only the package's own code could have sent it.
    pub(super) fn take(&mut self, text: &str) {
        let Ok(message) = serde_json::from_str(text) else {
            return;
        };
        match message {
            Message::Plan { tests } => self.planned = tests,
            Message::Start { index } => self.running = Some(index),
            Message::End {
                index,
                outcome,
                failures,
                calls,
                wall_ms,
            } => {
                self.running = None;
                let failure = self.failure(&failures);
                let Some(mut test) = self.planned_test(index, outcome, failure) else {
                    return;
                };
                test.calls = calls.into_iter().map(Into::into).collect();
                test.wall_us = (wall_ms * 1000.0) as u64;
                self.tests.push(test);
            }
            Message::Failure { titles, failures } => {
                let failure = self.failure(&failures);
                self.tests
                    .push(self.test(titles, SpecOutcome::Failed, failure));
            }
            Message::Subtest {
                titles,
                outcome,
                failures,
                wall_ms,
            } => {
                let failure = self.failure(&failures);
                let mut test = self.test(titles, outcome, failure);
                test.wall_us = (wall_ms * 1000.0) as u64;
                self.tests.push(test);
            }
            Message::Snapshots {
                text,
                added,
                updated,
                obsolete,
            } => {
                self.snapshots = Some(Snapshots {
                    path: snapshot_path(self.path),
                    text,
                    added,
                    updated,
                    obsolete,
                });
            }
            Message::Ran { statements } => self.statements.extend(statements),
            Message::Requests { requests } => {
                self.requests.extend(requests.into_iter().map(Into::into));
            }
        }
    }

    /// Ends the file with what ended its execution early: the test that ran has failed by it, the others did not run.
    pub(super) fn end(&mut self, failure: Option<&Failure>) {
        let Some(failure) = failure else {
            return self.end_well();
        };
        let thrown = Thrown {
            message: failure.message.clone(),
            stack: failure.stack.clone().unwrap_or_default(),
            place: String::new(),
        };
        let told = self.failure(&[thrown]);
        let running = self.running.take();
        match running.and_then(|index| self.planned_test(index, SpecOutcome::Failed, told.clone()))
        {
            Some(test) => self.tests.push(test),
            None => self
                .tests
                .push(self.test(Vec::new(), SpecOutcome::Failed, told)),
        }
        for index in 0..self.planned.len() {
            let why = format!("It did not run: {}", failure.message);
            let left_out = self.planned_test(index, SpecOutcome::Skipped, Some(why));
            self.tests.extend(left_out);
        }
    }

    /// Ends a file that ran to its end: nothing of it may be missing.
    fn end_well(&mut self) {
        let why = || Some("What it came to could not be read.".to_owned());
        for index in 0..self.planned.len() {
            let unread = self.planned_test(index, SpecOutcome::Failed, why());
            self.tests.extend(unread);
        }
        if self.tests.is_empty() {
            self.tests
                .push(self.test(Vec::new(), SpecOutcome::Failed, why()));
        }
    }

    /// The test of this number, once.
    fn planned_test(
        &mut self,
        index: usize,
        outcome: SpecOutcome,
        failure: Option<String>,
    ) -> Option<SpecTest> {
        let titles = self.planned.get(index)?.clone();
        self.ended
            .insert(index)
            .then(|| self.test(titles, outcome, failure))
    }

    fn test(&self, titles: Vec<String>, outcome: SpecOutcome, failure: Option<String>) -> SpecTest {
        SpecTest {
            path: self.path.to_owned(),
            titles,
            outcome,
            failure,
            calls: Vec::new(),
            wall_us: 0,
        }
    }

    /// Failures as one text: each with the frames of the package, the nearest first.
    fn failure(&self, failures: &[Thrown]) -> Option<String> {
        let mut text = String::new();
        for thrown in failures {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(&self.program.told(&thrown.message));
            let mut frames = self.program.frames(&thrown.stack);
            if !frames.iter().any(|frame| frame.contains(self.path)) {
                frames.extend(self.program.frames(&thrown.place).into_iter().next());
            }
            for frame in frames {
                let _ = write!(text, "\n{frame}");
            }
        }
        if text.len() > MOST_FAILURE_BYTES {
            text.truncate(text.floor_char_boundary(MOST_FAILURE_BYTES));
            text.push_str("\n[the rest was cut]");
        }
        (!failures.is_empty()).then_some(text)
    }
}

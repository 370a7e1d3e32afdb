//! What is kept of an execution holds no secret of its action.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use contract::{Execution, LogLine, RequestRecord};
use flow::{Denial, Mask};
use tenant::Secret;

/// The secrets of one step, for as long as something of it is still to be kept.
#[derive(Clone, Default)]
pub(crate) struct Conceal(Arc<Concealed>);

/// Most executions leave no text to look through, so the mask is made when there is some.
#[derive(Default)]
struct Concealed {
    secrets: BTreeMap<String, Secret>,
    mask: OnceLock<Mask>,
}

impl Conceal {
    /// Conceals the values of these.
    pub(crate) fn new(secrets: BTreeMap<String, Secret>) -> Self {
        Self(Arc::new(Concealed {
            secrets,
            mask: OnceLock::new(),
        }))
    }

    fn text(&self, text: &str) -> String {
        let Concealed { secrets, mask } = &*self.0;
        mask.get_or_init(|| Mask::new(secrets.values().map(Secret::expose)))
            .text(text)
    }

    /// The execution, concealed but for its commands: those are carried out, and kept by name alone.
    pub(crate) fn execution(&self, execution: &mut Execution) {
        self.logs(&mut execution.logs);
        self.requests(&mut execution.requests);
        if let Some(failure) = &mut execution.failure {
            failure.message = self.text(&failure.message);
            failure.stack = failure.stack.take().map(|stack| self.text(&stack));
        }
    }

    /// What was printed.
    pub(crate) fn logs(&self, logs: &mut [LogLine]) {
        for line in logs {
            line.message = self.text(&line.message);
        }
    }

    /// What was asked of other hosts.
    pub(crate) fn requests(&self, requests: &mut [RequestRecord]) {
        for request in requests {
            request.url = self.text(&request.url);
            request.error = request.error.take().map(|error| self.text(&error));
        }
    }

    /// What is kept of a refusal. The client is told what the action said.
    pub(crate) fn denial(&self, denial: &mut Denial) {
        denial.kept_reason = denial.reason.as_deref().map(|reason| self.text(reason));
    }
}

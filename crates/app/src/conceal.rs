//! What is kept of an execution holds no secret of its action, and of a partner's release nothing that shows its code.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use contract::{Execution, LogLine, RequestRecord};
use flow::view::{self, Origin};
use flow::{Denial, Mask};
use tenant::Secret;

/// What must not be kept of one step, for as long as something of it is still to be kept.
#[derive(Clone)]
pub(crate) struct Conceal(Arc<Concealed>);

/// Most executions leave no text to look through, so the mask is made when there is some.
struct Concealed {
    origin: Origin,
    secrets: BTreeMap<String, Secret>,
    mask: OnceLock<Mask>,
}

impl Conceal {
    /// Conceals the values of these, and code that is not the tenant's own.
    pub(crate) fn new(origin: Origin, secrets: BTreeMap<String, Secret>) -> Self {
        Self(Arc::new(Concealed {
            origin,
            secrets,
            mask: OnceLock::new(),
        }))
    }

    fn mask(&self) -> &Mask {
        let Concealed { secrets, mask, .. } = &*self.0;
        mask.get_or_init(|| Mask::new(secrets.values().map(Secret::expose)))
    }

    fn text(&self, text: &str) -> String {
        view::text(text, self.0.origin, self.mask())
    }

    /// The execution, concealed but for its commands: those are carried out, and kept by name alone.
    pub(crate) fn execution(&self, execution: &mut Execution) {
        self.logs(&mut execution.logs);
        self.requests(&mut execution.requests);
        if let Some(failure) = &mut execution.failure {
            *failure = view::failure(failure, self.0.origin, self.mask());
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

    /// What is kept of a refusal. The client is told what the action said, but not where in a partner's code it said so.
    pub(crate) fn denial(&self, denial: &mut Denial) {
        denial.kept_reason = denial.reason.as_deref().map(|reason| self.text(reason));
        let told = |text: &String| view::text(text, self.0.origin, &Mask::default());
        denial.reason = denial.reason.as_ref().map(told);
        denial.user_message = denial.user_message.as_ref().map(told);
    }
}

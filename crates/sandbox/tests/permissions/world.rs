//! One execution with permissions, and what came of it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use contract::cache::CacheSnapshot;
use contract::outbound::{OutboundError, OutboundRequest};
use contract::permission::{Capabilities, Permissions};
use contract::{Execution, Limits};
use futures_util::future::BoxFuture;
use sandbox::{LiveHost, Outbound, OutboundResponse, Prepared, Request, Sandbox};
use serde_json::Value;

use crate::support::case::share;
use crate::support::network::{Fixture, Match, Network, Respond};

/// Answers every request, and keeps where it was sent.
struct Recorder {
    network: Network,
    sent: Arc<Mutex<Vec<String>>>,
}

impl Outbound for Recorder {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        self.sent.lock().unwrap().push(request.url.clone());
        self.network.send(request)
    }
}

/// An execution, what floated behind it included, and the URLs that were asked.
pub(crate) struct Tried {
    pub(crate) execution: Execution,
    pub(crate) sent: Vec<String>,
}

impl Tried {
    /// Whether a line of the log begins like this.
    pub(crate) fn says(&self, start: &str) -> bool {
        let mut lines = self.execution.logs.iter();
        lines.any(|line| line.message.starts_with(start))
    }
}

pub(crate) fn capabilities(permissions: &Permissions) -> Capabilities {
    Capabilities::Only(Arc::new(permissions.grant(&BTreeMap::new()).unwrap()))
}

/// Executes an action that is told what to try.
pub(crate) async fn execute(
    sandbox: &Sandbox,
    prepared: &Prepared,
    handler: &str,
    event: Value,
    told: &Value,
    capabilities: Capabilities,
) -> Tried {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let any = Fixture {
        matches: Match {
            method: None,
            url: "*".to_owned(),
        },
        respond: Respond::default(),
    };
    let recorder = Recorder {
        network: Network(vec![any]),
        sent: Arc::clone(&sent),
    };
    let request = Request {
        share: share("t"),
        handler: handler.to_owned(),
        event,
        secrets: BTreeMap::new(),
        configuration: Some(BTreeMap::from([("ATTEMPT".to_owned(), told.to_string())])),
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities,
        limits: Limits {
            // Walking all objects takes its time in a test that runs beside others.
            cpu_ms: 5_000,
            ..Limits::default()
        },
        host: Arc::new(LiveHost::new(Arc::new(recorder))),
    };
    let executed = sandbox.execute(prepared, request).await;
    let mut execution = executed.execution;
    if let Some(floated) = executed.tail.end().await {
        floated.join(&mut execution);
    }
    let sent = std::mem::take(&mut *sent.lock().unwrap());
    Tried { execution, sent }
}

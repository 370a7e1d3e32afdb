//! The table of the outbound policy through everything an action can send a request with: no spelling of a place that is
//! not public gets through, and no canary sees a connection.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[allow(dead_code, reason = "what is no URL at all is tried by egress alone")]
#[path = "../../egress/tests/cases/mod.rs"]
mod cases;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::net::TcpListener;
use std::sync::Arc;

use cases::{ENCODINGS, NAMES, SPECIAL_V4, SPECIAL_V6};
use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Limits, Trigger};
use egress::Policy;
use sandbox::{LiveHost, Request, Source};
use serde_json::json;
use support::case::{sandbox, share};

/// How many ways `reach.js` tries.
const WAYS: usize = 6;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_module_reaches_a_private_place() {
    let canary = TcpListener::bind("127.0.0.1:0").unwrap();
    canary.set_nonblocking(true).unwrap();
    let port = canary.local_addr().unwrap().port().to_string();
    let urls: Vec<String> = table(&port);
    let sandbox = sandbox().await;
    let source = Source::new(Trigger::PostLogin, include_str!("ssrf/reach.js"));
    let prepared = sandbox.prepare(&share("ssrf"), &source).await.unwrap();
    let request = Request {
        share: share("ssrf"),
        handler: Trigger::PostLogin.handler().to_owned(),
        event: json!({"urls": urls}),
        secrets: [].into(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        limits: Limits {
            fetches: 10_000,
            cpu_ms: 20_000,
            ..Limits::default()
        },
        host: Arc::new(LiveHost::new(Arc::new(wire::under(Policy::default())))),
    };
    let execution = sandbox.execute(&prepared, request).await.execution;
    let printed: Vec<_> = execution.logs.iter().map(|line| &line.message).collect();
    let expected = format!("{} refused", urls.len() * WAYS);
    assert_eq!(printed, [&expected], "{:?}", execution.failure);
    let seen = canary.accept().map(|(_, from)| from);
    assert!(seen.is_err(), "a connection came from {seen:?}");
}

fn table(port: &str) -> Vec<String> {
    let v4 = SPECIAL_V4
        .iter()
        .map(|address| format!("http://{address}:{port}/"));
    let v6 = SPECIAL_V6
        .iter()
        .map(|address| format!("http://[{address}]:{port}/"));
    let spelled = ENCODINGS.iter().chain(NAMES);
    v4.chain(v6)
        .chain(spelled.map(|url| url.replace("PORT", port)))
        .collect()
}

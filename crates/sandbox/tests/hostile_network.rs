//! Servers that answer slowly, without end, or with little that unpacks to much, met by everything an action can reach them
//! with. Each is ended by a limit, by name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/stand_in.rs"]
mod stand_in;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::{Execution, LimitName, Limits, Trigger};
use egress::{Policy, PrivateNetwork, SystemResolver};
use sandbox::{LiveHost, Outbound, Prepared, Request, Sandbox, Source};
use stand_in::StandIn;
use support::case::{cases, sandbox, share};
use support::node;

const REQUESTS: [&str; 4] = ["fetch", "http", "https", "http2"];
const CONNECTIONS: [&str; 2] = ["net", "tls"];

/// The servers, and an action that reaches them.
struct Stage {
    servers: StandIn,
    outbound: Arc<dyn Outbound>,
    sandbox: Sandbox,
    prepared: Prepared,
}

impl Stage {
    async fn new() -> Self {
        let servers = StandIn::start(&node::program());
        let policy = Policy {
            private_network: PrivateNetwork::Allowed,
            ..Policy::default()
        };
        let names = SystemResolver::of_server(servers.name_server()).unwrap();
        let sandbox = sandbox().await;
        let source = Source::new(Trigger::PostLogin, include_str!("ssrf/endure.js"));
        let prepared = sandbox.prepare(&share("network"), &source).await.unwrap();
        Self {
            servers,
            outbound: Arc::new(wire::with_names(policy, Arc::new(names))),
            sandbox,
            prepared,
        }
    }

    /// Has the action meet a server in this way; what it came to, and what it said.
    async fn meet(&self, way: &str, how: &str, limits: Limits) -> (Execution, String) {
        let mut event = self.servers.event().clone();
        event["way"] = way.into();
        event["how"] = how.into();
        let request = Request {
            event,
            limits,
            host: Arc::new(LiveHost::new(Arc::clone(&self.outbound))),
            ..cases("canary").pop().unwrap().request("network")
        };
        let executed = self.sandbox.execute(&self.prepared, request).await;
        let execution = executed.execution;
        let said: Vec<_> = execution.logs.iter().map(|line| &*line.message).collect();
        let said = said.join("\n");
        (execution, said)
    }
}

fn limits() -> Limits {
    Limits {
        cpu_ms: 5_000,
        response_bytes: 2 << 20,
        received_bytes: 2 << 20,
        ..Limits::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_no_end_is_cut_where_it_is_read() {
    let stage = Stage::new().await;
    for way in REQUESTS {
        let (execution, said) = stage.meet(way, "endless", limits()).await;
        assert_eq!(execution.failure, None, "{way}: {said}");
        assert!(said.contains("larger than 2097152 bytes"), "{way}: {said}");
    }
    for way in CONNECTIONS {
        let (execution, said) = stage.meet(way, "endless", limits()).await;
        assert_eq!(execution.failure, None, "{way}: {said}");
        assert!(said.contains("received_bytes = 2097152"), "{way}: {said}");
    }
    let (execution, said) = stage.meet("dns", "endless", limits()).await;
    assert_eq!(execution.failure, None, "{said}");
    assert!(said.starts_with("failed ETIMEOUT"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_too_slowly_ends_with_the_time_of_the_execution() {
    let stage = Stage::new().await;
    let limits = Limits {
        wall_ms: 600,
        ..limits()
    };
    for way in REQUESTS.into_iter().chain(CONNECTIONS).chain(["dns"]) {
        let began = Instant::now();
        let (execution, said) = stage.meet(way, "drip", limits).await;
        let hit = execution.failure.and_then(|failure| failure.limit);
        let name = hit.map(|hit| hit.name);
        assert_eq!(name, Some(LimitName::WallMs), "{way}: {said}");
        assert!(began.elapsed() < Duration::from_secs(10), "{way}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_unpacks_to_much_is_bounded_whoever_unpacks_it() {
    let stage = Stage::new().await;
    for way in REQUESTS {
        let (execution, said) = stage.meet(way, "bomb", limits()).await;
        let memory_bytes = execution.usage.memory_bytes;
        assert!(memory_bytes <= limits().memory_bytes, "{way}");
        match way {
            // It unpacks by itself; the others hand over what came, as in Node.
            "fetch" => {
                assert_eq!(execution.failure, None, "{said}");
                assert!(said.contains("larger than 2097152 bytes"), "{said}");
            }
            _ => {
                let hit = execution.failure.and_then(|failure| failure.limit);
                let name = hit.map(|hit| hit.name);
                assert_eq!(name, Some(LimitName::MemoryBytes), "{way}: {said}");
                assert!(said.starts_with("packed in 65"), "{way}: {said}");
            }
        }
    }
}

//! Every file below `cases/node` is an action that prints; Node 22 prints the same. What Node says is not kept: it is
//! asked anew each time.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, says what it has counted and may be told which cases to run"
)]

#[path = "support/stand_in.rs"]
mod stand_in;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, Limits, Trigger};
use egress::{Policy, PrivateNetwork, SystemResolver};
use sandbox::{LiveHost, Outbound, Request, Sandbox, Source};
use serde_json::Value;
use stand_in::StandIn;
use support::case::{sandbox, share};
use support::node;

/// How many cases one Node process runs.
const BATCH: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_case_prints_what_node_prints() {
    let files = files();
    assert!(!files.is_empty());
    let servers = StandIn::start(&node::program());
    let event = servers.event();
    let batches = files.chunks(BATCH);
    let expected: Vec<String> = batches.flat_map(|files| in_node(files, event)).collect();
    let sandbox = sandbox().await;
    let policy = Policy {
        private_network: PrivateNetwork::Allowed,
        ..Policy::default()
    };
    let names = SystemResolver::of_server(servers.name_server()).unwrap();
    let network: Arc<dyn Outbound> = Arc::new(wire::with_names(policy, Arc::new(names)));
    let mut wrong = Vec::new();
    for (file, expected) in files.iter().zip(&expected) {
        let found = printed(&in_sandbox(&sandbox, file, event, Arc::clone(&network)).await);
        if found != *expected {
            wrong.push(format!(
                "{}\n{}",
                file.display(),
                difference(expected, &found)
            ));
        }
    }
    println!("{} cases, {} wrong", files.len(), wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a module reads of the world while it is loaded would be frozen into the image of every action that names it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_module_loads_without_looking_at_the_world() {
    let sandbox = sandbox().await;
    for id in sandbox::modules() {
        let code =
            format!("const it = require('node:{id}'); exports.onExecutePostLogin = () => it;");
        let source = Source::new(Trigger::PostLogin, code);
        let prepared = sandbox.prepare(&share("node"), &source).await.unwrap();
        assert!(!prepared.loads_afresh(), "{id} cannot be part of an image");
    }
}

/// The cases; `NODE_CASES=crypto` takes those whose path has this in it.
fn files() -> Vec<PathBuf> {
    let mut files = node::cases();
    if let Ok(wanted) = std::env::var("NODE_CASES") {
        files.retain(|file| file.to_string_lossy().contains(&wanted));
    }
    files
}

fn in_node(files: &[PathBuf], event: &Value) -> Vec<String> {
    let node = node::program();
    let output = Command::new(&node)
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/drive.cjs"))
        .args(files)
        .env("CASE_EVENT", event.to_string())
        .env("TZ", "UTC")
        .env("NODE_NO_WARNINGS", "1")
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run `make deps`", node.display()));
    let told = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&told).unwrap_or_else(|error| {
        let complaint = String::from_utf8_lossy(&output.stderr);
        panic!("Node 22: {error}\n{told}\n{complaint}")
    })
}

async fn in_sandbox(
    sandbox: &Sandbox,
    file: &Path,
    event: &Value,
    network: Arc<dyn Outbound>,
) -> Execution {
    let source = Source::new(Trigger::PostLogin, fs::read_to_string(file).unwrap());
    let prepared = match sandbox.prepare(&share("node"), &source).await {
        Ok(prepared) => prepared,
        Err(failure) => return Execution::failed(failure),
    };
    let request = Request {
        share: share("node"),
        handler: Trigger::PostLogin.handler().to_owned(),
        event: event.clone(),
        secrets: [].into(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        // Some cases make keys, and a busy machine is slow: how much they compute is not what is compared.
        limits: Limits {
            cpu_ms: 20_000,
            ..Limits::default()
        },
        host: Arc::new(LiveHost::new(network)),
    };
    sandbox.execute(&prepared, request).await.execution
}

fn printed(execution: &Execution) -> String {
    let mut lines: Vec<String> = execution
        .logs
        .iter()
        .map(|line| line.message.clone())
        .collect();
    if let Some(failure) = &execution.failure {
        let stack = failure.stack.as_deref().unwrap_or_default();
        lines.push(format!("thrown: {} {stack}", failure.message));
    }
    lines.join("\n")
}

/// The first line that differs.
fn difference(expected: &str, found: &str) -> String {
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), found.lines().collect());
    let most = expected.len().max(found.len());
    let at = (0..most).find(|&at| expected.get(at) != found.get(at));
    let line = |lines: &[&str]| {
        at.and_then(|at| lines.get(at))
            .map_or("(nothing)".to_owned(), |line| (*line).to_owned())
    };
    format!(
        "  line {}\n  Node:    {}\n  sandbox: {}",
        at.map_or(0, |at| at + 1),
        line(&expected),
        line(&found)
    )
}

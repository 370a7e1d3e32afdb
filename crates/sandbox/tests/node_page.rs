//! `docs/node.md` says what the sandbox serves of each module and global of Node, as asked of both. The page is compared;
//! `NODE_PAGE=write` writes it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test fails by panicking and may be told to write the page"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, Limits, Trigger};
use sandbox::{LiveHost, Request, Source};
use serde_json::{Value, json};
use support::case::{sandbox, share};
use support::network::Network;
use support::node;

/// What the page opens with.
const OPENING: &str = include_str!("node_page/opening.md");

/// What is there and behaves otherwise than in Node: a line each, `name: what is otherwise`.
const REMARKS: &str = include_str!("node_page/remarks.txt");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_what_is_served() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let survey = root.join("tests/node_page/survey.js");
    let mut asked = listed_by_node(&survey);
    asked["remarks"] = json!(remarks());
    let source = Source::new(Trigger::PostLogin, fs::read_to_string(&survey).unwrap());
    let execution = surveyed(&source, asked).await;
    assert_eq!(execution.failure, None);
    // Each line opens with a mark, for the log trims nothing but says which lines are its own.
    let body: String = execution
        .logs
        .iter()
        .map(|line| line.message.strip_prefix('|').unwrap())
        .collect();
    let page = format!("{OPENING}\n{}\n", body.trim_end());
    let place = root.join("../../docs/node.md");
    if std::env::var("NODE_PAGE").is_ok_and(|what| what == "write") {
        fs::write(&place, &page).unwrap();
    }
    let kept = fs::read_to_string(&place).unwrap_or_default();
    let differs = kept
        .lines()
        .zip(page.lines())
        .find(|(kept, now)| kept != now);
    assert!(
        kept == page,
        "docs/node.md is not what the sandbox serves; write it with `NODE_PAGE=write cargo test -p sandbox --test node_page`. \
         First difference: {differs:?}"
    );
}

/// Node's modules and globals, by name.
fn listed_by_node(survey: &Path) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(node::program())
        .arg(root.join("tests/support/drive.cjs"))
        .arg(survey)
        .env("NODE_NO_WARNINGS", "1")
        .output()
        .unwrap();
    let told: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    serde_json::from_str(&told[0]).unwrap()
}

async fn surveyed(source: &Source, asked: Value) -> Execution {
    let sandbox = sandbox().await;
    let prepared = sandbox.prepare(&share("page"), source).await.unwrap();
    let request = Request {
        share: share("page"),
        handler: Trigger::PostLogin.handler().to_owned(),
        event: asked,
        secrets: [].into(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: Capabilities::All,
        // All modules at once are more than an action asks for.
        limits: Limits {
            cpu_ms: 20_000,
            memory_bytes: 512 << 20,
            log_bytes: 1 << 20,
            ..Limits::default()
        },
        host: Arc::new(LiveHost::new(Arc::new(Network(Vec::new())))),
    };
    sandbox.execute(&prepared, request).await.execution
}

/// The remarks by module; `globals` for what stands there.
fn remarks() -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut remarks: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for line in REMARKS.lines() {
        let (module, remark) = line.split_once(": ").unwrap();
        remarks.entry(module).or_default().push(remark);
    }
    remarks
}

//! A test program reports to its host; an action cannot, whatever it is wrapped in.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use contract::cache::CacheSnapshot;
use contract::permission::Capabilities;
use contract::{Execution, ExecutionOutcome, LimitName, Limits, Trigger};
use sandbox::{Host, LiveHost, ProgramFiles, Request, Sandbox, Source};
use serde_json::json;
use support::case::{sandbox, share};
use support::network::Network;

type Heard = Arc<Mutex<Vec<String>>>;

fn live() -> LiveHost {
    LiveHost::new(Arc::new(Network(Vec::new())))
}

/// The live world with an ear for reports, and what it hears.
fn listening() -> (Arc<LiveHost>, Heard) {
    let heard = Heard::default();
    let host = live().with_reports({
        let heard = Arc::clone(&heard);
        move |text| {
            heard.lock().unwrap().push(text.to_owned());
            text != "too much"
        }
    });
    (Arc::new(host), heard)
}

fn request(host: Arc<dyn Host>, limits: Limits) -> Request {
    Request {
        share: share("programs"),
        handler: "onExecutePostLogin".to_owned(),
        event: json!({}),
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: false,
        capabilities: Capabilities::All,
        limits,
        host,
    }
}

const PROGRAM: &str = "(function (exports, require, module, name, folder, report) {
  exports.onExecutePostLogin = async () => {
    report('one');
    await null;
    report('two');
    try {
      report('too much');
    } catch (error) {
      console.log(error.name, error.message);
    }
  };
})";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_reports_to_its_host() {
    let sandbox = sandbox().await;
    let (host, heard) = listening();
    let limits = Limits {
        source_bytes: PROGRAM.len() as u64,
        ..Limits::default()
    };
    let source = Source::program(Trigger::PostLogin, PROGRAM);
    let prepared = sandbox.prepare_program(&source, &limits).unwrap();
    assert!(prepared.loads_afresh());
    let executed = sandbox.execute(&prepared, request(host, limits)).await;
    assert_eq!(executed.execution.outcome, ExecutionOutcome::Completed);
    assert_eq!(*heard.lock().unwrap(), ["one", "two", "too much"]);
    let log = &executed.execution.logs[0].message;
    assert_eq!(log, "TypeError the host takes no such report");

    let short = Limits {
        source_bytes: limits.source_bytes - 1,
        ..limits
    };
    let failure = sandbox.prepare_program(&source, &short).err().unwrap();
    assert_eq!(failure.limit.unwrap().name, LimitName::SourceBytes);
}

const READER: &str = "(function (exports, require, module, name, folder, report) {
  exports.onExecutePostLogin = () => {
    report(require('/lib/a.js'));
    report(require('fs').readFileSync('/lib/b.js', 'utf8'));
  };
})";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_requires_and_reads_its_files() {
    let file = |text: &str| bundle::LinkedFile {
        kind: bundle::linked::Kind::CommonJs,
        text: text.to_owned(),
        helper: None,
        shared: None,
        requires: BTreeMap::new(),
        imports: BTreeMap::new(),
        map: None,
    };
    let mut linked = bundle::Linked::new("action.js");
    let a = file("module.exports = require('./b').toUpperCase();");
    linked.files.insert("/lib/a.js".to_owned(), a);
    let b = file("module.exports = 'b';");
    linked.files.insert("/lib/b.js".to_owned(), b);

    let sandbox = sandbox().await;
    let (host, heard) = listening();
    let source = Source::program(Trigger::PostLogin, READER);
    let source = source.with_files(&ProgramFiles::new(linked));
    let limits = Limits::default();
    let prepared = sandbox.prepare_program(&source, &limits).unwrap();
    let executed = sandbox.execute(&prepared, request(host, limits)).await;
    assert_eq!(executed.execution.failure, None);
    assert_eq!(*heard.lock().unwrap(), ["B", "module.exports = 'b';"]);
}

async fn execute_action(sandbox: &Sandbox, code: &str) -> Execution {
    let source = Source::new(Trigger::PostLogin, code);
    let prepared = sandbox.prepare(&share("programs"), &source).await.unwrap();
    let request = request(Arc::new(live()), Limits::default());
    sandbox.execute(&prepared, request).await.execution
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_has_nobody_to_report_to() {
    let sandbox = sandbox().await;
    let given =
        "const given = arguments.length; exports.onExecutePostLogin = () => console.log(given);";
    assert_eq!(execute_action(&sandbox, given).await.logs[0].message, "5");

    let broken_out = "}), (function (exports, b, c, d, e, report) {
        exports.onExecutePostLogin = () => report('forged');";
    let execution = execute_action(&sandbox, broken_out).await;
    assert_eq!(
        execution.failure.unwrap().message,
        "TypeError: the host takes no such report"
    );
}

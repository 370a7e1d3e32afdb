//! Executions of fuzzed scripts: what they are given, and what has to be true whatever comes of them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use contract::cache::CacheSnapshot;
use contract::permission::{Capabilities, Permissions};
use contract::recording::Step;
use contract::{FailureKind, LimitName, Limits, Trigger};
use sandbox::puppet::{Mode, Played, Puppets, Script};
use sandbox::{Host, Request, Share, Source};
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

/// What an action has been granted that has not been granted everything.
const GRANTED: &str = r#"{
    "event": [{"field": "user.user_id", "reason": "r"}],
    "api": [
        {"method": "access.deny", "reason": "r"},
        {"method": "cache.get", "reason": "r"},
        {"method": "cache.set", "reason": "r"},
        {"method": "redirect.encodeToken", "reason": "r"},
        {"method": "redirect.sendUserTo", "reason": "r"},
        {"method": "idToken.setCustomClaim", "names": ["https://a.example/*"], "reason": "r"}
    ],
    "hosts": [{"host": "a.example", "reason": "r"}],
    "redirects": [{"host": "*.a.example", "reason": "r"}]
}"#;

/// An action with a package of three files.
const LINKED: &str = r#"{
    "format": 1,
    "entry": "action.js",
    "builtins": [],
    "packages": {"node_modules/left": {"name": "left", "version": "1.0.0", "seals": false}},
    "files": {
        "action.js": {"kind": "common-js", "text": "require('left')", "requires": {"left": "node_modules/left/index.js"}},
        "node_modules/left/index.js": {"kind": "common-js", "text": "module.exports = 1"},
        "node_modules/left/left.bin": {"kind": "bytes", "text": "AAEC"},
        "node_modules/left/left.mjs": {"kind": "module", "text": "h.x = 1", "helper": "h"}
    }
}"#;

static PUPPETS: LazyLock<Puppets> =
    LazyLock::new(|| Puppets::new().expect("a guest that Wasmtime takes"));
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let built = Builder::new_current_thread().enable_all().build();
    built.expect("a runtime")
});
static GRANT: LazyLock<Capabilities> = LazyLock::new(|| {
    let permissions: Permissions = serde_json::from_str(GRANTED).expect("permissions");
    let granted = permissions
        .grant(&BTreeMap::new())
        .expect("no value is open");
    Capabilities::Only(Arc::new(granted))
});

/// Small, so that they are met; of time there is enough, so that nothing depends on the machine.
pub fn limits() -> Limits {
    Limits {
        cpu_ms: 20_000,
        memory_bytes: 24 << 20,
        output_bytes: 64 << 10,
        commands: 50,
        log_bytes: 8 << 10,
        log_lines: 50,
        fetches: 20,
        response_bytes: 1 << 20,
        connections: 5,
        sent_bytes: 1 << 20,
        received_bytes: 2 << 20,
        queries: 10,
        timers: 50,
        floating_ms: 2_000,
        ..Limits::default()
    }
}

/// The action as which a script plays.
pub fn source(trigger: Trigger) -> Source {
    Source::linked(trigger, LINKED.as_bytes()).expect("an action with a package")
}

/// An execution in this world.
pub fn request(is_granted_all: bool, limits: Limits, host: Arc<dyn Host>) -> Request {
    Request {
        share: Share {
            tenant: "acme".into(),
            installation: None,
        },
        handler: "onExecute".to_owned(),
        event: json!({
            "user": {"user_id": "u1"},
            "request": {"hostname": "acme.example", "ip": "10.0.0.1", "query": {"session_token": "a.b.c"}},
        }),
        secrets: BTreeMap::new(),
        configuration: None,
        cache: CacheSnapshot::default(),
        can_redirect: true,
        capabilities: match is_granted_all {
            true => Capabilities::All,
            false => GRANT.clone(),
        },
        limits,
        host,
    }
}

/// Plays a script to its end.
pub fn play(source: &Source, request: Request, script: &Script, mode: Mode) -> Played {
    RUNTIME.block_on(PUPPETS.play(source, request, script, mode))
}

/// What holds for whatever was played: no limit is passed, and what goes wrong is told as what it is.
pub fn check(played: &Played, trigger: Trigger, limits: &Limits, is_within: bool) {
    let execution = &played.execution;
    assert!(execution.commands.len() as u64 <= limits.commands);
    for command in &execution.commands {
        assert!(command.is_allowed_in(trigger), "{command:?}");
    }
    let floated = played.floated.clone().unwrap_or_default();
    let lines: Vec<_> = execution.logs.iter().chain(&floated.logs).collect();
    // Beyond the limit comes a line that says so, and one for what was cut.
    assert!(lines.len() as u64 <= limits.log_lines + 2);
    let length: usize = lines.iter().map(|line| line.message.len()).sum();
    assert!(length as u64 <= limits.log_bytes + 1_000);
    let asked = limits.fetches + limits.connections + limits.queries;
    for requests in [&execution.requests, &floated.requests] {
        assert!(requests.len() as u64 <= 2 * asked + 2);
    }
    assert!(serde_json::to_vec(execution).expect("it is JSON").len() < 4 << 20);
    if let Some(failure) = &execution.failure {
        assert!(!failure.message.is_empty() || failure.kind == FailureKind::Error);
        assert_eq!(failure.limit.is_some(), failure.kind == FailureKind::Limit);
        assert!(
            !is_within || failure.kind != FailureKind::Internal,
            "{failure:?}"
        );
    }
}

/// What was recorded is repeated on what was recorded, and comes to the same.
pub fn check_again(
    played: &Played,
    steps: Vec<Step>,
    source: &Source,
    request: Request,
    script: &Script,
) {
    let cause = |played: &Played| {
        let failure = played.execution.failure.as_ref();
        failure.map(|failure| (failure.kind, failure.limit.map(|hit| hit.name)))
    };
    if matches!(cause(played), Some((_, Some(LimitName::CpuMs)))) {
        return;
    }
    let again = play(source, request, script, Mode::Replay(steps));
    assert_eq!(again.difference, None);
    assert_eq!(again.execution.commands, played.execution.commands);
    assert_eq!(cause(&again), cause(played));
}

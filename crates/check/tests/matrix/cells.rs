//! Each kind of cell does what its name says: probes print what they meet.

use std::path::Path;

use bundle::report::{CellOutcome, FaultCell, FaultReport, SpecReport, SpecRequest, Travel};
use check::faults::summary;
use contract::Trigger;

use crate::support::Parts;
use crate::{matrix, run_of, sandbox};

async fn probe(name: &str) -> FaultReport {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matrix");
    matrix(&sandbox().await, &folder, name).await
}

fn cell<'a>(report: &'a FaultReport, name: &str) -> &'a FaultCell {
    let mut cells = report.cells.iter();
    let found = cells.find(|cell| cell.name == name);
    found.unwrap_or_else(|| panic!("{name}: {}", crate::told(report)))
}

fn logs(report: &FaultReport, name: &str) -> String {
    cell(report, name).logs.join("; ")
}

/// Every situation that a matrix has to have, and its cell.
const SITUATIONS: [(&str, &str); 31] = [
    ("success", "success"),
    ("timeout", "service.timeout"),
    ("refused", "service.refused"),
    ("reset", "service.reset"),
    ("400", "service.status-400"),
    ("401", "service.status-401"),
    ("403", "service.status-403"),
    ("404", "service.status-404"),
    ("429", "service.status-429"),
    ("500", "service.status-500"),
    ("503", "service.status-503"),
    ("a malformed body", "service.malformed-body"),
    ("an empty body", "service.empty-body"),
    ("a huge body", "service.huge-body"),
    ("a slow body", "service.slow-body"),
    ("a secret missing", "secret.API_KEY.missing"),
    ("a secret empty", "secret.API_KEY.empty"),
    ("a secret wrong", "secret.API_KEY.wrong"),
    ("configuration missing", "configuration.SERVICE_URL.missing"),
    ("a user without e-mail", "user.without-email"),
    ("a user unverified", "user.unverified"),
    ("a user with hostile strings", "user.hostile-html"),
    ("a silent run", "silent"),
    ("a refresh run", "refresh"),
    ("resume", "resume.good"),
    ("resume with a missing token", "resume.missing"),
    ("resume with a forged token", "resume.forged"),
    ("resume with a replayed token", "resume.replayed"),
    ("resume with an expired token", "resume.expired"),
    ("resume with someone else's token", "resume.of-someone-else"),
    ("the same run twice", "twice"),
];

#[tokio::test]
async fn every_situation_is_a_cell_and_says_what_came_of_it() {
    let report = probe("whole").await;
    for (situation, name) in SITUATIONS {
        let cell = cell(&report, name);
        let is_resume = name.starts_with("resume.");
        assert_eq!(
            cell.handler,
            if is_resume {
                "onContinuePostLogin"
            } else {
                "onExecutePostLogin"
            },
            "{situation}"
        );
        let sees = !cell.end_user_sees.is_empty();
        let goes_on = cell.outcome == CellOutcome::Allow;
        assert!(sees || goes_on, "{situation}: {cell:?}");
        assert_eq!(
            cell.failure.is_some(),
            cell.outcome == CellOutcome::Error,
            "{situation}"
        );
    }
    // Those that a package of several requests, secrets, items and values has more of.
    let others = report.cells.iter().map(|cell| cell.name.as_str());
    let others: Vec<_> = others
        .filter(|name| SITUATIONS.iter().all(|(_, known)| known != name))
        .collect();
    println!(
        "{} situations, {} cells of one package; beside them {others:?}",
        SITUATIONS.len(),
        report.cells.len()
    );
    assert_eq!(report.verdicts, [], "{}", crate::told(&report));
    assert_eq!(report.notes, [""; 0]);
}

#[tokio::test]
async fn a_service_fails_in_every_way() {
    let report = probe("service").await;
    for (name, expected, elapsed_ms) in [
        ("success", "status 200; body 18; json any", 80),
        ("service.timeout", "TimeoutError undefined", 2_000),
        ("service.refused", "TypeError ECONNREFUSED", 80),
        ("service.reset", "TypeError ECONNRESET", 80),
        (
            "service.malformed-body",
            "status 200; body 17; SyntaxError undefined",
            80,
        ),
        (
            "service.empty-body",
            "status 200; body 0; SyntaxError undefined",
            80,
        ),
        (
            "service.huge-body",
            "status 200; TypeError ERR_RESPONSE_TOO_LARGE",
            80,
        ),
        (
            "service.slow-body",
            "status 200; TimeoutError undefined",
            2_000,
        ),
    ] {
        assert_eq!(logs(&report, name), expected, "{name}");
        assert_eq!(cell(&report, name).elapsed_ms, elapsed_ms, "{name}");
    }
    for status in [400, 401, 403, 404, 429, 500, 503] {
        let said = logs(&report, &format!("service.status-{status}"));
        assert!(
            said.starts_with(&format!("status {status}; body ")),
            "{said}"
        );
        assert!(said.ends_with("json error,message"), "{said}");
    }
    let request = &cell(&report, "service.status-503").requests;
    assert_eq!(request, &["GET https://api.acme.example/a -> 503"]);
    assert!(
        report.notes[0].contains("No fixture in faults/"),
        "{:?}",
        report.notes
    );
}

#[tokio::test]
async fn who_waits_meets_the_limit_of_the_flow() {
    let report = probe("patient").await;
    for name in ["service.timeout", "service.slow-body"] {
        let cell = cell(&report, name);
        assert_eq!(cell.outcome, CellOutcome::Error);
        assert_eq!(cell.elapsed_ms, 20_000);
        assert!(cell.failure.as_ref().unwrap().contains("wall_ms = 20000"));
        assert_eq!(
            cell.end_user_sees,
            "The request could not be completed. Reference: ..."
        );
    }
}

#[tokio::test]
async fn of_several_requests_each_fails_once() {
    let report = probe("several").await;
    assert_eq!(logs(&report, "service.status-500"), "a 500; b 500");
    assert_eq!(
        logs(&report, "service.status-500.request-1"),
        "a 500; b 200"
    );
    assert_eq!(
        logs(&report, "service.status-500.request-2"),
        "a 200; b 500"
    );
    let requests = &cell(&report, "service.status-500.request-3").requests;
    assert_eq!(requests[2], "POST https://api.acme.example/late -> 500");
    let late = Travel {
        what: "event.user.nickname".to_owned(),
        to: "request api.acme.example".to_owned(),
        declared: true,
    };
    assert!(cell(&report, "success").travels.contains(&late));
}

#[tokio::test]
async fn what_a_customer_enters_is_missing_empty_or_wrong() {
    let report = probe("form").await;
    for (name, expected) in [
        ("success", "key string true; mode a; status 200"),
        (
            "secret.API_KEY.missing",
            "key undefined false; mode a; status 401",
        ),
        (
            "secret.API_KEY.empty",
            "key string false; mode a; status 401",
        ),
        (
            "secret.API_KEY.wrong",
            "key string true; mode a; status 401",
        ),
        (
            "configuration.MODE.missing",
            "key string true; mode undefined; status 200",
        ),
        (
            "service.status-500[MODE=b]",
            "key string true; mode b; status 500",
        ),
        (
            "secret.API_KEY.missing[MODE=c]",
            "key undefined false; mode c; status 401",
        ),
    ] {
        assert_eq!(logs(&report, name), expected, "{name}");
    }
}

#[tokio::test]
async fn users_are_not_who_was_expected() {
    let report = probe("user").await;
    assert!(
        logs(&report, "success").starts_with("email some verified true; id {event.user.user_id}")
    );
    assert!(logs(&report, "user.without-email").starts_with("email none verified false"));
    assert!(logs(&report, "user.unverified").starts_with("email some verified false"));
    for (name, part) in [
        ("quotes", "'\\\"`\\\\;--"),
        ("newlines", "\\r\\nset-cookie: a=b"),
        ("html", "<script>alert(1)</script>"),
        ("braces", "{{7*7}}"),
        ("bidi", "\u{202e}"),
        ("long", "xxxxxxxxxx"),
        ("proto", "nickname \"__proto__\""),
    ] {
        let said = logs(&report, &format!("user.hostile-{name}"));
        assert!(said.contains(part), "{name}: {said}");
        assert!(
            said.contains("id {event.user.user_id};"),
            "ids are ours: {said}"
        );
    }
    assert!(
        logs(&report, "user.hostile-html").contains("agent {event.request.user_agent}<script>")
    );
}

#[tokio::test]
async fn logins_without_a_browser_say_so() {
    let report = probe("browser").await;
    assert_eq!(
        logs(&report, "success"),
        "can true; prompt undefined undefined; protocol oidc-basic-profile; refresh undefined undefined"
    );
    assert_eq!(cell(&report, "success").outcome, CellOutcome::Suspend);
    assert_eq!(
        cell(&report, "success").end_user_sees,
        "is sent to https://pages.acme.example/"
    );
    assert_eq!(
        logs(&report, "silent"),
        "can false; prompt none none; protocol oidc-basic-profile; refresh undefined undefined"
    );
    assert_eq!(
        logs(&report, "refresh"),
        "can false; prompt undefined undefined; protocol oauth2-refresh-token; refresh string refresh_token"
    );
    for name in ["silent", "refresh"] {
        let cell = cell(&report, name);
        assert_eq!(cell.outcome, CellOutcome::Deny);
        assert!(cell.end_user_sees.starts_with("interaction_required"));
    }
}

#[tokio::test]
async fn tokens_come_back_good_and_bad() {
    let report = probe("resume").await;
    let good = cell(&report, "resume.good");
    assert_eq!(good.handler, "onContinuePostLogin");
    assert_eq!(good.logs, ["left yes POST", "round 7 proof true"]);
    for (name, expected) in [
        ("missing", "There is no parameter called 'proof_token'"),
        (
            "nothing-but-state",
            "There is no parameter called 'proof_token'",
        ),
        ("forged", "Failed signature validation"),
        ("unsigned", "Failed signature validation"),
        ("replayed", "does not match the /continue state"),
        ("expired", "Token has expired"),
        ("of-someone-else", "does not match the user_id"),
    ] {
        let said = logs(&report, &format!("resume.{name}"));
        assert!(said.contains(expected), "{name}: {said}");
    }
    let said = logs(&report, "resume.secret.B_SECRET.wrong");
    assert!(said.contains("Failed signature validation"), "{said}");
    let said = logs(&report, "resume.secret.A_SECRET.missing");
    assert!(said.contains("round 7"), "{said}");
}

#[tokio::test]
async fn the_second_time_finds_what_the_first_left() {
    let report = probe("twice").await;
    let first = logs(&report, "success");
    assert!(
        first.starts_with("cache undefined metadata {event.user"),
        "{first}"
    );
    assert_eq!(logs(&report, "twice"), "cache yes metadata yes count 8");
}

#[tokio::test]
async fn what_was_not_granted_ends_the_cell_or_the_request() {
    let report = probe("undeclared").await;
    let cell = cell(&report, "success");
    assert_eq!(cell.outcome, CellOutcome::Error);
    let failure = cell.failure.as_ref().unwrap();
    assert!(
        failure.contains("event.user is not among the permissions"),
        "{failure}"
    );
    assert_eq!(cell.logs, ["ERR_LATCHWORK_CAPABILITY"]);
    assert!(
        cell.requests[0].contains("other.example:443 is not among"),
        "{cell:?}"
    );
    assert_eq!(cell.travels, []);
    assert!(
        report.notes.iter().any(|note| note.contains("fails")),
        "{:?}",
        report.notes
    );
}

#[tokio::test]
async fn values_are_found_on_every_way() {
    let report = probe("travel").await;
    let travels: Vec<_> = cell(&report, "success")
        .travels
        .iter()
        .map(|one| format!("{} -> {} {}", one.what, one.to, one.declared))
        .collect();
    for expected in [
        "answer.body -> log true",
        "answer.body -> metadata hint true",
        "event.secrets.API_KEY -> request api.acme.example true",
        "event.user.email -> redirect pages.acme.example true",
        "event.user.email -> request api.acme.example (URL) true",
        "event.user.name -> claim https://acme.example/name true",
        "event.user.name -> request api.acme.example true",
        "event.user.nickname -> cache true",
        "event.user.nickname -> request api.acme.example true",
        "event.user.phone_number -> request api.acme.example true",
        "event.user.user_id -> redirect pages.acme.example true",
    ] {
        assert!(
            travels.iter().any(|own| own == expected),
            "{expected}: {travels:#?}"
        );
    }
    let request = &cell(&report, "success").requests[0];
    assert_eq!(
        request,
        "POST https://api.acme.example/a?mail={event.user.email} -> 200"
    );
}

#[tokio::test]
async fn two_runs_are_byte_for_byte_the_same() {
    let text = |report: &FaultReport| serde_json::to_string(report).unwrap();
    for name in ["chance", "several", "resume"] {
        let (first, second) = (probe(name).await, probe(name).await);
        assert_eq!(text(&first), text(&second));
        assert!(first.cells.len() > 20);
    }
}

#[tokio::test]
async fn what_specs_had_answered_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/can-be-bypassed/refresh");
    let package = Parts::read(&folder, "close").package().unwrap();
    let answer = |level: &str| SpecRequest {
        method: "GET".to_owned(),
        url: "https://of-the-spec.example/risk?x".to_owned(),
        status: 200,
        headers: [("Content-Type".to_owned(), "application/json".to_owned())].into(),
        body: format!("{{\"level\": \"{level}\"}}"),
    };
    let specs = SpecReport {
        requests: vec![answer("medium"), answer("low")],
        ..SpecReport::default()
    };
    let sandbox = sandbox().await;
    let mut told = Vec::new();
    let report = run_of(&sandbox, &package, Some(&specs), &mut |done, of| {
        told.push((done, of))
    })
    .await;
    assert_eq!(report.notes, [""; 0]);
    assert_eq!(cell(&report, "success").outcome, CellOutcome::Allow);
    assert_eq!(cell(&report, "success.denies").outcome, CellOutcome::Deny);
    assert_eq!(told.last(), Some(&(report.cells.len(), report.cells.len())));
    let groups = summary(&report);
    assert_eq!(groups[0].group, "success");
    assert_eq!((groups[0].allow, groups[0].deny), (1, 1));
    let cells: usize = groups.iter().map(|group| group.cells()).sum();
    assert_eq!(cells, report.cells.len());
}

#[tokio::test]
async fn every_trigger_has_its_cells() {
    let sandbox = sandbox().await;
    for trigger in Trigger::ALL {
        let code = format!(
            "//: trigger {trigger}\nexports.{} = async (event) => {{ await fetch('https://api.acme.example/'); }};\n",
            trigger.handler()
        );
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("all.js"), code).unwrap();
        let report = matrix(&sandbox, folder.path(), "all").await;
        let has = |name: &str| report.cells.iter().any(|cell| cell.name == name);
        assert!(
            has("success") && has("service.timeout") && has("twice"),
            "{trigger}"
        );
        assert_eq!(has("silent"), trigger == Trigger::PostLogin, "{trigger}");
        let is_machine = trigger == Trigger::CredentialsExchange;
        assert_eq!(has("user.without-email"), !is_machine, "{trigger}");
        assert_eq!(has("request.hostile-html"), is_machine, "{trigger}");
        assert!(!has("resume.missing"), "{trigger}");
    }
}

#[tokio::test]
async fn a_matrix_is_bounded_and_says_what_it_left_out() {
    let field =
        |at: usize| format!("{{\"name\": \"KEY_{at}\", \"label\": \"k\", \"description\": \"\"}}");
    let option = |at: usize| {
        format!(
            "{{\"name\": \"MODE_{at}\", \"label\": \"m\", \"description\": \"\", \"type\": \"boolean\"}}"
        )
    };
    let list = |items: Vec<String>| items.join(",");
    let form = format!(
        "{{\"secrets\": [{}], \"configuration\": [{}], \"dependencies\": []}}",
        list((0..30).map(field).collect()),
        list((0..10).map(option).collect())
    );
    let modes: Vec<_> = (0..10)
        .map(|at| format!("event.configuration.MODE_{at}"))
        .collect();
    let code = format!(
        "exports.onExecutePostLogin = async (event) => {{ await fetch('https://api.acme.example/'); return [{}]; }};\n",
        modes.join(", ")
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.js"), code).unwrap();
    std::fs::write(folder.path().join("many.form.json"), form).unwrap();
    std::fs::write(folder.path().join("many.faults.json"), "{\"fetches\": []}").unwrap();
    let report = matrix(&sandbox().await, folder.path(), "many").await;
    assert_eq!(report.cells.len(), 400);
    for name in [
        "silent",
        "refresh",
        "user.hostile-long",
        "service.slow-body",
        "twice",
    ] {
        cell(&report, name);
    }
    let notes = report.notes.join("\n");
    assert!(
        notes.contains("cells were left out; a matrix has at most 400"),
        "{notes}"
    );
    assert!(
        notes.contains("faults/service.json is left out: unknown field `fetches`"),
        "{notes}"
    );
}

#[tokio::test]
async fn a_handler_that_does_not_load_has_a_note() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("bad.js"),
        "throw new Error('at load');\n",
    )
    .unwrap();
    let report = matrix(&sandbox().await, folder.path(), "bad").await;
    assert_eq!(report.cells, []);
    assert!(
        report.notes[0].contains("does not load: Error: at load"),
        "{:?}",
        report.notes
    );
}

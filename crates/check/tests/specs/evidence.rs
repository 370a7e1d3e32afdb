//! What is seen of the handler's calls in each test.

use bundle::report::HandlerCall;
use contract::Trigger;

use crate::support::{fixture, lines, run};

fn told(call: &HandlerCall) -> String {
    let HandlerCall {
        handler,
        settled,
        methods,
        answered_requests,
    } = call;
    let end = if *settled { "settled" } else { "open" };
    let short = handler.strip_prefix("on").unwrap_or(handler);
    format!("{short} {end} [{}] {answered_requests}", methods.join(" "))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_are_seen_and_do_not_notice() {
    let package = fixture(include_str!("packages/evidence.txt"));
    let report = run(Trigger::PostLogin, &package).await;
    let failed: Vec<_> = lines(&report)
        .into_iter()
        .filter(|line| !line.starts_with("passed"))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    let mut found = Vec::new();
    for test in &report.tests {
        let calls: Vec<_> = test.calls.iter().map(told).collect();
        found.push(format!("{}: {}", test.titles.join(" > "), calls.join(", ")));
    }
    let expected = [
        "mocks: ExecutePostLogin settled [idToken.setCustomClaim accessToken.addScope] 0",
        "an own mock: ExecutePostLogin settled [access.deny] 0",
        "plain functions: ExecutePostLogin settled [access.deny cache.get] 0",
        "an instance with private parts: ExecutePostLogin settled [access.deny access.deny] 0",
        "one function in two places: ExecutePostLogin settled [b.y] 0",
        "the api is handed on: ExecutePostLogin settled [access.deny] 0",
        "this, results and errors: ExecutePostLogin settled [] 0, ContinuePostLogin settled [] 0, \
         ContinuePostLogin open [] 0, ExecutePostLogin open [] 0, ContinuePostLogin settled [] 0, \
         ExecutePostLogin settled [] 0",
        "no handler: ",
        "without an api: ExecutePostLogin settled [] 0",
        "nobody waits: ExecutePostLogin open [] 0",
        "two at once: ExecutePostLogin settled [access.deny] 0, ContinuePostLogin settled [] 0",
        "a spy on fetch: ExecutePostLogin settled [] 1",
        "fetch replaced: ExecutePostLogin settled [] 1, ExecutePostLogin settled [] 1",
        "fetch fails: ExecutePostLogin settled [] 0",
        "fetch replaced while the handler runs: ExecutePostLogin settled [] 1",
        "fetch not mocked: ExecutePostLogin settled [] 0",
        "fetch of the spec itself: ",
    ];
    assert_eq!(found, expected, "{found:#?}");

    let requests: Vec<_> = report
        .requests
        .iter()
        .map(|one| format!("{} {} {} {}", one.method, one.url, one.status, one.body))
        .collect();
    assert_eq!(
        requests,
        [
            r#"POST https://a.example/spy 201 {"a":1}"#,
            r#"GET https://a.example/plain 200 {"plain":true}"#,
            "DELETE https://a.example/gone 404 gone",
            "GET https://a.example/within 200 {}",
        ]
    );
    let headers = &report.requests[0].headers;
    assert_eq!(headers.get("x-own").map(String::as_str), Some("b"));
}

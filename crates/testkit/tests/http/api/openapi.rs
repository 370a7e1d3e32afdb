//! `/api/v1/openapi.json`, and that what cannot be read is answered as the document says.

use serde_json::json;
use testkit::TestHost;

#[tokio::test]
async fn the_document_is_for_everybody() {
    let host = TestHost::start().await;
    let answer = host.browser().get("/api/v1/openapi.json").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let document = answer.json();
    assert_eq!(document["openapi"], "3.1.0");
    let deploy = &document["paths"]["/api/v1/actions/{id}/deploy"]["post"];
    assert_eq!(deploy["security"], json!([{"administrator": ["editor"]}]));
    assert_eq!(
        document["paths"]["/api/v1/openapi.json"]["get"]["security"],
        json!([])
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_too() {
    let host = TestHost::start().await;
    let check = async |method: &str, path: &str, body, status: u16, kind: &str| {
        let answer = host.admin(method, path, body).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.text("type"), format!("/problems/{kind}"));
        assert!(answer.text("request_id").starts_with("req_"));
    };
    let long = json!({"code": "x".repeat(300_000)});
    check("PATCH", "/actions/x", Some(long), 413, "too-large").await;
    check(
        "PATCH",
        "/actions/x",
        Some(json!([null, null])),
        422,
        "invalid",
    )
    .await;
    check("GET", "/actions/%ff", None, 400, "unreadable").await;
    check("GET", "/runs?page=", None, 422, "invalid").await;
    let answer = host.admin("DELETE", "/actions/x/deploy", None).await;
    assert_eq!(answer.header("allow"), "POST");
    assert_eq!(answer.text("type"), "/problems/wrong-method");
}

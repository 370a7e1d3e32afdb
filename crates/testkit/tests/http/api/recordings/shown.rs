//! What of a recording is shown and exported, and to whom.

use serde_json::{Value, json};

use super::{bind, check_identical, host_with, passes, path, policy, recordings};

fn code(address: &str) -> String {
    format!(
        "exports.onExecutePostLogin = async (event, api) => {{
            console.log('hello', event.user.email);
            await (await fetch('http://{address}/?mail=' + encodeURIComponent(event.user.email), {{ method: 'POST', body: 'REQUEST' + 'BODY' }})).text();
            api.user.setAppMetadata('k', 'COMMAND' + 'ED');
        }};"
    )
}

#[tokio::test]
async fn what_is_redacted_is_neither_shown_nor_exported_and_never_equal() {
    let (stand_in, host) = host_with("ANSWERBODY").await;
    bind(
        &host,
        "own",
        &code(&stand_in.address.to_string()),
        json!({}),
    )
    .await;
    passes(&host).await;
    let kept = recordings(&host, 1).await;
    let (show, export) = (path(&kept[0], ""), path(&kept[0], "/export"));
    let user = host.demo.user.clone();
    let mail = user.replace('@', "%40");
    let marks = [
        user.as_str(),
        &mail,
        "REQUESTBODY",
        "ANSWERBODY",
        "COMMANDED",
    ];
    let whole = host.admin("GET", &export, None).await;
    for mark in marks {
        assert!(whole.body.contains(mark), "{mark} is not in {}", whole.body);
    }
    assert!(
        whole.json()["code"]
            .as_str()
            .unwrap()
            .contains("onExecutePostLogin")
    );
    policy(
        &host,
        json!({"mode": "all", "redact": ["event.user.email", "event.user.name", "event.user.nickname", "fetch:*.body", "command:*"]}),
    )
    .await;
    for path in [&show, &export] {
        let shown = host.admin("GET", path, None).await;
        for mark in marks {
            assert!(!shown.body.contains(mark), "{mark} is in {}", shown.body);
        }
        assert!(shown.body.contains("hello"), "{}", shown.body);
    }
    let exported = host.admin("GET", &export, None).await.json();
    let redacted = exported["redacted"].as_array().unwrap();
    assert!(
        redacted.contains(&json!("event.user.email")),
        "{redacted:?}"
    );
    // The server has the whole of it.
    check_identical(&host, &kept[0]).await;
}

#[tokio::test]
async fn a_recording_is_its_tenants_and_who_takes_it_leaves_a_trace() {
    let (stand_in, host) = host_with("").await;
    bind(
        &host,
        "own",
        &code(&stand_in.address.to_string()),
        json!({}),
    )
    .await;
    passes(&host).await;
    let id = recordings(&host, 1).await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = format!("Bearer {}", host.another_tenant("other").await);
    let port = host.url("").rsplit(':').next().unwrap().to_owned();
    let name = format!("other.localhost:{port}");
    let headers = [("authorization", other.as_str()), ("host", name.as_str())];
    let call = async |method: &str, path: String| {
        let path = format!("/api/v1{path}");
        host.browser().call(method, &path, &headers, None).await
    };
    for (method, path) in [
        ("GET", format!("/recordings/{id}")),
        ("GET", format!("/recordings/{id}/export")),
        ("POST", format!("/recordings/{id}/replay")),
        ("DELETE", format!("/recordings/{id}")),
    ] {
        let answer = call(method, path.clone()).await;
        assert_eq!(answer.status, 404, "{method} {path}: {}", answer.body);
    }
    let listed = call("GET", "/recordings".to_owned()).await.json();
    assert_eq!(listed["recordings"], json!([]));
    host.admin("GET", &format!("/recordings/{id}"), None).await;
    host.admin("GET", &format!("/recordings/{id}/export"), None)
        .await;
    host.admin("POST", &format!("/recordings/{id}/replay"), None)
        .await;
    host.admin("DELETE", &format!("/recordings/{id}"), None)
        .await;
    let operations = operations(&host).await;
    for operation in [
        "Change the policy of recordings",
        "Show a recording",
        "Export a recording",
        "Replay a recording",
        "Delete a recording",
    ] {
        assert!(operations.contains(&json!(operation)), "{operations:?}");
    }
}

/// What the tenant's audit has.
async fn operations(host: &testkit::TestHost) -> Vec<Value> {
    use sea_orm::ConnectionTrait as _;
    let url = format!("sqlite://{}", host.database().display());
    let rows = sea_orm::Database::connect(url).await.unwrap();
    let statement = "SELECT json_extract(body, '$.operation') AS operation FROM audit_entries WHERE tenant = 'demo'";
    let found = rows.query_all_raw(sea_orm::Statement::from_string(
        sea_orm::DbBackend::Sqlite,
        statement,
    ));
    let found = found.await.unwrap();
    let operations = found
        .iter()
        .map(|row| row.try_get::<String>("", "operation").unwrap());
    let operations = operations.map(Value::from).collect();
    rows.close().await.unwrap();
    operations
}

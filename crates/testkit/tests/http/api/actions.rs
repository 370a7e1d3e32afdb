//! `/api/v1/actions`: create, edit, try, deploy, roll back, delete; secrets go in and never come out.

use serde_json::json;
use testkit::{Limits, TestHost, Wanted};

use crate::journey::{login, redeem, verified};

const CODE: &str = "exports.onExecutePostLogin = async (event, api) => {
    console.log('secret is', event.secrets.KEY);
    api.idToken.setCustomClaim('v', 1);
    api.idToken.setCustomClaim('length', (event.secrets.KEY || '').length);
};";

async fn create(host: &TestHost, code: &str) -> String {
    let body =
        json!({"name": "one", "trigger": "post-login", "code": code, "secrets": {"KEY": "sesame"}});
    let created = host.admin("POST", "/actions", Some(body)).await;
    assert_eq!(created.status, 201, "{}", created.body);
    created.text("id")
}

#[tokio::test]
async fn an_action_goes_from_draft_to_version_and_back() {
    let host = TestHost::start().await;
    let id = create(&host, CODE).await;
    let path = format!("/actions/{id}");
    let first = host.admin("POST", &format!("{path}/deploy"), None).await;
    assert_eq!(
        (first.status, &first.json()["number"]),
        (201, &1.into()),
        "{}",
        first.body
    );
    let flow = json!({"version": 0, "bindings": [{"action_id": id}]});
    assert_eq!(
        host.admin("PUT", "/flows/post-login", Some(flow))
            .await
            .status,
        200
    );

    let edited = host
        .admin(
            "PATCH",
            &path,
            Some(json!({"code": CODE.replace("'v', 1", "'v', 2")})),
        )
        .await;
    assert_eq!(edited.json()["all_changes_deployed"], false);
    assert_eq!(claim(&host).await, 1, "the draft never runs");
    host.admin("POST", &format!("{path}/deploy"), None).await;
    assert_eq!(claim(&host).await, 2, "a deployment runs at once");
    let back = host
        .admin(
            "POST",
            &format!("{path}/versions/1/rollback"),
            Some(json!({"update_draft": true})),
        )
        .await;
    assert_eq!(
        (back.status, &back.json()["number"]),
        (201, &3.into()),
        "{}",
        back.body
    );
    assert_eq!(claim(&host).await, 1);
    let shown = host.admin("GET", &path, None).await.json();
    assert_eq!(
        (&shown["code"], &shown["deployed_version"]),
        (&CODE.into(), &3.into())
    );
    let versions = host
        .admin("GET", &format!("{path}/versions"), None)
        .await
        .json();
    let numbers: Vec<_> = versions["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["number"].clone())
        .collect();
    assert_eq!(numbers, [3, 2, 1]);

    let bound = host.admin("DELETE", &path, None).await;
    assert_eq!(bound.status, 409, "{}", bound.body);
    let flow = json!({"version": 1, "bindings": []});
    assert_eq!(
        host.admin("PUT", "/flows/post-login", Some(flow))
            .await
            .status,
        200
    );
    assert_eq!(host.admin("DELETE", &path, None).await.status, 204);
    assert_eq!(host.admin("GET", &path, None).await.status, 404);
}

async fn claim(host: &TestHost) -> i64 {
    let answer = login(host, &mut host.browser(), &[]).await;
    let tokens = redeem(host, &answer.parameter("code").unwrap()).await;
    verified(host, &tokens.text("id_token"), &host.demo.spa_client_id).await["v"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn a_secret_is_never_shown_and_is_masked_in_what_is_kept() {
    let host = TestHost::start().await;
    let id = create(&host, CODE).await;
    let path = format!("/actions/{id}/secrets");
    let put = host
        .admin(
            "PUT",
            &format!("{path}/KEY"),
            Some(json!({"value": "open-sesame"})),
        )
        .await;
    assert_eq!(put.status, 200, "{}", put.body);
    let listed = host.admin("GET", &path, None).await;
    assert_eq!(listed.json()["secrets"][0]["name"], "KEY");
    let tried = host
        .admin(
            "POST",
            &format!("/actions/{id}/test"),
            Some(json!({"event": {}})),
        )
        .await;
    assert_eq!(
        tried.json()["commands"][1]["value"],
        11,
        "the draft runs with its real secret: {}",
        tried.body
    );
    assert_eq!(tried.json()["logs"][0]["message"], "secret is ***");
    for answer in [&put, &listed, &tried] {
        assert!(!answer.body.contains("sesame"), "{}", answer.body);
    }
    assert_eq!(
        host.admin("DELETE", &format!("{path}/KEY"), None)
            .await
            .status,
        204
    );
    assert_eq!(
        host.admin("DELETE", &format!("{path}/KEY"), None)
            .await
            .status,
        404
    );
    let without = host
        .admin(
            "POST",
            &format!("/actions/{id}/test"),
            Some(json!({"event": {}})),
        )
        .await;
    assert_eq!(without.json()["commands"][1]["value"], 0);
}

#[tokio::test]
async fn the_limits_of_the_configuration_bound_an_execution() {
    let limits = Limits {
        commands: 1,
        ..Limits::default()
    };
    let wanted = Wanted {
        limits,
        ..Wanted::default()
    };
    let host = TestHost::with(wanted).await;
    let id = create(&host, CODE).await;
    let path = format!("/actions/{id}/test");
    let event = json!({"event": {}});
    let tried = host.admin("POST", &path, Some(event)).await.json();
    assert_eq!(tried["outcome"], "failed");
    let hit = json!({"name": "commands", "value": 1});
    assert_eq!(tried["failure"]["limit"], hit, "{tried}");
}

#[tokio::test]
async fn secrets_that_are_put_at_once_are_all_kept() {
    let host = TestHost::start().await;
    let id = create(&host, CODE).await;
    let path = format!("/actions/{id}/secrets");
    let puts = (0..8).map(|n| {
        let (host, path) = (&host, format!("{path}/S{n}"));
        async move { host.admin("PUT", &path, Some(json!({"value": "v"}))).await }
    });
    for put in futures_util::future::join_all(puts).await {
        assert_eq!(put.status, 200, "{}", put.body);
    }
    let listed = host.admin("GET", &path, None).await.json();
    assert_eq!(listed["secrets"].as_array().unwrap().len(), 9, "{listed}");
}

#[tokio::test]
async fn a_draft_that_requires_a_shared_module_says_so_before_anybody_signs_in() {
    let host = TestHost::start().await;
    let code = "exports.onExecutePostLogin = async () => require('actions:shared').greet();";
    let body = json!({"name": "sharing", "trigger": "post-login", "code": code});
    let created = host.admin("POST", "/actions", Some(body)).await;
    assert_eq!(created.status, 201);
    let id = created.text("id");
    let path = format!("/actions/{id}/deploy");
    let refused = host.admin("POST", &path, None).await;
    assert_eq!(refused.status, 409);
    let why = refused.text("detail");
    assert!(why.contains("the shared module `actions:shared`"), "{why}");
}

#[tokio::test]
async fn a_draft_that_does_not_load_says_so_and_is_not_deployed() {
    let host = TestHost::start().await;
    let body = json!({"name": "broken", "trigger": "post-login", "code": "exports.x = (;"});
    let created = host.admin("POST", "/actions", Some(body)).await;
    assert_eq!(created.status, 201);
    assert_eq!(
        created.json()["draft_failure"]["kind"],
        "syntax",
        "{}",
        created.body
    );
    let id = created.text("id");
    let refused = host
        .admin("POST", &format!("/actions/{id}/deploy"), None)
        .await;
    assert_eq!(refused.status, 409);
    assert!(
        refused
            .text("detail")
            .starts_with("the draft does not load: SyntaxError"),
        "{}",
        refused.body
    );
    let mended = host
        .admin(
            "PATCH",
            &format!("/actions/{id}"),
            Some(json!({"code": "exports.x = 1;"})),
        )
        .await;
    assert_eq!(mended.json().get("draft_failure"), None);
    assert_eq!(
        host.admin("POST", &format!("/actions/{id}/deploy"), None)
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn what_does_not_fit_names_the_field_and_the_limit() {
    let host = TestHost::with(Wanted {
        actions: &[("taken", CODE)],
        ..Wanted::default()
    })
    .await;
    let new =
        |name: &str, code: String| json!({"name": name, "trigger": "post-login", "code": code});
    let long = host
        .admin("POST", "/actions", Some(new("a", " ".repeat(100_001))))
        .await;
    assert_eq!(long.status, 422, "{}", long.body);
    assert_eq!(long.json()["errors"][0]["field"], "code");
    assert_eq!(long.json()["errors"][0]["limit"], 100_000);
    let empty = host
        .admin("POST", "/actions", Some(new("", String::new())))
        .await;
    assert_eq!(empty.json()["errors"][0]["field"], "name");
    let taken = host
        .admin("POST", "/actions", Some(new("taken", String::new())))
        .await;
    assert_eq!(taken.status, 409);
    let unknown = host
        .admin(
            "POST",
            "/actions",
            Some(json!({"name": "a", "trigger": "post-logout", "code": ""})),
        )
        .await;
    assert_eq!(unknown.status, 422);
    let extra = host
        .admin("PATCH", "/actions/x", Some(json!({"colour": 1})))
        .await;
    assert!(
        extra.text("detail").contains("unknown field `colour`"),
        "{}",
        extra.body
    );
    let huge = host
        .admin("POST", "/actions", Some(new("a", "x".repeat(300_000))))
        .await;
    assert_eq!(huge.status, 413);
}

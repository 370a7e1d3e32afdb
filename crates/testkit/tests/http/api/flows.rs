//! `/api/v1/flows`: the whole order at once, from the version it started from.

use serde_json::{Value, json};
use testkit::{TestHost, Wanted};

const NOTHING: &str = "exports.onExecutePostLogin = async () => {};";
const LACKING: &str =
    "exports.onExecutePostLogin = async (event, api) => { api.session.revoke('no'); };";

async fn ids(host: &TestHost) -> Vec<Value> {
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    flow["bindings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|binding| binding["action_id"].clone())
        .collect()
}

#[tokio::test]
async fn a_new_order_is_taken_as_a_whole_or_not_at_all() {
    let actions = [("one", NOTHING), ("two", NOTHING)];
    let host = TestHost::with(Wanted {
        actions: &actions,
        ..Wanted::default()
    })
    .await;
    let before = ids(&host).await;
    let turned = json!({"version": 1, "bindings": [
        {"action_id": before[1], "failure_policy": "continue"}, {"action_id": before[0]}]});
    let replaced = host
        .admin("PUT", "/flows/post-login", Some(turned.clone()))
        .await;
    assert_eq!(replaced.status, 200, "{}", replaced.body);
    assert_eq!(replaced.json()["bindings"][0]["failure_policy"], "continue");
    assert_eq!(ids(&host).await, [before[1].clone(), before[0].clone()]);
    assert_eq!(
        host.admin("PUT", "/flows/post-login", Some(turned))
            .await
            .status,
        409,
        "the flow has moved on"
    );
    for (bindings, field) in [
        (json!([{"action_id": "none"}]), "bindings[0].action_id"),
        (
            json!([{"action_id": before[0]}, {"action_id": before[0]}]),
            "bindings[1].action_id",
        ),
        (json!(vec![json!({"action_id": "none"}); 21]), "bindings"),
    ] {
        let answer = host
            .admin(
                "PUT",
                "/flows/post-login",
                Some(json!({"version": 2, "bindings": bindings})),
            )
            .await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        assert_eq!(answer.json()["errors"][0]["field"], field);
    }
    let elsewhere = json!({"version": 0, "bindings": [{"action_id": before[0]}]});
    let other = host
        .admin(
            "PUT",
            "/flows/credentials-exchange",
            Some(elsewhere.clone()),
        )
        .await;
    assert_eq!(
        other.json()["errors"][0]["field"],
        "bindings[0].action_id",
        "{}",
        other.body
    );
    let absent = host
        .admin("PUT", "/flows/send-phone-message", Some(elsewhere))
        .await;
    assert_eq!(
        absent.json()["errors"][0]["field"],
        "trigger",
        "{}",
        absent.body
    );
    assert_eq!(ids(&host).await.len(), 2, "nothing was half written");
}

#[tokio::test]
async fn binding_names_what_this_host_lacks() {
    let host = TestHost::with(Wanted {
        actions: &[("revoke", LACKING)],
        ..Wanted::default()
    })
    .await;
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    assert_eq!(flow["bindings"][0]["lacking"], json!(["session.revoke"]));
    let triggers = host.admin("GET", "/triggers", None).await.json();
    let login = &triggers["triggers"][0];
    assert_eq!(
        (&login["id"], &login["runs_here"]),
        (&"post-login".into(), &true.into())
    );
    assert!(
        login["lacking"]
            .as_array()
            .unwrap()
            .contains(&"session.revoke".into())
    );
    assert!(
        !login["lacking"]
            .as_array()
            .unwrap()
            .contains(&"access.deny".into())
    );
}

//! Recalled everywhere, and what nobody reviewed: where each runs and where it does not.

use serde_json::{Value, json};
use testkit::Pack;

use super::journey::refused;
use super::rows::execute;
use super::world::{PLAN, World};
use crate::journey::login;

const RECALLED: &str = "member-plan 1.0.0 was recalled and runs nowhere any more";
const PASSED: &str = "The request could not be completed.";

async fn recall(world: &World, digest: &Value) {
    let path = format!("/releases/{}/recall", digest.as_str().unwrap());
    let silent = world
        .of_reviewer("POST", &path, json!({"reason": ""}))
        .await;
    refused(&silent, 422, "reason");
    let reason = json!({"reason": "It harms whoever signs in."});
    let recalled = world.of_reviewer("POST", &path, reason).await;
    assert_eq!(recalled.text("state"), "recalled", "{}", recalled.body);
}

#[tokio::test]
async fn a_recalled_release_runs_nowhere_and_everybody_is_told() {
    let world = World::make().await;
    world.published(&Pack::example("member-plan")).await;
    let installation = world.install("member-plan", "1.0.0", json!({})).await;
    let accept = world.accept("member-plan", "1.0.0").await;
    world.bind(&[(&installation, "continue")]).await;
    assert_eq!(world.claims().await[PLAN], "free");
    recall(&world, &installation["digest"]).await;

    // Without a new order, at the next login.
    let claims = world.claims().await;
    assert_eq!(claims.get(PLAN), None);
    let step = world.newest_run().await["steps"][0].clone();
    assert_eq!(
        (&step["failure"]["kind"], &step["failure"]["message"]),
        (&json!("release"), &json!(RECALLED))
    );
    let flow = world.bind(&[(&installation, "block")]).await;
    assert_eq!(flow["bindings"][0]["refused"], RECALLED);
    let told = world.login(&[]).await.unwrap_err();
    assert!(told.starts_with(PASSED), "{told}");

    let order = json!({"slug": "member-plan", "version": "1.0.0", "accept": accept});
    let late = world
        .host
        .admin("POST", "/installations", Some(order))
        .await;
    refused(&late, 409, "recalled");
    let list = world.host.admin("GET", "/catalogue", None).await.json();
    assert_eq!(list["integrations"], json!([]));
    for notices in [
        world.host.admin("GET", "/notices", None).await,
        world
            .of_partner("GET", "/partner/notices", Value::Null)
            .await,
    ] {
        assert!(
            notices.body.contains("It harms whoever signs in."),
            "{}",
            notices.body
        );
    }
    assert_eq!(
        world.installation(&installation["id"]).await["release_state"],
        "recalled"
    );
}

#[tokio::test]
async fn a_run_that_is_away_when_its_release_is_recalled_comes_back_to_a_refusal() {
    let world = World::make().await;
    world.published(&Pack::example("consent")).await;
    let order = json!({
        "configuration": {"PAGE_URL": "https://pages.acme.example/consent"},
        "secrets": {"PAGE_SECRET": "a-secret-of-thirty-two-characters"},
    });
    let installation = world.install("consent-page", "1.0.0", order).await;
    world.bind(&[(&installation, "continue")]).await;
    let client = [("client_id", world.host.demo.consent_client_id.as_str())];
    let mut browser = world.host.browser();
    let away = login(&world.host, &mut browser, &client).await;
    let target = away.location();
    assert_eq!(target.host_str(), Some("pages.acme.example"), "{target}");
    let state = away.parameter("state").unwrap();
    recall(&world, &installation["digest"]).await;
    let back = browser.get(&format!("/continue?state={state}")).await;
    assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
    let run = world.newest_run().await;
    assert_eq!(run["outcome"], "failed", "{run}");
    assert_eq!(run["steps"][1]["failure"]["kind"], "release", "{run}");
}

#[tokio::test]
async fn what_nobody_reviewed_runs_in_its_partners_own_tenant_alone() {
    let world = World::make().await;
    let pack = Pack::example("member-plan");
    let elsewhere = world.try_out(&pack, "Trial", json!({})).await;
    refused(&elsewhere, 403, "testing");

    let world = World::make().await;
    world.lend().await;
    let tried = world.try_out(&pack, "Trial", json!({})).await;
    assert_eq!(tried.status, 201, "{}", tried.body);
    let tried = tried.json();
    assert_eq!(
        (&tried["testing"], &tried["release_state"]),
        (&json!(true), &json!("unreviewed"))
    );
    let flow = world.bind(&[(&tried, "block")]).await;
    assert_eq!(flow["bindings"][0]["unreviewed"], true);
    assert_eq!(world.claims().await[PLAN], "free");
    let list = world.host.admin("GET", "/catalogue", None).await.json();
    assert_eq!(list["integrations"], json!([]));
    let order = json!({"slug": "member-plan", "accept": tried["acceptance"]["permissions"]});
    let order = world
        .host
        .admin("POST", "/installations", Some(order))
        .await;
    refused(&order, 404, "member-plan");

    // Another partner's key opens nothing here, and a tenant that is no more for tests runs it no more.
    let members = [("owner@globex.example", "owner")];
    let other = world.host.partner("globex", &members).await;
    let body = json!({"name": "x", "package": "", "signing_key_id": "psk_x", "signature": "00"});
    let foreign = world
        .call(&other[0], "POST", "/testing/installations", body)
        .await;
    refused(&foreign, 403, "testing");
    let ended = "UPDATE tenants SET body = json_remove(body, '$.testing_of') WHERE id = 'demo'";
    assert_eq!(execute(&world.host, ended).await, 1);
    let told = world.login(&[]).await.unwrap_err();
    assert!(told.starts_with(PASSED), "{told}");
    let message = world.newest_run().await["steps"][0]["failure"]["message"].clone();
    assert!(
        message.as_str().unwrap().contains("was not reviewed"),
        "{message}"
    );
}

//! Newer versions: published at a date, waiting where they want more, followed where they do not, and taken off the list.

use serde_json::{Value, json};
use testkit::Pack;

use super::journey::refused;
use super::world::{PLAN, World, eventually};

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
const FIELD: &str = "
[[permissions.event]]
field = \"user.email_verified\"
reason = \"Only who has an address that is theirs has a plan.\"
";

fn version(pack: &Pack, number: &str) -> Pack {
    let number = format!("version = \"{number}\"");
    pack.clone().manifest("version = \"1.0.0\"", &number)
}

/// The same, with one more field of the event.
fn wider(pack: &Pack) -> Pack {
    let ask =
        "  if (!event.user.email_verified) return;\n  const plan = event.user.app_metadata.plan";
    let manifest = pack.text(bundle::package::MANIFEST);
    pack.clone()
        .with(bundle::package::MANIFEST, manifest + FIELD)
        .code("  const plan = event.user.app_metadata.plan", ask)
}

/// Waits until the installation is as it should be; the installation.
async fn until(world: &World, id: &Value, is: impl Fn(&Value) -> bool) -> Value {
    eventually(async || Some(world.installation(id).await).filter(&is)).await
}

async fn list(world: &World) -> Vec<Value> {
    let list = world.host.admin("GET", "/catalogue", None).await.json();
    list["integrations"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_release_with_a_date_is_nowhere_before() {
    let world = World::make().await;
    let id = world.approved(&Pack::example("member-plan")).await;
    for (at, status) in [
        ("tomorrow", 422),
        ("2030-03-17T00:00:00Z", 422),
        ("2031-12-31T00:00:00Z", 422),
    ] {
        refused(&world.publish(&id, Some(at)).await, status, "publish_at");
    }
    let dated = world.publish(&id, Some("2030-03-18T12:00:00Z")).await;
    assert_eq!(dated.status, 200, "{}", dated.body);
    assert_eq!(dated.text("publish_at"), "2030-03-18T12:00:00.000Z");
    assert!(list(&world).await.is_empty());
    let version = "/catalogue/member-plan/versions/1.0.0";
    let early = world.host.admin("GET", version, None).await;
    refused(&early, 404, "1.0.0");
    let releases = world
        .of_partner("GET", "/partner/releases", Value::Null)
        .await
        .json();
    assert_eq!(releases["releases"][0]["state"], "scheduled");
    world.host.pass_ms(DAY_MS);
    let listed = eventually(async || list(&world).await.pop()).await;
    assert_eq!(listed["slug"], "member-plan");
    assert_eq!(world.submission(&id).await["state"], "published");
    assert_eq!(world.host.admin("GET", version, None).await.status, 200);
}

#[tokio::test]
async fn an_update_waits_where_it_wants_more_and_comes_by_itself_where_it_does_not() {
    let world = World::make().await;
    let first = Pack::example("member-plan");
    world.published(&first).await;
    let install = |name: &str, follow: &str| {
        let order = json!({"name": name, "follow": follow});
        world.install("member-plan", "1.0.0", order)
    };
    let follows = install("Follows", "following").await;
    let stays = install("Stays", "pinned").await;
    world.bind(&[(&follows, "block"), (&stays, "block")]).await;
    assert_eq!(world.claims().await[PLAN], "free");

    world.published(&version(&wider(&first), "1.1.0")).await;
    let waits = until(&world, &follows["id"], |one| one["waiting"].is_object()).await;
    assert_eq!(waits["version"], "1.0.0");
    assert_eq!(waits["waiting"]["why"], json!(["wider_permissions"]));
    let waits = accepted(&world, &waits).await;
    assert_eq!(
        (&waits["version"], &waits["waiting"]),
        (&json!("1.1.0"), &Value::Null)
    );

    world.published(&version(&first, "1.2.0")).await;
    let now = until(&world, &follows["id"], |one| one["version"] == "1.2.0").await;
    assert_eq!(now["waiting"], Value::Null);
    let pinned = world.installation(&stays["id"]).await;
    assert_eq!(
        (&pinned["version"], &pinned["waiting"]),
        (&json!("1.0.0"), &Value::Null)
    );
    assert_eq!(world.claims().await[PLAN], "free");
    let steps = world.newest_run().await["steps"].clone();
    assert_eq!(
        (&steps[0]["release"], &steps[1]["release"]),
        (&now["digest"], &pinned["digest"])
    );

    let path = format!("/installations/{}", stays["id"].as_str().unwrap());
    let follow = json!({"revision": pinned["revision"], "follow": "following"});
    let changed = world.host.admin("PATCH", &path, Some(follow)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    until(&world, &stays["id"], |one| one["version"] == "1.2.0").await;
    delisted(&world, &now).await;
}

/// What was recalled is waited for by nobody, and who runs it is led back to what may run.
#[tokio::test]
async fn a_recalled_release_is_no_update_and_the_one_before_it_is() {
    let world = World::make().await;
    let first = Pack::example("member-plan");
    world.published(&first).await;
    let install = |name: &str| {
        let order = json!({"name": name, "follow": "following"});
        world.install("member-plan", "1.0.0", order)
    };
    let (waits, runs) = (install("Waits").await, install("Runs").await);
    world.bind(&[(&runs, "block")]).await;
    world.published(&version(&wider(&first), "1.1.0")).await;
    let is_waiting = |one: &Value| one["waiting"].is_object();
    until(&world, &waits["id"], is_waiting).await;
    let runs = until(&world, &runs["id"], is_waiting).await;
    let runs = accepted(&world, &runs).await;
    let path = format!("/releases/{}/recall", runs["digest"].as_str().unwrap());
    let reason = json!({"reason": "It harms whoever signs in."});
    assert_eq!(world.of_reviewer("POST", &path, reason).await.status, 200);

    let now = world.installation(&waits["id"]).await;
    assert_eq!(
        (&now["waiting"], &now["version"]),
        (&Value::Null, &json!("1.0.0"))
    );
    let path = format!("/installations/{}/update", runs["id"].as_str().unwrap());
    let back = world.host.admin("GET", &path, None).await.json();
    assert_eq!(back["to"]["version"], "1.0.0", "{back}");
    assert!(world.login(&[]).await.is_err());
    let body = json!({"revision": runs["revision"]});
    let taken = world.host.admin("POST", &path, Some(body)).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    assert_eq!(world.claims().await[PLAN], "free");
}

/// The waiting update: read, refused without and with another acceptance, taken.
async fn accepted(world: &World, waits: &Value) -> Value {
    let path = format!("/installations/{}/update", waits["id"].as_str().unwrap());
    let shown = world.host.admin("GET", &path, None).await.json();
    assert_eq!(shown["needs_acceptance"], true, "{shown}");
    let added = shown["difference"]["added"].as_array().unwrap();
    let reason = "Only who has an address that is theirs has a plan.";
    assert!(added.iter().any(|one| one["reason"] == reason), "{shown}");
    let (before, after) = (&shown["code_bytes_before"], &shown["code_bytes_after"]);
    assert!(before.as_u64() < after.as_u64(), "{shown}");
    let take = async |accept: &Value| {
        let body = json!({"revision": waits["revision"], "accept": accept});
        world.host.admin("POST", &path, Some(body)).await
    };
    let needed = &shown["permissions"]["accept"];
    let says = needed.as_str().unwrap();
    refused(&take(&Value::Null).await, 422, says);
    refused(&take(&waits["acceptance"]["permissions"]).await, 422, says);
    assert_eq!(world.installation(&waits["id"]).await["version"], "1.0.0");
    let taken = take(needed).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    taken.json()
}

/// Off the list it is installed by nobody, and runs where it is.
async fn delisted(world: &World, runs: &Value) {
    let accept = world.accept("member-plan", "1.2.0").await;
    let path = format!("/releases/{}/delist", runs["digest"].as_str().unwrap());
    let silent = world
        .of_reviewer("POST", &path, json!({"reason": ""}))
        .await;
    refused(&silent, 422, "reason");
    let reason = json!({"reason": "Its maker stops."});
    let delisted = world.of_reviewer("POST", &path, reason.clone()).await;
    assert_eq!(delisted.text("state"), "delisted", "{}", delisted.body);
    refused(
        &world.of_reviewer("POST", &path, reason).await,
        409,
        "delisted",
    );
    assert!(list(world).await.is_empty());
    let order = json!({"slug": "member-plan", "version": "1.2.0", "accept": accept, "name": "New"});
    let late = world
        .host
        .admin("POST", "/installations", Some(order))
        .await;
    refused(&late, 409, "delisted");
    assert_eq!(world.claims().await[PLAN], "free");
}

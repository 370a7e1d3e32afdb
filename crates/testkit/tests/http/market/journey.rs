//! From a partner's archive to another company's login: every step once, and before it what is not a step.

use serde_json::{Value, json};
use testkit::{Answer, Pack};

use super::world::{PLAN, World};

/// A refusal: a problem document with this status that says this.
pub(super) fn refused(answer: &Answer, status: u16, says: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let problem = answer.json();
    assert_eq!(problem["status"], status, "{problem}");
    assert!(problem["type"].as_str().unwrap().starts_with("/problems/"));
    assert!(
        answer.body.contains(says),
        "{says} is not in {}",
        answer.body
    );
}

fn approve() -> Value {
    json!({"decision": "approve"})
}

/// Submitted, checked, and not yet anybody's to publish or to withdraw twice.
async fn reviewed(world: &World, pack: &Pack) -> String {
    let sent = world.submit(pack, "?note=Please+look").await;
    assert_eq!(sent.status, 201, "{}", sent.body);
    assert_eq!(sent.json()["note"], "Please look");
    let id = sent.text("id");
    let checked = world.checked(&id).await;
    assert_eq!(checked["state"], "functional_review", "{checked}");
    assert_eq!(checked["digest"], pack.digest().to_string());
    assert_eq!(checked["findings"]["errors"], 0, "{checked}");
    assert!(checked["due_at"].is_string());
    let path = format!("/submissions/{id}/report");
    let report = world.of_partner("GET", &path, Value::Null).await.json();
    let cells = report["faults"]["cells"].as_array().unwrap();
    assert!(cells.len() > 10, "{}", cells.len());
    let again = world.submit(pack, "").await;
    refused(&again, 409, "is on its way already");

    refused(&world.publish(&id, None).await, 409, "functional review");
    let [one, two] = &world.reviewers;
    refused(
        &world.decide(&world.involved, &id, approve()).await,
        403,
        "the author",
    );
    let stale = json!({"decision": "approve", "revision": 0});
    let path = format!("/reviews/{id}/verdicts");
    refused(
        &world.call(one, "POST", &path, stale).await,
        409,
        "expected version 0",
    );
    let silent = world.decide(one, &id, json!({"decision": "return"})).await;
    refused(&silent, 422, "reason");
    let other = world.decide(one, &id, json!({"decision": "perhaps"})).await;
    refused(&other, 422, "perhaps");
    let as_partner = world.decide(&world.developer, &id, approve()).await;
    refused(&as_partner, 401, "");

    let first = world.decide(one, &id, approve()).await;
    assert_eq!(
        (first.status, first.text("state").as_str()),
        (201, "security_review")
    );
    refused(
        &world.decide(one, &id, approve()).await,
        403,
        "another reviewer has to decide",
    );
    refused(&world.publish(&id, None).await, 409, "security review");
    let second = world.decide(two, &id, approve()).await;
    assert_eq!(
        (second.status, second.text("state").as_str()),
        (201, "approved")
    );
    id
}

#[tokio::test]
async fn a_package_goes_from_its_partner_into_another_companys_login() {
    let world = World::make().await;
    let pack = Pack::example("member-plan");
    let id = reviewed(&world, &pack).await;
    assert_eq!(
        world.host.admin("GET", "/catalogue", None).await.json()["integrations"],
        json!([])
    );
    let published = world.publish(&id, None).await;
    assert_eq!(published.text("state"), "published", "{}", published.body);
    refused(&world.publish(&id, None).await, 409, "published");
    let revision = published.json()["revision"].clone();
    let withdraw = format!("/submissions/{id}/withdraw");
    let withdrawn = world
        .of_partner("POST", &withdraw, json!({"revision": revision}))
        .await;
    refused(&withdrawn, 409, "published");

    for (query, found) in [
        ("", 1),
        ("?search=PLAN", 1),
        ("?search=nothing-like-it", 0),
        ("?category=data-enrichment", 1),
        ("?category=consent", 0),
        ("?trigger=post-login", 1),
        ("?trigger=credentials-exchange", 0),
    ] {
        let list = world
            .host
            .admin("GET", &format!("/catalogue{query}"), None)
            .await;
        assert_eq!(
            list.json()["integrations"].as_array().unwrap().len(),
            found,
            "{query}"
        );
    }
    let version = "/catalogue/member-plan/versions/1.0.0";
    let version = world.host.admin("GET", version, None).await.json();
    assert_eq!(version["digest"], pack.digest().to_string());
    let sentences = version["permissions"]["sentences"].as_array().unwrap();
    assert!(sentences.iter().any(|one| one["reason"].is_string()));

    let installation = install(&world, &version).await;
    let flow = world.bind(&[(&installation, "block")]).await;
    assert_eq!(flow["bindings"][0]["unreviewed"], false);
    let claims = world.claims().await;
    assert_eq!(claims[PLAN], "gratis");
    let run = world.newest_run().await;
    assert_eq!(run["steps"][0]["release"], pack.digest().to_string());
    taken_away(&world, &installation).await;
}

/// Orders that are none, and then one.
async fn install(world: &World, version: &Value) -> Value {
    let accept = &version["permissions"]["accept"];
    let order = |accept: &Value, configuration: Value| json!({"slug": "member-plan", "accept": accept, "configuration": configuration});
    let install = async |order: Value| {
        world
            .host
            .admin("POST", "/installations", Some(order))
            .await
    };
    refused(
        &install(json!({"slug": "member-plan"})).await,
        422,
        "accept",
    );
    refused(
        &install(order(&json!("yes"), json!({}))).await,
        422,
        "accept",
    );
    let other = json!(format!("sha256:{}", "4".repeat(64)));
    refused(
        &install(order(&other, json!({}))).await,
        422,
        accept.as_str().unwrap(),
    );
    let mut nothing = order(accept, json!({}));
    nothing["slug"] = json!("no-such-thing");
    refused(&install(nothing).await, 404, "no-such-thing");
    let mut older = order(accept, json!({}));
    older["version"] = json!("0.9.0");
    refused(&install(older).await, 404, "0.9.0");
    let values = json!({"CLAIM_NAME": "plan", "OTHER": "x"});
    let mut wrong = order(accept, values);
    wrong["secrets"] = json!({"KEY": "no-secret-here"});
    let wrong = install(wrong).await;
    refused(&wrong, 422, "CLAIM_NAME");
    let fields: Vec<Value> = wrong.json()["errors"].as_array().unwrap().clone();
    let fields: Vec<&str> = fields
        .iter()
        .map(|one| one["field"].as_str().unwrap())
        .collect();
    for field in ["CLAIM_NAME", "OTHER", "KEY"] {
        assert!(
            fields.iter().any(|one| one.ends_with(field)),
            "{field} {fields:?}"
        );
    }
    assert!(!wrong.body.contains("no-secret-here"), "{}", wrong.body);
    let list = world.host.admin("GET", "/installations", None).await.json();
    assert_eq!(list["installations"], json!([]), "nothing is half written");

    let made = install(order(accept, json!({"DEFAULT_PLAN": "gratis"}))).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json();
    assert_eq!(made["acceptance"]["permissions"], *accept);
    assert_eq!(made["configuration"]["CLAIM_NAME"], PLAN);
    assert_eq!(
        (&made["testing"], &made["bound"]),
        (&json!(false), &json!(false))
    );
    made
}

async fn taken_away(world: &World, installation: &Value) {
    let path = format!("/installations/{}", installation["id"].as_str().unwrap());
    let bound = world.host.admin("DELETE", &path, None).await;
    refused(&bound, 409, "bound in post-login");
    world.bind(&[]).await;
    assert_eq!(world.host.admin("DELETE", &path, None).await.status, 204);
    refused(
        &world.host.admin("GET", &path, None).await,
        404,
        "installation",
    );
    let claims = world.claims().await;
    assert_eq!(claims.get(PLAN), None);
}

/// Returned with a reason, answered by another package, and the way is gone anew.
#[tokio::test]
async fn what_is_returned_comes_again_and_what_is_rejected_does_not() {
    let world = World::make().await;
    let pack = Pack::example("member-plan");
    let first = world.submit(&pack, "").await.text("id");
    world.checked(&first).await;
    let back = json!({"decision": "return", "reason": "Say more of the limits."});
    let returned = world.decide(&world.reviewers[0], &first, back).await;
    assert_eq!(returned.text("state"), "returned", "{}", returned.body);
    let notices = world
        .of_partner("GET", "/partner/notices", Value::Null)
        .await;
    assert!(
        notices.body.contains("Say more of the limits."),
        "{}",
        notices.body
    );
    refused(&world.submit(&pack, "").await, 409, "before");

    let better = pack.manifest("is seen at the next login", "shows at the next login");
    let query = format!("?replaces={first}");
    let second = world.submit(&better, &query).await;
    assert_eq!(second.status, 201, "{}", second.body);
    assert_eq!(second.json()["replaces"], first);
    let id = second.text("id");
    world.checked(&id).await;
    let [one, two] = &world.reviewers;
    assert_eq!(
        world.decide(one, &id, approve()).await.text("state"),
        "security_review"
    );
    let no = json!({"decision": "reject", "reason": "It cannot be made safe."});
    assert_eq!(world.decide(two, &id, no).await.text("state"), "rejected");
    refused(&world.decide(one, &id, approve()).await, 409, "rejected");
    refused(&world.publish(&id, None).await, 409, "rejected");
    let list = world
        .of_reviewer("GET", "/reviews?state=rejected,returned", Value::Null)
        .await;
    assert_eq!(
        list.json()["submissions"].as_array().unwrap().len(),
        2,
        "{}",
        list.body
    );

    let third = better.manifest("version = \"1.0.0\"", "version = \"1.0.1\"");
    let id = world.submit(&third, "").await.text("id");
    let checked = world.checked(&id).await;
    let body = json!({"revision": checked["revision"]});
    let withdraw = format!("/submissions/{id}/withdraw");
    let withdrawn = world.of_partner("POST", &withdraw, body).await;
    assert_eq!(withdrawn.text("state"), "withdrawn", "{}", withdrawn.body);
    refused(&world.decide(one, &id, approve()).await, 409, "withdrawn");
}

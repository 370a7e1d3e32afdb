//! What a customer does with an integration.

use serde_json::{Value, json};

use crate::hand::column;
use crate::market::{FOLDER, Market, id};

const CLAIM: &str = "https://customer.example/client";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_catalogue_to_a_token_and_back() {
    let market = Market::open().await;
    let customer = &market.customer;
    market.begin();
    let digest = market.publish(&market.submit());

    let found = customer.admin("catalogue search name --trigger credentials-exchange");
    assert_eq!(column(&found.done()["integrations"], "slug"), ["acme-name"]);
    let category = customer
        .admin("catalogue search --category messaging")
        .done();
    assert_eq!(category["integrations"], json!([]));
    let offer = customer.admin("catalogue show acme-name").done();
    assert_eq!(offer["digest"], json!(digest));
    assert!(!offer.to_string().contains("onExecute"), "code is shown");
    let told = customer.types("admin catalogue show acme-name", "").told();
    let accept = offer["permissions"]["accept"].as_str().unwrap();
    assert!(
        told.contains(accept) && told.contains("--set CLAIM_NAME"),
        "{told}"
    );

    let install = format!("installations install acme-name --set CLAIM_NAME={CLAIM}");
    customer.admin(&install).ended(2, "--accept");
    let other = format!("sha256:{}", "0".repeat(64));
    customer
        .admin(&format!("{install} --accept {other}"))
        .ended(1, "not the permissions that were read");
    let said = customer.admin(&format!("{install} --accept"));
    assert!(said.err.contains("sees "), "{}", said.err);
    let installed = said.done();
    assert_eq!(installed["acceptance"]["permissions"], json!(accept));
    let twice = customer.admin(&format!("{install} --accept"));
    assert!(twice.err.contains("with --name"), "{}", twice.err);
    twice.refused(409);
    let name = installed["name"].as_str().unwrap();
    let installed_id = id(&installed);

    customer.admin(&format!("flow bind {installed_id}")).done();
    assert_eq!(market.claims().await[CLAIM], json!("Demo service"));
    let uninstall = format!("installations uninstall {installed_id} --yes");
    customer.admin(&uninstall).refused(409);
    let configure = format!("installations configure {installed_id}");
    let changed = customer
        .admin(&format!(
            "{configure} --set CLAIM_NAME=https://other.example/c --pin --name mine"
        ))
        .done();
    assert_eq!(
        (&changed["follow"], &changed["name"]),
        (&json!("pinned"), &json!("mine"))
    );
    assert_ne!(name, "mine");
    assert_eq!(market.claims().await[CLAIM], Value::Null);
    customer
        .admin(&format!("{configure} --set OTHER=1"))
        .ended(2, "no field `OTHER`; there is CLAIM_NAME");

    customer
        .admin(&format!("flow unbind {installed_id}"))
        .done();
    assert_eq!(customer.admin(&uninstall).done(), Value::Null);
    customer
        .admin("installations show mine")
        .ended(1, "no installation is called `mine`");
}

/// Makes the folder's package one that may do more and asks for a secret.
fn second_version(market: &Market) {
    let partner = &market.partner;
    let file = |name: &str| format!("{FOLDER}/{name}");
    partner.edit(&file("latchwork.toml"), "1.0.0", "1.1.0");
    partner.edit(
        &file("latchwork.toml"),
        "[[permissions.api]]",
        "[[permissions.event]]\nfield = \"client.client_id\"\nreason = \"It goes into the claim.\"\n\n[[permissions.api]]",
    );
    partner.edit(
        &file("integration/integration.action.js"),
        "event.client.name);",
        "`${event.client.name} ${event.client.client_id} ${event.secrets.SALT.length}`);",
    );
    let secret = r#""secrets": [{"name": "SALT", "label": "Salt", "description": "Counted."}]"#;
    partner.edit(
        &file("integration/configuration.json"),
        "\"secrets\": []",
        secret,
    );
    partner.edit(
        &file("integration/integration.action.spec.js"),
        "event = makeEventMock();",
        "event = makeEventMock(); event.secrets = { SALT: 'abc' };",
    );
    partner.edit(
        &file("integration/integration.action.spec.js"),
        "'Nightly job');",
        "`Nightly job ${event.client.client_id} 3`);",
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_that_may_do_more_is_accepted_anew() {
    let market = Market::open().await;
    let customer = &market.customer;
    market.begin();
    market.publish(&market.submit());
    let installed = customer
        .admin("installations install acme-name --name it --accept")
        .done();
    customer.admin("flow bind it").done();
    let update = "installations update it";
    let already = customer.types(&format!("admin {update}"), "").told();
    assert!(already.contains("runs 1.0.0 already"), "{already}");

    second_version(&market);
    market.host.pass_ms(1000);
    market.publish(&market.submit());
    let waiting = waits(&market).await;
    assert_eq!(waiting["version"], "1.1.0");
    let told = customer.types("admin installations list", "").told();
    assert!(told.contains("installations update"), "{told}");
    let preview = customer
        .types(&format!("admin {update} --preview"), "")
        .told();
    assert!(preview.contains("  + sees "), "{preview}");
    assert!(
        preview.contains("new in the form: SALT (Salt)"),
        "{preview}"
    );

    customer.admin(update).ended(2, "--secret SALT (Salt)");
    customer
        .admin(&format!("{update} --set SALT=sesame"))
        .ended(2, "`SALT` is a secret");
    let line = format!("{update} --secret SALT");
    customer.admin(&line).ended(2, "--accept");
    let said = customer.types(&format!("admin --json {line} --accept"), "sesame\n");
    assert!(!said.out.contains("sesame"), "{}", said.out);
    let updated = said.done();
    assert_eq!(updated["version"], "1.1.0");
    assert_eq!(column(&updated["secrets"], "name"), ["SALT"]);
    assert_ne!(
        updated["acceptance"]["permissions"],
        installed["acceptance"]["permissions"]
    );
    let claims = market.claims().await;
    assert_eq!(
        claims["https://example.com/client"],
        json!(format!("Demo service {} 6", market.host.demo.m2m_client_id))
    );
    recalled(&market, &updated).await;
}

/// The installation, once the host has seen that it cannot follow by itself.
async fn waits(market: &Market) -> Value {
    for _ in 0..200 {
        let one = market.customer.admin("installations show it").done();
        if !one["waiting"].is_null() {
            return one["waiting"].clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    unreachable!("the installation never waited");
}

/// A recalled release runs nowhere, and the tenant is told.
async fn recalled(market: &Market, installed: &Value) {
    let digest = installed["digest"].as_str().unwrap();
    let delist = format!("releases delist {digest} --reason old");
    let delisted = market.reviewer.admin(&delist).done();
    assert_eq!(delisted["state"], "delisted");
    let recall = format!("releases recall {digest} --reason harm");
    market.reviewer.admin(&recall).ended(2, "pass --yes");
    let recalled = market.operator.admin(&format!("{recall} --yes")).done();
    assert_eq!(recalled["state"], "recalled");
    let shown = market.customer.admin("installations show it").done();
    assert_eq!(shown["release_state"], "recalled");
    let notices = market.customer.admin("notices").done();
    let kinds = column(&notices["notices"], "kind");
    assert!(kinds.contains(&json!("release_recalled")), "{kinds:?}");
    let told = market.customer.types("admin notices", "").told();
    assert!(told.contains("harm"), "{told}");
}

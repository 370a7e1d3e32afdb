//! What operators do.

use std::fs;

use serde_json::{Value, json};

use crate::hand::{Hand, column};
use crate::market::Market;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_made_and_its_key_opens_the_api() {
    let market = Market::open().await;
    let operator = &market.operator;
    let create = [
        "admin",
        "--json",
        "partners",
        "create",
        "globex",
        "--name",
        "Globex Corporation",
        "--contact",
        "hello@globex.example",
        "--website",
        "https://globex.example",
    ];
    let made = operator.words(&create, "").done();
    assert_eq!(made["slug"], "globex");
    operator.words(&create, "").refused(409);
    let add = "partners add-member globex bob@globex.example --name Bob --role owner";
    assert_eq!(operator.admin(add).done()["role"], "owner");
    let members = operator.admin("partners members globex").done();
    assert_eq!(column(&members["members"], "email"), ["bob@globex.example"]);
    let key = "partners add-key globex bob@globex.example --name laptop --to-file key";
    let said = operator.admin(key);
    let bearer = fs::read_to_string(operator.path("key")).unwrap();
    assert!(!said.out.contains(bearer.trim()), "{}", said.out);
    said.done();
    let once = operator.types(
        "admin partners add-key globex bob@globex.example --name ci",
        "",
    );
    let once = once.told();
    let keys = operator.admin("partners keys globex").done();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);

    let bob = Hand::at(&market.host, "");
    for bearer in [bearer.as_str(), once.as_str()] {
        let line = format!("login --server {} --json", bob.url);
        let account = bob.types(&line, bearer).done();
        assert_eq!(account["partner"]["name"], "Globex Corporation");
    }
    operator.admin(key).ended(2, "key is there already");
    operator
        .admin("partners suspend globex")
        .ended(2, "pass --yes");
    let suspended = operator.admin("partners suspend globex --yes").done();
    assert_eq!(suspended["state"], "suspended");
    assert_eq!(bob.says("status").exit, 1);
    let resumed = operator.admin("partners resume globex").done();
    assert_eq!(resumed["state"], "active");
    bob.says("status").done();
    operator
        .admin("partners show initech")
        .ended(1, "no partner is called `initech`");
    market.reviewer.admin("partners list").refused(403);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_come_and_go_and_leave_a_trace() {
    let market = Market::open().await;
    let operator = &market.operator;
    let add = "staff add eve@platform.example --name Eve --role reviewer --to-file token";
    let eve = operator.admin(add).done();
    let token = fs::read_to_string(operator.path("token")).unwrap();
    let hand = Hand::at(&market.host, token.trim());
    hand.admin("reviews list").done();
    hand.admin("staff list").refused(403);
    let again = "staff add mal@platform.example --name Mal --role operator --to-file token";
    operator.admin(again).ended(2, "token is there already");
    let listed = operator.admin("staff list").done();
    assert!(!listed.to_string().contains("mal@platform.example"));
    assert!(column(&listed["staff"], "id").contains(&eve["id"]));
    let id = eve["id"].as_str().unwrap();
    operator
        .admin(&format!("staff remove {id}"))
        .ended(2, "pass --yes");
    let removed = operator.admin(&format!("staff remove {id} --yes")).done();
    assert_eq!(removed, Value::Null);
    hand.admin("reviews list").refused(401);
    let audit = operator.admin("audit").done();
    assert!(column(&audit["acts"], "target").contains(&eve["id"]));
    assert!(!audit.to_string().contains(token.trim()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_policy_lets_pass_what_the_operator_excepts() {
    let market = Market::open().await;
    let (operator, partner) = (&market.operator, &market.partner);
    let shown = operator.types("admin check-policy show --all", "").told();
    assert!(shown.contains("eval"), "{shown}");
    operator.admin("check-policy set").failed_to_parse();
    operator
        .admin("check-policy set --severity no-eval=grave")
        .ended(2, "is no severity");
    let before = operator.admin("check-policy show").done();
    let rule = before["rules"][0]["name"].as_str().unwrap().to_owned();
    let set = format!(
        "check-policy set --severity {rule}=note --except acme-name={rule} --because tested"
    );
    let after = operator.admin(&set).done();
    assert_eq!(after["severities"][&rule], json!("note"));
    assert_eq!(after["exceptions"][0]["because"], json!("tested"));
    let back = format!("check-policy set --severity {rule}=default --hold acme-name={rule}");
    let back = operator.admin(&back).done();
    assert_eq!(
        (&back["severities"], &back["exceptions"]),
        (&json!({}), &json!([]))
    );
    let tuned = "check-policy set --severity fails-open=error";
    operator.admin(tuned).done();
    let shown = operator.types("admin check-policy show", "").told();
    assert!(shown.contains("fails-open"), "{shown}");
    partner.admin("check-policy show").ended(2, "no token");
    market.customer.admin("check-policy show").refused(401);
}

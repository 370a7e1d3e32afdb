//! What reviewers do.

use std::fs;

use serde_json::json;

use crate::hand::column;
use crate::market::{FOLDER, Market};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_reviewers_decide_and_one_publishes() {
    let market = Market::open().await;
    let (one, two) = (&market.reviewer, &market.second);
    market.begin();
    let id = market.submit();

    let queue = one.admin("reviews list --state functional-review").done();
    assert_eq!(column(&queue["submissions"], "id"), [json!(id)]);
    let empty = one.admin("reviews list --state published --state rejected");
    assert_eq!(empty.done()["submissions"], json!([]));
    let waiting = one.admin("reviews list").done();
    assert_eq!(column(&waiting["submissions"], "id"), [json!(id)]);
    let seen = one.admin(&format!("reviews show {id}")).done();
    let revision = &seen["revision"];
    let told = one.types(&format!("admin reviews show {id}"), "").told();
    assert!(told.contains(&format!("--revision {revision}")), "{told}");
    let report = one.types(&format!("admin reviews report {id}"), "").told();
    assert!(report.contains("situations"), "{report}");
    let package = one.admin(&format!("reviews package {id} -o it.zip")).done();
    let bytes = fs::read(one.path("it.zip")).unwrap();
    assert_eq!(package["bytes"], json!(bytes.len()));
    assert_eq!(package["digest"], seen["digest"]);

    let words = ["admin", "--json", "reviews", "comment", &id, "Why so?"];
    one.words(&words, "").done();
    one.admin(&format!("reviews approve {id} --revision 999"))
        .refused(409);
    one.admin(&format!("reviews return {id}")).failed_to_parse();
    one.admin(&format!("reviews approve {id} --revision {revision}"))
        .done();
    // Nobody gives both verdicts.
    let both = one.admin(&format!("reviews approve {id}"));
    assert_eq!(both.exit, 1, "{}", both.out);
    one.admin(&format!("reviews publish {id}")).refused(409);
    two.admin(&format!("reviews approve {id}")).done();
    let published = two.admin(&format!("reviews publish {id}")).done();
    assert_eq!(published["state"], "published");
    let waiting = one.admin("reviews list").done();
    assert_eq!(waiting["submissions"], json!([]));
    let all = one.admin("reviews list --all").done();
    assert_eq!(column(&all["submissions"], "id"), [json!(id)]);

    let told = market.partner.types(&format!("status {id}"), "").told();
    assert!(
        told.contains("next       customers can install it"),
        "{told}"
    );
    assert!(told.contains("Why so?"), "{told}");
    let kinds = market.partner.says("status --notices").done();
    let kinds = column(&kinds["notices"], "kind");
    assert!(kinds.contains(&json!("release_published")), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_returned_submission_is_answered_and_a_rejected_one_is_not() {
    let market = Market::open().await;
    market.begin();
    let first = market.submit();
    let words = [
        "admin",
        "--json",
        "reviews",
        "return",
        &first,
        "--reason",
        "Say more.",
    ];
    let returned = market.reviewer.words(&words, "").done();
    assert_eq!(returned["state"], "returned");
    let told = market.partner.types(&format!("status {first}"), "").told();
    assert!(told.contains("Say more."), "{told}");
    assert!(told.contains(&format!("--replaces {first}")), "{told}");

    let manifest = format!("{FOLDER}/latchwork.toml");
    market
        .partner
        .edit(&manifest, "Say in one sentence", "We say in one sentence");
    let submit = format!("submit {FOLDER} --wait --replaces {first}");
    let second = market.partner.says(&submit).done();
    assert_eq!(second["replaces"], json!(first));
    let second = second["id"].as_str().unwrap();
    let reject = format!("reviews reject {second} --reason no");
    market.reviewer.admin(&reject).ended(2, "pass --yes");
    let rejected = market.reviewer.admin(&format!("{reject} --yes")).done();
    assert_eq!(rejected["state"], "rejected");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_publication_waits_for_its_date() {
    let market = Market::open().await;
    market.begin();
    let id = market.submit();
    let approve = format!("reviews approve {id}");
    market.reviewer.admin(&approve).done();
    market.second.admin(&approve).done();
    let publish = |at: &str| {
        market
            .reviewer
            .admin(&format!("reviews publish {id} --at {at}"))
    };
    publish("soon").refused(422);
    // Hosts of tests begin in March 2030.
    let dated = publish("2030-04-01").done();
    assert_eq!(dated["publish_at"], "2030-04-01T00:00:00.000Z");
    let told = market.partner.types(&format!("status {id}"), "").told();
    let next = "next       it is published at 2030-04-01T00:00:00.000Z";
    assert!(told.contains(next), "{told}");
    let found = market.customer.admin("catalogue search").done();
    assert_eq!(found["integrations"], json!([]));
}

//! What an administrator does with recorded executions.

use std::fs;

use serde_json::{Value, json};
use testkit::TestHost;

use crate::hand::{Hand, column};

const ACTION: &str = "exports.onExecuteCredentialsExchange = async (event, api) => {
  console.log('for', event.client.name, event.secrets.KEY);
  api.accessToken.setCustomClaim('https://example.com/id', crypto.randomUUID());
};
";
const SECRET: &str = "open sesame/0123456789";

async fn token(host: &TestHost) {
    let demo = &host.demo;
    let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
        "client_secret": demo.m2m_client_secret, "audience": demo.audience});
    let browser = host.browser();
    let answer = browser.call("POST", "/oauth/token", &[], Some(body)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// The newest recording's id, once there is one: it is written off the caller's path.
async fn newest(hand: &Hand) -> String {
    let mut listed = Value::Null;
    for _ in 0..50 {
        listed = hand.admin("recordings list --action one").done();
        if let Some(id) = listed["recordings"][0]["id"].as_str() {
            return id.to_owned();
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(listed, Value::Null, "nothing is recorded");
    String::new()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_execution_is_recorded_exported_and_replayed_here_and_there() {
    let host = TestHost::start().await;
    let hand = Hand::at(&host, &host.demo.admin_token);
    hand.write("one.js", ACTION);
    hand.write("key", SECRET);
    hand.write("secrets.json", &json!({"KEY": SECRET}).to_string());
    hand.admin("actions create one --trigger credentials-exchange --from-file one.js")
        .done();
    hand.admin("actions secrets set one KEY --from-file key")
        .done();
    hand.admin("actions deploy one").done();
    hand.admin("flow bind one").done();

    let off = hand.types("admin recordings policy", "").told();
    assert!(off.starts_with("Nothing is recorded."), "{off}");
    hand.admin("recordings policy set").failed_to_parse();
    hand.admin("recordings policy set --mode sample")
        .refused(422);
    let set = "recordings policy set --mode all --days 3";
    assert_eq!(hand.admin(set).done()["days"], 3);
    token(&host).await;
    let id = newest(&hand).await;

    let shown = hand
        .types(&format!("admin recordings show {id}"), "")
        .told();
    assert!(
        shown.contains("prints (log) for Demo service ***"),
        "{shown}"
    );
    assert!(!shown.contains("open sesame"), "{shown}");
    let replay = format!("recordings replay {id}");
    assert_eq!(hand.admin(&replay).done()["verdict"], "identical");
    let export = format!("recordings export {id} --to-file r.json");
    hand.admin(&export).done();
    hand.admin(&export).ended(2, "r.json is there already");
    let file = fs::read_to_string(hand.path("r.json")).unwrap();
    assert!(!file.contains("open sesame"), "{file}");
    hand.says("replay r.json --secrets secrets.json").done();

    hand.edit("one.js", "'for'", "'FOR'");
    hand.admin("actions edit one --from-file one.js").done();
    hand.admin("actions deploy one").done();
    let other = hand.types(&format!("admin {replay} --version 2"), "");
    assert_eq!(other.exit, 1, "{}{}", other.out, other.err);
    assert!(
        other
            .out
            .contains("replayed: prints (log) FOR Demo service ***"),
        "{}",
        other.out
    );

    hand.admin("recordings policy set --redact event.client.name")
        .done();
    let shown = hand
        .types(&format!("admin recordings show {id}"), "")
        .told();
    assert!(
        shown.contains("not all is shown: event.client.name"),
        "{shown}"
    );
    assert!(!shown.contains("Demo service"), "{shown}");
    hand.admin(&format!("recordings export {id} --to-file redacted.json"))
        .done();
    let refused = hand.says("replay redacted.json --secrets secrets.json");
    assert_eq!(refused.exit, 2, "{}{}", refused.out, refused.err);
    assert!(refused.err.contains("not comparable"), "{}", refused.err);

    let delete = format!("recordings delete {id}");
    hand.admin(&delete).ended(2, "pass --yes");
    hand.admin(&format!("{delete} --yes")).done();
    let left = hand.admin("recordings list --outcome completed").done();
    assert!(column(&left["recordings"], "id").is_empty(), "{left}");
    hand.admin(&replay).refused(404);
}

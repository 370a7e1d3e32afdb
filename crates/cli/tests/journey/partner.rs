//! What a partner does at a server.

use std::fs;

use serde_json::{Value, json};

use crate::hand::{Hand, column};
use crate::market::{FOLDER, Market, id};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_makes_one_signing_key_and_keeps_it_to_its_owner() {
    let market = Market::open().await;
    let partner = &market.partner;
    let first = market.login();
    assert_eq!(first["partner"]["slug"], "acme");
    assert_eq!(first["member"]["email"], "ann@acme.example");
    assert_eq!(first["signing_key_is_new"], true);
    let again = market.login();
    assert_eq!(again["signing_key_is_new"], false);
    assert_eq!(again["signing_key"]["id"], first["signing_key"]["id"]);
    let file = first["signing_key_file"].as_str().unwrap();
    let key = fs::read_to_string(file).unwrap();
    assert!(key.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    assert!(!first.to_string().contains(&market.partner_key));
    owner_only(&[&partner.path("config/partner.toml"), file.as_ref()]);

    let line = format!("login --server {} --key-file key --json", partner.url);
    partner.write("key", "lpk_wrong\n");
    partner.types(&line, "").refused(401);
    partner
        .types("login --server http://id.example.com --json", "x")
        .ended(2, "unencrypted");
    partner
        .says(&format!("login --server {}", partner.url))
        .ended(2, "by --key-file, ");
    let other = Hand::at(&market.host, "");
    other.says("status").ended(2, "latchwork login");
    assert_eq!(other.says("logout").done(), json!({"server": null}));
    assert_eq!(other.types("logout", "").told(), "Nobody is logged in.\n");

    let left = partner.says("logout").done();
    assert!(left["server"].as_str().unwrap().starts_with(&partner.url));
    assert!(!partner.path("config/partner.toml").exists());
    partner.says("status").ended(2, "latchwork login");
    assert_eq!(market.login()["signing_key_is_new"], false);
}

#[cfg(unix)]
fn owner_only(paths: &[&std::path::Path]) {
    use std::os::unix::fs::PermissionsExt as _;
    for path in paths {
        let mode = path.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}

#[cfg(not(unix))]
fn owner_only(_: &[&std::path::Path]) {}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_submission_is_followed_answered_and_taken_back() {
    let market = Market::open().await;
    let partner = &market.partner;
    market.begin();
    let said = partner.words(
        &["submit", FOLDER, "--wait", "--json", "--note", "Hello you."],
        "",
    );
    assert!(said.err.contains("submitted as sub_"), "{}", said.err);
    let submission = said.done();
    let id = id(&submission);
    assert_eq!(submission["note"], "Hello you.");
    assert_eq!(submission["findings"]["errors"], 0);
    let waited = partner.says(&format!("status {id} --wait")).done();
    assert_eq!(waited["state"], submission["state"]);
    partner.says("status --wait").failed_to_parse();
    let due = &submission["due_at"].as_str().unwrap()[..10];

    let listed = partner.says("status").done();
    assert_eq!(column(&listed["submissions"], "id"), [json!(id)]);
    let shown = partner.types(&format!("status {id}"), "").told();
    let next = format!("next       a reviewer looks at what it does, by {due}\n");
    assert!(shown.contains(&next), "{shown}");
    let report = partner.says(&format!("status {id} --report")).done();
    assert_eq!(report["digest"], submission["digest"]);
    let told = partner.types(&format!("status {id} --report"), "").told();
    assert!(told.contains("0 errors"), "{told}");
    let notices = partner.says("status --notices").done();
    let kinds = column(&notices["notices"], "kind");
    assert!(kinds.contains(&json!("submission_received")), "{notices}");

    let words = [
        "comment",
        &id,
        "It is short.",
        "--at",
        "latchwork.toml:1",
        "--json",
    ];
    let comment = partner.words(&words, "").done();
    assert_eq!(
        comment["place"],
        json!({"path": "latchwork.toml", "line": 1})
    );
    partner
        .says(&format!("comment {id} text --at a:0"))
        .ended(2, "is no place");
    partner
        .says(&format!("withdraw {id}"))
        .ended(2, "pass --yes");
    let withdrawn = partner.says(&format!("withdraw {id} --yes")).done();
    assert_eq!(withdrawn["state"], "withdrawn");
    partner.says(&format!("withdraw {id} --yes")).refused(409);
    partner.says("status sub_none").refused(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_pass_ends_with_1() {
    let market = Market::open().await;
    let partner = &market.partner;
    market.begin();
    let code = format!("{FOLDER}/integration/integration.action.js");
    partner.edit(&code, "api.accessToken", "eval('1');\n  api.accessToken");
    let said = partner.types(&format!("submit {FOLDER} --wait"), "");
    assert_eq!(said.exit, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("state   returned"), "{}", said.out);
    assert!(said.out.contains("--report"), "{}", said.out);

    fs::remove_file(partner.path(&code)).unwrap();
    let refused = partner.says(&format!("submit {FOLDER}"));
    assert_eq!(refused.exit, 1, "{}", refused.err);
    let findings = refused.json()["error"]["findings"].clone();
    assert!(!findings.as_array().unwrap().is_empty());
    let listed = partner.says("status").done();
    assert_eq!(column(&listed["submissions"], "state"), ["returned"]);
    let id = listed["submissions"][0]["id"].as_str().unwrap();
    assert_eq!(partner.says(&format!("status {id} --wait")).exit, 1);
    partner.says("submit nowhere").ended(2, "nowhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trial_needs_a_tenant_of_ones_own() {
    let market = Market::open().await;
    market.begin();
    let line = format!("try {FOLDER} --tenant-url {}", market.partner.url);
    market.partner.says(&line).refused(403);
    market
        .partner
        .says(&format!("{line} --set OTHER=1"))
        .ended(2, "no field `OTHER`");
    let listed = market.customer.admin("installations list").done();
    assert_eq!(listed, json!({"installations": []}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_reviewed_runs_in_a_tenant_of_ones_own() {
    let market = Market::open().await;
    market.host.lend_tenant("acme").await;
    market.begin();
    let form = format!("{FOLDER}/integration/configuration.json");
    let secret = r#""secrets": [{"name": "SALT", "label": "Salt", "description": "Counted.", "deploy_value": "of mine"}]"#;
    market.partner.edit(&form, "\"secrets\": []", secret);
    let claim = "https://partner.example/client";
    let line = format!("try {FOLDER} --tenant-url {} --name it", market.partner.url);
    let tried = market
        .partner
        .says(&format!("{line} --set CLAIM_NAME={claim}"))
        .done();
    assert_eq!(
        (&tried["testing"], &tried["name"]),
        (&json!(true), &json!("it"))
    );
    assert_eq!(column(&tried["secrets"], "name"), ["SALT"]);
    let twice = market.partner.says(&line);
    assert!(twice.err.contains("with --name"), "{}", twice.err);
    twice.refused(409);
    market.customer.admin("flow bind it").done();
    assert_eq!(market.claims().await[claim], json!("Demo service"));
    let flow = market.customer.types("admin flow credentials-exchange", "");
    assert!(flow.told().contains("unreviewed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_looks_after_its_own() {
    let market = Market::open().await;
    let partner = &market.partner;
    market.begin();
    assert_eq!(
        partner.says("partner show").done()["partner"]["slug"],
        "acme"
    );
    let add = "partner add-member bob@acme.example --name Bob";
    assert_eq!(partner.says(add).done()["role"], "developer");
    let members = partner.says("partner members").done();
    assert_eq!(members["members"].as_array().unwrap().len(), 2);
    let remove = "partner remove-member bob@acme.example";
    partner.says(remove).ended(2, "pass --yes");
    assert_eq!(partner.says(&format!("{remove} --yes")).done(), Value::Null);

    let made = partner
        .says("partner add-key --name ci --to-file ci")
        .done();
    let kept = fs::read_to_string(partner.path("ci")).unwrap();
    partner
        .says("partner add-key --name ci2 --to-file ci")
        .ended(2, "ci is there already");
    assert_eq!(fs::read_to_string(partner.path("ci")).unwrap(), kept);
    let keys = partner.says("partner keys").done();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
    let revoke = format!("partner revoke-key {} --yes", id(&made));
    let revoked = partner.says(&revoke).done();
    assert!(revoked["revoked_at"].is_string());
    let keys = partner.says("partner keys").done();
    assert_eq!(column(&keys["keys"], "name").len(), 2);
    assert!(!keys.to_string().contains(&market.partner_key));
    let line = format!("login --server {} --key-file ci --json", partner.url);
    partner.types(&line, "").refused(401);

    market.publish(&market.submit());
    let releases = partner.says("partner releases").done();
    assert_eq!(column(&releases["releases"], "version"), ["1.0.0"]);
    let told = partner.types("partner releases", "").told();
    assert!(told.contains("published"), "{told}");
}

/// A key somebody ended is replaced at the next login.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_revoked_signing_key_is_replaced() {
    let market = Market::open().await;
    let first = market.login();
    let old = id(&first["signing_key"]);
    let revoke = format!("partner revoke-signing-key {old} --yes");
    market.partner.says(&revoke).done();
    let again = market.login();
    assert_eq!(again["signing_key_is_new"], true);
    assert_ne!(again["signing_key"]["id"], json!(old));
    let keys = market.partner.says("partner signing-keys").done();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
}

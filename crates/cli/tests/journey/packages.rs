//! An integration with npm packages: from the registry to another company's token, and what is not what it says.

use std::fs;

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bundle::signing::partner_payload;
use bundle::{Limits, Members, archive};
use serde_json::{Value, json};
use testkit::Registry;

use crate::hand::column;
use crate::market::{FOLDER, Market, id};

const LOCK: &str = "acme-name/integration/configuration-lock.json";
const CLAIM: &str = "https://example.com/client";

/// A registry of `loud`, which requires `inner`.
async fn registry() -> Registry {
    let registry = Registry::start().await;
    let inner = "exports.end = '!';\n";
    registry.publish(
        "@acme/inner",
        "1.0.0",
        json!({"license": "MIT"}),
        &[("index.js", inner)],
    );
    publish_loud(&registry, "1.0.0");
    registry
}

fn publish_loud(registry: &Registry, version: &str) {
    let code = "const { end } = require('@acme/inner');\nexports.loud = (text) => text.toUpperCase() + end + require('./package.json').version;\n";
    let manifest = json!({"license": "ISC", "dependencies": {"@acme/inner": "^1.0.0"}});
    registry.publish("loud", version, manifest, &[("index.js", code)]);
}

/// The partner's integration, which says the client's name aloud.
fn begin(market: &Market, registry: &Registry) {
    market.begin();
    let partner = &market.partner;
    partner.write(
        &format!("{FOLDER}/.npmrc"),
        &format!("registry={}\n", registry.url),
    );
    let file = |name: &str| format!("{FOLDER}/integration/{name}");
    partner.edit(
        &file("configuration.json"),
        "\"dependencies\": []",
        r#""dependencies": [{ "name": "loud", "version": "^1.0.0" }]"#,
    );
    let action = file("integration.action.js");
    partner.edit(
        &action,
        "// The client's name as a claim.\n",
        "// The client's name as a claim.\n\nconst { loud } = require('loud');\n",
    );
    partner.edit(&action, "event.client.name);", "loud(event.client.name));");
    let spec = file("integration.action.spec.js");
    partner.edit(&spec, "'Nightly job');", "'NIGHTLY JOB!1.0.0');");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_integration_runs_with_its_npm_packages_everywhere() {
    let market = Market::open().await;
    let registry = registry().await;
    let partner = &market.partner;
    begin(&market, &registry);

    let said = partner.says(&format!("test {FOLDER}"));
    assert!(said.err.contains("packages: loud 1.0.0"), "{}", said.err);
    let tested = said.done();
    assert_eq!(column(&tested["tests"], "outcome"), ["passed", "passed"]);
    let handler = fs::read_to_string(partner.path("acme-name/integration/integration.action.js"));
    let lines = tested["coverage"]["lines"].as_u64().unwrap();
    assert!(lines < handler.unwrap().lines().count() as u64, "{tested}");
    let lock = fs::read_to_string(partner.path(LOCK)).unwrap();
    assert!(lock.contains("node_modules/@acme/inner"), "{lock}");

    // A newer version changes nothing, and nobody is asked, as long as the lockfile fits.
    publish_loud(&registry, "1.1.0");
    registry.asked();
    let report = partner.says(&format!("check {FOLDER} --faults")).done();
    assert_eq!(column(&report["packages"], "name"), ["@acme/inner", "loud"]);
    assert_eq!(report["packages"][1]["declared"], true);
    let pack = format!("pack {FOLDER} -o one.zip");
    let packed = partner.says(&pack).done();
    let members = packed["members"].to_string();
    assert!(
        members.contains("packages/@acme/inner-1.0.0.tgz"),
        "{members}"
    );
    assert_eq!(registry.asked(), Vec::<String>::new());
    assert_eq!(fs::read_to_string(partner.path(LOCK)).unwrap(), lock);
    assert_eq!(partner.says(&pack).done()["digest"], packed["digest"]);

    // From here on the archive is enough: the host has no registry.
    registry.close();
    let submission = partner.says("submit one.zip --wait").done();
    assert_eq!(submission["state"], "functional_review", "{submission}");
    let first = id(&submission);
    let listed = market.reviewer.admin(&format!("reviews packages {first}"));
    let listed = listed.done();
    assert_eq!(column(&listed["packages"], "license"), ["MIT", "ISC"]);
    assert_eq!(listed["before"], Value::Null);
    let digest = market.publish(&first);
    install(&market).await;
    recorded(&market).await;

    let sbom = market.operator.admin(&format!("releases sbom {digest}"));
    let sbom = sbom.done();
    assert_eq!(column(&sbom["components"], "name"), ["inner", "loud"]);
    assert_eq!(sbom["metadata"]["component"]["name"], "acme-name");
    let own = partner.says(&format!("partner sbom {digest}")).done();
    assert_eq!(own, sbom);
    registry.open();
    second_version(&market).await;
}

/// A customer installs it and binds it; its tokens have what the package makes.
async fn install(market: &Market) {
    let customer = &market.customer;
    let install = "installations install acme-name --name it --accept";
    customer.admin(install).done();
    customer.admin("flow bind it").done();
    customer.admin("recordings policy set --mode all").done();
    assert_eq!(market.claims().await[CLAIM], json!("DEMO SERVICE!1.0.0"));
}

/// What was recorded of the login replays on the server, and shows nothing of the package.
async fn recorded(market: &Market) {
    let mut listed = Value::Null;
    for _ in 0..200 {
        listed = market.customer.admin("recordings list").done();
        if let Some(id) = listed["recordings"][0]["id"].as_str() {
            let replay = format!("recordings replay {id}");
            let replayed = market.customer.admin(&replay).done();
            assert_eq!(replayed["verdict"], "identical");
            let shown = market.customer.admin(&format!("recordings show {id}"));
            assert!(!shown.done().to_string().contains("toUpperCase"));
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(listed, Value::Null, "nothing is recorded");
}

/// Reviewers see what is different from the release before.
async fn second_version(market: &Market) {
    let partner = &market.partner;
    fs::remove_file(partner.path(LOCK)).unwrap();
    partner.edit("acme-name/latchwork.toml", "1.0.0", "1.1.0");
    let spec = "acme-name/integration/integration.action.spec.js";
    partner.edit(spec, "JOB!1.0.0", "JOB!1.1.0");
    market.host.pass_ms(1000);
    let second = market.submit();
    let listed = market.reviewer.admin(&format!("reviews packages {second}"));
    let listed = listed.done();
    assert_eq!(listed["before"], "1.0.0");
    assert_eq!(
        listed["changes"],
        json!([{"name": "loud", "before": ["1.0.0"], "now": ["1.1.0"], "other_archive": false}])
    );
    let told = market
        .reviewer
        .types(&format!("admin reviews packages {second}"), "");
    let told = told.told();
    assert!(told.contains("loud 1.0.0 -> 1.1.0"), "{told}");
    market.publish(&second);
    for _ in 0..200 {
        if market.claims().await[CLAIM] == json!("DEMO SERVICE!1.1.0") {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(market.claims().await[CLAIM], json!("DEMO SERVICE!1.1.0"));
}

/// A package whose archive of `loud` is not the one that its lockfile names.
fn tampered(archive_of_it: &[u8]) -> Members {
    let members = archive::read(archive_of_it, Limits::DEFAULT).unwrap();
    let mut other = Members::new(Limits::DEFAULT);
    let evil = members
        .get("packages/@acme/inner-1.0.0.tgz")
        .unwrap()
        .to_vec();
    for (path, content) in members.iter() {
        let content = match path.as_str() {
            "packages/loud-1.0.0.tgz" => evil.clone(),
            _ => content.to_vec(),
        };
        other.add(path.clone(), content).unwrap();
    }
    other
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_archives_than_the_lockfile_names_are_refused_here_and_there() {
    let market = Market::open().await;
    let registry = registry().await;
    let partner = &market.partner;
    begin(&market, &registry);
    partner.says(&format!("pack {FOLDER} -o one.zip")).done();
    let members = tampered(&fs::read(partner.path("one.zip")).unwrap());
    let sent = archive::write(&members).unwrap();
    fs::write(partner.path("two.zip"), &sent).unwrap();

    let refused = partner.says("submit two.zip");
    assert_eq!(refused.exit, 1, "{}", refused.err);
    let finding = refused.json()["error"]["findings"][0].clone();
    assert_eq!(finding["rule"], "dependency-unusable");
    let checked = partner.says("check two.zip --no-tests");
    assert_eq!(checked.exit, 1, "{}", checked.out);
    assert!(
        checked.out.contains("is not the one meant"),
        "{}",
        checked.out
    );

    // Whoever sends it all the same is refused by the server.
    let login = market.login();
    let pem = fs::read_to_string(login["signing_key_file"].as_str().unwrap()).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&STANDARD.decode(body).unwrap()).unwrap();
    let signature = hex::encode(pair.sign(&partner_payload(&members.digest())).as_ref());
    let answer = reqwest::Client::new()
        .post(market.host.url("/api/v1/submissions"))
        .bearer_auth(&market.partner_key)
        .header("content-type", "application/zip")
        .header("latchwork-signing-key", id(&login["signing_key"]))
        .header("latchwork-signature", signature)
        .body(sent)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 422);
    let problem = answer.text().await.unwrap();
    assert!(
        problem.contains("loud@1.0.0: the archive is not the one meant"),
        "{problem}"
    );
    assert_eq!(partner.says("status").done()["submissions"], json!([]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_run_is_refused_with_its_name_and_what_else_is_found() {
    let market = Market::open().await;
    let registry = registry().await;
    let partner = &market.partner;
    begin(&market, &registry);
    let gyp = [("binding.gyp", "{}")];
    registry.publish("loud", "1.0.1", json!({}), &gyp);
    let refused = partner.says(&format!("pack {FOLDER} -o one.zip"));
    assert_eq!(refused.exit, 1, "{}", refused.err);
    let told = refused.json()["error"]["findings"][0]["message"].to_string();
    assert!(
        told.contains("loud@1.0.1 is a native module (binding.gyp)"),
        "{told}"
    );
    assert!(!partner.path("one.zip").exists());
    assert!(!partner.path(LOCK).exists());

    let code = "exports.loud = (text) => text;\nexports.run = () => require('child_process').exec('ls');\n";
    let manifest = json!({"license": "GPL-3.0-only", "scripts": {"postinstall": "node x.js"}});
    registry.publish("loud", "1.0.2", manifest, &[("index.js", code)]);
    let advisory = json!({"id": "GHSA-1", "summary": "It shouts.", "database_specific": {"severity": "HIGH"},
        "affected": [{"package": {"ecosystem": "npm", "name": "loud"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.3"}]}]}]});
    partner.write("osv/1.json", &advisory.to_string());
    let checked = partner.says(&format!("check {FOLDER} --no-tests --osv osv"));
    assert_eq!(checked.exit, 1, "{}", checked.out);
    let rules = column(&checked.json()["findings"], "rule");
    for rule in [
        "dependency-install-script",
        "dependency-licence",
        "dependency-unserved",
        "vulnerable-dependency",
    ] {
        assert!(rules.contains(&json!(rule)), "{rule}: {rules:?}");
    }
    // Why advisories cannot be read is told to whoever asks; the report would show it to others.
    partner.write("osv/1.json", "{");
    let unread = partner.says(&format!("check {FOLDER} --no-tests --osv osv"));
    assert!(
        unread.err.contains("1.json is no advisory"),
        "{}",
        unread.err
    );
    let findings = unread.json()["findings"].to_string();
    assert!(
        findings.contains("advisories-unread") && !findings.contains("1.json"),
        "{findings}"
    );
    let nowhere = partner.types(&format!("check {FOLDER} --osv nowhere"), "");
    assert!(
        nowhere.err.contains("there is no nowhere"),
        "{}",
        nowhere.err
    );

    // Offline, what was fetched before is enough; what never was is named.
    let lock = fs::read(partner.path(LOCK)).unwrap();
    fs::remove_file(partner.path(LOCK)).unwrap();
    registry.close();
    partner
        .says(&format!("pack {FOLDER} -o one.zip --offline"))
        .done();
    assert_eq!(fs::read(partner.path(LOCK)).unwrap(), lock);
    let form = format!("{FOLDER}/integration/configuration.json");
    partner.edit(&form, "\"loud\"", "\"never-fetched\"");
    let offline = partner.types(&format!("check {FOLDER} --offline"), "");
    assert_eq!(offline.exit, 2, "{}{}", offline.out, offline.err);
    assert!(offline.err.contains("never-fetched"), "{}", offline.err);
}

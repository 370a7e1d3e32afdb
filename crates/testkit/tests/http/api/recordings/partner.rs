//! A partner's execution, recorded in a customer's tenant: replayed on the server alone, and nothing of its code is shown.

use serde_json::{Value, json};
use testkit::{StandIn, TestHost};

use super::{check_identical, passes, path, policy, recordings, replay};
use crate::integrations::package::{Partner, Wanted, bind};

const SECRET: &str = "open-sesame-0123";

/// A package whose code has a mark wherever something of it could show.
fn code(address: &str) -> String {
    format!(
        "// COMMENTMARK
async function helperMARK(event, api) {{
    const sent = {{ method: 'POST', headers: {{ 'x-header': 'HEADERMARK' }}, body: 'BODYMARK' }};
    await (await fetch('http://{address}/pathMARK?q=' + event.secrets.ACME_KEY, sent)).text();
    api.cache.set('keyMARK', 'valueMARK');
    api.idToken.setCustomClaim('acme', 'ARGUMENTMARK');
    console.log('hello', new Error('printed'));
    return undefined.fieldMARK;
}}
exports.onExecutePostLogin = async (event, api) => {{ await helperMARK(event, api); }};"
    )
}

fn permissions(address: &str) -> String {
    format!(
        "[[permissions.hosts]]\nhost = \"{address}\"\nreason = \"It asks there.\"\n
[[permissions.api]]\nmethod = \"cache.set\"\nreason = \"r\"\n
[[permissions.api]]\nmethod = \"idToken.setCustomClaim\"\nnames = [\"acme\"]\nreason = \"r\"\n"
    )
}

/// A host where a partner's execution failed and was recorded.
async fn failed(stand_in: &StandIn) -> (TestHost, Partner, Value) {
    let host = TestHost::with(testkit::Wanted {
        allow: vec![stand_in.address],
        ..testkit::Wanted::default()
    })
    .await;
    let partner = Partner::of(&host).await;
    let address = stand_in.address.to_string();
    let wanted = Wanted {
        name: "acme",
        code: &code(&address),
        permissions: &permissions(&address),
        configuration: &[("MODE", "strict")],
        secrets: &[("ACME_KEY", SECRET)],
    };
    let installation = partner.install(&host, &wanted).await;
    let entry = json!([{"installation_id": installation["id"], "failure_policy": "continue"}]);
    assert_eq!(bind(&host, entry).await.status, 200);
    policy(&host, json!({"mode": "failures"})).await;
    passes(&host).await;
    (host, partner, installation)
}

#[tokio::test]
async fn a_partners_execution_is_replayed_and_shows_nothing_of_its_code() {
    let stand_in = StandIn::start(&json!({"answer": "ANSWERMARK"})).await;
    let (host, _, installation) = failed(&stand_in).await;
    let kept = recordings(&host, 1).await;
    let one = &kept[0];
    assert_eq!(one["installation_id"], installation["id"]);
    assert_eq!(one["release"], installation["digest"]);
    check_identical(&host, one).await;
    for path in [path(one, ""), path(one, "/export")] {
        let shown = host.admin("GET", &path, None).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        for mark in ["MARK", "helper", "action.js", "open-sesame", "    at "] {
            assert!(!shown.body.contains(mark), "{mark} is in {}", shown.body);
        }
        let address = stand_in.address.to_string();
        for part in ["hello", "strict", "idToken.setCustomClaim", &address] {
            assert!(shown.body.contains(part), "{part} is not in {}", shown.body);
        }
        assert!(shown.body.contains("redacted"), "{}", shown.body);
        assert!(!shown.body.contains("\"version\""), "{}", shown.body);
    }
    let path = path(one, "/replay");
    let version = host.admin("POST", &path, Some(json!({"version": 1}))).await;
    assert_eq!(version.status, 422, "{}", version.body);
}

#[tokio::test]
async fn with_another_secret_or_a_recalled_release_nothing_is_compared() {
    let stand_in = StandIn::start(&json!({"answer": "ANSWERMARK"})).await;
    let (host, partner, installation) = failed(&stand_in).await;
    let kept = recordings(&host, 1).await;
    let change = json!({"revision": installation["revision"], "secrets": {"ACME_KEY": "another"}});
    let path = format!("/installations/{}", installation["id"].as_str().unwrap());
    let changed = host.admin("PATCH", &path, Some(change)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let rotated = replay(&host, &kept[0], None).await;
    assert_eq!(rotated["verdict"], "not_comparable");
    let reason = "`ACME_KEY` has another value than the execution had";
    assert_eq!(rotated["reason"], reason);
    partner.recall(&host, &installation).await;
    let recalled = replay(&host, &kept[0], None).await;
    assert_eq!(recalled["verdict"], "not_comparable");
    let reason = "acme-risk 1.2.0 was recalled and runs nowhere any more";
    assert_eq!(recalled["reason"], reason);
}

//! `/api/v1/runs`: what a run leaves behind, also what its actions did not wait for.

use serde_json::{Value, json};
use testkit::{StandIn, TestHost, Wanted};

use crate::journey::login;

/// Creates an action with one secret, deploys it and binds it alone.
async fn bind(host: &TestHost, trigger: &str, code: &str, secret: &str) {
    let body = json!({"name": "one", "trigger": trigger, "code": code, "secrets": {"KEY": secret}});
    let id = host.admin("POST", "/actions", Some(body)).await.text("id");
    let deployed = host
        .admin("POST", &format!("/actions/{id}/deploy"), None)
        .await;
    assert_eq!(deployed.status, 201, "{}", deployed.body);
    let flow = json!({"version": 0, "bindings": [{"action_id": id}]});
    let bound = host
        .admin("PUT", &format!("/flows/{trigger}"), Some(flow))
        .await;
    assert_eq!(bound.status, 200, "{}", bound.body);
}

async fn client_token(host: &TestHost) -> u16 {
    let demo = &host.demo;
    let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
        "client_secret": demo.m2m_client_secret, "audience": demo.audience});
    let browser = host.browser();
    browser
        .call("POST", "/oauth/token", &[], Some(body))
        .await
        .status
}

/// The newest run, whole.
async fn newest(host: &TestHost) -> Value {
    let runs = host.admin("GET", "/runs", None).await.json();
    let id = runs["runs"][0]["id"].as_str().unwrap().to_owned();
    host.admin("GET", &format!("/runs/{id}"), None).await.json()
}

fn printed(step: &Value) -> Vec<&str> {
    let lines = step["logs"].as_array().unwrap().iter();
    lines
        .map(|line| line["message"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn what_nobody_awaited_joins_the_record_without_secrets() {
    let stand_in = StandIn::start(&json!({})).await;
    let mut host = TestHost::with(Wanted {
        allow: vec![stand_in.address],
        ..Wanted::default()
    })
    .await;
    let code = format!(
        "exports.onExecuteCredentialsExchange = async (event, api) => {{
            console.log('now');
            fetch('http://{}/late').then(answer => {{
                console.log('later', answer.status, event.secrets.KEY);
                api.accessToken.setCustomClaim('late', true);
            }});
        }};",
        stand_in.address
    );
    bind(&host, "credentials-exchange", &code, "open-sesame").await;
    assert_eq!(client_token(&host).await, 200);
    // A host that stops waits for what is under way.
    host.restart().await;
    let run = newest(&host).await;
    let step = &run["steps"][0];
    assert_eq!(printed(step), ["now", "later 200 ***"], "{run}");
    assert_eq!(step["requests"][0]["status"], 200);
    assert_eq!(
        step["requests"][0]["url"],
        format!("http://{}", stand_in.address)
    );
    assert_eq!(step["late_commands"], 1);
}

#[tokio::test]
async fn a_record_holds_no_secret_whatever_an_action_does_with_it() {
    let host = TestHost::start().await;
    let code = "exports.onExecuteCredentialsExchange = async (event, api) => {
        const { KEY } = event.secrets;
        console.log(JSON.stringify(event));
        console.log(encodeURIComponent(KEY), new URLSearchParams({ KEY }).toString());
        console.log(Buffer.from('client:' + KEY).toString('base64'));
        api.access.deny('invalid_request', 'not with ' + KEY);
    };";
    let secret = "-----BEGIN KEY-----\nMIIE/vQIBADAN+Bgkq==\n-----END KEY-----";
    bind(&host, "credentials-exchange", code, secret).await;
    assert_eq!(client_token(&host).await, 400);
    let run = newest(&host).await;
    assert_eq!(run["reason"], "not with ***");
    for part in ["MIIE", "Bgkq", "TUlJR", "BEGIN"] {
        assert!(!run.to_string().contains(part), "{part} is in {run}");
    }
}

#[tokio::test]
async fn what_a_suspended_run_left_under_way_stays_with_its_step() {
    let mut host = TestHost::start().await;
    let code = "
exports.onExecutePostLogin = async (event, api) => {
    setTimeout(() => console.log('late', event.secrets.KEY), 1);
    api.redirect.sendUserTo('https://elsewhere.example/');
};
exports.onContinuePostLogin = async () => { console.log('back'); };";
    bind(&host, "post-login", code, "open-sesame").await;
    let mut browser = host.browser();
    let away = login(&host, &mut browser, &[]).await;
    let state = away.parameter("state").unwrap();
    host.restart().await;
    let back = browser.get(&format!("/continue?state={state}")).await;
    assert!(back.parameter("code").is_some(), "{}", back.body);
    let run = newest(&host).await;
    assert_eq!(printed(&run["steps"][0]), ["late ***"], "{run}");
    assert_eq!(printed(&run["steps"][1]), ["back"], "{run}");
}

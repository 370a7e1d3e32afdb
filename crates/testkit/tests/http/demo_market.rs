//! What the demo shows: the example integrations in a tenant's logins, the stand-in they ask, and another tenant.

mod consent;

use std::time::Duration;

use serde_json::{Value, json};
use testkit::{Answer, Browser, Market, TestHost, Wanted};

use crate::journey::{self, login, redeem, verified};

const PLAN: &str = "https://shop.example/plan";
/// What the risk check says of a login that is risky, and of one that nobody could ask about.
const RISKY: &str = "This login was refused for your protection. Please contact support.";
const UNASKED: &str = "We cannot check this login right now. Please try again in a minute.";

async fn host(market: Market) -> TestHost {
    let wanted = Wanted {
        market,
        ..Wanted::default()
    };
    TestHost::with(wanted).await
}

/// The slugs of what is installed, in the order it runs.
async fn flow(host: &TestHost) -> Vec<String> {
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    let bindings = flow["bindings"].as_array().unwrap().iter();
    bindings
        .map(|binding| binding["name"].as_str().unwrap().to_owned())
        .collect()
}

async fn installation(host: &TestHost, slug: &str) -> Value {
    let list = host.admin("GET", "/installations", None).await.json();
    let list = list["installations"].as_array().unwrap().iter();
    let mut found = list.filter(|one| one["slug"] == slug);
    let (first, second) = (found.next(), found.next());
    assert_eq!(second, None, "{slug} is installed twice");
    first.unwrap().clone()
}

async fn configure(host: &TestHost, slug: &str, configuration: Value) {
    let held = installation(host, slug).await;
    let path = format!("/installations/{}", held["id"].as_str().unwrap());
    let change = json!({"revision": held["revision"], "configuration": configuration});
    let changed = host.admin("PATCH", &path, Some(change)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
}

/// A call with the partner's key.
async fn partner(host: &TestHost, path: &str) -> Answer {
    let bearer = format!("Bearer {}", host.partner_key());
    let path = format!("/api/v1{path}");
    let headers = [("authorization", bearer.as_str())];
    host.browser().call("GET", &path, &headers, None).await
}

/// The state of each of the partner's submissions, by slug.
async fn submissions(host: &TestHost) -> Vec<(String, String)> {
    let list = partner(host, "/submissions").await.json();
    let list = list["submissions"].as_array().unwrap().iter();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let mut found: Vec<(String, String)> = list
        .map(|one| (text(one, "slug"), text(one, "state")))
        .collect();
    found.sort();
    found
}

const INSTALLED: [&str; 3] = ["Member plan", "Risk check", "Consent page"];

#[tokio::test]
async fn the_examples_go_the_whole_way_once() {
    let mut host = host(Market::Begun).await;
    assert!(flow(&host).await.is_empty());
    let lines = host.make_market().await;
    assert_eq!(lines.len(), 3 * 5, "{lines:?}");
    assert_eq!(lines[4], "member-plan 1.0.0: countersigned and published");
    assert_eq!(flow(&host).await, INSTALLED);
    let published = ["consent-page", "member-plan", "risk-check"];
    let published = published.map(|slug| (slug.to_owned(), "published".to_owned()));
    assert_eq!(submissions(&host).await, published);
    let before = installation(&host, "risk-check").await;
    host.restart().await;
    assert_eq!(host.make_market().await, [""; 0]);
    assert_eq!(flow(&host).await, INSTALLED);
    assert_eq!(submissions(&host).await, published);
    assert_eq!(installation(&host, "risk-check").await, before);
}

#[tokio::test]
async fn a_start_that_was_cut_off_anywhere_is_gone_on_with() {
    for ms in [1, 3, 10, 20, 40, 60, 90, 130, 200, 300] {
        let mut host = host(Market::Begun).await;
        let cut = tokio::time::timeout(Duration::from_millis(ms), host.make_market()).await;
        host.restart().await;
        let lines = host.make_market().await;
        assert_eq!(flow(&host).await, INSTALLED, "{ms} {cut:?} {lines:?}");
        let all = submissions(&host).await;
        let ended = |state: &str| all.iter().filter(|(_, found)| found == state).count();
        assert_eq!(ended("published"), 3, "{ms} {all:?}");
        assert_eq!(
            ended("published") + ended("withdrawn"),
            all.len(),
            "{all:?}"
        );
        host.stop().await;
    }
}

#[tokio::test]
async fn what_an_administrator_took_away_stays_away() {
    let host = host(Market::Made).await;
    let flow_before = host.admin("GET", "/flows/post-login", None).await.json();
    let order = json!({"version": flow_before["version"], "bindings": []});
    let emptied = host.admin("PUT", "/flows/post-login", Some(order)).await;
    assert_eq!(emptied.status, 200, "{}", emptied.body);
    let held = installation(&host, "member-plan").await;
    let path = format!("/installations/{}", held["id"].as_str().unwrap());
    assert_eq!(host.admin("DELETE", &path, None).await.status, 204);
    host.make_market().await;
    assert!(flow(&host).await.is_empty());
    let list = host.admin("GET", "/installations", None).await.json();
    assert_eq!(list["installations"].as_array().unwrap().len(), 2);
}

/// The demo may be started on another port; an installation that asks somebody else is left alone.
#[tokio::test]
async fn an_installation_goes_with_the_stand_in_when_it_moves() {
    let host = host(Market::Made).await;
    let url = host.market().stand_in_url.clone();
    for (now, after) in [
        ("http://127.0.0.1:1/", url.as_str()),
        ("https://risk.example/", "https://risk.example/"),
        ("http://127.0.0.1:1/other", "http://127.0.0.1:1/other"),
    ] {
        configure(&host, "risk-check", json!({"SERVICE_URL": now})).await;
        host.make_market().await;
        let held = installation(&host, "risk-check").await;
        assert_eq!(held["configuration"]["SERVICE_URL"], after);
    }
}

#[tokio::test]
async fn a_login_shows_the_plan_in_tokens_that_verify() {
    let host = host(Market::Made).await;
    let answer = login(&host, &mut host.browser(), &[]).await;
    let tokens = redeem(&host, &answer.parameter("code").unwrap()).await;
    let client = &host.demo.spa_client_id;
    let id_token = verified(&host, &tokens.text("id_token"), client).await;
    let audience = &host.demo.audience;
    let access_token = verified(&host, &tokens.text("access_token"), audience).await;
    assert_eq!(
        (&id_token[PLAN], &access_token[PLAN]),
        (&json!("free"), &json!("free"))
    );
    let page = host.stand_in_page().await;
    let user = id_token["sub"].as_str().unwrap().replace('|', "&#x7c;");
    assert!(
        page.body.contains(&user) || page.body.contains(id_token["sub"].as_str().unwrap()),
        "{}",
        page.body
    );
    assert!(!page.body.contains(&host.market().stand_in_api_key));
}

#[tokio::test]
async fn the_risk_check_fails_closed_or_open_as_the_customer_chose() {
    let host = host(Market::Made).await;
    for (answer, choice, refused) in [
        ("high", "deny", Some(RISKY)),
        ("error", "deny", Some(UNASKED)),
        ("drop", "deny", Some(UNASKED)),
        ("slow", "deny", Some(UNASKED)),
        ("low", "deny", None),
        ("error", "allow", None),
        ("drop", "allow", None),
        ("high", "allow", Some(RISKY)),
    ] {
        host.stand_in_answers(answer).await;
        configure(&host, "risk-check", json!({"ON_FAILURE": choice})).await;
        let back = login(&host, &mut host.browser(), &[]).await;
        let error = back.parameter("error_description");
        assert_eq!(error.as_deref(), refused, "{answer} {choice}");
        let ended = if refused.is_some() { "error" } else { "code" };
        assert!(back.parameter(ended).is_some(), "{answer} {choice}");
    }
}

#[tokio::test]
async fn logins_of_another_tenant_are_their_own() {
    let host = host(Market::Made).await;
    host.stand_in_answers("high").await;
    let market = host.market();
    let mut browser = Browser::new(market.shop_issuer.trim_end_matches('/'), None);
    let changes = [
        ("client_id", market.shop_client_id.as_str()),
        ("audience", &market.shop_audience),
        ("redirect_uri", &market.shop_app_url),
        ("scope", "openid"),
    ];
    let form = journey::to_form(&host, &mut browser, &changes).await;
    let (user, password) = (&market.shop_user, &market.shop_password);
    let back = journey::fill_in(&mut browser, &form, user, password).await;
    assert!(back.location().as_str().starts_with(&market.shop_app_url));
    let code = back.parameter("code").unwrap();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &market.shop_client_id),
        ("code", &code),
        ("redirect_uri", &market.shop_app_url),
        ("code_verifier", journey::VERIFIER),
    ];
    let tokens = browser.post("/oauth/token", &fields).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let payload = tokens.text("id_token");
    let payload = payload.split('.').nth(1).unwrap();
    let claims = base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, payload);
    let claims: Value = serde_json::from_slice(&claims.unwrap()).unwrap();
    assert_eq!(claims["iss"], *market.shop_issuer);
    assert_eq!(claims.get(PLAN), None);
    let here = login(&host, &mut host.browser(), &[]).await;
    assert_eq!(here.parameter("error").as_deref(), Some("access_denied"));
}

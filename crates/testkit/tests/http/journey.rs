//! The steps that many tests walk through.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sea_orm::ConnectionTrait as _;
use serde_json::Value;
use sha2::{Digest, Sha256};
use testkit::{Answer, Browser, TestHost};

/// A code verifier (RFC 7636 section 4.1).
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// The SPA's callback.
pub(crate) const CALLBACK: &str = "http://localhost:4411/";

/// The SPA's authorization request, with these parameters changed, added or (empty) left out.
pub(crate) fn request(host: &TestHost, changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut parameters = vec![
        ("response_type", "code"),
        ("client_id", host.demo.spa_client_id.as_str()),
        ("redirect_uri", CALLBACK),
        ("scope", "openid profile email read:things"),
        ("audience", host.demo.audience.as_str()),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in changes {
        parameters.retain(|(known, _)| known != name);
        if !value.is_empty() {
            parameters.push((name, value));
        }
    }
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    format!("/authorize?{query}")
}

/// From `/authorize` to the login form.
pub(crate) async fn to_form(
    host: &TestHost,
    browser: &mut Browser,
    changes: &[(&str, &str)],
) -> Answer {
    let sent = browser.get(&request(host, changes)).await;
    let target = sent.header("location").to_owned();
    assert!(
        target.starts_with("/u/"),
        "no form: {} {target} {}",
        sent.status,
        sent.body
    );
    let form = browser.get(&target).await;
    assert_eq!(form.status, 200, "{}", form.body);
    form
}

/// Fills the login form in.
pub(crate) async fn fill_in(
    browser: &mut Browser,
    form: &Answer,
    user: &str,
    password: &str,
) -> Answer {
    let (state, csrf) = (form.field("state"), form.field("csrf"));
    let fields = [
        ("state", state.as_str()),
        ("csrf", &csrf),
        ("username", user),
        ("password", password),
    ];
    browser.post("/u/login", &fields).await
}

/// From `/authorize` through the login form, with the account that exists.
pub(crate) async fn login(
    host: &TestHost,
    browser: &mut Browser,
    changes: &[(&str, &str)],
) -> Answer {
    let form = to_form(host, browser, changes).await;
    fill_in(browser, &form, &host.demo.user, &host.demo.password).await
}

/// The SPA redeems a code.
pub(crate) async fn redeem(host: &TestHost, code: &str) -> Answer {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", host.demo.spa_client_id.as_str()),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let answer = host.browser().post("/oauth/token", &fields).await;
    assert!(answer.status < 500, "{}", answer.body);
    answer
}

/// The claims of a token, verified by another library with the published keys.
pub(crate) async fn verified(host: &TestHost, token: &str, audience: &str) -> Value {
    let header = jsonwebtoken::decode_header(token).unwrap();
    let keys = host.browser().get("/.well-known/jwks.json").await.json();
    let keys = keys["keys"].as_array().unwrap();
    let key = keys
        .iter()
        .find(|key| key["kid"] == header.kid.clone().unwrap())
        .unwrap();
    let key = jsonwebtoken::DecodingKey::from_rsa_components(
        key["n"].as_str().unwrap(),
        key["e"].as_str().unwrap(),
    );
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[host.demo.issuer.as_str()]);
    jsonwebtoken::decode::<Value>(token, &key.unwrap(), &validation)
        .unwrap()
        .claims
}

/// What an action wrote into the claim `greeting` of the SPA's ID token, at a login of the account that exists.
pub(crate) async fn greeting(host: &TestHost) -> Value {
    let answer = login(host, &mut host.browser(), &[]).await;
    let code = answer.parameter("code");
    assert!(code.is_some(), "{}", answer.body);
    let tokens = redeem(host, &code.unwrap()).await;
    verified(host, &tokens.text("id_token"), &host.demo.spa_client_id).await["greeting"].clone()
}

/// Takes rows away that nothing over HTTP can take away: all of a table, or those of it `WHERE` something is so.
pub(crate) async fn delete_all(host: &TestHost, table: &str) {
    let url = format!("sqlite://{}", host.database().display());
    let rows = sea_orm::Database::connect(url).await.unwrap();
    let statement = format!("DELETE FROM {table}");
    rows.execute_unprepared(&statement).await.unwrap();
    rows.close().await.unwrap();
}

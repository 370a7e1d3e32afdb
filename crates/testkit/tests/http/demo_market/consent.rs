//! The consent page: there and back again, over redirects and forms that a browser follows by hand.

use testkit::{Answer, Browser, Market, TestHost};
use url::Url;

use super::host;
use crate::journey::{self, login};

/// What a user of the application that asks for consent meets after the password.
async fn sign_in(host: &TestHost, browser: &mut Browser) -> Answer {
    let client = [("client_id", host.demo.consent_client_id.as_str())];
    login(host, browser, &client).await
}

/// The stand-in, for a browser of its own: it gets none of the login's cookies.
fn elsewhere(host: &TestHost) -> Browser {
    Browser::new(host.market().stand_in_url.trim_end_matches('/'), None)
}

/// Chooses on the consent page that `away` leads to; the form that goes back.
async fn choose(host: &TestHost, away: &Answer, choice: &str) -> (String, String) {
    let mut page = elsewhere(host);
    let question = page.get(away.location().as_str()).await;
    assert_eq!(question.status, 200, "{}", question.body);
    let (token, state) = (question.field("session_token"), question.field("state"));
    let fields = [
        ("session_token", token.as_str()),
        ("state", &state),
        ("choice", choice),
    ];
    let onward = page.post(&question.action(), &fields).await;
    assert_eq!(onward.status, 200, "{}", onward.body);
    (onward.action(), onward.field("session_token"))
}

/// Sends the form back as a browser does: the page of another site carries no cookie, and ours posts it again.
async fn come_back(browser: &mut Browser, (action, token): &(String, String)) -> Answer {
    let fields = [("session_token", token.as_str())];
    let again = browser.post_from_elsewhere(action, &fields).await;
    assert_eq!(again.status, 200, "{}", again.body);
    let target = Url::parse(action).unwrap().join(&again.action()).unwrap();
    let (token, state) = (again.field("session_token"), again.field("state"));
    let mut fields = vec![("session_token", token.as_str())];
    if !state.is_empty() {
        fields.push(("state", &state));
    }
    browser.post(target.as_str(), &fields).await
}

#[tokio::test]
async fn a_user_agrees_once_and_is_not_asked_again() {
    let host = host(Market::Made).await;
    let mut browser = host.browser();
    let away = sign_in(&host, &mut browser).await;
    let page = format!("{}consent?", host.market().stand_in_url);
    assert!(
        away.location().as_str().starts_with(&page),
        "{}",
        away.location()
    );
    let form = choose(&host, &away, "agree").await;
    let back = come_back(&mut browser, &form).await;
    assert!(
        back.parameter("code").is_some(),
        "{} {}",
        back.status,
        back.body
    );
    let second = sign_in(&host, &mut host.browser()).await;
    assert!(second.parameter("code").is_some(), "{}", second.location());
    let shown = host.stand_in_page().await.body;
    assert!(shown.contains("consent given"), "{shown}");
}

#[tokio::test]
async fn who_declines_does_not_get_in_and_is_asked_again() {
    let host = host(Market::Made).await;
    let mut browser = host.browser();
    let away = sign_in(&host, &mut browser).await;
    let form = choose(&host, &away, "decline").await;
    let back = come_back(&mut browser, &form).await;
    assert_eq!(back.parameter("error").as_deref(), Some("access_denied"));
    let again = sign_in(&host, &mut host.browser()).await;
    assert!(again.parameter("session_token").is_some());
}

#[tokio::test]
async fn an_answer_is_for_one_login_and_in_time() {
    let host = host(Market::Made).await;
    let mut browsers = [host.browser(), host.browser()];
    let [one, other] = &mut browsers;
    let (away, elsewhere) = (sign_in(&host, one).await, sign_in(&host, other).await);
    let of_one = choose(&host, &away, "agree").await;
    let of_other = choose(&host, &elsewhere, "agree").await;
    // The answer of another login of the same user, in this login's form.
    let swapped = come_back(one, &(of_one.0, of_other.1.clone())).await;
    assert_eq!(swapped.parameter("error").as_deref(), Some("access_denied"));
    host.pass_ms(121_000);
    let late = come_back(other, &of_other).await;
    assert_eq!(late.parameter("error").as_deref(), Some("access_denied"));
    let asked = super::installation(&host, "consent-page").await;
    assert_eq!(asked["configuration"]["TERMS_VERSION"], "1");
}

#[tokio::test]
async fn nobody_passes_silently_who_has_not_agreed() {
    let host = host(Market::Made).await;
    let mut browser = host.browser();
    sign_in(&host, &mut browser).await;
    let silent = [
        ("client_id", host.demo.consent_client_id.as_str()),
        ("prompt", "none"),
    ];
    let answer = browser.get(&journey::request(&host, &silent)).await;
    let error = answer.parameter("error");
    assert_eq!(error.as_deref(), Some("interaction_required"));
}

//! `/v2/logout`, `/oidc/logout`: where it leads, and when the user is asked.

use testkit::TestHost;

use crate::journey::{CALLBACK, login, redeem, request};

async fn is_signed_in(host: &TestHost, browser: &mut testkit::Browser) -> bool {
    browser
        .get(&request(host, &[("prompt", "none")]))
        .await
        .parameter("code")
        .is_some()
}

#[tokio::test]
async fn v2_ends_the_session_and_leads_where_the_list_allows() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    let refused = browser
        .get("/v2/logout?returnTo=https%3A%2F%2Fevil.example%2F")
        .await;
    assert_eq!((refused.status, refused.header("location")), (400, ""));
    assert!(is_signed_in(&host, &mut browser).await);
    let stolen = browser.clone();
    let gone = browser
        .get(&format!("/v2/logout?client_id={}", host.demo.spa_client_id))
        .await;
    assert_eq!(gone.header("location"), CALLBACK);
    assert!(!browser.cookies.contains_key("latchwork_session"));
    assert!(
        !is_signed_in(&host, &mut stolen.clone()).await,
        "the session is over, not only its cookie"
    );
}

#[tokio::test]
async fn an_id_token_of_the_session_spares_the_question() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let code = login(&host, &mut browser, &[])
        .await
        .parameter("code")
        .unwrap();
    let hint = redeem(&host, &code).await.text("id_token");
    let target =
        format!("/oidc/logout?id_token_hint={hint}&post_logout_redirect_uri={CALLBACK}&state=s");
    let gone = browser.get(&target).await;
    assert_eq!(gone.header("location"), format!("{CALLBACK}?state=s"));
    assert!(!is_signed_in(&host, &mut browser).await);
    let forged = format!("/oidc/logout?id_token_hint={hint}x&post_logout_redirect_uri={CALLBACK}");
    assert_eq!(browser.get(&forged).await.status, 400);
}

#[tokio::test]
async fn without_a_hint_the_user_is_asked_and_the_answer_cannot_be_forged() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    let target = format!(
        "/oidc/logout?client_id={}&post_logout_redirect_uri={CALLBACK}",
        host.demo.spa_client_id
    );
    let question = browser.get(&target).await;
    assert_eq!(question.status, 200);
    assert!(is_signed_in(&host, &mut browser).await);
    let csrf = question.field("csrf");
    let elsewhere = [
        ("csrf", csrf.as_str()),
        ("location", "https://evil.example/"),
    ];
    assert_eq!(browser.post("/u/logout", &elsewhere).await.status, 400);
    assert!(is_signed_in(&host, &mut browser).await);
    let gone = browser
        .post("/u/logout", &[("csrf", &csrf), ("location", CALLBACK)])
        .await;
    assert_eq!(gone.header("location"), CALLBACK);
    assert!(!is_signed_in(&host, &mut browser).await);
}

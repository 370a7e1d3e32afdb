//! `/continue`: a run that left comes back, once, to its own browser, also after a restart.

use testkit::{Answer, Browser, TestHost, Wanted};

use crate::journey::{fill_in, login, redeem, request, to_form, verified};

const REDIRECT: &str = "
exports.onExecutePostLogin = async (event, api) => {
    api.transaction.setMetadata('left', 'yes');
    api.idToken.setCustomClaim('before', true);
    api.redirect.sendUserTo('https://elsewhere.example/ask?x=1', { query: { user: event.user.email } });
};
exports.onContinuePostLogin = async (event, api) => {
    const { method, query, body } = event.request;
    api.idToken.setCustomClaim('back', [method, query.answer, body.answer, event.transaction.metadata.left].join());
};";

const AFTER: &str = "
exports.onExecutePostLogin = async (event, api) => { api.idToken.setCustomClaim('after', true); };";

async fn host() -> TestHost {
    TestHost::with(Wanted {
        actions: &[("redirect", REDIRECT), ("after", AFTER)],
        ..Wanted::default()
    })
    .await
}

async fn leave(host: &TestHost, browser: &mut Browser) -> String {
    let away = login(host, browser, &[]).await;
    assert_eq!(away.location().host_str(), Some("elsewhere.example"));
    assert_eq!(away.parameter("x").as_deref(), Some("1"));
    assert_eq!(
        away.parameter("user").as_deref(),
        Some(host.demo.user.as_str())
    );
    away.parameter("state").unwrap()
}

async fn claims(host: &TestHost, answer: &Answer) -> serde_json::Value {
    let tokens = redeem(host, &answer.parameter("code").unwrap()).await;
    verified(host, &tokens.text("id_token"), &host.demo.spa_client_id).await
}

#[tokio::test]
async fn a_get_brings_the_browser_back_also_after_a_restart() {
    let mut host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    host.restart().await;
    let back = browser
        .get(&format!("/continue?state={state}&answer=42"))
        .await;
    let claims = claims(&host, &back).await;
    assert_eq!(
        (&claims["before"], &claims["after"]),
        (&true.into(), &true.into())
    );
    assert_eq!(claims["back"], "GET,42,,yes");
}

#[tokio::test]
async fn a_post_from_the_other_site_is_posted_again_by_a_page_of_ours() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let target = format!("/continue?state={state}");
    let page = browser
        .post_from_elsewhere(&target, &[("answer", "42"), ("token", "a.b")])
        .await;
    assert_eq!(page.status, 200);
    assert_eq!(page.field("answer"), "42");
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'sha256-")
    );
    let fields = [("answer", "42"), ("token", "a.b")];
    let target = page.action();
    let lost = host.browser().post(&target, &fields).await;
    assert!(
        lost.body.contains("invalid_request"),
        "a browser without the cookie gets no further"
    );
    let back = browser.post(&target, &fields).await;
    assert_eq!(claims(&host, &back).await["back"], "POST,,42,yes");
}

#[tokio::test]
async fn as_many_fields_as_may_be_are_posted_again_and_only_a_form_is() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let target = format!("/continue?state={state}");
    let names: Vec<String> = (1..64).map(|n| format!("field-{n}")).collect();
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1")).collect();
    fields.push(("answer", "42"));
    let page = browser.post_from_elsewhere(&target, &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let json = browser
        .call("POST", &page.action(), &[], Some("42".into()))
        .await;
    assert_eq!(json.status, 415, "{}", json.body);
    let back = browser.post(&page.action(), &fields).await;
    assert_eq!(claims(&host, &back).await["back"], "POST,,42,yes");
}

#[tokio::test]
async fn a_look_at_the_head_uses_no_state_up() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let target = format!("/continue?state={state}&answer=42");
    let cookie = |(name, value): (&String, &String)| format!("{name}={value}");
    let cookies: Vec<String> = browser.cookies.iter().map(cookie).collect();
    let headers = [("cookie", cookies.join("; "))];
    let headers = headers
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let looked = browser.call("HEAD", &target, &headers, None).await;
    assert_eq!(looked.status, 405);
    let back = browser.get(&target).await;
    assert_eq!(claims(&host, &back).await["back"], "GET,42,,yes");
}

#[tokio::test]
async fn a_state_is_good_once_and_for_its_browser_alone() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let target = format!("/continue?state={state}");
    let mut thief = host.browser();
    login(&host, &mut thief, &[]).await;
    assert!(thief.get(&target).await.body.contains("invalid_request"));
    let mut twins: Vec<Browser> = (0..6).map(|_| browser.clone()).collect();
    let all = futures_util::future::join_all(twins.iter_mut().map(|twin| twin.get(&target))).await;
    let answered = all.iter().filter(|answer| answer.status == 302).count();
    assert_eq!(
        answered,
        1,
        "{:?}",
        all.iter().map(|answer| answer.status).collect::<Vec<_>>()
    );
    assert_eq!(browser.get(&target).await.status, 400);
    assert_eq!(browser.get("/continue").await.status, 400);
    assert_eq!(browser.get("/continue?state=made-up").await.status, 400);
}

#[tokio::test]
async fn a_login_that_was_cut_after_the_password_can_be_repeated() {
    let host = host().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    let (user, password) = (&host.demo.user, &host.demo.password);
    let first = fill_in(&mut browser, &form, user, password).await;
    // The answer was lost: neither its cookie nor its redirect reached the browser.
    browser.cookies.remove("latchwork_session");
    let second = fill_in(&mut browser, &form, user, password).await;
    let target =
        |answer: &Answer| format!("/continue?state={}", answer.parameter("state").unwrap());
    assert_eq!(browser.get(&target(&first)).await.status, 400);
    let back = browser.get(&target(&second)).await;
    assert_eq!(claims(&host, &back).await["before"], true);
}

#[tokio::test]
async fn a_run_that_left_for_one_user_never_ends_in_a_code_for_another() {
    let host = host().await;
    host.add_user("bob@demo.example", "a long enough one").await;
    for keeps_session in [true, false] {
        let mut browser = host.browser();
        let form = to_form(&host, &mut browser, &[]).await;
        let ann = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
        if !keeps_session {
            browser.cookies.remove("latchwork_session");
        }
        let bob = fill_in(&mut browser, &form, "bob@demo.example", "a long enough one").await;
        assert_eq!(bob.parameter("user").as_deref(), Some("bob@demo.example"));
        let target =
            |away: &Answer| format!("/continue?state={}", away.parameter("state").unwrap());
        let refused = browser.get(&target(&ann)).await;
        assert_eq!((refused.status, refused.header("location")), (400, ""));
        let back = browser.get(&target(&bob)).await;
        assert_eq!(claims(&host, &back).await["email"], "bob@demo.example");
    }
}

#[tokio::test]
async fn a_run_goes_on_in_an_action_that_was_deleted_meanwhile() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let flow = host.admin("GET", "/flows/post-login", None).await.json();
    let unbind = serde_json::json!({"version": flow["version"], "bindings": []});
    let unbound = host.admin("PUT", "/flows/post-login", Some(unbind)).await;
    assert_eq!(unbound.status, 200, "{}", unbound.body);
    for binding in flow["bindings"].as_array().unwrap() {
        let path = format!("/actions/{}", binding["action_id"].as_str().unwrap());
        assert_eq!(host.admin("DELETE", &path, None).await.status, 204);
    }
    let back = browser
        .get(&format!("/continue?state={state}&answer=42"))
        .await;
    let claims = claims(&host, &back).await;
    assert_eq!(
        (&claims["back"], &claims["after"]),
        (&"GET,42,,yes".into(), &true.into())
    );
}

#[tokio::test]
async fn a_run_waits_an_hour() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    host.pass_ms(3_600_001);
    let late = browser.get(&format!("/continue?state={state}")).await;
    assert_eq!(late.status, 400);
}

#[tokio::test]
async fn a_run_whose_session_ended_meanwhile_is_canceled() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    let outcome = async || {
        let runs = host.admin("GET", "/runs", None).await.json();
        runs["runs"][0]["outcome"].clone()
    };
    assert_eq!(outcome().await, "suspended");
    browser.clone().get("/v2/logout").await;
    let back = browser.get(&format!("/continue?state={state}")).await;
    assert_eq!(back.parameter("error").as_deref(), Some("login_required"));
    assert_eq!(outcome().await, "canceled");
}

#[tokio::test]
async fn single_sign_on_may_leave_too_and_a_silent_request_may_not() {
    let host = host().await;
    let mut browser = host.browser();
    let state = leave(&host, &mut browser).await;
    browser.get(&format!("/continue?state={state}")).await;
    let is_kept = |name: &str| !name.starts_with("latchwork_transaction");
    browser.cookies.retain(|name, _| is_kept(name));
    let silent = browser.get(&request(&host, &[("prompt", "none")])).await;
    assert_eq!(
        silent.parameter("error").as_deref(),
        Some("interaction_required")
    );
    // Runs are listed by the time they began.
    host.pass_ms(1);
    let away = browser.get(&request(&host, &[])).await;
    let state = away.parameter("state").unwrap();
    assert_eq!(away.location().host_str(), Some("elsewhere.example"));
    let back = browser
        .get(&format!("/continue?state={state}&answer=1"))
        .await;
    assert_eq!(claims(&host, &back).await["back"], "GET,1,,yes");
    let runs = host.admin("GET", "/runs", None).await.json();
    assert_eq!(runs["runs"][0]["outcome"], "completed");
    let run = host
        .admin(
            "GET",
            &format!("/runs/{}", runs["runs"][0]["id"].as_str().unwrap()),
            None,
        )
        .await
        .json();
    let handlers: Vec<_> = run["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["handler"].clone())
        .collect();
    assert_eq!(
        handlers,
        [
            "onExecutePostLogin",
            "onContinuePostLogin",
            "onExecutePostLogin"
        ]
    );
}

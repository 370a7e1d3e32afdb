//! `/u/login`: credentials, their limits, and whose form it is.

use std::collections::BTreeSet;

use testkit::{Browser, TestHost};

use crate::journey::{CALLBACK, delete_all, fill_in, login, to_form};

#[tokio::test]
async fn an_unknown_user_and_a_wrong_password_read_alike() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    let wrong = fill_in(&mut browser, &form, &host.demo.user, "wrong").await;
    let unknown = fill_in(&mut browser, &form, "nobody@demo.example", "wrong").await;
    let nonsense = fill_in(&mut browser, &form, "no address", "wrong").await;
    for answer in [&wrong, &unknown, &nonsense] {
        assert_eq!(answer.status, 400);
        assert!(answer.body.contains("role=\"alert\""));
        assert!(answer.body.contains("Wrong email or password."));
    }
    assert_eq!(
        wrong.body.replace(&host.demo.user, "X"),
        unknown.body.replace("nobody@demo.example", "X")
    );
    let right = fill_in(
        &mut browser,
        &form,
        &host.demo.user.to_uppercase(),
        &host.demo.password,
    )
    .await;
    assert!(right.parameter("code").is_some());
}

#[tokio::test]
async fn guessing_ends_after_ten_tries_and_begins_again_later() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    for _ in 0..10 {
        assert_eq!(
            fill_in(&mut browser, &form, &host.demo.user, "wrong")
                .await
                .status,
            400
        );
    }
    let blocked = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
    assert_eq!(blocked.status, 429);
    assert_eq!(blocked.header("retry-after"), "900");
    host.pass_ms(900_000);
    let form = to_form(&host, &mut browser, &[]).await;
    assert!(
        fill_in(&mut browser, &form, &host.demo.user, &host.demo.password)
            .await
            .parameter("code")
            .is_some()
    );
}

#[tokio::test]
async fn guessing_from_many_addresses_ends_too_but_not_for_a_browser_that_signed_in_before() {
    let host = TestHost::start().await;
    let (user, password) = (&host.demo.user, &host.demo.password);
    let mut known = host.browser();
    login(&host, &mut known, &[]).await;
    for address in 10..20 {
        let mut stranger = host.browser_at(address);
        let form = to_form(&host, &mut stranger, &[]).await;
        for _ in 0..10 {
            let wrong = fill_in(&mut stranger, &form, user, "wrong").await;
            assert_eq!(wrong.status, 400, "{}", wrong.body);
        }
    }
    let mut stranger = host.browser_at(20);
    let form = to_form(&host, &mut stranger, &[]).await;
    let blocked = fill_in(&mut stranger, &form, user, password).await;
    assert_eq!(
        (blocked.status, blocked.header("retry-after")),
        (429, "900")
    );
    let other = fill_in(&mut stranger, &form, "nobody@demo.example", "wrong").await;
    assert_eq!(other.status, 400, "another account is open");
    let form = to_form(&host, &mut known, &[("prompt", "login")]).await;
    let right = fill_in(&mut known, &form, user, password).await;
    assert!(right.parameter("code").is_some(), "{}", right.body);
}

#[tokio::test]
async fn a_form_belongs_to_its_browser_its_transaction_and_its_site() {
    let host = TestHost::start().await;
    let mut mine = host.browser();
    let form = to_form(&host, &mut mine, &[]).await;
    let (state, csrf) = (form.field("state"), form.field("csrf"));
    let fields = |csrf: &'static str| {
        [
            ("state", ""),
            ("csrf", csrf),
            ("username", "a"),
            ("password", "b"),
        ]
    };
    let mut stranger = host.browser();
    assert!(
        fill_in(&mut stranger, &form, &host.demo.user, &host.demo.password)
            .await
            .body
            .contains("invalid_request")
    );
    let other = to_form(&host, &mut stranger, &[]).await;
    let mixed = [
        ("state", state.as_str()),
        ("csrf", &other.field("csrf")),
        ("username", &host.demo.user),
        ("password", &host.demo.password),
    ];
    assert_eq!(mine.post("/u/login", &mixed).await.status, 400);
    assert_eq!(mine.post("/u/login", &fields("none")).await.status, 400);
    let foreign = mine
        .post_from_elsewhere("/u/login", &[("state", &state), ("csrf", &csrf)])
        .await;
    assert_eq!(foreign.status, 403);
    // None of this used the form up.
    assert!(
        fill_in(&mut mine, &form, &host.demo.user, &host.demo.password)
            .await
            .parameter("code")
            .is_some()
    );
}

#[tokio::test]
async fn a_form_sent_again_is_a_new_login_of_the_same_request() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[("prompt", "login")]).await;
    let mut codes = BTreeSet::new();
    for _ in 0..2 {
        let answer = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
        assert_eq!(answer.parameter("state").as_deref(), Some("the-state"));
        codes.insert(answer.parameter("code").unwrap());
    }
    assert_eq!(codes.len(), 2);
    let wrong = fill_in(&mut browser, &form, &host.demo.user, "wrong").await;
    assert!(wrong.body.contains("Wrong email or password."));
    let page = format!("/u/login?state={}", form.field("state"));
    let back = browser.get(&page).await;
    assert!(
        back.parameter("code").is_some(),
        "the session stands for it"
    );
    browser.cookies.remove("latchwork_session");
    let back = browser.get(&page).await;
    assert!(back.header("location").starts_with("/u/login?state="));
    assert_ne!(back.parameter("state"), Some(form.field("state")));
    let mut stranger = host.browser();
    to_form(&host, &mut stranger, &[]).await;
    assert_eq!(stranger.get(&page).await.status, 400);
    host.pass_ms(600_000);
    let late = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
    assert_eq!(late.status, 400);
}

/// Of a button pressed twice a browser shows the second answer, whichever the server made first.
#[tokio::test]
async fn every_press_of_the_button_leads_to_a_code() {
    let host = TestHost::start().await;
    for prompt in ["", "login"] {
        let mut browser = host.browser();
        if !prompt.is_empty() {
            login(&host, &mut browser, &[]).await;
        }
        let form = to_form(&host, &mut browser, &[("prompt", prompt)]).await;
        let mut presses: Vec<Browser> = (0..4).map(|_| browser.clone()).collect();
        let (user, password) = (&host.demo.user, &host.demo.password);
        let all = presses.iter_mut().map(|press| async {
            let mut answer = fill_in(press, &form, user, password).await;
            // A press that others overtook is led on, or asked once more.
            for _ in 0..12 {
                let target = answer.header("location").to_owned();
                if target.starts_with("/u/login") {
                    answer = press.get(&target).await;
                } else if answer.status == 200 {
                    answer = fill_in(press, &answer, user, password).await;
                }
            }
            answer
        });
        for answer in futures_util::future::join_all(all).await {
            assert!(answer.parameter("code").is_some(), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn a_login_lasts_an_hour() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    host.pass_ms(3_600_000);
    let late = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
    assert_eq!(late.status, 400);
    assert!(late.body.contains("opened too many login dialogs"));
}

#[tokio::test]
async fn the_session_cookie_is_new_after_each_login() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    browser
        .cookies
        .insert("latchwork_session".into(), "chosen-by-somebody-else".into());
    login(&host, &mut browser, &[]).await;
    let first = browser.cookies["latchwork_session"].clone();
    assert_ne!(first, "chosen-by-somebody-else");
    login(&host, &mut browser, &[("prompt", "login")]).await;
    assert_ne!(browser.cookies["latchwork_session"], first);
    let set = login(&host, &mut browser, &[("prompt", "login")]).await;
    assert!(
        set.header("set-cookie")
            .contains("; Path=/; HttpOnly; SameSite=Lax"),
        "{}",
        set.header("set-cookie")
    );
}

#[tokio::test]
async fn a_password_past_its_limit_is_told_so() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    let answer = fill_in(&mut browser, &form, &host.demo.user, &"x".repeat(257)).await;
    assert!(
        answer
            .body
            .contains("has 257 bytes, at most 256 are allowed"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn a_failure_of_ours_goes_back_to_the_client_with_its_reference() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    delete_all(&host, "connections").await;
    let failed = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
    assert!(failed.header("location").starts_with(CALLBACK));
    assert_eq!(failed.parameter("error").as_deref(), Some("server_error"));
    assert_eq!(failed.parameter("state").as_deref(), Some("the-state"));
    let told = failed.parameter("error_description").unwrap();
    assert!(told.contains(failed.header("x-request-id")), "{told}");
}

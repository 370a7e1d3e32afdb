//! `/authorize`: what is refused where, single sign-on, `prompt` and `max_age`, response modes.

use testkit::{TestHost, Wanted};

use crate::journey::{CALLBACK, delete_all, fill_in, login, redeem, request, to_form, verified};

#[tokio::test]
async fn what_is_wrong_with_client_or_callback_is_told_to_the_user_alone() {
    let host = TestHost::start().await;
    for changes in [
        [("client_id", "unknown")],
        [("client_id", "")],
        [("redirect_uri", "http://localhost:4411/other")],
        [("redirect_uri", "http://localhost:4411")],
        [("redirect_uri", "")],
    ] {
        let answer = host.browser().get(&request(&host, &changes)).await;
        assert_eq!(answer.status, 400, "{changes:?}");
        assert_eq!(answer.header("location"), "", "{changes:?}");
        assert!(
            answer.body.contains("<h1>This did not work</h1>"),
            "{changes:?}"
        );
    }
}

#[tokio::test]
async fn what_else_is_wrong_goes_back_to_the_client() {
    let host = TestHost::start().await;
    for (changes, error) in [
        ([("response_type", "device")], "unsupported_response_type"),
        ([("response_type", "")], "invalid_request"),
        ([("code_challenge", "")], "invalid_request"),
        ([("code_challenge_method", "plain")], "invalid_request"),
        ([("audience", "https://unknown.example/")], "access_denied"),
        ([("prompt", "none login")], "invalid_request"),
        ([("prompt", "none")], "login_required"),
        ([("max_age", "soon")], "invalid_request"),
        ([("connection", "nowhere")], "invalid_request"),
        ([("request", "x")], "request_not_supported"),
        ([("response_mode", "pigeon")], "invalid_request"),
    ] {
        let answer = host.browser().get(&request(&host, &changes)).await;
        assert!(
            answer.header("location").starts_with(CALLBACK),
            "{changes:?} {}",
            answer.body
        );
        assert_eq!(
            answer.parameter("error").as_deref(),
            Some(error),
            "{changes:?}"
        );
        assert_eq!(
            answer.parameter("state").as_deref(),
            Some("the-state"),
            "{changes:?}"
        );
        assert_eq!(
            answer.parameter("iss").as_deref(),
            Some(host.demo.issuer.as_str()),
            "{changes:?}"
        );
    }
}

#[tokio::test]
async fn sizes_and_repetitions_are_refused() {
    let host = TestHost::start().await;
    let long = "x".repeat(4_097);
    let answer = host
        .browser()
        .get(&request(&host, &[("state", &long)]))
        .await;
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.contains("state has more than 4096 bytes"),
        "{}",
        answer.body
    );
    let twice = format!("{}&state=again", request(&host, &[]));
    let answer = host.browser().get(&twice).await;
    assert!(
        answer.body.contains("state is there twice"),
        "{}",
        answer.body
    );
    let endless = format!("/authorize?{}", "a".repeat(17 * 1024));
    assert_eq!(host.browser().get(&endless).await.status, 414);
}

#[tokio::test]
async fn a_login_ends_in_verified_tokens() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let answer = login(&host, &mut browser, &[]).await;
    assert_eq!(answer.parameter("state").as_deref(), Some("the-state"));
    assert_eq!(
        answer.parameter("iss").as_deref(),
        Some(host.demo.issuer.as_str())
    );
    let tokens = redeem(&host, &answer.parameter("code").unwrap()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    assert_eq!(tokens.header("cache-control"), "no-store");
    let id = verified(&host, &tokens.text("id_token"), &host.demo.spa_client_id).await;
    assert_eq!(
        (&id["nonce"], &id["email"]),
        (&"the-nonce".into(), &host.demo.user.as_str().into())
    );
    let access = verified(&host, &tokens.text("access_token"), &host.demo.audience).await;
    assert_eq!(access["scope"], "openid profile email read:things");
    assert_eq!(access["sub"], id["sub"]);
}

#[tokio::test]
async fn a_session_spares_the_form_until_prompt_or_age_ask_for_it() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    assert!(
        browser
            .get(&request(&host, &[]))
            .await
            .parameter("code")
            .is_some()
    );
    assert!(
        browser
            .get(&request(&host, &[("prompt", "none")]))
            .await
            .parameter("code")
            .is_some()
    );
    to_form(&host, &mut browser, &[("prompt", "login")]).await;
    host.pass_ms(61_000);
    assert!(
        browser
            .get(&request(&host, &[("max_age", "100")]))
            .await
            .parameter("code")
            .is_some()
    );
    to_form(&host, &mut browser, &[("max_age", "60")]).await;
    let silent = browser
        .get(&request(&host, &[("max_age", "60"), ("prompt", "none")]))
        .await;
    assert_eq!(silent.parameter("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn max_age_puts_the_time_of_the_login_into_the_token() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let answer = login(&host, &mut browser, &[("max_age", "100")]).await;
    let tokens = redeem(&host, &answer.parameter("code").unwrap()).await;
    let id = verified(&host, &tokens.text("id_token"), &host.demo.spa_client_id).await;
    assert_eq!(id["auth_time"], 1_900_000_000);
}

#[tokio::test]
async fn a_session_ends_by_idleness_and_by_age() {
    const DAY_MS: u64 = 86_400_000;
    let host = TestHost::start().await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    for _ in 0..3 {
        host.pass_ms(2 * DAY_MS);
        assert!(
            browser
                .get(&request(&host, &[]))
                .await
                .parameter("code")
                .is_some()
        );
    }
    host.pass_ms(DAY_MS + 1);
    to_form(&host, &mut browser, &[]).await;
    login(&host, &mut browser, &[]).await;
    host.pass_ms(3 * DAY_MS + 1);
    to_form(&host, &mut browser, &[]).await;
}

#[tokio::test]
async fn a_form_post_answer_is_a_page_that_posts_and_a_fragment_stays_a_fragment() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let page = login(&host, &mut browser, &[("response_mode", "form_post")]).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.field("state"), "the-state");
    assert!(!page.field("code").is_empty());
    assert!(
        page.header("content-security-policy")
            .contains("script-src 'sha256-")
    );
    let answer = browser
        .get(&request(&host, &[("response_mode", "fragment")]))
        .await;
    assert!(
        answer.header("location").contains("/#code="),
        "{}",
        answer.header("location")
    );
}

#[tokio::test]
async fn actions_run_at_every_entry_and_a_denial_leaves_the_session() {
    let deny = "exports.onExecutePostLogin = async (event, api) => {
        api.access.deny(`no ${event.stats.logins_count} ${event.transaction.prompt || 'interactive'} ${event.request.query.audience}`);
    };";
    let host = TestHost::with(Wanted {
        actions: &[("deny", deny)],
        ..Wanted::default()
    })
    .await;
    let mut browser = host.browser();
    let refused = login(&host, &mut browser, &[]).await;
    assert_eq!(refused.parameter("error").as_deref(), Some("access_denied"));
    let reason = format!("no 1 interactive {}", host.demo.audience);
    assert_eq!(refused.parameter("error_description"), Some(reason));
    let silent = browser.get(&request(&host, &[("prompt", "none")])).await;
    let reason = format!("no 1 none {}", host.demo.audience);
    assert_eq!(
        silent.parameter("error_description"),
        Some(reason),
        "a denied login is no login"
    );
    let again = browser.get(&request(&host, &[])).await;
    assert_eq!(
        again.parameter("error").as_deref(),
        Some("access_denied"),
        "the session stood for the form"
    );
}

#[tokio::test]
async fn a_failing_action_blocks_and_tells_the_client_a_reference_alone() {
    let throw = "exports.onExecutePostLogin = async () => { throw new Error('the database password is hunter2'); };";
    let host = TestHost::with(Wanted {
        actions: &[("throw", throw)],
        ..Wanted::default()
    })
    .await;
    let refused = login(&host, &mut host.browser(), &[]).await;
    assert_eq!(refused.parameter("error").as_deref(), Some("access_denied"));
    let told = refused.parameter("error_description").unwrap();
    assert!(!told.contains("hunter2"), "{told}");
    let runs = host.admin("GET", "/runs", None).await.json();
    let id = runs["runs"][0]["id"].as_str().unwrap().to_owned();
    assert!(told.contains(&id), "{told} names {id}");
    let run = host.admin("GET", &format!("/runs/{id}"), None).await.json();
    assert_eq!(run["outcome"], "failed");
    assert_eq!(
        run["steps"][0]["failure"]["message"],
        "Error: the database password is hunter2"
    );
}

#[tokio::test]
async fn with_a_hint_nobody_else_is_answered_about() {
    let host = TestHost::start().await;
    let (bob, password) = ("bob@demo.example", "a long enough one");
    host.add_user(bob, password).await;
    let (mut anns, mut bobs) = (host.browser(), host.browser());
    let tokens = login(&host, &mut anns, &[]).await;
    let tokens = redeem(&host, &tokens.parameter("code").unwrap()).await;
    let form = to_form(&host, &mut bobs, &[]).await;
    fill_in(&mut bobs, &form, bob, password).await;
    // The hint says who is meant, also after it has expired.
    host.pass_ms(11 * 3_600_000);
    let (hint, access) = (tokens.text("id_token"), tokens.text("access_token"));
    let silent = |token: &str| request(&host, &[("prompt", "none"), ("id_token_hint", token)]);
    assert!(anns.get(&silent(&hint)).await.parameter("code").is_some());
    for (token, error) in [
        (hint.clone(), "login_required"),
        (format!("{hint}x"), "invalid_request"),
        (access, "invalid_request"),
    ] {
        let refused = bobs.get(&silent(&token)).await;
        assert_eq!(refused.parameter("error").as_deref(), Some(error));
        assert_eq!(refused.parameter("code"), None);
    }
    let form = to_form(&host, &mut bobs, &[("id_token_hint", &hint)]).await;
    let wrong = fill_in(&mut bobs, &form, bob, password).await;
    assert_eq!(wrong.parameter("error").as_deref(), Some("login_required"));
    let (ann, password) = (&host.demo.user, &host.demo.password);
    let right = fill_in(&mut bobs, &form, ann, password).await;
    assert!(right.parameter("code").is_some());
}

#[tokio::test]
async fn one_login_past_what_a_network_may_have_on_its_way_is_told_when() {
    let host = TestHost::start().await;
    let form = request(&host, &[]);
    for _ in 0..1_000 {
        assert_eq!(host.browser().get(&form).await.status, 302);
    }
    let answer = host.browser().get(&form).await;
    assert_eq!((answer.status, answer.header("retry-after")), (429, "3600"));
    let told = "1000 logins from your network are waiting to be finished";
    assert!(answer.body.contains(told), "{}", answer.body);
    host.pass_ms(3_600_000);
    assert_eq!(host.browser().get(&form).await.status, 302);
}

#[tokio::test]
async fn a_post_from_another_site_leaves_the_browsers_logins_alone() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let form = to_form(&host, &mut browser, &[]).await;
    let target = request(&host, &[]);
    let query = url::Url::parse(&host.url(&target)).unwrap();
    let fields: Vec<(String, String)> = query.query_pairs().into_owned().collect();
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = browser.post_from_elsewhere("/authorize", &fields).await;
    assert_eq!((page.status, page.header("set-cookie")), (200, ""));
    assert_eq!(page.field("nonce"), "the-nonce");
    let forged = browser.post_from_elsewhere(&page.action(), &fields).await;
    assert_eq!((forged.status, forged.header("set-cookie")), (403, ""));
    let held = browser.cookies.clone();
    let again = browser.post(&page.action(), &fields).await;
    assert!(again.header("location").starts_with("/u/login"));
    assert_eq!(browser.cookies, held, "one cookie serves both logins");
    let done = fill_in(&mut browser, &form, &host.demo.user, &host.demo.password).await;
    assert!(done.parameter("code").is_some(), "{}", done.body);
    let known = browser.post(&page.action(), &fields).await;
    assert!(known.parameter("code").is_some(), "the session is seen");
}

#[tokio::test]
async fn tabs_that_begin_at_the_same_moment_do_not_lose_each_other() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let mut forms = Vec::new();
    for _ in 0..3 {
        // None of the tabs has seen the others' answers.
        let mut tab = host.browser();
        forms.push(to_form(&host, &mut tab, &[]).await);
        browser.cookies.append(&mut tab.cookies);
    }
    assert_eq!(browser.cookies.len(), 3);
    for form in &forms {
        let done = fill_in(&mut browser, form, &host.demo.user, &host.demo.password).await;
        assert!(done.parameter("code").is_some(), "{}", done.body);
    }
}

#[tokio::test]
async fn a_session_whose_user_is_gone_does_not_stand_for_the_form() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    delete_all(&host, "users").await;
    to_form(&host, &mut browser, &[]).await;
    let silent = browser.get(&request(&host, &[("prompt", "none")])).await;
    assert_eq!(silent.parameter("error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn metadata_that_no_longer_fits_is_a_recorded_failure() {
    let grow = "exports.onExecutePostLogin = async (event, api) => {
        api.user.setUserMetadata(`k${event.stats.logins_count}`, 'x'.repeat(32_000));
    };";
    let host = TestHost::with(Wanted {
        actions: &[("grow", grow)],
        ..Wanted::default()
    })
    .await;
    let mut browser = host.browser();
    login(&host, &mut browser, &[]).await;
    for _ in 0..7 {
        let answer = browser.get(&request(&host, &[])).await;
        assert!(answer.parameter("code").is_some(), "{}", answer.body);
        // Runs are listed by the time they began.
        host.pass_ms(1);
    }
    let refused = browser.get(&request(&host, &[])).await;
    assert_eq!(refused.parameter("error").as_deref(), Some("access_denied"));
    let runs = host.admin("GET", "/runs", None).await.json();
    let id = runs["runs"][0]["id"].as_str().unwrap().to_owned();
    let run = host.admin("GET", &format!("/runs/{id}"), None).await.json();
    assert_eq!(run["outcome"], "failed", "{run}");
    let told = run["steps"][0]["failure"]["message"].as_str().unwrap();
    assert!(
        told.starts_with("the user's user_metadata would have"),
        "{told}"
    );
    assert!(
        told.ends_with("at most 262144 are allowed; remove keys first"),
        "{told}"
    );
}

#[tokio::test]
async fn an_event_says_what_is_known_and_nothing_else() {
    let tell = "exports.onExecutePostLogin = async (event, api) => {
        const clients = event.session.clients.map(({ client_id }) => client_id);
        api.access.deny(`${clients} ${'authorization' in event} ${'id_token_hint' in event.request.query}`);
    };";
    let host = TestHost::with(Wanted {
        actions: &[("tell", tell)],
        ..Wanted::default()
    })
    .await;
    let mut browser = host.browser();
    let first = login(&host, &mut browser, &[]).await;
    let told = format!("{} false false", host.demo.spa_client_id);
    assert_eq!(first.parameter("error_description"), Some(told));
    let web = host.demo.web_client_id.as_str();
    let changes = [
        ("client_id", web),
        ("redirect_uri", "http://localhost:4412/callback"),
    ];
    let second = browser.get(&request(&host, &changes)).await;
    let told = format!("{},{web} false false", host.demo.spa_client_id);
    assert_eq!(second.parameter("error_description"), Some(told));
}

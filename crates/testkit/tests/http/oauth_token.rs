//! `/oauth/token`: codes, client credentials, and who is refused how.

use serde_json::json;
use testkit::{StandIn, TestHost, Wanted};

use crate::journey::{CALLBACK, VERIFIER, login, redeem, verified};

async fn code(host: &TestHost) -> String {
    login(host, &mut host.browser(), &[])
        .await
        .parameter("code")
        .unwrap()
}

#[tokio::test]
async fn a_code_is_good_once_and_a_replay_revokes_what_was_issued() {
    let host = TestHost::start().await;
    let code = code(&host).await;
    let tokens = redeem(&host, &code).await;
    let bearer = format!("Bearer {}", tokens.text("access_token"));
    assert_eq!(
        host.browser()
            .call("GET", "/userinfo", &[("authorization", &bearer)], None)
            .await
            .status,
        200
    );
    let replay = redeem(&host, &code).await;
    assert_eq!(
        (replay.status, replay.text("error").as_str()),
        (403, "invalid_grant")
    );
    assert_eq!(
        host.browser()
            .call("GET", "/userinfo", &[("authorization", &bearer)], None)
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn of_many_that_redeem_at_once_one_at_most_succeeds() {
    let host = TestHost::start().await;
    let code = code(&host).await;
    let all = futures_util::future::join_all((0..8).map(|_| redeem(&host, &code))).await;
    let issued = all.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(
        issued,
        1,
        "{:?}",
        all.iter().map(|answer| answer.status).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn a_code_is_for_its_client_its_callback_its_verifier_and_its_time() {
    let host = TestHost::start().await;
    let good = code(&host).await;
    let spa = host.demo.spa_client_id.as_str();
    let other_verifier = "x".repeat(43);
    for (client, callback, verifier, error) in [
        (
            spa,
            "http://localhost:4412/callback",
            VERIFIER,
            "invalid_grant",
        ),
        (spa, CALLBACK, other_verifier.as_str(), "invalid_grant"),
        (spa, CALLBACK, "", "invalid_request"),
        (
            host.demo.web_client_id.as_str(),
            CALLBACK,
            VERIFIER,
            "invalid_client",
        ),
    ] {
        let fields = [
            ("grant_type", "authorization_code"),
            ("client_id", client),
            ("code", &good),
            ("redirect_uri", callback),
            ("code_verifier", verifier),
        ];
        let answer = host.browser().post("/oauth/token", &fields).await;
        assert_eq!(
            answer.text("error"),
            error,
            "{client} {callback} {verifier}: {}",
            answer.body
        );
    }
    host.pass_ms(120_000);
    assert_eq!(redeem(&host, &good).await.text("error"), "invalid_grant");
}

#[tokio::test]
async fn a_code_outlives_neither_its_session_nor_its_user() {
    let host = TestHost::start().await;
    let mut browser = host.browser();
    let left = login(&host, &mut browser, &[]).await;
    browser.get("/v2/logout").await;
    let left = redeem(&host, &left.parameter("code").unwrap()).await;
    assert_eq!(left.text("error"), "invalid_grant", "{}", left.body);

    let mut browser = host.browser();
    let before = login(&host, &mut browser, &[]).await;
    let tokens = redeem(&host, &before.parameter("code").unwrap()).await;
    let code = code(&host).await;
    host.block_user(&host.demo.user).await;
    let after = redeem(&host, &code).await;
    assert_eq!(after.text("error"), "invalid_grant", "{}", after.body);
    let bearer = format!("Bearer {}", tokens.text("access_token"));
    let headers = [("authorization", bearer.as_str())];
    let told = browser.call("GET", "/userinfo", &headers, None).await;
    assert_eq!(told.status, 401, "{}", told.body);
}

#[tokio::test]
async fn a_client_gets_what_its_grant_allows() {
    let host = TestHost::start().await;
    let demo = &host.demo;
    let ask = |secret: String, audience: String, scope: &'static str| {
        let (browser, id) = (host.browser(), demo.m2m_client_id.clone());
        async move {
            let body = json!({"grant_type": "client_credentials", "client_id": id, "client_secret": secret,
                "audience": audience, "scope": scope});
            browser.call("POST", "/oauth/token", &[], Some(body)).await
        }
    };
    let (secret, audience) = (demo.m2m_client_secret.clone(), demo.audience.clone());
    let all = ask(secret.clone(), audience.clone(), "").await;
    let claims = verified(&host, &all.text("access_token"), &demo.audience).await;
    assert_eq!(
        (&claims["scope"], &claims["gty"]),
        (
            &"read:things write:things".into(),
            &"client-credentials".into()
        )
    );
    assert_eq!(claims["sub"], format!("{}@clients", demo.m2m_client_id));
    let some = ask(secret.clone(), audience.clone(), "read:things").await;
    let claims = verified(&host, &some.text("access_token"), &demo.audience).await;
    assert_eq!(claims["scope"], "read:things");
    let too_much = ask(secret.clone(), audience.clone(), "delete:things").await;
    assert_eq!(
        (too_much.status, too_much.text("error").as_str()),
        (403, "access_denied")
    );
    let elsewhere = ask(secret, "https://unknown.example/".into(), "").await;
    assert_eq!(elsewhere.text("error"), "access_denied");
    let wrong = ask("wrong".into(), audience, "").await;
    assert_eq!(
        (wrong.status, wrong.text("error").as_str()),
        (401, "invalid_client")
    );
    assert_eq!(
        wrong.header("www-authenticate"),
        "Basic realm=\"token endpoint\""
    );
}

#[tokio::test]
async fn guessing_a_clients_secret_ends() {
    let host = TestHost::start().await;
    let mut last = 0;
    for _ in 0..21 {
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", "demo-m2m"),
            ("client_secret", "guess"),
        ];
        last = host.browser().post("/oauth/token", &fields).await.status;
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn guessing_ends_for_made_up_clients_too_and_for_the_right_secret_with_them() {
    let host = TestHost::start().await;
    let ask = |id: String, secret: &str| {
        let secret = secret.to_owned();
        let mut browser = host.browser();
        async move {
            let grant = ("grant_type", "client_credentials");
            let fields = [grant, ("client_id", &id), ("client_secret", &secret)];
            browser.post("/oauth/token", &fields).await
        }
    };
    for number in 0..100 {
        assert_eq!(ask(format!("made-up-{number}"), "guess").await.status, 401);
    }
    let demo = &host.demo;
    let blocked = ask(demo.m2m_client_id.clone(), &demo.m2m_client_secret).await;
    assert_eq!(
        (blocked.status, blocked.header("retry-after")),
        (429, "300")
    );
    host.pass_ms(300_000);
    let open = ask(demo.m2m_client_id.clone(), "guess").await;
    assert_eq!(open.status, 401);
}

#[tokio::test]
async fn other_grants_media_types_and_sizes_are_refused_by_name() {
    let host = TestHost::start().await;
    let browser = host.browser();
    let grant = browser
        .clone()
        .post(
            "/oauth/token",
            &[("grant_type", "password"), ("client_id", "demo-spa")],
        )
        .await;
    assert_eq!(
        (grant.status, grant.text("error").as_str()),
        (501, "unsupported_grant_type")
    );
    let plain = browser
        .call(
            "POST",
            "/oauth/token",
            &[("content-type", "text/plain")],
            None,
        )
        .await;
    assert_eq!(plain.status, 415);
    let large = browser
        .call(
            "POST",
            "/oauth/token",
            &[],
            Some(json!({"a": "x".repeat(33 * 1024)})),
        )
        .await;
    assert_eq!(large.status, 413);
}

/// Asks a partner for the client's tier, counts in the cache, and refuses one scope.
fn tier_action(partner: std::net::SocketAddr) -> String {
    format!(
        "exports.onExecuteCredentialsExchange = async (event, api) => {{
            if (event.request.body.scope === 'write:things') {{
                return api.access.deny('invalid_scope', `not for ${{event.client.name}}`);
            }}
            const answer = await fetch('http://{}/tier?client=' + event.client.client_id);
            const {{ tier }} = await answer.json();
            console.log('asked', answer.status);
            api.accessToken.setCustomClaim('tier', tier);
            api.accessToken.setCustomClaim('secrets', Object.keys(event.request.body).filter(k => k === 'client_secret').length);
            api.cache.set('n', String(Number(api.cache.get('n')?.value ?? 0) + 1));
            api.accessToken.setCustomClaim('count', api.cache.get('n').value);
        }};",
        partner
    )
}

#[tokio::test]
async fn an_action_decides_about_a_token_for_a_client() {
    let stand_in = StandIn::start(&json!({"tier": "gold"})).await;
    let host = TestHost::with(Wanted {
        allow: vec![stand_in.address],
        ..Wanted::default()
    })
    .await;
    let code = tier_action(stand_in.address);
    host.bind("credentials-exchange", "tier", &code).await;
    let ask = |scope: &'static str| {
        let demo = &host.demo;
        let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
            "client_secret": demo.m2m_client_secret, "audience": demo.audience, "scope": scope});
        let browser = host.browser();
        // Runs are listed by the time they began.
        host.pass_ms(1);
        async move { browser.call("POST", "/oauth/token", &[], Some(body)).await }
    };
    for count in ["1", "2"] {
        let answer = ask("read:things").await;
        let claims = verified(&host, &answer.text("access_token"), &host.demo.audience).await;
        assert_eq!(
            (&claims["tier"], &claims["secrets"]),
            (&"gold".into(), &0.into()),
            "{}",
            answer.body
        );
        assert_eq!(claims["count"], count, "the cache outlives an execution");
    }
    assert_eq!(stand_in.seen()[0].target, "/tier?client=demo-m2m");
    let refused = ask("write:things").await;
    assert_eq!(
        (refused.status, refused.text("error").as_str()),
        (400, "invalid_scope")
    );
    assert_eq!(refused.text("error_description"), "not for Demo service");
    let runs = host.admin("GET", "/runs", None).await.json();
    let outcomes: Vec<_> = runs["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["outcome"].clone())
        .collect();
    assert_eq!(outcomes, ["denied", "completed", "completed"]);
    let run = host
        .admin(
            "GET",
            &format!("/runs/{}", runs["runs"][1]["id"].as_str().unwrap()),
            None,
        )
        .await
        .json();
    let request = &run["steps"][0]["requests"][0];
    assert_eq!(
        request["url"],
        format!("http://{}", stand_in.address),
        "a record names the host alone"
    );
    assert_eq!(request["status"], 200);
}

#[tokio::test]
async fn an_action_cannot_reach_a_private_address_that_was_not_allowed() {
    let stand_in = StandIn::start(&json!({})).await;
    let host = TestHost::start().await;
    let code = format!(
        "exports.onExecuteCredentialsExchange = async () => {{ await fetch('http://{}/'); }};",
        stand_in.address
    );
    host.bind("credentials-exchange", "inside", &code).await;
    let demo = &host.demo;
    let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
        "client_secret": demo.m2m_client_secret, "audience": demo.audience});
    let answer = host
        .browser()
        .call("POST", "/oauth/token", &[], Some(body))
        .await;
    assert_eq!(
        (answer.status, answer.text("error").as_str()),
        (500, "server_error"),
        "{}",
        answer.body
    );
    assert_eq!(stand_in.seen(), []);
}

#[tokio::test]
async fn a_refusal_in_an_actions_words_is_short_and_plain() {
    let host = TestHost::start().await;
    let code = "exports.onExecuteCredentialsExchange = async (event, api) => {
        api.access.deny('invalid_scope', 'no\\u0007\\n'.repeat(5000));
    };";
    host.bind("credentials-exchange", "wordy", code).await;
    let demo = &host.demo;
    let body = json!({"grant_type": "client_credentials", "client_id": demo.m2m_client_id,
        "client_secret": demo.m2m_client_secret, "audience": demo.audience});
    let browser = host.browser();
    let answer = browser.call("POST", "/oauth/token", &[], Some(body)).await;
    assert_eq!(answer.text("error_description"), "no".repeat(500));
}

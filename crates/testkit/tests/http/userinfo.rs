//! `/userinfo`: who may ask, and what they are told.

use testkit::TestHost;

use crate::journey::{login, redeem};

#[tokio::test]
async fn scopes_decide_what_is_told() {
    let host = TestHost::start().await;
    for (scope, keys) in [
        ("openid", vec!["sub"]),
        ("openid email", vec!["email", "email_verified", "sub"]),
        (
            "openid profile",
            vec!["name", "nickname", "sub", "updated_at"],
        ),
    ] {
        let answer = login(
            &host,
            &mut host.browser(),
            &[("scope", scope), ("audience", "")],
        )
        .await;
        let tokens = redeem(&host, &answer.parameter("code").unwrap()).await;
        assert_eq!(
            tokens.text("access_token").len(),
            43,
            "without an audience the token is opaque"
        );
        let bearer = format!("Bearer {}", tokens.text("access_token"));
        let told = host
            .browser()
            .call("GET", "/userinfo", &[("authorization", &bearer)], None)
            .await
            .json();
        let mut told: Vec<&String> = told.as_object().unwrap().keys().collect();
        told.sort();
        assert_eq!(told, keys, "{scope}");
    }
}

#[tokio::test]
async fn no_token_and_a_wrong_token_are_challenged() {
    let host = TestHost::start().await;
    let none = host.browser().get("/userinfo").await;
    assert_eq!(
        (none.status, none.header("www-authenticate")),
        (401, "Bearer realm=\"userinfo\"")
    );
    let wrong = host
        .browser()
        .call(
            "POST",
            "/userinfo",
            &[("authorization", "Bearer abc")],
            None,
        )
        .await;
    assert_eq!(wrong.status, 401);
    assert!(wrong.header("www-authenticate").contains("invalid_token"));
    let in_query = host.browser().get("/userinfo?access_token=abc").await;
    assert_eq!(in_query.status, 401);
}

#[tokio::test]
async fn a_registered_origin_may_read_the_answer_and_another_may_not() {
    let host = TestHost::start().await;
    for (origin, allowed) in [
        ("http://localhost:4411", "http://localhost:4411"),
        ("https://evil.example", ""),
    ] {
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "POST"),
        ];
        let preflight = host
            .browser()
            .call("OPTIONS", "/oauth/token", &headers, None)
            .await;
        assert_eq!(
            preflight.header("access-control-allow-origin"),
            allowed,
            "{origin}"
        );
        assert_eq!(preflight.header("access-control-allow-credentials"), "");
        let answer = host
            .browser()
            .call("GET", "/userinfo", &[("origin", origin)], None)
            .await;
        assert_eq!(
            answer.header("access-control-allow-origin"),
            allowed,
            "{origin}"
        );
        assert_eq!(answer.header("vary"), "origin");
    }
}

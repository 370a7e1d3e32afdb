//! The stand-in asked as a login and a browser ask it, without a network.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use axum::body::Body;
use axum::http::{Request, Response, header};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde_json::{Value, json};

use super::*;

const KEY: &str = "a key of the stand-in's";
const SECRET: &str = "a secret of the consent page's, long enough";
const NOW_S: u64 = 1_900_000_000;

fn service() -> Router {
    router(StandInSettings {
        url: "http://127.0.0.1:4402/".to_owned(),
        api_key: KEY.to_owned(),
        page_secret: SECRET.to_owned(),
        issuers: vec!["http://localhost:4400/".to_owned()],
        clock: Clock::Hand(Arc::new(AtomicU64::new(NOW_S * 1_000))),
    })
    .unwrap()
}

async fn send(router: &Router, request: Request<Body>) -> Response<Body> {
    use tower::ServiceExt as _;
    router.clone().oneshot(request).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await;
    String::from_utf8(bytes.unwrap().to_vec()).unwrap()
}

fn post(path: &str, content_type: &str, body: String) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::AUTHORIZATION, format!("Bearer {KEY}"))
        .body(body.into())
        .unwrap()
}

fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    post(path, "application/x-www-form-urlencoded", body)
}

fn risk(body: &str) -> Request<Body> {
    post("/risk", "application/json", body.to_owned())
}

const ASKED: &str = r#"{"account": "auth0|1", "ip": "192.0.2.1", "device": "<b>a browser</b>"}"#;

fn question(claims: &Value, secret: &str) -> String {
    let key = EncodingKey::from_secret(secret.as_bytes());
    encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
}

fn claims() -> Value {
    json!({"iss": "localhost:4400", "sub": "auth0|1", "ip": "192.0.2.1", "iat": NOW_S, "exp": NOW_S + 600, "version": "2"})
}

async fn get(router: &Router, token: &str, state: &str) -> Response<Body> {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("session_token", token), ("state", state)])
        .finish();
    let request = Request::get(format!("/consent?{query}"));
    send(router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_login_is_as_risky_as_the_switch_says() {
    let router = service();
    for (mode, status, expected) in [
        ("low", 200, "{\"level\":\"low\"}"),
        ("high", 200, "{\"level\":\"high\"}"),
        ("error", 500, "{\"error\":\"out of order\"}"),
    ] {
        let turned = send(&router, form("/switch", &[("answer", mode)])).await;
        assert_eq!(turned.status(), 303);
        let answer = send(&router, risk(ASKED)).await;
        assert_eq!(answer.status(), status, "{mode}");
        assert_eq!(text(answer).await, expected);
    }
    send(&router, form("/switch", &[("answer", "drop")])).await;
    let broken = send(&router, risk(ASKED)).await;
    assert!(axum::body::to_bytes(broken.into_body(), 99).await.is_err());
    let index = send(&router, Request::get("/").body(Body::empty()).unwrap()).await;
    let index = text(index).await;
    assert!(
        index.contains("value=\"drop\" aria-describedby=\"what-drop\" checked"),
        "{index}"
    );
    assert!(index.contains("&lt;b&gt;a browser"), "{index}");
    assert!(!index.contains(KEY) && !index.contains(SECRET));
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let router = service();
    let mut without = risk(ASKED);
    without.headers_mut().remove(header::AUTHORIZATION);
    let mut wrong = risk(ASKED);
    let other = "Bearer another".parse().unwrap();
    wrong.headers_mut().insert(header::AUTHORIZATION, other);
    let mut elsewhere = form("/switch", &[("answer", "high")]);
    let cross = "cross-site".parse().unwrap();
    elsewhere.headers_mut().insert("sec-fetch-site", cross);
    let long = format!("{{\"account\": \"{}\"}}", "a".repeat(BODY_BYTES));
    for (request, status) in [
        (without, 401),
        (wrong, 401),
        (risk("{}"), 400),
        (risk("nonsense"), 400),
        (risk(&long), 413),
        (elsewhere, 403),
        (form("/switch", &[("answer", "purple")]), 422),
    ] {
        let target = request.uri().clone();
        assert_eq!(send(&router, request).await.status(), status, "{target}");
    }
    assert_eq!(
        text(send(&router, risk(ASKED)).await).await,
        "{\"level\":\"low\"}"
    );
}

#[tokio::test]
async fn a_user_is_asked_and_what_they_say_comes_back_signed_for_that_login() {
    let router = service();
    let asked = question(&claims(), SECRET);
    let page = text(get(&router, &asked, "st&te").await).await;
    assert!(page.contains("version 2") && page.contains(&asked) && page.contains("st&amp;te"));
    for (choice, expected) in [("agree", "given"), ("decline", "refused")] {
        let fields = [
            ("session_token", &*asked),
            ("state", "st&te"),
            ("choice", choice),
        ];
        let page = text(send(&router, form("/consent", &fields)).await).await;
        let back = "action=\"http:&#x2f;&#x2f;localhost:4400&#x2f;continue?state=st%26te\"";
        assert!(page.contains(back), "{page}");
        let signed = page
            .split("name=\"session_token\" value=\"")
            .nth(1)
            .unwrap();
        let signed = signed.split('"').next().unwrap();
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        let key = DecodingKey::from_secret(SECRET.as_bytes());
        let token = decode::<Value>(signed, &key, &validation).unwrap();
        assert_eq!(token.header.typ.as_deref(), Some("JWT"));
        assert_eq!(
            token.claims,
            json!({"iss": "http://127.0.0.1:4402/", "sub": "auth0|1", "iat": NOW_S, "exp": NOW_S + 120,
                "state": "st&te", "version": "2", "consent": expected})
        );
    }
}

#[tokio::test]
async fn nobody_is_asked_whom_no_login_sent() {
    let router = service();
    let with = |name: &str, value: Value| {
        let mut claims = claims();
        claims[name] = value;
        question(&claims, SECRET)
    };
    let unsigned = {
        let signed = question(&claims(), SECRET);
        let (head, _) = signed.rsplit_once('.').unwrap();
        format!("{head}.")
    };
    for (token, state) in [
        (question(&claims(), "another secret"), "state"),
        (unsigned, "state"),
        ("nonsense".to_owned(), "state"),
        (String::new(), "state"),
        (with("exp", NOW_S.into()), "state"),
        (with("iss", "elsewhere.example".into()), "state"),
        (with("sub", Value::Null), "state"),
        (with("version", "x".repeat(9_000).into()), "state"),
        (question(&claims(), SECRET), ""),
    ] {
        let answer = get(&router, &token, state).await;
        assert_eq!(answer.status(), 400, "{token} {state}");
        let page = text(answer).await;
        assert!(
            page.contains("role=\"alert\"") && !page.contains("<form"),
            "{page}"
        );
        let fields = [
            ("session_token", &*token),
            ("state", state),
            ("choice", "agree"),
        ];
        let answer = send(&router, form("/consent", &fields)).await;
        assert_eq!(answer.status(), 400, "{token} {state}");
        assert!(!text(answer).await.contains("<form"));
    }
}

//! Tests of `id_token`: what scopes open, what is the protocol's, and the hash of the access token.

use tenant::{SessionId, TenantId, UserId};

use super::*;
use crate::fixture::{ISSUER, authorize_request};
use crate::{Grant, ScopeList, Subject};

fn code(more: &str, scopes: &str, custom: Value) -> AuthorizationCode {
    let Value::Object(id_token_claims) = custom else {
        panic!("an object")
    };
    let subject = Subject {
        user_id: UserId::new("auth0|1"),
        session_id: SessionId::new("sid1"),
        authenticated_at_ms: 1_699_999_999_999,
    };
    let scopes = ScopeList::parse(scopes).unwrap();
    let grant = Grant {
        scopes,
        id_token_claims,
        ..Grant::default()
    };
    AuthorizationCode::issue(
        TenantId::new("acme"),
        &authorize_request(more),
        subject,
        grant,
        120,
        0,
    )
}

fn claims(code: &AuthorizationCode) -> Value {
    let user = UserClaims {
        sub: UserId::new("auth0|other"),
        name: Some("Ann".into()),
        given_name: None,
        family_name: None,
        nickname: None,
        picture: None,
        updated_at: None,
        email: Some("ann@x.example".into()),
        email_verified: true,
    };
    Value::Object(id_token_claims(IdTokenInput {
        issuer: ISSUER,
        code,
        user: &user,
        access_token: "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
        lifetime_s: 36_000,
        now_ms: 1_700_000_000_999,
    }))
}

/// Checks the claims beside those every ID token has.
fn check(code: &AuthorizationCode, more: Value) {
    let mut expected = json!({
        "iss": ISSUER, "sub": "auth0|1", "aud": "app", "iat": 1_700_000_000, "exp": 1_700_036_000,
        "sid": "sid1", "at_hash": "77QmUPtjPfzWtF2AnpK9RQ",
    });
    expected
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    assert_eq!(claims(code), expected);
}

#[test]
fn claims_by_scope_and_request() {
    check(&code("", "openid", json!({})), json!({}));
    check(&code("nonce=n", "openid", json!({})), json!({"nonce": "n"}));
    check(
        &code("max_age=60", "openid", json!({})),
        json!({"auth_time": 1_699_999_999}),
    );
    check(
        &code("", "openid profile", json!({})),
        json!({"name": "Ann"}),
    );
    check(
        &code("", "openid email", json!({})),
        json!({"email": "ann@x.example", "email_verified": true}),
    );
}

#[test]
fn custom_claims_stand_over_the_profile_and_never_for_the_protocols() {
    check(
        &code("", "openid profile", json!({"name": "Bea", "plan": 1})),
        json!({"name": "Bea", "plan": 1}),
    );
    let forged = PROTOCOL_CLAIMS
        .into_iter()
        .map(|name| (name.to_owned(), json!("forged")));
    let forged = Value::Object(forged.collect());
    check(&code("", "openid", forged.clone()), json!({}));
    check(
        &code("nonce=n&max_age=1", "openid", forged),
        json!({"nonce": "n", "auth_time": 1_699_999_999}),
    );
}

/// The example of OpenID Connect Core appendix A.3 and A.4: the same token and its published hash.
#[test]
fn at_hash_is_the_published_one() {
    assert_eq!(
        at_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
        "77QmUPtjPfzWtF2AnpK9RQ"
    );
}

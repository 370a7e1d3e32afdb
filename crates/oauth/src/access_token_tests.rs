//! Tests of `access_token`: both dialects, for a user and for a client.

use super::*;
use crate::fixture::{AUDIENCE, ISSUER, api};

fn claims(
    dialect: TokenDialect,
    grantee: Grantee<'_>,
    scopes: &str,
    custom: Value,
) -> AccessTokenClaims {
    let Value::Object(custom) = custom else {
        panic!("an object")
    };
    access_token_claims(AccessTokenInput {
        issuer: ISSUER,
        api: &Api { dialect, ..api() },
        grantee,
        client_id: &ClientId::new("app"),
        scopes: &ScopeList::parse(scopes).unwrap(),
        custom: &custom,
        token_id: "jti1",
        now_ms: 1_700_000_000_999,
    })
}

fn check(
    dialect: TokenDialect,
    grantee: Grantee<'_>,
    scopes: &str,
    (typ, expected): (&str, Value),
) {
    let made = claims(dialect, grantee, scopes, json!({}));
    assert_eq!((made.typ, Value::Object(made.claims)), (typ, expected));
    assert_eq!(made.expires_in, 600);
}

#[test]
fn the_reference_dialect() {
    let user = UserId::new("auth0|1");
    let times = |mut claims: Value| {
        claims["iat"] = json!(1_700_000_000);
        claims["exp"] = json!(1_700_000_600);
        claims
    };
    let dialect = TokenDialect::AccessToken;
    check(
        dialect,
        Grantee::User(&user),
        "openid read",
        (
            "JWT",
            times(json!({
                "iss": ISSUER, "sub": "auth0|1", "aud": [AUDIENCE, "https://acme.example/userinfo"],
                "scope": "openid read", "azp": "app",
            })),
        ),
    );
    check(
        dialect,
        Grantee::User(&user),
        "read",
        (
            "JWT",
            times(json!({
                "iss": ISSUER, "sub": "auth0|1", "aud": AUDIENCE, "scope": "read", "azp": "app",
            })),
        ),
    );
    check(
        dialect,
        Grantee::Client,
        "",
        (
            "JWT",
            times(json!({
                "iss": ISSUER, "sub": "app@clients", "aud": AUDIENCE, "azp": "app", "gty": "client-credentials",
            })),
        ),
    );
}

#[test]
fn the_dialect_of_rfc_9068() {
    let user = UserId::new("auth0|1");
    let dialect = TokenDialect::Rfc9068Profile;
    for (grantee, sub) in [
        (Grantee::User(&user), "auth0|1"),
        (Grantee::Client, "app@clients"),
    ] {
        check(
            dialect,
            grantee,
            "read",
            (
                "at+jwt",
                json!({
                    "iss": ISSUER, "sub": sub, "aud": AUDIENCE, "iat": 1_700_000_000, "exp": 1_700_000_600,
                    "scope": "read", "client_id": "app", "jti": "jti1",
                }),
            ),
        );
    }
}

#[test]
fn custom_claims_stand_beside_the_protocols_and_never_for_them() {
    let user = UserId::new("auth0|1");
    for dialect in [TokenDialect::AccessToken, TokenDialect::Rfc9068Profile] {
        for grantee in [Grantee::User(&user), Grantee::Client] {
            let plain = claims(dialect, grantee, "", json!({})).claims;
            let custom = PROTOCOL_CLAIMS
                .into_iter()
                .map(|name| (name.to_owned(), json!("forged")));
            let mut custom: Map<String, Value> = custom.collect();
            custom.insert("https://app.example/plan".into(), json!("gold"));
            let mut made = claims(dialect, grantee, "", Value::Object(custom)).claims;
            assert_eq!(made.remove("https://app.example/plan"), Some(json!("gold")));
            assert_eq!(made, plain, "{dialect:?} {grantee:?}");
        }
    }
}

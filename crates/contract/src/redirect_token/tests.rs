//! Tokens that come back, good and bad.

use super::*;

/// Stands for HMAC in these tests: what matters here is what is signed and in which order checks run.
fn sign(bytes: &[u8]) -> Vec<u8> {
    let sum = bytes
        .iter()
        .fold(7_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte));
    vec![sum]
}

const SUBJECT: TokenSubject<'_> = TokenSubject {
    issuer: "acme.example",
    user_id: "auth0|1",
    ip: "192.0.2.1",
};

fn token(payload: Value) -> String {
    encode(SUBJECT, payload.as_object().unwrap(), 900, 100, sign)
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn check(token: &str, now_s: u64) -> Result<Map<String, Value>, String> {
    let query = object(json!({"state": "s1"}));
    let body = object(json!({"session_token": token}));
    let returned = Returned {
        query: &query,
        body: &body,
        user_id: "auth0|1",
    };
    validate(DEFAULT_PARAMETER, returned, now_s, |signed, signature| {
        sign(signed) == signature
    })
    .map_err(|error| error.to_string())
}

#[test]
fn a_token_carries_the_standard_claims_and_the_payload() {
    let claims = check(&token(json!({"state": "s1", "verified": true})), 100).unwrap();
    assert_eq!(
        Value::Object(claims),
        json!({"iss": "acme.example", "sub": "auth0|1", "ip": "192.0.2.1", "iat": 100, "exp": 1000, "state": "s1", "verified": true}),
    );
}

#[test]
fn each_check_has_its_message() {
    let invalid = |text: &str| Err(format!("The session token is invalid: {text}"));
    let good = token(json!({"state": "s1"}));
    let unsigned = format!("{}.AA", good.rsplit_once('.').unwrap().0);
    assert_eq!(check("", 100), Err("There is no parameter called 'session_token' available in either the POST body or query string.".to_owned()));
    assert_eq!(check("x.y", 100), invalid("Failed signature validation"));
    assert_eq!(
        check(&token(json!({"state": "s2"})), 100),
        invalid("State in the token does not match the /continue state.")
    );
    assert_eq!(
        check(&token(json!({})), 100),
        invalid("State in the token does not match the /continue state.")
    );
    assert_eq!(
        check(&unsigned, 100),
        invalid("Failed signature validation")
    );
    assert_eq!(
        check(&token(json!({"state": "s1", "iss": 1})), 100),
        invalid("Missing or invalid standard claims")
    );
    assert_eq!(
        check(&token(json!({"state": "s1", "sub": "auth0|2"})), 100),
        invalid("The sub claim does not match the user_id.")
    );
    assert_eq!(check(&good, 1000), invalid("Token has expired."));
    assert!(check(&good, 999).is_ok());
}

#[test]
fn another_header_is_refused() {
    let forged = |header: Value| {
        let claims = json!({"iss": "a", "sub": "auth0|1", "iat": 1, "exp": 1000, "state": "s1"});
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header.to_string()),
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        format!(
            "{signed}.{}",
            URL_SAFE_NO_PAD.encode(sign(signed.as_bytes()))
        )
    };
    assert!(
        check(&forged(json!({"alg": "none", "typ": "JWT"})), 100)
            .unwrap_err()
            .ends_with("Failed signature validation")
    );
    assert!(
        check(&forged(json!({"alg": "HS256", "typ": "at+jwt"})), 100)
            .unwrap_err()
            .ends_with("Unexpected token payload type")
    );
    assert!(check(&forged(json!({"alg": "HS256", "typ": "JWT"})), 100).is_ok());
}

#[test]
fn two_different_states_pass_with_neither() {
    let outcome = |query: &str, body: &str, token_state: &str| {
        let query = object(json!({"state": query}));
        let body =
            object(json!({"state": body, "session_token": token(json!({"state": token_state}))}));
        let returned = Returned {
            query: &query,
            body: &body,
            user_id: "auth0|1",
        };
        validate(DEFAULT_PARAMETER, returned, 100, |signed, signature| {
            sign(signed) == signature
        })
        .is_ok()
    };
    assert!(outcome("s1", "s1", "s1"));
    assert!(!outcome("new", "old", "old"));
    assert!(!outcome("old", "new", "old"));
}

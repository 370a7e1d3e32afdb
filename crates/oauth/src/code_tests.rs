//! Tests of `code`: what it freezes, and who may redeem it when.

use serde_json::json;
use tenant::ClientKind;

use super::*;
use crate::fixture::*;

const NOW: u64 = 1_700_000_000_500;
const CALLBACK: &str = "https://app.example/cb";

fn issue(request: &AuthorizeRequest) -> AuthorizationCode {
    let subject = Subject {
        user_id: UserId::new("auth0|1"),
        session_id: SessionId::new("sid1"),
        authenticated_at_ms: NOW - 5_499,
    };
    let claims = |name: &str| Map::from_iter([(name.to_owned(), json!(1))]);
    let grant = Grant {
        scopes: ScopeList::of(["openid"]),
        access_token_claims: claims("at"),
        id_token_claims: claims("idt"),
    };
    AuthorizationCode::issue(TenantId::new("acme"), request, subject, grant, 120, NOW)
}

fn code() -> AuthorizationCode {
    issue(&authorize_request("scope=openid+email&nonce=n"))
}

fn check(
    code: &AuthorizationCode,
    sent: (Option<&str>, Option<&str>),
    expected: Result<(), Error>,
) {
    let (redirect_uri, verifier) = sent;
    let found = check_code(code, &client(ClientKind::Spa), redirect_uri, verifier, NOW);
    assert_eq!(found, expected, "{sent:?}");
}

#[test]
fn it_freezes_what_the_request_and_the_flow_said() {
    let code = code();
    assert_eq!(code.client_id.as_str(), "app");
    assert_eq!(
        (code.requested_scopes.to_string(), code.scopes.to_string()),
        ("openid email".into(), "openid".into())
    );
    assert_eq!(
        (code.nonce.as_deref(), code.audience.as_deref()),
        (Some("n"), Some(AUDIENCE))
    );
    assert_eq!(
        (code.issued_at_ms, code.expires_at_ms),
        (NOW, NOW + 120_000)
    );
    assert_eq!(
        (code.auth_time_s, code.auth_time),
        (1_699_999_995, AuthTime::Omitted)
    );
    assert_eq!(
        (
            &code.access_token_claims["at"],
            &code.id_token_claims["idt"]
        ),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        issue(&authorize_request("max_age=0")).auth_time,
        AuthTime::Claimed
    );
    let text = serde_json::to_string(&code).unwrap();
    assert_eq!(
        serde_json::from_str::<AuthorizationCode>(&text).unwrap(),
        code
    );
}

#[test]
fn it_is_good_until_its_end_for_its_own_client_and_tenant() {
    let (code, own) = (code(), client(ClientKind::Spa));
    let other = Client {
        client_id: ClientId::new("other"),
        ..own.clone()
    };
    let elsewhere = Client {
        tenant: TenantId::new("globex"),
        ..own.clone()
    };
    let end = code.expires_at_ms;
    for (client, now_ms, expected) in [
        (&own, NOW, Ok(())),
        (&own, end - 1, Ok(())),
        (&own, end, Err(Error::InvalidCode)),
        (&own, u64::MAX, Err(Error::InvalidCode)),
        (&other, NOW, Err(Error::InvalidCode)),
        (&elsewhere, NOW, Err(Error::InvalidCode)),
    ] {
        assert_eq!(
            check_code(&code, client, Some(CALLBACK), Some(VERIFIER), now_ms),
            expected,
            "{} {now_ms}",
            client.client_id
        );
    }
}

#[test]
fn the_redirect_uri_is_the_one_of_the_request() {
    let named = code();
    let mut only_one = named.clone();
    only_one.redirect_uri_source = RedirectUriSource::Registration;
    let wrong = |sent: &str| Err(Error::CodeRedirectUri { sent: sent.into() });
    for (code, sent, expected) in [
        (&named, Some(CALLBACK), Ok(())),
        (
            &named,
            None,
            Err(Error::Missing {
                name: "redirect_uri",
            }),
        ),
        (
            &named,
            Some("https://app.example/cb/"),
            wrong("https://app.example/cb/"),
        ),
        (&only_one, None, Ok(())),
        (&only_one, Some(CALLBACK), Ok(())),
        (
            &only_one,
            Some("https://evil.example/"),
            wrong("https://evil.example/"),
        ),
    ] {
        check(code, (sent, Some(VERIFIER)), expected);
    }
}

#[test]
fn the_verifier_meets_the_challenge() {
    let with_challenge = code();
    let mut without = with_challenge.clone();
    without.code_challenge = None;
    let (wrong, short, long) = ("a".repeat(43), "a".repeat(42), "a".repeat(129));
    for (code, verifier, expected) in [
        (&with_challenge, Some(VERIFIER), Ok(())),
        (
            &with_challenge,
            None,
            Err(Error::Missing {
                name: "code_verifier",
            }),
        ),
        (
            &with_challenge,
            Some(wrong.as_str()),
            Err(Error::CodeVerifier),
        ),
        (
            &with_challenge,
            Some(short.as_str()),
            Err(Error::CodeVerifier),
        ),
        (
            &with_challenge,
            Some(long.as_str()),
            Err(Error::CodeVerifier),
        ),
        // The challenge itself is public: it proves nothing.
        (&with_challenge, Some(CHALLENGE), Err(Error::CodeVerifier)),
        (&without, None, Ok(())),
        (&without, Some(VERIFIER), Err(Error::CodeVerifier)),
    ] {
        check(code, (Some(CALLBACK), verifier), expected);
    }
}

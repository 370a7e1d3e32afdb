//! Tests of `error`: every cause with its code, its status and its challenge.

use super::*;

fn check(error: &Error, code: &str, status: u16, challenge: Option<&str>) {
    let body = error.body();
    assert_eq!(body.error, code, "{error:?}");
    assert_eq!(body.error_description, error.to_string());
    assert_eq!(error.status(), status, "{error:?}");
    assert_eq!(
        error
            .challenge()
            .map(|text| text.split(' ').next().unwrap()),
        challenge,
        "{error:?}"
    );
    assert_eq!(
        serde_json::to_value(error.code()).unwrap(),
        code,
        "{error:?}"
    );
}

#[test]
fn bad_requests() {
    let name = || "state".to_owned();
    for error in [
        Error::TooManyParameters { limit: 64 },
        Error::NameTooLong { limit: 128 },
        Error::ParameterTooLong {
            name: name(),
            limit: 9,
        },
        Error::DuplicateParameter { name: name() },
        Error::MalformedParameters,
        Error::MalformedJson,
        Error::NotText { name: name() },
        Error::Missing { name: "code" },
        Error::Invalid {
            name: "prompt",
            because: "must be none",
        },
        Error::UnknownClient,
        Error::RedirectUriMismatch,
        Error::Pkce { because: "no" },
        Error::LogoutUrlNotAllowed,
        Error::LogoutHint { because: "no" },
        Error::LostTransaction,
    ] {
        check(&error, "invalid_request", 400, None);
    }
    let too_large = Error::RequestTooLarge {
        limit: 1,
        actual: 2,
    };
    check(&too_large, "invalid_request", 413, None);
    check(&Error::UnsupportedMediaType, "invalid_request", 415, None);
}

#[test]
fn what_is_not_supported_or_proven() {
    use UnsupportedParameter::{Registration, Request, RequestUri};
    let unsupported = |parameter| Error::UnsupportedParameter { parameter };
    for (error, code, status, challenge) in [
        (unsupported(Request), "request_not_supported", 400, None),
        (
            unsupported(RequestUri),
            "request_uri_not_supported",
            400,
            None,
        ),
        (
            unsupported(Registration),
            "registration_not_supported",
            400,
            None,
        ),
        (Error::MalformedScope, "invalid_scope", 400, None),
        (
            Error::TooManyScopes { limit: 100 },
            "invalid_scope",
            400,
            None,
        ),
        (
            Error::ClientAuthentication { because: "no" },
            "invalid_client",
            401,
            Some("Basic"),
        ),
        (Error::MissingToken, "invalid_token", 401, Some("Bearer")),
        (Error::InvalidToken, "invalid_token", 401, Some("Bearer")),
        (
            Error::InsufficientScope,
            "insufficient_scope",
            403,
            Some("Bearer"),
        ),
    ] {
        check(&error, code, status, challenge);
    }
}

#[test]
fn what_is_not_granted() {
    let audience = || "https://api.example/".to_owned();
    for (error, code, status, challenge) in [
        (Error::InvalidCode, "invalid_grant", 403, None),
        (
            Error::CodeRedirectUri { sent: audience() },
            "invalid_grant",
            403,
            None,
        ),
        (Error::CodeVerifier, "invalid_grant", 403, None),
        (
            Error::GrantNotAllowed {
                grant_type: "authorization_code",
            },
            "unauthorized_client",
            403,
            None,
        ),
        (
            Error::NoClientGrant {
                audience: audience(),
            },
            "unauthorized_client",
            403,
            None,
        ),
        (
            Error::UnknownAudience {
                audience: audience(),
            },
            "access_denied",
            403,
            None,
        ),
        (Error::MissingAudience, "access_denied", 403, None),
        (
            Error::ScopeNotGranted {
                scope: "read".into(),
            },
            "access_denied",
            403,
            None,
        ),
        (
            Error::Denied {
                reason: "no".into(),
            },
            "access_denied",
            403,
            None,
        ),
    ] {
        check(&error, code, status, challenge);
    }
}

#[test]
fn what_needs_the_user_or_somebody_else() {
    let refused = |code| Error::Refused {
        code,
        reason: "no".into(),
    };
    for (error, code, status, challenge) in [
        (Error::LoginRequired, "login_required", 400, None),
        (Error::ConsentRequired, "consent_required", 400, None),
        (
            Error::InteractionRequired,
            "interaction_required",
            400,
            None,
        ),
        (
            Error::UnsupportedResponseType,
            "unsupported_response_type",
            501,
            None,
        ),
        (
            Error::UnsupportedGrantType {
                grant_type: "password".into(),
            },
            "unsupported_grant_type",
            501,
            None,
        ),
        (
            Error::TooManyAttempts { retry_after_s: 3 },
            "too_many_attempts",
            429,
            None,
        ),
        (
            Error::TooManyLogins {
                limit: 1_000,
                retry_after_s: 3,
            },
            "too_many_requests",
            429,
            None,
        ),
        (refused(ErrorCode::InvalidScope), "invalid_scope", 400, None),
        (
            refused(ErrorCode::TooManyRequests),
            "too_many_requests",
            429,
            None,
        ),
        (
            refused(ErrorCode::TemporarilyUnavailable),
            "temporarily_unavailable",
            503,
            None,
        ),
        (
            Error::Internal {
                reference: "r1".into(),
            },
            "server_error",
            500,
            None,
        ),
    ] {
        check(&error, code, status, challenge);
    }
}

/// RFC 6749 section 5.2 bounds the characters of our own descriptions; an action's words are its own, but
/// for control characters and their length.
#[test]
fn descriptions_hold_no_quote_backslash_or_control_character() {
    let hostile = "a\"b\\c\r\nd\u{e4}".repeat(20);
    let shown = crate::params::shown(&hostile);
    for error in [
        Error::NoClientGrant {
            audience: shown.clone(),
        },
        Error::UnknownAudience {
            audience: shown.clone(),
        },
        Error::UnsupportedGrantType {
            grant_type: shown.clone(),
        },
        Error::DuplicateParameter {
            name: shown.clone(),
        },
        Error::CodeRedirectUri {
            sent: shown.clone(),
        },
        Error::ScopeNotGranted { scope: shown },
    ] {
        let description = error.to_string();
        let allowed = |c: char| matches!(c, ' '..='~') && c != '"' && c != '\\';
        assert!(description.chars().all(allowed), "{description}");
        assert!(description.len() < 256, "{description}");
    }
    let denied = Error::Denied {
        reason: format!("z\u{e4}h\r\n{}", "x".repeat(2_000)),
    };
    let description = denied.to_string();
    assert!(description.starts_with("z\u{e4}hx"));
    assert_eq!(description.chars().count(), 1_000);
}

//! Tests of `authorize`: what each parameter may be, and which errors stay on a page.

use tenant::{ClientKind, RedirectUri};

use super::*;
use crate::Rendered;
use crate::fixture::*;

/// Where an answer goes: to the client by its mode, or to the user.
#[derive(Debug, PartialEq)]
enum Shown {
    Page(Error),
    Redirect(Error, ResponseMode),
}

fn checked(query: &str, client: &Client) -> Result<AuthorizeRequest, Shown> {
    let params = Params::from_query(query).map_err(Shown::Page)?;
    let params = AuthorizeParams::parse(params).map_err(Shown::Page)?;
    let api = api();
    let api = params.audience().filter(|&id| id == AUDIENCE).map(|_| &api);
    params
        .check(Some(client), api)
        .map_err(|error| match error {
            AuthorizeError::Page(error) => Shown::Page(error),
            AuthorizeError::Redirect { error, return_to } => {
                assert_eq!(return_to.redirect_uri, "https://app.example/cb");
                assert_eq!(
                    return_to.state.as_deref(),
                    query.contains("state=").then_some("st")
                );
                Shown::Redirect(error, return_to.mode)
            }
        })
}

/// The good query with one parameter replaced or, with an empty value, left out.
fn with(name: &str, value: &str) -> String {
    let kept = good_query();
    let kept = kept
        .split('&')
        .filter(|pair| pair.split('=').next() != Some(name));
    kept.map(str::to_owned)
        .chain([format!("{name}={value}")])
        .collect::<Vec<_>>()
        .join("&")
}

fn check_page(query: &str, expected: Error) {
    assert_eq!(
        checked(query, &client(ClientKind::Spa)),
        Err(Shown::Page(expected)),
        "{query}"
    );
}

fn check_redirect(query: &str, expected: Error) {
    let shown = checked(query, &client(ClientKind::Spa));
    assert_eq!(
        shown,
        Err(Shown::Redirect(expected, ResponseMode::Query)),
        "{query}"
    );
}

fn check_good<T: std::fmt::Debug + PartialEq>(
    query: &str,
    read: impl Fn(&AuthorizeRequest) -> T,
    expected: T,
) {
    assert_eq!(
        checked(query, &client(ClientKind::Spa)).as_ref().map(read),
        Ok(expected),
        "{query}"
    );
}

#[test]
fn a_bad_client_or_redirect_uri_stays_on_a_page() {
    check_page(&with("client_id", ""), Error::Missing { name: "client_id" });
    check_page(&with("client_id", "a%20b"), Error::UnknownClient);
    check_page(&with("client_id", "other"), Error::UnknownClient);
    let params = AuthorizeParams::parse(Params::from_query(&good_query()).unwrap()).unwrap();
    assert_eq!(
        params.check(None, None),
        Err(AuthorizeError::Page(Error::UnknownClient))
    );
    for uri in [
        "https://app.example/cb/",
        "https://app.example/cb?x=1",
        "https://app.example/cb%23x",
        "https://APP.example/cb",
        "https://app.example:443/cb",
        "https://evil.example/cb",
        "https://app.example/cb/../cb",
        "javascript:alert(1)",
    ] {
        check_page(&with("redirect_uri", uri), Error::RedirectUriMismatch);
    }
    check_page(
        "client_id=app&client_id=app",
        Error::DuplicateParameter {
            name: "client_id".into(),
        },
    );
}

#[test]
fn a_redirect_uri_may_be_left_out_when_one_is_registered() {
    let query = with("redirect_uri", "");
    check_good(
        &query,
        |request| request.redirect_uri_source,
        RedirectUriSource::Registration,
    );
    check_good(
        &good_query(),
        |request| request.redirect_uri_source,
        RedirectUriSource::Request,
    );
    let mut two = client(ClientKind::Spa);
    two.redirect_uris
        .push(RedirectUri::parse("https://app.example/two").unwrap());
    let missing = Shown::Page(Error::Missing {
        name: "redirect_uri",
    });
    assert_eq!(checked(&query, &two), Err(missing));
    two.redirect_uris.clear();
    let missing = Shown::Page(Error::Missing {
        name: "redirect_uri",
    });
    assert_eq!(checked(&query, &two), Err(missing));
}

#[test]
fn a_native_client_on_loopback_chooses_its_port() {
    let on_loopback = |kind| Client {
        redirect_uris: vec![RedirectUri::parse("http://127.0.0.1/cb").unwrap()],
        ..client(kind)
    };
    for (kind, sent, expected) in [
        (ClientKind::Native, "http://127.0.0.1:51004/cb", true),
        (ClientKind::Native, "http://127.0.0.1/cb", true),
        (ClientKind::Native, "http://127.0.0.1:51004/other", false),
        (ClientKind::Native, "http://localhost:51004/cb", false),
        (
            ClientKind::Native,
            "http://127.0.0.1:51004@evil.example/cb",
            false,
        ),
        (ClientKind::Spa, "http://127.0.0.1:51004/cb", false),
        (ClientKind::Spa, "http://127.0.0.1/cb", true),
    ] {
        let request = checked(&with("redirect_uri", sent), &on_loopback(kind));
        assert_eq!(
            request.map(|request| request.redirect_uri).ok(),
            expected.then(|| sent.to_owned()),
            "{sent}"
        );
    }
}

#[test]
fn everything_else_goes_back_to_the_client() {
    let unsupported = |parameter| Error::UnsupportedParameter { parameter };
    for (name, value, expected) in [
        (
            "response_type",
            "",
            Error::Missing {
                name: "response_type",
            },
        ),
        ("response_type", "CODE", Error::UnsupportedResponseType),
        ("response_type", "none", Error::UnsupportedResponseType),
        (
            "request",
            "e30.e30.",
            unsupported(UnsupportedParameter::Request),
        ),
        (
            "request_uri",
            "urn:x",
            unsupported(UnsupportedParameter::RequestUri),
        ),
        (
            "registration",
            "{}",
            unsupported(UnsupportedParameter::Registration),
        ),
        (
            "audience",
            "https://other.example/",
            Error::UnknownAudience {
                audience: "https://other.example/".into(),
            },
        ),
        ("scope", "a%22b", Error::MalformedScope),
    ] {
        check_redirect(&with(name, value), expected);
    }
    let scopes = (0..=100)
        .map(|n| format!("s{n}"))
        .collect::<Vec<_>>()
        .join("+");
    check_redirect(&with("scope", &scopes), Error::TooManyScopes { limit: 100 });
}

#[test]
fn values_no_parameter_can_have_go_back_to_the_client() {
    for (name, value, expected) in [
        (
            "max_age",
            "-1",
            Error::Invalid {
                name: "max_age",
                because: "must be a whole number of seconds",
            },
        ),
        (
            "max_age",
            "%2B1",
            Error::Invalid {
                name: "max_age",
                because: "must be a whole number of seconds",
            },
        ),
        (
            "max_age",
            "1.5",
            Error::Invalid {
                name: "max_age",
                because: "must be a whole number of seconds",
            },
        ),
        (
            "prompt",
            "none login",
            Error::Invalid {
                name: "prompt",
                because: "none must stand alone",
            },
        ),
        (
            "prompt",
            "create",
            Error::Invalid {
                name: "prompt",
                because: "must be none, login, consent or select_account",
            },
        ),
        (
            "response_mode",
            "web_message",
            Error::Invalid {
                name: "response_mode",
                because: "must be query, fragment or form_post",
            },
        ),
    ] {
        check_redirect(&with(name, value), expected);
    }
}

#[test]
fn front_channel_tokens_are_refused_where_their_clients_look() {
    for types in [
        "token",
        "id_token",
        "id_token token",
        "code id_token",
        "code token",
        "code id_token token",
    ] {
        let query = with("response_type", &types.replace(' ', "+"));
        let refused = |mode| Err(Shown::Redirect(Error::UnsupportedResponseType, mode));
        let client = client(ClientKind::Spa);
        assert_eq!(
            checked(&query, &client),
            refused(ResponseMode::Fragment),
            "{types}"
        );
        let form = format!("{query}&response_mode=form_post");
        assert_eq!(
            checked(&form, &client),
            refused(ResponseMode::FormPost),
            "{types}"
        );
    }
}

#[test]
fn a_client_without_the_grant_is_told() {
    let mut client = client(ClientKind::Web);
    client.grant_types.clear();
    let error = Error::GrantNotAllowed {
        grant_type: "authorization_code",
    };
    assert_eq!(
        checked(&good_query(), &client),
        Err(Shown::Redirect(error, ResponseMode::Query))
    );
}

#[test]
fn pkce_is_required_of_public_clients_and_kept_of_all() {
    let none = with("code_challenge", "").replace("&code_challenge_method=S256", "");
    for (kind, expected) in [
        (ClientKind::Spa, false),
        (ClientKind::Native, false),
        (ClientKind::Web, true),
    ] {
        assert_eq!(checked(&none, &client(kind)).is_ok(), expected, "{kind:?}");
        let with_challenge = checked(&good_query(), &client(kind)).unwrap();
        assert!(
            with_challenge.code_challenge.unwrap().is_met_by(VERIFIER),
            "{kind:?}"
        );
    }
    for (name, value) in [
        ("code_challenge_method", "plain"),
        ("code_challenge_method", ""),
        ("code_challenge", "short"),
        ("code_challenge", ""),
    ] {
        for kind in [ClientKind::Spa, ClientKind::Web] {
            let shown = checked(&with(name, value), &client(kind));
            assert!(
                matches!(shown, Err(Shown::Redirect(Error::Pkce { .. }, _))),
                "{name}={value}: {shown:?}"
            );
        }
    }
}

#[test]
fn each_parameter_is_kept() {
    check_good(
        &with("scope", "read+openid+no+read"),
        |r| r.requested_scopes.to_string(),
        "read openid no".into(),
    );
    check_good(
        &with("scope", "read+openid+no"),
        |r| r.scopes.to_string(),
        "openid".into(),
    );
    let with_api = format!("{}&audience={AUDIENCE}", with("scope", "read+openid+no"));
    check_good(&with_api, |r| r.scopes.to_string(), "read openid".into());
    check_good(&with_api, |r| r.audience.clone(), Some(AUDIENCE.into()));
    check_good(&good_query(), |r| r.audience.clone(), None);
    check_good(
        &with("state", "a+%26%3D"),
        |r| r.state.clone(),
        Some("a &=".into()),
    );
    check_good(&with("nonce", "n"), |r| r.nonce.clone(), Some("n".into()));
    check_good(&with("max_age", "0"), |r| r.max_age_s, Some(0));
    check_good(&with("max_age", ""), |r| r.max_age_s, None);
    check_good(
        &with("login_hint", "ann@x.example"),
        |r| r.login_hint.clone(),
        Some("ann@x.example".into()),
    );
    check_good(
        &with("id_token_hint", "e.y.J"),
        |r| r.query.contains_key("id_token_hint"),
        false,
    );
}

#[test]
fn each_wish_is_kept() {
    check_good(
        &with("ui_locales", "de-AT++en"),
        |r| r.ui_locales.join("|"),
        "de-AT|en".into(),
    );
    check_good(
        &with("acr_values", "a+b"),
        |r| r.acr_values.join("|"),
        "a|b".into(),
    );
    check_good(
        &with("connection", "users"),
        |r| r.connection.clone(),
        Some("users".into()),
    );
    check_good(
        &with("screen_hint", "signup"),
        |r| r.screen_hint,
        Some(ScreenHint::Signup),
    );
    check_good(
        &with("screen_hint", "login"),
        |r| r.screen_hint,
        Some(ScreenHint::Login),
    );
    check_good(&with("screen_hint", "reset"), |r| r.screen_hint, None);
    check_good(&with("prompt", "none"), AuthorizeRequest::is_silent, true);
    check_good(
        &with("prompt", "login+consent"),
        AuthorizeRequest::is_silent,
        false,
    );
    for (mode, expected) in [
        ("form_post", ResponseMode::FormPost),
        ("fragment", ResponseMode::Fragment),
        ("", ResponseMode::Query),
    ] {
        check_good(&with("response_mode", mode), |r| r.response_mode, expected);
    }
    check_good(
        &with("ext-a", "b"),
        |r| r.query.get("ext-a").cloned(),
        Some("b".into()),
    );
    check_good(
        &with("client_secret", "x"),
        |r| r.query.contains_key("client_secret"),
        false,
    );
}

#[test]
fn the_api_is_the_one_that_was_named_or_the_default_one() {
    let params = |query: &str| AuthorizeParams::parse(Params::from_query(query).unwrap()).unwrap();
    let client = client(ClientKind::Spa);
    let default = params(&good_query())
        .check(Some(&client), Some(&api()))
        .unwrap();
    assert_eq!(default.audience.as_deref(), Some(AUDIENCE));
    let named = params(&with("audience", "https://other.example/"));
    let other = named.check(Some(&client), Some(&api()));
    assert!(matches!(
        other,
        Err(AuthorizeError::Redirect {
            error: Error::UnknownAudience { .. },
            ..
        })
    ));
}

#[test]
fn one_past_each_limit_is_named() {
    let long = |name: &str, limit: usize| with(name, &"9".repeat(limit + 1));
    for (name, limit) in [
        ("state", 4_096),
        ("nonce", 1_024),
        ("max_age", 16),
        ("scope", 4_096),
        ("redirect_uri", 2_000),
    ] {
        check_page(
            &long(name, limit),
            Error::ParameterTooLong {
                name: name.into(),
                limit,
            },
        );
    }
    check_good(
        &with("nonce", &"9".repeat(1_024)),
        |r| r.nonce.as_ref().map(String::len),
        Some(1_024),
    );
    check_good(
        &with("max_age", &"9".repeat(16)),
        |r| r.max_age_s,
        Some(9_999_999_999_999_999),
    );
}

#[test]
fn a_request_survives_its_own_json_and_answers() {
    let request = authorize_request("scope=openid&nonce=n&max_age=3&response_mode=fragment");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(
        serde_json::from_str::<AuthorizeRequest>(&json).unwrap(),
        request
    );
    let to = "https://app.example/cb#";
    let iss = "iss=https%3A%2F%2Facme.example%2F";
    assert_eq!(
        request.respond("c0de", ISSUER).render(),
        Rendered::Redirect(format!("{to}code=c0de&state=st&{iss}"))
    );
    assert_eq!(
        request.refuse(&Error::LoginRequired, ISSUER).render(),
        Rendered::Redirect(format!(
            "{to}error=login_required&error_description=Login+required&state=st&{iss}"
        ))
    );
}

//! Tests of `logout`: where it may lead, and when the user is asked first.

use tenant::ClientKind;

use super::*;
use crate::fixture::client;

const BYE: &str = "https://app.example/bye";
const TENANT_BYE: &str = "https://acme.example/bye";

fn settings() -> TenantSettings {
    TenantSettings {
        allowed_logout_urls: vec![LogoutUrl::parse(TENANT_BYE).unwrap()],
        ..TenantSettings::default()
    }
}

fn params(query: &str) -> Params {
    Params::from_query(query).unwrap()
}

/// The client of a request that names `app`; any other is unknown.
fn known(id: Option<&ClientId>) -> Option<Client> {
    id.filter(|id| id.as_str() == "app")
        .map(|_| client(ClientKind::Spa))
}

fn check_v2(query: &str, expected: Result<Option<&str>, Error>) {
    let found = V2LogoutRequest::parse(&params(query)).and_then(|request| {
        check_v2_logout(
            &request,
            known(request.client_id.as_ref()).as_ref(),
            &settings(),
        )
    });
    assert_eq!(found, expected.map(|url| url.map(str::to_owned)), "{query}");
}

#[test]
fn v2_goes_where_the_list_allows() {
    let refused = || Err(Error::LogoutUrlNotAllowed);
    check_v2("", Ok(None));
    check_v2("federated=1", Ok(None));
    check_v2(&format!("returnTo={TENANT_BYE}"), Ok(Some(TENANT_BYE)));
    check_v2(&format!("returnTo={BYE}"), refused());
    check_v2("client_id=app", Ok(Some(BYE)));
    check_v2(&format!("client_id=app&returnTo={BYE}"), Ok(Some(BYE)));
    check_v2(
        "client_id=app&returnTo=https://app.example/out%3Fa%3D1",
        Ok(Some("https://app.example/out?a=1")),
    );
    check_v2(&format!("client_id=app&returnTo={TENANT_BYE}"), refused());
    check_v2(&format!("client_id=app&returnTo={BYE}/"), refused());
    check_v2(&format!("client_id=app&returnTo={BYE}%3Fa%3D1"), refused());
    check_v2("client_id=app&returnTo=//evil.example", refused());
    check_v2("client_id=other", Err(Error::UnknownClient));
    check_v2("client_id=a%20b", Err(Error::UnknownClient));
}

#[test]
fn v2_without_a_list_stays() {
    let mut without = client(ClientKind::Spa);
    without.allowed_logout_urls.clear();
    let request = V2LogoutRequest::parse(&params("client_id=app")).unwrap();
    assert_eq!(
        check_v2_logout(&request, Some(&without), &settings()),
        Ok(None)
    );
}

/// The claims of a hint: client, user and session.
type Hint<'a> = Option<(&'a str, &'a str, Option<&'a str>)>;

fn checked(
    query: &str,
    hint: Hint<'_>,
    current: Option<(&str, &str)>,
) -> Result<LogoutAnswer, Error> {
    let request = LogoutRequest::parse(&params(query))?;
    let hint = hint.map(|(client, user, session)| IdTokenHint {
        client_id: ClientId::new(client),
        user_id: UserId::new(user),
        session_id: session.map(SessionId::new),
    });
    let named = request
        .client_id
        .as_ref()
        .or(hint.as_ref().map(|hint| &hint.client_id));
    let client = known(named);
    let current = current.map(|(session, user)| (SessionId::new(session), UserId::new(user)));
    let current = current.as_ref().map(|(session, user)| (session, user));
    check_logout(
        &request,
        hint.as_ref(),
        client.as_ref(),
        &settings(),
        current,
    )
}

#[test]
fn nobody_is_signed_out_unasked_unless_something_vouches() {
    let own = Some(("s1", "ann"));
    let end = LogoutAnswer::End(None);
    let ask = LogoutAnswer::Confirm(None);
    for (query, hint, current, expected) in [
        ("", None, own, &ask),
        ("", None, None, &end),
        ("client_id=app", None, own, &ask),
        ("", Some(("app", "ann", Some("s1"))), own, &end),
        ("", Some(("app", "ann", None)), own, &end),
        ("", Some(("app", "ann", Some("s2"))), own, &ask),
        ("", Some(("app", "bea", Some("s1"))), own, &ask),
        ("", Some(("app", "bea", None)), own, &ask),
        ("", Some(("app", "bea", None)), None, &end),
        ("client_id=app&logout_hint=s1", None, own, &end),
        ("client_id=app&logout_hint=s2", None, own, &ask),
        (
            "logout_hint=s1",
            Some(("app", "ann", Some("s1"))),
            own,
            &end,
        ),
        ("logout_hint=s1", Some(("app", "ann", None)), own, &end),
        ("logout_hint=s2", Some(("app", "ann", None)), own, &ask),
        ("logout_hint=s1", Some(("app", "bea", None)), own, &ask),
    ] {
        assert_eq!(
            checked(query, hint, current).as_ref(),
            Ok(expected),
            "{query} {hint:?} {current:?}"
        );
    }
}

#[test]
fn hints_agree_or_are_refused() {
    let hint = Some(("app", "ann", Some("s1")));
    for (query, because) in [
        (
            "client_id=other",
            "client_id is not the one of id_token_hint",
        ),
        (
            "logout_hint=s2",
            "logout_hint is not the session of id_token_hint",
        ),
        ("logout_hint=a%20b", "logout_hint must be a session id"),
    ] {
        assert_eq!(
            checked(query, hint, None),
            Err(Error::LogoutHint { because }),
            "{query}"
        );
    }
    assert_eq!(
        checked("client_id=other", None, None),
        Err(Error::UnknownClient)
    );
    assert_eq!(
        checked("", Some(("gone", "ann", None)), None),
        Err(Error::UnknownClient)
    );
}

#[test]
fn oidc_goes_where_the_list_allows_and_brings_the_state_back() {
    let hint = Some(("app", "ann", Some("s1")));
    let refused = || Err(Error::LogoutUrlNotAllowed);
    for (query, hint, expected) in [
        (format!("post_logout_redirect_uri={BYE}"), hint, Ok(BYE)),
        (
            format!("post_logout_redirect_uri={BYE}&state=a+b"),
            hint,
            Ok("https://app.example/bye?state=a+b"),
        ),
        (
            "post_logout_redirect_uri=https://app.example/out%3Fa%3D1&state=s".into(),
            hint,
            Ok("https://app.example/out?a=1&state=s"),
        ),
        (
            format!("post_logout_redirect_uri={BYE}&client_id=app"),
            None,
            Ok(BYE),
        ),
        (
            format!("post_logout_redirect_uri={TENANT_BYE}"),
            None,
            Ok(TENANT_BYE),
        ),
        (
            format!("post_logout_redirect_uri={TENANT_BYE}"),
            hint,
            refused(),
        ),
        (format!("post_logout_redirect_uri={BYE}"), None, refused()),
        (
            format!("post_logout_redirect_uri={BYE}/&state=s"),
            hint,
            refused(),
        ),
    ] {
        let expected = expected.map(|url| LogoutAnswer::End(Some(url.to_owned())));
        assert_eq!(checked(&query, hint, None), expected, "{query}");
    }
}

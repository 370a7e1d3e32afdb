//! Tests of `client_credentials`: which client may have what of which API.

use tenant::{ClientId, ClientKind, TokenEndpointAuthMethod};

use super::*;
use crate::fixture::*;

fn check(
    client: &Client,
    (audience, api): (Option<&str>, Option<&Api>),
    grant: Option<&ClientGrant>,
    requested: &str,
    expected: Result<&str, Error>,
) {
    let requested = ScopeList::parse(requested).unwrap();
    let found = check_client_credentials(client, audience, api, grant, &requested);
    let found = found.map(|granted| format!("{} {}", granted.audience, granted.scopes));
    assert_eq!(
        found,
        expected.map(|scopes| format!("{AUDIENCE} {scopes}")),
        "{requested}"
    );
}

#[test]
fn scopes_are_those_of_the_grant() {
    let (client, api) = (client(ClientKind::M2m), api());
    let named = (Some(AUDIENCE), Some(&api));
    let refused = |scope: &str| {
        Err(Error::ScopeNotGranted {
            scope: scope.into(),
        })
    };
    let both = client_grant(&["write", "read"]);
    let stale = client_grant(&["read", "gone"]);
    let none = client_grant(&[]);
    for (grant, requested, expected) in [
        (&both, "", Ok("read write")),
        (&both, "write", Ok("write")),
        (&both, "write read", Ok("write read")),
        (&both, "read admin", refused("admin")),
        (&both, "openid", refused("openid")),
        (&none, "", Ok("")),
        (&none, "read", refused("read")),
        // The API has dropped a scope that an older grant still names.
        (&stale, "", Ok("read")),
        (&stale, "gone", refused("gone")),
    ] {
        check(&client, named, Some(grant), requested, expected.clone());
        check(
            &client,
            (None, Some(&api)),
            Some(grant),
            requested,
            expected,
        );
    }
}

#[test]
fn without_the_grant_type_nothing_is_granted() {
    let api = api();
    let refused = Err(Error::GrantNotAllowed {
        grant_type: "client_credentials",
    });
    let mut public = client(ClientKind::M2m);
    public.token_endpoint_auth_method = TokenEndpointAuthMethod::None;
    for client in [client(ClientKind::Web), client(ClientKind::Spa), public] {
        check(
            &client,
            (Some(AUDIENCE), Some(&api)),
            Some(&client_grant(&["read"])),
            "read",
            refused.clone(),
        );
    }
}

#[test]
fn the_api_and_the_grant_have_to_be_there() {
    let (client, api) = (client(ClientKind::M2m), api());
    let grant = client_grant(&["read"]);
    let other_client = ClientGrant {
        client_id: ClientId::new("other"),
        ..grant.clone()
    };
    let other_api = ClientGrant {
        audience: "https://other.example/".into(),
        ..grant.clone()
    };
    let no_grant = || {
        Err(Error::NoClientGrant {
            audience: AUDIENCE.into(),
        })
    };
    let unknown = |audience: &str| {
        Err(Error::UnknownAudience {
            audience: audience.into(),
        })
    };
    let named = (Some(AUDIENCE), Some(&api));
    for (api, grant, expected) in [
        ((None, None), None, Err(Error::MissingAudience)),
        ((Some("x"), None), None, unknown("x")),
        ((Some("x"), Some(&api)), Some(&grant), unknown("x")),
        (named, None, no_grant()),
        (named, Some(&other_client), no_grant()),
        (named, Some(&other_api), no_grant()),
        (named, Some(&grant), Ok("read")),
    ] {
        check(&client, api, grant, "", expected);
    }
}

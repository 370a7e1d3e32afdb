//! Clients.

use std::collections::{BTreeMap, BTreeSet};

use super::{check, metadata, urls};
use crate::*;

fn client() -> Client {
    Client {
        tenant: TenantId::new("acme"),
        client_id: ClientId::new("app"),
        name: "App".into(),
        kind: ClientKind::Web,
        secret_hashes: vec![SecretHash::of("a")],
        redirect_uris: vec![],
        allowed_logout_urls: vec![],
        web_origins: vec![],
        grant_types: BTreeSet::from([GrantType::ClientCredentials]),
        token_endpoint_auth_method: TokenEndpointAuthMethod::ClientSecretPost,
        id_token_s: None,
        metadata: BTreeMap::new(),
        created_at_ms: 0,
    }
}

#[test]
fn clients() {
    let check = |change: &dyn Fn(&mut Client), expected| {
        check(&client(), Client::validate, change, expected)
    };
    check(
        &|client| client.client_id = ClientId::new("a".repeat(128)),
        Ok(()),
    );
    check(
        &|client| client.client_id = ClientId::new("a".repeat(129)),
        Err("client_id"),
    );
    check(
        &|client| client.client_id = ClientId::new("a b"),
        Err("client_id"),
    );
    check(&|client| client.name = "x".repeat(100), Ok(()));
    check(&|client| client.name = "x".repeat(101), Err("name"));
    let hashes = |count: usize| (0..count).map(|n| SecretHash::of(&n.to_string())).collect();
    check(&|client| client.secret_hashes = hashes(2), Ok(()));
    check(
        &|client| client.secret_hashes = hashes(3),
        Err("secret_hashes"),
    );
    for (count, ok) in [(100, true), (101, false)] {
        let expected = |name| if ok { Ok(()) } else { Err(name) };
        check(
            &|client| client.redirect_uris = urls(count, RedirectUri::parse),
            expected("redirect_uris"),
        );
        check(
            &|client| client.allowed_logout_urls = urls(count, LogoutUrl::parse),
            expected("allowed_logout_urls"),
        );
        check(
            &|client| client.web_origins = urls(count, WebOrigin::parse),
            expected("web_origins"),
        );
    }
    check(
        &|client| {
            client.redirect_uris =
                [urls(1, RedirectUri::parse), urls(1, RedirectUri::parse)].concat()
        },
        Err("redirect_uris"),
    );
    check(&|client| client.metadata = metadata(10, 255), Ok(()));
    check(&|client| client.metadata = metadata(11, 5), Err("metadata"));
    check(
        &|client| client.metadata = metadata(1, 256),
        Err("metadata"),
    );
    for (seconds, expected) in [
        (1, Ok(())),
        (LONGEST_TOKEN_S, Ok(())),
        (0, Err("id_token_s")),
        (LONGEST_TOKEN_S + 1, Err("id_token_s")),
    ] {
        check(&|client| client.id_token_s = Some(seconds), expected);
    }
}

#[test]
fn each_kind_of_client_authenticates_as_it_can() {
    use ClientKind::{M2m, Native, Spa, Web};
    use TokenEndpointAuthMethod::{ClientSecretBasic, None};
    let code = GrantType::AuthorizationCode;
    let own = GrantType::ClientCredentials;
    for (kind, method, secrets, grant, expected) in [
        (Spa, None, 0, code, Ok(())),
        (Native, None, 0, code, Ok(())),
        (Web, ClientSecretBasic, 1, code, Ok(())),
        (M2m, ClientSecretBasic, 2, own, Ok(())),
        (
            Spa,
            ClientSecretBasic,
            1,
            code,
            Err("token_endpoint_auth_method"),
        ),
        (
            Native,
            ClientSecretBasic,
            1,
            code,
            Err("token_endpoint_auth_method"),
        ),
        (
            Web,
            ClientSecretBasic,
            0,
            code,
            Err("token_endpoint_auth_method"),
        ),
        (Web, None, 1, code, Err("token_endpoint_auth_method")),
        (Web, None, 0, own, Err("grant_types")),
    ] {
        let change = |client: &mut Client| {
            client.kind = kind;
            client.token_endpoint_auth_method = method;
            client.secret_hashes = vec![SecretHash::of("a"); secrets];
            client.grant_types = BTreeSet::from([grant]);
        };
        check(&client(), Client::validate, change, expected);
    }
}

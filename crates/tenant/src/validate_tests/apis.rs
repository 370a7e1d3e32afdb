//! APIs, grants, connections and administrators' tokens.

use std::collections::{BTreeMap, BTreeSet};

use super::{check, metadata};
use crate::*;

fn scopes(count: usize, bytes: usize) -> Vec<Scope> {
    let scope = |n| Scope {
        value: format!("{n:0bytes$}"),
        description: String::new(),
    };
    (0..count).map(scope).collect()
}

fn api() -> Api {
    Api {
        tenant: TenantId::new("acme"),
        id: ApiId::new("api_1"),
        identifier: "https://api.example/".into(),
        name: "API".into(),
        scopes: vec![],
        token_s: 60,
        dialect: TokenDialect::AccessToken,
        created_at_ms: 0,
    }
}

#[test]
fn apis() {
    let api = api();
    let check_api =
        |change: &dyn Fn(&mut Api), expected| check(&api, Api::validate, change, expected);
    check_api(&|api| api.identifier = "x".repeat(600), Ok(()));
    check_api(&|api| api.identifier = "x".repeat(601), Err("identifier"));
    check_api(&|api| api.identifier = String::new(), Err("identifier"));
    check_api(&|api| api.name = "x".repeat(200), Ok(()));
    check_api(&|api| api.name = "x".repeat(201), Err("name"));
    for (seconds, expected) in [
        (1, Ok(())),
        (LONGEST_TOKEN_S, Ok(())),
        (0, Err("token_s")),
        (LONGEST_TOKEN_S + 1, Err("token_s")),
    ] {
        check_api(&|api| api.token_s = seconds, expected);
    }
    check_api(&|api| api.scopes = scopes(1_000, 4), Ok(()));
    check_api(&|api| api.scopes = scopes(1_001, 4), Err("scopes"));
    check_api(&|api| api.scopes = scopes(1, 280), Ok(()));
    check_api(&|api| api.scopes = scopes(1, 281), Err("scopes"));
    check_api(
        &|api| api.scopes = [scopes(1, 1), scopes(1, 1)].concat(),
        Err("scopes"),
    );
    for bad in ["a b", "a\"", "a\\", "\u{e4}", ""] {
        check_api(
            &|api| {
                api.scopes = vec![Scope {
                    value: bad.into(),
                    description: String::new(),
                }]
            },
            Err("scopes"),
        );
    }
    let described = |bytes| {
        vec![Scope {
            value: "a".into(),
            description: "d".repeat(bytes),
        }]
    };
    check_api(&|api| api.scopes = described(500), Ok(()));
    check_api(
        &|api| api.scopes = described(501),
        Err("scopes.description"),
    );
}

#[test]
fn grants() {
    let api = Api {
        scopes: scopes(3, 1),
        ..api()
    };
    let grant = ClientGrant {
        tenant: TenantId::new("acme"),
        id: ClientGrantId::new("cgr_1"),
        client_id: ClientId::new("app"),
        audience: api.identifier.clone(),
        scopes: BTreeSet::from(["0".to_owned(), "2".to_owned()]),
        created_at_ms: 0,
    };
    let check_grant = |change: &dyn Fn(&mut ClientGrant), expected| {
        check(&grant, |grant| grant.validate(&api), change, expected);
    };
    check_grant(&|grant| grant.audience.push('x'), Err("audience"));
    check_grant(
        &|grant| grant.scopes = BTreeSet::from(["3".to_owned()]),
        Err("scope"),
    );
    check_grant(
        &|grant| grant.scopes = (0..1_001).map(|n| n.to_string()).collect(),
        Err("scope"),
    );
}

#[test]
fn connections_and_admin_tokens() {
    let connection = Connection {
        tenant: TenantId::new("acme"),
        id: ConnectionId::new("con_1"),
        name: "Users".into(),
        strategy: Strategy::Database,
        sign_up: SignUp::Open,
        password_policy: PasswordPolicy::default(),
        metadata: BTreeMap::new(),
        created_at_ms: 0,
    };
    let check_connection = |change: &dyn Fn(&mut Connection), expected| {
        check(&connection, Connection::validate, change, expected)
    };
    check_connection(&|one| one.name = "x".repeat(128), Ok(()));
    check_connection(&|one| one.name = "x".repeat(129), Err("name"));
    check_connection(&|one| one.name = "a_b".into(), Err("name"));
    for (length, expected) in [
        (8, Ok(())),
        (72, Ok(())),
        (7, Err("password_policy.min_length")),
        (73, Err("password_policy.min_length")),
    ] {
        check_connection(&|one| one.password_policy.min_length = length, expected);
    }
    for (classes, expected) in [
        (4, Ok(())),
        (5, Err("password_policy.min_character_classes")),
    ] {
        check_connection(
            &|one| one.password_policy.min_character_classes = classes,
            expected,
        );
    }
    check_connection(&|one| one.metadata = metadata(10, 255), Ok(()));
    check_connection(&|one| one.metadata = metadata(11, 5), Err("metadata"));

    let token = AdminToken {
        id: AdminTokenId::new("adm_1"),
        tenant: TenantId::new("acme"),
        role: AdminRole::Viewer,
        name: "token".into(),
        hash: SecretHash::of("a"),
        created_at_ms: 0,
        expires_at_ms: Some(10),
    };
    check(
        &token,
        AdminToken::validate,
        |token| token.name = "x".repeat(100),
        Ok(()),
    );
    check(
        &token,
        AdminToken::validate,
        |token| token.name = "x".repeat(101),
        Err("name"),
    );
    assert!(token.is_valid_at(9) && !token.is_valid_at(10));
    assert!(
        AdminToken {
            expires_at_ms: None,
            ..token
        }
        .is_valid_at(u64::MAX)
    );
}

//! What the fuzz targets start from: clients of every kind and an API; a guest that has been taken over, and its world.
#![forbid(unsafe_code)]

pub mod calls;
pub mod play;
pub mod replayed;
pub mod samples;
pub mod world;

use std::collections::{BTreeMap, BTreeSet};

use tenant::*;

/// The issuer of every answer.
pub const ISSUER: &str = "https://acme.example/";
/// The secret of the confidential clients.
pub const SECRET: &str = "s3cret";

/// A client of each kind; all have the id `app`, so that any request may meet any of them.
pub fn clients() -> Vec<Client> {
    use ClientKind::{M2m, Native, Spa, Web};
    [Spa, Web, Native, M2m].into_iter().map(client).collect()
}

fn client(kind: ClientKind) -> Client {
    let public = matches!(kind, ClientKind::Spa | ClientKind::Native);
    let uris = [
        "https://app.example/cb?a=1",
        "http://127.0.0.1/cb",
        "com.example.app:/cb",
    ];
    let uris = uris.map(|uri| RedirectUri::parse(uri).expect("a redirect URI"));
    Client {
        tenant: TenantId::new("acme"),
        client_id: ClientId::new("app"),
        name: "App".into(),
        kind,
        secret_hashes: if public {
            vec![]
        } else {
            vec![SecretHash::of(SECRET)]
        },
        redirect_uris: uris.to_vec(),
        allowed_logout_urls: vec![],
        web_origins: vec![],
        grant_types: BTreeSet::from([GrantType::AuthorizationCode, GrantType::ClientCredentials]),
        token_endpoint_auth_method: match public {
            true => TokenEndpointAuthMethod::None,
            false => TokenEndpointAuthMethod::ClientSecretBasic,
        },
        id_token_s: None,
        metadata: BTreeMap::new(),
        created_at_ms: 0,
    }
}

/// An API that knows `read` and `write`.
pub fn api() -> Api {
    let scopes = ["read", "write"].map(|value| Scope {
        value: value.into(),
        description: String::new(),
    });
    Api {
        tenant: TenantId::new("acme"),
        id: ApiId::new("api_1"),
        identifier: "https://api.example/".into(),
        name: "Things".into(),
        scopes: scopes.to_vec(),
        token_s: 600,
        dialect: TokenDialect::AccessToken,
        created_at_ms: 0,
    }
}

//! The values the tests of this crate start from.

use std::collections::{BTreeMap, BTreeSet};

use tenant::*;

use crate::{AuthorizeParams, AuthorizeRequest, Params};

pub(crate) const ISSUER: &str = "https://acme.example/";
pub(crate) const AUDIENCE: &str = "https://api.example/";
/// RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A client of the kind: public for a browser or a device, else with the secret `s3cret`.
pub(crate) fn client(kind: ClientKind) -> Client {
    let public = matches!(kind, ClientKind::Spa | ClientKind::Native);
    let grant = match kind {
        ClientKind::M2m => GrantType::ClientCredentials,
        _ => GrantType::AuthorizationCode,
    };
    let (method, secrets) = if public {
        (TokenEndpointAuthMethod::None, vec![])
    } else {
        let secrets = vec![SecretHash::of("s3cret"), SecretHash::of("older")];
        (TokenEndpointAuthMethod::ClientSecretPost, secrets)
    };
    Client {
        tenant: TenantId::new("acme"),
        client_id: ClientId::new("app"),
        name: "App".into(),
        kind,
        secret_hashes: secrets,
        redirect_uris: vec![RedirectUri::parse("https://app.example/cb").unwrap()],
        allowed_logout_urls: vec![
            LogoutUrl::parse("https://app.example/bye").unwrap(),
            LogoutUrl::parse("https://app.example/out?a=1").unwrap(),
        ],
        web_origins: vec![],
        grant_types: BTreeSet::from([grant]),
        token_endpoint_auth_method: method,
        id_token_s: None,
        metadata: BTreeMap::new(),
        created_at_ms: 0,
    }
}

/// An API that knows `read` and `write`.
pub(crate) fn api() -> Api {
    let scope = |value: &str| Scope {
        value: value.into(),
        description: String::new(),
    };
    Api {
        tenant: TenantId::new("acme"),
        id: ApiId::new("api_1"),
        identifier: AUDIENCE.into(),
        name: "Things".into(),
        scopes: vec![scope("read"), scope("write")],
        token_s: 600,
        dialect: TokenDialect::AccessToken,
        created_at_ms: 0,
    }
}

/// What the client may ask of the API for itself.
pub(crate) fn client_grant(scopes: &[&str]) -> ClientGrant {
    ClientGrant {
        tenant: TenantId::new("acme"),
        id: ClientGrantId::new("cgr_1"),
        client_id: ClientId::new("app"),
        audience: AUDIENCE.into(),
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        created_at_ms: 0,
    }
}

/// A checked request: what every browser client sends, and `more`.
pub(crate) fn authorize_request(more: &str) -> AuthorizeRequest {
    let query = format!("{}&{more}", good_query());
    AuthorizeParams::parse(Params::from_query(&query).unwrap())
        .unwrap()
        .check(Some(&client(ClientKind::Spa)), Some(&api()))
        .unwrap()
}

/// A query that is good for every kind of client.
pub(crate) fn good_query() -> String {
    format!(
        "client_id=app&redirect_uri=https://app.example/cb&response_type=code&state=st\
         &code_challenge={CHALLENGE}&code_challenge_method=S256"
    )
}

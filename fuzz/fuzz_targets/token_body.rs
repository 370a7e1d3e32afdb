//! A call of the token endpoint: `Content-Type`, a line feed, `Authorization` (or nothing), a line feed, the body.
//! Only the registered secret authenticates, and what an action gets to see holds no secret.
#![no_main]

use fuzz::{SECRET, api, clients};
use libfuzzer_sys::fuzz_target;
use oauth::{Presented, TokenRequest, authenticate, check_client_credentials};
use tenant::{ClientGrant, ClientGrantId, ClientId, TenantId};

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(3, |byte| *byte == b'\n');
    let mut line = || parts.next().and_then(|line| std::str::from_utf8(line).ok());
    let (content_type, authorization) = (line(), line().filter(|line| !line.is_empty()));
    let body = parts.next().unwrap_or_default();
    let (presented, request, params) = match TokenRequest::parse(content_type, authorization, body)
    {
        Ok(parsed) => parsed,
        Err(error) => {
            let body = error.body();
            let plain = |c: char| matches!(c, ' '..='~') && c != '"' && c != '\\';
            assert!(body.error_description.chars().all(plain), "{body:?}");
            assert!((400..=501).contains(&error.status()));
            return;
        }
    };
    for secret in ["client_secret", "code", "code_verifier"] {
        assert!(params.get(secret).is_none());
    }
    for client in clients() {
        let proven = authenticate(Some(&client), &presented).is_ok();
        let right = match &presented.presented {
            Presented::Nothing => client.is_public(),
            Presented::Basic(secret) | Presented::Post(secret) => {
                !client.is_public() && secret.expose() == SECRET
            }
        };
        assert_eq!(proven, right);
        if let TokenRequest::ClientCredentials { audience, scopes } = &request {
            let grant = grant();
            let checked = check_client_credentials(
                &client,
                audience.as_deref(),
                Some(&api()),
                Some(&grant),
                scopes,
            );
            if let Ok(granted) = checked {
                assert!(!client.is_public());
                assert!(
                    granted
                        .scopes
                        .iter()
                        .all(|scope| grant.scopes.contains(scope))
                );
            }
        }
    }
});

fn grant() -> ClientGrant {
    ClientGrant {
        tenant: TenantId::new("acme"),
        id: ClientGrantId::new("cgr_1"),
        client_id: ClientId::new("app"),
        audience: api().identifier,
        scopes: ["read".to_owned()].into(),
        created_at_ms: 0,
    }
}

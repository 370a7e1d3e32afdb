//! An ID token of ours that comes back as a hint (OpenID Connect Core section 3.1.2.1, RP-Initiated Logout section 2).

use serde_json::{Map, Value};
use tenant::{ClientId, SessionId, UserId};

use crate::Error;

/// Whom an ID token was about, and whom it was issued to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdTokenHint {
    /// `aud`.
    pub client_id: ClientId,
    /// `sub`.
    pub user_id: UserId,
    /// `sid`.
    pub session_id: Option<SessionId>,
}

impl IdTokenHint {
    /// Reads the claims of a token whose signature the caller verified; none when it was not one of ours. That it has
    /// expired does not count: it says who is meant, not who is here.
    pub fn read(verified: Option<&Map<String, Value>>, issuer: &str) -> Result<Self, Error> {
        let text = |name| verified?.get(name)?.as_str();
        match (text("iss"), text("aud"), text("sub")) {
            (Some(iss), Some(client), Some(user)) if iss == issuer => Ok(Self {
                client_id: ClientId::new(client),
                user_id: UserId::new(user),
                session_id: text("sid").map(SessionId::new),
            }),
            _ => Err(Error::Invalid {
                name: "id_token_hint",
                because: "is no ID token of this issuer",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fixture::authorize_request;

    fn read(claims: Value) -> Result<IdTokenHint, Error> {
        IdTokenHint::read(claims.as_object(), "https://acme.example/")
    }

    #[test]
    fn an_expired_id_token_of_this_issuer_says_who_is_meant() {
        let hint = read(json!({
            "iss": "https://acme.example/", "aud": "app", "sub": "auth0|1", "sid": "s1", "exp": 1
        }));
        assert_eq!(
            hint,
            Ok(IdTokenHint {
                client_id: ClientId::new("app"),
                user_id: UserId::new("auth0|1"),
                session_id: Some(SessionId::new("s1")),
            })
        );
    }

    #[test]
    fn what_is_no_id_token_of_this_issuer_is_invalid() {
        for claims in [
            Value::Null,
            json!({"aud": "app", "sub": "auth0|1"}),
            json!({"iss": "https://globex.example/", "aud": "app", "sub": "auth0|1"}),
            json!({"iss": "https://acme.example/", "aud": ["api", "userinfo"], "sub": "auth0|1"}),
            json!({"iss": "https://acme.example/", "aud": "app"}),
        ] {
            let told = read(claims.clone()).map_err(|error| error.to_string());
            assert_eq!(
                told,
                Err("Invalid parameter: id_token_hint is no ID token of this issuer".to_owned()),
                "{claims}"
            );
        }
    }

    #[test]
    fn only_a_clients_own_hint_says_who_is_meant_and_then_nobody_else_will_do() {
        let (ann, bob) = (UserId::new("auth0|1"), UserId::new("auth0|2"));
        let hint = |client: &str| IdTokenHint {
            client_id: ClientId::new(client),
            user_id: ann.clone(),
            session_id: None,
        };
        let mut request = authorize_request("scope=openid");
        assert_eq!(request.check_user(&bob), Ok(()));
        let other = request
            .expect(hint("other"))
            .map_err(|error| error.to_string());
        let told = "Invalid parameter: id_token_hint was issued to another client";
        assert_eq!(other, Err(told.to_owned()));
        assert_eq!(request.expect(hint("app")), Ok(()));
        assert_eq!(request.check_user(&ann), Ok(()));
        assert_eq!(request.check_user(&bob), Err(Error::LoginRequired));
    }
}

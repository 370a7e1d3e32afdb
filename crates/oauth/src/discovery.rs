//! The discovery document (OpenID Connect Discovery section 3, RFC 8414): only what this host has.

use serde::Serialize;

use crate::OIDC_SCOPES;

/// The path of userinfo.
pub const USERINFO_PATH: &str = "userinfo";

/// The document at `/.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each field is the specification's own word")]
pub struct Discovery {
    pub issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    pub userinfo_endpoint: String,
    pub jwks_uri: String,
    pub end_session_endpoint: String,
    pub scopes_supported: Vec<&'static str>,
    pub response_types_supported: Vec<&'static str>,
    pub response_modes_supported: Vec<&'static str>,
    pub grant_types_supported: Vec<&'static str>,
    pub code_challenge_methods_supported: Vec<&'static str>,
    pub subject_types_supported: Vec<&'static str>,
    pub id_token_signing_alg_values_supported: Vec<&'static str>,
    pub token_endpoint_auth_methods_supported: Vec<&'static str>,
    pub prompt_values_supported: Vec<&'static str>,
    pub claims_supported: Vec<&'static str>,
    pub request_parameter_supported: bool,
    pub request_uri_parameter_supported: bool,
    pub authorization_response_iss_parameter_supported: bool,
}

impl Discovery {
    /// The document of an issuer, which ends in `/`.
    #[must_use]
    pub fn of(issuer: &str) -> Self {
        let at = |path: &str| format!("{issuer}{path}");
        Self {
            issuer: issuer.to_owned(),
            authorization_endpoint: at("authorize"),
            token_endpoint: at("oauth/token"),
            userinfo_endpoint: userinfo_audience(issuer),
            jwks_uri: at(".well-known/jwks.json"),
            end_session_endpoint: at("oidc/logout"),
            scopes_supported: OIDC_SCOPES.to_vec(),
            response_types_supported: vec!["code"],
            response_modes_supported: vec!["query", "fragment", "form_post"],
            grant_types_supported: vec!["authorization_code", "client_credentials"],
            code_challenge_methods_supported: vec!["S256"],
            subject_types_supported: vec!["public"],
            id_token_signing_alg_values_supported: vec!["RS256"],
            token_endpoint_auth_methods_supported: vec![
                "client_secret_basic",
                "client_secret_post",
                "none",
            ],
            prompt_values_supported: vec!["none", "login", "select_account"],
            claims_supported: vec![
                "aud",
                "auth_time",
                "email",
                "email_verified",
                "exp",
                "family_name",
                "given_name",
                "iat",
                "iss",
                "name",
                "nickname",
                "picture",
                "sub",
                "updated_at",
            ],
            request_parameter_supported: false,
            request_uri_parameter_supported: false,
            authorization_response_iss_parameter_supported: true,
        }
    }
}

/// The audience that opens userinfo: its own URL.
#[must_use]
pub fn userinfo_audience(issuer: &str) -> String {
    format!("{issuer}{USERINFO_PATH}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_absolute_urls_of_the_issuer() {
        let document = serde_json::to_value(Discovery::of("https://acme.example/")).unwrap();
        assert_eq!(
            document["token_endpoint"],
            "https://acme.example/oauth/token"
        );
        assert_eq!(
            document["jwks_uri"],
            "https://acme.example/.well-known/jwks.json"
        );
        for (name, value) in document.as_object().unwrap() {
            if name.ends_with("_endpoint") || name.ends_with("_uri") {
                assert!(
                    value.as_str().unwrap().starts_with("https://acme.example/"),
                    "{name}"
                );
            }
        }
    }
}

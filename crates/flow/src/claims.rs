//! What a token takes of the custom claims (reference: triggers, section 9).
//!
//! The fold drops names that no token may ever carry. What depends on the token, its audience and the scopes
//! granted, is decided here when the token is made.

use serde_json::{Map, Value};
use url::Url;

/// Names that belong to the protocol and cannot be set.
const RESTRICTED: &str = "
    acr act active amr at_hash ath attest aud auth_time authorization_details azp c_hash client_id cnf cty dest
    entitlements events exp groups gty htm htu iat internalService iss jcard jku jti jwe jwk kid may_act mky nbf
    nonce object_id org_id org_name orig origid permissions roles rph s_hash sid sip_callid sip_cseq_num sip_date
    sip_from_tag sip_via_branch sub sub_jwk toe txn typ uuid vot vtm x5t#S256
";

/// Domains whose claim namespaces are the original vendor's.
const RESERVED_DOMAINS: &[&str] = &["auth0.com", "webtask.io", "webtask.run"];

/// The standard claims an action may override, each with the scope that grants it (OpenID Connect Core, 5.4).
const STANDARD: &[(&str, &str)] = &[
    ("address", "address"),
    ("birthdate", "profile"),
    ("email", "email"),
    ("email_verified", "email"),
    ("family_name", "profile"),
    ("gender", "profile"),
    ("given_name", "profile"),
    ("locale", "profile"),
    ("middle_name", "profile"),
    ("name", "profile"),
    ("nickname", "profile"),
    ("phone_number", "phone"),
    ("phone_number_verified", "phone"),
    ("picture", "profile"),
    ("preferred_username", "profile"),
    ("profile", "profile"),
    ("updated_at", "profile"),
    ("website", "profile"),
    ("zoneinfo", "profile"),
];

/// Whom an access token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// An API of the tenant, or /userinfo.
    Api,
    /// The host's own management API: it takes no private claims outside a namespace.
    HostApi,
}

/// Whether some token may carry a custom claim of this name.
pub fn is_settable(name: &str) -> bool {
    !name.is_empty() && !is_restricted(name) && !is_reserved(name)
}

/// The scope that grants a standard claim; `None` for any other name.
pub fn scope_of(name: &str) -> Option<&'static str> {
    STANDARD
        .iter()
        .find(|(claim, _)| *claim == name)
        .map(|(_, scope)| *scope)
}

/// The custom claims an access token carries.
pub fn for_access_token(
    custom: &Map<String, Value>,
    audience: Audience,
    scopes: &[String],
) -> Map<String, Value> {
    select(custom, scopes, |name| match audience {
        Audience::Api => true,
        Audience::HostApi => is_http(name) || scope_of(name).is_some(),
    })
}

/// The custom claims an ID token carries, over its own.
pub fn for_id_token(custom: &Map<String, Value>, scopes: &[String]) -> Map<String, Value> {
    select(custom, scopes, |_| true)
}

/// The custom claims /userinfo answers with, over its own: those of the ID token.
pub fn for_userinfo(custom: &Map<String, Value>, scopes: &[String]) -> Map<String, Value> {
    for_id_token(custom, scopes)
}

fn select(
    custom: &Map<String, Value>,
    scopes: &[String],
    admits: impl Fn(&str) -> bool,
) -> Map<String, Value> {
    let is_granted = |name: &str| {
        scope_of(name).is_none_or(|scope| scopes.iter().any(|granted| granted == scope))
    };
    custom
        .iter()
        .filter(|(name, _)| is_settable(name) && is_granted(name) && admits(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn is_restricted(name: &str) -> bool {
    RESTRICTED
        .split_ascii_whitespace()
        .any(|restricted| restricted == name)
}

fn is_http(name: &str) -> bool {
    Url::parse(name).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn is_reserved(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    if lower == "urn:auth0" || lower.starts_with("urn:auth0:") {
        return true;
    }
    let host = Url::parse(name)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    host.is_some_and(|host| {
        let host = host.trim_end_matches('.');
        RESERVED_DOMAINS.iter().any(|domain| {
            host == *domain
                || host
                    .strip_suffix(domain)
                    .is_some_and(|rest| rest.ends_with('.'))
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_sorted_out() {
        for name in [
            "plan",
            "https://example.com/plan",
            "http://notauth0.com/a",
            "urn:example:a",
            "email",
            "Sub",
            "http://",
        ] {
            assert!(is_settable(name), "{name}");
        }
        let refused = [
            "",
            "sub",
            "x5t#S256",
            "https://auth0.com/a",
            "https://login.AUTH0.com./a",
            "http://x.webtask.run/",
            "urn:auth0",
            "URN:auth0:a",
        ];
        for name in refused {
            assert!(!is_settable(name), "{name}");
        }
    }

    fn check(audience: Option<Audience>, scopes: &[&str], expected: Value) {
        let custom = json!({"plan": 1, "https://a.example/b": 2, "urn:a:b": 3, "email": "e", "name": "n", "sub": "forged"});
        let custom = custom.as_object().unwrap();
        let scopes: Vec<String> = scopes.iter().map(|&scope| scope.to_owned()).collect();
        let taken = match audience {
            Some(audience) => for_access_token(custom, audience, &scopes),
            None => for_userinfo(custom, &scopes),
        };
        assert_eq!(Value::Object(taken), expected);
    }

    #[test]
    fn each_token_takes_its_claims() {
        check(
            None,
            &["openid"],
            json!({"plan": 1, "https://a.example/b": 2, "urn:a:b": 3}),
        );
        check(
            None,
            &["openid", "email"],
            json!({"plan": 1, "https://a.example/b": 2, "urn:a:b": 3, "email": "e"}),
        );
        check(
            Some(Audience::Api),
            &["profile"],
            json!({"plan": 1, "https://a.example/b": 2, "urn:a:b": 3, "name": "n"}),
        );
        check(
            Some(Audience::HostApi),
            &["email"],
            json!({"https://a.example/b": 2, "email": "e"}),
        );
    }
}

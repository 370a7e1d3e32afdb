//! Ids as newtypes: one cannot be given where another is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, limit};

/// Longest id in bytes.
const ID_BYTES: usize = 128;

/// Declares ids, for this crate and others: `ids! { /// What it names. NameId, "field_name"; }`.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $field:literal;)+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an id the host made or read back from its store.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// Checks an id that came from outside: 1 to 128 bytes of printable ASCII without spaces.
            pub fn parse(id: &str) -> Result<Self, $crate::Error> {
                $crate::check_id($field, id)?;
                Ok(Self(id.to_owned()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

/// The check of an id that came from outside: 1 to 128 bytes of printable ASCII without spaces.
pub fn check_id(field: &'static str, id: &str) -> Result<(), Error> {
    limit::text(field, id, ID_BYTES)?;
    if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::Characters {
            field,
            allowed: "printable ASCII without spaces",
        });
    }
    Ok(())
}

ids! {
    /// A tenant's name, which is its id (`event.tenant.id`): lower-case letters, digits and `-`.
    TenantId, "tenant";
    /// A client's `client_id`.
    ClientId, "client_id";
    /// An API's own id; protocol messages name it by its identifier instead.
    ApiId, "api_id";
    /// The id of a client's grant for an API.
    ClientGrantId, "client_grant_id";
    /// A connection's id, `con_...`.
    ConnectionId, "connection_id";
    /// A user's id, `auth0|<24 hexadecimal digits>` in a database connection.
    UserId, "user_id";
    /// The public id of a session, `sid` in ID tokens. It opens nothing: the cookie holds another secret.
    SessionId, "sid";
    /// An action's id, a UUID.
    ActionId, "action_id";
    /// The id of an immutable version of an action, a UUID.
    ActionVersionId, "version_id";
    /// What a build made, by the SHA-256 of it in hexadecimal.
    BuiltId, "built";
    /// A binding's id, a UUID.
    BindingId, "binding_id";
    /// The public id of an administrator's token.
    AdminTokenId, "token_id";
    /// The id of a partner, a company that writes integrations.
    PartnerId, "partner_id";
    /// The id of a tenant's installation of a release.
    InstallationId, "installation_id";
}

/// A release's name: the digest of its package, `sha256:` and 64 hexadecimal digits in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReleaseId(String);

impl ReleaseId {
    /// Wraps a digest's text, made by the host or read back from its store.
    pub fn new(digest: impl Into<String>) -> Self {
        Self(digest.into())
    }

    /// Checks a digest that came from outside.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let digits = text.strip_prefix("sha256:").unwrap_or_default();
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if digits.len() != 64 || !digits.bytes().all(lower) {
            return Err(Error::Characters {
                field: "release",
                allowed: "`sha256:` and 64 digits of 0 to 9 and a to f",
            });
        }
        Ok(Self(text.to_owned()))
    }

    /// The digest as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_named_by_a_whole_digest() {
        let digits = "0123456789abcdef".repeat(4);
        for (text, allowed) in [
            (format!("sha256:{digits}"), true),
            (format!("sha256:{}", &digits[1..]), false),
            (format!("sha256:{digits}0"), false),
            (format!("sha256:{}", digits.to_uppercase()), false),
            (digits, false),
            (String::new(), false),
        ] {
            assert_eq!(ReleaseId::parse(&text).is_ok(), allowed, "{text:?}");
        }
    }

    #[test]
    fn one_byte_past_the_limit_is_refused() {
        let at = "x".repeat(ID_BYTES);
        assert!(InstallationId::parse(&at).is_ok());
        assert!(InstallationId::parse(&format!("{at}x")).is_err());
        assert!(PartnerId::parse("with space").is_err());
    }
}

//! Ids as newtypes: one cannot be given where another is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Error, limit};

/// Longest id in bytes.
const ID_BYTES: usize = 128;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $field:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an id the host made or read back from its store.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// Checks an id that came from outside: 1 to 128 bytes of printable ASCII without spaces.
            pub fn parse(id: &str) -> Result<Self, Error> {
                limit::text($field, id, ID_BYTES)?;
                if !id.bytes().all(|byte| byte.is_ascii_graphic()) {
                    return Err(Error::Characters { field: $field, allowed: "printable ASCII without spaces" });
                }
                Ok(Self(id.to_owned()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
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
    /// A binding's id, a UUID.
    BindingId, "binding_id";
    /// The public id of an administrator's token.
    AdminTokenId, "token_id";
}

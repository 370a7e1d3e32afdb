//! Session and refresh token of a login.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Actor, Geoip, shape};

shape! {
    /// The session of the browser.
    Session {
        /// Its id.
        id: String,
        ;
        /// Whose it is.
        user_id: String,
        /// When it began, ISO 8601.
        created_at: String,
        /// When it last changed, ISO 8601.
        updated_at: String,
        /// When the user was last authenticated in it, ISO 8601.
        authenticated_at: String,
        /// When it ends, ISO 8601.
        expires_at: String,
        /// When it ends if unused, ISO 8601.
        idle_expires_at: String,
        /// When it was last used, ISO 8601.
        last_interacted_at: String,
        /// The applications signed in to.
        clients: Vec<SessionClient>,
        /// Its cookie.
        cookie: Cookie,
        /// The device it began and was last used on.
        device: Device,
        /// Its metadata.
        metadata: Map<String, Value>,
        /// Where it was transferred from.
        session_transfer: SessionTransfer,
        /// Who acts in it for the user.
        actor: Actor,
    }

    /// An application signed in to.
    SessionClient {
        /// Its client_id.
        client_id: String,
    }

    /// The cookie of a session.
    Cookie {
        /// Whether it outlives the browser.
        mode: CookieMode,
    }

    /// The device something began and was last used on.
    Device {
        ;
        /// The network it began on.
        initial_asn: String,
        /// The address it began on.
        initial_ip: String,
        /// The User-Agent it began with.
        initial_user_agent: String,
        /// The network it was last used on.
        last_asn: String,
        /// The address it was last used on.
        last_ip: String,
        /// The User-Agent it was last used with.
        last_user_agent: String,
    }

    /// Where a session or refresh token came from.
    SessionTransfer {
        ;
        /// The refresh token it came from.
        parent_refresh_token: ParentRefreshToken,
    }

    /// The refresh token something came from.
    ParentRefreshToken {
        ;
        /// Its id.
        id: String,
        /// Its metadata.
        metadata: Map<String, Value>,
    }

    /// The refresh token being exchanged.
    RefreshToken {
        /// Its id.
        id: String,
        /// When it was made, ISO 8601.
        created_at: String,
        ;
        /// Its client.
        client_id: String,
        /// Whose it is.
        user_id: String,
        /// The session it belongs to.
        session_id: String,
        /// When it ends, ISO 8601.
        expires_at: String,
        /// When it ends if unused, ISO 8601.
        idle_expires_at: String,
        /// When it was last exchanged, ISO 8601.
        last_exchanged_at: String,
        /// Whether each exchange replaces it.
        rotating: bool,
        /// Its metadata.
        metadata: Map<String, Value>,
        /// The device it began and was last used on.
        device: Device,
        /// The APIs it is good for.
        resource_servers: Vec<ScopedAudience>,
        /// Where it was transferred from.
        session_transfer: SessionTransfer,
    }

    /// An API and the scopes granted for it.
    ScopedAudience {
        /// The API's identifier.
        audience: String,
        /// The scopes, separated by spaces.
        scopes: String,
    }

    /// The token that brought the session from a native application.
    SessionTransferToken {
        /// The application it came from.
        client_id: String,
        /// Its scopes.
        scope: Vec<String>,
        /// The request that made it.
        request: SessionTransferRequest,
    }

    /// The request that made a session transfer token.
    SessionTransferRequest {
        /// The address it came from.
        ip: String,
        ;
        /// The network it came from.
        asn: String,
        /// Its User-Agent.
        user_agent: String,
        /// Where the address is.
        geoip: Geoip,
    }
}

/// Whether a session's cookie outlives the browser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CookieMode {
    /// It does.
    #[default]
    Persistent,
    /// It does not.
    NonPersistent,
}

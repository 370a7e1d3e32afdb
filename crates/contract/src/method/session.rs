//! `api.session` and `api.refreshToken` of post-login.

use super::Returns::Void;
use super::param::{boolean, json, number, one_of, options, text};
use super::table;

table![
    /// Refuses the login, ends the session and, unless preserved, its refresh tokens.
    Command "session.revoke" [text("reason"), options(&[boolean("preserveRefreshTokens").optional()]).optional()] Void;
    /// Sets when the session ends, in milliseconds since the epoch. Of several calls the earliest wins.
    Command "session.setExpiresAt" [number("ms")] Void;
    /// Sets when an unused session ends, in milliseconds since the epoch. Of several calls the earliest wins.
    Command "session.setIdleExpiresAt" [number("ms")] Void;
    /// Sets whether the session outlives the browser. The last call wins.
    Command "session.setCookieMode" [one_of("mode", &["persistent", "non-persistent"])] Void;
    /// Sets a key of the session's metadata; null removes it.
    Command "session.setMetadata" [text("key"), json("value")] Void;
    /// Removes a key of the session's metadata.
    Command "session.deleteMetadata" [text("key")] Void;
    /// Removes all of the session's metadata.
    Command "session.evictMetadata" [] Void;
    /// Refuses the exchange and revokes its refresh token. Only when event.refresh_token exists.
    Command "refreshToken.revoke" [text("reason").optional()] Void;
    /// Sets when the refresh token ends, in milliseconds since the epoch. Of several calls the earliest wins.
    Command "refreshToken.setExpiresAt" [number("ms")] Void;
    /// Sets when an unused refresh token ends, in milliseconds since the epoch. Of several calls the earliest wins.
    Command "refreshToken.setIdleExpiresAt" [number("ms")] Void;
    /// Sets a key of the refresh token's metadata; null removes it.
    Command "refreshToken.setMetadata" [text("key"), json("value")] Void;
    /// Removes a key of the refresh token's metadata.
    Command "refreshToken.deleteMetadata" [text("key")] Void;
    /// Removes all of the refresh token's metadata.
    Command "refreshToken.evictMetadata" [] Void;
];

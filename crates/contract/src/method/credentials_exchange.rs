//! The `api` of credentials-exchange. There is no user, so there is no redirect.

use super::Returns::{Api, Void};
use super::param::{json, one_of, text, texts};
use super::table;

table![
    /// Refuses the token: HTTP 400 for invalid_scope and invalid_request, HTTP 500 for server_error, with `code` as `error`
    /// and `reason` as `error_description`. Later actions do not run.
    Command "access.deny" [one_of("code", &["invalid_scope", "invalid_request", "server_error"]), text("reason").optional()] Api;
    /// Sets a claim of the access token. The last write wins; a restricted name is ignored.
    Command "accessToken.setCustomClaim" [text("name"), json("value")] Api;
    /// Adds a scope to the target scopes. What the client was not granted is dropped after the last action.
    Command "transaction.addTargetScope" [text("scope")] Void;
    /// Removes a scope from the target scopes.
    Command "transaction.removeTargetScope" [text("scope")] Void;
    /// Replaces the target scopes.
    Command "transaction.setTargetScopes" [texts("scopes")] Void;
    /// Removes all target scopes.
    Command "transaction.clearTargetScopes" [] Void;
];

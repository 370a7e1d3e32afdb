//! The `api` of pre-user-registration.

use super::Returns::{Api, Void};
use super::param::{json, text};
use super::table;

table![
    /// Refuses the registration. `reason` goes to the tenant's log, `userMessage` to the user.
    Command "access.deny" [text("reason"), text("userMessage")] Api;
    /// Rejects the registration with an error shown on the form.
    Command "validation.error" [text("code"), text("message")] Void;
    /// Sets a key of the new user's application metadata. Not for passwordless users.
    Command "user.setAppMetadata" [text("key"), json("value")] Api;
    /// Sets a key of the new user's user metadata. Not for passwordless users.
    Command "user.setUserMetadata" [text("key"), json("value")] Api;
];

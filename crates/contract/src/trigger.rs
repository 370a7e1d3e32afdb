//! The six points of an identity flow at which actions run.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A point of an identity flow at which actions run. Its text form is the id Auth0 gives it (`post-login`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// After the user is authenticated, before tokens are made.
    PostLogin,
    /// Before the access token of a `client_credentials` grant is made.
    CredentialsExchange,
    /// Before a user of a database or passwordless connection is created.
    PreUserRegistration,
    /// After such a user was created.
    PostUserRegistration,
    /// After the password of a database user was changed or reset.
    PostChangePassword,
    /// When a one-time code must be sent by SMS or voice.
    SendPhoneMessage,
}

impl Trigger {
    /// Every trigger, in the order of the reference.
    pub const ALL: [Self; 6] = [
        Self::PostLogin,
        Self::CredentialsExchange,
        Self::PreUserRegistration,
        Self::PostUserRegistration,
        Self::PostChangePassword,
        Self::SendPhoneMessage,
    ];

    /// The id on the wire and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::PostLogin => "post-login",
            Self::CredentialsExchange => "credentials-exchange",
            Self::PreUserRegistration => "pre-user-registration",
            Self::PostUserRegistration => "post-user-registration",
            Self::PostChangePassword => "post-change-password",
            Self::SendPhoneMessage => "send-phone-message",
        }
    }

    /// The function an action exports to be called when the trigger fires.
    pub const fn handler(self) -> &'static str {
        match self {
            Self::PostLogin => "onExecutePostLogin",
            Self::CredentialsExchange => "onExecuteCredentialsExchange",
            Self::PreUserRegistration => "onExecutePreUserRegistration",
            Self::PostUserRegistration => "onExecutePostUserRegistration",
            Self::PostChangePassword => "onExecutePostChangePassword",
            Self::SendPhoneMessage => "onExecuteSendPhoneMessage",
        }
    }

    /// The function called when a run that this action suspended goes on; `None` where nothing can suspend.
    pub const fn continue_handler(self) -> Option<&'static str> {
        match self {
            Self::PostLogin => Some("onContinuePostLogin"),
            Self::CredentialsExchange
            | Self::PreUserRegistration
            | Self::PostUserRegistration
            | Self::PostChangePassword
            | Self::SendPhoneMessage => None,
        }
    }

    /// Whether somebody waits for the outcome. A trigger that does not block can refuse nothing.
    pub const fn is_blocking(self) -> bool {
        match self {
            Self::PostLogin
            | Self::CredentialsExchange
            | Self::PreUserRegistration
            | Self::SendPhoneMessage => true,
            Self::PostUserRegistration | Self::PostChangePassword => false,
        }
    }

    /// The name of the `api` type in `actions.d.ts`, as the stubs of the official tools write it.
    pub const fn api_type(self) -> &'static str {
        match self {
            Self::PostLogin => "PostLoginAPI",
            Self::CredentialsExchange => "CredentialsExchangeAPI",
            Self::PreUserRegistration => "PreUserRegistrationAPI",
            Self::PostUserRegistration => "PostUserRegistrationAPI",
            Self::PostChangePassword => "PostChangePasswordAPI",
            Self::SendPhoneMessage => "SendPhoneMessageAPI",
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}

impl FromStr for Trigger {
    type Err = UnknownTrigger;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|trigger| trigger.id() == text)
            .ok_or_else(|| UnknownTrigger {
                given: text.chars().take(64).collect(),
            })
    }
}

/// The text names no trigger this host knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a trigger; use one of post-login, credentials-exchange, pre-user-registration, \
     post-user-registration, post-change-password, send-phone-message"
)]
pub struct UnknownTrigger {
    /// The first 64 characters of what was given.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back() {
        for trigger in Trigger::ALL {
            assert_eq!(trigger.id().parse(), Ok(trigger));
            assert_eq!(
                serde_json::to_value(trigger).unwrap(),
                serde_json::Value::from(trigger.id())
            );
            assert!(trigger.handler().starts_with("onExecute"));
        }
        assert!("post-logout".parse::<Trigger>().is_err());
    }
}

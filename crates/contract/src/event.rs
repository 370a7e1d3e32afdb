//! What a handler receives: one struct per trigger, field for field as Auth0's events.
//!
//! An optional field the host does not know is absent in JSON, never null. `event.secrets` and
//! `event.configuration` are no fields of these structs, so that an event can be saved, recorded and printed;
//! [`with_secrets`] adds them on the way into the sandbox.

mod authentication;
mod credentials_exchange;
mod known;
mod password;
mod phone;
mod place;
mod post_login;
mod registration;
mod request;
mod risk;
mod session;
mod transaction;
mod user;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Trigger;

pub use authentication::{
    Authentication, AuthenticationMethod, Authorization, RegistrationAuthentication,
    RegistrationRisk,
};
pub use credentials_exchange::{
    AccessTokenSoFar, CredentialsExchangeEvent, CredentialsExchangeTransaction,
};
pub use known::{KnownFields, known_fields};
pub use password::{PasswordTransaction, PasswordUser, PostChangePasswordEvent};
pub use phone::{
    MessageAction, MessageOptions, MessageType, PhoneTransaction, PhoneUser, SendPhoneMessageEvent,
};
pub use place::{
    Agent, Client, Connection, CustomDomain, Organization, ResourceServer, SecurityContext, Tenant,
};
pub use post_login::{
    ClientRefreshToken, LoginClient, LoginUser, PostLoginEvent, Prompt, RefreshTokenPolicy, Stats,
};
pub use registration::{
    NewUser, PostUserRegistrationEvent, PreUserRegistrationEvent, RegisteredTransaction,
};
pub use request::{BodyRequest, Geoip, LoginRequest, Request};
pub use risk::{
    AgentDetection, Akamai, AkamaiBot, AkamaiUserRisk, Assessments, Confidence, ImpossibleTravel,
    NewDevice, RiskAssessment, Supplemental, UntrustedIp,
};
pub use session::{
    Cookie, CookieMode, Device, ParentRefreshToken, RefreshToken, ScopedAudience, Session,
    SessionClient, SessionTransfer, SessionTransferRequest, SessionTransferToken,
};
pub use transaction::{Actor, Experiment, LoginTransaction, Protocol, ResponseMode, Transaction};
pub use user::{EnrolledFactor, Identity, User};

/// Writes structs of an event: required fields, then after a `;` those that may be absent.
macro_rules! shape {
    ($($(#[doc = $doc:literal])+ $name:ident {
        $($(#[$meta:meta])+ $field:ident: $type:ty),* $(,)?
        $(; $($(#[$option_meta:meta])+ $option:ident: $option_type:ty),+ $(,)?)?
    })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub struct $name {
            $($(#[$meta])+ pub $field: $type,)*
            $($(
                $(#[$option_meta])+
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $option: Option<$option_type>,
            )+)?
        }
    )+};
}
use shape;

/// The event of any trigger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "trigger", content = "event", rename_all = "kebab-case")]
pub enum Event {
    /// Of post-login.
    PostLogin(Box<PostLoginEvent>),
    /// Of credentials-exchange.
    CredentialsExchange(Box<CredentialsExchangeEvent>),
    /// Of pre-user-registration.
    PreUserRegistration(Box<PreUserRegistrationEvent>),
    /// Of post-user-registration.
    PostUserRegistration(Box<PostUserRegistrationEvent>),
    /// Of post-change-password.
    PostChangePassword(Box<PostChangePasswordEvent>),
    /// Of send-phone-message.
    SendPhoneMessage(Box<SendPhoneMessageEvent>),
}

impl Event {
    /// Whose event it is.
    pub const fn trigger(&self) -> Trigger {
        match self {
            Self::PostLogin(_) => Trigger::PostLogin,
            Self::CredentialsExchange(_) => Trigger::CredentialsExchange,
            Self::PreUserRegistration(_) => Trigger::PreUserRegistration,
            Self::PostUserRegistration(_) => Trigger::PostUserRegistration,
            Self::PostChangePassword(_) => Trigger::PostChangePassword,
            Self::SendPhoneMessage(_) => Trigger::SendPhoneMessage,
        }
    }

    /// Reads an event of this trigger. Fields the trigger does not have are ignored.
    ///
    /// # Errors
    /// When a required field is missing or a field is of another type; the error names it.
    pub fn read(trigger: Trigger, event: Value) -> Result<Self, serde_json::Error> {
        Ok(match trigger {
            Trigger::PostLogin => Self::PostLogin(serde_json::from_value(event)?),
            Trigger::CredentialsExchange => {
                Self::CredentialsExchange(serde_json::from_value(event)?)
            }
            Trigger::PreUserRegistration => {
                Self::PreUserRegistration(serde_json::from_value(event)?)
            }
            Trigger::PostUserRegistration => {
                Self::PostUserRegistration(serde_json::from_value(event)?)
            }
            Trigger::PostChangePassword => Self::PostChangePassword(serde_json::from_value(event)?),
            Trigger::SendPhoneMessage => Self::SendPhoneMessage(serde_json::from_value(event)?),
        })
    }

    /// The object the action sees, without secrets and configuration.
    ///
    /// # Errors
    /// Never for an event this host made: all its keys are strings.
    pub fn to_json(&self) -> Result<Value, serde_json::Error> {
        match self {
            Self::PostLogin(event) => serde_json::to_value(event),
            Self::CredentialsExchange(event) => serde_json::to_value(event),
            Self::PreUserRegistration(event) => serde_json::to_value(event),
            Self::PostUserRegistration(event) => serde_json::to_value(event),
            Self::PostChangePassword(event) => serde_json::to_value(event),
            Self::SendPhoneMessage(event) => serde_json::to_value(event),
        }
    }
}

/// The event with `event.secrets` and `event.configuration`, which are always objects. Values in the event of
/// these names are replaced.
#[must_use]
pub fn with_secrets(
    mut event: Map<String, Value>,
    secrets: &BTreeMap<String, String>,
    configuration: &BTreeMap<String, String>,
) -> Map<String, Value> {
    let object = |values: &BTreeMap<String, String>| {
        let entries = values
            .iter()
            .map(|(name, value)| (name.clone(), value.clone().into()));
        Value::Object(entries.collect())
    };
    event.insert("secrets".to_owned(), object(secrets));
    event.insert("configuration".to_owned(), object(configuration));
    event
}

#[cfg(test)]
mod tests;

//! The event of send-phone-message.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Client, CustomDomain, Identity, Request, SecurityContext, Tenant, User, shape};

shape! {
    /// The event of send-phone-message.
    SendPhoneMessageEvent {
        /// The message.
        message_options: MessageOptions,
        /// The request.
        request: Request,
        /// The tenant.
        tenant: Tenant,
        /// The user.
        user: PhoneUser,
        ;
        /// The application, when there is one.
        client: Client,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// Fingerprints of the TLS connection.
        security_context: SecurityContext,
        /// The transaction, when there is one.
        transaction: PhoneTransaction,
    }

    /// The message to be sent.
    MessageOptions {
        /// Why it is sent.
        action: MessageAction,
        /// The one-time code.
        code: String,
        /// How it is sent.
        message_type: MessageType,
        /// The phone number, E.164.
        recipient: String,
        /// The text, with the code.
        text: String,
    }

    /// The user the message is for.
    PhoneUser {
        /// What every user has.
        #[serde(flatten)]
        base: User,
        ;
        /// The user's accounts.
        identities: Vec<Identity>,
    }

    /// The transaction in which the message is sent.
    PhoneTransaction {
        ;
        /// An id the application gave the transaction.
        correlation_id: String,
    }
}

/// Why a message is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MessageAction {
    /// The user enrols the phone.
    Enrollment,
    /// The user proves to have the phone.
    #[default]
    SecondFactorAuthentication,
}

/// How a message is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MessageType {
    /// As text.
    #[default]
    Sms,
    /// By voice.
    Voice,
}

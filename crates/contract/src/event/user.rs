//! The user as most triggers see them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::shape;

shape! {
    /// The user.
    User {
        /// The user's id, unique in the tenant.
        user_id: String,
        /// When the user was created, ISO 8601.
        created_at: String,
        /// When the user last changed, ISO 8601.
        updated_at: String,
        /// Whether the e-mail address is verified.
        email_verified: bool,
        /// Metadata the user cannot change; may be empty.
        #[serde(default)]
        app_metadata: Map<String, Value>,
        /// Metadata the user may change; may be empty.
        #[serde(default)]
        user_metadata: Map<String, Value>,
        ;
        /// The e-mail address.
        email: String,
        /// The family name.
        family_name: String,
        /// The given name.
        given_name: String,
        /// The full name.
        name: String,
        /// The nickname.
        nickname: String,
        /// The URL of a picture.
        picture: String,
        /// The phone number, E.164.
        phone_number: String,
        /// Whether the phone number is verified.
        phone_verified: bool,
        /// The user name.
        username: String,
        /// When the password was last changed, ISO 8601; absent at creation.
        last_password_reset: String,
    }

    /// An account of the user at one connection.
    Identity {
        ;
        /// The connection's name.
        connection: String,
        /// The provider's name.
        provider: String,
        /// The user's id at the provider.
        user_id: String,
        /// Whether the provider is a social one.
        #[serde(rename = "isSocial")]
        is_social: bool,
        /// The profile at the provider, of linked accounts only.
        #[serde(rename = "profileData")]
        profile_data: BTreeMap<String, Value>,
    }
}

/// A factor the user has enrolled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EnrolledFactor {
    /// The factor.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its options.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Map<String, Value>>,
}

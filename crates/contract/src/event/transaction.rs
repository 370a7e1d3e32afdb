//! The login transaction: what the application asked for.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::shape;

shape! {
    /// What the application asked for, in a transaction with a browser.
    Transaction {
        /// The authentication context classes asked for.
        #[serde(default)]
        acr_values: Vec<String>,
        /// The language of the pages.
        #[serde(default)]
        locale: String,
        /// The scopes asked for.
        #[serde(default)]
        requested_scopes: Vec<String>,
        /// The languages asked for.
        #[serde(default)]
        ui_locales: Vec<String>,
        ;
        /// Who the application thinks the user is.
        login_hint: String,
        /// What the application wants the user to be asked.
        prompt: Vec<String>,
        /// The protocol.
        protocol: Protocol,
        /// Where the answer goes.
        redirect_uri: String,
        /// How the answer goes there.
        response_mode: ResponseMode,
        /// What the answer holds: `code`, `token`, `id_token`.
        response_type: Vec<String>,
        /// The application's state.
        state: String,
        /// An id the application gave the transaction.
        correlation_id: String,
    }

    /// What the application asked for at a login.
    LoginTransaction {
        /// What `api.transaction.setMetadata` has set so far.
        #[serde(default)]
        metadata: Map<String, Value>,
        ;
        /// The authentication context classes asked for.
        acr_values: Vec<String>,
        /// The language of the pages.
        locale: String,
        /// The scopes asked for.
        requested_scopes: Vec<String>,
        /// The languages asked for.
        ui_locales: Vec<String>,
        /// Who the application thinks the user is.
        login_hint: String,
        /// What the application wants the user to be asked.
        prompt: Vec<String>,
        /// The protocol.
        protocol: Protocol,
        /// Where the answer goes.
        redirect_uri: String,
        /// How the answer goes there.
        response_mode: ResponseMode,
        /// What the answer holds: `code`, `token`, `id_token`.
        response_type: Vec<String>,
        /// The application's state.
        state: String,
        /// An id the application gave the transaction.
        correlation_id: String,
        /// The transaction's id, in a login by browser.
        id: String,
        /// Ties transactions of one device login together.
        linking_id: String,
        /// The rich authorization details asked for.
        requested_authorization_details: Vec<Map<String, Value>>,
        /// The type of the subject token of a token exchange.
        subject_token_type: String,
        /// The type of the actor token of a token exchange.
        actor_token_type: String,
        /// Who acts for the user.
        actor: Actor,
    }

    /// Who acts for the user, and who for them.
    Actor {
        /// The actor's id.
        sub: String,
        ;
        /// The actor's own actor, up to five levels.
        act: Box<Actor>,
    }

    /// The experiment the transaction takes part in.
    Experiment {
        /// The experiment's id.
        experiment_id: String,
        /// The variation's id.
        variation_id: String,
        /// The variation's parameters, each `{value}`.
        config: BTreeMap<String, Value>,
        /// Whether this is the control group.
        is_control: bool,
    }
}

/// The protocol of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Protocol {
    /// The code flow.
    #[serde(rename = "oidc-basic-profile")]
    OidcBasicProfile,
    /// The implicit flow.
    #[serde(rename = "oidc-implicit-profile")]
    OidcImplicitProfile,
    /// The hybrid flow.
    #[serde(rename = "oidc-hybrid-profile")]
    OidcHybridProfile,
    /// Backchannel authentication.
    #[serde(rename = "oidc-ciba")]
    OidcCiba,
    /// Backchannel authentication by a link.
    #[serde(rename = "oidc-ciba-web-link")]
    OidcCibaWebLink,
    /// The device flow.
    #[serde(rename = "oauth2-device-code")]
    Oauth2DeviceCode,
    /// The legacy resource owner endpoint.
    #[serde(rename = "oauth2-resource-owner")]
    Oauth2ResourceOwner,
    /// The legacy resource owner endpoint with a JWT.
    #[serde(rename = "oauth2-resource-owner-jwt-bearer")]
    Oauth2ResourceOwnerJwtBearer,
    /// The password grant.
    #[serde(rename = "oauth2-password")]
    Oauth2Password,
    /// A passkey by API.
    #[serde(rename = "oauth2-webauthn")]
    Oauth2Webauthn,
    /// An access token.
    #[serde(rename = "oauth2-access-token")]
    Oauth2AccessToken,
    /// The refresh grant.
    #[serde(rename = "oauth2-refresh-token")]
    Oauth2RefreshToken,
    /// The token exchange grant.
    #[serde(rename = "oauth2-token-exchange")]
    Oauth2TokenExchange,
    /// SAML.
    #[serde(rename = "samlp")]
    Samlp,
    /// WS-Federation.
    #[serde(rename = "wsfed")]
    Wsfed,
    /// WS-Trust with a password.
    #[serde(rename = "wstrust-usernamemixed")]
    WstrustUsernamemixed,
}

/// How an answer goes to the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query.
    Query,
    /// In the fragment.
    Fragment,
    /// In a form that posts itself.
    FormPost,
    /// In a message to the opening window.
    WebMessage,
}

/// Keeps null apart from absent: absent is `None`, null is `Some(None)`.
pub(super) fn nullable<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

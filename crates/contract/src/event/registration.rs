//! The events of pre-user-registration and post-user-registration.

use serde_json::{Map, Value};

use super::transaction::nullable;
use super::{
    BodyRequest, Client, Connection, CustomDomain, Experiment, Protocol,
    RegistrationAuthentication, Request, ResponseMode, SecurityContext, Tenant, Transaction, User,
    shape,
};

shape! {
    /// The event of pre-user-registration.
    PreUserRegistrationEvent {
        /// The connection the user will belong to.
        connection: Connection,
        /// The request.
        request: BodyRequest,
        /// The tenant.
        tenant: Tenant,
        /// The user to be created.
        user: NewUser,
        ;
        /// What is known of the registration's risk.
        authentication: RegistrationAuthentication,
        /// The application; absent when there is none.
        client: Client,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// The experiment the registration takes part in; null when there is none.
        #[serde(deserialize_with = "nullable")]
        #[schemars(extend("x-nullable" = true))]
        experiment: Option<Experiment>,
        /// Fingerprints of the TLS connection.
        security_context: SecurityContext,
        /// What the application asked for; absent when the API was called directly.
        transaction: Transaction,
    }

    /// A user about to be created: there is no id yet.
    NewUser {
        ;
        /// Metadata the user cannot change.
        app_metadata: Map<String, Value>,
        /// Metadata the user may change.
        user_metadata: Map<String, Value>,
        /// The e-mail address.
        email: String,
        /// The phone number, E.164.
        phone_number: String,
        /// The user name.
        username: String,
        /// The full name.
        name: String,
        /// The given name.
        given_name: String,
        /// The family name.
        family_name: String,
        /// The nickname.
        nickname: String,
        /// The URL of a picture.
        picture: String,
    }

    /// The event of post-user-registration.
    PostUserRegistrationEvent {
        /// The connection the user belongs to.
        connection: Connection,
        /// The tenant.
        tenant: Tenant,
        /// The user.
        user: User,
        ;
        /// What is known of the registration's risk.
        authentication: RegistrationAuthentication,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// The experiment the registration takes part in; null when there is none.
        #[serde(deserialize_with = "nullable")]
        #[schemars(extend("x-nullable" = true))]
        experiment: Option<Experiment>,
        /// The request, when one caused the registration.
        request: Request,
        /// Fingerprints of the TLS connection.
        security_context: SecurityContext,
        /// What the application asked for.
        transaction: RegisteredTransaction,
    }

    /// What the application asked for when the user was created.
    RegisteredTransaction {
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
    }
}

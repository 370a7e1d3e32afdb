//! The event of credentials-exchange.

use serde_json::{Map, Value};

use super::{
    Agent, BodyRequest, Client, CustomDomain, Organization, ResourceServer, Tenant, shape,
};

shape! {
    /// The event of credentials-exchange.
    CredentialsExchangeEvent {
        /// Claims and scopes so far.
        #[serde(rename = "accessToken")]
        access_token: AccessTokenSoFar,
        /// The application that asks for a token.
        client: Client,
        /// The request.
        request: BodyRequest,
        /// The API the access token is for.
        resource_server: ResourceServer,
        /// The tenant.
        tenant: Tenant,
        /// What the application asked for.
        transaction: CredentialsExchangeTransaction,
        ;
        /// The agent that acts.
        agent: Agent,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// The organization the token is for.
        organization: Organization,
    }

    /// The access token as earlier actions left it.
    AccessTokenSoFar {
        /// The custom claims.
        #[serde(rename = "customClaims", default)]
        custom_claims: Map<String, Value>,
        /// The scopes.
        #[serde(default)]
        scope: Vec<String>,
    }

    /// What the application asked for.
    CredentialsExchangeTransaction {
        /// The scopes asked for.
        #[serde(default)]
        requested_scopes: Vec<String>,
        ;
        /// An id the application gave the transaction.
        correlation_id: String,
        /// The scopes to be granted, as actions left them.
        target_scopes: Vec<String>,
    }
}

//! The event of post-login.

use serde_json::{Map, Value};

use super::transaction::nullable;
use super::{
    Agent, Authentication, Authorization, Client, Connection, CustomDomain, EnrolledFactor,
    Experiment, Identity, LoginRequest, LoginTransaction, Organization, RefreshToken,
    ResourceServer, SecurityContext, Session, SessionTransferToken, Tenant, User, shape,
};

shape! {
    /// The event of post-login.
    PostLoginEvent {
        /// The application the user signs in to.
        client: LoginClient,
        /// The connection the user belongs to.
        connection: Connection,
        /// The request; a new one after each redirect.
        request: LoginRequest,
        /// How often the user has signed in.
        stats: Stats,
        /// The tenant.
        tenant: Tenant,
        /// The user.
        user: LoginUser,
        ;
        /// The agent that acts for the user.
        agent: Agent,
        /// How the user was authenticated.
        authentication: Authentication,
        /// What the user may do.
        authorization: Authorization,
        /// The custom domain used.
        custom_domain: CustomDomain,
        /// The experiment the login takes part in; null when there is none.
        #[serde(deserialize_with = "nullable")]
        #[schemars(extend("x-nullable" = true))]
        experiment: Option<Experiment>,
        /// The organization signed in to.
        organization: Organization,
        /// What the form sent that `api.prompt.render` showed.
        prompt: Prompt,
        /// The refresh token being exchanged.
        refresh_token: RefreshToken,
        /// The API the access token is for.
        resource_server: ResourceServer,
        /// Fingerprints of the TLS connection.
        security_context: SecurityContext,
        /// The session of the browser.
        session: Session,
        /// The token that brought the session from a native application.
        session_transfer_token: SessionTransferToken,
        /// What the application asked for.
        transaction: LoginTransaction,
    }

    /// The application the user signs in to.
    LoginClient {
        /// What every client has.
        #[serde(flatten)]
        base: Client,
        ;
        /// What its refresh tokens are good for.
        refresh_token: ClientRefreshToken,
    }

    /// What a client's refresh tokens are good for.
    ClientRefreshToken {
        ;
        /// One entry per API.
        policies: Vec<RefreshTokenPolicy>,
    }

    /// What a refresh token is good for at one API.
    RefreshTokenPolicy {
        ;
        /// The API's identifier.
        audience: String,
        /// The scopes.
        scope: Vec<String>,
    }

    /// The user who signs in.
    LoginUser {
        /// What every user has.
        #[serde(flatten)]
        base: User,
        /// The user's accounts.
        #[serde(default)]
        identities: Vec<Identity>,
        ;
        /// The factors enrolled.
        #[serde(rename = "enrolledFactors")]
        enrolled_factors: Vec<EnrolledFactor>,
        /// Names of providers of factors, of old.
        multifactor: Vec<String>,
    }

    /// How often the user has signed in.
    Stats {
        /// Logins, this one included.
        logins_count: u64,
    }

    /// What a form sent.
    Prompt {
        /// The form's id.
        id: String,
        ;
        /// Its fields.
        fields: Map<String, Value>,
        /// Its variables.
        vars: Map<String, Value>,
    }
}

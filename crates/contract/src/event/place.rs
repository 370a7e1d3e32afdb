//! Where the event took place: tenant, client, connection, organization.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::shape;

shape! {
    /// The tenant.
    Tenant {
        /// The tenant's name.
        id: String,
    }

    /// The application the event is about.
    Client {
        /// Its client_id.
        client_id: String,
        /// Its name.
        name: String,
        /// Its metadata; may be empty.
        metadata: BTreeMap<String, String>,
    }

    /// The connection the user belongs to.
    Connection {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// `auth0` for a database, `email` or `sms` for passwordless, else the provider's name.
        strategy: String,
        ;
        /// Its metadata.
        metadata: BTreeMap<String, String>,
    }

    /// The organization the event belongs to.
    Organization {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
        /// The name people see.
        display_name: String,
        /// Its metadata; may be empty.
        metadata: BTreeMap<String, String>,
    }

    /// The custom domain the request used.
    CustomDomain {
        /// The domain.
        domain: String,
        /// Its metadata; may be empty.
        domain_metadata: BTreeMap<String, String>,
    }

    /// Fingerprints of the TLS connection.
    SecurityContext {
        ;
        /// The JA3 fingerprint.
        ja3: String,
        /// The JA4 fingerprint.
        ja4: String,
    }

    /// The agent that acts for the user.
    Agent {
        /// Its id.
        agent_id: String,
        /// Its name.
        name: String,
        /// Its metadata; may be empty.
        agent_metadata: Map<String, Value>,
    }

    /// The API the access token is for.
    ResourceServer {
        /// Its identifier, the audience.
        identifier: String,
    }
}

//! How many of each noun a tenant may have.

/// How many of each an administrator may make. Actions have [`crate::ActionLimits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TenantLimits {
    /// Clients.
    pub clients: usize,
    /// APIs.
    pub apis: usize,
    /// Grants of clients for APIs.
    pub client_grants: usize,
    /// Connections.
    pub connections: usize,
    /// Tokens of administrators, ended ones among them until they are deleted.
    pub admin_tokens: usize,
    /// Signing keys that verify what they signed before, beside the current and the next one.
    pub previous_signing_keys: usize,
}

impl TenantLimits {
    /// The limits of every tenant.
    pub const DEFAULT: Self = Self {
        clients: 500,
        apis: 200,
        client_grants: 1_000,
        connections: 100,
        admin_tokens: 100,
        previous_signing_keys: 20,
    };
}

/// The longest life of any token, in seconds: 30 days. A signing key verifies at least as long after its last use.
pub const LONGEST_TOKEN_S: u64 = 2_592_000;

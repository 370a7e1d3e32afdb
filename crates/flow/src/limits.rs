//! The limits of one run.

use serde::{Deserialize, Serialize};

/// Bounds of one run. Every field has a stated default and may be set by an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FlowLimits {
    /// Elapsed time of all actions between two suspensions. Default 20 000 ms.
    pub wall_ms: u64,
    /// The run's life, time away included. Default 1 h.
    pub run_ms: u64,
    /// How often a run may suspend. Default 10.
    pub suspensions: u64,
    /// All custom claims of both tokens, as JSON. Default 102 400 bytes.
    pub claims_bytes: u64,
    /// What one run writes of user metadata, and of application metadata, as JSON. Default 32 768 bytes each.
    pub metadata_bytes: u64,
    /// A key of transaction metadata, in characters. Default 64.
    pub transaction_key_chars: u64,
    /// A value of transaction metadata, as JSON. Default 8 192 bytes.
    pub transaction_value_bytes: u64,
    /// All transaction metadata, as JSON. Default 16 384 bytes.
    pub transaction_bytes: u64,
    /// Scopes added or removed. Default 100.
    pub scopes: u64,
    /// The URL of a redirect, its query included. Default 16 384 bytes.
    pub url_bytes: u64,
}

impl Default for FlowLimits {
    fn default() -> Self {
        Self {
            wall_ms: 20_000,
            run_ms: 60 * 60 * 1_000,
            suspensions: 10,
            claims_bytes: 100 << 10,
            metadata_bytes: 32 << 10,
            transaction_key_chars: 64,
            transaction_value_bytes: 8 << 10,
            transaction_bytes: 16 << 10,
            scopes: 100,
            url_bytes: 16 << 10,
        }
    }
}

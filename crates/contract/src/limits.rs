//! The limits of one execution.

use serde::{Deserialize, Serialize};

/// Bounds of one execution. Every field has a stated default and may be set by an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Elapsed time between two suspensions, shared by all actions of a run. Default 20 000 ms.
    pub wall_ms: u64,
    /// Processor time. Default 500 ms.
    pub cpu_ms: u64,
    /// The guest's memory. Default 64 MiB.
    pub memory_bytes: u64,
    /// The guest's stack; deeper recursion throws a `RangeError`. Default 3.75 MiB.
    pub stack_bytes: u64,
    /// All commands as JSON. Default 1 MiB.
    pub output_bytes: u64,
    /// The number of commands. Default 1 000.
    pub commands: u64,
    /// What the action prints, in bytes; the rest is cut with a marker. Default 64 KiB.
    pub log_bytes: u64,
    /// Lines the action prints; the rest is cut with a marker. Default 1 000.
    pub log_lines: u64,
    /// Outbound requests; one more is rejected. Default 100.
    pub fetches: u64,
    /// Outbound requests under way at once; more wait their turn. Default 16.
    pub fetch_concurrency: u64,
    /// The body of one outbound request; a larger one is rejected. Default 1 MiB.
    pub request_bytes: u64,
    /// The body of one answer; a larger one is rejected. Default 10 MiB.
    pub response_bytes: u64,
    /// Timers waiting at once. Default 1 000.
    pub timers: u64,
    /// The event as JSON. Default 1 MiB.
    pub event_bytes: u64,
    /// The action's source. Default 100 kB.
    pub source_bytes: u64,
    /// How long requests and timers may run on after the handler settled. Default 5 000 ms.
    pub floating_ms: u64,
    /// Bounds of `api.cache`.
    pub cache: CacheLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            wall_ms: 20_000,
            cpu_ms: 500,
            memory_bytes: 64 << 20,
            stack_bytes: 15 << 18,
            output_bytes: 1 << 20,
            commands: 1_000,
            log_bytes: 64 << 10,
            log_lines: 1_000,
            fetches: 100,
            fetch_concurrency: 16,
            request_bytes: 1 << 20,
            response_bytes: 10 << 20,
            timers: 1_000,
            event_bytes: 1 << 20,
            source_bytes: 100_000,
            floating_ms: 5_000,
            cache: CacheLimits::default(),
        }
    }
}

/// Bounds of `api.cache`; beyond one a call answers with an error object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CacheLimits {
    /// The longest an entry may live; a later expiry is brought forward to it. Default 24 h.
    pub lifetime_ms: u64,
    /// How long an entry lives when the action does not say. Default 15 min.
    pub default_lifetime_ms: u64,
    /// Entries of one trigger. Default 20.
    pub entries: u64,
    /// One key. Default 64 bytes.
    pub key_bytes: u64,
    /// One value. Default 4 096 bytes.
    pub value_bytes: u64,
    /// All keys and values. Default 8 192 bytes.
    pub total_bytes: u64,
    /// Calls of `set` and `delete` that change something in one execution. Default 100.
    pub writes: u64,
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self {
            lifetime_ms: 24 * 60 * 60 * 1_000,
            default_lifetime_ms: 15 * 60 * 1_000,
            entries: 20,
            key_bytes: 64,
            value_bytes: 4_096,
            total_bytes: 8_192,
            writes: 100,
        }
    }
}

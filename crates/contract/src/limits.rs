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
    /// The guest's stack; deeper recursion throws a `RangeError`. Default 3.75 MiB, which is also the most.
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
    /// Connections opened; one more is refused. Default 20.
    pub connections: u64,
    /// What is sent over all connections; beyond it a write fails. Default 10 MiB.
    pub sent_bytes: u64,
    /// What arrives over all connections; beyond it a read fails. Default 32 MiB.
    pub received_bytes: u64,
    /// Names asked for; one more is refused. Default 100.
    pub queries: u64,
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
            connections: 20,
            sent_bytes: 10 << 20,
            received_bytes: 32 << 20,
            queries: 100,
            timers: 1_000,
            event_bytes: 1 << 20,
            source_bytes: 100_000,
            floating_ms: 5_000,
            cache: CacheLimits::default(),
        }
    }
}

/// A limit that was set to what this host cannot keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{name} = {actual} is not possible; it may be {min} to {max}")]
pub struct LimitOutOfRange {
    /// The limit, by its field.
    pub name: &'static str,
    /// The smallest value.
    pub min: u64,
    /// The largest value.
    pub max: u64,
    /// What was set.
    pub actual: u64,
}

impl Limits {
    /// Whether this host can keep to these limits. No run outlasts its flow, no cache outgrows what is kept of it, and
    /// an execution always has enough to begin.
    ///
    /// # Errors
    /// The first limit that is out of its range.
    pub fn check(&self) -> Result<(), LimitOutOfRange> {
        let Self { cache, .. } = self;
        let most = Self::default();
        let ranges = [
            ("wall_ms", self.wall_ms, 100, most.wall_ms),
            ("cpu_ms", self.cpu_ms, 10, 20_000),
            ("memory_bytes", self.memory_bytes, 16 << 20, 1 << 30),
            ("stack_bytes", self.stack_bytes, 64 << 10, most.stack_bytes),
            ("output_bytes", self.output_bytes, 1 << 10, 16 << 20),
            ("commands", self.commands, 1, 100_000),
            ("log_bytes", self.log_bytes, 0, 1 << 20),
            ("log_lines", self.log_lines, 0, 100_000),
            ("fetches", self.fetches, 0, 10_000),
            ("fetch_concurrency", self.fetch_concurrency, 1, 256),
            ("request_bytes", self.request_bytes, 0, 64 << 20),
            ("response_bytes", self.response_bytes, 1 << 10, 64 << 20),
            ("connections", self.connections, 0, 1_000),
            ("sent_bytes", self.sent_bytes, 0, 1 << 30),
            ("received_bytes", self.received_bytes, 0, 1 << 30),
            ("queries", self.queries, 0, 10_000),
            ("timers", self.timers, 0, 100_000),
            ("event_bytes", self.event_bytes, 64 << 10, 16 << 20),
            ("source_bytes", self.source_bytes, 1_000, most.source_bytes),
            ("floating_ms", self.floating_ms, 0, 60_000),
            (
                "cache.lifetime_ms",
                cache.lifetime_ms,
                1_000,
                most.cache.lifetime_ms,
            ),
            (
                "cache.default_lifetime_ms",
                cache.default_lifetime_ms,
                1_000,
                cache.lifetime_ms,
            ),
            ("cache.entries", cache.entries, 0, most.cache.entries),
            ("cache.key_bytes", cache.key_bytes, 1, most.cache.key_bytes),
            (
                "cache.value_bytes",
                cache.value_bytes,
                1,
                most.cache.value_bytes,
            ),
            (
                "cache.total_bytes",
                cache.total_bytes,
                1,
                most.cache.total_bytes,
            ),
            ("cache.writes", cache.writes, 0, 1_000),
        ];
        for (name, actual, min, max) in ranges {
            if !(min..=max).contains(&actual) {
                return Err(LimitOutOfRange {
                    name,
                    min,
                    max,
                    actual,
                });
            }
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_can_be_kept_and_one_past_a_range_is_named() {
        assert_eq!(Limits::default().check(), Ok(()));
        let beyond = Limits {
            memory_bytes: (1 << 30) + 1,
            ..Limits::default()
        };
        assert_eq!(
            beyond.check().unwrap_err().to_string(),
            "memory_bytes = 1073741825 is not possible; it may be 16777216 to 1073741824"
        );
        let mut cache = Limits::default();
        cache.cache.entries += 1;
        assert_eq!(cache.check().unwrap_err().name, "cache.entries");
    }
}

//! The ceilings of one request and of the pools, whoever asks.

use std::time::Duration;

/// Limits of the client. A request may ask for less (`max_response_bytes`), never for more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Length of a URL in bytes. Default 16 KiB.
    pub url_bytes: usize,
    /// Number of request headers. Default 200.
    pub request_headers: usize,
    /// Names and values of all request headers together, in bytes. Default 64 KiB.
    pub request_header_bytes: usize,
    /// Request body in bytes. Default 10 MiB.
    pub request_bytes: usize,
    /// Names and values of all response headers together, in bytes. Default 64 KiB.
    pub response_header_bytes: usize,
    /// Decoded response body in bytes. Default 100 MiB.
    pub response_bytes: u64,
    /// Redirects followed, as in the fetch standard. Default 20.
    pub redirects: usize,
    /// Time to resolve, connect and finish the TLS handshake. Default 10 s.
    pub connect: Duration,
    /// How long an unused connection is kept. Default 30 s.
    pub idle: Duration,
    /// Unused connections kept per pool and host. Default 8.
    pub idle_per_host: usize,
    /// Pools kept at once, least recently used dropped first. Default 1024.
    pub pools: u64,
    /// How long an unused pool is kept. Default 5 min.
    pub pool_idle: Duration,
    /// Requests one pool may have in flight. Default 8192.
    pub in_flight_per_pool: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            url_bytes: 16 * 1024,
            request_headers: 200,
            request_header_bytes: 64 * 1024,
            request_bytes: 10 * 1024 * 1024,
            response_header_bytes: 64 * 1024,
            response_bytes: 100 * 1024 * 1024,
            redirects: 20,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(30),
            idle_per_host: 8,
            pools: 1024,
            pool_idle: Duration::from_secs(300),
            in_flight_per_pool: 8192,
        }
    }
}

//! The world a spec sees: the time and chance of any action, and no network. What its tests report comes out here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery};
use futures_util::future::BoxFuture;
use sandbox::{
    Connecting, Host, LiveHost, Outbound, OutboundResponse, Querying, no_connection, no_query,
};
use tokio::sync::mpsc::UnboundedSender;

/// The most that the tests of one file report, in bytes.
pub(super) const MOST_REPORT_BYTES: usize = 2 << 20;
/// The most that all tests of a package report, in bytes.
pub(super) const MOST_TOTAL_BYTES: usize = 4 << 20;

/// The world of one file of specs.
pub(super) struct SpecHost {
    live: LiveHost,
    reports: UnboundedSender<String>,
    /// What is left of the bytes.
    room: AtomicUsize,
}

impl SpecHost {
    /// A world from now on, with room for so many bytes of reports.
    pub(super) fn new(reports: UnboundedSender<String>, room: usize) -> Self {
        Self {
            live: LiveHost::new(Arc::new(NoNetwork)),
            reports,
            room: AtomicUsize::new(room),
        }
    }

    /// The room that is left; none when the tests had more to report than may be.
    pub(super) fn room(&self) -> usize {
        self.room.load(Ordering::Relaxed)
    }
}

impl Host for SpecHost {
    fn now_ms(&self) -> f64 {
        self.live.now_ms()
    }

    fn monotonic_ms(&self) -> f64 {
        self.live.monotonic_ms()
    }

    fn random(&self, bytes: &mut [u8]) {
        self.live.random(bytes);
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        self.live.sleep(ms)
    }

    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        self.live.send(request)
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        self.live.connect(request)
    }

    fn query(&self, query: NameQuery) -> Querying {
        self.live.query(query)
    }

    fn report(&self, text: &str) -> bool {
        // One execution reports from one thread at a time.
        let room = self.room.load(Ordering::Relaxed);
        let left = room.checked_sub(text.len().max(1));
        self.room.store(left.unwrap_or(0), Ordering::Relaxed);
        left.is_some_and(|left| left > 0) && self.reports.send(text.to_owned()).is_ok()
    }
}

/// What a spec is told that would open a connection.
const NO_NETWORK: &str = "tests reach no network; mock the package that opens it with jest.mock";

struct NoNetwork;

impl Outbound for NoNetwork {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let message = format!(
            "the spec did not mock {} {}: tests reach no network; give the answer with jest.spyOn(globalThis, 'fetch')",
            request.method, request.url
        );
        let error = OutboundError::new(OutboundErrorKind::RefusedByPolicy, message);
        Box::pin(async { Err(error) })
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, NO_NETWORK)
    }

    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, NO_NETWORK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_too_many_is_not_taken_and_nothing_after_it() {
        let (sender, mut reports) = tokio::sync::mpsc::unbounded_channel();
        let host = SpecHost::new(sender, 100);
        assert!(host.report(&"x".repeat(99)));
        assert_eq!(host.room(), 1);
        assert!(!host.report("x"));
        assert_eq!(host.room(), 0);
        assert!(!host.report(""));
        assert!(reports.try_recv().is_ok());
        assert!(reports.try_recv().is_err());
    }
}

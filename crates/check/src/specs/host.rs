//! The world a spec sees: the time and chance of any action, and no network. What its tests report comes out here.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery};
use futures_util::future::BoxFuture;
use sandbox::{
    Connecting, LiveHost, Outbound, OutboundResponse, Querying, no_connection, no_query,
};
use tokio::sync::mpsc::UnboundedSender;

/// The most that the tests of one file report, in bytes.
pub(super) const MOST_REPORT_BYTES: usize = 2 << 20;
/// The most that all tests of a package report, in bytes.
pub(super) const MOST_TOTAL_BYTES: usize = 4 << 20;

/// What the tests of one file may report.
pub(super) struct Reports {
    taken: UnboundedSender<String>,
    /// What is left of the bytes.
    room: AtomicUsize,
}

impl Reports {
    /// Room for so many bytes of reports.
    pub(super) fn new(taken: UnboundedSender<String>, room: usize) -> Arc<Self> {
        Arc::new(Self {
            taken,
            room: AtomicUsize::new(room),
        })
    }

    /// The room that is left; none when the tests had more to report than may be.
    pub(super) fn room(&self) -> usize {
        self.room.load(Ordering::Relaxed)
    }

    /// The world from now on in which these are heard.
    pub(super) fn world(self: &Arc<Self>) -> LiveHost {
        let reports = Arc::clone(self);
        LiveHost::new(Arc::new(NoNetwork)).with_reports(move |text| reports.take(text))
    }

    fn take(&self, text: &str) -> bool {
        // One execution reports from one thread at a time.
        let room = self.room();
        let left = room.checked_sub(text.len().max(1));
        self.room.store(left.unwrap_or(0), Ordering::Relaxed);
        left.is_some_and(|left| left > 0) && self.taken.send(text.to_owned()).is_ok()
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
    use sandbox::Host as _;

    use super::*;

    #[test]
    fn one_byte_too_many_is_not_taken_and_nothing_after_it() {
        let (sender, mut reports) = tokio::sync::mpsc::unbounded_channel();
        let room = Reports::new(sender, 100);
        let host = room.world();
        assert!(host.report(&"x".repeat(99)));
        assert_eq!(room.room(), 1);
        assert!(!host.report("x"));
        assert_eq!(room.room(), 0);
        assert!(!host.report(""));
        assert!(reports.try_recv().is_ok());
        assert!(reports.try_recv().is_err());
    }
}

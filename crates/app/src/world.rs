//! The world as an execution of this host sees it: our clock, the system's randomness, egress.

use contract::outbound::{OutboundError, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery};
use futures_util::future::BoxFuture;
use sandbox::{Connecting, Host, LiveHost, OutboundResponse, Querying};

use crate::env::Clock;

/// The live world, its calendar read from the shell's own clock: what an action dates and what the shell dates agree.
pub(crate) struct World {
    live: LiveHost,
    clock: Clock,
}

impl World {
    pub(crate) fn new(live: LiveHost, clock: Clock) -> Self {
        Self { live, clock }
    }
}

impl Host for World {
    fn now_ms(&self) -> f64 {
        #[allow(
            clippy::cast_precision_loss,
            reason = "a double holds the milliseconds of 285 000 years"
        )]
        let now_ms = self.clock.now_ms() as f64;
        now_ms
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
}

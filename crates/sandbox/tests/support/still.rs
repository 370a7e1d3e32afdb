//! A world in which time stands still and every die falls alike: what an action gives there is the same every time.

use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use futures_util::future::BoxFuture;
use sandbox::{Host, Outbound, OutboundResponse};

/// Answers requests from `0` and shows one moment for ever.
pub(crate) struct StillHost(pub(crate) Arc<dyn Outbound>);

impl Host for StillHost {
    fn now_ms(&self) -> f64 {
        1_800_000_000_000.0
    }

    fn monotonic_ms(&self) -> f64 {
        1.5
    }

    fn random(&self, bytes: &mut [u8]) {
        for (number, byte) in bytes.iter_mut().enumerate() {
            *byte = number.wrapping_mul(37) as u8;
        }
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(Duration::from_millis(ms)))
    }

    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        self.0.send(request)
    }
}

//! The real network, as far as an outbound policy lets one reach it.

use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use egress::{Allowances, Egress, Policy, PoolKey};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox::{Outbound, OutboundResponse};

/// The real network under an outbound policy.
pub(crate) struct Wire(Egress);

impl Wire {
    pub(crate) fn under(policy: Policy) -> Self {
        Self(Egress::new(policy).unwrap())
    }
}

impl Outbound for Wire {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let egress = self.0.clone();
        Box::pin(async move {
            let timeout = Duration::from_secs(10);
            let (pool, allowances) = (PoolKey::tenant("node"), Allowances::none());
            let sent = egress.send(&pool, &allowances, request, timeout);
            let (head, body) = sent.await?;
            Ok(OutboundResponse {
                head,
                body: body.boxed(),
            })
        })
    }
}

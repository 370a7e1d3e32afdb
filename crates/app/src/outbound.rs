//! Requests of actions on their way through `egress`.

use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use egress::{Allowances, Egress, PoolKey};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox::{Outbound, OutboundResponse};

/// The requests of one tenant's own actions, or of one of its installations.
pub(crate) struct PooledOutbound {
    egress: Egress,
    pool: PoolKey,
    allowances: Arc<Allowances>,
    timeout: Duration,
}

impl PooledOutbound {
    /// Requests over the connections of `pool`, each at most `timeout` long from the first name resolved to the last byte.
    pub(crate) fn new(
        egress: Egress,
        pool: PoolKey,
        allowances: Arc<Allowances>,
        timeout: Duration,
    ) -> Self {
        Self {
            egress,
            pool,
            allowances,
            timeout,
        }
    }
}

impl Outbound for PooledOutbound {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let (egress, pool, allowances) = (
            self.egress.clone(),
            self.pool.clone(),
            Arc::clone(&self.allowances),
        );
        let timeout = self.timeout;
        Box::pin(async move {
            let (head, body) = egress.send(&pool, &allowances, request, timeout).await?;
            Ok(OutboundResponse {
                head,
                body: body.boxed(),
            })
        })
    }
}

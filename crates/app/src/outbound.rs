//! Requests of actions on their way through `egress`.

use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use egress::{Allowances, Egress, PoolKey};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox::{Outbound, OutboundResponse};

/// The requests of one tenant's own actions.
pub(crate) struct TenantOutbound {
    egress: Egress,
    pool: PoolKey,
    allowances: Arc<Allowances>,
    timeout: Duration,
}

impl TenantOutbound {
    /// Requests of `tenant`, each at most `timeout` long from the first name resolved to the last byte.
    pub(crate) fn new(
        egress: Egress,
        tenant: &str,
        allowances: Arc<Allowances>,
        timeout: Duration,
    ) -> Self {
        Self {
            egress,
            pool: PoolKey::tenant(tenant),
            allowances,
            timeout,
        }
    }
}

impl Outbound for TenantOutbound {
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

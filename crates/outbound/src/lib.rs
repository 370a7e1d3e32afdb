//! What actions send, on its way through `egress`: requests, connections and queries for names, as the sandbox asks for them.
#![forbid(unsafe_code)]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery, SocketError, TlsRequest};
use egress::{Allowances, Egress, PoolKey};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox::{ByteStream, Connecting, Outbound, OutboundResponse, Querying, Secured, Transport};

/// The network as the actions of one pool reach it.
pub struct Network {
    egress: Egress,
    pool: PoolKey,
    allowances: Arc<Allowances>,
    timeout: Duration,
}

impl Network {
    /// The network over the connections of `pool`; each request takes at most `timeout` from the first name resolved to the
    /// last byte.
    pub fn new(
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

impl Outbound for Network {
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

    fn connect(&self, request: ConnectRequest) -> Connecting {
        let (egress, pool, allowances) = (
            self.egress.clone(),
            self.pool.clone(),
            Arc::clone(&self.allowances),
        );
        Box::pin(async move {
            let connection = egress.connect(&pool, &allowances, &request).await?;
            Ok(Box::new(Wire(connection)) as Box<dyn Transport>)
        })
    }

    fn query(&self, query: NameQuery) -> Querying {
        let (egress, allowances) = (self.egress.clone(), Arc::clone(&self.allowances));
        Box::pin(async move { egress.query(&allowances, &query).await })
    }
}

/// A connection of `egress` as the sandbox uses it.
struct Wire(egress::Connection);

impl Transport for Wire {
    fn stream(&mut self) -> &mut dyn ByteStream {
        &mut self.0
    }

    fn remote(&self) -> SocketAddr {
        self.0.remote()
    }

    fn secure(
        self: Box<Self>,
        request: TlsRequest,
    ) -> BoxFuture<'static, Result<Secured, SocketError>> {
        Box::pin(async move {
            let (connection, outcome) = self.0.secure(&request).await?;
            Ok((Box::new(Self(connection)) as Box<dyn Transport>, outcome))
        })
    }
}

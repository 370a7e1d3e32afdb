//! The real network, as far as an outbound policy lets one reach it.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery, SocketError, TlsRequest};
use egress::{Allowances, Egress, Policy, PoolKey, Resolve};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use sandbox::{ByteStream, Connecting, Outbound, OutboundResponse, Querying, Secured, Transport};

/// The real network under an outbound policy.
pub(crate) struct Wire(Egress);

impl Wire {
    pub(crate) fn under(policy: Policy) -> Self {
        Self(Egress::new(policy).unwrap())
    }

    /// The same with another way to resolve names.
    pub(crate) fn with_names(policy: Policy, names: Arc<dyn Resolve>) -> Self {
        Self(Egress::with_resolver(policy, names).unwrap())
    }
}

/// A connection of `egress` as the sandbox uses it.
struct Socket(egress::Connection);

impl Transport for Socket {
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

    fn connect(&self, request: ConnectRequest) -> Connecting {
        let egress = self.0.clone();
        Box::pin(async move {
            let (pool, allowances) = (PoolKey::tenant("node"), Allowances::none());
            let connection = egress.connect(&pool, &allowances, &request).await?;
            Ok(Box::new(Socket(connection)) as Box<dyn Transport>)
        })
    }

    fn query(&self, query: NameQuery) -> Querying {
        let egress = self.0.clone();
        Box::pin(async move { egress.query(&Allowances::none(), &query).await })
    }
}

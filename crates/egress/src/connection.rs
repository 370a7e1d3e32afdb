//! TCP connections under the policy that requests are held to.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use contract::outbound::OutboundError;
use contract::permission::Capabilities;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use url::{Host, Url};

use crate::allowance::Allowances;
use crate::client::Egress;
use crate::error::EgressError;
use crate::name;
use crate::policy::Scope;
use crate::pool::PoolKey;

/// The longest host name, in bytes (RFC 1035, section 2.3.4).
const HOST_BYTES: usize = 253;

/// Addresses of one name that are tried, in the order of the answer.
const ADDRESSES_TRIED: usize = 8;

/// An open connection. It holds a place of its pool until it is dropped.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    remote: SocketAddr,
    _slot: OwnedSemaphorePermit,
}

impl Connection {
    /// The address connected to, which is one of those that were checked.
    #[must_use]
    pub fn remote(&self) -> SocketAddr {
        self.remote
    }
}

impl Egress {
    /// Connects to `host`, a name or an address without brackets, on `port`: to public hosts and those in `allowances`, as
    /// far as `capabilities` go. Names are resolved once, and the addresses checked are the addresses connected to. It takes
    /// the time to connect of the limits at most, names included.
    ///
    /// What was granted is held against plain HTTP to that place, so that a host granted without a port, which means HTTPS,
    /// is not reached in clear text.
    ///
    /// # Errors
    /// An [`OutboundError`] by its cause.
    pub async fn connect(
        &self,
        pool: &PoolKey,
        allowances: &Allowances,
        capabilities: &Capabilities,
        host: &str,
        port: u16,
    ) -> Result<Connection, OutboundError> {
        let target = parse_host(host)?;
        capabilities
            .check_url(&plain_url(&target, port)?)
            .map_err(EgressError::from)?;
        let scope = self
            .inner
            .policy
            .check_socket(&borrowed(&target), port, allowances)?;
        let slot = self
            .inner
            .pools
            .get(pool, scope.clone())?
            .enter(self.inner.policy.limits.in_flight_per_pool)?;
        let opening = async {
            let addresses = self.addresses(&target, &scope).await?;
            open(&target, &addresses, port).await
        };
        let opened = tokio::time::timeout(self.inner.policy.limits.connect, opening).await;
        let late = |_| refused(&target, port, io::ErrorKind::TimedOut.into());
        let (stream, remote) = opened.map_err(late)??;
        Ok(Connection {
            stream,
            remote,
            _slot: slot,
        })
    }

    async fn addresses(
        &self,
        target: &Host<String>,
        scope: &Scope,
    ) -> Result<Vec<IpAddr>, EgressError> {
        let host = match target {
            Host::Ipv4(address) => return Ok(vec![(*address).into()]),
            Host::Ipv6(address) => return Ok(vec![(*address).into()]),
            Host::Domain(domain) => name::canonical(domain),
        };
        let answer = self.inner.pools.resolver().resolve(&host).await;
        let addresses = answer.map_err(|source| EgressError::Resolve {
            host: host.clone(),
            source,
        })?;
        scope.check_answer(&host, &addresses)?;
        Ok(addresses)
    }
}

/// Reads a host as a URL would, so that every spelling of an address is checked as that address.
fn parse_host(host: &str) -> Result<Host<String>, EgressError> {
    let invalid = EgressError::InvalidHost {
        limit_bytes: HOST_BYTES,
    };
    if host.len() > HOST_BYTES {
        return Err(invalid);
    }
    match host.parse() {
        Ok(IpAddr::V4(address)) => Ok(Host::Ipv4(address)),
        Ok(IpAddr::V6(address)) => Ok(Host::Ipv6(address)),
        Err(_) => Host::parse(host).map_err(|_| invalid),
    }
}

fn plain_url(host: &Host<String>, port: u16) -> Result<Url, EgressError> {
    Url::parse(&format!("http://{host}:{port}/"))
        .map_err(|source| EgressError::InvalidUrl { source })
}

fn borrowed(host: &Host<String>) -> Host<&str> {
    match host {
        Host::Domain(domain) => Host::Domain(domain),
        Host::Ipv4(address) => Host::Ipv4(*address),
        Host::Ipv6(address) => Host::Ipv6(*address),
    }
}

/// The first of the addresses that takes the connection, else why the last one did not.
async fn open(
    host: &Host<String>,
    addresses: &[IpAddr],
    port: u16,
) -> Result<(TcpStream, SocketAddr), EgressError> {
    let mut last = EgressError::NoAddress {
        host: host.to_string(),
    };
    for address in addresses.iter().take(ADDRESSES_TRIED) {
        let remote = SocketAddr::new(*address, port);
        match TcpStream::connect(remote).await {
            Ok(stream) => return Ok((stream, remote)),
            Err(source) => last = refused(host, port, source),
        }
    }
    Err(last)
}

fn refused(host: &Host<String>, port: u16, source: io::Error) -> EgressError {
    EgressError::Connect {
        host: host.to_string(),
        port,
        source,
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

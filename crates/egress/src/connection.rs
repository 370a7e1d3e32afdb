//! TCP connections under the policy that requests are held to.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use contract::permission::Capabilities;
use contract::socket::{AddressFamily, Attempt, ConnectRequest, Security, SocketError};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio_rustls::client::TlsStream;
use url::{Host, Url};

use crate::allowance::Allowances;
use crate::client::{Egress, Inner};
use crate::codes::{broken, io_code};
use crate::error::EgressError;
use crate::name;
use crate::policy::Scope;
use crate::pool::PoolKey;

/// The longest host name, in bytes (RFC 1035, section 2.3.4).
const HOST_BYTES: usize = 253;

/// Addresses of one name that are tried, in the order of the answer.
const ADDRESSES_TRIED: usize = 8;

/// How long an address has while there is another to try.
const ATTEMPT: Duration = Duration::from_secs(1);

/// An open connection. It holds a place of its pool until it is dropped.
pub struct Connection {
    pub(crate) stream: Stream,
    pub(crate) place: Place,
    pub(crate) remote: SocketAddr,
    pub(crate) security: Security,
    pub(crate) _slot: OwnedSemaphorePermit,
}

/// What carries the bytes.
pub(crate) enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// Where a connection leads, and what was granted to whoever asked for it.
pub(crate) struct Place {
    pub(crate) inner: Arc<Inner>,
    pub(crate) host: Host<String>,
    pub(crate) port: u16,
    pub(crate) capabilities: Capabilities,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let remote = self.remote;
        f.debug_struct("Connection")
            .field("remote", &remote)
            .finish_non_exhaustive()
    }
}

impl Connection {
    /// The address connected to, which is one of those that were checked.
    #[must_use]
    pub fn remote(&self) -> SocketAddr {
        self.remote
    }
}

impl Egress {
    /// Connects to a name or an address: to public hosts and those in `allowances`, as far as the request's capabilities go.
    /// Names are resolved once, and the addresses checked are the addresses connected to. It takes the time to connect of the
    /// limits at most, names included.
    ///
    /// A connection that begins with TLS is held against HTTPS to that place, a plain one against plain HTTP: a host granted
    /// without a port, which means HTTPS, is not reached in clear text.
    ///
    /// # Errors
    /// A [`SocketError`] by its cause.
    pub async fn connect(
        &self,
        pool: &PoolKey,
        allowances: &Allowances,
        request: &ConnectRequest,
    ) -> Result<Connection, SocketError> {
        let (host, port) = (parse_host(&request.host)?, request.port);
        let url = match request.security {
            Security::Plain => clear_url(&host, port)?,
            Security::Tls => secure_url(&host.to_string(), port)?,
        };
        request.capabilities.check_url(&url)?;
        let policy = &self.inner.policy;
        let scope = policy.check_socket(&borrowed(&host), port, allowances)?;
        let entered = self.inner.pools.get(pool, scope.clone())?;
        let slot = entered.enter(policy.limits.in_flight_per_pool)?;
        let opening = async {
            let addresses = self.addresses(&host, &scope, request.family).await?;
            open(&host, &addresses, port).await
        };
        let opened = tokio::time::timeout(policy.limits.connect, opening).await;
        let late = |_| refused(&host, port, io::ErrorKind::TimedOut.into(), Vec::new());
        let (stream, remote) = opened.map_err(late)??;
        Ok(Connection {
            stream: Stream::Plain(stream),
            remote,
            security: request.security,
            place: Place {
                inner: Arc::clone(&self.inner),
                host,
                port,
                capabilities: request.capabilities.clone(),
            },
            _slot: slot,
        })
    }

    async fn addresses(
        &self,
        target: &Host<String>,
        scope: &Scope,
        family: AddressFamily,
    ) -> Result<Vec<IpAddr>, EgressError> {
        let host = match target {
            Host::Ipv4(address) => return Ok(vec![(*address).into()]),
            Host::Ipv6(address) => return Ok(vec![(*address).into()]),
            Host::Domain(domain) => name::canonical(domain),
        };
        let answer = self.inner.pools.resolver().resolve(&host).await;
        let mut addresses = answer.map_err(|source| EgressError::Resolve {
            host: host.clone(),
            source,
        })?;
        scope.check_answer(&host, &addresses)?;
        addresses.retain(|address| family.has(*address));
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

/// The place as a plain request would name it.
pub(crate) fn clear_url(host: &Host<String>, port: u16) -> Result<Url, EgressError> {
    Url::parse(&format!("http://{host}:{port}/"))
        .map_err(|source| EgressError::InvalidUrl { source })
}

/// The place as a request over TLS would name it.
pub(crate) fn secure_url(host: &str, port: u16) -> Result<Url, EgressError> {
    Url::parse(&format!("https://{host}:{port}/"))
        .map_err(|source| EgressError::InvalidUrl { source })
}

fn borrowed(host: &Host<String>) -> Host<&str> {
    match host {
        Host::Domain(domain) => Host::Domain(domain),
        Host::Ipv4(address) => Host::Ipv4(*address),
        Host::Ipv6(address) => Host::Ipv6(*address),
    }
}

/// The first of the addresses that takes the connection, else why none did.
async fn open(
    host: &Host<String>,
    addresses: &[IpAddr],
    port: u16,
) -> Result<(TcpStream, SocketAddr), EgressError> {
    let addresses: Vec<IpAddr> = addresses.iter().take(ADDRESSES_TRIED).copied().collect();
    let mut attempts = Vec::new();
    let mut last = io::ErrorKind::AddrNotAvailable.into();
    for address in &addresses {
        let remote = SocketAddr::new(*address, port);
        match attempt(remote, addresses.len() - attempts.len() > 1).await {
            Ok(stream) => return Ok((stream, remote)),
            Err(source) => {
                let code = io_code(&source);
                attempts.push(Attempt {
                    address: *address,
                    code,
                });
                last = source;
            }
        }
    }
    if attempts.is_empty() {
        return Err(EgressError::NoAddress {
            host: host.to_string(),
        });
    }
    Err(refused(host, port, last, attempts))
}

async fn attempt(remote: SocketAddr, has_another: bool) -> io::Result<TcpStream> {
    let connecting = TcpStream::connect(remote);
    let stream = match has_another {
        true => match tokio::time::timeout(ATTEMPT, connecting).await {
            Ok(connected) => connected?,
            Err(_) => return Err(io::ErrorKind::TimedOut.into()),
        },
        false => connecting.await?,
    };
    // What an action writes is a request that waits for its answer.
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn refused(
    host: &Host<String>,
    port: u16,
    source: io::Error,
    attempts: Vec<Attempt>,
) -> EgressError {
    EgressError::Connect {
        host: host.to_string(),
        port,
        source,
        attempts,
    }
}

impl Connection {
    /// Nothing passes in clear text where TLS was to come first.
    fn check_security(&self) -> io::Result<()> {
        match (&self.stream, self.security) {
            (Stream::Plain(_), Security::Tls) => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Ok(()),
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check_security()?;
        let polled = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Stream::Tls(stream) => Pin::new(stream).poll_read(context, buffer),
        };
        Poll::Ready(match ready!(polled) {
            // Many servers end a connection without a word of TLS.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(()),
            read => read.map_err(broken),
        })
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check_security()?;
        let polled = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Stream::Tls(stream) => Pin::new(stream).poll_write(context, bytes),
        };
        polled.map_err(broken)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(context),
            Stream::Tls(stream) => Pin::new(stream).poll_flush(context),
        };
        polled.map_err(broken)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let polled = match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Stream::Tls(stream) => Pin::new(stream).poll_shutdown(context),
        };
        polled.map_err(broken)
    }
}

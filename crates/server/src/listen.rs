//! Listening: plain HTTP on loopback, HTTPS with a given certificate, and a shutdown that lets requests finish.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use tokio::task::JoinHandle;

use crate::config::Https;
use crate::connections::Connections;

/// How long requests may go on after a shutdown began.
const GRACE: Duration = Duration::from_secs(25);
/// How long a client may take to send its request's head.
const HEAD_TIME: Duration = Duration::from_secs(15);

/// Why a listener could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}; is another server running there?")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Certificate or key cannot be used.
    #[error(
        "cannot use the certificate {certificate} with the key {key}; both must be PEM and belong together"
    )]
    Certificate {
        /// The certificate's file.
        certificate: std::path::PathBuf,
        /// The key's file.
        key: std::path::PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// An address that is held before anything is served there.
#[derive(Debug)]
pub struct Port {
    /// The address; its port is the one the system chose when 0 was asked for.
    pub address: SocketAddr,
    socket: TcpListener,
}

impl Port {
    /// Takes the address.
    ///
    /// # Errors
    /// [`ListenError::Bind`].
    pub fn open(address: SocketAddr) -> Result<Self, ListenError> {
        let bind = |source| ListenError::Bind { address, source };
        let (socket, address) = open(address).map_err(bind)?;
        Ok(Self { address, socket })
    }
}

/// A listener at work.
#[derive(Debug)]
pub struct Listener {
    /// Where it listens; the port is the one the system chose when 0 was asked for.
    pub address: SocketAddr,
    handle: Handle<SocketAddr>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Listener {
    /// Serves plain HTTP.
    ///
    /// # Errors
    /// [`ListenError::Bind`].
    pub fn plain(
        address: SocketAddr,
        router: Router,
        connections: &Connections,
    ) -> Result<Self, ListenError> {
        Self::on(Port::open(address)?, router, connections)
    }

    /// Serves plain HTTP at an address that is held.
    ///
    /// # Errors
    /// [`ListenError::Bind`].
    pub fn on(port: Port, router: Router, connections: &Connections) -> Result<Self, ListenError> {
        let Port { address, socket } = port;
        let bind = |source| ListenError::Bind { address, source };
        let handle = Handle::new();
        let mut server = axum_server::from_tcp(socket)
            .map_err(bind)?
            .acceptor(connections.clone())
            .handle(handle.clone());
        bound_heads(server.http_builder());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        Ok(Self {
            address,
            handle,
            task: tokio::spawn(server.serve(service)),
        })
    }

    /// Serves HTTPS.
    ///
    /// # Errors
    /// [`ListenError`].
    pub async fn tls(
        https: &Https,
        router: Router,
        connections: &Connections,
    ) -> Result<Self, ListenError> {
        let config = RustlsConfig::from_pem_file(&https.certificate, &https.key)
            .await
            .map_err(|source| ListenError::Certificate {
                certificate: https.certificate.clone(),
                key: https.key.clone(),
                source,
            })?;
        let bind = |source| ListenError::Bind {
            address: https.listen,
            source,
        };
        let (socket, address) = open(https.listen).map_err(bind)?;
        let handle = Handle::new();
        let acceptor = RustlsAcceptor::new(config)
            .handshake_timeout(HEAD_TIME)
            .acceptor(connections.clone());
        let mut server = axum_server::from_tcp(socket)
            .map_err(bind)?
            .acceptor(acceptor)
            .handle(handle.clone());
        bound_heads(server.http_builder());
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        Ok(Self {
            address,
            handle,
            task: tokio::spawn(server.serve(service)),
        })
    }

    /// Takes no more connections and waits for the requests under way.
    pub async fn stop(self) {
        self.handle.graceful_shutdown(Some(GRACE));
        match self.task.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(address = %self.address, %error, "a listener ended badly")
            }
            Err(error) => {
                tracing::error!(address = %self.address, %error, "a listener's task ended badly")
            }
        }
    }
}

fn open(address: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let socket = TcpListener::bind(address)?;
    socket.set_nonblocking(true)?;
    let address = socket.local_addr()?;
    Ok((socket, address))
}

fn bound_heads(
    builder: &mut hyper_util::server::conn::auto::Builder<hyper_util::rt::TokioExecutor>,
) {
    builder
        .http1()
        .timer(hyper_util::rt::TokioTimer::new())
        .header_read_timeout(HEAD_TIME);
    builder
        .http2()
        .timer(hyper_util::rt::TokioTimer::new())
        .max_concurrent_streams(100);
}

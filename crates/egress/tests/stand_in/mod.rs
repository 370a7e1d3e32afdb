//! An HTTP/1.1 server on loopback that answers by path, byte by byte as a test wants it, and counts connections.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary uses its own part"
)]

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;

/// What a request looked like.
pub struct Seen {
    pub method: String,
    pub path: String,
    /// The head as it came, lower case.
    pub head: String,
    pub body: Vec<u8>,
}

/// Pieces written one after the other; an empty piece waits until the client has gone or 30 s have passed.
pub type Answer = Vec<Vec<u8>>;
type Handler = Arc<dyn Fn(&Seen) -> Answer + Send + Sync>;

pub struct StandIn {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl StandIn {
    pub async fn start(
        ip: &str,
        port: u16,
        handler: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::listen(ip, port, None, Arc::new(handler)).await
    }

    pub async fn start_tls(
        config: rustls::ServerConfig,
        handler: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        Self::listen("127.0.0.1", 0, Some(acceptor), Arc::new(handler)).await
    }

    async fn listen(
        ip: &str,
        port: u16,
        tls: Option<tokio_rustls::TlsAcceptor>,
        handler: Handler,
    ) -> Self {
        let ip: IpAddr = ip.parse().unwrap();
        let listener = TcpListener::bind((ip, port)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = connections.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let (handler, tls) = (handler.clone(), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, handler).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                serve(stream, handler).await;
                            }
                        }
                    }
                });
            }
        });
        Self {
            address,
            connections,
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, handler: Handler) {
    let mut buffer = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut buffer).await {
        for piece in handler(&seen) {
            if piece.is_empty() {
                let gone = stream.read_u8();
                let _ = tokio::time::timeout(std::time::Duration::from_secs(30), gone).await;
                return;
            }
            if stream.write_all(&piece).await.is_err() || stream.flush().await.is_err() {
                return;
            }
            tokio::task::yield_now().await;
        }
        if seen.path.starts_with("/close") {
            return;
        }
    }
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin), buffer: &mut Vec<u8>) -> Option<Seen> {
    let end = loop {
        if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let mut words = head.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let head = head.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |n| n.parse().unwrap());
    while buffer.len() < end + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    let body = buffer[end..end + length].to_vec();
    buffer.drain(..end + length);
    Some(Seen {
        method,
        path,
        head,
        body,
    })
}

/// A complete answer with a body.
pub fn ok(body: impl AsRef<[u8]>) -> Answer {
    with_headers(200, "", body)
}

/// A complete answer; `headers` end in `\r\n` each.
pub fn with_headers(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let mut answer = format!(
        "HTTP/1.1 {status} Text\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    answer.extend_from_slice(body);
    vec![answer]
}

/// A redirect.
pub fn redirect(status: u16, location: &str) -> Answer {
    with_headers(status, &format!("location: {location}\r\n"), "")
}

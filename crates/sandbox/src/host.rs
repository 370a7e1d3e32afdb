//! What an execution reaches of the world: time, randomness, timers and requests. All of it passes through one trait, so
//! that an execution can be recorded and replayed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest};
use contract::socket::{ConnectRequest, NameQuery, NameRecord, SocketError};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use crate::socket::Transport;
use crate::time::SteppedTime;

/// What a host that opens no connections tells an action.
const NO_CONNECTIONS: &str = "this host opens no connections and asks for no names";

/// Sends requests and opens connections. Implemented over `egress` by the shell, over fixtures by the command line.
pub trait Outbound: Send + Sync + 'static {
    /// Sends one request; the answer's body follows as a stream, already bounded.
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>>;

    /// Opens a connection. A host that has none says so.
    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, NO_CONNECTIONS)
    }

    /// Asks for a name. A host that asks for none says so.
    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, NO_CONNECTIONS)
    }
}

/// The answer of a host that opens no connections, with what to do about it.
pub fn no_connection(request: &ConnectRequest, advice: &str) -> Connecting {
    let what = format!("a connection to {}:{}", request.host, request.port);
    let error = SocketError::not_here(&what, advice);
    Box::pin(async { Err(error) })
}

/// The answer of a host that asks for no names.
pub fn no_query(query: &NameQuery, advice: &str) -> Querying {
    let error = SocketError::not_here(&format!("a query for {}", query.name), advice);
    Box::pin(async { Err(error) })
}

/// A connection that is being opened.
pub type Connecting = BoxFuture<'static, Result<Box<dyn Transport>, SocketError>>;

/// A query under way.
pub type Querying = BoxFuture<'static, Result<Vec<NameRecord>, SocketError>>;

/// An answer: its head, and its body as it arrives.
pub struct OutboundResponse {
    /// Status and headers.
    pub head: OutboundHead,
    /// The body; ends with an error when it breaks off or grows too large.
    pub body: BoxStream<'static, Result<Bytes, OutboundError>>,
}

/// The world as one execution sees it.
pub trait Host: Send + Sync + 'static {
    /// Unix time in milliseconds.
    fn now_ms(&self) -> f64;
    /// Milliseconds since the execution began.
    fn monotonic_ms(&self) -> f64;
    /// Fills with unpredictable bytes.
    fn random(&self, bytes: &mut [u8]);
    /// Ends after this many milliseconds.
    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()>;
    /// Sends a request.
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>>;
    /// Opens a connection. A world that has none says so.
    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, NO_CONNECTIONS)
    }
    /// Asks for a name. A world that asks for none says so.
    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, NO_CONNECTIONS)
    }
    /// The time of this world, when it is not the real one.
    fn stepped(&self) -> Option<&SteppedTime> {
        None
    }
    /// The secrets of a shared module, which it has under `actions.secrets`.
    fn shared_secrets(&self, _name: &str) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
    /// Takes what a [test program](crate::Source::program) reports, and says whether it was taken. An action cannot ask.
    fn report(&self, _text: &str) -> bool {
        false
    }
}

/// The real world.
pub struct LiveHost {
    outbound: Arc<dyn Outbound>,
    began: Instant,
    shared: SharedSecrets,
    calendar: Calendar,
    ear: Ear,
}

type Calendar = Box<dyn Fn() -> f64 + Send + Sync>;
type Ear = Box<dyn Fn(&str) -> bool + Send + Sync>;

/// Secrets by the names of shared modules.
pub type SharedSecrets = BTreeMap<String, BTreeMap<String, String>>;

impl LiveHost {
    /// The world from now on, with requests sent by `outbound`.
    pub fn new(outbound: Arc<dyn Outbound>) -> Self {
        Self {
            outbound,
            began: Instant::now(),
            shared: SharedSecrets::new(),
            calendar: Box::new(unix_ms),
            ear: Box::new(|_| false),
        }
    }

    /// The same with the secrets of shared modules.
    pub fn with_shared(mut self, shared: SharedSecrets) -> Self {
        self.shared = shared;
        self
    }

    /// The same by another calendar, which gives Unix time in milliseconds.
    pub fn with_calendar(mut self, now_ms: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.calendar = Box::new(now_ms);
        self
    }

    /// The same with an ear for what a test program [reports](Host::report).
    pub fn with_reports(mut self, take: impl Fn(&str) -> bool + Send + Sync + 'static) -> Self {
        self.ear = Box::new(take);
        self
    }
}

impl Host for LiveHost {
    fn now_ms(&self) -> f64 {
        (self.calendar)()
    }

    /// In steps of 0.1 ms: enough to time a request, too coarse to time a cache line.
    fn monotonic_ms(&self) -> f64 {
        (self.began.elapsed().as_secs_f64() * 1e4).floor() / 10.0
    }

    fn random(&self, bytes: &mut [u8]) {
        fill_random(bytes);
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(Duration::from_millis(ms)))
    }

    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        self.outbound.send(request)
    }

    fn shared_secrets(&self, name: &str) -> BTreeMap<String, String> {
        self.shared.get(name).cloned().unwrap_or_default()
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        self.outbound.connect(request)
    }

    fn query(&self, query: NameQuery) -> Querying {
        self.outbound.query(query)
    }

    fn report(&self, text: &str) -> bool {
        (self.ear)(text)
    }
}

/// Sends nothing: what a replay is given in the place of the network.
pub struct NoOutbound;

impl Outbound for NoOutbound {
    fn send(
        &self,
        _request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let error = OutboundError::new(OutboundErrorKind::Aborted, "a replay sends nothing");
        Box::pin(async { Err(error) })
    }
}

#[allow(
    clippy::disallowed_methods,
    reason = "this is the sandbox's one clock; partner code reaches it through the trait"
)]
fn unix_ms() -> f64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0.0, |since| since.as_millis() as f64)
}

/// Fills with bytes of the system's generator. Should that fail, the process has no business going on.
#[allow(
    clippy::expect_used,
    reason = "the system's generator does not fail once it has been seeded at boot"
)]
pub(crate) fn fill_random(bytes: &mut [u8]) {
    aws_lc_rs::rand::fill(bytes).expect("the system's random generator answers");
}

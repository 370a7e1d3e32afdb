//! Somebody else's web server, for what actions ask of other hosts.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use tokio::task::JoinHandle;

/// A request it saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The body.
    pub body: String,
}

/// A web server that answers everything with one JSON object and remembers what it saw.
#[derive(Debug)]
pub struct StandIn {
    /// Where it listens.
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    task: JoinHandle<()>,
}

#[derive(Debug, Clone)]
struct Shared {
    seen: Arc<Mutex<Vec<Seen>>>,
    answer: String,
}

impl StandIn {
    /// Starts it.
    ///
    /// # Panics
    /// When it cannot listen.
    #[allow(
        clippy::expect_used,
        reason = "a test ends when its stand-in does not start"
    )]
    pub async fn start(answer: &serde_json::Value) -> Self {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let shared = Shared {
            seen: Arc::clone(&seen),
            answer: answer.to_string(),
        };
        let router = Router::new().fallback(remember).with_state(shared);
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self {
            address,
            seen,
            task,
        }
    }

    /// What it saw so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn remember(State(shared): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 1 << 20)
        .await
        .unwrap_or_default();
    let seen = Seen {
        method: parts.method.to_string(),
        target: parts
            .uri
            .path_and_query()
            .map(ToString::to_string)
            .unwrap_or_default(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    shared
        .seen
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(seen);
    ([("content-type", "application/json")], shared.answer).into_response()
}

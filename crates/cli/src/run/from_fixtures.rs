//! What an action's requests meet: the network under the outbound policy, or fixtures.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use contract::outbound::{
    OutboundError, OutboundErrorKind as Kind, OutboundHead, OutboundRequest, RedirectMode,
};
use contract::socket::{ConnectRequest, NameQuery, SocketError, TlsRequest};
use egress::{Allowances, Egress, Policy, PoolKey, PrivateNetwork};
use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, stream};
use sandbox::{
    ByteStream, Connecting, Outbound, OutboundResponse, Querying, Secured, Transport,
    no_connection, no_query,
};
use tokio::runtime::Handle;
use url::Url;

use super::fixtures::{Answer, Fixtures};

/// What an action is told that would leave a run with fixtures.
const FIXTURES_ONLY: &str = "fixtures answer requests only; run without --fetch to reach it";

/// Redirects followed between fixtures, as over the network.
const REDIRECTS: usize = 20;

type Sent = Result<OutboundResponse, OutboundError>;

/// The network.
pub(super) struct Network {
    egress: Egress,
    timeout: Duration,
    runtime: Handle,
}

impl Network {
    /// Requests through the outbound policy; each may take `timeout` with its body.
    pub(super) fn new(
        private_network: PrivateNetwork,
        timeout: Duration,
    ) -> Result<Self, egress::EgressError> {
        let advice = "run with --allow-private to reach it";
        let egress = Egress::new(Policy {
            private_network,
            advice,
            ..Policy::default()
        })?;
        Ok(Self {
            egress,
            timeout,
            runtime: Handle::current(),
        })
    }
}

impl Outbound for Network {
    fn send(&self, request: OutboundRequest) -> BoxFuture<'static, Sent> {
        let (egress, timeout) = (self.egress.clone(), self.timeout);
        on_runtime(&self.runtime, async move {
            let pool = PoolKey::tenant("local");
            let (head, body) = egress
                .send(&pool, &Allowances::none(), request, timeout)
                .await?;
            Ok(OutboundResponse {
                head,
                body: body.boxed(),
            })
        })
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        let egress = self.egress.clone();
        Box::pin(async move {
            let pool = PoolKey::tenant("local");
            let connection = egress.connect(&pool, &Allowances::none(), &request).await?;
            Ok(Box::new(Wire(connection)) as Box<dyn Transport>)
        })
    }

    fn query(&self, query: NameQuery) -> Querying {
        let egress = self.egress.clone();
        Box::pin(async move { egress.query(&Allowances::none(), &query).await })
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

/// The answers of a fixture file.
pub(super) struct FromFixtures {
    fixtures: Arc<Fixtures>,
    runtime: Handle,
}

impl FromFixtures {
    pub(super) fn new(fixtures: Arc<Fixtures>) -> Self {
        Self {
            fixtures,
            runtime: Handle::current(),
        }
    }
}

impl Outbound for FromFixtures {
    fn send(&self, request: OutboundRequest) -> BoxFuture<'static, Sent> {
        let fixtures = self.fixtures.clone();
        on_runtime(
            &self.runtime,
            async move { answer(&fixtures, request).await },
        )
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, FIXTURES_ONLY)
    }

    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, FIXTURES_ONLY)
    }
}

/// Runs the work where timers and sockets are served; the sandbox polls from threads of its own. Giving up the future
/// gives up the work.
fn on_runtime(
    runtime: &Handle,
    work: impl Future<Output = Sent> + Send + 'static,
) -> BoxFuture<'static, Sent> {
    let (work, abort) = futures_util::future::abortable(work);
    let task = runtime.spawn(work);
    let guard = AbortOnDrop(abort);
    Box::pin(async move {
        let ended = task.await;
        drop(guard);
        match ended {
            Ok(Ok(sent)) => sent,
            Ok(Err(_)) | Err(_) => Err(OutboundError::new(
                Kind::Aborted,
                "the request was given up",
            )),
        }
    })
}

struct AbortOnDrop(futures_util::future::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Finds the answer, and the answers to the redirects it leads to.
async fn answer(fixtures: &Fixtures, request: OutboundRequest) -> Sent {
    let mut method = request.method;
    let mut url = Url::parse(&request.url).map_err(|error| {
        OutboundError::new(
            Kind::InvalidUrl,
            format!("the URL cannot be parsed: {error}"),
        )
    })?;
    for followed in 0..=REDIRECTS {
        request.capabilities.check_url(&url)?;
        let answer = one_answer(fixtures, &method, &url).await?;
        let next = match location(&answer) {
            Some(location) => egress::redirected(answer.status, &method, &url, location),
            None => None,
        };
        match (next, request.redirect) {
            (Some(next), RedirectMode::Follow) => (method, url) = next?,
            (Some(_), RedirectMode::Error) => {
                let message =
                    "the answer is a redirect, and the request was sent with `redirect: \"error\"`";
                return Err(OutboundError::new(Kind::TooManyRedirects, message));
            }
            (Some(_), RedirectMode::Manual) | (None, _) => {
                return Ok(respond(
                    answer,
                    &url,
                    followed > 0,
                    request.max_response_bytes,
                ));
            }
        }
    }
    Err(OutboundError::new(
        Kind::TooManyRedirects,
        format!("more than {REDIRECTS} redirects"),
    ))
}

async fn one_answer(fixtures: &Fixtures, method: &str, url: &Url) -> Result<Answer, OutboundError> {
    let Some(response) = fixtures.find(method, url) else {
        let message = format!(
            "no fixture matches {method} {url}; add one to {}",
            fixtures.path().display()
        );
        return Err(OutboundError::new(Kind::RefusedByPolicy, message));
    };
    tokio::time::sleep(response.delay).await;
    response.answer.clone().map_err(|kind| {
        let what = match kind {
            Kind::Timeout => "did not answer in time",
            Kind::Refused => "refused the connection",
            _ => "closed the connection before the answer was complete",
        };
        OutboundError::new(
            kind,
            format!("`{}` {what}", url.host_str().unwrap_or_default()),
        )
    })
}

fn location(answer: &Answer) -> Option<&str> {
    answer
        .headers
        .iter()
        .find(|(name, _)| name == "location")
        .map(|(_, value)| value.as_str())
}

fn respond(answer: Answer, url: &Url, redirected: bool, limit_bytes: u64) -> OutboundResponse {
    let chunk = if answer.body.len() as u64 > limit_bytes {
        let message = format!("the response body is larger than {limit_bytes} bytes; ask for less");
        Some(Err(OutboundError::new(Kind::TooLarge, message)))
    } else if answer.body.is_empty() {
        None
    } else {
        Some(Ok(answer.body))
    };
    let status_text = reqwest::StatusCode::from_u16(answer.status)
        .ok()
        .and_then(|status| status.canonical_reason());
    OutboundResponse {
        head: OutboundHead {
            status: answer.status,
            status_text: status_text.unwrap_or_default().to_owned(),
            url: url.to_string(),
            redirected,
            headers: answer.headers,
        },
        body: stream::iter(chunk).boxed(),
    }
}

//! What an action's requests meet in the place of the network: fixtures.

use std::sync::Arc;

use contract::outbound::{
    OutboundError, OutboundErrorKind as Kind, OutboundHead, OutboundRequest, RedirectMode,
};
use contract::socket::{ConnectRequest, NameQuery};
use futures_util::future::BoxFuture;
use futures_util::{StreamExt as _, stream};
use sandbox::{Connecting, Outbound, OutboundResponse, Querying, no_connection, no_query};
use url::Url;

use super::fixtures::{Answer, Fixtures};

/// What an action is told that would leave a run with fixtures.
const FIXTURES_ONLY: &str = "fixtures answer requests only; run without --fetch to reach it";

/// Redirects followed between fixtures, as over the network.
const REDIRECTS: usize = 20;

type Sent = Result<OutboundResponse, OutboundError>;

/// The answers of a fixture file.
pub(super) struct FromFixtures(pub(super) Arc<Fixtures>);

impl Outbound for FromFixtures {
    fn send(&self, request: OutboundRequest) -> BoxFuture<'static, Sent> {
        let fixtures = Arc::clone(&self.0);
        Box::pin(async move { answer(&fixtures, request).await })
    }

    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, FIXTURES_ONLY)
    }

    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, FIXTURES_ONLY)
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

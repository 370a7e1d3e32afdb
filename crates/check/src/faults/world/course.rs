//! What becomes of one request: an answer, a fault, or an answer that something is wrong with.

use std::time::Duration;

use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead};
use futures_util::{StreamExt as _, stream};
use sandbox::{OutboundResponse, SteppedTime};
use url::Url;

use super::super::fixtures::Answer;
use super::super::script::Fault;

/// How long the service takes when it is well.
const LATENCY: Duration = Duration::from_millis(80);
/// How long our side waits for an answer: longer than a flow lasts, as in production.
const EGRESS: Duration = Duration::from_secs(25);
/// Pieces of a slow body, one each second; more than a flow lasts.
const SLOW_PIECES: usize = 40;
/// A piece of a huge body.
const PIECE: &[u8] = &[b' '; 64 << 10];
/// The marks in what the service says when something is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Of a body.
    pub(crate) body: String,
    /// Of a header.
    pub(crate) header: String,
}

/// What becomes of one request.
pub(super) struct Course {
    pub(super) answer: Answer,
    pub(super) fault: Option<Fault>,
    pub(super) url: Url,
    pub(super) redirected: bool,
}

impl Course {
    /// Lets it take its course.
    pub(super) async fn run(
        self,
        time: SteppedTime,
        words: Words,
        most_bytes: u64,
    ) -> Result<OutboundResponse, OutboundError> {
        let host = self.url.host_str().unwrap_or_default();
        let ends = |kind, what: &str| OutboundError::new(kind, format!("`{host}` {what}"));
        if self.fault == Some(Fault::Timeout) {
            time.sleep(EGRESS).await;
            return Err(ends(OutboundErrorKind::Timeout, "did not answer in time"));
        }
        time.sleep(LATENCY).await;
        let answer = match self.fault {
            Some(Fault::Refused) => {
                let what = "refused the connection";
                return Err(ends(OutboundErrorKind::Refused, what));
            }
            Some(Fault::Reset) => {
                let what = "closed the connection before the answer was complete";
                return Err(ends(OutboundErrorKind::Reset, what));
            }
            Some(Fault::Status(status)) => words.refusal(status),
            Some(Fault::UnknownBody) => words.refusal(200),
            Some(Fault::MalformedBody) => Answer {
                body: Bytes::from(format!("{{\"{}\": [tru", words.body)),
                ..self.answer
            },
            Some(Fault::EmptyBody) => Answer {
                body: Bytes::new(),
                ..self.answer
            },
            _ => self.answer,
        };
        let whole = stream::iter((!answer.body.is_empty()).then_some(Ok(answer.body)));
        let body = match self.fault {
            Some(Fault::HugeBody) => {
                let pieces = usize::try_from(most_bytes).unwrap_or(usize::MAX) / PIECE.len() + 1;
                stream::iter(std::iter::repeat_n(Bytes::from_static(PIECE), pieces).map(Ok)).boxed()
            }
            Some(Fault::SlowBody) => stream::iter(0..SLOW_PIECES)
                .then(move |_| time.sleep(Duration::from_secs(1)))
                .map(|()| Ok(Bytes::from_static(b" ")))
                .chain(whole)
                .boxed(),
            _ => whole.boxed(),
        };
        Ok(OutboundResponse {
            head: OutboundHead {
                status: answer.status,
                status_text: reason(answer.status).to_owned(),
                url: self.url.to_string(),
                redirected: self.redirected,
                headers: answer.headers,
            },
            body,
        })
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
    }
}

impl Words {
    /// What a service says that does not do what it was asked to.
    pub(super) fn refusal(&self, status: u16) -> Answer {
        let body = serde_json::json!({
            "error": self.body,
            "message": format!("{0}: connection to db-7.internal lost at /srv/app/handler.py:42", self.body),
        });
        Answer {
            status,
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                ("x-request-id".to_owned(), self.header.clone()),
            ],
            body: Bytes::from(body.to_string()),
        }
    }
}

impl Answer {
    pub(super) fn location(&self) -> Option<&str> {
        let is_redirect = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(name, _)| name == "location")?;
        is_redirect.then_some(value.as_str())
    }
}

//! The world of one cell: a time that moves when everything waits for it, dice that fall alike, and the service of a
//! [`Script`].

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest, RedirectMode,
};
use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _, stream};
use sandbox::{Host, OutboundResponse, SteppedTime};
use url::Url;

use super::fixtures::Answer;
use super::script::{Fault, Found, Script};

/// The moment at which every cell begins, Unix time: 5 March 2026, 08:00 UTC.
pub(crate) const BEGAN_MS: u64 = 1_772_697_600_000;

/// How long the service takes when it is well.
const LATENCY: Duration = Duration::from_millis(80);
/// How long our side waits for an answer: longer than a flow lasts, as in production.
const EGRESS: Duration = Duration::from_secs(25);
/// Pieces of a slow body, one each second; more than a flow lasts.
const SLOW_PIECES: usize = 40;
/// A piece of a huge body.
const PIECE: &[u8] = &[b' '; 64 << 10];
/// Redirects followed, as over the network.
const REDIRECTS: usize = 20;

/// The marks in what the service says when something is wrong.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Of a body.
    pub(crate) body: String,
    /// Of a header.
    pub(crate) header: String,
}

/// The world of one execution.
pub(crate) struct World {
    time: SteppedTime,
    dice: Mutex<u64>,
    script: Script,
    words: Words,
    sent: Mutex<Vec<Sent>>,
    began_ms: u64,
}

/// A request that left.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whence its answer came.
    pub(crate) found: Found,
}

impl World {
    /// A world that begins `later_ms` after the others.
    pub(crate) fn new(script: Script, words: Words, later_ms: u64) -> Self {
        Self {
            time: SteppedTime::default(),
            dice: Mutex::new(0x9e37_79b9_7f4a_7c15),
            script,
            words,
            sent: Mutex::default(),
            began_ms: BEGAN_MS + later_ms,
        }
    }

    /// The requests that left so far.
    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.sent_so_far().clone()
    }

    fn sent_so_far(&self) -> MutexGuard<'_, Vec<Sent>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a request, and says what becomes of it.
    fn take(&self, request: &OutboundRequest) -> Result<Course, OutboundError> {
        let mut url = Url::parse(&request.url).map_err(|error| {
            let message = format!("the URL cannot be parsed: {error}");
            OutboundError::new(OutboundErrorKind::InvalidUrl, message)
        })?;
        let mut method = request.method.clone();
        for followed in 0..=REDIRECTS {
            request.capabilities.check_url(&url)?;
            let (answer, number) = self.one(&method, request, &url);
            let fault = self.script.fault_of(number);
            let next = answer
                .location()
                .and_then(|location| url.join(location).ok());
            match (next, request.redirect, fault) {
                (Some(next), RedirectMode::Follow, None) => {
                    if answer.status != 307 && answer.status != 308 {
                        "GET".clone_into(&mut method);
                    }
                    url = next;
                }
                (Some(_), RedirectMode::Error, None) => break,
                _ => {
                    return Ok(Course {
                        answer,
                        fault,
                        url,
                        redirected: followed > 0,
                    });
                }
            }
        }
        let message = "the answer is a redirect that is not followed";
        Err(OutboundError::new(
            OutboundErrorKind::TooManyRedirects,
            message,
        ))
    }

    fn one(&self, method: &str, request: &OutboundRequest, url: &Url) -> (Answer, usize) {
        let (answer, found) = self.script.answers.find(method, url, self.script.mood);
        let mut sent = self.sent_so_far();
        let number = sent.len();
        let one = Sent {
            method: method.to_owned(),
            url: url.to_string(),
            headers: request.headers.clone(),
            body: request.body.clone(),
            found,
        };
        sent.push(one);
        let answer = match self.script.refuses(method, url) {
            true => self.words.refusal(401),
            false => answer,
        };
        (answer, number)
    }
}

impl Sent {
    /// All of it as one text.
    pub(crate) fn text(&self) -> String {
        let mut text = self.url.clone();
        for (name, value) in &self.headers {
            text.push_str(&format!("\n{name}: {value}"));
        }
        text.push('\n');
        text.push_str(&String::from_utf8_lossy(&self.body));
        text
    }

    /// The host and, where it is not that of HTTPS, the port.
    pub(crate) fn host(&self) -> String {
        let url = Url::parse(&self.url).ok();
        let host = url.as_ref().and_then(|url| {
            let host = url.host_str()?;
            Some(match url.port() {
                Some(port) => format!("{host}:{port}"),
                None => host.to_owned(),
            })
        });
        host.unwrap_or_default()
    }
}

impl Words {
    /// What a service says that does not do what it was asked to.
    fn refusal(&self, status: u16) -> Answer {
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
    fn location(&self) -> Option<&str> {
        let is_redirect = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(name, _)| name == "location")?;
        is_redirect.then_some(value.as_str())
    }
}

/// What becomes of one request.
struct Course {
    answer: Answer,
    fault: Option<Fault>,
    url: Url,
    redirected: bool,
}

impl Course {
    async fn run(
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

impl Host for World {
    fn now_ms(&self) -> f64 {
        self.began_ms as f64 + self.time.elapsed().as_millis() as f64
    }

    fn monotonic_ms(&self) -> f64 {
        self.time.elapsed().as_millis() as f64
    }

    /// The generator is xorshift64*, the same from the same seed.
    fn random(&self, bytes: &mut [u8]) {
        let mut dice = self.dice.lock().unwrap_or_else(PoisonError::into_inner);
        for byte in bytes {
            *dice ^= *dice >> 12;
            *dice ^= *dice << 25;
            *dice ^= *dice >> 27;
            *byte = (dice.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 56) as u8;
        }
    }

    fn sleep(&self, ms: u64) -> BoxFuture<'static, ()> {
        self.time.sleep(Duration::from_millis(ms))
    }

    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        match self.take(&request) {
            Ok(course) => course
                .run(
                    self.time.clone(),
                    self.words.clone(),
                    request.max_response_bytes,
                )
                .boxed(),
            Err(error) => futures_util::future::ready(Err(error)).boxed(),
        }
    }

    fn stepped(&self) -> Option<&SteppedTime> {
        Some(&self.time)
    }
}

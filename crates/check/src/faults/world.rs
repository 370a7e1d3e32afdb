//! The world of one cell: a time that moves when everything waits for it, dice that fall alike, and the service of a
//! [`Script`].

mod course;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundRequest, RedirectMode};
use contract::socket::{ConnectRequest, NameQuery};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sandbox::{Connecting, Host, OutboundResponse, Querying, SteppedTime, no_connection, no_query};
use url::Url;

use super::fixtures::Answer;
use super::script::{Found, Script};

use course::Course;
pub(crate) use course::Words;

/// The moment at which every cell begins, Unix time: 5 March 2026, 08:00 UTC.
pub(crate) const BEGAN_MS: u64 = 1_772_697_600_000;

/// What a package is told that opens a connection.
const REQUESTS_ONLY: &str =
    "the situations are those of requests; connections are tried on a server";

/// Redirects followed, as over the network.
const REDIRECTS: usize = 20;

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

    fn connect(&self, request: ConnectRequest) -> Connecting {
        no_connection(&request, REQUESTS_ONLY)
    }

    fn query(&self, query: NameQuery) -> Querying {
        no_query(&query, REQUESTS_ONLY)
    }

    fn stepped(&self) -> Option<&SteppedTime> {
        Some(&self.time)
    }
}

//! Callers of the server: browsers that keep cookies and follow nothing by themselves, clients and an administrator.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tokio::sync::RwLock;
use url::Url;

use crate::board::{Board, End, Kind, Weight};
use crate::process::Demo;

/// No answer came: the server is gone. Says why.
#[derive(Debug)]
#[expect(dead_code, reason = "shown when an answer was due")]
pub(crate) struct Cut(&'static str, reqwest::Error);

/// What a call gives.
pub(crate) type Asked<T> = Result<T, Cut>;

/// What all callers share for the whole test.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) demo: Demo,
    pub(crate) port: u16,
    pub(crate) board: Board,
    addresses: AtomicU32,
    /// Tokens of machines asked for, and those that came.
    pub(crate) machine_asked: AtomicU64,
    pub(crate) machine_answered: AtomicU64,
    /// Held for reading by each machine's run: whoever deletes an action waits for those that may still run it.
    pub(crate) machine_runs: RwLock<()>,
}

impl Place {
    pub(crate) fn new(demo: Demo, port: u16) -> Self {
        Self {
            demo,
            port,
            board: Board::default(),
            addresses: AtomicU32::new(0x0a00_0001),
            machine_asked: AtomicU64::new(0),
            machine_answered: AtomicU64::new(0),
            machine_runs: RwLock::new(()),
        }
    }
}

/// Whether requests appear on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    OnBoard(Kind),
    Unseen,
}

/// A way to the server between two kills.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) place: Arc<Place>,
    client: Client,
    seen: Seen,
    /// Where calls go.
    issuer: String,
}

/// A browser.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    address: Ipv4Addr,
    cookies: BTreeMap<String, String>,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    location: Option<String>,
    set: Vec<String>,
}

impl Line {
    /// A line for questions, which appear on no board. Connections are its own: none outlives a kill.
    pub(crate) fn open(place: &Arc<Place>) -> Self {
        let mut client = Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .http1_only();
        let demo = &place.demo;
        for issuer in [&demo.issuer, &demo.shop_issuer, &demo.testing_issuer] {
            let issuer = Url::parse(issuer).unwrap();
            let host = issuer.host_str().unwrap();
            client = client.resolve(host, (Ipv4Addr::LOCALHOST, place.port).into());
        }
        Self {
            place: Arc::clone(place),
            client: client.build().unwrap(),
            seen: Seen::Unseen,
            issuer: demo.issuer.clone(),
        }
    }

    /// The same line to another tenant.
    pub(crate) fn to(&self, issuer: &str) -> Self {
        Self {
            issuer: issuer.to_owned(),
            ..self.clone()
        }
    }

    /// The same line for traffic of a kind.
    pub(crate) fn of(&self, kind: Kind) -> Self {
        Self {
            seen: Seen::OnBoard(kind),
            ..self.clone()
        }
    }

    /// Somebody who was never here.
    pub(crate) fn newcomer(&self) -> Visitor {
        let next = self.place.addresses.fetch_add(1, Ordering::Relaxed);
        Visitor {
            address: Ipv4Addr::from(next),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) async fn get(
        &self,
        visitor: &mut Visitor,
        (what, weight): (&'static str, Weight),
        target: &str,
    ) -> Asked<Answer> {
        let request = visitor.dress(self.client.get(self.url(target)));
        let answer = self.send((what, weight), request).await?;
        visitor.keep(&answer);
        Ok(answer)
    }

    pub(crate) async fn post(
        &self,
        visitor: &mut Visitor,
        (what, weight): (&'static str, Weight),
        target: &str,
        fields: &[(&str, &str)],
    ) -> Asked<Answer> {
        let request = visitor.dress(self.client.post(self.url(target)).form(fields));
        let answer = self.send((what, weight), request).await?;
        visitor.keep(&answer);
        Ok(answer)
    }

    /// A POST from a page of another site: `Lax` cookies stay at home.
    pub(crate) async fn post_from_elsewhere(
        &self,
        target: &str,
        fields: &[(&str, &str)],
    ) -> Asked<Answer> {
        let request = self.client.post(self.url(target)).form(fields);
        self.send(
            ("POST /continue from elsewhere", Weight::Light),
            request.header("sec-fetch-site", "cross-site"),
        )
        .await
    }

    /// A call without cookies, with a bearer token.
    pub(crate) async fn call(
        &self,
        (what, weight): (&'static str, Weight),
        (method, target): (&str, &str),
        bearer: &str,
        body: Option<&Value>,
    ) -> Asked<Answer> {
        let mut request = self
            .client
            .request(method.parse().unwrap(), self.url(target));
        request = request.bearer_auth(bearer);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send((what, weight), request).await
    }

    /// A package as `latchwork submit` sends it.
    pub(crate) async fn submit(
        &self,
        (what, weight): (&'static str, Weight),
        bearer: &str,
        (key, signature): (&str, &str),
        archive: Vec<u8>,
    ) -> Asked<Answer> {
        let request = self.client.post(self.url("/api/v1/submissions"));
        let request = request
            .bearer_auth(bearer)
            .header("content-type", "application/zip")
            .header("latchwork-signing-key", key)
            .header("latchwork-signature", signature)
            .body(archive);
        self.send((what, weight), request).await
    }

    fn url(&self, target: &str) -> String {
        format!("{}{target}", self.issuer.trim_end_matches('/'))
    }

    async fn send(
        &self,
        (what, weight): (&'static str, Weight),
        request: RequestBuilder,
    ) -> Asked<Answer> {
        let Seen::OnBoard(kind) = self.seen else {
            return read(request).await.map_err(|error| Cut(what, error));
        };
        let id = self.place.board.begin(kind, what, weight);
        let answer = read(request).await;
        self.place.board.end(
            id,
            match &answer {
                Ok(_) => End::Answered,
                Err(error) if error.is_connect() => End::NeverSent,
                Err(_) => End::Unanswered,
            },
        );
        answer.map_err(|error| Cut(what, error))
    }
}

async fn read(request: RequestBuilder) -> reqwest::Result<Answer> {
    let response = request.send().await?;
    let headers = response.headers();
    let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap().to_owned();
    Ok(Answer {
        status: response.status().as_u16(),
        location: headers.get("location").map(text),
        set: headers.get_all("set-cookie").iter().map(text).collect(),
        body: response.text().await?,
    })
}

impl Visitor {
    fn dress(&self, request: RequestBuilder) -> RequestBuilder {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        request
            .header("x-forwarded-for", self.address.to_string())
            .header("cookie", pairs.join("; "))
    }

    fn keep(&mut self, answer: &Answer) {
        for line in &answer.set {
            let pair = line.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Answer {
    /// Where a redirect leads.
    pub(crate) fn leads_to(&self) -> Option<Url> {
        let base = Url::parse("http://relative.invalid/").unwrap();
        let location = self.location.as_ref()?;
        Some(base.join(location).unwrap())
    }

    /// A parameter of where the redirect leads.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let url = self.leads_to()?;
        let mut pairs = url.query_pairs();
        let found = pairs.find(|(given, _)| given == name);
        found.map(|(_, value)| value.into_owned())
    }

    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&mark).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The body as JSON; null when it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Status and body, for a message.
    pub(crate) fn shown(&self) -> String {
        let body: String = self.body.chars().take(400).collect();
        let location = self.location.as_deref().unwrap_or_default();
        format!("{} {location} {body}", self.status)
    }
}

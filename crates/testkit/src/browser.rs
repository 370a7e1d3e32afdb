//! A caller that keeps cookies and follows no redirect by itself.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use reqwest::redirect::Policy;
use serde_json::Value;

/// A browser, as far as HTTP goes.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The address relative ones begin with.
    base: String,
    client: reqwest::Client,
    /// The cookies it holds.
    pub cookies: BTreeMap<String, String>,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers by lower-case name; a repeated one is joined by line breaks.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: String,
}

impl Browser {
    /// A browser without cookies, at that address or any.
    ///
    /// # Panics
    /// When no client can be made.
    #[allow(clippy::expect_used, reason = "a test ends when it cannot call")]
    pub fn new(base: &str, address: Option<IpAddr>) -> Self {
        let mut builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .local_address(address);
        // A name below `localhost` is this machine (RFC 6761 section 6.3), which not every resolver knows.
        if let Some((_, host)) = base.split_once("://") {
            let name = host.split(':').next().unwrap_or_default();
            builder = builder.resolve(name, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        }
        let client = builder.build();
        Self {
            base: base.to_owned(),
            client: client.expect("a client can be made"),
            cookies: BTreeMap::new(),
        }
    }

    /// GET.
    pub async fn get(&mut self, target: &str) -> Answer {
        let request = self.client.get(self.address(target));
        self.send(request).await
    }

    /// POST of a form, from a page of the same site.
    pub async fn post(&mut self, target: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.client.post(self.address(target)).form(fields);
        self.send(request).await
    }

    /// POST of a form from a page of another site: `Lax` cookies stay at home.
    pub async fn post_from_elsewhere(&self, target: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.client.post(self.address(target)).form(fields);
        let request = request
            .header("origin", "http://elsewhere.example")
            .header("sec-fetch-site", "cross-site");
        read(request).await.0
    }

    /// Any call with headers and a JSON body, without cookies.
    ///
    /// # Panics
    /// When `method` is none.
    #[allow(clippy::expect_used, reason = "a test ends when it names no method")]
    pub async fn call(
        &self,
        method: &str,
        target: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Answer {
        let method = method.parse().expect("an HTTP method");
        let mut request = self.client.request(method, self.address(target));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        read(request).await.0
    }

    fn address(&self, target: &str) -> String {
        if target.starts_with('/') {
            format!("{}{target}", self.base)
        } else {
            target.to_owned()
        }
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = if pairs.is_empty() {
            request
        } else {
            request.header("cookie", pairs.join("; "))
        };
        let (answer, set) = read(request).await;
        for line in set {
            let pair = line.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or_default();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}

#[allow(
    clippy::expect_used,
    reason = "a test ends when its host does not answer"
)]
async fn read(request: reqwest::RequestBuilder) -> (Answer, Vec<String>) {
    let response = request.send().await.expect("the host answers");
    let status = response.status().as_u16();
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    let mut set = Vec::new();
    for (name, value) in response.headers() {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        if name == "set-cookie" {
            set.push(value.clone());
        }
        let joined = headers.entry(name.as_str().to_owned()).or_default();
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(&value);
    }
    let body = response.text().await.expect("the answer can be read");
    (
        Answer {
            status,
            headers,
            body,
        },
        set,
    )
}

impl Answer {
    /// A header, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// Where a redirect leads.
    ///
    /// # Panics
    /// When the answer is no redirect.
    pub fn location(&self) -> url::Url {
        assert!(
            (300..400).contains(&self.status),
            "no redirect: {} {}",
            self.status,
            self.body
        );
        let text = self.header("location");
        let base = url::Url::parse("http://relative.invalid/");
        #[allow(
            clippy::expect_used,
            reason = "a test ends when a redirect leads nowhere"
        )]
        base.and_then(|base| base.join(text))
            .expect("a location is a URL")
    }

    /// A parameter of the redirect's query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.location()
            .query_pairs()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.into_owned())
    }

    /// The body as JSON; null when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// A text of the JSON body, empty when absent.
    pub fn text(&self, name: &str) -> String {
        self.json()
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    }

    /// Where a page's form goes.
    pub fn action(&self) -> String {
        let rest = self.body.split(" action=\"").nth(1).unwrap_or_default();
        let action = rest.split('"').next().unwrap_or_default();
        action.replace("&#x2f;", "/").replace("&amp;", "&")
    }

    /// The value of a hidden field of a page.
    pub fn field(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let rest = self.body.split(&mark).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

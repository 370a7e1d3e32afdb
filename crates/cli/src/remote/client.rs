//! Calls of `/api/v1`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bundle::Limits;
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use super::connection::Connection;
use super::error::RemoteError;
use super::upload;
use crate::terminal::Waiting;

/// A test of an action may take its whole time budget.
const TIMEOUT: Duration = Duration::from_secs(60);
/// A package may have to pass a slow line.
const PACKAGE_TIMEOUT: Duration = Duration::from_secs(15 * 60);
const ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// An answer as the server sent it, and as this program reads it.
pub(crate) struct Answer<T> {
    pub(crate) raw: Value,
    pub(crate) value: T,
}

/// One server, one caller.
pub(crate) struct Client {
    http: reqwest::Client,
    api: Url,
    authorization: HeaderValue,
}

/// A name below `localhost`, which is always this machine (RFC 6761 section 6.3), though not every resolver knows it.
fn local_name(url: &Url) -> Option<&str> {
    url.host_str().filter(|name| name.ends_with(".localhost"))
}

/// A request body; `NOTHING` for none.
pub(crate) const NOTHING: Option<&()> = None;

impl Client {
    pub(crate) fn new(connection: Connection) -> Result<Self, RemoteError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(TIMEOUT)
            .user_agent(concat!("latchwork/", env!("CARGO_PKG_VERSION")));
        if let Some(name) = local_name(&connection.api) {
            // Port 0: the URL's own.
            builder = builder.resolve(name, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        }
        let http = builder
            .build()
            .map_err(|source| RemoteError::Client { source })?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", connection.token))
            .map_err(|_| RemoteError::Token)?;
        authorization.set_sensitive(true);
        Ok(Self {
            http,
            api: connection.api,
            authorization,
        })
    }

    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
    ) -> Result<Answer<T>, RemoteError> {
        self.call(Method::GET, path, &[], NOTHING).await
    }

    /// Calls `path` below the API's root; its segments are encoded here.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, String)],
        body: Option<&impl Serialize>,
    ) -> Result<Answer<T>, RemoteError> {
        let mut request = self.request(method, path, query);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.answer(request).await
    }

    /// Sends a package, in sight of whoever waits.
    pub(crate) async fn send_package<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, String)],
        headers: &[(&'static str, String)],
        package: Bytes,
        waiting: Arc<Waiting>,
    ) -> Result<Answer<T>, RemoteError> {
        let mut request = self
            .request(Method::POST, path, query)
            .timeout(PACKAGE_TIMEOUT)
            .header(CONTENT_TYPE, "application/zip")
            .header(CONTENT_LENGTH, package.len());
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.answer(request.body(upload::body(package, waiting)))
            .await
    }

    /// Fetches a package.
    pub(crate) async fn package(&self, path: &[&str]) -> Result<Vec<u8>, RemoteError> {
        self.bytes(path, Limits::DEFAULT.archive_bytes).await
    }

    /// Fetches a file as it is.
    pub(crate) async fn file(&self, path: &[&str]) -> Result<Vec<u8>, RemoteError> {
        self.bytes(path, ANSWER_BYTES).await
    }

    async fn bytes(&self, path: &[&str], limit_bytes: usize) -> Result<Vec<u8>, RemoteError> {
        let request = self
            .request(Method::GET, path, &[])
            .timeout(PACKAGE_TIMEOUT);
        let response = self.send(request).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(self.refusal(response).await?);
        }
        self.read(response, limit_bytes).await
    }

    fn request(&self, method: Method, path: &[&str], query: &[(&str, String)]) -> RequestBuilder {
        let mut url = self.api.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        self.http
            .request(method, url)
            .header(AUTHORIZATION, self.authorization.clone())
    }

    async fn answer<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<Answer<T>, RemoteError> {
        let response = self.send(request).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(self.refusal(response).await?);
        }
        let raw: Value = self.json(response).await?;
        let value = T::deserialize(&raw).map_err(|_| RemoteError::NotOurs {
            status: status.as_u16(),
        })?;
        Ok(Answer { raw, value })
    }

    async fn send(&self, request: RequestBuilder) -> Result<Response, RemoteError> {
        request
            .send()
            .await
            .map_err(|source| self.unreachable(source))
    }

    async fn refusal(&self, response: Response) -> Result<RemoteError, RemoteError> {
        Ok(RemoteError::Refused {
            problem: self.json(response).await?,
        })
    }

    /// The body as JSON; no body at all is null.
    async fn json<T: DeserializeOwned>(&self, response: Response) -> Result<T, RemoteError> {
        let status = response.status().as_u16();
        let bytes = self.read(response, ANSWER_BYTES).await?;
        let text: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        serde_json::from_slice(text).map_err(|_| RemoteError::NotOurs { status })
    }

    /// The whole body, within its limit.
    async fn read(
        &self,
        mut response: Response,
        limit_bytes: usize,
    ) -> Result<Vec<u8>, RemoteError> {
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() > limit_bytes => {
                    return Err(RemoteError::TooLarge { limit_bytes });
                }
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => return Ok(bytes),
                Err(error) => return Err(self.unreachable(error)),
            }
        }
    }

    fn unreachable(&self, source: reqwest::Error) -> RemoteError {
        RemoteError::Unreachable {
            url: contract::origin(&self.api).ascii_serialization(),
            source: source.without_url(),
        }
    }
}

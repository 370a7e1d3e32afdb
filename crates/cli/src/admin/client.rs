//! Calls of `/api/v1`.

use std::time::Duration;

use api::{Action, ActionList, Problem};
use reqwest::header::HeaderValue;
use reqwest::{Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use super::connection::Connection;
use super::error::AdminError;

/// A test of an action may take its whole time budget.
const TIMEOUT: Duration = Duration::from_secs(60);
const ANSWER_BYTES: usize = 64 * 1024 * 1024;

/// An answer as the server sent it, and as this program reads it.
pub(super) struct Answer<T> {
    pub(super) raw: Value,
    pub(super) value: T,
}

/// One server, one administrator.
pub(super) struct Client {
    http: reqwest::Client,
    api: Url,
    authorization: HeaderValue,
}

/// A request body; `NOTHING` for none.
pub(super) const NOTHING: Option<&()> = None;

impl Client {
    pub(super) fn new(connection: Connection) -> Result<Self, AdminError> {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(TIMEOUT)
            .user_agent(concat!("latchwork/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|source| AdminError::Client { source })?;
        let mut authorization = HeaderValue::from_str(&format!("Bearer {}", connection.token))
            .map_err(|_| AdminError::Token)?;
        authorization.set_sensitive(true);
        Ok(Self {
            http,
            api: connection.api,
            authorization,
        })
    }

    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
    ) -> Result<Answer<T>, AdminError> {
        self.call(Method::GET, path, &[], NOTHING).await
    }

    /// Calls `path` below the API's root; its segments are encoded here.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, String)],
        body: Option<&impl Serialize>,
    ) -> Result<Answer<T>, AdminError> {
        let mut url = self.api.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let unreachable = |source: reqwest::Error| AdminError::Unreachable {
            url: self.api.origin().ascii_serialization(),
            source: source.without_url(),
        };
        let mut request = self
            .http
            .request(method, url)
            .header(reqwest::header::AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(unreachable)?;
        let status = response.status();
        let bytes = read(response).await?.map_err(unreachable)?;
        let text: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        let not_ours = |_| AdminError::NotOurs {
            status: status.as_u16(),
        };
        let raw: Value = serde_json::from_slice(text).map_err(not_ours)?;
        if !status.is_success() {
            let problem: Problem = serde_json::from_value(raw).map_err(not_ours)?;
            return Err(AdminError::Refused {
                problem: Box::new(problem),
            });
        }
        let value = T::deserialize(&raw).map_err(not_ours)?;
        Ok(Answer { raw, value })
    }

    /// The action of this name, or else of this id.
    pub(super) async fn find_action(&self, name_or_id: &str) -> Result<Action, AdminError> {
        let list: Answer<ActionList> = self.get(&["actions"]).await?;
        let mut actions = list.value.actions;
        let at = actions
            .iter()
            .position(|action| action.name == name_or_id)
            .or_else(|| actions.iter().position(|action| action.id == name_or_id))
            .ok_or_else(|| AdminError::NoSuchAction {
                name: name_or_id.to_owned(),
            })?;
        Ok(actions.swap_remove(at))
    }
}

/// The whole body, within its limit.
async fn read(mut response: Response) -> Result<Result<Vec<u8>, reqwest::Error>, AdminError> {
    let mut bytes = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() > ANSWER_BYTES => {
                return Err(AdminError::TooLarge {
                    limit_bytes: ANSWER_BYTES,
                });
            }
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok(Ok(bytes)),
            Err(error) => return Ok(Err(error)),
        }
    }
}

//! A scripted network: answers requests as a case's `[[fetch]]` entries say, refuses all others.

use std::time::Duration;

use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest};
use futures_util::future::BoxFuture;
use futures_util::stream;
use sandbox::{Outbound, OutboundResponse};
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fixture {
    #[serde(rename = "match")]
    pub(crate) matches: Match,
    pub(crate) respond: Respond,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Match {
    pub(crate) method: Option<String>,
    pub(crate) url: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Respond {
    pub(crate) status: Option<u16>,
    pub(crate) headers: std::collections::BTreeMap<String, String>,
    pub(crate) json: Option<Value>,
    pub(crate) text: Option<String>,
    pub(crate) error: Option<String>,
    pub(crate) delay_ms: u64,
    /// The request itself as the JSON body of the answer.
    pub(crate) echo: bool,
}

pub(crate) struct Network(pub(crate) Vec<Fixture>);

impl Outbound for Network {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let found = self.0.iter().find(|fixture| {
            let method = fixture.matches.method.as_ref();
            method.is_none_or(|method| *method == request.method)
                && fits(&fixture.matches.url, &request.url)
        });
        let respond = found.map(|fixture| fixture.respond.clone());
        Box::pin(async move {
            let Some(respond) = respond else {
                let message = format!(
                    "no answer is scripted for {} {}",
                    request.method, request.url
                );
                return Err(OutboundError::new(
                    OutboundErrorKind::RefusedByPolicy,
                    message,
                ));
            };
            tokio::time::sleep(Duration::from_millis(respond.delay_ms)).await;
            answer(request, respond)
        })
    }
}

fn answer(request: OutboundRequest, respond: Respond) -> Result<OutboundResponse, OutboundError> {
    let kind = match respond.error.as_deref() {
        Some("timeout") => Some(OutboundErrorKind::Timeout),
        Some("reset") => Some(OutboundErrorKind::Reset),
        Some(_) => Some(OutboundErrorKind::Refused),
        None => None,
    };
    if let Some(kind) = kind {
        return Err(OutboundError::new(kind, "scripted"));
    }
    let mut headers: Vec<_> = respond.headers.into_iter().collect();
    let body = if respond.echo {
        serde_json::json!({
            "method": request.method, "url": request.url, "headers": request.headers,
            "body": String::from_utf8_lossy(&request.body),
        })
        .to_string()
    } else if let Some(json) = respond.json {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
        json.to_string()
    } else {
        respond.text.unwrap_or_default()
    };
    let chunk = Ok(bytes::Bytes::from(body));
    Ok(OutboundResponse {
        head: OutboundHead {
            status: respond.status.unwrap_or(200),
            status_text: "OK".to_owned(),
            url: request.url,
            redirected: false,
            headers,
        },
        body: Box::pin(stream::iter([chunk])),
    })
}

/// Whether the text fits a pattern in which `*` stands for any characters.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, rest)) => text.strip_prefix(head).is_some_and(|tail| {
            (0..=tail.len()).any(|at| tail.is_char_boundary(at) && fits(rest, &tail[at..]))
        }),
    }
}

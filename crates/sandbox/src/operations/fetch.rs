//! `fetch`: what the guest asks for becomes an outbound request, within the limits. Node's `http` sends by it too.

use std::sync::Arc;

use contract::RequestRecord;
use contract::outbound::{
    OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest, RedirectMode, TlsMaterial,
    Transfer,
};
use contract::permission::Capabilities;
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::{Started, read};
use crate::answer::GuestError;
use crate::state::State;

#[derive(Deserialize)]
struct FetchHead {
    method: String,
    url: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    #[serde(default)]
    redirect: RedirectMode,
    #[serde(default)]
    transfer: Transfer,
    #[serde(default)]
    tls: Option<Arc<TlsMaterial>>,
}

/// Limits of a request's head.
const LONGEST_URL: usize = 16 << 10;
const LONGEST_METHOD: usize = 64;
const MOST_HEADERS: usize = 200;
const LONGEST_HEADERS: usize = 64 << 10;
/// The longest certificates and keys of one request, together.
const LONGEST_TLS: usize = 512 << 10;

/// Accepts a request. One over a limit, or to a host that was not granted, is rejected, which an action can catch; it is
/// recorded all the same.
pub(super) fn start(state: &mut State, head: &[u8], bytes: &[u8]) -> Result<Started, GuestError> {
    let mut head: FetchHead = read(head)?;
    let refusal = match over_limit(state, &head, bytes) {
        Some(message) => Some(GuestError::new("Error", message).with_code("ERR_LATCHWORK_LIMIT")),
        None => hold(&state.request.capabilities, &mut head).err(),
    };
    let record = RequestRecord {
        method: shown(&head.method, LONGEST_METHOD),
        url: shown(&head.url, LONGEST_URL),
        status: None,
        error: refusal.as_ref().map(|cause| cause.message.clone()),
        duration_us: None,
        sent_bytes: None,
        received_bytes: None,
    };
    let limits = &state.request.limits;
    if let Some(cause) = refusal {
        // The journal stays bounded: refusals beyond the limit are counted by the first of them.
        if state.journal.requests.len() as u64 <= limits.fetches {
            state.record(record);
        }
        let error = GuestError::type_error("fetch failed").with_cause(cause);
        return Ok(Started::Answered(Err(error)));
    }
    let max_response_bytes = limits.response_bytes;
    state.operations.fetches += 1;
    Ok(Started::Fetch {
        record: state.record(record),
        request: OutboundRequest {
            method: head.method,
            url: head.url,
            headers: head.headers,
            body: bytes.to_vec(),
            redirect: head.redirect,
            transfer: head.transfer,
            tls: head.tls,
            max_response_bytes,
            capabilities: state.request.capabilities.clone(),
        },
    })
}

fn over_limit(state: &State, head: &FetchHead, bytes: &[u8]) -> Option<String> {
    let limits = &state.request.limits;
    let header_bytes: usize = head
        .headers
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum();
    if state.operations.fetches >= limits.fetches {
        Some(format!("the limit fetches = {} is used up", limits.fetches))
    } else if bytes.len() as u64 > limits.request_bytes {
        Some(format!(
            "the body has {} bytes, more than the limit request_bytes = {}",
            bytes.len(),
            limits.request_bytes
        ))
    } else if head.method.len() > LONGEST_METHOD {
        Some(format!(
            "the method has {} bytes, more than {LONGEST_METHOD}",
            head.method.len()
        ))
    } else if head.url.len() > LONGEST_URL {
        Some(format!(
            "the URL has {} bytes, more than {LONGEST_URL}",
            head.url.len()
        ))
    } else if head.headers.len() > MOST_HEADERS || header_bytes > LONGEST_HEADERS {
        Some(format!(
            "the headers are more than {MOST_HEADERS} or longer than {LONGEST_HEADERS} bytes"
        ))
    } else if head
        .tls
        .as_ref()
        .is_some_and(|tls| tls.bytes() > LONGEST_TLS)
    {
        Some(format!(
            "the certificates and keys of one request are longer than {LONGEST_TLS} bytes"
        ))
    } else {
        None
    }
}

/// Holds the URL against the hosts. What is sent is the URL that was checked, not the text it was read from.
fn hold(capabilities: &Capabilities, head: &mut FetchHead) -> Result<(), GuestError> {
    if *capabilities == Capabilities::All {
        return Ok(());
    }
    let url = Url::parse(&head.url).map_err(|error| {
        let message = format!("the URL cannot be parsed: {error}");
        cause_of(&OutboundError::new(OutboundErrorKind::InvalidUrl, message))
    })?;
    let checked = capabilities.check_url(&url).map_err(OutboundError::from);
    checked.map_err(|error| cause_of(&error))?;
    head.url = url.into();
    Ok(())
}

/// As much of a text as the journal keeps.
fn shown(text: &str, most: usize) -> String {
    text.get(..text.floor_char_boundary(most))
        .unwrap_or_default()
        .to_owned()
}

/// The answer's head as the library reads it.
pub(crate) fn head_json(head: &OutboundHead, body: u32) -> String {
    json!({
        "body": body,
        "status": head.status,
        "statusText": head.status_text,
        "url": head.url,
        "redirected": head.redirected,
        "headers": head.headers,
    })
    .to_string()
}

/// A failed request as Node's `fetch` words it: a `TypeError` whose cause says what happened.
pub(crate) fn failure_json(error: &OutboundError, message: &str) -> String {
    let message = match error.kind {
        OutboundErrorKind::InvalidUrl => "Failed to parse URL",
        _ => message,
    };
    GuestError::type_error(message)
        .with_cause(cause_of(error))
        .to_json()
}

fn cause_of(error: &OutboundError) -> GuestError {
    let cause = GuestError::new("Error", error.message.clone());
    match error.kind.node_code() {
        Some(code) => cause.with_code(code),
        None => cause,
    }
}

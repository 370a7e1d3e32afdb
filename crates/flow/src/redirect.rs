//! Where a suspended run sends the browser.

use std::collections::BTreeMap;

use contract::{Failure, FailureKind, LimitName};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::{Url, form_urlencoded};

/// A URL with the action's query, ready for a `state`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Redirect {
    url: Url,
}

impl Redirect {
    /// The URL with the entries of `query` after those it has. An entry `state` is left out: that name is the
    /// host's, and a second one would make the answer ambiguous.
    pub(crate) fn new(
        url: &str,
        query: Option<&BTreeMap<String, Value>>,
        limit_bytes: u64,
    ) -> Result<Self, Failure> {
        let too_long = || {
            let message =
                format!("the URL is longer than {limit_bytes} bytes: send less in its query");
            Failure::limit(LimitName::UrlBytes, limit_bytes, message)
        };
        if url.len() as u64 > limit_bytes {
            return Err(too_long());
        }
        let parsed = Url::parse(url)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        let Some(mut url) = parsed else {
            let message = "`url` must be an absolute http or https URL";
            return Err(Failure::new(FailureKind::Error, message));
        };
        drop_state(&mut url);
        let entries = query
            .into_iter()
            .flatten()
            .filter(|(name, value)| *name != "state" && !value.is_null());
        for (name, value) in entries {
            url.query_pairs_mut().append_pair(name, &text(value));
        }
        if url.as_str().len() as u64 > limit_bytes {
            return Err(too_long());
        }
        Ok(Self { url })
    }

    /// The address to send the browser to: the URL with this state.
    pub fn location(&self, state: &str) -> String {
        let mut url = self.url.clone();
        url.query_pairs_mut().append_pair("state", state);
        url.into()
    }

    /// The host the browser is sent to, for records.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }
}

/// Takes entries called `state` out of the query and leaves the others byte for byte.
fn drop_state(url: &mut Url) {
    let is_state =
        |pair: &str| form_urlencoded::parse(pair.as_bytes()).any(|(name, _)| name == "state");
    let Some(query) = url.query() else { return };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_state(pair))
        .collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(&kept));
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(url: &str, query: Value, expected: &str) {
        let query: BTreeMap<String, Value> = serde_json::from_value(query).unwrap();
        let found = match Redirect::new(url, Some(&query), 60) {
            Ok(redirect) => redirect.location("s 1"),
            Err(failure) => failure.message,
        };
        assert_eq!(found, expected, "{url}");
    }

    #[test]
    fn the_query_is_kept_and_the_state_is_ours() {
        check(
            "https://a.example",
            json!({}),
            "https://a.example/?state=s+1",
        );
        check(
            "https://a.example/p?x=%20y#f",
            json!({"b": "c&d", "n": 1}),
            "https://a.example/p?x=%20y&b=c%26d&n=1&state=s+1#f",
        );
        check(
            "https://a.example/?state=z&y&st%61te=q",
            json!({"state": "forged"}),
            "https://a.example/?y&state=s+1",
        );
        check(
            "/relative",
            json!({}),
            "`url` must be an absolute http or https URL",
        );
        check(
            "javascript:alert(1)",
            json!({}),
            "`url` must be an absolute http or https URL",
        );
    }

    #[test]
    fn one_byte_past_the_limit_is_refused() {
        let fits = format!("https://a.example/{}", "x".repeat(42));
        assert_eq!(fits.len(), 60);
        check(&fits, json!({}), &format!("{fits}?state=s+1"));
        check(
            &format!("{fits}x"),
            json!({}),
            "the URL is longer than 60 bytes: send less in its query",
        );
        check(
            "https://a.example",
            json!({"q": "x".repeat(40)}),
            "the URL is longer than 60 bytes: send less in its query",
        );
    }
}

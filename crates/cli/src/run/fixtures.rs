//! `--fetch`: answers from a file instead of the network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use contract::outbound::OutboundErrorKind;
use reqwest::header::{HeaderName, HeaderValue};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

use super::pattern::Pattern;
use crate::input;

/// Size of a fixture file.
const FILE_BYTES: u64 = 16 * 1024 * 1024;
/// Fixtures in one file.
const FIXTURES: usize = 1_000;
/// Longest delay of one answer.
const DELAY_MS: u64 = 600_000;

/// All fixtures of a file, in its order.
#[derive(Debug)]
pub(super) struct Fixtures {
    path: PathBuf,
    list: Vec<Fixture>,
}

#[derive(Debug)]
struct Fixture {
    method: Option<String>,
    url: Option<Pattern>,
    response: Response,
}

/// What a matching request gets.
#[derive(Debug, Clone)]
pub(super) struct Response {
    pub(super) delay: Duration,
    pub(super) answer: Result<Answer, OutboundErrorKind>,
}

/// An HTTP answer.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

impl Fixtures {
    /// Reads and checks a fixture file.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let written: Vec<Written> = input::json(path, FILE_BYTES)?;
        ensure!(
            written.len() <= FIXTURES,
            "{}: {} fixtures, at most {FIXTURES}; join some with `*`",
            path.display(),
            written.len()
        );
        let place = |index: usize| format!("{}: fixture {}", path.display(), index + 1);
        let list = written.into_iter().enumerate();
        let list = list.map(|(index, fixture)| fixture.check().with_context(|| place(index)));
        Ok(Self {
            path: path.to_owned(),
            list: list.collect::<Result<_, _>>()?,
        })
    }

    /// The first fixture that matches.
    pub(super) fn find(&self, method: &str, url: &Url) -> Option<&Response> {
        let found = self.list.iter().find(|fixture| {
            fixture
                .method
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
                && fixture
                    .url
                    .as_ref()
                    .is_none_or(|pattern| pattern.matches(url))
        });
        found.map(|fixture| &fixture.response)
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// A fixture as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    r#match: WrittenMatch,
    respond: WrittenResponse,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMatch {
    method: Option<String>,
    url: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenResponse {
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, OneOrMany>,
    /// `null` is a body as well.
    #[serde(default, deserialize_with = "present")]
    json: Option<Value>,
    text: Option<String>,
    base64: Option<String>,
    error: Option<WrittenError>,
    #[serde(default)]
    delay_ms: u64,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a header must be a string or a list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrittenError {
    Timeout,
    Refused,
    Reset,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Written {
    fn check(self) -> anyhow::Result<Fixture> {
        let respond = self.respond;
        ensure!(
            respond.delay_ms <= DELAY_MS,
            "`delay_ms` is {}, at most {DELAY_MS}; choose a shorter delay",
            respond.delay_ms
        );
        Ok(Fixture {
            method: self.r#match.method.filter(|method| method != "*"),
            url: self.r#match.url.as_deref().map(Pattern::new),
            response: Response {
                delay: Duration::from_millis(respond.delay_ms),
                answer: match respond.error {
                    Some(error) => Err(respond.check_error(error)?),
                    None => Ok(respond.check_answer()?),
                },
            },
        })
    }
}

impl WrittenResponse {
    fn check_error(&self, error: WrittenError) -> anyhow::Result<OutboundErrorKind> {
        let alone = self.status.is_none() && self.headers.is_empty() && self.bodies() == 0;
        ensure!(
            alone,
            "`error` stands alone: remove `status`, `headers` and the body"
        );
        Ok(match error {
            WrittenError::Timeout => OutboundErrorKind::Timeout,
            WrittenError::Refused => OutboundErrorKind::Refused,
            WrittenError::Reset => OutboundErrorKind::Reset,
        })
    }

    fn check_answer(self) -> anyhow::Result<Answer> {
        ensure!(
            self.bodies() <= 1,
            "more than one of `json`, `text` and `base64`; keep one"
        );
        let status = self.status.unwrap_or(200);
        ensure!(
            (200..=599).contains(&status),
            "`status` is {status}; use 200 to 599"
        );
        let mut headers = Vec::new();
        for (name, values) in self.headers {
            let values = match values {
                OneOrMany::One(value) => vec![value],
                OneOrMany::Many(values) => values,
            };
            for value in values {
                let valid = HeaderName::from_bytes(name.as_bytes()).is_ok()
                    && HeaderValue::from_str(&value).is_ok();
                ensure!(
                    valid,
                    "`{name}` is not a valid header name with a valid value"
                );
                headers.push((name.to_ascii_lowercase(), value));
            }
        }
        let (body, content_type) = match (self.json, self.text, self.base64) {
            (Some(json), ..) => (Bytes::from(json.to_string()), Some("application/json")),
            (_, Some(text), _) => (Bytes::from(text), Some("text/plain;charset=UTF-8")),
            (.., Some(encoded)) => match STANDARD.decode(&encoded) {
                Ok(bytes) => (Bytes::from(bytes), None),
                Err(error) => bail!("`base64` is not Base64: {error}"),
            },
            (None, None, None) => (Bytes::new(), None),
        };
        if let Some(content_type) = content_type
            && !headers.iter().any(|(name, _)| name == "content-type")
        {
            headers.push(("content-type".to_owned(), content_type.to_owned()));
        }
        Ok(Answer {
            status,
            headers,
            body,
        })
    }

    fn bodies(&self) -> usize {
        [
            self.json.is_some(),
            self.text.is_some(),
            self.base64.is_some(),
        ]
        .into_iter()
        .filter(|body| *body)
        .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &str) -> anyhow::Result<Fixtures> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("f.json");
        std::fs::write(&path, content).unwrap();
        Fixtures::read(&path)
    }

    fn find(fixtures: &Fixtures, method: &str, url: &str) -> Option<String> {
        let response = fixtures.find(method, &Url::parse(url).unwrap())?;
        Some(match &response.answer {
            Ok(answer) => format!(
                "{} {:?} {}",
                answer.status,
                answer.headers,
                String::from_utf8_lossy(&answer.body)
            ),
            Err(kind) => format!("{kind:?} after {:?}", response.delay),
        })
    }

    #[test]
    fn the_first_match_answers() {
        let fixtures = read(
            r#"[
            {"match": {"method": "post", "url": "https://a.example/*"}, "respond": {"status": 201, "json": null}},
            {"match": {"url": "https://a.example/slow"}, "respond": {"error": "timeout", "delay_ms": 5}},
            {"match": {"url": "https://a.example/*"}, "respond": {"text": "hi", "headers": {"Set-Cookie": ["a", "b"]}}},
            {"match": {"method": "DELETE"}, "respond": {"status": 204}},
            {"match": {"url": "https://b.example/"}, "respond": {"base64": "aGk=", "headers": {"content-type": "x/y"}}}
        ]"#,
        )
        .unwrap();
        let check = |method, url, expected: Option<&str>| {
            assert_eq!(find(&fixtures, method, url).as_deref(), expected)
        };
        check(
            "POST",
            "https://a.example/slow",
            Some(r#"201 [("content-type", "application/json")] null"#),
        );
        check("GET", "https://a.example/slow", Some("Timeout after 5ms"));
        check(
            "GET",
            "https://a.example/x",
            Some(
                r#"200 [("set-cookie", "a"), ("set-cookie", "b"), ("content-type", "text/plain;charset=UTF-8")] hi"#,
            ),
        );
        check("DELETE", "https://c.example/", Some("204 [] "));
        check(
            "GET",
            "https://b.example",
            Some(r#"200 [("content-type", "x/y")] hi"#),
        );
        check("GET", "https://c.example/", None);
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let check = |fixture: &str, expected: &str| {
            let error = format!("{:#}", read(&format!("[{fixture}]")).unwrap_err());
            assert!(error.contains(expected), "{error}");
        };
        check(
            r#"{"match": {}, "respond": {"status": 99}}"#,
            "fixture 1: `status` is 99; use 200 to 599",
        );
        check(r#"{"respond": {"text": "a", "json": 1}}"#, "keep one");
        check(
            r#"{"respond": {"text": "a", "error": "reset"}}"#,
            "`error` stands alone",
        );
        check(r#"{"respond": {"delay_ms": 600001}}"#, "at most 600000");
        check(r#"{"respond": {"base64": "?"}}"#, "not Base64");
        check(
            r#"{"respond": {"headers": {"a b": "c"}}}"#,
            "`a b` is not a valid header",
        );
        check(
            r#"{"respond": {"headers": {"a": 1}}}"#,
            "a header must be a string or a list of strings",
        );
        check(r#"{"respond": {"error": "dns"}}"#, "unknown variant `dns`");
        check(
            r#"{"responds": {}}"#,
            "f.json:1:12: unknown field `responds`",
        );
        let many = vec![r#"{"respond": {}}"#; FIXTURES + 1].join(",");
        check(&many, "1001 fixtures, at most 1000");
    }
}

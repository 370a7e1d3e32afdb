//! `faults/*.json`: how the partner's service answers, and what a run has to be like for it to be asked.
//! The format is described [above](super).

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bundle::Package;
use bytes::Bytes;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

/// Fixtures of one package.
const MOST: usize = 200;
/// Values that all of them put into the event. Each is looked for wherever the handler sends, prints or writes.
const MOST_VALUES: usize = 1_000;

/// Everything that the files of a package say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixtures {
    pub(crate) fetch: Vec<Fixture>,
    /// One patch for each file.
    pub(crate) event: Vec<Map<String, Value>>,
    pub(crate) configuration: BTreeMap<String, String>,
    pub(crate) secrets: BTreeMap<String, String>,
    pub(crate) resume: Resume,
}

/// What one endpoint answers.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    pub(crate) method: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) respond: Answer,
    pub(crate) denies: Option<Answer>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

/// How a browser comes back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Resume {
    pub(crate) secret: Option<String>,
    pub(crate) parameter: Option<String>,
    pub(crate) payload: Map<String, Value>,
    pub(crate) query: Map<String, Value>,
}

impl Fixtures {
    /// Reads the files of a package; what cannot be read is left out and named.
    pub(crate) fn of(package: &Package, faults: &mut Vec<String>) -> Self {
        let mut all = Self::default();
        for (path, text) in package.faults() {
            if let Err(fault) = all.add(text) {
                faults.push(format!("{path} is left out: {fault}"));
            }
        }
        all
    }

    /// Adds what a file says: all of it, or nothing.
    pub(crate) fn add(&mut self, text: &str) -> Result<(), String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let file: WrittenFile = if value.is_array() {
            let fetch = serde_json::from_value(value).map_err(|error| error.to_string())?;
            WrittenFile {
                fetch,
                ..WrittenFile::default()
            }
        } else {
            serde_json::from_value(value).map_err(|error| error.to_string())?
        };
        if self.fetch.len() + file.fetch.len() > MOST {
            return Err(format!("there are more than {MOST} fixtures"));
        }
        let fetch = file.fetch.into_iter().enumerate().map(|(at, written)| {
            let fixture = written.check();
            fixture.map_err(|fault| format!("fixture {}: {fault}", at + 1))
        });
        let fetch: Vec<Fixture> = fetch.collect::<Result<_, _>>()?;
        let event = self.event.iter().chain([&file.event]);
        if event.map(count_in).sum::<usize>() > MOST_VALUES {
            return Err(format!("`event` has more than {MOST_VALUES} values"));
        }
        self.fetch.extend(fetch);
        self.event.push(file.event);
        self.configuration.extend(file.configuration);
        self.secrets.extend(file.secrets);
        if let Some(resume) = file.resume {
            self.resume = resume;
        }
        Ok(())
    }
}

/// How many values an object has, at any depth.
fn count_in(object: &Map<String, Value>) -> usize {
    fn count(value: &Value) -> usize {
        let below = match value {
            Value::Object(below) => count_in(below),
            Value::Array(list) => list.iter().map(count).sum(),
            _ => 1,
        };
        below.max(1)
    }
    object.values().map(count).sum()
}

/// Merges a patch into an object (RFC 7396).
pub(crate) fn merge(target: &mut Map<String, Value>, patch: Map<String, Value>) {
    for (name, value) in patch {
        match (value, target.get_mut(&name)) {
            (Value::Null, _) => {
                target.remove(&name);
            }
            (Value::Object(patch), Some(Value::Object(below))) => merge(below, patch),
            (Value::Object(patch), _) => {
                let mut below = Map::new();
                merge(&mut below, patch);
                target.insert(name, Value::Object(below));
            }
            (value, _) => {
                target.insert(name, value);
            }
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenFile {
    fetch: Vec<Written>,
    event: Map<String, Value>,
    configuration: BTreeMap<String, String>,
    secrets: BTreeMap<String, String>,
    resume: Option<Resume>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    r#match: WrittenMatch,
    respond: WrittenAnswer,
    denies: Option<WrittenAnswer>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMatch {
    method: Option<String>,
    url: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenAnswer {
    status: Option<u16>,
    headers: BTreeMap<String, OneOrMany>,
    /// `null` is a body as well.
    #[serde(deserialize_with = "present")]
    json: Option<Value>,
    text: Option<String>,
    base64: Option<String>,
    /// `latchwork run` waits; the matrix has delays of its own.
    delay_ms: u64,
    /// `latchwork run` fails; the matrix has faults of its own.
    error: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a header must be a string or a list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Written {
    fn check(self) -> Result<Fixture, String> {
        Ok(Fixture {
            method: self.r#match.method.filter(|method| method != "*"),
            url: self.r#match.url,
            respond: self.respond.check()?,
            denies: self.denies.map(WrittenAnswer::check).transpose()?,
        })
    }
}

impl WrittenAnswer {
    fn check(self) -> Result<Answer, String> {
        if self.error.is_some() || self.delay_ms > 0 {
            return Err(
                "`error` and `delay_ms` are for `latchwork run`; here give the answer of a service that is well"
                    .to_owned(),
            );
        }
        let status = self.status.unwrap_or(200);
        if !(200..=599).contains(&status) {
            return Err(format!("`status` is {status}; use 200 to 599"));
        }
        let (body, content_type) = match (self.json, self.text, self.base64) {
            (None, None, None) => (Bytes::new(), None),
            (Some(json), None, None) => (Bytes::from(json.to_string()), Some("application/json")),
            (None, Some(text), None) => (Bytes::from(text), Some("text/plain;charset=UTF-8")),
            (None, None, Some(encoded)) => {
                let bytes = STANDARD.decode(encoded);
                let bytes = bytes.map_err(|error| format!("`base64` is not Base64: {error}"))?;
                (Bytes::from(bytes), None)
            }
            _ => return Err("more than one of `json`, `text` and `base64`; keep one".to_owned()),
        };
        let mut headers = Vec::new();
        for (name, values) in self.headers {
            let values = match values {
                OneOrMany::One(value) => vec![value],
                OneOrMany::Many(values) => values,
            };
            let name = name.to_ascii_lowercase();
            headers.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
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
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_of_a_file_are_read() {
        let mut fixtures = Fixtures::default();
        let list = r#"[{"match": {"url": "https://a.example/*"}, "respond": {"json": null}}]"#;
        fixtures.add(list).unwrap();
        let object = json!({
            "fetch": [{"respond": {"text": "ok", "headers": {"A": ["1", "2"]}}, "denies": {"status": 403}}],
            "event": {"user": {"email": null, "app_metadata": {"plan": "gold"}}},
            "configuration": {"URL": "https://a.example"},
            "resume": {"payload": {"consent": "given"}},
        });
        fixtures.add(&object.to_string()).unwrap();
        let [first, second] = &fixtures.fetch[..] else {
            panic!("{:?}", fixtures.fetch)
        };
        assert_eq!(first.respond.body, "null");
        assert_eq!(first.method, None);
        let denies = second.denies.as_ref().unwrap();
        assert_eq!((denies.status, denies.body.len()), (403, 0));
        assert_eq!(second.respond.headers[1], ("a".to_owned(), "2".to_owned()));
        assert_eq!(fixtures.resume.payload["consent"], "given");
        let mut event = Map::from_iter([("user".to_owned(), json!({"email": "a", "name": "b"}))]);
        for patch in fixtures.event {
            merge(&mut event, patch);
        }
        assert_eq!(
            json!(event),
            json!({"user": {"name": "b", "app_metadata": {"plan": "gold"}}})
        );
    }

    #[test]
    fn a_file_with_a_mistake_is_left_out_as_a_whole() {
        let mut fixtures = Fixtures::default();
        let text =
            r#"{"fetch": [{"respond": {}}, {"respond": {"status": 99}}], "secrets": {"KEY": "a"}}"#;
        fixtures.add(text).unwrap_err();
        assert!(fixtures.fetch.is_empty() && fixtures.secrets.is_empty());
    }

    #[test]
    fn mistakes_are_named() {
        let check = |text: &str, expected: &str| {
            let fault = Fixtures::default().add(text).unwrap_err();
            assert!(fault.contains(expected), "{fault}");
        };
        check("{", "EOF");
        check(r#"{"fetches": []}"#, "unknown field `fetches`");
        check(
            r#"[{"respond": {"status": 99}}]"#,
            "fixture 1: `status` is 99",
        );
        check(r#"[{"respond": {"text": "a", "json": 1}}]"#, "keep one");
        check(r#"[{"respond": {"base64": "?"}}]"#, "not Base64");
        check(
            r#"[{"respond": {"error": "reset"}}]"#,
            "are for `latchwork run`",
        );
        let many = vec![r#"{"respond": {}}"#; MOST + 1].join(",");
        check(&format!("[{many}]"), "more than 200 fixtures");
        let values: Vec<_> = (0..=MOST_VALUES)
            .map(|at| format!("\"k{at}\": 1"))
            .collect();
        let event = format!(r#"{{"event": {{"user": {{{}}}}}}}"#, values.join(","));
        check(&event, "`event` has more than 1000 values");
        let nested = format!(r#"{{"event": {{"k": [[{}1]]}}}}"#, "1,".repeat(MOST_VALUES));
        check(&nested, "`event` has more than 1000 values");
    }
}

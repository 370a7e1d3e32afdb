//! What the tenant sees of a recorded execution of a partner's release: as much as the run's record shows of it.

use contract::cache::CacheSnapshot;
use contract::recording::{Material, Recording, Started, Step};
use contract::{Failure, FailureKind};
use serde_json::{Value, json};
use url::Url;

use super::{Origin, failure, text};
use crate::Mask;

/// By what the rest was taken out.
pub const WITHHELD: &str = "the integration's own";

/// Leaves what the tenant may see of a release's execution: what it was given, what it printed, its commands by name, its
/// requests by origin and status, how it ended. Code, bodies, arguments, its cache, and the order of its questions to the
/// host go for good. Of what is left, these secrets are masked: what the execution printed and how it ended is text.
pub fn recorded(recording: &mut Recording, secrets: &Mask) {
    recording.code = None;
    recording.code_digest = String::new();
    recording.cache = CacheSnapshot::default();
    recording.held.retain(|held| held.place != "/cache");
    let mut requests = Vec::new();
    let steps = std::mem::take(&mut recording.steps);
    let shown = steps.into_iter();
    recording.steps = shown
        .filter_map(|one| step(one, &mut requests, secrets))
        .collect();
    recording.redacted.push(WITHHELD.to_owned());
}

fn step(step: Step, requests: &mut Vec<i32>, secrets: &Mask) -> Option<Step> {
    Some(match step {
        Step::Log { level, text } => Step::Log {
            level,
            text: said(&text, secrets),
        },
        Step::Command { path, .. } => Step::Command {
            path,
            arguments: Material::default(),
        },
        Step::Start {
            operation,
            head,
            outcome: Started::Id(id),
            ..
        } if operation == "fetch" => {
            requests.push(id);
            Step::Start {
                operation,
                head: json(&request(&head)),
                bytes: Material::default(),
                outcome: Started::Id(id),
            }
        }
        Step::Delivered {
            id, is_ok, text, ..
        } if requests.contains(&id) => {
            requests.retain(|one| *one != id);
            let head: Option<Value> = text.and_then(|text| read(&text));
            let status = head.and_then(|head| head.get("status").cloned());
            Step::Delivered {
                id,
                is_ok,
                text: status.map(|status| json(&json!({"status": status}))),
                bytes: None,
            }
        }
        Step::Settled { thrown } => Step::Settled {
            thrown: thrown.map(|thrown| {
                let thrown = Failure::new(FailureKind::Error, thrown.text());
                let shown = failure(&thrown, Origin::Installed, secrets);
                Material::of(shown.message.as_bytes())
            }),
        },
        Step::Cut { line } => Step::Cut {
            line: text(&line, Origin::Installed, secrets),
        },
        Step::Ended {
            failure: ended,
            doing,
        } => Step::Ended {
            failure: failure(&ended, Origin::Installed, secrets),
            doing,
        },
        Step::Start { .. }
        | Step::Delivered { .. }
        | Step::Clock { .. }
        | Step::Random { .. }
        | Step::Call { .. }
        | Step::Cancel { .. } => return None,
    })
}

fn said(printed: &Material, secrets: &Mask) -> Material {
    let shown = text(&printed.text(), Origin::Installed, secrets);
    Material::of(shown.as_bytes())
}

/// The method and the origin: a path may name a person, and a query the partner's key.
fn request(head: &Material) -> Value {
    let head: Value = read(head).unwrap_or_default();
    let part = |name: &str| head.get(name).and_then(Value::as_str).unwrap_or_default();
    let origin = Url::parse(part("url"));
    let origin = origin.map(|url| contract::origin(&url).ascii_serialization());
    let origin = origin.unwrap_or_default();
    json!({"method": part("method"), "url": origin})
}

fn read(material: &Material) -> Option<Value> {
    serde_json::from_slice(&material.bytes()).ok()
}

fn json(value: &Value) -> Material {
    Material::of(value.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use contract::recording::{Clock, FORMAT};
    use contract::{Limits, LogLevel, Trigger};

    use super::*;

    fn material(text: &str) -> Material {
        Material::of(text.as_bytes())
    }

    fn whole() -> Recording {
        let delivered = |id, text: Option<&str>, bytes: Option<&str>| Step::Delivered {
            id,
            is_ok: true,
            text: text.map(material),
            bytes: bytes.map(material),
        };
        let start = |operation: &str, head: &str, bytes: &str, id| Step::Start {
            operation: operation.to_owned(),
            head: material(head),
            bytes: material(bytes),
            outcome: Started::Id(id),
        };
        Recording {
            format: FORMAT,
            trigger: Trigger::PostLogin,
            handler: "onExecutePostLogin".to_owned(),
            code: Some("CODEMARK".to_owned()),
            code_digest: "DIGESTMARK".to_owned(),
            guest: String::new(),
            event: json!({"user": {"email": "ann@example.com"}}),
            secrets: Vec::new(),
            configuration: None,
            cache: serde_json::from_value(json!({"k": {"value": "CACHEMARK", "expires_at": 1}}))
                .unwrap(),
            can_redirect: true,
            limits: Limits::default(),
            held: Vec::new(),
            redacted: Vec::new(),
            steps: vec![
                Step::Clock {
                    clock: Clock::Wall,
                    value: 1.0,
                },
                Step::Call {
                    operation: "cache.get".to_owned(),
                    head: material("KEYMARK"),
                    answer: None,
                },
                Step::Log {
                    level: LogLevel::Log,
                    text: material("hello s3cr3t%2fkey\n    at helperMARK (action.js:1:1)"),
                },
                Step::Cut {
                    line: "cut: \"s3cr3t\\/key\"".to_owned(),
                },
                start(
                    "fetch",
                    r#"{"method":"POST","url":"https://a.example/PATHMARK?q=QUERYMARK","headers":[["x","HEADERMARK"]]}"#,
                    "BODYMARK",
                    1,
                ),
                delivered(
                    1,
                    Some(r#"{"status":201,"headers":[["y","ANSWERMARK"]]}"#),
                    None,
                ),
                start("body", "{}", "", 2),
                delivered(2, None, Some("ANSWERBODYMARK")),
                Step::Command {
                    path: "idToken.setCustomClaim".to_owned(),
                    arguments: material("ARGUMENTMARK"),
                },
                Step::Settled {
                    thrown: Some(material(
                        "TypeError: cannot read property 'fieldMARK' of undefined",
                    )),
                },
            ],
        }
    }

    #[test]
    fn nothing_of_the_code_is_left_and_what_the_record_shows_is() {
        let mut shown = whole();
        recorded(&mut shown, &Mask::new(["s3cr3t/key"]));
        let text = serde_json::to_string(&shown).unwrap();
        assert!(!text.contains("MARK"), "{text}");
        assert!(!text.contains("action.js"), "{text}");
        assert!(!text.contains("s3cr3t"), "{text}");
        for part in [
            "ann@example.com",
            "hello ***",
            "cut: ",
            "POST",
            "https://a.example",
            "201",
            "idToken.setCustomClaim",
            "TypeError: the integration's code is at fault",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(shown.redacted, [WITHHELD]);
        assert_eq!(shown.steps.len(), 6);
    }
}

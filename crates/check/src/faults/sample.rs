//! A sample run: an event in which every text is a marked value, and a form that a customer has filled in.

mod event;
mod leaf;

use std::collections::BTreeMap;

use bundle::form::{Field, FieldKind, Form};
use contract::Trigger;
use contract::permission::{HostPattern, Permissions};
use serde_json::Value;

use super::fixtures::{Fixtures, merge};
use super::guess::{Choice, Guesses};
use super::marks::{Marks, Nature};

pub(crate) use event::refresh_token;

/// What every cell begins with.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) event: Value,
    pub(crate) secrets: BTreeMap<String, String>,
    pub(crate) configuration: BTreeMap<String, String>,
}

/// What a sample is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) trigger: Trigger,
    pub(crate) permissions: &'a Permissions,
    pub(crate) form: &'a Form,
    pub(crate) fixtures: &'a Fixtures,
    pub(crate) guesses: &'a Guesses,
}

impl Sample {
    /// A sample with these values where the code compares; what it plants goes into `marks`.
    pub(crate) fn new(parts: Parts<'_>, choice: &Choice, marks: &mut Marks) -> Self {
        let mut event = event::of(parts, choice, marks);
        for patch in &parts.fixtures.event {
            if let Some(event) = event.as_object_mut() {
                merge(event, patch.clone());
            }
            plant_given("event", &Value::Object(patch.clone()), marks);
        }
        let configuration = parts.form.configuration.iter().map(|field| {
            let given = parts.fixtures.configuration.get(&field.name);
            (field.name.clone(), item(parts, field, given, marks))
        });
        let configuration = configuration.collect();
        let secrets = parts.form.secrets.iter().map(|field| {
            let given = parts.fixtures.secrets.get(&field.name);
            (field.name.clone(), secret(field, given, marks))
        });
        Self {
            event,
            secrets: secrets.collect(),
            configuration,
        }
    }
}

/// Texts that a fixture puts into the event are looked for as well.
fn plant_given(path: &str, value: &Value, marks: &mut Marks) {
    match value {
        Value::String(text) => {
            let nature = leaf::nature(path.trim_start_matches("event."));
            // A short text is a word of the code rather than a value of its own.
            if text.len() > 10 {
                marks.plant_given(path, nature, text);
            }
        }
        Value::Object(below) => {
            for (name, value) in below {
                plant_given(&format!("{path}.{name}"), value, marks);
            }
        }
        _ => {}
    }
}

/// What a customer would enter: the default, else what the partner gives as an example, else something of its type.
fn item(parts: Parts<'_>, field: &Field, given: Option<&String>, marks: &mut Marks) -> String {
    let example = field.default_value.as_ref();
    let example = example.or(field.deploy_value.as_ref());
    if let Some(given) = given.or(example) {
        return given.clone();
    }
    let what = format!("event.configuration.{}", field.name);
    let host = field.name.to_ascii_lowercase().replace('_', "-");
    let host = host.trim_matches('-').to_owned();
    match field.kind {
        FieldKind::Boolean => "false".to_owned(),
        FieldKind::Number => field.min.clone().unwrap_or_else(|| "1".to_owned()),
        FieldKind::Duration => field.min.clone().unwrap_or_else(|| "5s".to_owned()),
        FieldKind::Enum => field
            .options
            .first()
            .map(|option| option.value.clone())
            .unwrap_or_default(),
        FieldKind::Url => format!("https://{host}.mark.example"),
        FieldKind::String => text(parts, field, &host)
            .unwrap_or_else(|| marks.plant(what, Nature::Plain, ToOwned::to_owned)),
    }
}

/// A text that is likely to be understood: forms of old know no other type.
fn text(parts: Parts<'_>, field: &Field, host: &str) -> Option<String> {
    if let Some(placeholder) = &field.placeholder {
        return Some(placeholder.clone());
    }
    let name = &field.name;
    if let Some(texts) = parts.guesses.settings.get(name) {
        let is_switch = texts.iter().any(|text| text == "true");
        let off = || Some("false".to_owned());
        return if is_switch {
            off()
        } else {
            texts.first().cloned()
        };
    }
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let permissions = parts.permissions;
    let hosts = permissions.hosts.iter().chain(&permissions.redirects);
    let is_host = hosts
        .map(|own| &own.host)
        .any(|own| matches!(own, HostPattern::Configured(item) if item == name));
    if has(&["DOMAIN", "HOST"]) {
        Some(format!("{host}.mark.example"))
    } else if is_host || has(&["URL", "ENDPOINT"]) {
        Some(format!("https://{host}.mark.example"))
    } else if has(&[
        "THRESHOLD",
        "SCORE",
        "LIMIT",
        "TIMEOUT",
        "SECONDS",
        "MAX",
        "MIN",
    ]) {
        Some("50".to_owned())
    } else {
        None
    }
}

/// A secret is always a value of its own, so that it is known wherever it arrives.
fn secret(field: &Field, given: Option<&String>, marks: &mut Marks) -> String {
    let what = format!("event.secrets.{}", field.name);
    match given {
        Some(given) => {
            marks.plant_given(what, Nature::Secret, given);
            given.clone()
        }
        None => marks.plant(what, Nature::Secret, |core| format!("{core}secret{core}")),
    }
}

#[cfg(test)]
mod tests {
    use contract::event::{Event, known_fields};
    use contract::permission::EventPermission;
    use serde_json::json;

    use super::*;

    fn permissions(fields: &[&str]) -> Permissions {
        let permission = |field: &&str| EventPermission {
            field: field.parse().unwrap(),
            reason: "r".to_owned(),
        };
        Permissions {
            event: fields.iter().map(permission).collect(),
            ..Permissions::default()
        }
    }

    fn sample(trigger: Trigger, fields: &[&str], form: &Form, marks: &mut Marks) -> Sample {
        let parts = Parts {
            trigger,
            permissions: &permissions(fields),
            form,
            fixtures: &Fixtures::default(),
            guesses: &Guesses::of("x.consent === 'required'"),
        };
        Sample::new(parts, &Choice::default(), marks)
    }

    /// An event that the host could have made, in which hardly a field is missing.
    #[test]
    fn every_trigger_has_a_full_event() {
        for trigger in Trigger::ALL {
            let event = sample(trigger, &[], &Form::default(), &mut Marks::default()).event;
            Event::read(trigger, event.clone()).unwrap();
            let missing: Vec<String> = known_fields(trigger)
                .paths()
                .into_iter()
                .filter(|path| {
                    let parts = path.split('.');
                    let mut place = Some(&event);
                    for part in parts {
                        place = match place {
                            Some(Value::Array(list)) => list.first(),
                            other => other,
                        };
                        place = place.and_then(|place| place.get(part));
                    }
                    place.is_none()
                })
                .filter(|path| {
                    !event::RARE.iter().any(|rare| {
                        path.strip_prefix(rare)
                            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                    })
                })
                .collect();
            assert_eq!(missing, [""; 0], "{trigger}");
        }
    }

    #[test]
    fn marks_are_unique_and_declared_fields_are_there() {
        let mut marks = Marks::default();
        let fields = [
            "client.metadata.consent",
            "user.app_metadata.plan.tier",
            "agent",
            "user.user_metadata",
        ];
        let sample = sample(Trigger::PostLogin, &fields, &Form::default(), &mut marks);
        let at = |pointer: &str| sample.event.pointer(pointer).unwrap().clone();
        assert_eq!(at("/client/metadata/consent"), "required");
        let email = at("/user/email");
        let found = marks.found_in(email.as_str().unwrap());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, "event.user.email");
        assert_eq!(found[0].nature, Nature::Personal);
        let tier = at("/user/app_metadata/plan/tier");
        let found = marks.found_in(tier.as_str().unwrap());
        assert_eq!(found[0].what, "event.user.app_metadata.plan.tier");
        assert!(at("/agent/agent_id").is_string());
        assert_eq!(at("/user/user_metadata").as_object().unwrap().len(), 1);
    }

    #[test]
    fn a_form_is_filled_in() {
        let field = |name: &str, more: Value| {
            let mut field = json!({"name": name, "label": "l", "description": "d"});
            merge(
                field.as_object_mut().unwrap(),
                more.as_object().unwrap().clone(),
            );
            field
        };
        let form = json!({
            "secrets": [field("API_KEY", json!({}))],
            "configuration": [
                field("SERVICE_URL", json!({"type": "url"})),
                field("MODE", json!({"options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]})),
                field("DEBUG", json!({"type": "boolean"})),
                field("CLAIM", json!({"default_value": "https://a.example/claim"})),
                field("LABEL", json!({})),
            ],
            "dependencies": [],
        });
        let form = Form::read(&form.to_string()).unwrap();
        let mut marks = Marks::default();
        let sample = sample(Trigger::PostLogin, &[], &form, &mut marks);
        let found = marks.found_in(&sample.secrets["API_KEY"]);
        assert_eq!(found[0].what, "event.secrets.API_KEY");
        assert_eq!(
            sample.configuration["SERVICE_URL"],
            "https://service-url.mark.example"
        );
        assert_eq!(sample.configuration["MODE"], "a");
        assert_eq!(sample.configuration["DEBUG"], "false");
        assert_eq!(sample.configuration["CLAIM"], "https://a.example/claim");
        let found = marks.found_in(&sample.configuration["LABEL"]);
        assert_eq!(found[0].what, "event.configuration.LABEL");
    }
}

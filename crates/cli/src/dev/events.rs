//! The events that an action is run on: samples of the triggers, or files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use contract::{Failure, Trigger};
use serde_json::Value;

use super::exported;
use crate::input;
use crate::run::SOURCE_CEILING_BYTES;

/// How many events can be chosen from; the keys are digits.
const MOST_EVENTS: usize = 9;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Event {
    /// What it is called.
    pub(super) name: String,
    pub(super) trigger: Trigger,
    origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Sample,
    File(PathBuf),
}

impl Event {
    pub(super) fn sample(trigger: Trigger) -> Self {
        Self {
            name: trigger.to_string(),
            trigger,
            origin: Origin::Sample,
        }
    }

    /// Its value; a file is read each time, for it may be edited as well.
    pub(super) fn value(&self) -> anyhow::Result<Value> {
        match &self.origin {
            Origin::Sample => {
                let mut sample = check::specs::sample_event(self.trigger);
                if let Some(fields) = sample.as_object_mut() {
                    fields.remove("secrets");
                    fields.remove("configuration");
                }
                Ok(sample)
            }
            Origin::File(path) => Ok(input::object(path, SOURCE_CEILING_BYTES)?),
        }
    }
}

/// What was asked for with `--event`.
#[derive(Debug)]
pub(super) struct Asked(Vec<Request>);

/// One event that was asked for.
#[derive(Debug)]
enum Request {
    Event(Event),
    /// A file without the trigger it is for, which is the first of the action's.
    Unnamed(PathBuf),
}

impl Asked {
    /// Reads what was asked for. What is neither a trigger nor a file is wrong use.
    pub(super) fn read(texts: &[String]) -> anyhow::Result<Self> {
        if texts.len() > MOST_EVENTS {
            bail!(
                "--event was given {} times, and may be {MOST_EVENTS} times; leave some out",
                texts.len()
            );
        }
        let requests = texts.iter().map(|text| request(text));
        Ok(Self(requests.collect::<anyhow::Result<_>>()?))
    }

    /// The files that hold events.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.0.iter().filter_map(|request| match request {
            Request::Event(Event {
                origin: Origin::File(path),
                ..
            })
            | Request::Unnamed(path) => Some(path.as_path()),
            Request::Event(_) => None,
        })
    }

    /// The events for the action as it is now: those asked for, else the samples of the triggers whose handlers it exports.
    pub(super) fn events(&self, file: &Path, code: &str) -> Result<Vec<Event>, Failure> {
        let is_known = |request: &Request| matches!(request, Request::Event(_));
        let exported = match !self.0.is_empty() && self.0.iter().all(is_known) {
            true => Vec::new(),
            false => exported::triggers(file, code)?,
        };
        if self.0.is_empty() {
            return Ok(exported.into_iter().map(Event::sample).collect());
        }
        let event = |request: &Request| match request {
            Request::Event(event) => Some(event.clone()),
            Request::Unnamed(path) => Some(of_file(*exported.first()?, path)),
        };
        Ok(self.0.iter().filter_map(event).collect())
    }
}

/// `post-login`, `event.json`, or `post-login=event.json`.
fn request(text: &str) -> anyhow::Result<Request> {
    if let Ok(trigger) = text.parse::<Trigger>() {
        return Ok(Request::Event(Event::sample(trigger)));
    }
    let named = text
        .split_once('=')
        .and_then(|(id, path)| Some((id.parse::<Trigger>().ok()?, path)));
    let path = named.map_or(text, |(_, path)| path);
    let ids = Trigger::ALL.map(|trigger| trigger.to_string()).join(", ");
    input::object(Path::new(path), SOURCE_CEILING_BYTES).with_context(|| {
        format!("--event {text} is neither a trigger ({ids}) nor a file of JSON")
    })?;
    Ok(match named {
        Some((trigger, path)) => Request::Event(of_file(trigger, Path::new(path))),
        None => Request::Unnamed(path.into()),
    })
}

fn of_file(trigger: Trigger, path: &Path) -> Event {
    Event {
        name: path.display().to_string(),
        trigger,
        origin: Origin::File(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "exports.onExecutePostLogin = async () => {}; exports.onExecuteCredentialsExchange = async () => {};";

    fn events(texts: &[&str], code: &str) -> Result<Vec<Event>, Failure> {
        let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
        let asked = Asked::read(&texts).unwrap();
        asked.events(Path::new("action.js"), code)
    }

    #[test]
    fn every_trigger_has_a_sample_without_secrets() {
        for event in Trigger::ALL.map(Event::sample) {
            let value = event.value().unwrap();
            assert!(value.get("secrets").is_none() && value.is_object());
        }
    }

    #[test]
    fn an_event_is_a_trigger_or_a_file() {
        let samples = [Trigger::PostLogin, Trigger::CredentialsExchange].map(Event::sample);
        assert_eq!(events(&[], BOTH).unwrap(), samples);
        let phone = [Event::sample(Trigger::SendPhoneMessage)];
        assert_eq!(events(&["send-phone-message"], "half").unwrap(), phone);
        let told = Asked::read(&["post-logins".to_owned()]).unwrap_err();
        let told = format!("{told:#}");
        assert!(told.contains("neither a trigger (post-login,"), "{told}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("event.json");
        std::fs::write(&file, "{\"user\": {}}").unwrap();
        let path = file.to_str().unwrap();
        let named = events(&[&format!("credentials-exchange={path}")], "half").unwrap();
        assert_eq!(named, [of_file(Trigger::CredentialsExchange, &file)]);
        assert_eq!(named[0].value().unwrap(), serde_json::json!({"user": {}}));
        let unnamed = events(&[path], BOTH).unwrap();
        assert_eq!(unnamed, [of_file(Trigger::PostLogin, &file)]);
        assert!(events(&[path], "exports.onExecutePostLogin = ;").is_err());
    }

    #[test]
    fn there_are_no_more_events_than_digits() {
        let texts = vec!["post-login".to_owned(); MOST_EVENTS + 1];
        assert!(Asked::read(&texts[1..]).is_ok());
        let told = Asked::read(&texts).unwrap_err().to_string();
        assert!(
            told.contains("given 10 times, and may be 9 times"),
            "{told}"
        );
    }
}

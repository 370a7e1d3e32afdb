//! The events that an action is run on: samples of the triggers, or files.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use contract::Trigger;
use serde_json::Value;

use super::arguments::DevArguments;
use crate::input;
use crate::run::SOURCE_CEILING_BYTES;

/// How many events can be chosen from; the keys are digits.
const MOST_EVENTS: usize = 9;

/// One event.
#[derive(Debug, Clone)]
pub(super) struct Event {
    /// What it is called.
    pub(super) name: String,
    pub(super) trigger: Trigger,
    origin: Origin,
}

#[derive(Debug, Clone)]
enum Origin {
    Sample,
    File(PathBuf),
}

impl Event {
    fn sample(trigger: Trigger) -> Self {
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

/// The events and the one that is taken; never without one.
#[derive(Debug)]
pub(super) struct Choice {
    first: Event,
    others: Vec<Event>,
    at: usize,
}

impl Choice {
    fn of(mut events: Vec<Event>) -> Option<Self> {
        if events.is_empty() {
            return None;
        }
        let first = events.remove(0);
        Some(Self {
            first,
            others: events,
            at: 0,
        })
    }

    /// The event that is taken.
    pub(super) fn now(&self) -> &Event {
        let other = self.at.checked_sub(1).and_then(|at| self.others.get(at));
        other.unwrap_or(&self.first)
    }

    /// Takes the next one.
    pub(super) fn next(&mut self) {
        self.at = (self.at + 1) % self.count();
    }

    /// Takes one by its number, from 1; false when there is none.
    pub(super) fn take(&mut self, number: usize) -> bool {
        let is_there = (1..=self.count()).contains(&number);
        if is_there {
            self.at = number - 1;
        }
        is_there
    }

    pub(super) fn count(&self) -> usize {
        self.others.len() + 1
    }

    /// The names with their numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        let all = std::iter::once(&self.first).chain(&self.others);
        all.enumerate().map(|(at, event)| (at + 1, &*event.name))
    }
}

/// The events that were asked for, or the samples of the triggers whose handlers the action exports.
pub(super) fn choose(file: &Path, arguments: &DevArguments) -> anyhow::Result<Choice> {
    if arguments.event.len() > MOST_EVENTS {
        bail!(
            "--event may be given {MOST_EVENTS} times, and was {} times",
            arguments.event.len()
        );
    }
    let code = input::text(file, SOURCE_CEILING_BYTES)?;
    let exported = exported(&code);
    let events: anyhow::Result<Vec<Event>> = match arguments.event.is_empty() {
        true => Ok(exported.into_iter().map(Event::sample).collect()),
        false => {
            let asked = arguments.event.iter();
            asked.map(|text| read(text, &exported)).collect()
        }
    };
    Choice::of(events?).with_context(|| {
        format!("{} exports the handler of no trigger, or cannot be read as JavaScript; name an event with --event", file.display())
    })
}

/// `post-login`, `event.json`, or `post-login=event.json`.
fn read(text: &str, exported: &[Trigger]) -> anyhow::Result<Event> {
    if let Ok(trigger) = text.parse::<Trigger>() {
        return Ok(Event::sample(trigger));
    }
    let (trigger, path) = match text.split_once('=') {
        Some((id, path)) if id.parse::<Trigger>().is_ok() => (id.parse().ok(), path),
        _ => (exported.first().copied(), text),
    };
    let trigger = trigger.with_context(|| {
        format!("--event {text}: say which trigger it is for, as in post-login={text}")
    })?;
    let event = Event {
        name: path.to_owned(),
        trigger,
        origin: Origin::File(path.into()),
    };
    let ids = Trigger::ALL.map(|trigger| trigger.to_string()).join(", ");
    event.value().with_context(|| {
        format!("--event {text} is neither a trigger ({ids}) nor a file of JSON")
    })?;
    Ok(event)
}

fn exported(code: &str) -> Vec<Trigger> {
    let exports = |trigger: &Trigger| {
        check::reading::read(code, *trigger).is_ok_and(|reading| {
            let mut names = reading.exports.iter().map(|export| &*export.name);
            names.any(|name| name == trigger.handler())
        })
    };
    Trigger::ALL.into_iter().filter(exports).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trigger_has_a_sample_and_numbers_choose() {
        let events = Trigger::ALL.map(Event::sample).to_vec();
        for event in &events {
            assert!(event.value().unwrap().get("secrets").is_none());
        }
        let mut choice = Choice::of(events).unwrap();
        assert_eq!((choice.count(), &*choice.now().name), (6, "post-login"));
        assert!(choice.take(6) && !choice.take(7) && !choice.take(0));
        let last = choice.now().name.clone();
        choice.next();
        assert_eq!(choice.now().name, "post-login");
        assert_eq!(choice.names().last(), Some((6, &*last)));
        assert!(Choice::of(Vec::new()).is_none());
    }

    #[test]
    fn an_event_is_a_trigger_or_a_file() {
        let code = "exports.onExecutePostLogin = async () => {}; exports.onExecuteCredentialsExchange = async () => {};";
        assert_eq!(
            exported(code),
            [Trigger::PostLogin, Trigger::CredentialsExchange]
        );
        assert_eq!(
            read("send-phone-message", &[]).unwrap().trigger,
            Trigger::SendPhoneMessage
        );
        let told = format!(
            "{:#}",
            read("post-logins", &[Trigger::PostLogin]).unwrap_err()
        );
        assert!(told.contains("neither a trigger (post-login,"), "{told}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("event.json");
        std::fs::write(&file, "{\"user\": {}}").unwrap();
        let text = format!("credentials-exchange={}", file.display());
        let event = read(&text, &[]).unwrap();
        assert_eq!(event.trigger, Trigger::CredentialsExchange);
        assert_eq!(event.value().unwrap(), serde_json::json!({"user": {}}));
    }
}

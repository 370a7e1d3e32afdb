//! What a package may do, in plain words for the customer who accepts it: what it sees and never sees, what it may do, whom
//! it talks to and where it sends browsers.

mod fields;
mod handed;
mod hidden;
mod methods;
mod patterns;

use contract::Trigger;
use contract::permission::{HostPattern, HostPermission, Permissions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Form;

pub use crate::difference::{Difference, PermissionsDigest, permissions_digest};

/// One sentence, without its subject: `sees the user's e-mail address`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Sentence {
    /// What it is about.
    pub group: Group,
    /// The sentence.
    pub text: String,
    /// The partner's reason; none for what is not permitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a sentence is about, in the order they are read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What it is shown.
    Sees,
    /// What it is not.
    NeverSees,
    /// What it may decide and write.
    May,
    /// The hosts it sends requests to.
    TalksTo,
    /// The hosts it sends browsers to.
    SendsBrowsersTo,
}

/// Says permissions for one trigger.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    trigger: Trigger,
    form: Option<&'a Form>,
}

/// All sentences about permissions, configuration items by their names.
pub fn sentences(permissions: &Permissions, trigger: Trigger) -> Vec<Sentence> {
    Words::new(trigger, None).sentences(permissions)
}

/// All of it in one line: `sees the user's e-mail address; talks only to api.acme.com; may refuse the login`.
pub fn summary(permissions: &Permissions, trigger: Trigger) -> String {
    Words::new(trigger, None).summary(permissions)
}

impl<'a> Words<'a> {
    /// With a form, configuration items are called by their labels.
    pub fn new(trigger: Trigger, form: Option<&'a Form>) -> Self {
        Self { trigger, form }
    }

    /// What is permitted, a sentence for each permission and for each thing it hands to the code, and what is not.
    pub fn sentences(&self, permissions: &Permissions) -> Vec<Sentence> {
        let mut sentences = self.granted(permissions);
        sentences.extend(self.withheld(permissions));
        sentences.sort_by_key(|sentence| sentence.group);
        sentences
    }

    /// What is permitted and nothing else, such as the added half of a [`Difference`].
    pub fn granted(&self, permissions: &Permissions) -> Vec<Sentence> {
        let sentence = |group, text, reason: &String| Sentence {
            group,
            text,
            reason: Some(reason.clone()),
        };
        let event = permissions.event.iter().map(|own| {
            let text = format!("sees {}", fields::noun(own.field.as_str()));
            sentence(Group::Sees, text, &own.reason)
        });
        let handed = handed::of(permissions).map(|(handed, own)| {
            let text = format!("sees {}", handed.noun);
            sentence(Group::Sees, text, &own.reason)
        });
        let api = permissions.api.iter().map(|own| {
            let text = format!("may {}", self.deed(&own.method, &own.names));
            sentence(Group::May, text, &own.reason)
        });
        let hosts = permissions.hosts.iter().map(|own| {
            let text = format!("talks to {}", self.host(&own.host));
            sentence(Group::TalksTo, text, &own.reason)
        });
        let redirects = permissions.redirects.iter().map(|own| {
            let text = format!("sends browsers to {}", self.host(&own.host));
            sentence(Group::SendsBrowsersTo, text, &own.reason)
        });
        let seen = event.chain(handed);
        seen.chain(api).chain(hosts).chain(redirects).collect()
    }

    /// All of it in one line.
    pub fn summary(&self, permissions: &Permissions) -> String {
        let seen = permissions.event.iter();
        let handed = handed::of(permissions).map(|(handed, _)| handed.noun.to_owned());
        let seen = seen
            .map(|own| fields::noun(own.field.as_str()))
            .chain(handed);
        let deeds = permissions.api.iter();
        let deeds = deeds.map(|own| self.deed(&own.method, &own.names));
        let hosts = |hosts: &[HostPermission]| -> Vec<String> {
            hosts.iter().map(|own| self.host(&own.host)).collect()
        };
        let (talks, sends) = (hosts(&permissions.hosts), hosts(&permissions.redirects));
        let mut parts = vec![
            match listed(seen) {
                Some(seen) => format!("sees {seen}"),
                None => SEES_NOTHING.to_owned(),
            },
            match listed(deeds) {
                Some(deeds) => format!("may {deeds}"),
                None => MAY_NOTHING.to_owned(),
            },
            match listed(talks.into_iter()) {
                Some(hosts) => format!("talks only to {hosts}"),
                None => TALKS_TO_NOBODY.to_owned(),
            },
        ];
        if let Some(hidden) = listed(hidden::nouns(permissions, self.trigger).into_iter()) {
            parts.insert(1, format!("never sees {hidden}"));
        }
        if let Some(hosts) = listed(sends.into_iter()) {
            parts.push(format!("sends browsers only to {hosts}"));
        }
        parts.join("; ")
    }

    fn withheld(&self, permissions: &Permissions) -> Vec<Sentence> {
        let sentence = |group, text: String| Sentence {
            group,
            text,
            reason: None,
        };
        let mut sentences = Vec::new();
        if permissions.event.is_empty() && handed::of(permissions).next().is_none() {
            sentences.push(sentence(Group::Sees, SEES_NOTHING.to_owned()));
        }
        for noun in hidden::nouns(permissions, self.trigger) {
            sentences.push(sentence(Group::NeverSees, format!("never sees {noun}")));
        }
        if permissions.api.is_empty() {
            sentences.push(sentence(Group::May, MAY_NOTHING.to_owned()));
        }
        let nobody = if permissions.hosts.is_empty() {
            TALKS_TO_NOBODY
        } else {
            "talks to nobody else"
        };
        sentences.push(sentence(Group::TalksTo, nobody.to_owned()));
        if !permissions.redirects.is_empty() {
            let nowhere = "sends browsers nowhere else".to_owned();
            sentences.push(sentence(Group::SendsBrowsersTo, nowhere));
        }
        sentences
    }

    fn host(&self, host: &HostPattern) -> String {
        match host {
            HostPattern::Exact { .. } => host.to_string(),
            HostPattern::Below { name, port } => {
                let port = port.map(|port| format!(" on port {port}"));
                format!("every host below {name}{}", port.unwrap_or_default())
            }
            HostPattern::Configured(item) => {
                format!("the host you enter as {}", self.item(item))
            }
        }
    }

    /// What the customer calls a configuration item.
    fn item(&self, name: &str) -> String {
        let field = self.form.and_then(|form| form.field(name));
        format!(
            "\u{201c}{}\u{201d}",
            field.map_or(name, |field| &field.label)
        )
    }
}

const SEES_NOTHING: &str = "sees nothing of the event";
const MAY_NOTHING: &str = "may neither refuse nor change anything";
const TALKS_TO_NOBODY: &str = "talks to nobody";

/// `a, b and c`; none for an empty list.
fn listed(words: impl Iterator<Item = String>) -> Option<String> {
    let mut words: Vec<String> = words.collect();
    let last = words.pop()?;
    if words.is_empty() {
        return Some(last);
    }
    Some(format!("{} and {last}", words.join(", ")))
}

#[cfg(test)]
mod tests;

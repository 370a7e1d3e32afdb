//! Where marked values went in one run: requests, log, claims and metadata, redirects, refusals.

use std::collections::BTreeMap;

use bundle::report::Travel;
use contract::permission::Granted;
use contract::{Command, Trigger};
use serde_json::Value;
use url::Url;

use super::ending::worded;
use super::marks::{Mark, Marks, Nature};
use super::scene::Ran;

/// A place that a value can arrive at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sink {
    /// Headers or body of a request.
    Request(String),
    /// The URL of a request, which ends in logs on the way.
    RequestUrl(String),
    /// What it printed, or the message of what it threw.
    Log,
    /// A claim, metadata, a scope, the cache: a command and the name it writes.
    Write(String),
    /// The URL that a browser is sent to.
    Redirect(String),
    /// What a refusal says.
    Deny,
}

/// A marked value that arrived somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Arrival {
    pub(crate) what: String,
    pub(crate) nature: Nature,
    pub(crate) sink: Sink,
    pub(crate) declared: bool,
}

impl Sink {
    fn label(&self) -> String {
        match self {
            Self::Request(host) => format!("request {host}"),
            Self::RequestUrl(host) => format!("request {host} (URL)"),
            Self::Log => "log".to_owned(),
            Self::Write(what) => what.clone(),
            Self::Redirect(host) => format!("redirect {host}"),
            Self::Deny => "deny".to_owned(),
        }
    }
}

impl Arrival {
    /// The arrival as the report shows it.
    pub(crate) fn travel(&self) -> Travel {
        Travel {
            what: self.what.clone(),
            to: self.sink.label(),
            declared: self.declared,
        }
    }
}

/// Every arrival of one run, each once.
pub(crate) fn arrivals(trigger: Trigger, ran: &Ran, marks: &Marks) -> Vec<Arrival> {
    let mut texts: BTreeMap<Sink, String> = BTreeMap::new();
    let mut add = |sink: Sink, text: &str| {
        let own = texts.entry(sink).or_default();
        own.push('\n');
        own.push_str(text);
    };
    for sent in &ran.sent {
        add(Sink::RequestUrl(sent.host()), &sent.url);
        let mut rest = sent.text();
        rest.drain(..sent.url.len());
        add(Sink::Request(sent.host()), &rest);
    }
    for line in &ran.execution.logs {
        add(Sink::Log, &line.message);
    }
    if let Some(failure) = &ran.execution.failure {
        add(Sink::Log, &failure.message);
    }
    for command in &ran.execution.commands {
        let (sink, text) = written(trigger, command);
        add(sink, &text);
    }
    let mut arrivals = Vec::new();
    for (sink, text) in texts {
        for mark in marks.found_in(&text) {
            let arrival = Arrival {
                what: mark.what.clone(),
                nature: mark.nature,
                declared: is_declared(mark, &sink, ran.granted.as_deref()),
                sink: sink.clone(),
            };
            if !arrivals.contains(&arrival) {
                arrivals.push(arrival);
            }
        }
    }
    arrivals
}

/// Where a command writes to, and what.
fn written(trigger: Trigger, command: &Command) -> (Sink, String) {
    if command.refuses() {
        let said = worded(trigger, command).unwrap_or_default();
        return (Sink::Deny, said.to_owned());
    }
    if let Command::RedirectSendUserTo { url, query } = command {
        let host = Url::parse(url).ok();
        let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
        let query = query.iter().flatten().map(|(name, value)| match value {
            Value::String(text) => format!("\n{name}={text}"),
            other => format!("\n{name}={other}"),
        });
        return (
            Sink::Redirect(host.to_owned()),
            query.fold(url.clone(), |text, pair| text + &pair),
        );
    }
    let text = serde_json::to_string(command).unwrap_or_default();
    let name = command.written_names().join(" ");
    let kind = command.type_name();
    let label = match kind {
        "idToken.setCustomClaim" | "accessToken.setCustomClaim" => format!("claim {name}"),
        _ if kind.ends_with("Metadata") => format!("metadata {name}"),
        _ if kind.starts_with("cache.") => "cache".to_owned(),
        _ => format!("{kind} {name}").trim_end().to_owned(),
    };
    (Sink::Write(label), text)
}

/// Whether a permission covers it. The host holds every request and command against the permissions, so what remains to ask
/// is whether the value itself may be there.
fn is_declared(mark: &Mark, sink: &Sink, granted: Option<&Granted>) -> bool {
    let path = mark.what.strip_prefix("event.").unwrap_or(&mark.what);
    let is_own = path.starts_with("secrets.")
        || path.starts_with("configuration.")
        || mark.nature == Nature::Answer;
    // What a token says of itself comes with the method that makes it.
    let is_of_token = matches!(sink, Sink::Redirect(_))
        && ["user.user_id", "request.hostname", "request.ip"].contains(&path);
    let may_read = is_own
        || granted.is_some_and(|granted| {
            let makes_tokens = granted.check_method("redirect.encodeToken").is_ok();
            granted.reads(path) || (is_of_token && makes_tokens)
        });
    let may_be_there = match (mark.nature, sink) {
        (Nature::Secret, sink) => matches!(sink, Sink::Request(_)),
        (Nature::Personal, sink) => *sink != Sink::Log,
        (Nature::Plain | Nature::Answer, _) => true,
    };
    may_read && may_be_there
}

//! What is printed: customers see it, and so does whoever reads their logs.

use bundle::Severity;

use super::RuleInfo;
use super::exposure::is_personal;
use super::finder::Finder;
use crate::reading::{LogUse, Origin, Reading};

pub(super) const LOG_SECRET: RuleInfo = RuleInfo {
    name: "log-secret",
    severity: Severity::Error,
    about: "a secret that is printed",
    reason: "Logs are kept, sent on and read by people who must not have it.",
};

pub(super) const LOG_PERSONAL: RuleInfo = RuleInfo {
    name: "log-personal",
    severity: Severity::Error,
    about: "personal data, or the whole event or user, that is printed",
    reason: "A log is no place for them: nobody agreed to it, and they are not deleted with the user.",
};

pub(super) const LOG_ANSWER: RuleInfo = RuleInfo {
    name: "log-answer",
    severity: Severity::Warning,
    about: "a whole answer or a whole error that is printed",
    reason: "Answers hold what nobody looked at, and the errors of HTTP clients hold the request with its credentials.",
};

pub(super) const LOG_ALWAYS: RuleInfo = RuleInfo {
    name: "log-always",
    severity: Severity::Note,
    about: "printing that no configuration item switches on",
    reason: "It is done at each login; an integration is silent unless its customer asks.",
};

pub(super) fn find(reading: &Reading, finder: &mut Finder) {
    for one in &reading.logs {
        of_log(one, finder);
    }
}

fn of_log(one: &LogUse, finder: &mut Finder) {
    for origin in &one.origins {
        match origin {
            Origin::Secret(name) => finder.in_code(
                &LOG_SECRET,
                one.at,
                if name.is_empty() {
                    "all secrets are printed".to_owned()
                } else {
                    format!("the secret {name} is printed")
                },
                "print that it is there or missing, not what it is",
            ),
            Origin::Event(path) if is_personal(path) => finder.in_code(
                &LOG_PERSONAL,
                one.at,
                format!(
                    "event{}{path} is printed",
                    if path.is_empty() { "" } else { "." }
                ),
                "print user_id, which the customer can look up, or nothing",
            ),
            Origin::Answer | Origin::Error => finder.in_code(
                &LOG_ANSWER,
                one.at,
                "a whole answer or error is printed",
                "print the status or the message",
            ),
            _ => {}
        }
    }
    if !one.is_guarded {
        finder.in_code(
            &LOG_ALWAYS,
            one.at,
            "this is printed whatever the customer configured",
            "print only if a configuration item such as DEBUG says so",
        );
    }
}

//! The handler: whether there is one, whether it is the trigger's, whether it can be read.

use bundle::Severity;
use contract::Trigger;

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::{At, Reading, Unreadable};

pub(super) const SYNTAX_ERROR: RuleInfo = RuleInfo {
    name: "syntax-error",
    severity: Severity::Error,
    about: "code that is no JavaScript",
    reason: "It can neither run nor be checked.",
};

pub(super) const ENTANGLED: RuleInfo = RuleInfo {
    name: "entangled",
    severity: Severity::Warning,
    about: "code whose calls branch so much that it cannot be followed to its end",
    reason: "What cannot be followed by a machine in a second is seldom followed by a reviewer.",
};

pub(super) const HANDLER_MISSING: RuleInfo = RuleInfo {
    name: "handler-missing",
    severity: Severity::Error,
    about: "code that does not export the handler of its trigger as a function",
    reason: "Nothing would run.",
};

pub(super) const HANDLER_FOREIGN: RuleInfo = RuleInfo {
    name: "handler-foreign",
    severity: Severity::Error,
    about: "an export that is the handler of another trigger",
    reason: "It never runs: an integration has one trigger.",
};

pub(super) const CONTINUE_MISSING: RuleInfo = RuleInfo {
    name: "continue-missing",
    severity: Severity::Error,
    about: "a redirect or a form without the handler that runs when the browser comes back",
    reason: "Whoever comes back is let in without being asked what came of it.",
};

/// The methods after which the continue handler runs.
const SUSPENDING: [&str; 2] = ["redirect.sendUserTo", "prompt.render"];

/// Handlers of triggers that this host does not have.
const OTHERS: [&str; 8] = [
    "onExecutePostChallenge",
    "onContinuePostChallenge",
    "onExecuteCustomTokenExchange",
    "onExecuteCustomEmailProvider",
    "onExecuteCustomPhoneProvider",
    "onExecuteEventStream",
    "onExecutePreUserAuthentication",
    "onExecutePasswordResetPostChallenge",
];

const TOP: At = At { line: 1, column: 1 };

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let trigger = subject.trigger();
    let exports = |name: &str| {
        reading
            .exports
            .iter()
            .any(|one| one.is_function && one.name.as_ref() == name)
    };
    if !exports(trigger.handler()) {
        finder.in_code(
            &HANDLER_MISSING,
            TOP,
            format!("the code exports no function `{}`", trigger.handler()),
            format!(
                "write `exports.{} = async (event, api) => {{ ... }};`, a function of this file",
                trigger.handler()
            ),
        );
    }
    for foreign in foreign(trigger).filter(|name| exports(name)) {
        finder.in_code(
            &HANDLER_FOREIGN,
            TOP,
            format!("`{foreign}` is no handler of {trigger}"),
            format!(
                "take it out; the handler of {trigger} is `{}`",
                trigger.handler()
            ),
        );
    }
    if let Some(handler) = trigger.continue_handler()
        && !exports(handler)
    {
        let suspending = reading
            .methods
            .iter()
            .filter(|one| SUSPENDING.contains(&one.path.as_ref()));
        for one in suspending {
            finder.in_code(
                &CONTINUE_MISSING,
                one.at,
                format!(
                    "api.{} is called, and the code exports no `{handler}`",
                    one.path
                ),
                format!(
                    "export `{handler}`, and refuse there whoever does not bring what you asked for"
                ),
            );
        }
    }
    if reading.gave_up {
        finder.in_code(
            &ENTANGLED,
            TOP,
            "the code could not be followed to its end",
            "let functions call each other in fewer ways; take out what builds texts by calls within calls",
        );
    }
}

/// The handlers of all other triggers.
fn foreign(trigger: Trigger) -> impl Iterator<Item = &'static str> {
    let others = Trigger::ALL
        .into_iter()
        .filter(move |other| *other != trigger);
    others
        .flat_map(|other| [Some(other.handler()), other.continue_handler()])
        .flatten()
        .chain(OTHERS)
}

/// What is said of code that cannot be read.
pub(super) fn unreadable(error: &Unreadable, finder: &mut Finder) {
    match error {
        Unreadable::Syntax { at, message } => finder.in_code(
            &SYNTAX_ERROR,
            *at,
            message.clone(),
            "mend it; the code is read as a CommonJS file, without `import` and `export`",
        ),
        Unreadable::Machine => finder.in_code(&SYNTAX_ERROR, TOP, error.to_string(), "try again"),
        // `code-size` says so.
        Unreadable::TooLong { .. } => {}
    }
}

//! Refusals and failures: that they are meant.

use bundle::Severity;
use contract::Trigger;

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::Reading;

pub(super) const DENY_IN_CATCH: RuleInfo = RuleInfo {
    name: "deny-in-catch",
    severity: Severity::Warning,
    about: "a refusal in a `catch` after a request, whatever was caught",
    reason: "While the service is out of order, nobody signs in. That may be right; it is the customer's to decide.",
};

pub(super) const THROW: RuleInfo = RuleInfo {
    name: "throw",
    severity: Severity::Warning,
    about: "a `throw` that nothing in the code catches",
    reason: "It ends the execution as a failure: what the user sees and whether the flow goes on is not the code's to say.",
};

/// The methods that refuse.
const REFUSING: [&str; 4] = [
    "access.deny",
    "validation.error",
    "session.revoke",
    "refreshToken.revoke",
];

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let refusing = reading
        .methods
        .iter()
        .filter(|one| REFUSING.contains(&one.path.as_ref()));
    for one in refusing.filter(|one| one.is_in_catch_all) {
        finder.in_code(
            &DENY_IN_CATCH,
            one.at,
            format!("api.{} is called for every error alike", one.path),
            "ask a configuration item whether to refuse or to let pass, and which is the default; say so in the guide",
        );
    }
    // A message that could not be sent is said by throwing: there is no other way.
    if subject.trigger() == Trigger::SendPhoneMessage {
        return;
    }
    for at in &reading.throws {
        finder.in_code(
            &THROW,
            *at,
            "nothing in the code catches what is thrown here",
            "return early, and refuse with the methods of `api` where that is meant",
        );
    }
}

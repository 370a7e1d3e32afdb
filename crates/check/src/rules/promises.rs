//! Promises that nobody waits for.

use bundle::Severity;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Reading;

pub(super) const MISSING_AWAIT: RuleInfo = RuleInfo {
    name: "missing-await",
    severity: Severity::Warning,
    about: "a promise that is neither awaited nor returned",
    reason: "The handler may be done before it is: the request is cut off, and what fails in it is seen by nobody.",
};

pub(super) fn find(reading: &Reading, finder: &mut Finder) {
    for at in &reading.floating {
        finder.in_code(
            &MISSING_AWAIT,
            *at,
            "nothing waits for what is begun here",
            "write `await` before it; for many at once, `await Promise.all(list.map(...))`",
        );
    }
}

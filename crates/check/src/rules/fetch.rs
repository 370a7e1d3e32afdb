//! Requests: that they end, and that nobody reads them on their way.

use std::collections::BTreeSet;

use bundle::Severity;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Reading;

pub(super) const FETCH_TIMEOUT: RuleInfo = RuleInfo {
    name: "fetch-timeout",
    severity: Severity::Warning,
    about: "a request that nothing ends when no answer comes",
    reason: "The user waits until the whole flow is out of time, and then the login fails.",
};

pub(super) const FETCH_PLAIN: RuleInfo = RuleInfo {
    name: "fetch-plain",
    severity: Severity::Error,
    about: "a request over http",
    reason: "What is sent can be read and what is answered can be changed by anybody on the way.",
};

pub(super) fn find(reading: &Reading, finder: &mut Finder) {
    let endless: BTreeSet<_> = reading
        .requests
        .iter()
        .filter(|one| !one.has_timeout)
        .map(|one| one.at)
        .collect();
    for at in endless {
        finder.in_code(
            &FETCH_TIMEOUT,
            at,
            "the request has no timeout",
            "pass `signal: AbortSignal.timeout(3000)` and decide what happens when it fires",
        );
    }
    let plain: BTreeSet<_> = reading
        .requests
        .iter()
        .filter(|one| one.is_plain)
        .map(|one| one.at)
        .collect();
    for at in plain {
        finder.in_code(
            &FETCH_PLAIN,
            at,
            "the request goes over http",
            "write https://",
        );
    }
}

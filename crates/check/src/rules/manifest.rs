//! The manifest: reasons that a customer can read.

use bundle::package::MANIFEST;
use bundle::{Package, Severity};

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::propose::DRAFT;

pub(super) const REASON_DRAFT: RuleInfo = RuleInfo {
    name: "reason-draft",
    severity: Severity::Error,
    about: "a permission whose reason is still a draft, or says nothing",
    reason: "It is all a customer has to decide by.",
};

/// The fewest letters in which something can be said.
const LEAST_LETTERS: usize = 10;

pub(super) fn find(package: &Package, finder: &mut Finder) {
    let subject = Subject::new(package);
    let permissions = subject.permissions();
    let event = permissions
        .event
        .iter()
        .map(|one| (one.field.to_string(), &one.reason));
    let api = permissions
        .api
        .iter()
        .map(|one| (one.method.clone(), &one.reason));
    let hosts = permissions.hosts.iter().chain(&permissions.redirects);
    let hosts = hosts.map(|one| (one.host.to_string(), &one.reason));
    for (what, reason) in event.chain(api).chain(hosts) {
        if says_something(reason, &what) {
            continue;
        }
        finder.in_line(
            &REASON_DRAFT,
            MANIFEST,
            subject
                .quoted_line(MANIFEST, reason)
                .or_else(|| subject.quoted_line(MANIFEST, &what)),
            format!("the reason of `{what}` is `{reason}`"),
            "say in one sentence what the customer gets for it",
        );
    }
}

fn says_something(reason: &str, what: &str) -> bool {
    let letters = reason
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .count();
    let is_draft = reason.contains(DRAFT) || reason.to_lowercase().contains("lorem ipsum");
    !is_draft && letters >= LEAST_LETTERS && reason.trim() != what
}

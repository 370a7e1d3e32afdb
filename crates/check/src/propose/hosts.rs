//! The hosts a code sends requests and browsers to.

use std::collections::{BTreeMap, BTreeSet};

use bundle::Form;
use contract::permission::{HostPattern, HostPermission};

use super::{Proposal, draft};
use crate::reading::{At, Reading, Target};

pub(super) fn propose(reading: &Reading, form: &Form, proposal: &mut Proposal) {
    let requests = reading.requests.iter().map(|one| (&one.target, one.at));
    let redirects = reading.redirects.iter().map(|one| (&one.target, one.at));
    proposal.permissions.hosts = hosts(requests, "hosts", "Asked", form, proposal);
    proposal.permissions.redirects = hosts(
        redirects,
        "redirects",
        "Browsers are sent there",
        form,
        proposal,
    );
}

fn hosts<'r>(
    uses: impl Iterator<Item = (&'r Target, At)>,
    list: &str,
    does: &str,
    form: &Form,
    proposal: &mut Proposal,
) -> Vec<HostPermission> {
    let mut places: BTreeMap<HostPattern, BTreeSet<At>> = BTreeMap::new();
    for (target, at) in uses {
        match target {
            Target::Host(pattern) => {
                if let HostPattern::Configured(item) = pattern {
                    note_missing_item(item, at, form, proposal);
                }
                places.entry(pattern.clone()).or_default().insert(at);
            }
            target => proposal.note(at, unknown(target, list)),
        }
    }
    let permission = |(host, places)| HostPermission {
        host,
        reason: draft(does, places),
    };
    places.into_iter().map(permission).collect()
}

/// What the partner has to fill in where a host cannot be told.
fn unknown(target: &Target, list: &str) -> String {
    match target {
        Target::Secret(name) => format!(
            "the host comes from the secret {name}, and customers are shown the hosts: make {name} a configuration item and \
             declare {{configuration.{name}}} in `permissions.{list}`"
        ),
        Target::Event(path) => format!(
            "the host comes from event.{path}: declare the hosts it can be in `permissions.{list}`, or take it from a \
             configuration item"
        ),
        Target::Host(_) | Target::Unknown => format!(
            "the host is not known before the code runs: declare it in `permissions.{list}` as a name, as `*.name` or as \
             {{configuration.NAME}}"
        ),
    }
}

/// A permission that names an item the form lacks is refused.
pub(super) fn note_missing_item(item: &str, at: At, form: &Form, proposal: &mut Proposal) {
    if !form.configuration.iter().any(|field| field.name == item) {
        proposal.note(at, format!(
            "the configuration item {item} is not in configuration.json: add it to `configuration` there"
        ));
    }
}

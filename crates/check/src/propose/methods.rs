//! The methods of `api` a code needs, and the names they write.

use std::collections::{BTreeMap, BTreeSet};

use bundle::Form;
use contract::Trigger;
use contract::method;
use contract::permission::{ApiPermission, NamePattern};

use super::{Proposal, draft};
use crate::reading::{At, Name, NameUse, Reading};

#[derive(Default)]
struct Called {
    places: BTreeSet<At>,
    names: BTreeSet<NamePattern>,
}

pub(super) fn propose(reading: &Reading, trigger: Trigger, form: &Form, proposal: &mut Proposal) {
    let mut called: BTreeMap<&Name, Called> = BTreeMap::new();
    for one in &reading.methods {
        if method::find(trigger, &one.path).is_none() {
            proposal.note(
                one.at,
                format!("the api of {trigger} has no method `{}`", one.path),
            );
            continue;
        }
        let called = called.entry(&one.path).or_default();
        called.places.insert(one.at);
        for name in &one.names {
            match name {
                NameUse::Known(pattern) => {
                    called.names.insert(pattern.clone());
                    note_missing(pattern, one.at, form, proposal);
                }
                NameUse::Computed => proposal.note(one.at, format!(
                    "what api.{0} writes here is named by the code as it runs: add the names to `names` of the permission \
                     `{0}`, as a name, as the beginning of names and `*`, or as {{configuration.NAME}}",
                    one.path
                )),
            }
        }
    }
    for (path, called) in called {
        proposal.permissions.api.push(ApiPermission {
            method: path.to_string(),
            names: without_covered(&called.names),
            reason: draft("Called", called.places),
        });
    }
    for lost in &reading.lost_api {
        let part = if lost.path.is_empty() {
            "api".to_owned()
        } else {
            format!("api.{}", lost.path)
        };
        proposal.note(lost.at, format!(
            "`{part}` goes to where it cannot be followed: add the methods that are called there to `permissions.api`"
        ));
    }
}

/// A name that a beginning covers need not be said.
fn without_covered(names: &BTreeSet<NamePattern>) -> Vec<NamePattern> {
    let is_covered = |name: &NamePattern| {
        match name {
        NamePattern::Exact(exact) => names
            .iter()
            .any(|other| other != name && other.matches(exact)),
        NamePattern::Prefix(start) => names.iter().any(|other| {
            matches!(other, NamePattern::Prefix(wider) if wider != start && start.starts_with(wider))
        }),
        NamePattern::Configured(_) => false,
    }
    };
    names
        .iter()
        .filter(|name| !is_covered(name))
        .cloned()
        .collect()
}

fn note_missing(pattern: &NamePattern, at: At, form: &Form, proposal: &mut Proposal) {
    if let NamePattern::Configured(item) = pattern {
        super::hosts::note_missing_item(item, at, form, proposal);
    }
}

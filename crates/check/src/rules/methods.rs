//! Methods of `api` and the names they write: what the manifest declares against what the code calls.

use std::collections::BTreeSet;

use bundle::Severity;
use bundle::package::MANIFEST;
use contract::method;
use contract::permission::{ApiPermission, NamePattern};

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::{MethodUse, NameUse, Reading};

pub(super) const METHOD_UNDECLARED: RuleInfo = RuleInfo {
    name: "method-undeclared",
    severity: Severity::Error,
    about: "a method of `api` that the code calls and the manifest does not declare",
    reason: "Calling it ends the execution, and the login with it.",
};

pub(super) const METHOD_UNUSED: RuleInfo = RuleInfo {
    name: "method-unused",
    severity: Severity::Warning,
    about: "a method that the manifest declares and the code does not call",
    reason: "Customers are asked for a power that nothing needs.",
};

pub(super) const METHOD_UNKNOWN: RuleInfo = RuleInfo {
    name: "method-unknown",
    severity: Severity::Error,
    about: "a method that the `api` of the trigger does not have",
    reason: "Calling it throws.",
};

pub(super) const NAME_UNDECLARED: RuleInfo = RuleInfo {
    name: "name-undeclared",
    severity: Severity::Error,
    about: "a claim, scope, attribute or metadata key that the code writes and the manifest does not declare",
    reason: "Writing it ends the execution, and the login with it.",
};

pub(super) const NAME_UNUSED: RuleInfo = RuleInfo {
    name: "name-unused",
    severity: Severity::Warning,
    about: "a claim, scope, attribute or metadata key that the manifest declares and the code does not write",
    reason: "Customers accept that something of theirs is written, and nothing writes it.",
};

pub(super) const NAME_COMPUTED: RuleInfo = RuleInfo {
    name: "name-computed",
    severity: Severity::Warning,
    about: "a claim, scope, attribute or metadata key whose name the code computes",
    reason: "Neither a reviewer nor a customer can see what is written; an undeclared name ends the execution.",
};

pub(super) const API_LOST: RuleInfo = RuleInfo {
    name: "api-lost",
    severity: Severity::Warning,
    about: "`api` where it cannot be followed: handed to a module, or indexed by a computed name",
    reason: "Nobody can tell by reading which methods are called.",
};

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    for one in &reading.methods {
        called(one, subject, finder);
    }
    for lost in &reading.lost_api {
        let part = if lost.path.is_empty() {
            "api".to_owned()
        } else {
            format!("api.{}", lost.path)
        };
        finder.in_code(
            &API_LOST,
            lost.at,
            format!("`{part}` goes to where it cannot be followed"),
            "call the methods by their names, in this file",
        );
    }
    unused(subject, reading, finder);
}

fn called(one: &MethodUse, subject: &Subject<'_>, finder: &mut Finder) {
    let (trigger, path) = (subject.trigger(), &one.path);
    if method::find(trigger, path).is_none() {
        let has: BTreeSet<&str> = method::methods(trigger)
            .iter()
            .map(|method| first(method.path))
            .collect();
        let has: Vec<&str> = has.into_iter().collect();
        finder.in_code(
            &METHOD_UNKNOWN,
            one.at,
            format!("the api of {trigger} has no method `{path}`"),
            format!(
                "call a method that it has; they stand below {}",
                has.join(", ")
            ),
        );
        return;
    }
    let declared = of_method(subject, path);
    if declared.is_empty() {
        finder.in_code(
            &METHOD_UNDECLARED,
            one.at,
            format!("the code calls api.{path} without a permission for it"),
            format!("declare `{path}` in `permissions.api` of latchwork.toml, with a reason, or do not call it"),
        );
        return;
    }
    for name in &one.names {
        match name {
            NameUse::Known(name) => {
                if !declared.iter().flat_map(|own| &own.names).any(|own| allows(own, name)) {
                    finder.in_code(
                        &NAME_UNDECLARED,
                        one.at,
                        format!("the code writes `{name}` with api.{path}, which may not write it"),
                        format!("add `{name}` to the names of `{path}` in `permissions.api`, or do not write it"),
                    );
                }
            }
            NameUse::Computed => finder.in_code(
                &NAME_COMPUTED,
                one.at,
                format!("which name api.{path} writes is computed as the code runs"),
                "write names that stand in the code, begin with a text that does, or come from one configuration item",
            ),
        }
    }
}

fn first(path: &str) -> &str {
    path.split_once('.').map_or(path, |(first, _)| first)
}

fn of_method<'p>(subject: &Subject<'p>, path: &str) -> Vec<&'p ApiPermission> {
    let declared = subject.permissions().api.iter();
    declared.filter(|own| own.method == path).collect()
}

/// Whether a declared pattern is for every name that another stands for.
fn allows(own: &NamePattern, used: &NamePattern) -> bool {
    match used {
        NamePattern::Exact(name) => own.matches(name),
        NamePattern::Prefix(start) => {
            matches!(own, NamePattern::Prefix(wider) if start.starts_with(wider.as_str()))
        }
        NamePattern::Configured(_) => own == used,
    }
}

fn unused(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    for own in &subject.permissions().api {
        let mut calls = reading
            .methods
            .iter()
            .filter(|one| one.path.as_ref() == own.method)
            .peekable();
        let may_be_lost = reading
            .lost_api
            .iter()
            .any(|lost| lost.path.is_empty() || first(&own.method) == lost.path.as_ref());
        if may_be_lost {
            continue;
        }
        if calls.peek().is_none() {
            finder.in_line(
                &METHOD_UNUSED,
                MANIFEST,
                subject.quoted_line(MANIFEST, &own.method),
                format!("the code does not call api.{}", own.method),
                format!("take `{}` out of `permissions.api`", own.method),
            );
            continue;
        }
        let used: BTreeSet<&NameUse> = calls.flat_map(|one| &one.names).collect();
        if used.contains(&NameUse::Computed) {
            continue;
        }
        for name in &own.names {
            let is_used = used.iter().any(|one| match one {
                NameUse::Known(one) => allows(name, one) || allows(one, name),
                NameUse::Computed => true,
            });
            if !is_used {
                finder.in_line(
                    &NAME_UNUSED,
                    MANIFEST,
                    subject.quoted_line(MANIFEST, &name.to_string()),
                    format!("the code does not write `{name}` with api.{}", own.method),
                    format!("take `{name}` out of the names of `{}`", own.method),
                );
            }
        }
    }
}

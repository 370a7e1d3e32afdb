//! Hosts of requests and of redirects: what the manifest declares against where the code goes.

use std::collections::BTreeSet;

use bundle::Severity;
use bundle::package::MANIFEST;
use contract::permission::{HostPattern, HostPermission};

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::{At, Reading, Target};

pub(super) const HOST_UNDECLARED: RuleInfo = RuleInfo {
    name: "host-undeclared",
    severity: Severity::Error,
    about: "a host that the code sends requests to and the manifest does not declare",
    reason: "The request is refused and never leaves.",
};

pub(super) const HOST_UNUSED: RuleInfo = RuleInfo {
    name: "host-unused",
    severity: Severity::Warning,
    about: "a host that the manifest declares and the code sends nothing to",
    reason: "Customers accept that data may go to where nothing goes.",
};

pub(super) const HOST_COMPUTED: RuleInfo = RuleInfo {
    name: "host-computed",
    severity: Severity::Warning,
    about: "a request to a host that is not known before the code runs",
    reason: "Whoever says the host gets what is sent there. Only declared hosts are reached, but nobody can tell by reading which.",
};

pub(super) const HOST_FROM_SECRET: RuleInfo = RuleInfo {
    name: "host-from-secret",
    severity: Severity::Error,
    about: "a request or redirect to a host that a secret says",
    reason: "A customer accepts hosts that are shown to it, and secrets are shown to nobody: no permission can name the host.",
};

pub(super) const REDIRECT_UNDECLARED: RuleInfo = RuleInfo {
    name: "redirect-undeclared",
    severity: Severity::Error,
    about: "a host that the code sends browsers to and the manifest does not declare",
    reason: "The redirect ends the execution, and the login with it.",
};

pub(super) const REDIRECT_UNUSED: RuleInfo = RuleInfo {
    name: "redirect-unused",
    severity: Severity::Warning,
    about: "a host of `permissions.redirects` that the code sends no browser to",
    reason: "Customers accept that their users are sent to where nobody is sent.",
};

pub(super) const REDIRECT_COMPUTED: RuleInfo = RuleInfo {
    name: "redirect-computed",
    severity: Severity::Warning,
    about: "a redirect to a host that is not known before the code runs",
    reason: "If a stranger can say the host, users are sent to the stranger's page in the middle of a login.",
};

/// Requests or redirects.
struct List<'a> {
    key: &'static str,
    verb: &'static str,
    declared: &'a [HostPermission],
    uses: BTreeSet<(&'a Target, At)>,
    undeclared: &'static RuleInfo,
    unused: &'static RuleInfo,
    computed: &'static RuleInfo,
}

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let permissions = subject.permissions();
    let lists = [
        List {
            key: "hosts",
            verb: "sends a request to",
            declared: &permissions.hosts,
            uses: reading
                .requests
                .iter()
                .map(|one| (&one.target, one.at))
                .collect(),
            undeclared: &HOST_UNDECLARED,
            unused: &HOST_UNUSED,
            computed: &HOST_COMPUTED,
        },
        List {
            key: "redirects",
            verb: "sends browsers to",
            declared: &permissions.redirects,
            uses: reading
                .redirects
                .iter()
                .map(|one| (&one.target, one.at))
                .collect(),
            undeclared: &REDIRECT_UNDECLARED,
            unused: &REDIRECT_UNUSED,
            computed: &REDIRECT_COMPUTED,
        },
    ];
    for list in lists {
        for (target, at) in &list.uses {
            reached(&list, target, *at, finder);
        }
        unused(&list, subject, finder);
    }
}

fn reached(list: &List<'_>, target: &Target, at: At, finder: &mut Finder) {
    match target {
        Target::Host(pattern) => {
            if !list.declared.iter().any(|own| allows(&own.host, pattern)) {
                finder.in_code(
                    list.undeclared,
                    at,
                    format!("the code {} {pattern} without a permission for it", list.verb),
                    format!("declare `{pattern}` in `permissions.{}` of latchwork.toml, with a reason", list.key),
                );
            }
        }
        Target::Secret(name) => finder.in_code(
            &HOST_FROM_SECRET,
            at,
            format!("the code {} a host that the secret {name} says", list.verb),
            format!("make {name} a configuration item, and declare {{configuration.{name}}} in `permissions.{}`", list.key),
        ),
        Target::Event(path) => finder.in_code(
            list.computed,
            at,
            format!("the code {} a host that event.{path} says", list.verb),
            "take the host from the code or from a configuration item",
        ),
        Target::Unknown => finder.in_code(
            list.computed,
            at,
            format!("the code {} a host that is not known before it runs", list.verb),
            "take the host from the code or from a configuration item",
        ),
    }
}

/// Whether a declared pattern is for every host that another stands for.
fn allows(own: &HostPattern, used: &HostPattern) -> bool {
    match (own, used) {
        (own, HostPattern::Exact { host, port }) => {
            own.matches(host, port.map_or(443, |port| port.get()))
        }
        (
            HostPattern::Below { name, port },
            HostPattern::Below {
                name: used,
                port: used_port,
            },
        ) => {
            let is_below = used
                .strip_suffix(name.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            is_below && port == used_port
        }
        (own, used) => own == used,
    }
}

fn unused(list: &List<'_>, subject: &Subject<'_>, finder: &mut Finder) {
    let is_unclear = list
        .uses
        .iter()
        .any(|(target, _)| !matches!(target, Target::Host(_)));
    if is_unclear {
        return;
    }
    for own in list.declared {
        let is_used = list.uses.iter().any(|(target, _)| match target {
            Target::Host(used) => allows(&own.host, used) || allows(used, &own.host),
            _ => false,
        });
        if !is_used {
            finder.in_line(
                list.unused,
                MANIFEST,
                subject.quoted_line(MANIFEST, &own.host.to_string()),
                format!("nothing in the code {} {}", list.verb, own.host),
                format!("take `{}` out of `permissions.{}`", own.host, list.key),
            );
        }
    }
}

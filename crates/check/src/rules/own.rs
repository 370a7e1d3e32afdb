//! Secrets and configuration items: what the form has against what the code reads.

use std::collections::BTreeSet;

use bundle::package::FORM;
use bundle::{Field, Severity};

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::{OwnUse, Reading};

pub(super) const SECRET_UNDECLARED: RuleInfo = RuleInfo {
    name: "secret-undeclared",
    severity: Severity::Error,
    about: "a secret that the code reads and the form does not have",
    reason: "No customer can enter it, so the code never gets it.",
};

pub(super) const SECRET_UNUSED: RuleInfo = RuleInfo {
    name: "secret-unused",
    severity: Severity::Warning,
    about: "a secret of the form that the code does not read",
    reason: "A customer is asked for a credential that nothing needs.",
};

pub(super) const CONFIGURATION_UNDECLARED: RuleInfo = RuleInfo {
    name: "configuration-undeclared",
    severity: Severity::Error,
    about: "a configuration item that the code reads and the form does not have",
    reason: "No customer can enter it, so the code never gets it.",
};

pub(super) const CONFIGURATION_UNUSED: RuleInfo = RuleInfo {
    name: "configuration-unused",
    severity: Severity::Warning,
    about: "a configuration item of the form that neither the code nor a permission uses",
    reason: "A customer fills in a field that changes nothing.",
};

/// One of the two lists of a form, and what the code reads of it.
struct List<'a> {
    word: &'static str,
    fields: &'a [Field],
    uses: &'a BTreeSet<OwnUse>,
    undeclared: &'static RuleInfo,
    unused: &'static RuleInfo,
}

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let form = subject.package.form();
    let lists = [
        List {
            word: "secrets",
            fields: &form.secrets,
            uses: &reading.secrets,
            undeclared: &SECRET_UNDECLARED,
            unused: &SECRET_UNUSED,
        },
        List {
            word: "configuration",
            fields: &form.configuration,
            uses: &reading.configuration,
            undeclared: &CONFIGURATION_UNDECLARED,
            unused: &CONFIGURATION_UNUSED,
        },
    ];
    for list in lists {
        compare(&list, subject, finder);
    }
}

fn compare(list: &List<'_>, subject: &Subject<'_>, finder: &mut Finder) {
    let declared: BTreeSet<&str> = list
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    for used in list.uses {
        let Some(name) = used.name.as_deref().filter(|name| !declared.contains(name)) else {
            continue;
        };
        finder.in_code(
            list.undeclared,
            used.at,
            format!(
                "the code reads event.{}.{name}, and the form does not have it",
                list.word
            ),
            format!(
                "add {name} to `{}` in configuration.json, or do not read it",
                list.word
            ),
        );
    }
    let reads_any = list.uses.iter().any(|used| used.name.is_none());
    for name in declared {
        let is_read = list
            .uses
            .iter()
            .any(|used| used.name.as_deref() == Some(name));
        if is_read || reads_any || is_in_a_permission(name, subject) {
            continue;
        }
        finder.in_line(
            list.unused,
            FORM,
            subject.quoted_line(FORM, name),
            format!("the code does not read event.{}.{name}", list.word),
            format!("take {name} out of configuration.json, or read it"),
        );
    }
}

/// Whether a permission names the item: `{configuration.NAME}`.
fn is_in_a_permission(name: &str, subject: &Subject<'_>) -> bool {
    let written = format!("{{configuration.{name}}}");
    let permissions = subject.permissions();
    let hosts = permissions.hosts.iter().chain(&permissions.redirects);
    let names = permissions.api.iter().flat_map(|one| &one.names);
    hosts
        .map(|one| one.host.to_string())
        .chain(names.map(ToString::to_string))
        .any(|one| one == written)
}

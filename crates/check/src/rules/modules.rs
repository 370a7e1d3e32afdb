//! Modules that the code asks for.

use std::collections::BTreeSet;

use bundle::Severity;
use bundle::linked::path::split_name;
use bundle::package::FORM;
use oxc::ast::AstKind;

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::reading::{Reading, Source};

pub(super) const REQUIRE_DYNAMIC: RuleInfo = RuleInfo {
    name: "require-dynamic",
    severity: Severity::Error,
    about: "a module whose name is computed, or `import()`",
    reason: "Nobody can tell by reading which code runs.",
};

pub(super) const REQUIRE_RELATIVE: RuleInfo = RuleInfo {
    name: "require-relative",
    severity: Severity::Error,
    about: "a file of the package that the handler's file asks for",
    reason: "The handler is one file; nothing else of the package is there when it runs.",
};

pub(super) const REQUIRE_UNKNOWN: RuleInfo = RuleInfo {
    name: "require-unknown",
    severity: Severity::Error,
    about: "a module that this host does not have",
    reason: "Asking for it throws.",
};

pub(super) const DEPENDENCY_UNUSED: RuleInfo = RuleInfo {
    name: "dependency-unused",
    severity: Severity::Warning,
    about: "an npm package that the form declares and the handler does not require",
    reason: "Its code is reviewed and carried along for nothing.",
};

/// Whether the host has this module, with or without `node:` before its name.
fn is_there(name: &str) -> bool {
    let name = name.strip_prefix("node:").unwrap_or(name);
    sandbox::modules().any(|module| module == name)
}

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let declared = subject.package.form().dependencies.iter();
    let declared: BTreeSet<&str> = declared.map(|one| one.name.as_str()).collect();
    let mut required = BTreeSet::new();
    for one in &reading.requires {
        let Some(name) = &one.module else {
            finder.in_code(
                &REQUIRE_DYNAMIC,
                one.at,
                "the name of a module is computed",
                "write the name as a text in the call of `require`",
            );
            continue;
        };
        let package = split_name(name).map(|(package, _)| package);
        if let Some(package) = package.filter(|package| declared.contains(package)) {
            required.insert(package);
        } else if name.starts_with(['.', '/']) {
            finder.in_code(
                &REQUIRE_RELATIVE,
                one.at,
                format!("the handler's file asks for `{name}`"),
                "put what it needs of it into integration.action.js; specs may ask for files",
            );
        } else if !is_there(name) {
            finder.in_code(
                &REQUIRE_UNKNOWN,
                one.at,
                format!("this host has no module `{name}`"),
                format!(
                    "declare the npm package in `dependencies` of configuration.json; the host itself has {}, and `fetch` for requests",
                    modules()
                ),
            );
        }
    }
    for name in declared.difference(&required) {
        finder.in_line(
            &DEPENDENCY_UNUSED,
            FORM,
            subject.quoted_line(FORM, name),
            format!("the handler does not require `{name}`"),
            format!("take {name} out of `dependencies` in configuration.json, or require it"),
        );
    }
}

pub(super) fn find_in_tree(source: &Source<'_>, finder: &mut Finder) {
    for node in source.semantic.nodes().iter() {
        if let AstKind::ImportExpression(one) = node.kind() {
            finder.in_code(
                &REQUIRE_DYNAMIC,
                source.lines.of_span(one.span),
                "`import()` loads a module as the code runs",
                "use `require` with the name as a text",
            );
        }
    }
}

fn modules() -> String {
    sandbox::modules().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_known_with_and_without_its_scheme() {
        for (name, expected) in [
            ("crypto", true),
            ("node:crypto", true),
            ("util/types", true),
            ("internal/webcrypto", false),
            ("axios", false),
        ] {
            assert_eq!(is_there(name), expected, "{name}");
        }
    }
}

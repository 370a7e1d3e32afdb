//! The npm packages that go along with a package: what they come with, and what they ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use build::{AdvisoryError, Instead, Inventory, Shipped, Unpublished, Vulnerability};
use bundle::package::{FORM, LOCK};
use bundle::{Finding, Linked, Severity, ShippedPackage};

use super::RuleInfo;
use super::finder::Finder;

/// What the npm packages of a package show. Named here so that a policy can tune it.
pub const FOUND_IN_DEPENDENCIES: &[RuleInfo] = &[
    UNUSABLE,
    LICENCE,
    INSTALL_SCRIPT,
    LEFT_OUT,
    UNSERVED,
    UNPUBLISHED,
    VULNERABLE,
    ADVISORIES,
];

const UNUSABLE: RuleInfo = RuleInfo {
    name: "dependency-unusable",
    severity: Severity::Error,
    about: "npm packages that are not what the lockfile says, or that cannot run here",
    reason: "What is reviewed has to be exactly what runs, npm packages included.",
};

const LICENCE: RuleInfo = RuleInfo {
    name: "dependency-licence",
    severity: Severity::Warning,
    about: "an npm package whose licence asks for more than to be named, or that names none",
    reason: "Whoever runs the integration hands the package's code on, and has to be allowed to.",
};

const INSTALL_SCRIPT: RuleInfo = RuleInfo {
    name: "dependency-install-script",
    severity: Severity::Error,
    about: "an npm package that wants to run something when it is installed",
    reason: "Nothing is installed here, so what the step would have made or fetched is not there.",
};

const LEFT_OUT: RuleInfo = RuleInfo {
    name: "dependency-left-out",
    severity: Severity::Note,
    about: "an optional npm package that is a native module",
    reason: "What requires it has to do without it here.",
};

const UNSERVED: RuleInfo = RuleInfo {
    name: "dependency-unserved",
    severity: Severity::Warning,
    about: "an npm package that requires a module of Node which an action never has",
    reason: "To require it is harmless; to use it throws ERR_LATCHWORK_UNSUPPORTED.",
};

const UNPUBLISHED: RuleInfo = RuleInfo {
    name: "dependency-unpublished",
    severity: Severity::Warning,
    about: "an npm package that the registry of whoever checks does not publish; another archive under the same name is an error",
    reason: "A reviewer goes by the name of a package that many use, and would read past code that only its name has in common.",
};

const VULNERABLE: RuleInfo = RuleInfo {
    name: "vulnerable-dependency",
    severity: Severity::Warning,
    about: "an npm package with a known vulnerability; a critical one is an error",
    reason: "What a package does wrong it does in the name of whoever installed the integration.",
};

const ADVISORIES: RuleInfo = RuleInfo {
    name: "advisories-unread",
    severity: Severity::Warning,
    about: "known vulnerabilities that could not be looked up",
    reason: "That nothing was found says nothing then.",
};

/// Licences that ask for no more than that they are handed on with the code.
const ALLOWED: [&str; 20] = [
    "0BSD",
    "AFL-2.1",
    "Apache-2.0",
    "Artistic-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD-3-Clause-Clear",
    "BSL-1.0",
    "CC-BY-3.0",
    "CC-BY-4.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Modules of Node of which an action has nothing that does anything.
const UNSERVED_MODULES: [&str; 11] = [
    "child_process",
    "cluster",
    "dgram",
    "inspector",
    "readline",
    "readline/promises",
    "repl",
    "sqlite",
    "test/reporters",
    "wasi",
    "worker_threads",
];

/// What the npm packages are looked at with.
pub(crate) struct Ground<'a> {
    pub(crate) shipped: &'a Shipped,
    /// The handler with what it requires of them.
    pub(crate) linked: &'a Linked,
    /// Advisories in the OSV format.
    pub(crate) advisories: Option<&'a Path>,
}

/// Everything that the npm packages show; and why the advisories cannot be read, which names files of whoever checks.
pub(crate) fn of_shipped(ground: &Ground<'_>) -> (Vec<Finding>, Option<AdvisoryError>) {
    let mut finder = Finder::default();
    for package in &ground.shipped.packages() {
        licence(package, &mut finder);
    }
    install_scripts(ground.shipped, &mut finder);
    for notice in &ground.shipped.left_out {
        let mend = "see that the handler does not need it; else use a package in plain JavaScript";
        finder.at(&LEFT_OUT, LOCK, None, notice.to_string(), mend);
    }
    unserved(ground.linked, &mut finder);
    let (mut findings, mut unread) = (Vec::new(), None);
    if let Some(database) = ground.advisories {
        match build::vulnerabilities(&Inventory::of_tree(&ground.shipped.tree), database) {
            Ok(found) => findings.extend(found.iter().map(Vulnerability::finding)),
            Err(error) => {
                finder.at(
                    &ADVISORIES,
                    LOCK,
                    None,
                    "the npm packages were not held against advisories: these cannot be read now",
                    "give `latchwork check --osv` advisories in the OSV format that can be read",
                );
                unread = Some(error);
            }
        }
    }
    findings.extend(finder.sorted());
    (super::bounded(findings), unread)
}

/// What a registry says of the archives; nothing where it could not be asked.
pub(crate) fn of_registry(said: Option<&BTreeSet<Unpublished>>) -> Vec<Finding> {
    let mut finder = Finder::default();
    let mut add = |severity, message: String, mend: &str| {
        let rule = RuleInfo {
            severity,
            ..UNPUBLISHED
        };
        finder.at(&rule, LOCK, None, message, mend);
    };
    match said {
        // Which address a server cannot reach is no business of a partner's.
        None => add(
            Severity::Note,
            "the npm packages were not compared with a registry: it cannot be asked now".to_owned(),
            "compare the `integrity` of each with what the registry publishes",
        ),
        Some(all) => {
            for Unpublished {
                package,
                version,
                instead,
            } in all
            {
                match instead {
                    Instead::OtherArchive => add(
                        Severity::Error,
                        format!(
                            "{package} {version} is not the archive that the registry publishes under this name"
                        ),
                        "delete configuration-lock.json, and pack it anew from the public registry",
                    ),
                    Instead::Nothing => add(
                        Severity::Warning,
                        format!("the registry publishes no {package} {version}"),
                        "read its code as the partner's own, or ask for a package that is published",
                    ),
                }
            }
        }
    }
    finder.sorted()
}

fn licence(package: &ShippedPackage, finder: &mut Finder) {
    let ShippedPackage { name, version, .. } = package;
    let message = match &package.license {
        None => format!("{name} {version} names no licence in its package.json"),
        Some(text) if !is_allowed(text) => format!("{name} {version} comes under `{text}`"),
        Some(_) => return,
    };
    finder.at(
        &LICENCE,
        LOCK,
        None,
        message,
        "use another package, or say in the note of the submission why the licence allows it",
    );
}

/// Whether an SPDX expression can be met by licences that ask for nothing else.
fn is_allowed(text: &str) -> bool {
    let parsed = spdx::Expression::parse_mode(text, spdx::ParseMode::LAX);
    parsed.is_ok_and(|expression| {
        expression.evaluate(|asked| {
            let id = asked.license.id();
            id.is_some_and(|id| ALLOWED.contains(&id.name))
        })
    })
}

fn install_scripts(shipped: &Shipped, finder: &mut Finder) {
    for one in &shipped.install_scripts {
        finder.at(
            &INSTALL_SCRIPT,
            LOCK,
            None,
            format!(
                "{} {} has the step `{}` in its package.json, which is not run",
                one.package, one.version, one.step
            ),
            format!(
                "use a version of {} without it, or another package in plain JavaScript",
                one.package
            ),
        );
    }
}

fn unserved(linked: &Linked, finder: &mut Finder) {
    let asked = linked.builtins.iter().map(String::as_str);
    for module in asked.filter(|module| UNSERVED_MODULES.contains(module)) {
        for package in who_asks(linked, module) {
            finder.at(
                &UNSERVED,
                FORM,
                None,
                format!("{package} requires `{module}`, of which an action has nothing that works"),
                "see that the handler does not come to where it is used, by a spec that goes this way; else use another package",
            );
        }
    }
}

/// The packages in whose code the name of a module stands as a text of its own.
fn who_asks(linked: &Linked, module: &str) -> BTreeSet<String> {
    let quoted: Vec<String> = ["'", "\"", "`"]
        .iter()
        .flat_map(|quote| {
            [
                format!("{quote}{module}{quote}"),
                format!("{quote}node:{module}{quote}"),
            ]
        })
        .collect();
    let places: BTreeMap<&str, String> = linked
        .packages
        .iter()
        .map(|(place, package)| {
            (
                place.as_str(),
                format!("{} {}", package.name, package.version),
            )
        })
        .collect();
    let files = linked.files.iter();
    let asking = files.filter(|(_, file)| quoted.iter().any(|text| file.text.contains(text)));
    asking
        .filter_map(|(path, _)| {
            let holders = places.iter().filter(|(place, _)| {
                path.strip_prefix(**place)
                    .is_some_and(|rest| rest.starts_with('/'))
            });
            let (_, package) = holders.max_by_key(|(place, _)| place.len())?;
            Some(package.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use build::PackageName;

    use super::*;

    #[test]
    fn a_licence_is_allowed_by_one_way_to_meet_it() {
        for (text, expected) in [
            ("MIT", true),
            ("(MIT OR GPL-3.0-only)", true),
            ("(MIT AND Zlib)", true),
            ("GPL-3.0-only", false),
            ("(MIT AND GPL-3.0-only)", false),
            ("AGPL-3.0", false),
            ("UNLICENSED", false),
            ("SEE LICENSE IN LICENSE.md", false),
            ("", false),
        ] {
            assert_eq!(is_allowed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_registry_has_instead_says_how_grave_it_is() {
        let severities = |said: Option<BTreeSet<Unpublished>>| -> Vec<Severity> {
            let findings = of_registry(said.as_ref());
            findings.iter().map(|one| one.severity).collect()
        };
        let instead = |instead| {
            let one = Unpublished {
                package: PackageName::parse("tiny").unwrap(),
                version: "1.0.0".to_owned(),
                instead,
            };
            severities(Some(BTreeSet::from([one])))
        };
        assert_eq!(instead(Instead::OtherArchive), [Severity::Error]);
        assert_eq!(instead(Instead::Nothing), [Severity::Warning]);
        assert_eq!(severities(None), [Severity::Note]);
        assert!(severities(Some(BTreeSet::new())).is_empty());
    }

    #[test]
    fn modules_that_are_not_served_are_modules() {
        for module in UNSERVED_MODULES {
            assert!(sandbox::modules().any(|known| known == module), "{module}");
        }
    }
}

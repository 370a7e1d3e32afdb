//! Rules over a package's text: each has a name, says how grave what it finds is, and why it matters.
//!
//! The rules of a family stand in one file, with what finds them. [`all`] lists them; an operator's [`Policy`] changes
//! how grave they are.

mod characters;
mod credentials;
mod dependencies;
mod entropy;
mod equality;
mod exposure;
mod fetch;
mod fields;
mod finder;
mod form;
mod guide;
mod handler;
mod hosts;
mod layout;
mod list;
mod logs;
mod lookalike;
mod manifest;
mod methods;
mod modules;
mod obfuscation;
mod own;
mod package;
mod pictures;
mod promises;
mod refusals;
mod run_text;
mod size;
mod tampering;

use bundle::package::PackageError;
use bundle::{Finding, Package, Severity};

use crate::Policy;
use crate::reading::{Reading, Source, of_source, read_source};
use finder::{Finder, Subject};

pub(crate) use finder::{bounded, shortened};

pub(crate) use characters::is_bidi;
pub use dependencies::FOUND_IN_DEPENDENCIES;
pub(crate) use dependencies::{Ground, of_registry, of_shipped};
pub use list::{FOUND_BY_RUNNING, RULES};

/// What there is to know of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its name, kebab-case.
    pub name: &'static str,
    /// How grave what it finds is, unless an operator says otherwise.
    pub severity: Severity,
    /// What it looks for.
    pub about: &'static str,
    /// Why that matters.
    pub reason: &'static str,
}

/// All there are, whether they read the package, run it or read the npm packages that go along.
pub fn all() -> impl Iterator<Item = &'static RuleInfo> {
    let more = FOUND_BY_RUNNING.iter().chain(FOUND_IN_DEPENDENCIES);
    RULES.iter().chain(more)
}

/// The one of this name.
pub fn rule(name: &str) -> Option<&'static RuleInfo> {
    all().find(|rule| rule.name == name)
}

/// Everything the rules find in a package as a policy has it, gravest first, then by place.
pub fn findings(package: &Package, policy: &Policy) -> Vec<Finding> {
    policy.apply(found(package), package.manifest().slug.as_str())
}

/// Everything the rules find in a package before any policy, gravest first, then by place.
pub fn found(package: &Package) -> Vec<Finding> {
    let mut finder = Finder::default();
    let subject = Subject::new(package);
    pictures::find(package, &mut finder);
    guide::find(package, &mut finder);
    form::find(package, &mut finder);
    manifest::find(package, &mut finder);
    size::find(package, &mut finder);
    layout::find(package, &mut finder);
    characters::find(package, &mut finder);
    lookalike::find_in_texts(package, &mut finder);
    credentials::find_in_texts(package, &mut finder);
    let read = read_source(subject.code, |source| {
        let mut finder = Finder::default();
        let reading = of_source(source, subject.trigger());
        of_tree(source, &mut finder);
        of_reading(&subject, &reading, &mut finder);
        finder
    });
    match read {
        Ok(found) => finder.extend(found),
        Err(error) => handler::unreadable(&error, &mut finder),
    }
    finder.sorted()
}

/// What members that are no package get instead.
pub fn refusals(errors: &[PackageError]) -> Vec<Finding> {
    let told = |error: &PackageError| {
        let mut finding = error.finding();
        if let Some(rule) = rule(error.name()) {
            finding.reason = rule.reason.to_owned();
        }
        finding
    };
    bounded(errors.iter().map(told).collect())
}

/// What the code's tree shows.
fn of_tree(source: &Source<'_>, finder: &mut Finder) {
    credentials::find_in_code(source, finder);
    entropy::find(source, finder);
    lookalike::find_in_code(source, finder);
    obfuscation::find(source, finder);
    run_text::find(source, finder);
    tampering::find(source, finder);
    modules::find_in_tree(source, finder);
}

/// What following the code shows.
fn of_reading(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    handler::find(subject, reading, finder);
    own::find(subject, reading, finder);
    fields::find(subject, reading, finder);
    methods::find(subject, reading, finder);
    hosts::find(subject, reading, finder);
    modules::find(subject, reading, finder);
    run_text::find_followed(reading, finder);
    equality::find(reading, finder);
    fetch::find(reading, finder);
    promises::find(reading, finder);
    refusals::find(subject, reading, finder);
    logs::find(reading, finder);
    exposure::find(reading, finder);
}

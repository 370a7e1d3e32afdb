//! The guide that customers install by.

use bundle::package::GUIDE;
use bundle::{Package, Severity};

use super::RuleInfo;
use super::finder::Finder;

pub(super) const GUIDE_SECTION: RuleInfo = RuleInfo {
    name: "guide-section",
    severity: Severity::Warning,
    about: "a section that every guide has and this one lacks",
    reason: "Customers look for the same things in every guide.",
};

pub(super) const GUIDE_FIELD: RuleInfo = RuleInfo {
    name: "guide-field",
    severity: Severity::Note,
    about: "a field of the form that the guide does not mention",
    reason: "Whoever fills in the form has the guide beside it.",
};

/// What a heading has to hold, in lower case, for a section to be there; any of the words will do.
const SECTIONS: [(&str, &[&str]); 5] = [
    (
        "Prerequisites",
        &["prerequisite", "before you begin", "requirements"],
    ),
    (
        "Set up the service",
        &["set up", "setup", "configure", "get your"],
    ),
    (
        "Add the integration",
        &["add the", "add integration", "install"],
    ),
    ("Results", &["result", "expected", "what happens"]),
    ("Troubleshooting", &["troubleshoot", "problems", "support"]),
];

pub(super) fn find(package: &Package, finder: &mut Finder) {
    let guide = package.guide();
    let headings: Vec<String> = headings(guide).collect();
    for (section, words) in SECTIONS {
        let is_there = headings
            .iter()
            .any(|heading| words.iter().any(|word| heading.contains(word)));
        if !is_there {
            finder.at(
                &GUIDE_SECTION,
                GUIDE,
                None,
                format!("the guide has no section \"{section}\""),
                format!("add `## {section}`"),
            );
        }
    }
    let form = package.form();
    let text = guide.to_lowercase();
    for field in form.secrets.iter().chain(&form.configuration) {
        let names = [field.name.to_lowercase(), field.label.to_lowercase()];
        if !names.iter().any(|name| text.contains(name.as_str())) {
            finder.at(
                &GUIDE_FIELD,
                GUIDE,
                None,
                format!(
                    "the guide does not mention the field {} (\"{}\")",
                    field.name, field.label
                ),
                "say where a customer finds the value, and what it changes",
            );
        }
    }
}

/// The headings of a Markdown text in lower case, but for what stands in fences.
fn headings(guide: &str) -> impl Iterator<Item = String> {
    let mut is_fenced = false;
    guide.lines().filter_map(move |line| {
        let line = line.trim_start();
        is_fenced ^= line.starts_with("```") || line.starts_with("~~~");
        let heading = line.strip_prefix('#').filter(|_| !is_fenced)?;
        Some(heading.trim_start_matches('#').trim().to_lowercase())
    })
}

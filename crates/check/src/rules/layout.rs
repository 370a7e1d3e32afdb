//! The layout of the handler's file.

use bundle::package::ACTION;
use bundle::{Package, Severity};

use super::RuleInfo;
use super::finder::Finder;
use crate::fix::{differs_at, laid_out};

pub(super) const LAYOUT: RuleInfo = RuleInfo {
    name: "layout",
    severity: Severity::Note,
    about: "code that is not laid out as `latchwork check --fix` would",
    reason: "Reviewers read many packages; what looks alike reads faster, and what is indented wrongly misleads.",
};

pub(super) fn find(package: &Package, finder: &mut Finder) {
    let code = package.code();
    let Some(line) = laid_out(code).and_then(|laid_out| differs_at(code, &laid_out)) else {
        return;
    };
    finder.in_line(
        &LAYOUT,
        ACTION,
        Some(line),
        format!("from line {line} on the code is laid out otherwise"),
        "run `latchwork check --fix`",
    );
}

//! Comparisons that convert what they compare.

use bundle::Severity;

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Reading;

pub(super) const LOOSE_EQUALITY: RuleInfo = RuleInfo {
    name: "loose-equality",
    severity: Severity::Warning,
    about: "`==` or `!=` on data that come from outside; comparing with null is free",
    reason: "It converts first: 0, \"\", \"0\", [] and false can all be the same, and whoever sends the data picks.",
};

pub(super) fn find(reading: &Reading, finder: &mut Finder) {
    for one in &reading.equalities {
        let mend = if one.is_of_texts {
            "write === or !==; `latchwork check --fix` does"
        } else {
            "write === or !==, with both sides of one type; every configuration value is a text"
        };
        finder.in_code(
            &LOOSE_EQUALITY,
            one.at,
            "data from outside are compared loosely",
            mend,
        );
    }
}

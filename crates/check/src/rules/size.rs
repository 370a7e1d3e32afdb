//! The size of the handler's file.

use bundle::package::ACTION;
use bundle::{Package, Severity};

use super::RuleInfo;
use super::finder::Finder;

pub(super) const CODE_SIZE: RuleInfo = RuleInfo {
    name: "code-size",
    severity: Severity::Error,
    about: "code of more bytes than an action may have",
    reason: "It would be refused when it is prepared to run.",
};

pub(super) const CODE_SIZE_NEAR: RuleInfo = RuleInfo {
    name: "code-size-near",
    severity: Severity::Warning,
    about: "code of more than four fifths of the bytes an action may have",
    reason: "A later version may not fit.",
};

pub(super) fn find(package: &Package, finder: &mut Finder) {
    let most = crate::reading::most_bytes();
    let bytes = package.code().len();
    let mend = "take out what no handler needs; tables and texts can come from your service";
    let message = format!("the code has {bytes} bytes; at most {most} are allowed");
    if bytes > most {
        finder.at(&CODE_SIZE, ACTION, None, message, mend);
    } else if bytes > most / 5 * 4 {
        finder.at(&CODE_SIZE_NEAR, ACTION, None, message, mend);
    }
}

//! The pictures of a package.

use bundle::package::LOGO;
use bundle::package::media::{MediaFault, problems};
use bundle::{Package, Severity};

use super::RuleInfo;
use super::finder::Finder;

pub(super) const LOGO_MISSING: RuleInfo = RuleInfo {
    name: "logo-missing",
    severity: Severity::Error,
    about: "a package without a logo",
    reason: "The catalogue shows it.",
};

pub(super) const LOGO_OPAQUE: RuleInfo = RuleInfo {
    name: "logo-opaque",
    severity: Severity::Warning,
    about: "a logo without transparency",
    reason: "It stands on light ground and on dark.",
};

pub(super) const PICTURE_FORMAT: RuleInfo = RuleInfo {
    name: "picture-format",
    severity: Severity::Error,
    about: "a picture that is no PNG, or has too many bytes or pixels",
    reason: "It is shown as PNG to every customer who looks at the catalogue.",
};

pub(super) const PICTURE_SIZE: RuleInfo = RuleInfo {
    name: "picture-size",
    severity: Severity::Error,
    about: "a logo or column of another width or height than its place has",
    reason: "It would be stretched or cut.",
};

pub(super) const PICTURE_UNUSED: RuleInfo = RuleInfo {
    name: "picture-unused",
    severity: Severity::Warning,
    about: "a picture that is shown nowhere",
    reason: "It is reviewed, signed and kept for nothing.",
};

pub(super) fn find(package: &Package, finder: &mut Finder) {
    for problem in problems(package) {
        let rule = match problem.fault {
            MediaFault::Missing => &LOGO_MISSING,
            MediaFault::NotPng | MediaFault::TooLarge { .. } | MediaFault::TooManyPixels { .. } => {
                &PICTURE_FORMAT
            }
            MediaFault::Size { .. } => &PICTURE_SIZE,
            MediaFault::Opaque => &LOGO_OPAQUE,
            MediaFault::Unused => &PICTURE_UNUSED,
        };
        let what = if problem.path == LOGO {
            "the logo"
        } else {
            "the picture"
        };
        finder.at(
            rule,
            &problem.path,
            None,
            format!("{what} {}", problem.fault),
            problem.fault.mend(),
        );
    }
}

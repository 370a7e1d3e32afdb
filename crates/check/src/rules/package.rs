//! What keeps members from being a package at all; `bundle` finds it when it reads them.

use bundle::Severity;

use super::RuleInfo;

const fn refused(name: &'static str, about: &'static str, reason: &'static str) -> RuleInfo {
    RuleInfo {
        name,
        severity: Severity::Error,
        about,
        reason,
    }
}

pub(super) const ARCHIVE: RuleInfo = refused(
    "archive",
    "an archive that cannot be taken apart, or has members it may not have",
    "Nothing of it is read.",
);

pub(super) const MEMBER_MISSING: RuleInfo = refused(
    "member-missing",
    "a file that every package has and this one lacks",
    "Without it there is nothing to run, to configure or to install by.",
);

pub(super) const MEMBER_UNKNOWN: RuleInfo = refused(
    "member-unknown",
    "a file that does not belong into a package",
    "Its bytes would be reviewed, signed and kept.",
);

pub(super) const TEXT_ENCODING: RuleInfo = refused(
    "text-encoding",
    "a text that is not UTF-8",
    "It reads differently for different readers.",
);

pub(super) const MANIFEST: RuleInfo = refused(
    "manifest",
    "a manifest that is not as manifests are",
    "It says what the integration is and what it may do.",
);

pub(super) const FORM: RuleInfo = refused(
    "form",
    "a form that is not as forms are, or has names that are not in ALL_CAPS_SNAKE_CASE",
    "A customer could not fill it in, or the code could not read it.",
);

pub(super) const DEPENDENCY_LOCK: RuleInfo = refused(
    "dependency-lock",
    "npm packages that are declared, without the lockfile that says which versions go along",
    "What is reviewed has to be what runs.",
);

pub(super) const PERMISSION_CONFIGURATION: RuleInfo = refused(
    "permission-configuration",
    "a permission that names a configuration item which the form does not have, or cannot use",
    "A customer would accept something that has no value.",
);

pub(super) const DIAGRAM_MISSING: RuleInfo = refused(
    "diagram-missing",
    "a diagram that the manifest names and the package does not have",
    "A reviewer looks for it.",
);

//! The form: values that stand in it and should not.

use bundle::package::FORM;
use bundle::{Package, Severity};
use contract::permission::HostPattern;

use super::RuleInfo;
use super::finder::{Finder, Subject};

pub(super) const SECRET_DEFAULT: RuleInfo = RuleInfo {
    name: "secret-default",
    severity: Severity::Warning,
    about: "a secret whose value stands in the form",
    reason: "What is in a package is read by reviewers and kept for ever: it is no secret.",
};

pub(super) const VALUE_PLAIN: RuleInfo = RuleInfo {
    name: "value-plain",
    severity: Severity::Error,
    about: "a default of the form that is an address without encryption",
    reason: "Customers leave defaults as they are, and what is sent there can be read and changed on its way.",
};

pub(super) fn find(package: &Package, finder: &mut Finder) {
    let subject = Subject::new(package);
    let form = package.form();
    for field in &form.secrets {
        let given = [
            ("default_value", &field.default_value),
            ("deploy_value", &field.deploy_value),
        ];
        for (key, _) in given.iter().filter(|(_, value)| value.is_some()) {
            finder.in_line(
                &SECRET_DEFAULT,
                FORM,
                subject.quoted_line(FORM, &field.name),
                format!("the secret {} has a {key}", field.name),
                format!("take {key} out; an example without meaning can stand in `placeholder`"),
            );
        }
    }
    for field in form
        .configuration
        .iter()
        .filter(|field| is_host(&field.name, &subject))
    {
        let values = field
            .options
            .iter()
            .map(|option| &option.value)
            .chain(&field.default_value);
        for value in values.filter(|value| is_plain(value)) {
            finder.in_line(
                &VALUE_PLAIN,
                FORM,
                subject.quoted_line(FORM, &field.name),
                format!("{} offers `{value}`", field.name),
                "write https://",
            );
        }
    }
}

/// Whether requests or browsers go to what the item says.
fn is_host(name: &str, subject: &Subject<'_>) -> bool {
    let permissions = subject.permissions();
    let mut hosts = permissions.hosts.iter().chain(&permissions.redirects);
    hosts.any(|one| one.host == HostPattern::Configured(name.to_owned()))
}

/// Whether this is an address that what is sent to can be read on its way.
fn is_plain(value: &str) -> bool {
    value
        .get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("http://"))
}

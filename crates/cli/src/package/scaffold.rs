//! The files a new integration begins with: for each trigger one that does something small and passes its checks.

use bundle::Form;
use contract::Trigger;

/// The files of one trigger.
pub(crate) struct Scaffold {
    action: &'static str,
    spec: &'static str,
    form: &'static str,
    permissions: &'static str,
}

macro_rules! scaffold {
    ($trigger:literal) => {
        Scaffold {
            action: include_str!(concat!(
                "../../templates/",
                $trigger,
                "/integration.action.js"
            )),
            spec: include_str!(concat!(
                "../../templates/",
                $trigger,
                "/integration.action.spec.js"
            )),
            form: include_str!(concat!("../../templates/", $trigger, "/configuration.json")),
            permissions: include_str!(concat!("../../templates/", $trigger, "/permissions.toml")),
        }
    };
}

const MANIFEST: &str = include_str!("../../templates/latchwork.toml");
const GUIDE: &str = include_str!("../../templates/installation_guide.md");
const LOGO: &[u8] = include_bytes!("../../templates/logo.png");
const EMPTY_FORM: &str = "{ \"secrets\": [], \"configuration\": [], \"dependencies\": [] }\n";

/// What an integration is called.
pub(crate) struct Names {
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) trigger: Trigger,
}

impl Names {
    /// The manifest up to its permissions.
    pub(crate) fn manifest(&self) -> String {
        self.filled_in(MANIFEST)
    }

    fn filled_in(&self, template: &str) -> String {
        template
            .replace("{{name}}", &self.name)
            .replace("{{slug}}", &self.slug)
            .replace("{{trigger}}", self.trigger.id())
    }
}

/// The files of a new integration, by path.
pub(crate) fn new(names: &Names) -> Vec<(&'static str, Vec<u8>)> {
    let scaffold = of(names.trigger);
    let manifest = format!("{}{}", names.manifest(), scaffold.permissions);
    let mut files = vec![
        (bundle::package::MANIFEST, manifest.into_bytes()),
        (bundle::package::ACTION, scaffold.action.into()),
        (
            "integration/integration.action.spec.js",
            scaffold.spec.into(),
        ),
        (bundle::package::FORM, scaffold.form.into()),
    ];
    // The forms of this crate can be read: a test reads them all.
    let form = Form::read(scaffold.form).unwrap_or_default();
    files.extend(around(names, &form));
    files
}

/// The files beside code and manifest that a partner's folder may lack.
pub(crate) fn around(names: &Names, form: &Form) -> Vec<(&'static str, Vec<u8>)> {
    let fields: String = form
        .secrets
        .iter()
        .chain(&form.configuration)
        .map(|field| {
            format!(
                "   * **{}** (`{}`): {}\n",
                field.label, field.name, field.description
            )
        })
        .collect();
    let guide = names.filled_in(GUIDE).replace("{{fields}}", &fields);
    vec![
        (bundle::package::GUIDE, guide.into_bytes()),
        (bundle::package::LOGO, LOGO.to_vec()),
    ]
}

/// The form of a folder without one.
pub(crate) fn empty_form() -> (&'static str, Vec<u8>) {
    (bundle::package::FORM, EMPTY_FORM.into())
}

const fn of(trigger: Trigger) -> Scaffold {
    match trigger {
        Trigger::PostLogin => scaffold!("post-login"),
        Trigger::CredentialsExchange => scaffold!("credentials-exchange"),
        Trigger::PreUserRegistration => scaffold!("pre-user-registration"),
        Trigger::PostUserRegistration => scaffold!("post-user-registration"),
        Trigger::PostChangePassword => scaffold!("post-change-password"),
        Trigger::SendPhoneMessage => scaffold!("send-phone-message"),
    }
}

#[cfg(test)]
mod tests {
    use bundle::{Limits, MemberPath, Members, Package};

    use super::*;

    #[test]
    fn a_new_integration_of_each_trigger_is_a_package() {
        for trigger in Trigger::ALL {
            let names = Names {
                name: "Example of a name".to_owned(),
                slug: "example".to_owned(),
                trigger,
            };
            let mut members = Members::new(Limits::DEFAULT);
            for (path, content) in new(&names) {
                members
                    .add(MemberPath::parse(path).unwrap(), content)
                    .unwrap();
            }
            let package = Package::read(members);
            assert!(package.is_ok(), "{trigger}: {package:?}");
        }
    }
}

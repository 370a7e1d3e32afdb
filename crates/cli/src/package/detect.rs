//! The trigger of an integration whose code is there.

use anyhow::bail;
use bundle::package::ACTION;
use check::reading::Unreadable;
use contract::Trigger;
use serde_json::Value;

/// What older tools read of a package; no member of ours.
pub(super) const TEMPLATE: &str = "deploy/template.json";

/// The trigger, and another one that the template names.
pub(super) struct Detected {
    pub(super) trigger: Trigger,
    pub(super) overruled: Option<Trigger>,
}

/// The trigger whose handler the code exports. The template decides only where the code exports the handler of none or of
/// several.
pub(super) fn detect(code: &str, template: Option<&str>) -> anyhow::Result<Detected> {
    let named = template.and_then(named_by);
    let found = triggers(code).unwrap_or_default();
    match (found.as_slice(), named) {
        ([trigger], named) => Ok(Detected {
            trigger: *trigger,
            overruled: named.filter(|named| named != trigger),
        }),
        (several, Some(named)) if several.is_empty() || several.contains(&named) => Ok(Detected {
            trigger: named,
            overruled: None,
        }),
        _ => bail!(
            "{ACTION} exports the handler of no trigger or of several; name it with --trigger"
        ),
    }
}

/// The triggers whose handlers CommonJS exports.
pub(crate) fn triggers(code: &str) -> Result<Vec<Trigger>, Unreadable> {
    // What is exported is the same whichever handler is followed.
    let reading = check::reading::read(code, Trigger::PostLogin)?;
    let exports = |trigger: &Trigger| {
        let mut names = reading.exports.iter().map(|export| &*export.name);
        names.any(|name| name == trigger.handler())
    };
    Ok(Trigger::ALL.into_iter().filter(exports).collect())
}

fn named_by(template: &str) -> Option<Trigger> {
    let template: Value = serde_json::from_str(template).ok()?;
    let id = template.pointer("/supported_triggers/0/id")?.as_str()?;
    id.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handler_names_the_trigger_before_the_template() {
        let check = |code: &str, template: Option<&str>, expected: Option<(Trigger, bool)>| {
            let found = detect(code, template).ok();
            let found = found.map(|one| (one.trigger, one.overruled.is_some()));
            assert_eq!(found, expected, "{code} {template:?}");
        };
        let login = "exports.onExecutePostLogin = async (event, api) => {};";
        let both = &format!("{login} exports.onExecuteCredentialsExchange = async () => {{}};");
        let template =
            r#"{"supported_triggers": [{"id": "credentials-exchange", "version": "v2"}]}"#;
        let same = r#"{"supported_triggers": [{"id": "post-login"}]}"#;
        check(login, None, Some((Trigger::PostLogin, false)));
        check(login, Some(same), Some((Trigger::PostLogin, false)));
        check(login, Some(template), Some((Trigger::PostLogin, true)));
        check(
            "",
            Some(template),
            Some((Trigger::CredentialsExchange, false)),
        );
        check(
            both,
            Some(template),
            Some((Trigger::CredentialsExchange, false)),
        );
        check(both, None, None);
        check("exports.main = () => {};", None, None);
    }
}

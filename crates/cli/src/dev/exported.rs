//! The triggers that an action is for, by what it exports, in whichever form it is written.

use std::path::Path;

use build::{Action, Exported};
use check::reading::Unreadable;
use contract::{Failure, FailureKind, Trigger};
use sandbox::FILE_NAME;

use crate::package;
use crate::packages::file_name;

/// The triggers whose handlers a file exports; else why nobody knows, with the place.
pub(super) fn triggers(file: &Path, code: &str) -> Result<Vec<Trigger>, Failure> {
    let action = Action {
        name: FILE_NAME,
        file: file_name(file),
        text: code,
        ..Action::default()
    };
    let found = match build::exported(&action).map_err(|error| error.failure())? {
        Exported::CommonJs(text) => {
            package::triggers(&text).map_err(|error| unread(action.file, &error))?
        }
        Exported::Names(names) => {
            let exports = |trigger: &Trigger| names.contains(trigger.handler());
            Trigger::ALL.into_iter().filter(exports).collect()
        }
    };
    if found.is_empty() {
        return Err(Failure::new(
            FailureKind::MissingHandler,
            format!(
                "{} exports the handler of no trigger, such as {}; export one, or name an event with --event",
                action.file,
                Trigger::PostLogin.handler()
            ),
        ));
    }
    Ok(found)
}

fn unread(file: &str, error: &Unreadable) -> Failure {
    match error {
        Unreadable::Syntax { at, message } => Failure::new(
            FailureKind::Syntax,
            format!("SyntaxError: {file}:{}:{}: {message}", at.line, at.column),
        ),
        Unreadable::TooLong { .. } => Failure::new(FailureKind::Syntax, format!("{file}: {error}")),
        Unreadable::Machine => Failure::new(FailureKind::Internal, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: &str, code: &str) -> Result<Vec<Trigger>, (FailureKind, String)> {
        triggers(Path::new(file), code).map_err(|failure| (failure.kind, failure.message))
    }

    #[test]
    fn each_form_of_an_action_says_its_triggers() {
        let module = "export const onExecutePostLogin = async (event: unknown) => {};
            export function onExecuteCredentialsExchange() {}";
        let both = vec![Trigger::PostLogin, Trigger::CredentialsExchange];
        for file in ["a.ts", "a.mts", "a.js"] {
            assert_eq!(of(file, module), Ok(both.clone()), "{file}");
        }
        let common = "const handlers = { onExecutePostLogin() {}, onExecuteCredentialsExchange() {} }; module.exports = handlers;";
        for file in ["a.js", "a.cjs", "a.cts"] {
            assert_eq!(of(file, common), Ok(both.clone()), "{file}");
        }
        let plain = "export async function onExecutePostLogin() {}";
        assert_eq!(of("a.mjs", plain), Ok(vec![Trigger::PostLogin]));
    }

    #[test]
    fn why_nobody_knows_is_said_with_the_place() {
        let (kind, told) = of("login.mts", "export const a = 1;\nlet b: = 2;").unwrap_err();
        assert_eq!(kind, FailureKind::Syntax);
        assert!(told.starts_with("SyntaxError: login.mts:2:"), "{told}");
        let (kind, told) = of("login.js", "").unwrap_err();
        assert_eq!(kind, FailureKind::MissingHandler);
        assert!(told.contains("onExecutePostLogin"), "{told}");
    }
}

//! What a command shows, and how it is told: the server's answer for a program, the same in words for a person.

use std::future::Future;

use serde_json::Value;

use super::error::RemoteError;
use crate::exit::Exit;
use crate::terminal;

/// What a command shows: the server's answer, and the same for a person.
pub(crate) struct Shown {
    pub(crate) raw: Value,
    pub(crate) text: String,
    pub(crate) exit: Exit,
}

impl Shown {
    pub(crate) fn done(raw: Value, text: String) -> Self {
        Self {
            raw,
            text,
            exit: Exit::Done,
        }
    }

    /// A document that a person reads as a program does.
    pub(crate) fn document(raw: Value) -> Self {
        let text = format!("{raw:#}");
        Self::done(raw, text)
    }
}

/// Waits for what a command does.
pub(crate) fn perform<T>(
    command: impl Future<Output = Result<T, RemoteError>>,
) -> Result<T, RemoteError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| RemoteError::Runtime { source })?;
    runtime.block_on(command)
}

/// Tells what a command came to.
pub(crate) fn tell(done: Result<Shown, RemoteError>, json: bool) -> Exit {
    match done {
        Ok(shown) => {
            if json {
                terminal::print_json(&shown.raw);
            } else {
                terminal::print(&shown.text);
            }
            shown.exit
        }
        Err(error) => {
            if json {
                terminal::print_json_line(&error.refusal());
            }
            // Whoever said no knows that nothing went wrong.
            let head = match error {
                RemoteError::Declined => "",
                _ => "error: ",
            };
            let text = terminal::harmless(&error.to_string());
            terminal::complain(&format!("{head}{text}"));
            error.exit()
        }
    }
}

/// Asks before what cannot be undone, unless `yes`.
pub(crate) fn confirm(question: &str, yes: bool) -> Result<(), RemoteError> {
    if yes {
        return Ok(());
    }
    ask(question, || RemoteError::NotConfirmed)
}

/// Asks; `nobody` is why it is not done where nobody can be asked.
pub(crate) fn ask(question: &str, nobody: impl FnOnce() -> RemoteError) -> Result<(), RemoteError> {
    let answer = terminal::confirm(question);
    decide(
        answer.map_err(|source| RemoteError::StandardInput { source })?,
        nobody,
    )
}

fn decide(answer: Option<bool>, nobody: impl FnOnce() -> RemoteError) -> Result<(), RemoteError> {
    match answer {
        Some(true) => Ok(()),
        Some(false) => Err(RemoteError::Declined),
        None => Err(nobody()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_no_is_told_another_thing_than_who_cannot_be_asked() {
        let asked = |answer| decide(answer, || RemoteError::NotConfirmed);
        assert!(asked(Some(true)).is_ok());
        let declined = asked(Some(false)).unwrap_err();
        assert_eq!(declined.to_string(), "Not accepted; nothing was changed.");
        assert_eq!(tell(Err(declined), false), Exit::Failed);
        let nobody = asked(None).unwrap_err();
        assert!(nobody.to_string().contains("pass --yes"), "{nobody}");
        assert_eq!(nobody.exit(), Exit::WrongUse);
    }
}

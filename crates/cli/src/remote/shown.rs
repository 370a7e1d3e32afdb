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
                terminal::print_json(&error.to_json());
            }
            terminal::complain(&format!(
                "error: {}",
                terminal::harmless(&error.to_string())
            ));
            error.exit()
        }
    }
}

/// Asks before what cannot be undone, unless `yes`.
pub(crate) fn confirm(question: &str, yes: bool) -> Result<(), RemoteError> {
    if yes {
        return Ok(());
    }
    let answer =
        terminal::confirm(question).map_err(|source| RemoteError::StandardInput { source })?;
    if answer == Some(true) {
        Ok(())
    } else {
        Err(RemoteError::NotConfirmed)
    }
}

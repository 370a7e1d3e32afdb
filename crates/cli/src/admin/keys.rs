//! Signing keys: listed and rotated.

use api::{SigningKeyList, SigningKeyState};
use reqwest::Method;

use super::arguments::KeysCommand;
use super::client::{Answer, Client, NOTHING};
use super::error::AdminError;
use super::table::table;
use super::{Shown, confirm};

pub(super) async fn perform(client: &Client, command: KeysCommand) -> Result<Shown, AdminError> {
    let answer = match command {
        KeysCommand::List => client.get(&["signing-keys"]).await?,
        KeysCommand::Rotate { yes } => {
            confirm("Let the next key sign from now on?", yes)?;
            client
                .call(Method::POST, &["signing-keys", "rotate"], &[], NOTHING)
                .await?
        }
    };
    Ok(described(answer))
}

fn described(answer: Answer<SigningKeyList>) -> Shown {
    let rows = answer.value.keys.into_iter().map(|key| {
        let state = match key.state {
            SigningKeyState::Next => "next",
            SigningKeyState::Current => "signs",
            SigningKeyState::Previous => "previous",
        };
        [key.kid, state.to_owned(), key.created_at]
    });
    let text = table(
        ["kid", "state", "made at"],
        &rows.collect::<Vec<_>>(),
        "There is no key.",
    );
    Shown::done(answer.raw, text)
}

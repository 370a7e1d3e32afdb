//! Signing keys: listed, rotated, withdrawn.

use api::{RotateKeys, SigningKeyList, SigningKeyState};
use reqwest::Method;

use super::arguments::KeysCommand;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, confirm, table};
use crate::terminal::harmless;

pub(super) async fn perform(client: &Client, command: KeysCommand) -> Result<Shown, RemoteError> {
    let answer = match command {
        KeysCommand::List => client.get(&["signing-keys"]).await?,
        KeysCommand::Rotate { force, yes } => {
            confirm("Let the next key sign from now on?", yes)?;
            client
                .call(
                    Method::POST,
                    &["signing-keys", "rotate"],
                    &[],
                    Some(&RotateKeys { force }),
                )
                .await?
        }
        KeysCommand::Withdraw { kid, yes } => {
            let question = format!("Refuse from now on what {} signed?", harmless(&kid));
            confirm(&question, yes)?;
            let path = ["signing-keys", kid.as_str(), "withdraw"];
            client.call(Method::POST, &path, &[], NOTHING).await?
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

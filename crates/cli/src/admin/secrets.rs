//! An action's secrets. A value comes in by file, standard input or prompt; none is ever shown.

use std::path::Path;

use api::{PutSecret, SecretList};
use reqwest::Method;
use serde_json::Value;

use super::arguments::SecretsCommand;
use super::find;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, secret_value, table};
use crate::terminal::harmless;

pub(super) async fn perform(
    client: &Client,
    command: SecretsCommand,
) -> Result<Shown, RemoteError> {
    match command {
        SecretsCommand::List { action } => list(client, &action).await,
        SecretsCommand::Set {
            action,
            name,
            from_file,
        } => set(client, &action, &name, from_file.as_deref()).await,
        SecretsCommand::Remove { action, name } => remove(client, &action, &name).await,
    }
}

async fn list(client: &Client, action: &str) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let answer: Answer<SecretList> = client.get(&["actions", &action.id, "secrets"]).await?;
    let secrets = answer.value.secrets.into_iter();
    let rows: Vec<_> = secrets
        .map(|secret| [secret.name, secret.updated_at])
        .collect();
    Ok(Shown::done(
        answer.raw,
        table(["name", "changed at"], &rows, "It has no secret."),
    ))
}

async fn set(
    client: &Client,
    action: &str,
    name: &str,
    file: Option<&Path>,
) -> Result<Shown, RemoteError> {
    let value = secret_value(&format!("Value of {name}"), "--from-file", file)?;
    let action = find::action(client, action).await?;
    let path = ["actions", &action.id, "secrets", name];
    let answer: Answer<Value> = client
        .call(Method::PUT, &path, &[], Some(&PutSecret { value }))
        .await?;
    let text = format!(
        "{name} is set in the draft of {}; deploy it to use it.",
        action.name
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

async fn remove(client: &Client, action: &str, name: &str) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let path = ["actions", &action.id, "secrets", name];
    let answer: Answer<Value> = client.call(Method::DELETE, &path, &[], NOTHING).await?;
    let text = format!(
        "{name} is removed from the draft of {}; deploy it to run without.",
        action.name
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

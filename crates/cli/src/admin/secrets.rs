//! An action's secrets. A value comes in by file, standard input or prompt; none is ever shown.

use std::io::Read as _;
use std::path::Path;

use api::{PutSecret, SecretList};
use reqwest::Method;
use serde_json::Value;

use super::Shown;
use super::arguments::SecretsCommand;
use super::client::{Answer, Client, NOTHING};
use super::error::AdminError;
use super::table::table;
use crate::terminal::harmless;
use crate::{input, terminal};

const VALUE_CHARS: usize = 4096;
/// Four bytes a character and a line break.
const VALUE_BYTES: u64 = 4 * 4096 + 2;

pub(super) async fn perform(client: &Client, command: SecretsCommand) -> Result<Shown, AdminError> {
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

async fn list(client: &Client, action: &str) -> Result<Shown, AdminError> {
    let action = client.find_action(action).await?;
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
) -> Result<Shown, AdminError> {
    let value = value(name, file)?;
    let action = client.find_action(action).await?;
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

async fn remove(client: &Client, action: &str, name: &str) -> Result<Shown, AdminError> {
    let action = client.find_action(action).await?;
    let path = ["actions", &action.id, "secrets", name];
    let answer: Answer<Value> = client.call(Method::DELETE, &path, &[], NOTHING).await?;
    let text = format!(
        "{name} is removed from the draft of {}; deploy it to run without.",
        action.name
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

fn value(name: &str, file: Option<&Path>) -> Result<String, AdminError> {
    let source = |source| AdminError::StandardInput { source };
    let text = match file {
        Some(path) => input::text(path, VALUE_BYTES)?,
        None => {
            match terminal::ask_secret(&format!("Value of {}", harmless(name))).map_err(source)? {
                Some(typed) => typed,
                None => {
                    let mut text = String::new();
                    std::io::stdin()
                        .take(VALUE_BYTES + 1)
                        .read_to_string(&mut text)
                        .map_err(source)?;
                    text
                }
            }
        }
    };
    check(&text)
}

/// One line break at the end is the editor's, not the secret's.
fn check(text: &str) -> Result<String, AdminError> {
    let value = text
        .strip_suffix('\n')
        .map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    if value.is_empty() {
        return Err(AdminError::EmptySecret);
    }
    if value.chars().count() > VALUE_CHARS {
        return Err(AdminError::SecretTooLong { limit: VALUE_CHARS });
    }
    Ok(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_loses_one_line_break_and_nothing_else() {
        assert_eq!(check(" a\nb \r\n").unwrap(), " a\nb ");
        assert_eq!(check("a\n\n").unwrap(), "a\n");
        assert!(matches!(check("\n"), Err(AdminError::EmptySecret)));
        assert!(check(&"é".repeat(VALUE_CHARS)).is_ok());
        assert!(matches!(
            check(&"é".repeat(VALUE_CHARS + 1)),
            Err(AdminError::SecretTooLong { limit: 4096 })
        ));
    }
}

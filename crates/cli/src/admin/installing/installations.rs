//! Installations: listed, shown, taken away.

use std::fmt::Write as _;

use api::{Follow, Installation, InstallationList, UpdateWait};
use reqwest::Method;
use serde_json::Value;

use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, confirm, table};
use crate::shown::{day, release_state, sentences};
use crate::terminal::{Paint, harmless};

const HEADING: [&str; 8] = [
    "name", "slug", "version", "trigger", "bound", "follows", "state", "id",
];

pub(super) async fn list(client: &Client) -> Result<Shown, RemoteError> {
    let answer: Answer<InstallationList> = client.get(&["installations"]).await?;
    let all = &answer.value.installations;
    let rows: Vec<_> = all.iter().map(row).collect();
    let empty = "Nothing is installed; `latchwork admin catalogue search` lists what can be.";
    let mut text = table(HEADING, &rows, empty);
    for one in all {
        text.push_str(&waiting(one));
    }
    Ok(Shown::done(answer.raw, text))
}

fn row(one: &Installation) -> [String; 8] {
    let state = if one.testing {
        "testing"
    } else {
        release_state(one.release_state)
    };
    let follows = match one.follow {
        Follow::Pinned => "pinned",
        Follow::Following => "follows",
    };
    [
        one.name.clone(),
        one.slug.clone(),
        one.version.clone(),
        one.trigger.to_string(),
        if one.bound { "yes" } else { "no" }.to_owned(),
        follows.to_owned(),
        state.to_owned(),
        one.id.clone(),
    ]
}

fn waiting(one: &Installation) -> String {
    let Some(update) = &one.waiting else {
        return String::new();
    };
    let why: Vec<String> = update.why.iter().map(reason).collect();
    harmless(&format!(
        "{} waits for you before it goes on to {}: {}. Next: latchwork admin installations update {}\n",
        one.name,
        update.version,
        why.join("; "),
        one.id
    ))
}

/// What is to be decided before an installation goes on.
pub(super) fn reason(wait: &UpdateWait) -> String {
    match wait {
        UpdateWait::WiderPermissions => "it may do more".to_owned(),
        UpdateWait::Fields(names) => format!("its form asks for {}", names.join(", ")),
        UpdateWait::NewMajor => "it is a new major version".to_owned(),
    }
}

/// The installation of this name, or else of this id.
pub(super) async fn find(client: &Client, name_or_id: &str) -> Result<Installation, RemoteError> {
    let list: Answer<InstallationList> = client.get(&["installations"]).await?;
    let mut all = list.value.installations;
    let at = all
        .iter()
        .position(|one| one.name == name_or_id)
        .or_else(|| all.iter().position(|one| one.id == name_or_id))
        .ok_or_else(|| RemoteError::NoSuchInstallation {
            name: name_or_id.to_owned(),
        })?;
    Ok(all.swap_remove(at))
}

pub(super) async fn show(client: &Client, name: &str) -> Result<Shown, RemoteError> {
    let one = find(client, name).await?;
    let answer: Answer<Installation> = client.get(&["installations", &one.id]).await?;
    let text = describe(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

/// Writing to a String cannot fail.
pub(super) fn describe(one: &Installation) -> String {
    let mut text = table(HEADING, &[row(one)], "");
    for (name, value) in &one.configuration {
        let _ = writeln!(text, "{}", harmless(&format!("{name} = {value}")));
    }
    for secret in &one.secrets {
        let line = format!("{} is set since {}", secret.name, day(&secret.updated_at));
        let _ = writeln!(text, "{}", harmless(&line));
    }
    let acceptance = &one.acceptance;
    let line = format!("accepted on {}: it", day(&acceptance.at));
    let _ = writeln!(text, "{}", harmless(&line));
    text.push_str(&sentences("-", &acceptance.sentences, Paint::for_stdout()));
    text.push_str(&waiting(one));
    text
}

pub(super) async fn uninstall(
    client: &Client,
    name: &str,
    yes: bool,
) -> Result<Shown, RemoteError> {
    let one = find(client, name).await?;
    let question = format!(
        "Uninstall {} with its configuration and secrets?",
        harmless(&one.name)
    );
    confirm(&question, yes)?;
    let path = ["installations", &one.id];
    let answer: Answer<Value> = client.call(Method::DELETE, &path, &[], NOTHING).await?;
    let text = harmless(&format!("{} is uninstalled.", one.name));
    Ok(Shown::done(answer.raw, text))
}

//! The tenant's own actions: draft, test, versions.

use std::path::Path;

use api::{
    Action, ActionDependency, ActionList, ActionStatus, BuildProgress, CreateAction,
    DeclaredDependency, RollBack, TestAction, TestResult, UpdateAction, Version, VersionList,
};
use contract::{ExecutionOutcome, Trigger};
use reqwest::Method;
use serde_json::Value;

use super::find;
use crate::exit::Exit;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, confirm, or_dash, table};
use crate::terminal::{Page, harmless};
use crate::{input, run};

/// A source may have 100 kB; the server says so, this only bounds what is read.
const SOURCE_BYTES: u64 = 1024 * 1024;
const EVENT_BYTES: u64 = 16 * 1024 * 1024;

pub(super) async fn list(client: &Client) -> Result<Shown, RemoteError> {
    let answer: Answer<ActionList> = client.get(&["actions"]).await?;
    let rows: Vec<_> = answer.value.actions.iter().map(row).collect();
    let heading = ["name", "trigger", "version", "bound", "draft", "id"];
    let empty = "There is no action yet; `latchwork admin actions create` makes one.";
    Ok(Shown::done(answer.raw, table(heading, &rows, empty)))
}

fn row(action: &Action) -> [String; 6] {
    let draft = match (action.status, action.all_changes_deployed) {
        (ActionStatus::Pending | ActionStatus::Building, _) => "is being built",
        (ActionStatus::Retrying, _) => "is tried again",
        (ActionStatus::Failed, _) => "does not load",
        (ActionStatus::Built, true) => "deployed",
        (ActionStatus::Built, false) => "changed",
    };
    [
        action.name.clone(),
        action.trigger.to_string(),
        or_dash(action.deployed_version),
        if action.bound { "yes" } else { "no" }.to_owned(),
        draft.to_owned(),
        action.id.clone(),
    ]
}

pub(super) async fn show(client: &Client, name: &str) -> Result<Shown, RemoteError> {
    let action = find::action(client, name).await?;
    let answer: Answer<Action> = client.get(&["actions", &action.id]).await?;
    let mut text = describe(&answer.value);
    text.push('\n');
    text.push_str(&harmless(&answer.value.code));
    Ok(Shown::done(answer.raw, text))
}

fn describe(action: &Action) -> String {
    let mut text = table(
        ["name", "trigger", "version", "bound", "draft", "id"],
        &[row(action)],
        "",
    );
    if !action.secrets.is_empty() {
        text.push_str(&format!(
            "secrets: {}\n",
            harmless(&action.secrets.join(", "))
        ));
    }
    if !action.dependencies.is_empty() {
        let names = named(&action.dependencies);
        text.push_str(&format!("packages: {}\n", harmless(&names)));
    }
    if let Some(build) = &action.build {
        if let Some(progress) = build.progress {
            text.push_str(&format!("build: {}\n", told(progress)));
        }
        if let Some(at) = &build.retry_at {
            let tries = build.failed_tries;
            text.push_str(&format!(
                "build: {tries} tries failed; the next is at {at}\n"
            ));
        }
    }
    for note in action.build.iter().flat_map(|build| &build.notes) {
        text.push_str(&format!("note: {}\n", harmless(note)));
    }
    if let Some(failure) = &action.draft_failure {
        text.push_str(&format!(
            "the draft does not load: {}\n",
            harmless(&failure.message)
        ));
    }
    text
}

fn named(dependencies: &[ActionDependency]) -> String {
    let names = dependencies.iter().map(|one| match one.version.as_str() {
        "" => one.name.clone(),
        version => format!("{} {version}", one.name),
    });
    names.collect::<Vec<_>>().join(", ")
}

fn told(progress: BuildProgress) -> String {
    match progress {
        BuildProgress::Resolving { packages } => {
            format!("versions are being chosen, {packages} packages so far")
        }
        BuildProgress::Fetching { done, total } => {
            format!("{done} of {total} packages are read")
        }
        BuildProgress::Linking { packages } => format!("{packages} packages are being linked"),
    }
}

fn described(answer: Answer<Action>) -> Shown {
    let text = describe(&answer.value);
    Shown::done(answer.raw, text)
}

pub(super) async fn create(
    client: &Client,
    name: String,
    trigger: Trigger,
    (file, dependencies): (&Path, Vec<DeclaredDependency>),
) -> Result<Shown, RemoteError> {
    let body = CreateAction {
        name,
        trigger,
        code: input::text(file, SOURCE_BYTES)?,
        dependencies,
        secrets: Default::default(),
    };
    client
        .call(Method::POST, &["actions"], &[], Some(&body))
        .await
        .map(described)
}

/// A change of a draft; what is `None` stays.
pub(super) struct Change<'a> {
    pub(super) name: Option<String>,
    pub(super) file: Option<&'a Path>,
    pub(super) dependencies: Option<Vec<DeclaredDependency>>,
}

pub(super) async fn edit(
    client: &Client,
    action: &str,
    change: Change<'_>,
) -> Result<Shown, RemoteError> {
    let code = change
        .file
        .map(|file| input::text(file, SOURCE_BYTES))
        .transpose()?;
    let action = find::action(client, action).await?;
    let body = UpdateAction {
        name: change.name,
        code,
        dependencies: change.dependencies,
    };
    client
        .call(Method::PATCH, &["actions", &action.id], &[], Some(&body))
        .await
        .map(described)
}

pub(super) async fn test(
    client: &Client,
    action: &str,
    event: &Path,
    handler: Option<String>,
) -> Result<Shown, RemoteError> {
    let event = input::object(event, EVENT_BYTES)?;
    let action = find::action(client, action).await?;
    let path = ["actions", &action.id, "test"];
    let answer: Answer<TestResult> = client
        .call(
            Method::POST,
            &path,
            &[],
            Some(&TestAction { event, handler }),
        )
        .await?;
    let execution = &answer.value.execution;
    let mut text = run::report(Path::new(&action.name), execution, None, Page::stdout());
    if !answer.value.lacking.is_empty() {
        let names = answer.value.lacking.join(", ");
        text.push_str(&format!(
            "\nThis server does not perform {} yet: a run would fail.\n",
            harmless(&names)
        ));
    }
    let exit = match execution.outcome {
        ExecutionOutcome::Failed => Exit::Failed,
        ExecutionOutcome::Completed | ExecutionOutcome::Denied | ExecutionOutcome::Suspended => {
            Exit::Done
        }
    };
    Ok(Shown {
        raw: answer.raw,
        text,
        exit,
    })
}

pub(super) async fn deploy(client: &Client, action: &str) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let answer: Answer<Version> = client
        .call(
            Method::POST,
            &["actions", &action.id, "deploy"],
            &[],
            NOTHING,
        )
        .await?;
    let bound = if action.bound {
        "Its flow runs it from now on.".to_owned()
    } else {
        format!(
            "No flow runs it yet: latchwork admin actions bind {}",
            action.name
        )
    };
    let text = format!(
        "{} is deployed as version {}. {bound}",
        action.name, answer.value.number
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

pub(super) async fn versions(client: &Client, action: &str) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let answer: Answer<VersionList> = client.get(&["actions", &action.id, "versions"]).await?;
    let rows: Vec<_> = answer.value.versions.iter().map(version_row).collect();
    let empty = "It was never deployed; `latchwork admin actions deploy` does so.";
    Ok(Shown::done(
        answer.raw,
        table(
            ["version", "runs", "secrets", "packages", "deployed at"],
            &rows,
            empty,
        ),
    ))
}

fn version_row(version: &Version) -> [String; 5] {
    [
        version.number.to_string(),
        if version.deployed { "yes" } else { "no" }.to_owned(),
        version.secrets.len().to_string(),
        or_dash(Some(named(&version.dependencies)).filter(|names| !names.is_empty())),
        version.created_at.clone(),
    ]
}

pub(super) async fn roll_back(
    client: &Client,
    action: &str,
    version: std::num::NonZeroU32,
    update_draft: bool,
) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let path = [
        "actions",
        &action.id,
        "versions",
        &version.to_string(),
        "rollback",
    ];
    let answer: Answer<Version> = client
        .call(Method::POST, &path, &[], Some(&RollBack { update_draft }))
        .await?;
    let mut text = format!(
        "{} runs version {}, a copy of {version}.",
        action.name, answer.value.number
    );
    for note in &answer.value.notes {
        text.push_str(&format!("\nnote: {note}"));
    }
    Ok(Shown::done(answer.raw, harmless(&text)))
}

pub(super) async fn delete(client: &Client, action: &str, yes: bool) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let question = format!(
        "Delete {} with all its versions and secrets?",
        harmless(&action.name)
    );
    confirm(&question, yes)?;
    let answer: Answer<Value> = client
        .call(Method::DELETE, &["actions", &action.id], &[], NOTHING)
        .await?;
    Ok(Shown::done(
        answer.raw,
        harmless(&format!("{} is deleted.", action.name)),
    ))
}

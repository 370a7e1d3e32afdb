//! Runs: what happened.

use std::fmt::Write as _;

use api::{Run, RunList, RunOutcome, RunStep, RunSummary};
use reqwest::Method;

use super::arguments::RunsCommand;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, or_dash, table};
use crate::terminal::harmless;

pub(super) async fn perform(client: &Client, command: RunsCommand) -> Result<Shown, RemoteError> {
    match command {
        RunsCommand::List { page } => {
            let page = page.map(|page| ("page", page.to_string()));
            list(client, page.as_slice()).await
        }
        RunsCommand::Show { run } => show(client, &run).await,
    }
}

async fn list(client: &Client, query: &[(&str, String)]) -> Result<Shown, RemoteError> {
    let answer: Answer<RunList> = client.call(Method::GET, &["runs"], query, NOTHING).await?;
    let rows: Vec<_> = answer.value.runs.iter().map(row).collect();
    let mut text = table(
        ["started at", "trigger", "outcome", "user", "client", "id"],
        &rows,
        "Nothing has run yet.",
    );
    if let Some(next) = &answer.value.next {
        text.push_str(&format!(
            "\nMore: latchwork admin runs list --page {}\n",
            harmless(next)
        ));
    }
    Ok(Shown::done(answer.raw, text))
}

fn row(run: &RunSummary) -> [String; 6] {
    [
        run.started_at.clone(),
        run.trigger.to_string(),
        outcome(run.outcome).to_owned(),
        or_dash(run.user_id.as_ref()),
        run.client_id.clone(),
        run.id.clone(),
    ]
}

pub(super) fn outcome(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Completed => "completed",
        RunOutcome::Denied => "denied",
        RunOutcome::Suspended => "suspended",
        RunOutcome::Canceled => "canceled",
        RunOutcome::Failed => "failed",
    }
}

async fn show(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Run> = client.get(&["runs", id]).await?;
    let run = &answer.value;
    let mut text = table(
        ["started at", "trigger", "outcome", "user", "client", "id"],
        &[row(&run.summary)],
        "",
    );
    if let Some(reason) = &run.reason {
        let _ = writeln!(text, "reason: {}", harmless(reason));
    }
    for step in &run.steps {
        write_step(&mut text, step);
    }
    Ok(Shown::done(answer.raw, text))
}

/// Writing to a String cannot fail.
fn write_step(text: &mut String, step: &RunStep) {
    let code = match (&step.code.version_id, &step.code.release) {
        (Some(version), _) => format!("version {version}"),
        (None, Some(release)) => format!("release {release}"),
        (None, None) => "version -".to_owned(),
    };
    let head = format!(
        "{} {code}, {}: {}",
        step.name,
        step.handler,
        outcome(step.outcome)
    );
    let _ = writeln!(
        text,
        "\n{} in {} µs, processor {} µs",
        harmless(&head),
        step.wall_us,
        step.cpu_us
    );
    for command in &step.commands {
        let _ = writeln!(text, "  command  {}", harmless(command));
    }
    if step.late_commands > 0 {
        let _ = writeln!(
            text,
            "  ignored  {} commands that came too late",
            step.late_commands
        );
    }
    for line in &step.logs {
        let _ = writeln!(
            text,
            "  log      {}",
            harmless(&line.message).replace('\n', "\n           ")
        );
    }
    for request in &step.requests {
        let status = or_dash(request.status);
        let error = request.error.as_deref().unwrap_or_default();
        let line = format!("{} {}  {status} {error}", request.method, request.url);
        let _ = writeln!(text, "  request  {}", harmless(&line).trim_end());
    }
    if let Some(failure) = &step.failure {
        let _ = writeln!(text, "  failure  {}", harmless(&failure.message));
        for frame in failure.stack.iter().flat_map(|stack| stack.lines()) {
            let _ = writeln!(text, "           {}", harmless(frame));
        }
    }
}

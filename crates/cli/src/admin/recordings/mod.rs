//! Recorded executions: which, what was recorded, whether a replay does the same.

mod arguments;
mod policy;
mod replay;

use std::fmt::Write as _;
use std::path::Path;

use api::{Recording, RecordingList, RecordingSummary};
use contract::recording::Recording as Recorded;
use reqwest::Method;
use serde_json::json;

use arguments::ListArguments;
pub(crate) use arguments::RecordingsCommand;

use super::find;
use super::runs::outcome;
use crate::remote::{Answer, Client, NOTHING, NewPrivate, RemoteError, Shown, confirm, table};
use crate::replay::step_in_words;
use crate::terminal::harmless;

const HEADING: [&str; 7] = [
    "made at", "trigger", "name", "outcome", "steps", "bytes", "id",
];

pub(super) async fn perform(
    client: &Client,
    command: RecordingsCommand,
) -> Result<Shown, RemoteError> {
    match command {
        RecordingsCommand::Policy { change } => policy::perform(client, change).await,
        RecordingsCommand::List(arguments) => list(client, arguments).await,
        RecordingsCommand::Show { recording } => show(client, &recording).await,
        RecordingsCommand::Export { recording, to_file } => {
            export(client, &recording, &to_file).await
        }
        RecordingsCommand::Replay { recording, version } => {
            replay::perform(client, &recording, version).await
        }
        RecordingsCommand::Delete { recording, yes } => delete(client, &recording, yes).await,
    }
}

async fn list(client: &Client, arguments: ListArguments) -> Result<Shown, RemoteError> {
    let action = match &arguments.action {
        Some(name) => Some(find::action(client, name).await?.id),
        None => arguments.installation,
    };
    let parameters = [
        (
            "trigger",
            arguments.trigger.map(|trigger| trigger.to_string()),
        ),
        ("action", action),
        (
            "outcome",
            arguments.outcome.map(|ended| ended.as_str().to_owned()),
        ),
        ("run", arguments.run),
        ("from", arguments.from),
        ("until", arguments.until),
        ("page", arguments.page.map(|page| page.to_string())),
    ];
    let query = parameters.into_iter();
    let query: Vec<_> = query
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    let path = ["recordings"];
    let answer: Answer<RecordingList> = client.call(Method::GET, &path, &query, NOTHING).await?;
    let rows: Vec<_> = answer.value.recordings.iter().map(row).collect();
    let empty = "Nothing is recorded here; `latchwork admin recordings policy` says what is.";
    let mut text = table(HEADING, &rows, empty);
    if let Some(next) = &answer.value.next {
        let _ = write!(text, "\nMore: the same with --page {}\n", harmless(next));
    }
    Ok(Shown::done(answer.raw, text))
}

fn row(recording: &RecordingSummary) -> [String; 7] {
    [
        recording.created_at.clone(),
        recording.trigger.to_string(),
        recording.name.clone(),
        outcome(recording.outcome).to_owned(),
        recording.steps.to_string(),
        recording.bytes.to_string(),
        recording.id.clone(),
    ]
}

async fn show(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Recording> = client.get(&["recordings", id]).await?;
    let Recording { summary, recorded } = &answer.value;
    let recorded: Recorded = serde_json::from_value(recorded.clone())
        .map_err(|_| RemoteError::NotOurs { status: 200 })?;
    Ok(Shown::done(answer.raw.clone(), told(summary, &recorded)))
}

/// Writing to a String cannot fail.
fn told(summary: &RecordingSummary, recorded: &Recorded) -> String {
    let mut text = table(HEADING, &[row(summary)], "");
    let _ = writeln!(
        text,
        "run {} step {}",
        harmless(&summary.run_id),
        summary.step
    );
    if !recorded.redacted.is_empty() {
        let redacted = recorded.redacted.join(", ");
        let _ = writeln!(text, "not all is shown: {}", harmless(&redacted));
    }
    for secret in &recorded.secrets {
        let _ = writeln!(text, "secret {}", harmless(&secret.name));
    }
    let event = serde_json::to_string_pretty(&recorded.event).unwrap_or_default();
    let _ = writeln!(text, "\nevent {}\n", harmless(&event));
    for (at, step) in recorded.steps.iter().enumerate() {
        let words = harmless(&step_in_words(step)).replace('\n', "\n      ");
        let _ = writeln!(text, "{:>4}  {words}", at + 1);
    }
    text
}

async fn export(client: &Client, id: &str, to: &Path) -> Result<Shown, RemoteError> {
    // Before the server notes that somebody took it.
    let file = NewPrivate::begin(to)?;
    let exported = client.file(&["recordings", id, "export"]).await?;
    let text = String::from_utf8(exported).map_err(|_| RemoteError::NotOurs { status: 200 })?;
    let bytes = text.len();
    let path = file.write(&text)?;
    let raw = json!({"file": path, "bytes": bytes});
    let text = format!("{}  {bytes} bytes", path.display());
    Ok(Shown::done(raw, harmless(&text)))
}

async fn delete(client: &Client, id: &str, yes: bool) -> Result<Shown, RemoteError> {
    confirm(&format!("Delete the recording {}?", harmless(id)), yes)?;
    let path = ["recordings", id];
    let answer: Answer<()> = client.call(Method::DELETE, &path, &[], NOTHING).await?;
    Ok(Shown::done(answer.raw, "It is deleted.".to_owned()))
}

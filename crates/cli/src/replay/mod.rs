//! `latchwork replay`: a recorded execution, repeated.

mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail, ensure};
use build::Action;
use clap::Args;
use contract::permission::Capabilities;
use contract::recording::{Difference, MOST_OF_OTHER_VERSIONS, NotComparable, Recording};
use contract::{Execution, Failure};
use sandbox::{FILE_NAME, LiveHost, NoOutbound, Replayed, Request, Sandbox, SharedSecrets, Source};
use serde::Serialize;

use crate::exit::Exit;
use crate::input::StringLimits;
use crate::local::{share, with_sandbox};
use crate::packages::{self, Given};
use crate::run::recording::{self, CEILING_BYTES};
use crate::run::{SECRETS, SOURCE_CEILING_BYTES};
use crate::{input, refusal, terminal};

pub(crate) use told::{ANOTHER_SANDBOX, step as step_in_words};

/// What a file of secrets may hold: those of the action, and of other versions, by `VERSION/NAME`, as many as a server conceals.
const ALL_SECRETS: StringLimits = StringLimits {
    entries: SECRETS.entries + MOST_OF_OTHER_VERSIONS,
    name_chars: 192,
    ..SECRETS
};

/// `latchwork replay`. Exit status: 0 identical; 1 different; 2 wrong use, or not comparable.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if the replay is identical; 1 if it differs; 2 if it cannot be compared, or on wrong use."
)]
pub(crate) struct ReplayArguments {
    /// The recording that `latchwork run --record` wrote, or that a server exported
    #[arg(value_name = "RECORDING.json")]
    file: PathBuf,
    /// Replays this code in place of the recorded one, and shows where it first differs
    #[arg(long, value_name = "FILE")]
    action: Option<PathBuf>,
    /// The secrets that the execution had: an object of strings. A recording names them without their values
    #[arg(long, value_name = "S.json")]
    secrets: Option<PathBuf>,
    #[command(flatten)]
    packages: Given,
    /// Prints one JSON object on standard output
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report<'a> {
    /// Whether nothing differs.
    identical: bool,
    /// How many steps the recording has.
    steps: usize,
    /// Whether another version of the sandbox recorded it.
    another_sandbox: bool,
    /// Where the replay first differs.
    difference: &'a Option<Difference>,
    /// What the replay did, up to there.
    execution: &'a Execution,
    /// Secrets of which the recording does not tell whether the execution had the values that are given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unchecked_secrets: Vec<&'a str>,
}

/// Runs the command.
pub(crate) fn replay(arguments: &ReplayArguments) -> Exit {
    let (recording, replayed) = match repeat(arguments) {
        Ok(repeated) => repeated,
        Err(error) => return refusal::tell(&error, arguments.json),
    };
    let Replayed {
        execution,
        difference,
    } = &replayed;
    let steps = recording.steps.len();
    let identical = difference.is_none();
    let another_sandbox = recording.guest != sandbox::guest_digest();
    let unchecked_secrets = unchecked(&recording);
    if arguments.json {
        terminal::print_json(&Report {
            identical,
            steps,
            another_sandbox,
            difference,
            execution,
            unchecked_secrets,
        });
    } else {
        if !unchecked_secrets.is_empty() {
            terminal::complain(&format!(
                "note: the recording does not tell whether the execution had these values of {}",
                unchecked_secrets.join(", ")
            ));
        }
        let mut text = told::told(steps, difference.as_ref(), execution);
        if another_sandbox && !identical {
            text.push_str(ANOTHER_SANDBOX);
        }
        terminal::print(&text);
    }
    if identical { Exit::Done } else { Exit::Failed }
}

fn repeat(arguments: &ReplayArguments) -> anyhow::Result<(Recording, Replayed)> {
    let mut recording: Recording = input::json(&arguments.file, CEILING_BYTES)?;
    let format = recording.check_format();
    format.with_context(|| format!("{} cannot be read", arguments.file.display()))?;
    recording.limits.check().with_context(|| {
        format!(
            "{} is no recording of this program's",
            arguments.file.display()
        )
    })?;
    let code = code(arguments, &recording)?;
    let secrets = match &arguments.secrets {
        Some(path) => input::strings(path, &ALL_SECRETS)?,
        None => BTreeMap::new(),
    };
    let shared = arguments.packages.secrets()?;
    let all = packages::all_secrets(&secrets, &shared);
    let comparable = recording.check_comparable(|name| all.get(name).map(String::as_str));
    comparable.map_err(|why| not_comparable(&why))?;
    let values = recording::values(&all);
    recording.reveal(&values)?;
    let mut replayed = with_sandbox(async |sandbox| {
        let source = match source(arguments, &recording, &code).await? {
            Ok(source) => source,
            Err(failure) => bail!(unloaded(&failure)),
        };
        in_sandbox(sandbox, &recording, &source, secrets, shared).await
    })?;
    if let Some(difference) = &mut replayed.difference {
        difference.conceal(&values);
    }
    Ok((recording, replayed))
}

fn code(arguments: &ReplayArguments, recording: &Recording) -> anyhow::Result<String> {
    match (&arguments.action, &recording.code) {
        (Some(path), _) => Ok(input::text(path, SOURCE_CEILING_BYTES)?),
        (None, Some(code)) => Ok(code.clone()),
        (None, None) => bail!(
            "{} holds no code; name the action's file with --action",
            arguments.file.display()
        ),
    }
}

/// The action with what it requires, in the versions that its file is run with. A recording has the text of the action
/// alone, whichever form it is written in.
async fn source(
    arguments: &ReplayArguments,
    recording: &Recording,
    code: &str,
) -> anyhow::Result<Result<Source, Failure>> {
    if arguments.action.is_none() {
        let action = Action {
            name: FILE_NAME,
            file: FILE_NAME,
            text: code,
            ..Action::default()
        };
        let required = build::required(&action).unwrap_or_default().packages;
        let required: Vec<String> = required.into_iter().collect();
        ensure!(
            required.is_empty(),
            "the action that was recorded requires `{}`, and a recording does not hold packages; name its file with --action: the versions are those that the file is run with",
            required.join("`, `")
        );
    }
    let path = arguments.action.as_deref().unwrap_or(Path::new(FILE_NAME));
    packages::source(recording.trigger, path, code, &arguments.packages).await
}

fn unloaded(failure: &Failure) -> String {
    format!("the action does not load: {}", failure.message)
}

/// Why nothing is compared, and what to do.
fn not_comparable(why: &NotComparable) -> anyhow::Error {
    let next = match why {
        NotComparable::Redacted(_) => "; replay it on the server that has the whole of it",
        NotComparable::MissingSecret(_) => "; give its value in a file with --secrets",
        NotComparable::Format(_) | NotComparable::OtherValue(_) => "",
    };
    anyhow!("not comparable: {why}{next}")
}

/// The secrets whose values the recording does not tell from others: a server keeps that to itself.
fn unchecked(recording: &Recording) -> Vec<&str> {
    let secrets = recording.secrets.iter();
    let unchecked = secrets.filter(|secret| secret.version.is_none());
    unchecked.map(|secret| secret.name.as_str()).collect()
}

async fn in_sandbox(
    sandbox: &Sandbox,
    recording: &Recording,
    source: &Source,
    mut secrets: BTreeMap<String, String>,
    shared: SharedSecrets,
) -> anyhow::Result<Replayed> {
    // A secret of another version was in no event.
    for other in recording.secrets.iter().filter(|one| one.of.is_some()) {
        secrets.remove(&other.name);
    }
    let share = share();
    let prepared = match sandbox.prepare(&share, source).await {
        Ok(prepared) => prepared,
        Err(failure) => bail!(unloaded(&failure)),
    };
    let request = Request {
        share,
        handler: recording.handler.clone(),
        event: recording.event.clone(),
        secrets,
        configuration: recording.configuration.clone(),
        cache: recording.cache.clone(),
        can_redirect: recording.can_redirect,
        capabilities: Capabilities::All,
        limits: recording.limits,
        host: Arc::new(LiveHost::new(Arc::new(NoOutbound)).with_shared(shared)),
    };
    let steps = recording.steps.clone();
    let replayed = sandbox.replay(&prepared, request, steps).await;
    replayed.map_err(|Failure { message, .. }| anyhow!("not comparable: {message}"))
}

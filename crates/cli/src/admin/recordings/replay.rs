//! A recorded execution, repeated on the server.

use std::num::NonZeroU32;

use api::{Replay, ReplayRecording, ReplayVerdict};
use contract::recording::Step;
use reqwest::Method;
use serde_json::Value;

use crate::exit::Exit;
use crate::remote::{Answer, Client, RemoteError, Shown};
use crate::replay::{ANOTHER_SANDBOX, step_in_words};
use crate::terminal::harmless;

pub(super) async fn perform(
    client: &Client,
    id: &str,
    version: Option<NonZeroU32>,
) -> Result<Shown, RemoteError> {
    let version = version.map(NonZeroU32::get);
    let path = ["recordings", id, "replay"];
    let body = ReplayRecording { version };
    let answer: Answer<Replay> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let exit = match answer.value.verdict {
        ReplayVerdict::Identical => Exit::Done,
        ReplayVerdict::Different => Exit::Failed,
        ReplayVerdict::NotComparable => Exit::WrongUse,
    };
    let text = harmless(&told(&answer.value));
    Ok(Shown {
        raw: answer.raw,
        text,
        exit,
    })
}

fn told(replay: &Replay) -> String {
    let steps = replay.steps;
    match replay.verdict {
        ReplayVerdict::Identical => format!("identical: {steps} steps"),
        ReplayVerdict::NotComparable => {
            let reason = replay.reason.as_deref().unwrap_or_default();
            format!("not comparable: {reason}")
        }
        ReplayVerdict::Different => {
            let at = replay.at.unwrap_or_default() + 1;
            let ended = replay.failure.as_ref();
            let ended = ended.map_or_else(String::new, |ended| format!(": {}", ended.message));
            let another = match replay.another_sandbox {
                true => ANOTHER_SANDBOX,
                false => "",
            };
            format!(
                "different at step {at} of {steps}\n  recorded: {}\n  replayed: {}{another}",
                words(
                    replay.recorded.as_ref(),
                    "the recording ends here, or is not shown"
                ),
                words(
                    replay.found.as_ref(),
                    &format!("ends here, or is not shown{ended}")
                )
            )
        }
    }
}

fn words(step: Option<&Value>, nothing: &str) -> String {
    let step = step.and_then(|step| serde_json::from_value::<Step>(step.clone()).ok());
    step.map_or_else(|| nothing.to_owned(), |step| step_in_words(&step))
}

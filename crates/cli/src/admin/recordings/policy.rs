//! Which executions are recorded.

use std::fmt::Write as _;

use api::{RecordingMode, RecordingPolicy, SetRecordingPolicy};
use reqwest::Method;

use super::arguments::{Mode, PolicyCommand, SetArguments};
use crate::remote::{Answer, Client, RemoteError, Shown};
use crate::terminal::harmless;

const PATH: [&str; 1] = ["recording-policy"];

pub(super) async fn perform(
    client: &Client,
    change: Option<PolicyCommand>,
) -> Result<Shown, RemoteError> {
    let seen: Answer<RecordingPolicy> = client.get(&PATH).await?;
    let Some(PolicyCommand::Set(arguments)) = change else {
        return Ok(described(seen));
    };
    let body = changed(seen.value.policy, arguments);
    let answer = client.call(Method::PUT, &PATH, &[], Some(&body)).await?;
    Ok(described(answer))
}

/// The policy with these changes; nothing else of it moves.
fn changed(policy: SetRecordingPolicy, arguments: SetArguments) -> SetRecordingPolicy {
    let mode = arguments.mode.map_or(policy.mode, |mode| match mode {
        Mode::Off => RecordingMode::Off,
        Mode::Failures => RecordingMode::Failures,
        Mode::Sample => RecordingMode::Sample,
        Mode::All => RecordingMode::All,
    });
    let sampled = match mode {
        RecordingMode::Sample => policy.per_mille,
        RecordingMode::Off | RecordingMode::Failures | RecordingMode::All => None,
    };
    let mut redact = policy.redact;
    redact.retain(|path| !arguments.unredact.contains(path));
    for path in arguments.redact {
        if !redact.contains(&path) {
            redact.push(path);
        }
    }
    SetRecordingPolicy {
        mode,
        per_mille: arguments.per_mille.or(sampled),
        days: arguments.days.or(policy.days),
        rows: arguments.rows.or(policy.rows),
        bytes: arguments.bytes.or(policy.bytes),
        redact,
    }
}

fn described(answer: Answer<RecordingPolicy>) -> Shown {
    let RecordingPolicy {
        policy,
        used_rows,
        used_bytes,
        not_recorded,
    } = &answer.value;
    let which = match policy.mode {
        RecordingMode::Off => "Nothing is recorded.".to_owned(),
        RecordingMode::Failures => "Executions that fail are recorded.".to_owned(),
        RecordingMode::Sample => {
            let share = policy.per_mille.unwrap_or_default();
            format!("The executions of {share} runs in a thousand are recorded.")
        }
        RecordingMode::All => "Every execution is recorded.".to_owned(),
    };
    let of = |most: Option<u64>| most.map_or_else(|| "-".to_owned(), |most| most.to_string());
    let mut text = format!(
        "{which}\nkept for {} days\n{used_rows} of {} recordings, {used_bytes} of {} bytes\n",
        of(policy.days),
        of(policy.rows),
        of(policy.bytes)
    );
    for (count, why) in [
        (not_recorded.too_large, "they were too large to keep"),
        (not_recorded.waiting, "too much waited to be written"),
        (not_recorded.full, "the recordings were full"),
        (not_recorded.failed, "the server could not write them"),
    ] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "not recorded since the server started: {count}, for {why}"
            );
        }
    }
    for path in &policy.redact {
        let _ = writeln!(text, "not shown: {}", harmless(path));
    }
    Shown::done(answer.raw, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_leaves_the_rest_as_it_is() {
        let policy = SetRecordingPolicy {
            mode: RecordingMode::Sample,
            per_mille: Some(5),
            days: Some(3),
            rows: Some(10),
            bytes: Some(2_000_000),
            redact: vec!["log".to_owned(), "event.user.email".to_owned()],
        };
        let arguments = SetArguments {
            mode: Some(Mode::All),
            per_mille: None,
            days: Some(9),
            rows: None,
            bytes: None,
            redact: vec!["event.user.email".to_owned(), "command:*".to_owned()],
            unredact: vec!["log".to_owned()],
        };
        assert_eq!(
            changed(policy, arguments),
            SetRecordingPolicy {
                mode: RecordingMode::All,
                per_mille: None,
                days: Some(9),
                rows: Some(10),
                bytes: Some(2_000_000),
                redact: vec!["event.user.email".to_owned(), "command:*".to_owned()],
            }
        );
    }
}

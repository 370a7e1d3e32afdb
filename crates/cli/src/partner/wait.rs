//! Waits until the checks of a submission have ended.

use std::time::{Duration, Instant};

use api::{Submission, SubmissionState};

use crate::exit::Exit;
use crate::remote::{Answer, Client, RemoteError};
use crate::shown;
use crate::terminal::{Waiting, harmless};

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// How long calls in a row may find no server: it is being restarted, or the network changes.
const MOST_MISSED: Duration = Duration::from_secs(120);

/// Asks again and again, ever more seldom, until the submission has left its checks.
pub(super) async fn until_checked(
    client: &Client,
    mut answer: Answer<Submission>,
    waiting: &Waiting,
) -> Result<Answer<Submission>, RemoteError> {
    let id = answer.value.summary.id.clone();
    let (mut pause, mut missed_since) = (FIRST_PAUSE, None);
    while is_in_checks(answer.value.summary.state) {
        waiting.now(shown::state(answer.value.summary.state));
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
        match client.get(&["submissions", &id]).await {
            Ok(next) => (answer, missed_since) = (next, None),
            Err(error @ RemoteError::Unreachable { .. }) => {
                let Some(since) = missed_since else {
                    missed_since = Some(Instant::now());
                    waiting.say(&trying_again(&error));
                    continue;
                };
                if since.elapsed() > MOST_MISSED {
                    return Err(error);
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(answer)
}

/// 1 where it did not pass.
pub(super) fn came_to(submission: &Submission) -> Exit {
    match submission.summary.state {
        SubmissionState::Returned | SubmissionState::Rejected => Exit::Failed,
        _ => Exit::Done,
    }
}

fn trying_again(error: &RemoteError) -> String {
    let minutes = MOST_MISSED.as_secs() / 60;
    harmless(&format!(
        "{error} It is tried again, for up to {minutes} minutes."
    ))
}

fn is_in_checks(state: SubmissionState) -> bool {
    matches!(state, SubmissionState::Received | SubmissionState::Checking)
}

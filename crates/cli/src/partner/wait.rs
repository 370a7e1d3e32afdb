//! Waits until the checks of a submission have ended.

use std::time::Duration;

use api::{Submission, SubmissionState};

use crate::remote::{Answer, Client, RemoteError};
use crate::shown;
use crate::terminal::Waiting;

const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// Calls in a row that may find no server: it is being restarted, or the network changes.
const MOST_MISSED: u32 = 8;

/// Asks again and again, ever more seldom, until the submission has left its checks.
pub(super) async fn until_checked(
    client: &Client,
    mut answer: Answer<Submission>,
    waiting: &Waiting,
) -> Result<Answer<Submission>, RemoteError> {
    let id = answer.value.summary.id.clone();
    let (mut pause, mut missed) = (FIRST_PAUSE, 0);
    while is_in_checks(answer.value.summary.state) {
        waiting.now(shown::state(answer.value.summary.state));
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
        match client.get(&["submissions", &id]).await {
            Ok(next) => (answer, missed) = (next, 0),
            Err(RemoteError::Unreachable { .. }) if missed < MOST_MISSED => missed += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(answer)
}

fn is_in_checks(state: SubmissionState) -> bool {
    matches!(state, SubmissionState::Received | SubmissionState::Checking)
}

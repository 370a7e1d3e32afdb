//! `latchwork submit`: the package is signed here and sent to its checks and its review.

use std::sync::Arc;

use api::Submission;

use super::arguments::SubmitArguments;
use super::config::Login;
use super::sent;
use super::wait::{came_to, until_checked};
use crate::remote::{Answer, RemoteError, Shown};
use crate::shown::{Reader, counts, next_step, state};
use crate::terminal::{Waiting, complain, harmless};

pub(super) async fn submit(arguments: SubmitArguments) -> Result<Shown, RemoteError> {
    let login = Login::load()?;
    let sent = sent::prepare(&arguments.package, &login)?;
    let client = login.client()?;
    let mut query = Vec::new();
    query.extend(arguments.note.map(|note| ("note", note)));
    query.extend(arguments.replaces.map(|id| ("replaces", id)));
    let headers = [
        ("latchwork-signing-key", login.signing_key_id.clone()),
        ("latchwork-signature", sent.signature),
    ];
    let waiting = Arc::new(Waiting::begin("sending"));
    let mut answer: Answer<Submission> = client
        .send_package(
            &["submissions"],
            &query,
            &headers,
            sent.bytes,
            Arc::clone(&waiting),
        )
        .await?;
    if arguments.wait {
        // Whatever becomes of the waiting, the submission is there.
        complain(&harmless(&format!(
            "submitted as {}",
            answer.value.summary.id
        )));
        answer = until_checked(&client, answer, &waiting).await?;
    }
    drop(waiting);
    Ok(Shown {
        text: told(&answer.value),
        exit: came_to(&answer.value),
        raw: answer.raw,
    })
}

fn told(submission: &Submission) -> String {
    let one = &submission.summary;
    let mut text = format!(
        "{} {} is submitted as {}\ndigest  {}\nstate   {}\nnext    {}\n",
        one.slug,
        one.version,
        one.id,
        one.digest,
        state(one.state),
        next_step(one, Reader::Partner)
    );
    if let Some(found) = &one.findings {
        text.push_str(&format!("found   {}\n", counts(found)));
    }
    harmless(&text)
}

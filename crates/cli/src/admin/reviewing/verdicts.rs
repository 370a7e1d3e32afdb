//! Decisions on a submission, and its publication.

use api::{Decision, GiveVerdict, PublishSubmission, Submission};
use reqwest::Method;
use serde::Serialize;

use super::arguments::VerdictArguments;
use crate::remote::{Answer, Client, RemoteError, Shown, confirm, moment};
use crate::shown::{self, Reader};
use crate::terminal::harmless;

pub(super) async fn approve(
    client: &Client,
    on: &VerdictArguments,
    reason: Option<String>,
) -> Result<Shown, RemoteError> {
    decide(client, on, Decision::Approve, reason).await
}

pub(super) async fn send_back(
    client: &Client,
    on: &VerdictArguments,
    reason: String,
) -> Result<Shown, RemoteError> {
    decide(client, on, Decision::Return, Some(reason)).await
}

pub(super) async fn reject(
    client: &Client,
    on: &VerdictArguments,
    reason: String,
    yes: bool,
) -> Result<Shown, RemoteError> {
    let question = format!("Reject {} for good?", harmless(&on.id));
    confirm(&question, yes)?;
    decide(client, on, Decision::Reject, Some(reason)).await
}

async fn decide(
    client: &Client,
    on: &VerdictArguments,
    decision: Decision,
    reason: Option<String>,
) -> Result<Shown, RemoteError> {
    let body = GiveVerdict {
        revision: revision(client, on).await?,
        decision,
        reason,
    };
    step(client, on, "verdicts", &body).await
}

pub(super) async fn publish(
    client: &Client,
    on: &VerdictArguments,
    at: Option<String>,
) -> Result<Shown, RemoteError> {
    let body = PublishSubmission {
        revision: revision(client, on).await?,
        publish_at: at.map(moment),
    };
    step(client, on, "publish", &body).await
}

async fn revision(client: &Client, on: &VerdictArguments) -> Result<u64, RemoteError> {
    if let Some(revision) = on.revision {
        return Ok(revision);
    }
    let seen: Answer<Submission> = client.get(&["reviews", &on.id]).await?;
    Ok(seen.value.summary.revision)
}

async fn step(
    client: &Client,
    on: &VerdictArguments,
    step: &str,
    body: &impl Serialize,
) -> Result<Shown, RemoteError> {
    let path = ["reviews", &on.id, step];
    let answer: Answer<Submission> = client.call(Method::POST, &path, &[], Some(body)).await?;
    let text = shown::describe(&answer.value, Reader::Reviewer);
    Ok(Shown::done(answer.raw, text))
}

//! `latchwork withdraw` and `latchwork comment`: a submission is taken back, its reviewers are answered.

use api::{Comment, Submission, WithdrawSubmission, WriteComment};
use reqwest::Method;

use super::arguments::{CommentArguments, WithdrawArguments};
use super::config::Login;
use crate::remote::{Answer, RemoteError, Shown, confirm, place};
use crate::shown::{self, Reader};
use crate::terminal::harmless;

pub(super) async fn withdraw(arguments: &WithdrawArguments) -> Result<Shown, RemoteError> {
    let client = Login::load()?.client()?;
    let seen: Answer<Submission> = client.get(&["submissions", &arguments.id]).await?;
    let one = &seen.value.summary;
    let question = format!(
        "Take back {} {}, which is in {}?",
        one.slug,
        one.version,
        shown::state(one.state)
    );
    confirm(&harmless(&question), arguments.yes)?;
    let body = WithdrawSubmission {
        revision: one.revision,
    };
    let path = ["submissions", &arguments.id, "withdraw"];
    let answer: Answer<Submission> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let text = shown::describe(&answer.value, Reader::Partner);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn comment(arguments: CommentArguments) -> Result<Shown, RemoteError> {
    let client = Login::load()?.client()?;
    let body = WriteComment {
        text: arguments.text,
        place: arguments.at.as_deref().map(place).transpose()?,
    };
    let path = ["submissions", &arguments.id, "comments"];
    let answer: Answer<Comment> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let text = "It is written; the reviewers see it beside the package.".to_owned();
    Ok(Shown::done(answer.raw, text))
}

//! `latchwork status`: how submissions stand, what comes next and by when.

use api::{NoticeList, Submission, SubmissionList};
use bundle::Report;
use reqwest::Method;

use super::arguments::StatusArguments;
use super::config::Login;
use super::wait::{came_to, until_checked};
use crate::package::report_text;
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown};
use crate::shown::{self, Reader};
use crate::terminal::{Paint, Waiting};

pub(super) async fn status(arguments: &StatusArguments) -> Result<Shown, RemoteError> {
    let client = Login::load()?.client()?;
    let page = arguments.page.map(|page| ("page", page.to_string()));
    let page = page.as_slice();
    match &arguments.id {
        Some(id) if arguments.report => report(&client, id).await,
        Some(id) if arguments.wait => checked(&client, id).await,
        Some(id) => one(&client, id).await,
        None if arguments.notices => notices(&client, page).await,
        None => list(&client, page).await,
    }
}

async fn list(client: &Client, page: &[(&str, String)]) -> Result<Shown, RemoteError> {
    let path = ["submissions"];
    let answer: Answer<SubmissionList> = client.call(Method::GET, &path, page, NOTHING).await?;
    let text = shown::list(&answer.value, Reader::Partner, "status");
    Ok(Shown::done(answer.raw, text))
}

async fn notices(client: &Client, page: &[(&str, String)]) -> Result<Shown, RemoteError> {
    let path = ["partner", "notices"];
    let answer: Answer<NoticeList> = client.call(Method::GET, &path, page, NOTHING).await?;
    let text = shown::notices(&answer.value, "status --notices");
    Ok(Shown::done(answer.raw, text))
}

async fn one(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Submission> = client.get(&["submissions", id]).await?;
    let text = shown::describe(&answer.value, Reader::Partner);
    Ok(Shown::done(answer.raw, text))
}

async fn checked(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Submission> = client.get(&["submissions", id]).await?;
    let waiting = Waiting::begin("waiting for the checks");
    let answer = until_checked(client, answer, &waiting).await?;
    drop(waiting);
    Ok(Shown {
        text: shown::describe(&answer.value, Reader::Partner),
        exit: came_to(&answer.value),
        raw: answer.raw,
    })
}

async fn report(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Report> = client.get(&["submissions", id, "report"]).await?;
    let text = report_text(&answer.value, Paint::for_stdout());
    Ok(Shown::done(answer.raw, text))
}

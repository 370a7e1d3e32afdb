//! Notices to the tenant: what became of what it has installed.

use api::NoticeList;
use reqwest::Method;

use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown};
use crate::shown;

pub(super) async fn list(client: &Client, page: Option<u32>) -> Result<Shown, RemoteError> {
    let page = page.map(|page| ("page", page.to_string()));
    let path = ["notices"];
    let answer: Answer<NoticeList> = client
        .call(Method::GET, &path, page.as_slice(), NOTHING)
        .await?;
    let text = shown::notices(&answer.value, "admin notices");
    Ok(Shown::done(answer.raw, text))
}

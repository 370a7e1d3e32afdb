//! What was done on the way of packages, and by whom.

use api::{MarketAct, MarketAudit};
use reqwest::Method;

use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, table};
use crate::shown::more;

pub(in crate::admin) async fn list(
    client: &Client,
    page: Option<u32>,
) -> Result<Shown, RemoteError> {
    let page = page.map(|page| ("page", page.to_string()));
    let path = ["market", "audit"];
    let answer: Answer<MarketAudit> = client
        .call(Method::GET, &path, page.as_slice(), NOTHING)
        .await?;
    let rows: Vec<_> = answer.value.acts.iter().map(row).collect();
    let heading = ["at", "who", "what", "with", "details"];
    let mut text = table(heading, &rows, "Nothing has happened yet.");
    text.push_str(&more(answer.value.next.as_ref(), "admin audit"));
    Ok(Shown::done(answer.raw, text))
}

fn row(act: &MarketAct) -> [String; 5] {
    [
        act.at.clone(),
        act.actor.clone(),
        act.operation.clone(),
        act.target.clone(),
        act.details.to_string(),
    ]
}

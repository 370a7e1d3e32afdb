//! What a version of an action is made of: its bill of materials, its packages' licences.

use std::num::NonZeroU32;

use api::{LicenceList, Sbom};

use super::find;
use crate::remote::{Answer, Client, RemoteError, Shown, or_dash, table};

pub(super) async fn sbom(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let number = version.to_string();
    let path = ["actions", &action.id, "versions", &number, "sbom"];
    let answer: Answer<Sbom> = client.get(&path).await?;
    let text = format!("{:#}", answer.value.0);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn licences(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let action = find::action(client, action).await?;
    let number = version.to_string();
    let path = ["actions", &action.id, "versions", &number, "licences"];
    let answer: Answer<LicenceList> = client.get(&path).await?;
    let rows: Vec<_> = answer
        .value
        .licences
        .iter()
        .map(|one| {
            [
                one.name.clone(),
                one.version.clone(),
                or_dash(one.license.as_deref()),
            ]
        })
        .collect();
    let heading = ["package", "version", "licence"];
    let text = table(heading, &rows, "It requires no packages.");
    Ok(Shown::done(answer.raw, text))
}

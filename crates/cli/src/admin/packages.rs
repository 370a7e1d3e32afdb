//! What a version of an action is made of: its lockfile, its bill of materials, its packages' licences.

use std::num::NonZeroU32;

use api::{LicenceList, Lockfile, Sbom};
use serde::de::DeserializeOwned;

use super::find;
use crate::packages::licence_table;
use crate::remote::{Answer, Client, RemoteError, Shown};

pub(super) async fn lock(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let answer: Answer<Lockfile> = part(client, action, version, "lock").await?;
    let text = format!("{:#}", answer.value.0);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn sbom(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let answer: Answer<Sbom> = part(client, action, version, "sbom").await?;
    let text = format!("{:#}", answer.value.0);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn licences(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let answer: Answer<LicenceList> = part(client, action, version, "licences").await?;
    let licences = answer.value.licences.iter();
    let text =
        licence_table(licences.map(|one| (&*one.name, &*one.version, one.license.as_deref())));
    Ok(Shown::done(answer.raw, text))
}

/// What the server tells of a version under this name.
async fn part<T: DeserializeOwned>(
    client: &Client,
    action: &str,
    version: NonZeroU32,
    name: &str,
) -> Result<Answer<T>, RemoteError> {
    let action = find::action(client, action).await?;
    let number = version.to_string();
    let path = ["actions", &action.id, "versions", &number, name];
    client.get(&path).await
}

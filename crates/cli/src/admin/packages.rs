//! What a version of an action is made of: its lockfile, its bill of materials, its packages' licences and known vulnerabilities.

use std::num::NonZeroU32;

use api::{LicenceList, Lockfile, Sbom, Vulnerability, VulnerabilityList};
use serde::de::DeserializeOwned;

use super::find;
use crate::packages::licence_table;
use crate::remote::{Answer, Client, RemoteError, Shown, or_dash, table};

pub(super) async fn lock(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let answer: Answer<Lockfile> = part(client, action, version, "lock").await?;
    Ok(Shown::document(answer.raw))
}

pub(super) async fn sbom(
    client: &Client,
    action: &str,
    version: NonZeroU32,
) -> Result<Shown, RemoteError> {
    let answer: Answer<Sbom> = part(client, action, version, "sbom").await?;
    Ok(Shown::document(answer.raw))
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

pub(super) async fn vulnerabilities(
    client: &Client,
    action: &str,
    version: Option<NonZeroU32>,
) -> Result<Shown, RemoteError> {
    let answer: Answer<VulnerabilityList> = match version {
        Some(version) => part(client, action, version, "vulnerabilities").await?,
        None => {
            let action = find::action(client, action).await?;
            client
                .get(&["actions", &action.id, "vulnerabilities"])
                .await?
        }
    };
    let rows: Vec<_> = answer.value.vulnerabilities.iter().map(row).collect();
    let empty = match &answer.value.as_of {
        Some(as_of) => format!("No vulnerability of its packages is known, as of {as_of}."),
        None => "Nothing was looked up: no packages were built of it, or the server has no advisories, which its operator names in [npm]."
            .to_owned(),
    };
    let heading = [
        "severity", "package", "version", "fixed in", "advisory", "summary",
    ];
    Ok(Shown::done(answer.raw, table(heading, &rows, &empty)))
}

fn row(one: &Vulnerability) -> [String; 6] {
    // The word that the answer has for it.
    let severity = serde_json::to_value(one.severity).unwrap_or_default();
    [
        or_dash(severity.as_str()),
        one.package.clone(),
        one.version.clone(),
        or_dash(one.fixed_in.as_deref()),
        one.id.clone(),
        one.summary.clone(),
    ]
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

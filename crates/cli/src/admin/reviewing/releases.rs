//! Releases: what they are made of; taken out of the catalogue, or stopped everywhere.

use api::{DelistRelease, RecallRelease, Release, Sbom};
use reqwest::Method;

use crate::remote::{Answer, Client, RemoteError, Shown, confirm};
use crate::terminal::harmless;

pub(super) async fn sbom(client: &Client, digest: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Sbom> = client.get(&["releases", digest, "sbom"]).await?;
    Ok(Shown::document(answer.raw))
}

pub(super) async fn delist(
    client: &Client,
    digest: &str,
    reason: String,
) -> Result<Shown, RemoteError> {
    let path = ["releases", digest, "delist"];
    let body = DelistRelease { reason };
    let answer: Answer<Release> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let one = &answer.value;
    let text = format!(
        "{} {} takes no new installations; it runs on where it is installed. `latchwork admin releases recall` stops it there.",
        one.slug, one.version
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

pub(super) async fn recall(
    client: &Client,
    digest: &str,
    reason: String,
    yes: bool,
) -> Result<Shown, RemoteError> {
    let question = format!("Stop {} in every tenant from now on?", harmless(digest));
    confirm(&question, yes)?;
    let path = ["releases", digest, "recall"];
    let body = RecallRelease { reason };
    let answer: Answer<Release> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let one = &answer.value;
    let text = format!(
        "{} {} runs nowhere any more; its partner and its tenants are told.",
        one.slug, one.version
    );
    Ok(Shown::done(answer.raw, harmless(&text)))
}

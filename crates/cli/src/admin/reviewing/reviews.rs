//! Submissions as reviewers see them.

use std::path::PathBuf;

use api::{Comment, ShippedPackages, Submission, SubmissionList, WriteComment};
use bundle::{Limits, Package, Report};
use clap::ValueEnum;
use reqwest::Method;
use serde_json::json;

use super::arguments::Stands;
use crate::package::{report_text, write_whole};
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown};
use crate::shown::{self, Reader};
use crate::terminal::{Paint, Waiting, harmless};

/// Where a submission waits for a reviewer.
pub(super) const WAITING: [Stands; 3] = [
    Stands::FunctionalReview,
    Stands::SecurityReview,
    Stands::Approved,
];

pub(super) async fn list(
    client: &Client,
    states: &[Stands],
    page: Option<u32>,
) -> Result<Shown, RemoteError> {
    let states = states_query(states);
    let mut query = Vec::new();
    query.extend(states.map(|states| ("state", states)));
    query.extend(page.map(|page| ("page", page.to_string())));
    let path = ["reviews"];
    let answer: Answer<SubmissionList> = client.call(Method::GET, &path, &query, NOTHING).await?;
    let text = shown::list(&answer.value, Reader::Reviewer, "admin reviews list");
    Ok(Shown::done(answer.raw, text))
}

/// `functional_review,security_review`; none for all.
fn states_query(states: &[Stands]) -> Option<String> {
    let names = states.iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = names
        .map(|name| name.get_name().replace('-', "_"))
        .collect();
    (!names.is_empty()).then(|| names.join(","))
}

pub(super) async fn show(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Submission> = client.get(&["reviews", id]).await?;
    let text = shown::describe(&answer.value, Reader::Reviewer);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn report(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<Report> = client.get(&["reviews", id, "report"]).await?;
    let text = report_text(&answer.value, Paint::for_stdout());
    Ok(Shown::done(answer.raw, text))
}

/// The package is compared with the digest that was submitted before it is kept.
pub(super) async fn package(
    client: &Client,
    id: &str,
    output: Option<PathBuf>,
) -> Result<Shown, RemoteError> {
    let seen: Answer<Submission> = client.get(&["reviews", id]).await?;
    let one = &seen.value.summary;
    let waiting = Waiting::begin("fetching the package");
    let bytes = client.package(&["reviews", id, "package"]).await?;
    drop(waiting);
    let arrived = Package::from_archive(&bytes, Limits::DEFAULT).ok();
    if arrived.is_none_or(|package| package.digest().to_string() != one.digest) {
        return Err(RemoteError::OtherPackage {
            digest: one.digest.clone(),
        });
    }
    // Slug and version are what the server says, and this becomes a path.
    let name = format!("{}-{}.zip", one.slug, one.version);
    let file = output.unwrap_or_else(|| PathBuf::from(name.replace(['/', '\\'], "_")));
    write_whole(&file, &bytes).map_err(|cause| RemoteError::Package { cause })?;
    let raw = json!({"file": file, "digest": one.digest, "bytes": bytes.len()});
    let text = format!("{}  {} bytes\n{}", file.display(), bytes.len(), one.digest);
    Ok(Shown::done(raw, harmless(&text)))
}

pub(super) async fn packages(client: &Client, id: &str) -> Result<Shown, RemoteError> {
    let answer: Answer<ShippedPackages> = client.get(&["reviews", id, "packages"]).await?;
    let text = shown::shipped_packages(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn comment(
    client: &Client,
    id: &str,
    body: WriteComment,
) -> Result<Shown, RemoteError> {
    let path = ["reviews", id, "comments"];
    let answer: Answer<Comment> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let text = "It is written; the partner is told.".to_owned();
    Ok(Shown::done(answer.raw, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_asked_for_by_the_servers_names() {
        assert_eq!(states_query(&[]), None);
        assert_eq!(
            states_query(&[Stands::FunctionalReview, Stands::Approved]).as_deref(),
            Some("functional_review,approved")
        );
    }
}

//! What reviewers do: look at submissions, decide on them, publish and take back.

mod arguments;
mod releases;
mod reviews;
mod verdicts;

use api::WriteComment;

pub(crate) use arguments::{ReleasesCommand, ReviewsCommand};

use crate::remote::{Client, RemoteError, Shown, place};

pub(super) async fn reviews(
    client: &Client,
    command: ReviewsCommand,
) -> Result<Shown, RemoteError> {
    match command {
        ReviewsCommand::List { state, all, page } => {
            let states = match (all, state.is_empty()) {
                (true, _) => &[],
                (false, true) => reviews::WAITING.as_slice(),
                (false, false) => state.as_slice(),
            };
            reviews::list(client, states, page).await
        }
        ReviewsCommand::Show { id } => reviews::show(client, &id).await,
        ReviewsCommand::Report { id } => reviews::report(client, &id).await,
        ReviewsCommand::Package { id, output } => reviews::package(client, &id, output).await,
        ReviewsCommand::Packages { id } => reviews::packages(client, &id).await,
        ReviewsCommand::Approve { on, reason } => verdicts::approve(client, &on, reason).await,
        ReviewsCommand::Return { on, reason } => verdicts::send_back(client, &on, reason).await,
        ReviewsCommand::Reject { on, reason, yes } => {
            verdicts::reject(client, &on, reason, yes).await
        }
        ReviewsCommand::Comment { id, text, at } => {
            let place = at.as_deref().map(place).transpose()?;
            reviews::comment(client, &id, WriteComment { text, place }).await
        }
        ReviewsCommand::Publish { on, at } => verdicts::publish(client, &on, at).await,
    }
}

pub(super) async fn releases(
    client: &Client,
    command: ReleasesCommand,
) -> Result<Shown, RemoteError> {
    match command {
        ReleasesCommand::Sbom { digest } => releases::sbom(client, &digest).await,
        ReleasesCommand::Delist { digest, reason } => {
            releases::delist(client, &digest, reason).await
        }
        ReleasesCommand::Recall {
            digest,
            reason,
            yes,
        } => releases::recall(client, &digest, reason, yes).await,
    }
}

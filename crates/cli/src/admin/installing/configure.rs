//! `installations configure`: name, values, whether it follows.

use api::{Follow, Installation, UpdateInstallation};
use reqwest::Method;

use super::arguments::ConfigureArguments;
use super::installations::{describe, find};
use super::offer;
use crate::remote::{Answer, Asked, Client, RemoteError, Shown};

pub(super) async fn configure(
    client: &Client,
    arguments: ConfigureArguments,
) -> Result<Shown, RemoteError> {
    let one = find(client, &arguments.installation).await?;
    if !arguments.fields.is_empty() {
        let offer = offer::find_listed(client, &one.slug, &one.version).await?;
        if let Some(offer) = offer.filter(|offer| offer.listing.digest == one.digest) {
            arguments.fields.check(&Asked::from(&offer.form))?;
        }
    }
    let mut fields = arguments.fields.read()?;
    for name in arguments.clear_secret {
        if fields.secrets.insert(name.clone(), String::new()).is_some() {
            return Err(RemoteError::TwiceGiven { name });
        }
    }
    let body = UpdateInstallation {
        revision: one.revision,
        name: arguments.name,
        follow: match (arguments.pin, arguments.follow) {
            (true, _) => Some(Follow::Pinned),
            (false, true) => Some(Follow::Following),
            (false, false) => None,
        },
        configuration: fields.configuration,
        secrets: fields.secrets,
    };
    let path = ["installations", &one.id];
    let answer: Answer<Installation> = client.call(Method::PATCH, &path, &[], Some(&body)).await?;
    let text = describe(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

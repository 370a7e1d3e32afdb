//! `installations install`: what it may do is read and accepted, its form is filled in.

use api::{Follow, Install, Installation};
use reqwest::Method;

use super::arguments::InstallArguments;
use super::installations::describe;
use super::offer;
use crate::remote::{Answer, Asked, Client, RemoteError, Shown};
use crate::terminal::{Paint, harmless};

pub(super) async fn install(
    client: &Client,
    arguments: InstallArguments,
) -> Result<Shown, RemoteError> {
    let version = arguments.version.as_deref();
    let offer = offer::find(client, &arguments.slug, version).await?.value;
    let asked = Asked::from(&offer.form);
    arguments.fields.check(&asked)?;
    arguments.fields.check_complete(&asked)?;
    let text = offer::permissions(&offer, Paint::for_stderr());
    let accept = arguments.accept.decide(&offer.permissions, &text)?;
    let fields = arguments.fields.read()?;
    let body = Install {
        slug: offer.slug,
        // What was read is what is installed, whatever is published meanwhile.
        version: Some(offer.listing.version),
        name: arguments.name,
        follow: if arguments.pin {
            Follow::Pinned
        } else {
            Follow::Following
        },
        configuration: fields.configuration,
        secrets: fields.secrets,
        accept,
    };
    let path = ["installations"];
    let answer: Answer<Installation> = client
        .call(Method::POST, &path, &[], Some(&body))
        .await
        .map_err(RemoteError::of_installing)?;
    let one = &answer.value;
    let mut text = describe(one);
    text.push_str(&harmless(&format!(
        "Next: latchwork admin flow bind {}\n",
        one.id
    )));
    Ok(Shown::done(answer.raw, text))
}

//! `latchwork partner`: members, keys and releases of the partner's own.

use api::{
    CreateMember, CreatePartnerKey, IssuedPartnerKey, Member, MemberList, PartnerAccount,
    PartnerKey, PartnerKeyList, PartnerSigningKey, PartnerSigningKeyList, ReleaseList, Sbom,
};
use reqwest::Method;
use serde_json::Value;

use super::arguments::{AccountArguments, AccountCommand};
use super::config::Login;
use crate::remote::{
    Answer, Client, KeptArguments, NOTHING, RemoteError, Shown, confirm, moment, table,
};
use crate::shown::{self, day, more};
use crate::terminal::harmless;

pub(super) async fn account(arguments: AccountArguments) -> Result<Shown, RemoteError> {
    let client = &Login::load()?.client()?;
    match arguments.command {
        AccountCommand::Show => show(client).await,
        AccountCommand::Releases { page } => releases(client, page).await,
        AccountCommand::Sbom { digest } => {
            let path = ["partner", "releases", &digest, "sbom"];
            let answer: Answer<Sbom> = client.get(&path).await?;
            Ok(Shown::document(answer.raw))
        }
        AccountCommand::Members => {
            let answer: Answer<MemberList> = client.get(&MEMBERS).await?;
            let text = shown::members(&answer.value, "latchwork partner add-member");
            Ok(Shown::done(answer.raw, text))
        }
        AccountCommand::AddMember { email, name, role } => {
            let role = role.into();
            let body = CreateMember { name, email, role };
            let answer: Answer<Member> = client
                .call(Method::POST, &MEMBERS, &[], Some(&body))
                .await?;
            let text = shown::member(&answer.value);
            Ok(Shown::done(answer.raw, text))
        }
        AccountCommand::RemoveMember { member, yes } => remove_member(client, &member, yes).await,
        AccountCommand::Keys => {
            let answer: Answer<PartnerKeyList> = client.get(&KEYS).await?;
            let text = shown::partner_keys(&answer.value);
            Ok(Shown::done(answer.raw, text))
        }
        AccountCommand::AddKey {
            name,
            expires,
            kept,
        } => add_key(client, name, expires, &kept).await,
        AccountCommand::RevokeKey { id, yes } => {
            let path = ["partner", "keys", &id, "revoke"];
            confirm_end(&id, yes)?;
            let answer: Answer<PartnerKey> = client.call(Method::POST, &path, &[], NOTHING).await?;
            Ok(ended(answer.raw, &id))
        }
        AccountCommand::SigningKeys => {
            let answer: Answer<PartnerSigningKeyList> = client.get(&SIGNING_KEYS).await?;
            let text = shown::signing_keys(&answer.value);
            Ok(Shown::done(answer.raw, text))
        }
        AccountCommand::RevokeSigningKey { id, yes } => {
            let path = ["partner", "signing-keys", &id, "revoke"];
            confirm_end(&id, yes)?;
            let answer: Answer<PartnerSigningKey> =
                client.call(Method::POST, &path, &[], NOTHING).await?;
            Ok(ended(answer.raw, &id))
        }
    }
}

const MEMBERS: [&str; 2] = ["partner", "members"];
const KEYS: [&str; 2] = ["partner", "keys"];
const SIGNING_KEYS: [&str; 2] = ["partner", "signing-keys"];

async fn show(client: &Client) -> Result<Shown, RemoteError> {
    let answer: Answer<PartnerAccount> = client.get(&["partner"]).await?;
    let PartnerAccount { partner, member } = &answer.value;
    let mut text = harmless(&format!(
        "{} ({}), {}, {}\n",
        partner.name, partner.slug, partner.contact, partner.website
    ));
    text.push_str(&shown::member(member));
    Ok(Shown::done(answer.raw, text))
}

async fn releases(client: &Client, page: Option<u32>) -> Result<Shown, RemoteError> {
    let page = page.map(|page| ("page", page.to_string()));
    let path = ["partner", "releases"];
    let answer: Answer<ReleaseList> = client
        .call(Method::GET, &path, page.as_slice(), NOTHING)
        .await?;
    let rows = answer.value.releases.iter().map(|one| {
        let published = one.publish_at.as_deref().map_or("-", day);
        [
            one.slug.clone(),
            one.version.clone(),
            shown::release_state(one.state).to_owned(),
            published.to_owned(),
            one.digest.clone(),
        ]
    });
    let heading = ["slug", "version", "state", "published", "digest"];
    let empty = "There is no release yet; `latchwork submit` sends a package to its review.";
    let mut text = table(heading, &rows.collect::<Vec<_>>(), empty);
    text.push_str(&more(answer.value.next.as_ref(), "partner releases"));
    Ok(Shown::done(answer.raw, text))
}

async fn remove_member(client: &Client, member: &str, yes: bool) -> Result<Shown, RemoteError> {
    let list: Answer<MemberList> = client.get(&MEMBERS).await?;
    let mut members = list.value.members.into_iter();
    let found = members.find(|one| one.email == member || one.id == member);
    // The server knows members beyond the first page.
    let id = found.map_or_else(|| member.to_owned(), |one| one.id);
    let question = format!("Remove {}? Their keys stop working.", harmless(member));
    confirm(&question, yes)?;
    let path = ["partner", "members", &id];
    let answer: Answer<Value> = client.call(Method::DELETE, &path, &[], NOTHING).await?;
    let text = harmless(&format!("{member} is removed."));
    Ok(Shown::done(answer.raw, text))
}

/// A member makes keys for themselves alone.
async fn add_key(
    client: &Client,
    name: String,
    expires: Option<String>,
    kept: &KeptArguments,
) -> Result<Shown, RemoteError> {
    let kept = kept.begin()?;
    let account: Answer<PartnerAccount> = client.get(&["partner"]).await?;
    let body = CreatePartnerKey {
        member_id: account.value.member.id,
        name,
        expires_at: expires.map(moment),
    };
    let answer: Answer<IssuedPartnerKey> =
        client.call(Method::POST, &KEYS, &[], Some(&body)).await?;
    let what = format!(
        "The key {} is yours; `latchwork login` takes it.",
        answer.value.key.id
    );
    let bearer = answer.value.bearer;
    kept.keep(answer.raw, &bearer, &what)
}

fn confirm_end(id: &str, yes: bool) -> Result<(), RemoteError> {
    let question = format!("End {} for good?", harmless(id));
    confirm(&question, yes)
}

fn ended(raw: Value, id: &str) -> Shown {
    let text = format!("{id} is ended; `latchwork login` goes on with another.");
    Shown::done(raw, harmless(&text))
}

//! A partner's members and their keys.

use api::{CreateMember, CreatePartnerKey, IssuedPartnerKey, Member, MemberList, PartnerKeyList};
use reqwest::Method;

use super::arguments::AddKeyArguments;
use super::partners::find;
use crate::remote::{Answer, Client, RemoteError, Shown, TypedRole, moment};
use crate::shown;
use crate::terminal::harmless;

pub(super) async fn list(client: &Client, partner: &str) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let answer: Answer<MemberList> = client.get(&["partners", &partner.id, "members"]).await?;
    let text = shown::members(&answer.value, "latchwork admin partners add-member");
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn add(
    client: &Client,
    partner: &str,
    email: String,
    name: String,
    role: TypedRole,
) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let body = CreateMember {
        name,
        email,
        role: role.into(),
    };
    let path = ["partners", &partner.id, "members"];
    let answer: Answer<Member> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let mut text = shown::member(&answer.value);
    text.push_str(&harmless(&format!(
        "Next: latchwork admin partners add-key {} {} --name NAME\n",
        partner.slug, answer.value.email
    )));
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn keys(client: &Client, partner: &str) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let answer: Answer<PartnerKeyList> = client.get(&["partners", &partner.id, "keys"]).await?;
    let text = shown::partner_keys(&answer.value);
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn add_key(
    client: &Client,
    arguments: AddKeyArguments,
) -> Result<Shown, RemoteError> {
    let kept = arguments.kept.begin()?;
    let partner = find(client, &arguments.partner).await?;
    let members: Answer<MemberList> = client.get(&["partners", &partner.id, "members"]).await?;
    let wanted = &arguments.member;
    let mut members = members.value.members.into_iter();
    let member = members.find(|one| one.email == *wanted || one.id == *wanted);
    let body = CreatePartnerKey {
        // The server knows members beyond the first page.
        member_id: member.map_or_else(|| wanted.clone(), |member| member.id),
        name: arguments.name,
        expires_at: arguments.expires.map(moment),
    };
    let path = ["partners", &partner.id, "keys"];
    let answer: Answer<IssuedPartnerKey> =
        client.call(Method::POST, &path, &[], Some(&body)).await?;
    let what = format!(
        "The key {} opens {} for {wanted}; `latchwork login` takes it.",
        answer.value.key.id, partner.name
    );
    let bearer = answer.value.bearer;
    kept.keep(answer.raw, &bearer, &what)
}

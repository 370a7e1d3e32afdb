//! A partner's members and their keys.

use api::{
    CreateMember, CreatePartnerKey, IssuedPartnerKey, Member, MemberList, MemberRole,
    PartnerKeyList,
};
use reqwest::Method;

use super::arguments::{self, AddKeyArguments};
use super::partners::find;
use crate::admin::moment;
use crate::remote::{Answer, Client, RemoteError, Shown, or_dash, table};
use crate::terminal::harmless;

pub(super) async fn list(client: &Client, partner: &str) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let answer: Answer<MemberList> = client.get(&["partners", &partner.id, "members"]).await?;
    let rows: Vec<_> = answer.value.members.iter().map(row).collect();
    let empty = "It has no member yet; `latchwork admin partners add-member` adds one.";
    Ok(Shown::done(answer.raw, table(HEADING, &rows, empty)))
}

const HEADING: [&str; 4] = ["e-mail", "name", "role", "id"];

fn row(member: &Member) -> [String; 4] {
    let role = match member.role {
        MemberRole::Developer => "developer",
        MemberRole::Owner => "owner",
    };
    [
        member.email.clone(),
        member.name.clone(),
        role.to_owned(),
        member.id.clone(),
    ]
}

pub(super) async fn add(
    client: &Client,
    partner: &str,
    email: String,
    name: String,
    role: arguments::Member,
) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let body = CreateMember {
        name,
        email,
        role: match role {
            arguments::Member::Developer => MemberRole::Developer,
            arguments::Member::Owner => MemberRole::Owner,
        },
    };
    let path = ["partners", &partner.id, "members"];
    let answer: Answer<Member> = client.call(Method::POST, &path, &[], Some(&body)).await?;
    let mut text = table(HEADING, &[row(&answer.value)], "");
    text.push_str(&harmless(&format!(
        "Next: latchwork admin partners add-key {} {} --name NAME\n",
        partner.slug, answer.value.email
    )));
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn keys(client: &Client, partner: &str) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let answer: Answer<PartnerKeyList> = client.get(&["partners", &partner.id, "keys"]).await?;
    let rows = answer.value.keys.into_iter().map(|key| {
        [
            key.name,
            key.member_id,
            key.created_at,
            or_dash(key.expires_at),
            or_dash(key.revoked_at),
            key.id,
        ]
    });
    let heading = ["name", "member", "made at", "ends at", "revoked at", "id"];
    let text = table(heading, &rows.collect::<Vec<_>>(), "It has no key.");
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn add_key(
    client: &Client,
    arguments: AddKeyArguments,
) -> Result<Shown, RemoteError> {
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
    arguments.kept.keep(answer.raw, &bearer, &what)
}

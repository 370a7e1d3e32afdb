//! A partner's members and keys.

use api::{Member, MemberList, MemberRole, PartnerKeyList, PartnerSigningKeyList};

use crate::remote::{or_dash, table};

const MEMBER: [&str; 4] = ["e-mail", "name", "role", "id"];

/// The members; `add` is the command that adds one.
pub(crate) fn members(list: &MemberList, add: &str) -> String {
    let rows: Vec<_> = list.members.iter().map(row).collect();
    let empty = format!("There is no member yet; `{add}` adds one.");
    table(MEMBER, &rows, &empty)
}

/// One member.
pub(crate) fn member(member: &Member) -> String {
    table(MEMBER, &[row(member)], "")
}

fn row(member: &Member) -> [String; 4] {
    [
        member.email.clone(),
        member.name.clone(),
        role(member.role).to_owned(),
        member.id.clone(),
    ]
}

/// What a member may do, in a word.
pub(crate) fn role(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Developer => "developer",
        MemberRole::Owner => "owner",
    }
}

/// Bearer keys, without the keys themselves.
pub(crate) fn partner_keys(list: &PartnerKeyList) -> String {
    let rows = list.keys.iter().map(|key| {
        [
            key.name.clone(),
            key.member_id.clone(),
            key.created_at.clone(),
            or_dash(key.expires_at.as_ref()),
            or_dash(key.revoked_at.as_ref()),
            key.id.clone(),
        ]
    });
    let heading = ["name", "member", "made at", "ends at", "revoked at", "id"];
    table(heading, &rows.collect::<Vec<_>>(), "There is no key.")
}

/// The public halves of signing keys.
pub(crate) fn signing_keys(list: &PartnerSigningKeyList) -> String {
    let rows = list.keys.iter().map(|key| {
        [
            key.name.clone(),
            key.member_id.clone(),
            key.created_at.clone(),
            or_dash(key.revoked_at.as_ref()),
            key.id.clone(),
            key.public_key.clone(),
        ]
    });
    let heading = [
        "name",
        "member",
        "made at",
        "revoked at",
        "id",
        "public key",
    ];
    let empty = "There is no signing key; `latchwork login` makes one.";
    table(heading, &rows.collect::<Vec<_>>(), empty)
}

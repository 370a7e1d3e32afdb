//! Who works for the platform.

use api::{CreateStaff, IssuedStaff, Staff, StaffList, StaffRole};
use reqwest::Method;
use serde_json::Value;

use super::arguments::{StaffCommand, Works};
use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, confirm, moment, or_dash, table};
use crate::terminal::harmless;

pub(in crate::admin) async fn perform(
    client: &Client,
    command: StaffCommand,
) -> Result<Shown, RemoteError> {
    match command {
        StaffCommand::List => list(client).await,
        StaffCommand::Add {
            email,
            name,
            role,
            expires,
            kept,
        } => {
            let kept = kept.begin()?;
            let body = CreateStaff {
                name,
                email,
                role: match role {
                    Works::Reviewer => StaffRole::Reviewer,
                    Works::Operator => StaffRole::Operator,
                },
                expires_at: expires.map(moment),
            };
            let answer: Answer<IssuedStaff> = client
                .call(Method::POST, &["staff"], &[], Some(&body))
                .await?;
            let issued = answer.value;
            let what = format!(
                "{} works as {} ({}); their token is LATCHWORK_TOKEN.",
                issued.staff.name,
                word(issued.staff.role),
                issued.staff.id
            );
            kept.keep(answer.raw, &issued.bearer, &what)
        }
        StaffCommand::Remove { id, yes } => remove(client, &id, yes).await,
    }
}

async fn list(client: &Client) -> Result<Shown, RemoteError> {
    let answer: Answer<StaffList> = client.get(&["staff"]).await?;
    let rows: Vec<_> = answer.value.staff.iter().map(row).collect();
    let text = table(
        ["e-mail", "name", "role", "ends at", "id"],
        &rows,
        "Nobody works here; `latchwork admin staff add` adds somebody.",
    );
    Ok(Shown::done(answer.raw, text))
}

fn row(one: &Staff) -> [String; 5] {
    [
        one.email.clone(),
        one.name.clone(),
        word(one.role).to_owned(),
        or_dash(one.expires_at.as_ref()),
        one.id.clone(),
    ]
}

fn word(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Reviewer => "reviewer",
        StaffRole::Operator => "operator",
    }
}

async fn remove(client: &Client, id: &str, yes: bool) -> Result<Shown, RemoteError> {
    let question = format!("Remove {}? Their token stops working.", harmless(id));
    confirm(&question, yes)?;
    let answer: Answer<Value> = client
        .call(Method::DELETE, &["staff", id], &[], NOTHING)
        .await?;
    let text = format!("{id} is removed.");
    Ok(Shown::done(answer.raw, harmless(&text)))
}

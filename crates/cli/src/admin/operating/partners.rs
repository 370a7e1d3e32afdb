//! Partners.

use api::{CreatePartner, Partner, PartnerList, PartnerState, UpdatePartner};
use reqwest::Method;

use crate::remote::{Answer, Client, NOTHING, RemoteError, Shown, confirm, table};
use crate::shown::more;
use crate::terminal::harmless;

pub(super) async fn list(client: &Client, page: Option<u32>) -> Result<Shown, RemoteError> {
    let page = page.map(|page| page.to_string());
    let answer = one_page(client, page).await?;
    let rows: Vec<_> = answer.value.partners.iter().map(row).collect();
    let empty = "There is no partner yet; `latchwork admin partners create` makes one.";
    let mut text = table(HEADING, &rows, empty);
    text.push_str(&more(answer.value.next.as_ref(), "admin partners list"));
    Ok(Shown::done(answer.raw, text))
}

const HEADING: [&str; 5] = ["slug", "name", "contact", "state", "id"];

fn row(partner: &Partner) -> [String; 5] {
    let state = match partner.state {
        PartnerState::Active => "active",
        PartnerState::Suspended => "suspended",
    };
    [
        partner.slug.clone(),
        partner.name.clone(),
        partner.contact.clone(),
        state.to_owned(),
        partner.id.clone(),
    ]
}

async fn one_page(
    client: &Client,
    page: Option<String>,
) -> Result<Answer<PartnerList>, RemoteError> {
    let page = page.map(|page| ("page", page));
    let path = ["partners"];
    client
        .call(Method::GET, &path, page.as_slice(), NOTHING)
        .await
}

/// The partner of this slug or id.
pub(super) async fn find(client: &Client, slug_or_id: &str) -> Result<Partner, RemoteError> {
    let mut page = None;
    loop {
        let list = one_page(client, page).await?.value;
        let mut partners = list.partners.into_iter();
        let found = partners.find(|one| one.slug == slug_or_id || one.id == slug_or_id);
        match (found, list.next) {
            (Some(partner), _) => return Ok(partner),
            (None, Some(next)) => page = Some(next),
            (None, None) => {
                return Err(RemoteError::NoSuchPartner {
                    name: slug_or_id.to_owned(),
                });
            }
        }
    }
}

pub(super) async fn create(client: &Client, body: &CreatePartner) -> Result<Shown, RemoteError> {
    let answer: Answer<Partner> = client
        .call(Method::POST, &["partners"], &[], Some(body))
        .await?;
    let mut text = table(HEADING, &[row(&answer.value)], "");
    text.push_str(&harmless(&format!(
        "Next: latchwork admin partners add-member {} E-MAIL --name NAME --role owner\n",
        answer.value.slug
    )));
    Ok(Shown::done(answer.raw, text))
}

pub(super) async fn show(client: &Client, partner: &str) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let answer: Answer<Partner> = client.get(&["partners", &partner.id]).await?;
    Ok(described(answer))
}

fn described(answer: Answer<Partner>) -> Shown {
    let mut text = table(HEADING, &[row(&answer.value)], "");
    text.push_str(&harmless(&format!("website: {}\n", answer.value.website)));
    Shown::done(answer.raw, text)
}

pub(super) async fn suspend(
    client: &Client,
    partner: &str,
    yes: bool,
) -> Result<Shown, RemoteError> {
    let question = format!(
        "Suspend {}? Its keys open nothing from then on.",
        harmless(partner)
    );
    confirm(&question, yes)?;
    set_state(client, partner, PartnerState::Suspended).await
}

pub(super) async fn set_state(
    client: &Client,
    partner: &str,
    state: PartnerState,
) -> Result<Shown, RemoteError> {
    let partner = find(client, partner).await?;
    let body = UpdatePartner {
        revision: partner.revision,
        state: Some(state),
        ..UpdatePartner::default()
    };
    let path = ["partners", &partner.id];
    let answer = client.call(Method::PATCH, &path, &[], Some(&body)).await?;
    Ok(described(answer))
}

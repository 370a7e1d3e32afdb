//! What operators of the platform do: partners, staff, the policy of the checks, what happened.

mod arguments;
mod audit;
mod members;
mod partners;
mod policy;
mod staff;

pub(crate) use arguments::{CheckPolicyCommand, PartnersCommand, StaffCommand};
pub(super) use audit::list as audit;
pub(super) use policy::perform as check_policy;
pub(super) use staff::perform as staff;

use api::PartnerState;

use crate::remote::{Client, RemoteError, Shown};

pub(super) async fn partners(
    client: &Client,
    command: PartnersCommand,
) -> Result<Shown, RemoteError> {
    match command {
        PartnersCommand::List { page } => partners::list(client, page).await,
        PartnersCommand::Create {
            slug,
            name,
            contact,
            website,
        } => {
            let body = api::CreatePartner {
                name,
                slug,
                contact,
                website,
            };
            partners::create(client, &body).await
        }
        PartnersCommand::Show { partner } => partners::show(client, &partner).await,
        PartnersCommand::Suspend { partner, yes } => partners::suspend(client, &partner, yes).await,
        PartnersCommand::Resume { partner } => {
            partners::set_state(client, &partner, PartnerState::Active).await
        }
        PartnersCommand::Members { partner } => members::list(client, &partner).await,
        PartnersCommand::AddMember {
            partner,
            email,
            name,
            role,
        } => members::add(client, &partner, email, name, role).await,
        PartnersCommand::Keys { partner } => members::keys(client, &partner).await,
        PartnersCommand::AddKey(arguments) => members::add_key(client, arguments).await,
    }
}

//! What a tenant's administrators do with integrations: find, install, configure, update, uninstall.

mod accept;
mod arguments;
mod catalogue;
mod configure;
mod install;
mod installations;
mod offer;
mod update;

pub(crate) use arguments::{CatalogueCommand, InstallationsCommand};
pub(super) use catalogue::perform as catalogue;

use crate::remote::{Client, RemoteError, Shown};

pub(super) async fn installations(
    client: &Client,
    command: InstallationsCommand,
) -> Result<Shown, RemoteError> {
    match command {
        InstallationsCommand::List => installations::list(client).await,
        InstallationsCommand::Show { installation } => {
            installations::show(client, &installation).await
        }
        InstallationsCommand::Install(arguments) => install::install(client, arguments).await,
        InstallationsCommand::Configure(arguments) => configure::configure(client, arguments).await,
        InstallationsCommand::Update(arguments) => update::update(client, &arguments).await,
        InstallationsCommand::Uninstall { installation, yes } => {
            installations::uninstall(client, &installation, yes).await
        }
    }
}

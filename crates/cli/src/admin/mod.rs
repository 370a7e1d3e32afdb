//! `latchwork admin`: a tenant's actions, integrations, flows and runs, and the platform's reviews and partners, over `/api/v1`.

mod actions;
mod arguments;
mod bindable;
mod connection;
mod find;
mod flow;
mod installing;
mod keys;
mod notices;
mod operating;
mod packages;
mod recordings;
mod reviewing;
mod runs;
mod secrets;

pub(crate) use arguments::AdminArguments;

use crate::admin::arguments::{ActionsCommand, AdminCommand};
use crate::exit::Exit;
use crate::remote::{self, Client, RemoteError, Shown};

/// Runs the command.
pub(crate) fn admin(arguments: AdminArguments) -> Exit {
    let json = arguments.connection.json;
    remote::tell(perform(arguments), json)
}

fn perform(arguments: AdminArguments) -> Result<Shown, RemoteError> {
    let whose = arguments.command.whose();
    let connection = connection::find(&arguments.connection, whose)?;
    let client = Client::new(connection)?;
    remote::perform(perform_command(&client, arguments.command))
}

async fn perform_command(client: &Client, command: AdminCommand) -> Result<Shown, RemoteError> {
    match command {
        AdminCommand::Actions { command } => perform_actions(client, command).await,
        AdminCommand::Flow {
            change: Some(command),
            ..
        } => flow::change(client, command).await,
        AdminCommand::Flow { trigger, .. } => flow::show(client, trigger).await,
        AdminCommand::Keys { command } => keys::perform(client, command).await,
        AdminCommand::Runs { command } => runs::perform(client, command).await,
        AdminCommand::Recordings { command } => recordings::perform(client, command).await,
        AdminCommand::Catalogue { command } => installing::catalogue(client, command).await,
        AdminCommand::Installations { command } => installing::installations(client, command).await,
        AdminCommand::Notices { page } => notices::list(client, page).await,
        AdminCommand::Reviews { command } => reviewing::reviews(client, command).await,
        AdminCommand::Releases { command } => reviewing::releases(client, command).await,
        AdminCommand::Partners { command } => operating::partners(client, command).await,
        AdminCommand::Staff { command } => operating::staff(client, command).await,
        AdminCommand::CheckPolicy { command } => operating::check_policy(client, command).await,
        AdminCommand::Audit { page } => operating::audit(client, page).await,
    }
}

async fn perform_actions(client: &Client, command: ActionsCommand) -> Result<Shown, RemoteError> {
    match command {
        ActionsCommand::List => actions::list(client).await,
        ActionsCommand::Show { action } => actions::show(client, &action).await,
        ActionsCommand::Create {
            name,
            trigger,
            from_file,
            dependencies,
        } => actions::create(client, name, trigger, (&from_file, dependencies)).await,
        ActionsCommand::Edit {
            action,
            name,
            from_file,
            dependencies,
            no_dependencies,
        } => {
            let listed = no_dependencies || !dependencies.is_empty();
            let dependencies = listed.then_some(dependencies);
            let change = actions::Change {
                name,
                file: from_file.as_deref(),
                dependencies,
            };
            actions::edit(client, &action, change).await
        }
        ActionsCommand::Test {
            action,
            event,
            handler,
        } => actions::test(client, &action, &event, handler).await,
        ActionsCommand::Deploy { action } => actions::deploy(client, &action).await,
        ActionsCommand::Versions { action } => actions::versions(client, &action).await,
        ActionsCommand::Lock { action, version } => packages::lock(client, &action, version).await,
        ActionsCommand::Sbom { action, version } => packages::sbom(client, &action, version).await,
        ActionsCommand::Licences { action, version } => {
            packages::licences(client, &action, version).await
        }
        ActionsCommand::Vulnerabilities { action, version } => {
            packages::vulnerabilities(client, &action, version).await
        }
        ActionsCommand::Rollback {
            action,
            version,
            update_draft,
        } => actions::roll_back(client, &action, version, update_draft).await,
        ActionsCommand::Delete { action, yes } => actions::delete(client, &action, yes).await,
        ActionsCommand::Secrets { command } => secrets::perform(client, command).await,
        ActionsCommand::Flow(command) => flow::change(client, command).await,
    }
}

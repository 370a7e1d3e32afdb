//! `latchwork admin`: a tenant's actions, flows and runs over `/api/v1`.

mod actions;
mod arguments;
mod bindable;
mod client;
mod connection;
mod error;
mod flow;
mod keys;
mod runs;
mod secrets;
mod table;

use serde_json::Value;

pub(crate) use arguments::AdminArguments;

use crate::admin::arguments::{ActionsCommand, AdminCommand};
use crate::admin::client::Client;
use crate::admin::error::AdminError;
use crate::exit::Exit;
use crate::terminal;

/// What a command shows: the server's answer, and the same for a person.
struct Shown {
    raw: Value,
    text: String,
    exit: Exit,
}

impl Shown {
    fn done(raw: Value, text: String) -> Self {
        Self {
            raw,
            text,
            exit: Exit::Done,
        }
    }
}

/// Runs the command.
pub(crate) fn admin(arguments: AdminArguments) -> Exit {
    let json = arguments.connection.json;
    match perform(arguments) {
        Ok(shown) => {
            if json {
                terminal::print_json(&shown.raw);
            } else {
                terminal::print(&shown.text);
            }
            shown.exit
        }
        Err(error) => {
            if json {
                terminal::print_json(&error.to_json());
            }
            terminal::complain(&format!(
                "error: {}",
                terminal::harmless(&error.to_string())
            ));
            error.exit()
        }
    }
}

fn perform(arguments: AdminArguments) -> Result<Shown, AdminError> {
    let connection = connection::find(&arguments.connection)?;
    let client = Client::new(connection)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| AdminError::Runtime { source })?;
    runtime.block_on(async {
        match arguments.command {
            AdminCommand::Actions { command } => perform_actions(&client, command).await,
            AdminCommand::Flow {
                change: Some(command),
                ..
            } => flow::change(&client, command).await,
            AdminCommand::Flow { trigger, .. } => flow::show(&client, trigger).await,
            AdminCommand::Keys { command } => keys::perform(&client, command).await,
            AdminCommand::Runs { command } => runs::perform(&client, command).await,
        }
    })
}

async fn perform_actions(client: &Client, command: ActionsCommand) -> Result<Shown, AdminError> {
    match command {
        ActionsCommand::List => actions::list(client).await,
        ActionsCommand::Show { action } => actions::show(client, &action).await,
        ActionsCommand::Create {
            name,
            trigger,
            from_file,
        } => actions::create(client, name, trigger, &from_file).await,
        ActionsCommand::Edit {
            action,
            name,
            from_file,
        } => actions::edit(client, &action, name, from_file.as_deref()).await,
        ActionsCommand::Test {
            action,
            event,
            handler,
        } => actions::test(client, &action, &event, handler).await,
        ActionsCommand::Deploy { action } => actions::deploy(client, &action).await,
        ActionsCommand::Versions { action } => actions::versions(client, &action).await,
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

/// Asks before what cannot be undone, unless `yes`.
fn confirm(question: &str, yes: bool) -> Result<(), AdminError> {
    if yes {
        return Ok(());
    }
    let answer =
        terminal::confirm(question).map_err(|source| AdminError::StandardInput { source })?;
    if answer == Some(true) {
        Ok(())
    } else {
        Err(AdminError::NotConfirmed)
    }
}

//! `latchwork run`: one action, one event, one fresh sandbox, everything it did.

mod execute;
mod fixtures;
mod from_fixtures;
mod hint;
mod pattern;
mod ran;
pub(crate) mod recording;
mod report;
mod world;

use contract::ExecutionOutcome;

use crate::arguments::RunArguments;
use crate::exit::Exit;
use crate::{refusal, terminal};

use ran::Ran;

pub(crate) use execute::{CEILING_BYTES as SOURCE_CEILING_BYTES, prepare, whole};
pub(crate) use ran::Preparation;
pub(crate) use report::report;
pub(crate) use world::{SECRETS, World, WorldArguments};

/// Runs the command.
pub(crate) fn run(arguments: RunArguments) -> Exit {
    if arguments.schema {
        terminal::print_json(&Ran::json_schema());
        return Exit::Done;
    }
    let json = arguments.json;
    match execute::execute(arguments) {
        Ok(ran) => show(&ran, json),
        Err(error) => refusal::tell(&error, json),
    }
}

fn show(ran: &Ran, json: bool) -> Exit {
    if json {
        terminal::print_json(ran);
    } else {
        let page = terminal::Page::stdout();
        terminal::print(&report(&ran.file, &ran.execution, ran.prepared, page));
    }
    match ran.execution.outcome {
        ExecutionOutcome::Completed | ExecutionOutcome::Denied | ExecutionOutcome::Suspended => {
            Exit::Done
        }
        ExecutionOutcome::Failed => Exit::Failed,
    }
}

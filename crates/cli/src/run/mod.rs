//! `latchwork run`: one action, one event, one fresh sandbox, everything it did.

mod execute;
mod fixtures;
mod hint;
mod network;
mod pattern;
mod ran;
pub(crate) mod recording;
mod report;
mod world;

use contract::{Execution, ExecutionOutcome, Failure, FailureKind};

use crate::arguments::RunArguments;
use crate::exit::Exit;
use crate::terminal;

use ran::Ran;

pub(crate) use execute::{CEILING_BYTES as SOURCE_CEILING_BYTES, whole};
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
        Err(error) => {
            let text = format!("{error:#}");
            if json {
                print_wrong_use(&text);
            }
            terminal::complain(&format!("error: {text}"));
            Exit::WrongUse
        }
    }
}

fn show(ran: &Ran, json: bool) -> Exit {
    if json {
        terminal::print_json(ran);
    } else {
        let paint = terminal::Paint::for_stdout();
        terminal::print(&report(&ran.file, &ran.execution, ran.prepared, paint));
    }
    match ran.execution.outcome {
        ExecutionOutcome::Completed | ExecutionOutcome::Denied | ExecutionOutcome::Suspended => {
            Exit::Done
        }
        ExecutionOutcome::Failed => Exit::Failed,
    }
}

/// Prints the object that `--json` promises when nothing could run.
pub(crate) fn print_wrong_use(message: &str) {
    terminal::print_json(&Execution::failed(Failure::new(
        FailureKind::Usage,
        message,
    )));
}

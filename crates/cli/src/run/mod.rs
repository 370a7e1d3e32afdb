//! `latchwork run`: one action, one event, one fresh sandbox, everything it did.

mod execute;
mod fixtures;
mod hint;
mod network;
mod pattern;
pub(crate) mod recording;
mod report;
mod world;

use std::path::Path;

use contract::{Execution, ExecutionOutcome, Failure, FailureKind};

use crate::arguments::RunArguments;
use crate::exit::Exit;
use crate::terminal;

pub(crate) use execute::{CEILING_BYTES as SOURCE_CEILING_BYTES, whole};
pub(crate) use report::report;
pub(crate) use world::{SECRETS, World, WorldArguments};

/// Runs the command.
pub(crate) fn run(arguments: RunArguments) -> Exit {
    if arguments.schema {
        terminal::print_json(&Execution::json_schema());
        return Exit::Done;
    }
    let json = arguments.json;
    match execute::execute(arguments) {
        Ok((file, execution)) => show(&file, &execution, json),
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

fn show(file: &Path, execution: &Execution, json: bool) -> Exit {
    if json {
        terminal::print_json(execution);
    } else {
        terminal::print(&report(file, execution, terminal::Paint::for_stdout()));
    }
    match execution.outcome {
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

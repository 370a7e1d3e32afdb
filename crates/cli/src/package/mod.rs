//! The commands for a partner's package: begin one, test it, check it, pack it.

mod arguments;
mod cells;
mod check;
mod detect;
mod faults;
pub(crate) mod findings;
mod fix;
mod folder;
mod init;
pub(crate) mod load;
mod pack;
mod scaffold;
mod shipped;
mod specs;
mod test;
mod write;
mod written;

pub(crate) use check::text as report_text;
pub(crate) use detect::triggers;
pub(crate) use write::write_whole;

pub(crate) use arguments::{CheckArguments, InitArguments, PackArguments, TestArguments};

use crate::exit::Exit;
use crate::refusal;

/// Runs `latchwork init`.
pub(crate) fn init(arguments: &InitArguments) -> Exit {
    told(init::init(arguments), arguments.json)
}

/// Runs `latchwork check`.
pub(crate) fn check(arguments: &CheckArguments) -> Exit {
    told(check::check(arguments), arguments.json)
}

/// Runs `latchwork pack`.
pub(crate) fn pack(arguments: &PackArguments) -> Exit {
    told(pack::pack(arguments), arguments.json)
}

/// Runs `latchwork test`.
pub(crate) fn test(arguments: &TestArguments) -> Exit {
    told(test::test(arguments), arguments.json)
}

fn told(done: anyhow::Result<Exit>, json: bool) -> Exit {
    match done {
        Ok(exit) => exit,
        Err(error) => refusal::tell(&error, json),
    }
}

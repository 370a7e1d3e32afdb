//! The command line of Latchwork: run an action, make an integration, administer a tenant.
#![forbid(unsafe_code)]

mod admin;
mod arguments;
mod dev;
mod environment;
mod exit;
mod images;
mod input;
mod local;
mod package;
mod packages;
mod partner;
mod remote;
mod replay;
mod run;
mod shown;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error).into(),
    };
    let exit = match arguments.command {
        Command::Run(arguments) => run::run(*arguments),
        Command::Replay(arguments) => replay::replay(&arguments),
        Command::Dev(arguments) => dev::dev(&arguments),
        Command::Init(arguments) => package::init(&arguments),
        Command::Test(arguments) => package::test(&arguments),
        Command::Check(arguments) => package::check(&arguments),
        Command::Pack(arguments) => package::pack(&arguments),
        Command::Login(arguments) => partner::login(&arguments),
        Command::Logout(arguments) => partner::logout(&arguments),
        Command::Submit(arguments) => partner::submit(arguments),
        Command::Status(arguments) => partner::status(&arguments),
        Command::Withdraw(arguments) => partner::withdraw(&arguments),
        Command::Comment(arguments) => partner::comment(arguments),
        Command::Try(arguments) => partner::try_out(&arguments),
        Command::Partner(arguments) => partner::account(arguments),
        Command::Packages(arguments) => packages::packages(&arguments),
        Command::Admin(arguments) => admin::admin(*arguments),
    };
    exit.into()
}

/// Answers a command line that does not parse; `--help` and `--version` arrive here as well.
fn refuse(error: &clap::Error) -> Exit {
    let words = environment::words();
    let runs = words.get(1).is_some_and(|word| word == "run");
    if error.use_stderr() && runs && words.iter().any(|word| word == "--json") {
        let text = error.render().to_string();
        let sentence = text.lines().next().unwrap_or_default();
        run::print_wrong_use(sentence.trim_start_matches("error: "));
    }
    // clap knows which stream it belongs on and whether colours are welcome there. Nobody is left to tell of a failure.
    let _ = error.print();
    if error.use_stderr() {
        Exit::WrongUse
    } else {
        Exit::Done
    }
}

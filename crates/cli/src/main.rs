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
mod refusal;
mod remote;
mod replay;
mod run;
mod shown;
mod terminal;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;
use crate::refusal::{Code, Refusal};

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

/// What clap says of a command line, without how it is used and where to read more.
fn unparsed(text: &str) -> Refusal<'static> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let told: Vec<&str> = lines
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more"))
        .collect();
    let told = told.join(" ");
    let message = told.trim_start_matches("error: ");
    Refusal::new(Code::WrongUse, message).with_hint("see what the command takes with --help")
}

/// Answers a command line that does not parse; `--help` and `--version` arrive here as well.
fn refuse(error: &clap::Error) -> Exit {
    let words = environment::words();
    if error.use_stderr() && words.iter().any(|word| word == "--json") {
        terminal::print_json_line(&unparsed(&error.render().to_string()));
    }
    // clap knows which stream it belongs on and whether colours are welcome there. Nobody is left to tell of a failure.
    let _ = error.print();
    if error.use_stderr() {
        Exit::WrongUse
    } else {
        Exit::Done
    }
}

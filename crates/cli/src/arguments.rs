//! What the command line accepts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use contract::Trigger;

use crate::admin::AdminArguments;
use crate::dev::DevArguments;
use crate::package::{CheckArguments, InitArguments, PackArguments, TestArguments};
use crate::packages::PackagesArguments;
use crate::partner::{
    AccountArguments, CommentArguments, LoginArguments, LogoutArguments, StatusArguments,
    SubmitArguments, TryArguments, WithdrawArguments,
};
use crate::replay::ReplayArguments;
use crate::run::WorldArguments;

/// Makes integrations, runs actions and administers tenants of a Latchwork identity platform.
#[derive(Debug, Parser)]
#[command(name = "latchwork", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs one action on one event in the sandbox and shows all it did
    Run(Box<RunArguments>),
    /// Repeats a recorded execution, and says where a changed action first differs
    Replay(ReplayArguments),
    /// Begins an integration, or writes the manifest of one whose code is there
    Init(InitArguments),
    /// Runs an action each time it is saved and shows all it did
    Dev(DevArguments),
    /// Runs an integration's own tests in the sandbox, without a network
    Test(TestArguments),
    /// Checks an integration as the server checks a submission
    Check(CheckArguments),
    /// Packs an integration's folder into one file and prints its digest
    Pack(PackArguments),
    /// Logs in to a server as a partner, and makes the key that signs packages
    Login(LoginArguments),
    /// Forgets the partner key on this machine; keys that sign packages stay
    Logout(LogoutArguments),
    /// Signs a package and sends it to its checks and its review
    Submit(SubmitArguments),
    /// Shows how submissions stand, what comes next and by which date
    Status(StatusArguments),
    /// Takes a submission back
    Withdraw(WithdrawArguments),
    /// Answers the reviewers of a submission
    Comment(CommentArguments),
    /// Installs a package that nobody reviewed in a tenant of your own, for testing
    Try(TryArguments),
    /// Looks after your own members, keys and releases
    Partner(AccountArguments),
    /// Tells licences, bill of materials and known vulnerabilities of the npm packages of an action or a folder
    Packages(PackagesArguments),
    /// Administers a tenant, or the platform, of a running server
    Admin(Box<AdminArguments>),
}

/// `latchwork run`. Exit status: 0 completed, denied or suspended; 1 failed; 2 wrong use.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if the action completed, denied or suspended; 1 if it failed; 2 on wrong use."
)]
pub(crate) struct RunArguments {
    /// The action: one file of JavaScript or TypeScript. The npm packages it requires are fetched, in the versions that the
    /// nearest package.json or configuration.json says, else the newest
    #[arg(value_name = "FILE", required_unless_present = "schema")]
    pub(crate) file: Option<PathBuf>,
    /// The trigger that fires: post-login, credentials-exchange, pre-user-registration, post-user-registration,
    /// post-change-password or send-phone-message
    #[arg(long, value_name = "ID", required_unless_present = "schema")]
    pub(crate) trigger: Option<Trigger>,
    /// The event as JSON; given to the action as it is, nothing is filled in
    #[arg(long, value_name = "EVENT.json", required_unless_present = "schema")]
    pub(crate) event: Option<PathBuf>,
    /// The exported function to call [default: the trigger's, such as onExecutePostLogin]
    #[arg(long, value_name = "NAME")]
    pub(crate) handler: Option<String>,
    #[command(flatten)]
    pub(crate) world: WorldArguments,
    /// Writes what passed between the action and the world into this new file, for `latchwork replay`; secrets stand in it
    /// by name only
    #[arg(long, value_name = "RECORDING.json")]
    pub(crate) record: Option<PathBuf>,
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
    /// Prints the JSON Schema of that object and ends
    #[arg(long)]
    pub(crate) schema: bool,
}

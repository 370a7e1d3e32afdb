//! What the commands for a partner's package accept.

use std::path::PathBuf;

use clap::Args;
use contract::Trigger;

/// `latchwork init`.
#[derive(Debug, Args)]
#[command(
    after_help = "With integration/integration.action.js in the folder, `init` keeps all that is there and writes what is missing: \
latchwork.toml with the permissions the code needs, read from the code. In an empty folder it writes an integration that \
passes its checks.\n\nExit status: 0 when it was written, 2 on wrong use."
)]
pub(crate) struct InitArguments {
    /// The folder of the integration [default: the current one]
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    /// The trigger it is for: post-login, credentials-exchange, pre-user-registration, post-user-registration,
    /// post-change-password or send-phone-message [default: what the code's handler says]
    #[arg(long, value_name = "ID")]
    pub(crate) trigger: Option<Trigger>,
    /// The name customers see [default: from the folder's name]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The name in addresses, of a to z, 0 to 9 and hyphens [default: from the name]
    #[arg(long)]
    pub(crate) slug: Option<String>,
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork test`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if every test passed, 1 if one failed or there is none, 2 on wrong use."
)]
pub(crate) struct TestArguments {
    /// The folder of the integration [default: the current one]
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    /// Runs the specs whose path has one of these in it [default: all]
    #[arg(value_name = "SPEC")]
    pub(crate) specs: Vec<String>,
    /// Runs the tests whose titles fit this regular expression
    #[arg(long, short = 't', value_name = "PATTERN")]
    pub(crate) test_name_pattern: Option<String>,
    /// Ends at the first test that fails
    #[arg(long)]
    pub(crate) bail: bool,
    /// Writes all snapshots anew
    #[arg(long, short = 'u', alias = "updateSnapshot", conflicts_with = "ci")]
    pub(crate) update_snapshots: bool,
    /// Writes no snapshot; a new one fails
    #[arg(long)]
    pub(crate) ci: bool,
    /// Writes the coverage of the handler's lines there, as lcov.info
    #[arg(long, value_name = "DIR")]
    pub(crate) coverage_dir: Option<PathBuf>,
    /// Writes the results there as JUnit's XML
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Asks no registry: npm packages that were fetched before must do
    #[arg(long)]
    pub(crate) offline: bool,
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 if nothing blocks a submission, 1 if something does, 2 on wrong use."
)]
pub(crate) struct CheckArguments {
    /// The folder of the integration, or a package made by `latchwork pack` [default: the current folder]
    #[arg(
        value_name = "DIR|FILE",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) package: PathBuf,
    /// Mends what is safe to mend in the folder and lays out the code, then checks
    #[arg(long)]
    pub(crate) fix: bool,
    /// Runs the handler once for each thing that can go wrong, as the server does with a submission
    #[arg(long)]
    pub(crate) faults: bool,
    /// Leaves the specs out
    #[arg(long)]
    pub(crate) no_tests: bool,
    /// Holds the npm packages against advisories in the OSV format: one file, a folder of them, or an archive such as the
    /// all.zip of npm that osv.dev publishes
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) osv: Option<PathBuf>,
    /// Asks no registry: npm packages that were fetched before must do
    #[arg(long)]
    pub(crate) offline: bool,
    /// Prints one JSON object on standard output
    #[arg(long, conflicts_with = "rules")]
    pub(crate) json: bool,
    /// Lists all rules with their severity and ends
    #[arg(long, exclusive = true)]
    pub(crate) rules: bool,
}

/// `latchwork pack`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 when it was written, 1 if the folder is no package, 2 on wrong use."
)]
pub(crate) struct PackArguments {
    /// The folder of the integration [default: the current one]
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    /// Where the package goes [default: SLUG-VERSION.zip in the current folder]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Asks no registry: npm packages that were fetched before must do
    #[arg(long)]
    pub(crate) offline: bool,
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

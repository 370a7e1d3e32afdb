//! What the commands of recordings accept.

use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use contract::Trigger;

/// Recordings are named by id.
#[derive(Debug, Subcommand)]
pub(crate) enum RecordingsCommand {
    /// Shows which executions are recorded, and how much there is; or changes it
    #[command(args_conflicts_with_subcommands = true)]
    Policy {
        #[command(subcommand)]
        change: Option<PolicyCommand>,
    },
    /// Lists recorded executions, newest first
    List(ListArguments),
    /// Shows one: what it was given, and what passed between it and the world
    Show { recording: String },
    /// Writes one to a new file that only its owner can read; `latchwork replay` reads it
    Export {
        recording: String,
        /// The file
        #[arg(long, value_name = "FILE")]
        to_file: PathBuf,
    },
    /// Repeats one on the server and says where it first differs
    #[command(
        after_help = "Exit status: 0 if the replay is identical; 1 if it differs; 2 if it cannot be compared, or on wrong use."
    )]
    Replay {
        recording: String,
        /// With another version of the same action [default: the one that ran]
        #[arg(long, value_name = "NUMBER")]
        version: Option<NonZeroU32>,
    },
    /// Deletes one
    Delete {
        recording: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ListArguments {
    /// Those of a trigger
    #[arg(long, value_name = "ID")]
    pub(super) trigger: Option<Trigger>,
    /// Those of an action, by name or id
    #[arg(long, value_name = "ACTION", conflicts_with = "installation")]
    pub(super) action: Option<String>,
    /// Those of an installation, by id
    #[arg(long, value_name = "ID")]
    pub(super) installation: Option<String>,
    /// Those that ended so
    #[arg(long, value_enum)]
    pub(super) outcome: Option<Ended>,
    /// Those of a run
    #[arg(long, value_name = "ID")]
    pub(super) run: Option<String>,
    /// Those made at this moment or later, such as 2027-01-31T09:00:00Z
    #[arg(long, value_name = "MOMENT")]
    pub(super) from: Option<String>,
    /// Those made before this moment
    #[arg(long, value_name = "MOMENT")]
    pub(super) until: Option<String>,
    /// Where to go on: `next` of the page before
    #[arg(long, value_name = "PAGE")]
    pub(super) page: Option<u32>,
}

/// What became of an execution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ended {
    /// It completed
    Completed,
    /// It refused
    Denied,
    /// It sent the browser away
    Suspended,
    /// It failed
    Failed,
}

impl Ended {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Denied => "denied",
            Self::Suspended => "suspended",
            Self::Failed => "failed",
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Changes what is named; the rest stays
    Set(SetArguments),
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(crate) struct SetArguments {
    /// Which executions are recorded
    #[arg(long, value_enum)]
    pub(super) mode: Option<Mode>,
    /// For `sample`: of how many runs in a thousand
    #[arg(long, value_name = "NUMBER")]
    pub(super) per_mille: Option<u16>,
    /// How many days a recording is kept, 1 to 30
    #[arg(long, value_name = "DAYS")]
    pub(super) days: Option<u64>,
    /// How many recordings are kept, at most 10000
    #[arg(long, value_name = "NUMBER")]
    pub(super) rows: Option<u64>,
    /// How many bytes are kept, 1048576 to 1073741824
    #[arg(long, value_name = "BYTES")]
    pub(super) bytes: Option<u64>,
    /// Shows this no more: event.user.email, fetch:*.body, fetch:HOST.head, command:NAME or log
    #[arg(long, value_name = "PATH")]
    pub(super) redact: Vec<String>,
    /// Shows this again
    #[arg(long, value_name = "PATH")]
    pub(super) unredact: Vec<String>,
}

/// Which executions are recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// None
    Off,
    /// Those that failed
    Failures,
    /// Those of a share of the runs
    Sample,
    /// All
    All,
}

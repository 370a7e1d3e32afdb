//! What `latchwork dev` accepts.

use std::path::PathBuf;

use clap::Args;

use crate::run::WorldArguments;

/// `latchwork dev`.
#[derive(Debug, Args)]
#[command(
    after_help = "In a terminal it runs on one event at a time: r runs again, n takes the next event, 1 to 9 take an event, q ends. \
Elsewhere, and with --json, each save is run on all events.\n\nThe folder of the action is watched with those below it, at most 1000, \
without node_modules, target, hidden ones and what .gitignore names.\n\nExit status: 0 when it was ended, 2 on wrong use."
)]
pub(crate) struct DevArguments {
    /// The folder of an integration, or the file of an action in JavaScript or TypeScript; it may be unfinished [default: the
    /// current folder]
    #[arg(
        value_name = "DIR|FILE",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) place: PathBuf,
    /// An event to run on: the id of a trigger for its sample, or a file of JSON named TRIGGER=EVENT.json; may be given
    /// several times [default: the sample of each trigger whose handler the action exports]
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) event: Vec<String>,
    #[command(flatten)]
    pub(crate) world: WorldArguments,
    /// Prints one JSON object a run on standard output, each on a line of its own
    #[arg(long)]
    pub(crate) json: bool,
}

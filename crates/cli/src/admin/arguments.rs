//! What `latchwork admin` accepts.

use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use api::DeclaredDependency;
use clap::{Args, Subcommand, ValueEnum};
use contract::Trigger;

use super::installing::{CatalogueCommand, InstallationsCommand};
use super::operating::{CheckPolicyCommand, PartnersCommand, StaffCommand};
use super::recordings::RecordingsCommand;
use super::reviewing::{ReleasesCommand, ReviewsCommand};
use crate::remote::DemoToken;

/// Which server, as whom: `--demo`, else LATCHWORK_URL and LATCHWORK_TOKEN, else `credentials.toml` with `url` and `token`, in
/// the folder LATCHWORK_CONFIG or `latchwork` of the user's configuration directory.
#[derive(Debug, Args)]
pub(crate) struct AdminArguments {
    #[command(flatten)]
    pub(crate) connection: ConnectionArguments,
    #[command(subcommand)]
    pub(crate) command: AdminCommand,
}

#[derive(Debug, Args)]
pub(crate) struct ConnectionArguments {
    /// The server's URL [default: LATCHWORK_URL, or `url` in credentials.toml]
    #[arg(long, global = true, value_name = "URL", conflicts_with = "demo")]
    pub(crate) url: Option<String>,
    /// Administers the demo: server and token from .latchwork/demo.json, the token of whoever the command is for
    #[arg(long, global = true)]
    pub(crate) demo: bool,
    /// At the demo, administers this of its tenants: demo, shop or testing [default: demo]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) tenant: Option<String>,
    /// At the demo, reviews as the second reviewer
    #[arg(long, global = true)]
    pub(crate) second: bool,
    /// Prints the server's answer as JSON on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Creates, tests, deploys and binds the tenant's own actions
    Actions {
        #[command(subcommand)]
        command: ActionsCommand,
    },
    /// Shows the flow of a trigger, its bindings in the order they run; or changes it
    #[command(args_conflicts_with_subcommands = true)]
    Flow {
        #[arg(value_name = "TRIGGER", default_value_t = Trigger::PostLogin)]
        trigger: Trigger,
        #[command(subcommand)]
        change: Option<FlowCommand>,
    },
    /// Lists, rotates and withdraws the keys that sign tokens
    Keys {
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// Shows what happened
    Runs {
        #[command(subcommand)]
        command: RunsCommand,
    },
    /// Says which executions are recorded; lists, shows, exports, replays and deletes recordings
    Recordings {
        #[command(subcommand)]
        command: RecordingsCommand,
    },
    /// Finds integrations that can be installed
    Catalogue {
        #[command(subcommand)]
        command: CatalogueCommand,
    },
    /// Installs, configures, updates and uninstalls integrations
    Installations {
        #[command(subcommand)]
        command: InstallationsCommand,
    },
    /// Shows what became of what is installed
    Notices {
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// For reviewers: looks at submissions, decides on them and publishes them
    Reviews {
        #[command(subcommand)]
        command: ReviewsCommand,
    },
    /// For reviewers and operators: takes releases out of the catalogue, or stops them everywhere
    Releases {
        #[command(subcommand)]
        command: ReleasesCommand,
    },
    /// For operators: looks after partners, their members and keys
    Partners {
        #[command(subcommand)]
        command: PartnersCommand,
    },
    /// For operators: looks after reviewers and operators
    Staff {
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// For operators: says which findings block, and for whom they do not
    CheckPolicy {
        #[command(subcommand)]
        command: CheckPolicyCommand,
    },
    /// For operators: shows who did what on the way of packages
    Audit {
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
}

impl AdminCommand {
    /// Whose token of the demo's it is called with.
    pub(super) fn whose(&self) -> DemoToken {
        match self {
            Self::Actions { .. }
            | Self::Flow { .. }
            | Self::Keys { .. }
            | Self::Runs { .. }
            | Self::Recordings { .. }
            | Self::Catalogue { .. }
            | Self::Installations { .. }
            | Self::Notices { .. } => DemoToken::Administrator,
            Self::Reviews { .. } | Self::Releases { .. } => DemoToken::Reviewer,
            Self::Partners { .. }
            | Self::Staff { .. }
            | Self::CheckPolicy { .. }
            | Self::Audit { .. } => DemoToken::Operator,
        }
    }
}

/// Actions are named by name or id.
#[derive(Debug, Subcommand)]
pub(crate) enum ActionsCommand {
    /// Lists all actions
    List,
    /// Shows one action with its draft
    Show { action: String },
    /// Creates an action; its file becomes the draft
    Create {
        name: String,
        /// The trigger it is written for
        #[arg(long, value_name = "ID")]
        trigger: Trigger,
        /// The source: one file of JavaScript or TypeScript
        #[arg(long, value_name = "FILE")]
        from_file: PathBuf,
        /// An npm package it requires, with a version, a range, a tag or npm:OTHER@VERSION [default: the newest]; may be given several times
        #[arg(long = "dependency", value_name = "NAME@VERSION", value_parser = dependency)]
        dependencies: Vec<DeclaredDependency>,
    },
    /// Changes the draft
    #[command(group = clap::ArgGroup::new("change").required(true).multiple(true))]
    Edit {
        action: String,
        /// A new name
        #[arg(long, group = "change")]
        name: Option<String>,
        /// A new source
        #[arg(long, value_name = "FILE", group = "change")]
        from_file: Option<PathBuf>,
        /// An npm package it requires; all that are given are the whole new list
        #[arg(
            long = "dependency",
            value_name = "NAME@VERSION",
            value_parser = dependency,
            group = "change"
        )]
        dependencies: Vec<DeclaredDependency>,
        /// Requires no npm packages any more
        #[arg(long, group = "change", conflicts_with = "dependencies")]
        no_dependencies: bool,
    },
    /// Runs the draft on an event, with its real secrets
    Test {
        action: String,
        /// The event as JSON; nothing is filled in
        #[arg(long, value_name = "EVENT.json")]
        event: PathBuf,
        /// The exported function to call
        #[arg(long, value_name = "NAME")]
        handler: Option<String>,
    },
    /// Makes the draft the version that runs
    Deploy { action: String },
    /// Lists an action's versions
    Versions { action: String },
    /// Prints the lockfile of a version's npm packages: a package-lock.json
    Lock { action: String, version: NonZeroU32 },
    /// Prints the bill of materials of a version's npm packages: CycloneDX in JSON
    Sbom { action: String, version: NonZeroU32 },
    /// Lists the licences of a version's npm packages; their texts are in the answer that --json prints
    Licences { action: String, version: NonZeroU32 },
    /// Lists the known vulnerabilities of the npm packages of a version, or of the draft
    Vulnerabilities {
        action: String,
        /// The version [default: what was built last of the draft]
        version: Option<NonZeroU32>,
    },
    /// Deploys a copy of an older version
    Rollback {
        action: String,
        version: NonZeroU32,
        /// Makes the draft that version as well
        #[arg(long)]
        update_draft: bool,
    },
    /// Deletes an action that no flow binds
    Delete {
        action: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Lists, sets and removes the secrets of an action's draft
    Secrets {
        #[command(subcommand)]
        command: SecretsCommand,
    },
    #[command(flatten)]
    Flow(FlowCommand),
}

/// What flows run are deployed actions and installations, named by name or id.
#[derive(Debug, Subcommand)]
pub(crate) enum FlowCommand {
    /// Puts a deployed action or an installation into the flow of its trigger
    Bind(BindArguments),
    /// Changes the order of a flow; names everything that is bound once
    Order {
        trigger: Trigger,
        #[arg(required = true, value_name = "NAME")]
        names: Vec<String>,
    },
    /// Takes an action or an installation out of its flow
    Unbind {
        /// The action or installation
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct BindArguments {
    /// The action or installation
    pub(crate) name: String,
    /// Its place, counted from 1 [default: the last]
    #[arg(long, value_name = "PLACE")]
    pub(crate) at: Option<NonZeroUsize>,
    /// What becomes of a login when it fails
    #[arg(long, visible_alias = "failure-policy", value_enum, default_value_t = OnFailure::Block)]
    pub(crate) on_failure: OnFailure,
    /// How long it may take, from 100 to 20000 [default: as long as the flow has left]
    #[arg(long, value_name = "MS")]
    pub(crate) budget: Option<u64>,
}

/// A binding's failure policy.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OnFailure {
    /// The login is refused
    Block,
    /// The action is skipped
    Continue,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SecretsCommand {
    /// Lists names; values never come back
    List { action: String },
    /// Sets one; the value comes from a file, from standard input or from a prompt, never from the command line
    Set {
        action: String,
        name: String,
        /// The file that holds the value; one line break at its end does not count
        #[arg(long, value_name = "FILE")]
        from_file: Option<PathBuf>,
    },
    /// Removes one
    Remove { action: String, name: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RunsCommand {
    /// Lists runs, newest first
    List {
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// Shows one run: its executions, logs, requests and failure
    Show {
        /// The run's id: the reference number in error texts
        run: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeysCommand {
    /// Lists the tenant's signing keys, without their private halves
    List,
    /// Lets the next key sign; tokens of the current one stay valid
    Rotate {
        /// Does not wait until everybody knows the next key
        #[arg(long)]
        force: bool,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Withdraws a previous key at once: tokens it signed are refused from now on
    Withdraw {
        /// The key's id; it may begin with a hyphen
        #[arg(allow_hyphen_values = true)]
        kid: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

/// Reads `NAME@VERSION` or `NAME`. The name of a scope begins with the same sign as a version, and so does that of the other
/// package in an alias (`NAME@npm:OTHER@VERSION`): the first one that nothing begins with ends the name.
fn dependency(text: &str) -> Result<DeclaredDependency, String> {
    let at = text.char_indices().skip(1).find(|(_, sign)| *sign == '@');
    let (name, version) = match at {
        Some((at, sign)) => (text.get(..at), text.get(at + sign.len_utf8()..)),
        None => (Some(text), Some("")),
    };
    match (name, version) {
        (Some(name), Some(version)) if !name.is_empty() && name != "@" => Ok(DeclaredDependency {
            name: name.to_owned(),
            version: version.to_owned(),
        }),
        _ => Err("write NAME@VERSION".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_a_name_and_perhaps_a_version() {
        let read = |text| dependency(text).map(|one| (one.name, one.version));
        let pair = |name: &str, version: &str| Ok((name.to_owned(), version.to_owned()));
        assert_eq!(read("axios@^1"), pair("axios", "^1"));
        assert_eq!(read("axios"), pair("axios", ""));
        assert_eq!(read("@s/a@1.0.0"), pair("@s/a", "1.0.0"));
        assert_eq!(read("@s/a"), pair("@s/a", ""));
        assert_eq!(read("a@npm:b@1"), pair("a", "npm:b@1"));
        assert_eq!(read("@s/a@npm:@t/b@^1"), pair("@s/a", "npm:@t/b@^1"));
        assert!(read("").is_err() && read("@").is_err());
    }
}

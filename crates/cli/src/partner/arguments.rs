//! What the commands of a partner at a server accept.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::remote::{FieldArguments, KeptArguments, TypedRole};

/// `latchwork login`.
#[derive(Debug, Args)]
#[command(
    after_help = "The key comes from a prompt that does not show it, from a file or from standard input; never from the command line. \
Server and key are kept in partner.toml in the folder `latchwork` of the user's configuration directory (or in the folder \
LATCHWORK_CONFIG), signing keys in signing-keys beside it; only their owner can read them.\n\n\
Exit status: 0 when you are logged in, 1 if the server says no, 2 on wrong use."
)]
pub(crate) struct LoginArguments {
    /// The server's URL
    #[arg(
        long,
        value_name = "URL",
        required_unless_present = "demo",
        conflicts_with = "demo"
    )]
    pub(crate) server: Option<String>,
    /// The file that holds the partner key
    #[arg(long, value_name = "FILE", conflicts_with = "demo")]
    pub(crate) key_file: Option<PathBuf>,
    /// Logs in to the demo: server and partner key from .latchwork/demo.json
    #[arg(long)]
    pub(crate) demo: bool,
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork logout`.
#[derive(Debug, Args)]
#[command(
    after_help = "The server still takes the key: `latchwork partner revoke-key` ends it there.\n\n\
Exit status: 0 when nobody is logged in any more, 2 on wrong use."
)]
pub(crate) struct LogoutArguments {
    /// Prints one JSON object on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork submit`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 when it was submitted, 1 if the server refused it or, with --wait, its checks returned it, 2 on wrong use."
)]
pub(crate) struct SubmitArguments {
    /// The folder of the integration, or a package made by `latchwork pack` [default: the current folder]
    #[arg(
        value_name = "DIR|FILE",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) package: PathBuf,
    /// What the reviewers should know
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// The returned submission that this one answers
    #[arg(long, value_name = "ID")]
    pub(crate) replaces: Option<String>,
    /// Waits until the checks have ended
    #[arg(long)]
    pub(crate) wait: bool,
    /// Prints the server's answer as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork status`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 when it was shown, 1 if the server said no or, with --wait, its checks returned it, 2 on wrong use."
)]
pub(crate) struct StatusArguments {
    /// The submission [default: all are listed]
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Shows what the checks found
    #[arg(long, requires = "id")]
    pub(crate) report: bool,
    /// Waits until the checks have ended
    #[arg(long, requires = "id", conflicts_with = "report")]
    pub(crate) wait: bool,
    /// Shows the notices instead: what happened, what comes next and by which date
    #[arg(long, conflicts_with = "id")]
    pub(crate) notices: bool,
    /// Where to go on: `next` of the page before
    #[arg(long, value_name = "PAGE", conflicts_with = "id")]
    pub(crate) page: Option<u32>,
    /// Prints the server's answer as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork withdraw`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 when it was taken back, 1 if the server said no, 2 on wrong use."
)]
pub(crate) struct WithdrawArguments {
    /// The submission
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Does not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// Prints the server's answer as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork comment`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 when it was written, 1 if the server said no, 2 on wrong use."
)]
pub(crate) struct CommentArguments {
    /// The submission
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// What to say to the reviewers
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    /// The place of the package it is about
    #[arg(long, value_name = "PATH[:LINE[:COLUMN]]")]
    pub(crate) at: Option<String>,
    /// Prints the server's answer as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork try`.
#[derive(Debug, Args)]
#[command(
    after_help = "The tenant has to be your own and marked for testing. A field that is left out takes its `deploy_value`.\n\n\
Exit status: 0 when it was installed, 1 if the server said no, 2 on wrong use."
)]
pub(crate) struct TryArguments {
    /// The folder of the integration, or a package made by `latchwork pack` [default: the current folder]
    #[arg(
        value_name = "DIR|FILE",
        default_value = ".",
        hide_default_value = true
    )]
    pub(crate) package: PathBuf,
    /// The tenant's URL; your partner key is sent there
    #[arg(long, value_name = "URL")]
    pub(crate) tenant_url: String,
    /// A name for it in the tenant [default: the integration's]
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) fields: FieldArguments,
    /// Prints the server's answer as JSON on standard output
    #[arg(long)]
    pub(crate) json: bool,
}

/// `latchwork partner`.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 when it was done, 1 if the server said no, 2 on wrong use.")]
pub(crate) struct AccountArguments {
    #[command(subcommand)]
    pub(crate) command: AccountCommand,
    /// Prints the server's answer as JSON on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Shows whose key this is
    Show,
    /// Lists your releases
    Releases {
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// Prints the bill of materials of a release's npm packages: CycloneDX 1.6 in JSON
    Sbom {
        #[arg(value_name = "DIGEST")]
        digest: String,
    },
    /// Lists members
    Members,
    /// Adds a member
    AddMember {
        #[arg(value_name = "E-MAIL")]
        email: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value_t = TypedRole::Developer)]
        role: TypedRole,
    },
    /// Removes a member; their keys stop working, what they signed stays signed
    RemoveMember {
        /// The member's e-mail address or id
        member: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Lists keys, without the keys themselves
    Keys,
    /// Makes another key for you; it is shown this once
    AddKey {
        /// What people call it
        #[arg(long)]
        name: String,
        /// When it stops working [default: never by itself]
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        #[command(flatten)]
        kept: KeptArguments,
    },
    /// Ends a key
    RevokeKey {
        id: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Lists the public halves of the keys that packages are signed with
    SigningKeys,
    /// Ends a signing key; what it signed stays signed
    RevokeSigningKey {
        id: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

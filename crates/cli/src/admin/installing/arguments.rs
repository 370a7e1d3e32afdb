//! What the commands for the catalogue and installations accept.

use bundle::Category;
use clap::{ArgGroup, Args, Subcommand};
use contract::Trigger;

use super::accept::AcceptArguments;
use crate::remote::FieldArguments;

/// Integrations are named by slug.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Lists integrations that can be installed
    Search {
        /// Words of the name, the summary or the partner [default: all are listed]
        #[arg(value_name = "TEXT")]
        text: Option<String>,
        /// access-control, consent, data-enrichment, fraud-and-risk, identity-verification, messaging, observability or
        /// other
        #[arg(long, value_name = "ID", value_parser = category)]
        category: Option<Category>,
        /// The trigger it runs at
        #[arg(long, value_name = "ID")]
        trigger: Option<Trigger>,
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// Shows one integration: what it is for, what it may do, what is filled in
    Show {
        slug: String,
        /// [default: the newest]
        #[arg(long)]
        version: Option<String>,
    },
    /// Lists the versions of one integration
    Versions { slug: String },
}

fn category(id: &str) -> Result<Category, String> {
    Category::of(id).ok_or_else(|| {
        let known = Category::ALL.map(Category::id).join(", ");
        format!("the categories are {known}")
    })
}

/// Installations are named by name or id.
#[derive(Debug, Subcommand)]
pub(crate) enum InstallationsCommand {
    /// Lists installations
    List,
    /// Shows one with its configuration and what was accepted
    Show { installation: String },
    /// Installs an integration: shows what it may do, asks whether that is accepted
    Install(InstallArguments),
    /// Changes name, values or whether it follows
    Configure(ConfigureArguments),
    /// Goes on to another version; asks again only where it may do more
    Update(UpdateArguments),
    /// Takes away an installation that no flow binds, with its secrets
    Uninstall {
        installation: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct InstallArguments {
    /// The integration
    pub(super) slug: String,
    /// [default: the newest]
    #[arg(long)]
    pub(super) version: Option<String>,
    /// A name of your own [default: the integration's]
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Stays at this version until somebody updates it [default: it follows within the major version]
    #[arg(long)]
    pub(super) pin: bool,
    #[command(flatten)]
    pub(super) fields: FieldArguments,
    #[command(flatten)]
    pub(super) accept: AcceptArguments,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("how").args(["pin", "follow"]))]
pub(crate) struct ConfigureArguments {
    /// The installation
    pub(super) installation: String,
    /// Another name
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Stays at its version until somebody updates it
    #[arg(long)]
    pub(super) pin: bool,
    /// Follows within the major version
    #[arg(long)]
    pub(super) follow: bool,
    #[command(flatten)]
    pub(super) fields: FieldArguments,
    /// A secret that has no value any more
    #[arg(long, value_name = "NAME")]
    pub(super) clear_secret: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct UpdateArguments {
    /// The installation
    pub(super) installation: String,
    /// [default: the newest]
    #[arg(long)]
    pub(super) version: Option<String>,
    /// Shows what would change and ends
    #[arg(long, conflicts_with = "accept")]
    pub(super) preview: bool,
    #[command(flatten)]
    pub(super) fields: FieldArguments,
    #[command(flatten)]
    pub(super) accept: AcceptArguments,
}

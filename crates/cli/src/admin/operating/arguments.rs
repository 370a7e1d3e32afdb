//! What the commands of operators accept.

use clap::{Args, Subcommand, ValueEnum};

use crate::remote::{KeptArguments, Named, TypedRole};

/// Partners are named by slug or id.
#[derive(Debug, Subcommand)]
pub(crate) enum PartnersCommand {
    /// Lists partners
    List {
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// Makes a partner
    Create {
        /// Its name in addresses, of a to z, 0 to 9 and hyphens
        slug: String,
        /// The name customers see
        #[arg(long)]
        name: String,
        /// Whom the platform writes to
        #[arg(long, value_name = "E-MAIL")]
        contact: String,
        /// Where customers read about it
        #[arg(long, value_name = "URL")]
        website: String,
    },
    /// Shows one partner
    Show { partner: String },
    /// Lets a partner take part no more; what it has published stays
    Suspend {
        partner: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Lets a suspended partner take part again
    Resume { partner: String },
    /// Lists a partner's members
    Members { partner: String },
    /// Adds a member
    AddMember {
        partner: String,
        #[arg(value_name = "E-MAIL")]
        email: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value_t = TypedRole::Developer)]
        role: TypedRole,
    },
    /// Lists a partner's keys, without the keys themselves
    Keys { partner: String },
    /// Makes a key for a member; it is shown this once
    AddKey(AddKeyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct AddKeyArguments {
    pub(super) partner: String,
    /// The member's e-mail address or id
    pub(super) member: String,
    /// What people call the key
    #[arg(long)]
    pub(super) name: String,
    /// When it stops working [default: never by itself]
    #[arg(long, value_name = "DATE")]
    pub(super) expires: Option<String>,
    #[command(flatten)]
    pub(super) kept: KeptArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum StaffCommand {
    /// Lists who works for the platform
    List,
    /// Adds somebody; their token is shown this once
    Add {
        #[arg(value_name = "E-MAIL")]
        email: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: Works,
        /// When their token stops working [default: never by itself]
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        #[command(flatten)]
        kept: KeptArguments,
    },
    /// Removes somebody; their token stops working
    Remove {
        id: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What somebody of the platform does.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Works {
    /// Gives verdicts, publishes, delists and recalls
    Reviewer,
    /// Looks after partners, staff and the policy of the checks
    Operator,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CheckPolicyCommand {
    /// Shows what differs from the rules themselves
    Show {
        /// Shows every rule
        #[arg(long)]
        all: bool,
    },
    /// Changes it; what is not named stays
    #[command(group = clap::ArgGroup::new("change").required(true).multiple(true))]
    Set(SetPolicyArguments),
}

#[derive(Debug, Args)]
pub(crate) struct SetPolicyArguments {
    /// A rule and how grave its findings are: off, note, warning, error, or default for the rule's own
    #[arg(long, value_name = "RULE=SEVERITY", group = "change")]
    pub(super) severity: Vec<Named>,
    /// An integration that a rule does not hold for
    #[arg(long, value_name = "SLUG=RULE", group = "change", requires = "because")]
    pub(super) except: Vec<Named>,
    /// Why these are excepted
    #[arg(long, value_name = "TEXT", requires = "except")]
    pub(super) because: Option<String>,
    /// The last day they are, such as 2030-03-17 [default: for good]
    #[arg(long, value_name = "DAY", requires = "except")]
    pub(super) until: Option<String>,
    /// Takes an exception back
    #[arg(long, value_name = "SLUG=RULE", group = "change")]
    pub(super) hold: Vec<Named>,
}

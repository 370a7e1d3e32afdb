//! What the commands of reviewers accept.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Submissions are named by id.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewsCommand {
    /// Lists what waits, by when it is due
    List {
        /// What stands there; may be given more than once [default: what a reviewer can do something about]
        #[arg(long, value_enum)]
        state: Vec<Stands>,
        /// Whatever was submitted
        #[arg(long, conflicts_with = "state")]
        all: bool,
        /// Where to go on: `next` of the page before
        #[arg(long, value_name = "PAGE")]
        page: Option<u32>,
    },
    /// Shows one submission with its history, verdicts and comments
    Show { id: String },
    /// Shows what the checks found: the fault matrix, the tests, the findings
    Report { id: String },
    /// Fetches the package, code and all
    Package {
        id: String,
        /// Where it goes [default: SLUG-VERSION.zip in the current folder]
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Lists the npm packages that go along, and what is different from the release before
    Packages { id: String },
    /// Says yes to the stage the submission is in
    Approve {
        #[command(flatten)]
        on: VerdictArguments,
        /// What should be known about it
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Sends it back to the partner, who answers with another submission
    Return {
        #[command(flatten)]
        on: VerdictArguments,
        /// What has to change; the partner reads it
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Refuses it for good
    Reject {
        #[command(flatten)]
        on: VerdictArguments,
        /// Why; the partner reads it
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
    /// Writes a comment, which the partner reads
    Comment {
        id: String,
        text: String,
        /// The place of the package it is about
        #[arg(long, value_name = "PATH[:LINE[:COLUMN]]")]
        at: Option<String>,
    },
    /// Makes a release of an approved submission
    Publish {
        #[command(flatten)]
        on: VerdictArguments,
        /// When: 2030-03-17, or 2030-03-17T10:00:00Z [default: at once]
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct VerdictArguments {
    /// The submission
    pub(super) id: String,
    /// The revision that was looked at: should it have moved on, nothing is decided [default: the present one]
    #[arg(long, value_name = "N")]
    pub(super) revision: Option<u64>,
}

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stands {
    Received,
    Checking,
    FunctionalReview,
    SecurityReview,
    Approved,
    Published,
    Returned,
    Rejected,
    Withdrawn,
}

/// Releases are named by digest.
#[derive(Debug, Subcommand)]
pub(crate) enum ReleasesCommand {
    /// Prints the bill of materials of its npm packages: CycloneDX 1.6 in JSON
    Sbom {
        #[arg(value_name = "DIGEST")]
        digest: String,
    },
    /// Takes a release out of the catalogue; it runs on where it is installed
    Delist {
        #[arg(value_name = "DIGEST")]
        digest: String,
        /// Why; the partner reads it
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Stops a release everywhere; each flow goes on as its binding says
    Recall {
        #[arg(value_name = "DIGEST")]
        digest: String,
        /// Why; the partner and every tenant that has it installed read it
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Does not ask
        #[arg(long)]
        yes: bool,
    },
}

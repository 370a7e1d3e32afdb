//! What is shown once: a key, a token.

use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use super::error::RemoteError;
use super::private::write_private;
use super::shown::Shown;
use crate::terminal::{complain, harmless};

/// Where it goes.
#[derive(Debug, Args)]
pub(crate) struct KeptArguments {
    /// Writes it to a file that only its owner can read, and shows it nowhere
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
}

impl KeptArguments {
    /// Shows it, or keeps it in a file and takes it out of what is shown.
    pub(crate) fn keep(
        &self,
        mut raw: Value,
        bearer: &str,
        what: &str,
    ) -> Result<Shown, RemoteError> {
        let Some(path) = &self.to_file else {
            complain(&format!("{} It is shown this once:", harmless(what)));
            return Ok(Shown::done(raw, harmless(bearer)));
        };
        write_private(path, &format!("{bearer}\n"))?;
        if let Some(fields) = raw.as_object_mut() {
            fields.remove("bearer");
        }
        let text = format!("{what} It is in {}.", path.display());
        Ok(Shown::done(raw, harmless(&text)))
    }
}

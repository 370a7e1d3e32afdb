//! What is shown once: a key, a token.

use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use super::error::RemoteError;
use super::private::NewPrivate;
use super::shown::Shown;
use crate::terminal::{complain, harmless};

/// Where it goes.
#[derive(Debug, Args)]
pub(crate) struct KeptArguments {
    /// Writes it to a new file that only its owner can read, and shows it nowhere
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
}

impl KeptArguments {
    /// Makes sure of its place, before the server makes what cannot be had twice.
    pub(crate) fn begin(&self) -> Result<Kept, RemoteError> {
        let file = self.to_file.as_deref().map(NewPrivate::begin);
        Ok(Kept(file.transpose()?))
    }
}

/// Where it goes, made sure of.
pub(crate) struct Kept(Option<NewPrivate>);

impl Kept {
    /// Shows it, or keeps it in its file and takes it out of what is shown.
    pub(crate) fn keep(
        self,
        mut raw: Value,
        bearer: &str,
        what: &str,
    ) -> Result<Shown, RemoteError> {
        let Some(file) = self.0 else {
            complain(&format!("{} It is shown this once:", harmless(what)));
            return Ok(Shown::done(raw, harmless(bearer)));
        };
        let path = file.write(&format!("{bearer}\n"))?;
        if let Some(fields) = raw.as_object_mut() {
            fields.remove("bearer");
        }
        let text = format!("{what} It is in {}.", path.display());
        Ok(Shown::done(raw, harmless(&text)))
    }
}

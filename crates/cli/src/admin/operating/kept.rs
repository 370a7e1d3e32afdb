//! What is shown once: a key, a token.

use serde_json::Value;

use super::arguments::KeptArguments;
use crate::remote::{RemoteError, Shown, write_private};
use crate::terminal::{complain, harmless};

impl KeptArguments {
    /// Shows it, or keeps it in a file and takes it out of what is shown.
    pub(super) fn keep(
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

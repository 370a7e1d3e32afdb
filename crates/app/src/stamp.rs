//! Who changes something of the platform's, and when.

use store::Stamp;

use crate::App;
use crate::error::Error;

impl App {
    /// A stamp of now. `actor` is the id of a key or a token, `command line`, or the host's own name for itself.
    pub(crate) fn stamp(&self, actor: impl Into<String>) -> Result<Stamp, Error> {
        Ok(Stamp {
            id: self.entropy.reference("log_")?,
            actor: actor.into(),
            at_ms: self.clock.now_ms(),
        })
    }
}

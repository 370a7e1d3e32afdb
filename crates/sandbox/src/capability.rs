//! Holds what an action asks for against its capabilities. What was not granted ends the execution, so that no code can
//! pass over it.

use contract::Command;
use contract::permission::Refusal;

use crate::state::{End, State, Stop};

/// The longest text of the guest's that a refusal quotes.
const LONGEST_QUOTE: usize = 256;

impl State {
    /// Holds a call of `api` against the methods, before its arguments are read.
    pub(crate) fn check_method(&mut self, path: &str) -> Result<(), Stop> {
        let checked = self.request.capabilities.check_method(quote(path));
        checked.map_err(|refusal| self.refuse(refusal))
    }

    /// Holds a command against the methods, the names they may write and the redirects.
    pub(crate) fn check_command(&mut self, command: &Command) -> Result<(), Stop> {
        let checked = self.request.capabilities.check_command(command);
        checked.map_err(|refusal| self.refuse(refusal))
    }

    /// The action read a field that is kept from it.
    pub(crate) fn refuse_field(&mut self, path: &[u8]) -> Stop {
        let path = String::from_utf8_lossy(path);
        self.refuse(Refusal::Field(quote(&path).to_owned()))
    }

    fn refuse(&mut self, refusal: Refusal) -> Stop {
        self.ended_by = Some(End::Refused(refusal));
        Stop
    }
}

/// As much of a text as an error repeats.
pub(crate) fn quote(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST_QUOTE))
        .unwrap_or_default()
}

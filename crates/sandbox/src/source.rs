//! The source of an action as the sandbox takes it.

use contract::Trigger;
use sha2::{Digest, Sha256};

/// The code of one action: one CommonJS file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    trigger: Trigger,
    code: String,
    digest: SourceDigest,
}

/// SHA-256 of an action's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceDigest(pub [u8; 32]);

/// The name an action's own frames carry in a stack.
pub const FILE_NAME: &str = "action.js";

impl Source {
    /// Takes the code; its size is checked when it is prepared.
    pub fn new(trigger: Trigger, code: impl Into<String>) -> Self {
        let code = code.into();
        let digest = SourceDigest(Sha256::digest(code.as_bytes()).into());
        Self {
            trigger,
            code,
            digest,
        }
    }

    /// The trigger whose handlers it exports.
    pub fn trigger(&self) -> Trigger {
        self.trigger
    }

    /// The code as written.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Names the code.
    pub fn digest(&self) -> SourceDigest {
        self.digest
    }

    /// The CommonJS wrapper as one expression. It opens on a line of its own, which the guest counts as line 0.
    pub(crate) fn wrapped(&self) -> String {
        let code = self.code.strip_prefix('\u{feff}').unwrap_or(&self.code);
        let code = if code.starts_with("#!") {
            format!("//{code}")
        } else {
            code.to_owned()
        };
        format!("(function (exports, require, module, __filename, __dirname) {{\n{code}\n}})")
    }
}

//! The source of an action as the sandbox takes it.

use std::sync::Arc;

use bundle::{Linked, LinkedError};
use contract::Trigger;
use sha2::{Digest, Sha256};

use crate::packages::{self, Packages};

/// The code of one action: one file, alone or with the packages it requires.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    trigger: Trigger,
    code: String,
    digest: SourceDigest,
    bytes: usize,
    form: Form,
    packages: Option<Arc<Packages>>,
}

/// How the code is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The body of a CommonJS module.
    Module,
    /// The function around one.
    Program,
}

/// What test programs may require and read: by path, taken apart once for all of them.
#[derive(Debug, Clone)]
pub struct ProgramFiles(Arc<Packages>);

impl ProgramFiles {
    /// Takes the files; no one of them is an action.
    pub fn new(linked: Linked) -> Self {
        Self(Arc::new(Packages::new(linked)))
    }
}

/// SHA-256 of an action's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SourceDigest(pub [u8; 32]);

/// The name an action's own frames carry in a stack.
pub const FILE_NAME: &str = "action.js";

impl Source {
    /// Takes the code; its size is checked when it is prepared.
    pub fn new(trigger: Trigger, code: impl Into<String>) -> Self {
        Self::of(trigger, code.into(), Form::Module)
    }

    /// Takes an action with its packages, as [`Linked::to_bytes`] wrote them. Its digest is that of the whole.
    ///
    /// # Errors
    /// When the bytes are none of these.
    pub fn linked(trigger: Trigger, bytes: &[u8]) -> Result<Self, LinkedError> {
        let linked = Linked::read(bytes)?;
        let code = linked.action().map(|action| action.text.clone());
        Ok(Self {
            trigger,
            code: code.unwrap_or_default(),
            digest: SourceDigest(Sha256::digest(bytes).into()),
            bytes: bytes.len(),
            form: Form::Module,
            packages: Some(Arc::new(Packages::new(linked))),
        })
    }

    /// A test program: an expression whose value is the function that wraps a module. Behind the five parameters of
    /// CommonJS it may take a sixth, `report(text)`, which hands a text to [`Host::report`](crate::Host::report).
    pub fn program(trigger: Trigger, expression: impl Into<String>) -> Self {
        Self::of(trigger, expression.into(), Form::Program)
    }

    /// The same test program with files that it may require and read, as an action has those of its packages.
    pub fn with_files(mut self, files: &ProgramFiles) -> Self {
        self.packages = Some(Arc::clone(&files.0));
        self
    }

    fn of(trigger: Trigger, code: String, form: Form) -> Self {
        let digest = SourceDigest(Sha256::digest(code.as_bytes()).into());
        Self {
            trigger,
            bytes: code.len(),
            code,
            digest,
            form,
            packages: None,
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

    /// How many bytes the whole has, packages included.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Names the code.
    pub fn digest(&self) -> SourceDigest {
        self.digest
    }

    /// The packages it may load, with itself.
    pub(crate) fn packages(&self) -> Option<&Arc<Packages>> {
        self.packages.as_ref()
    }

    /// The CommonJS wrapper as one expression. It opens on a line of its own, which the guest counts as line 0.
    pub(crate) fn wrapped(&self) -> String {
        if self.form == Form::Program {
            return self.code.clone();
        }
        let packages = self.packages.as_ref();
        let action = packages.and_then(|packages| packages.linked.action());
        if let Some(action) = action
            && let Some(helper) = &action.helper
        {
            return packages::wrapped_action(action.kind, &self.code, helper);
        }
        let code = packages::without_hashbang(packages::without_mark(&self.code));
        format!("(function ({}) {{\n{code}\n}})", packages::PARAMETERS)
    }
}

//! What is to be run.

use bundle::{Members, Package};
use contract::Trigger;
use sandbox::ProgramFiles;

/// The handler's file.
pub(super) const HANDLER: &str = bundle::package::ACTION;
/// Where specs stand, those of a template's examples among them, and how their names end.
const FOLDERS: [&str; 2] = ["integration/", "examples/"];
const SPEC_END: &str = ".spec.js";

/// A package as far as its specs are concerned.
#[derive(Debug, Clone, Copy)]
pub struct SpecInput<'a> {
    /// What the handler is for.
    pub trigger: Trigger,
    /// All files.
    pub members: &'a Members,
    /// What they require of npm packages.
    pub packages: Option<&'a ProgramFiles>,
}

impl<'a> SpecInput<'a> {
    /// The paths of the specs.
    pub fn specs(self) -> impl Iterator<Item = &'a str> {
        let paths = self.members.iter().map(|(path, _)| path.as_str());
        paths.filter(|path| is_spec(path))
    }
}

impl<'a> From<&'a Package> for SpecInput<'a> {
    fn from(package: &'a Package) -> Self {
        Self {
            trigger: package.manifest().trigger,
            members: package.members(),
            packages: None,
        }
    }
}

/// Whether a member is a spec.
pub(super) fn is_spec(path: &str) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder)) && path.ends_with(SPEC_END)
}

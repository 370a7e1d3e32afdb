//! The code of a package as the sandbox takes it: the handler, alone or linked with the npm packages that go along.

use std::collections::BTreeSet;

use build::{Action, Shipped};
use bundle::{Form, Linked, Members, Package, PackageError};
use contract::Trigger;
use sandbox::{FILE_NAME, ProgramFiles, Source};

/// The code of a package, and the npm packages it was linked with.
#[derive(Debug, Clone)]
pub struct Code {
    /// What runs.
    pub source: Source,
    /// The npm packages; none where the form declares none.
    pub shipped: Option<Shipped>,
}

impl Code {
    /// Reads npm packages, each held against the lockfile, and links the handler with them. That takes its time where there
    /// are any.
    ///
    /// # Errors
    /// They are not what the lockfile says, cannot run here, or are too large.
    pub fn read(package: &Package) -> Result<Self, PackageError> {
        Ok(Linking::of(package)?.code)
    }
}

/// A package's code with the file it was linked to.
pub(crate) struct Linking {
    pub(crate) code: Code,
    pub(crate) linked: Option<Linked>,
}

impl Linking {
    pub(crate) fn of(package: &Package) -> Result<Self, PackageError> {
        let trigger = package.manifest().trigger;
        let Some(shipped) = Shipped::read(package.form(), package.members()).map_err(refused)?
        else {
            return Ok(Self {
                code: Code {
                    source: Source::new(trigger, package.code()),
                    shipped: None,
                },
                linked: None,
            });
        };
        let bytes = shipped.link(FILE_NAME, package.code()).map_err(refused)?;
        Ok(Self {
            code: Code {
                source: source(trigger, &bytes)?,
                shipped: Some(shipped),
            },
            linked: Some(Linked::read(&bytes).map_err(refused)?),
        })
    }
}

fn source(trigger: Trigger, bytes: &[u8]) -> Result<Source, PackageError> {
    Source::linked(trigger, bytes).map_err(refused)
}

fn refused(error: impl std::error::Error + Send + Sync + 'static) -> PackageError {
    PackageError::Packages(Box::new(error))
}

/// The npm packages of a folder as specs require them; nothing where its form declares none.
///
/// # Errors
/// As those of [`Code::read`].
pub fn packages_of_specs(
    form: &Form,
    packed: &Members,
    specs: &Members,
) -> Result<Option<ProgramFiles>, PackageError> {
    let shipped = Shipped::read(form, packed).map_err(refused)?;
    let files = shipped.map(|shipped| spec_files(&shipped, specs));
    files.transpose()
}

/// What the files of a package require of npm packages, as a test program finds it.
pub(crate) fn spec_files(
    shipped: &Shipped,
    members: &Members,
) -> Result<ProgramFiles, PackageError> {
    let mut requests = BTreeSet::new();
    for (path, content) in members.iter() {
        let path = path.as_str();
        if path.ends_with(".js") || path.ends_with(".cjs") {
            let text = String::from_utf8_lossy(content);
            requests.extend(build::package_requests(path, &text));
        }
    }
    // One file that asks for all of it stands for the program, which asks under the same name.
    let lines = requests
        .iter()
        .map(|request| format!("require({});\n", serde_json::Value::from(request.as_str())));
    let text: String = lines.collect();
    let action = Action {
        name: FILE_NAME,
        file: FILE_NAME,
        text: &text,
        ..Action::default()
    };
    let linked = build::link(&action, &shipped.tree).map_err(refused)?;
    Ok(ProgramFiles::new(linked))
}

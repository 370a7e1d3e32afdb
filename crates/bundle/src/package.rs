//! A package whose manifest, form and texts are sound: what a check, a release and an installation are made of.

mod configured;
mod error;
pub mod media;

use crate::{Digest, Form, Limits, MOST_PROBLEMS, Manifest, MemberPath, Members, archive, shipped};

pub use configured::ConfiguredFault;
pub use error::PackageError;

/// Where the manifest stands.
pub const MANIFEST: &str = "latchwork.toml";
/// Where the handler stands, in one file.
pub const ACTION: &str = "integration/integration.action.js";
/// Where the form stands.
pub const FORM: &str = "integration/configuration.json";
/// Where the lockfile of its npm packages stands, beside the form that declares them.
pub const LOCK: &str = "integration/configuration-lock.json";
/// Where the guide for the customer stands.
pub const GUIDE: &str = "integration/installation_guide.md";
/// Where the logo stands.
pub const LOGO: &str = "media/256x256-logo.png";

/// A package that could be read. What more a submission needs (tests, a logo, sound code) is for checks to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    members: Members,
    digest: Digest,
    manifest: Manifest,
    form: Form,
}

impl Package {
    /// Takes an archive apart and reads it.
    ///
    /// # Errors
    /// What is wrong with it, up to [`MOST_PROBLEMS`].
    pub fn from_archive(bytes: &[u8], limits: Limits) -> Result<Self, Vec<PackageError>> {
        let members = archive::read(bytes, limits).map_err(|error| vec![error.into()])?;
        Self::read(members)
    }

    /// Reads the members.
    ///
    /// # Errors
    /// What is wrong with them, up to [`MOST_PROBLEMS`].
    pub fn read(members: Members) -> Result<Self, Vec<PackageError>> {
        let mut errors = Vec::new();
        for (path, content) in members.iter() {
            if !Self::belongs(path.as_str()) {
                errors.push(PackageError::Unknown { path: path.clone() });
            } else if let Some(fault) = not_text(path, content) {
                errors.push(fault);
            }
        }
        let (toml, json) = (required(&members, MANIFEST), required(&members, FORM));
        errors.extend(
            [ACTION, GUIDE]
                .into_iter()
                .filter_map(|path| required(&members, path).err()),
        );
        let manifest = toml.map_err(|error| vec![error]).and_then(|text| {
            let told = |error: crate::ManifestError| error.problems.into_iter();
            Manifest::read(text).map_err(|error| {
                told(error)
                    .map(|one| PackageError::Manifest(Box::new(one)))
                    .collect()
            })
        });
        let form = json.map_err(|error| vec![error]).and_then(|text| {
            let told = |error: crate::FormError| error.problems.into_iter();
            Form::read(text).map_err(|error| {
                told(error)
                    .map(|one| PackageError::Form(Box::new(one)))
                    .collect()
            })
        });
        match (manifest, form) {
            (Ok(manifest), Ok(form)) => {
                errors.extend(contradictions(&members, &manifest, &form));
                if !errors.is_empty() {
                    errors.truncate(MOST_PROBLEMS);
                    return Err(errors);
                }
                Ok(Self {
                    digest: members.digest(),
                    members,
                    manifest,
                    form,
                })
            }
            (manifest, form) => {
                errors.extend(manifest.err().into_iter().flatten());
                errors.extend(form.err().into_iter().flatten());
                errors.truncate(MOST_PROBLEMS);
                Err(errors)
            }
        }
    }

    /// Whether a package may have a file of this path. What else a partner's folder holds stays at home when it is packed;
    /// an archive that holds it is refused, since its bytes would be part of what a digest names.
    pub fn belongs(path: &str) -> bool {
        if MemberPath::parse(path).is_err() {
            return false;
        }
        let ends = |ends: &[&str]| ends.iter().any(|end| path.ends_with(end));
        match path.split_once('/') {
            Some(("integration", below)) => {
                ends(&[".js", ".cjs", ".mjs", ".json", ".md", ".txt"])
                    && below.split('/').all(|name| name != "node_modules")
            }
            Some(("media", name)) => !name.contains('/') && ends(&[".png"]),
            Some(("packages", _)) => shipped::is_archive(path),
            Some(("faults", name)) => !name.contains('/') && ends(&[".json"]),
            Some(_) => path == "deploy/template.json",
            None => {
                path == MANIFEST
                    || path == "CHANGELOG.md"
                    || ["README", "LICENSE", "NOTICE"].iter().any(|name| {
                        path.strip_prefix(name)
                            .is_some_and(|rest| matches!(rest, "" | ".md" | ".txt"))
                    })
            }
        }
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What a customer fills in.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// All its files.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// What names it.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// The handler's file.
    pub fn code(&self) -> &str {
        self.text(ACTION)
    }

    /// What a customer reads when installing, Markdown.
    pub fn guide(&self) -> &str {
        self.text(GUIDE)
    }

    /// The specs, by path: every `.spec.js` in `integration/`.
    pub fn specs(&self) -> impl Iterator<Item = (&MemberPath, &str)> {
        self.texts("integration/", ".spec.js")
    }

    /// The fixtures of the fault matrix, by path.
    pub fn faults(&self) -> impl Iterator<Item = (&MemberPath, &str)> {
        self.texts("faults/", ".json")
    }

    /// The logo, whatever its bytes are.
    pub fn logo(&self) -> Option<&[u8]> {
        self.members.get(LOGO)
    }

    fn texts(&self, folder: &str, end: &str) -> impl Iterator<Item = (&MemberPath, &str)> {
        self.members.iter().filter_map(move |(path, content)| {
            let is_meant = path.as_str().starts_with(folder) && path.as_str().ends_with(end);
            is_meant.then(|| (path, as_text(content)))
        })
    }

    fn text(&self, path: &str) -> &str {
        as_text(self.members.get(path).unwrap_or_default())
    }
}

/// The text of a member that was found to be text when the package was read.
fn as_text(content: &[u8]) -> &str {
    std::str::from_utf8(content).unwrap_or_default()
}

/// A text without the mark that some editors put before it.
fn unmarked(content: &[u8]) -> &str {
    let text = as_text(content);
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn required<'m>(members: &'m Members, path: &'static str) -> Result<&'m str, PackageError> {
    match members.get(path) {
        Some(content) => Ok(unmarked(content)),
        None => Err(PackageError::Missing { path }),
    }
}

/// Every file but a picture and the archive of an npm package is text in UTF-8.
fn not_text(path: &MemberPath, content: &[u8]) -> Option<PackageError> {
    if path.as_str().ends_with(".png") || shipped::is_archive(path.as_str()) {
        return None;
    }
    let fault = std::str::from_utf8(content).err()?;
    let before = content.iter().take(fault.valid_up_to());
    Some(PackageError::NotText {
        path: path.clone(),
        line: u32::try_from(before.filter(|&&byte| byte == b'\n').count() + 1).unwrap_or(u32::MAX),
    })
}

/// What is sound for itself and not together.
fn contradictions(members: &Members, manifest: &Manifest, form: &Form) -> Vec<PackageError> {
    let mut errors = Vec::new();
    match form.dependencies.first() {
        Some(first) if members.get(LOCK).is_none() => errors.push(PackageError::NoLock {
            name: first.name.clone(),
            version: first.version.clone(),
        }),
        Some(_) => {}
        None => {
            let archives = members.iter().map(|(path, _)| path);
            let archives = archives.filter(|path| shipped::is_archive(path.as_str()));
            errors.extend(archives.map(|path| PackageError::Unknown { path: path.clone() }));
        }
    }
    let text = members.get(MANIFEST).map_or("", unmarked);
    let faults = configured::faults(&manifest.permissions, form).into_iter();
    errors.extend(faults.map(|(permission, fault)| PackageError::Configured {
        line: line_of(text, &permission),
        permission,
        fault,
    }));
    if let Some(path) = &manifest.use_case.diagram
        && members.get(path).is_none()
    {
        errors.push(PackageError::NoDiagram {
            line: line_of(text, path),
            path: path.clone(),
        });
    }
    errors
}

/// The line of the first place that holds this text.
fn line_of(text: &str, part: &str) -> Option<u32> {
    let before = text.split_once(part)?.0;
    u32::try_from(before.matches('\n').count() + 1).ok()
}

#[cfg(test)]
mod tests;

//! Why members are no package, each cause as a finding too.

use super::{ACTION, ConfiguredFault, FORM, GUIDE, LOCK, MANIFEST};
use crate::archive::ArchiveError;
use crate::form::FormProblem;
use crate::manifest::ManifestProblem;
use crate::{Finding, MemberPath, Place, Severity};

/// One thing that keeps members from being a package. Its text says where, what and what to do.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The archive cannot be taken apart.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A file that every package has.
    #[error("the package has no `{path}`: {}", about(.path))]
    Missing {
        /// Its path.
        path: &'static str,
    },
    /// A file that no package has.
    #[error("`{path}` does not belong into a package; leave it out, as `latchwork pack` does")]
    Unknown {
        /// Its path.
        path: MemberPath,
    },
    /// A text in another encoding.
    #[error("`{path}` is not UTF-8 in line {line}; save it in that encoding")]
    NotText {
        /// Its path.
        path: MemberPath,
        /// The first line that is not.
        line: u32,
    },
    /// Something in `latchwork.toml`.
    #[error("{MANIFEST}, {0}")]
    Manifest(Box<ManifestProblem>),
    /// Something in `configuration.json`.
    #[error("{FORM}, {0}")]
    Form(Box<FormProblem>),
    /// npm packages without a lockfile.
    #[error(
        "{FORM} declares the npm package `{name}` {version}, and there is no `{LOCK}`; pack it with `latchwork pack`, which writes one"
    )]
    NoLock {
        /// The first that is declared.
        name: String,
        /// Its version, as the form has it.
        version: String,
    },
    /// npm packages that are not what the lockfile says, or cannot go along. Whoever reads them says why.
    #[error("{0}")]
    Packages(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A permission that names a configuration item which does not fit.
    #[error("{MANIFEST}, permission `{permission}` {fault}; {}", .fault.mend())]
    Configured {
        /// As the manifest writes it.
        permission: String,
        /// Its line.
        line: Option<u32>,
        /// What is wrong.
        fault: ConfiguredFault,
    },
    /// A diagram that is not there.
    #[error(
        "{MANIFEST}, `use_case.diagram` names `{path}`, which the package does not have; add the file or take the key out"
    )]
    NoDiagram {
        /// Its path.
        path: String,
        /// Its line in the manifest.
        line: Option<u32>,
    },
}

fn about(path: &str) -> &'static str {
    match path {
        MANIFEST => {
            "it says what the integration is and what it may do; `latchwork init` writes one from what is there"
        }
        ACTION => "it holds the handler; move the code there",
        FORM => {
            "it holds the form; without fields it is {\"secrets\": [], \"configuration\": [], \"dependencies\": []}"
        }
        GUIDE => "a customer reads it when installing; write it as Markdown",
        _ => "add it",
    }
}

impl PackageError {
    /// The name under which checks know it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Archive(_) => "archive",
            Self::Missing { .. } => "member-missing",
            Self::Unknown { .. } => "member-unknown",
            Self::NotText { .. } => "text-encoding",
            Self::Manifest(_) => "manifest",
            Self::Form(_) => "form",
            Self::NoLock { .. } => "dependency-lock",
            Self::Packages(_) => "dependency-unusable",
            Self::Configured { .. } => "permission-configuration",
            Self::NoDiagram { .. } => "diagram-missing",
        }
    }

    /// The same as a finding that blocks.
    pub fn finding(&self) -> Finding {
        let (message, mend) = self.message_and_mend();
        Finding {
            rule: self.name().to_owned(),
            severity: Severity::Error,
            place: self.place(),
            message,
            reason: self.reason().to_owned(),
            mend,
        }
    }

    fn place(&self) -> Option<Place> {
        let at = |path: &str, line| {
            Some(Place {
                path: path.to_owned(),
                line,
                column: None,
            })
        };
        match self {
            Self::Archive(_) => None,
            Self::Missing { path } => at(path, None),
            Self::Unknown { path } => at(path.as_str(), None),
            Self::NotText { path, line } => at(path.as_str(), Some(*line)),
            Self::Manifest(problem) => at(MANIFEST, Some(problem.line)),
            Self::Form(problem) => at(FORM, problem.line),
            Self::NoLock { .. } => at(FORM, None),
            Self::Packages(_) => at(LOCK, None),
            Self::Configured { line, .. } | Self::NoDiagram { line, .. } => at(MANIFEST, *line),
        }
    }

    fn message_and_mend(&self) -> (String, String) {
        match self {
            Self::Manifest(problem) if problem.key.is_empty() => {
                (problem.fault.to_string(), problem.fault.mend())
            }
            Self::Manifest(problem) => (
                format!("`{}` {}", problem.key, problem.fault),
                problem.fault.mend(),
            ),
            Self::Form(problem) => (
                format!("{}: {}", problem.place, problem.fault),
                problem.fault.mend(),
            ),
            Self::Configured {
                permission, fault, ..
            } => (
                format!("the permission `{permission}` {fault}"),
                fault.mend().to_owned(),
            ),
            Self::Missing { path } => (format!("there is no `{path}`"), about(path).to_owned()),
            _ => {
                let told = self.to_string();
                match told.split_once("; ") {
                    Some((message, mend)) => (message.to_owned(), mend.to_owned()),
                    None => (told, "pack it anew with `latchwork pack`".to_owned()),
                }
            }
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Archive(_) | Self::Unknown { .. } => {
                "What is reviewed has to be exactly what runs, and all of it."
            }
            Self::Missing { .. } | Self::NotText { .. } => {
                "Without it the package can be neither tested nor reviewed nor installed."
            }
            Self::Manifest(_) => {
                "Customers and reviewers decide by what the manifest says, and the host enforces it."
            }
            Self::Form(_) => "The customer fills in the form, and the code relies on its values.",
            Self::NoLock { .. } | Self::Packages(_) => {
                "What is reviewed has to be exactly what runs, npm packages included."
            }
            Self::Configured { .. } => {
                "What is permitted has to be known when the customer accepts it."
            }
            Self::NoDiagram { .. } => "A reviewer looks at the diagram first.",
        }
    }
}

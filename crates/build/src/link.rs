//! An action and its packages become one file.
//!
//! Modules are not melted into one scope: each stays a file of its own, which the sandbox evaluates when it is first asked
//! for. So the behaviour is Node's where bundlers change it: mode, order, circles, `require.cache`, `__filename`, names and
//! lines of stacks; and an execution pays for what it loads only. What the linker does is find where requests lead, and
//! write ES modules as functions, which the engine of the sandbox has no other way to load. It runs nothing.

mod erase;
mod es_module;
mod exported;
mod exports;
mod outside;
mod read;
mod resolve;
mod scan;
mod tell;
mod text;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bundle::linked::{Kind, SHARED, Way};
use bundle::{Linked, LinkedFile, LinkedPackage};
use contract::{Failure, FailureKind};
use oxc::diagnostics::OxcDiagnostic;

pub use exported::{Exported, exported};
pub use outside::{Required, package_requests, required};

use crate::Tree;
use read::{Unit, read};
use resolve::{Found, Resolver, builtin};
use tell::Language;

/// The most files that an action may load.
const MOST_FILES: usize = 20_000;
/// The most characters of a name that is told.
const LONGEST_NAME: usize = 255;

/// What is to be linked.
#[derive(Debug, Clone, Default)]
pub struct Action<'a> {
    /// The name that its own frames carry, such as `action.js`.
    pub name: &'a str,
    /// Its file's name, which says by its ending what it is written in.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The texts of what it requires by `actions:NAME`, by these names.
    pub shared: BTreeMap<String, String>,
}

/// Why an action cannot be linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It is not well formed.
    #[error("{file}:{line}:{column}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// It asks for a shared module that it is not given.
    #[error(
        "{file} requires the shared module `actions:{name}`, which there is not: shared modules are for `latchwork run --module` so far; put its code into the action"
    )]
    NotShared {
        /// The file.
        file: String,
        /// The name it asks for.
        name: String,
    },
    /// It needs too many files.
    #[error("the action loads more than {MOST_FILES} files: require less, or a smaller package")]
    TooManyFiles,
    /// Nobody wants it any more.
    #[error("linking was given up")]
    GivenUp,
    /// This machine's own fault.
    #[error("{0} could not be read on this machine: try again")]
    Machine(String),
}

impl LinkError {
    /// As an execution would fail by it: what is not well formed is told as the engine tells it of what it reads itself.
    #[must_use]
    pub fn failure(&self) -> Failure {
        match self {
            Self::Syntax { .. } => {
                Failure::new(FailureKind::Syntax, format!("SyntaxError: {self}"))
            }
            Self::NotShared { .. } => Failure::new(FailureKind::Syntax, self.to_string()),
            Self::TooManyFiles | Self::GivenUp | Self::Machine(_) => {
                Failure::new(FailureKind::Internal, self.to_string())
            }
        }
    }

    fn syntax(file: &str, text: &str, first: &OxcDiagnostic) -> Self {
        let label = first.labels.first();
        let offset = label.map_or(0, |label| label.offset() as usize);
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self::Syntax {
            file: file.to_owned(),
            line: 1 + before.matches('\n').count(),
            column: 1 + before.get(line_start..).unwrap_or_default().chars().count(),
            message: first.message.to_string(),
        }
    }
}

/// Whether an action runs as it stands: it is CommonJS and asks for nothing but modules of Node.
///
/// # Errors
/// When it is an ES module or TypeScript, and not well formed.
pub fn stands_alone(action: &Action<'_>) -> Result<bool, LinkError> {
    let unit = read(action.file, action.text, language(action.file))?;
    let asks = unit
        .requests
        .iter()
        .any(|(request, _)| builtin(request).is_none());
    Ok(unit.kind() == Kind::CommonJs && unit.changed.is_none() && !asks)
}

/// Links an action with what it requires of the tree. The same input gives the same value.
///
/// # Errors
/// When the action itself is not well formed, or loads too many files. How many bytes it may have is seen when it is
/// written ([`Linked::to_bytes`]).
pub fn link(action: &Action<'_>, tree: &Tree) -> Result<Linked, LinkError> {
    link_unless(action, tree, &|| false)
}

/// As [`link`], for as long as it is not given up, which is asked before each file.
///
/// # Errors
/// As [`link`], and [`LinkError::GivenUp`].
pub fn link_unless(
    action: &Action<'_>,
    tree: &Tree,
    given_up: &dyn Fn() -> bool,
) -> Result<Linked, LinkError> {
    let mut linker = Linker {
        resolver: Resolver::new(tree),
        linked: Linked::new(action.name),
        builtins: BTreeSet::new(),
        first: BTreeMap::new(),
        open: Vec::new(),
        whole: BTreeSet::new(),
    };
    let unit = read(action.file, action.text, language(action.file))?;
    check_shared(action, &unit)?;
    linker.add(action.name, action.text, unit);
    for (name, text) in &action.shared {
        let path = shared_path(name);
        let unit = read(&path, text, Language::Unknown)?;
        linker.add(&path, text, unit);
        if let Some(file) = linker.linked.files.get_mut(&path) {
            file.shared = Some(name.clone());
        }
        if let Some(file) = linker.linked.files.get_mut(action.name) {
            let request = format!("{SHARED}{name}");
            file.requires.insert(request.clone(), path.clone());
            file.imports.insert(request, path);
        }
    }
    while let Some(path) = linker.open.pop() {
        if given_up() {
            return Err(LinkError::GivenUp);
        }
        linker.take(&path)?;
    }
    linker.spread_waiting();
    linker.add_packages();
    let mut linked = linker.linked;
    linked.builtins = linker.builtins.into_iter().collect();
    Ok(linked)
}

/// Such a request is one by design: that it cannot be met is told when the action is saved, and not to who signs in.
fn check_shared(action: &Action<'_>, unit: &Unit) -> Result<(), LinkError> {
    let requests = unit.requests.iter();
    let mut names = requests.filter_map(|(request, _)| request.strip_prefix(SHARED));
    match names.find(|name| !action.shared.contains_key(*name)) {
        None => Ok(()),
        Some(name) => Err(LinkError::NotShared {
            file: action.file.to_owned(),
            name: name.chars().take(LONGEST_NAME).collect(),
        }),
    }
}

fn shared_path(name: &str) -> String {
    format!("/actions/{name}/index.js")
}

fn language(file: &str) -> Language {
    match file.rsplit_once('.').map(|(_, end)| end) {
        Some("ts" | "mts" | "cts") => Language::TypeScript,
        Some("mjs") => Language::Module,
        _ => Language::Unknown,
    }
}

struct Linker<'a> {
    resolver: Resolver<'a>,
    linked: Linked,
    builtins: BTreeSet<String>,
    /// What ES modules import before they are evaluated.
    first: BTreeMap<String, Vec<String>>,
    /// Paths that are still to be read.
    open: Vec<String>,
    /// Places of packages of which all was taken, and whether with their code.
    whole: BTreeSet<(String, bool)>,
}

impl Linker<'_> {
    /// Takes a file of a package.
    fn take(&mut self, path: &str) -> Result<(), LinkError> {
        if self.linked.files.contains_key(path) {
            return Ok(());
        }
        if self.linked.files.len() >= MOST_FILES {
            return Err(LinkError::TooManyFiles);
        }
        let bytes = self.resolver.bytes(path).unwrap_or_default();
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.keep(path, Kind::Bytes, BASE64_STANDARD.encode(bytes));
            return Ok(());
        };
        let end = path.rsplit_once('.').map_or("", |(_, end)| end);
        match end {
            "json" => self.keep(path, Kind::Json, text.to_owned()),
            "js" | "cjs" | "mjs" => {
                let is_module = end == "mjs"
                    || end == "js"
                        && self
                            .resolver
                            .scope(path)
                            .is_some_and(|scope| scope.1.is_module);
                let language = if is_module {
                    Language::Module
                } else {
                    Language::JavaScript
                };
                // A file of a package that is not well formed fails as in Node: when somebody asks for it.
                let unit = read(path, text, language).unwrap_or_default();
                self.add(path, text, unit);
            }
            _ => self.keep(path, Kind::Text, text.to_owned()),
        }
        Ok(())
    }

    fn keep(&mut self, path: &str, kind: Kind, text: String) {
        let file = LinkedFile {
            kind,
            text,
            helper: None,
            shared: None,
            requires: BTreeMap::new(),
            imports: BTreeMap::new(),
            map: None,
        };
        self.linked.files.insert(path.to_owned(), file);
    }

    /// Adds code, and what it asks for to what is to be read.
    fn add(&mut self, path: &str, text: &str, unit: Unit) {
        let kind = unit.kind();
        if unit.asks_freely || unit.looks_around {
            self.take_all(path, unit.asks_freely);
        }
        self.first.insert(path.to_owned(), unit.first);
        let (text, helper, map) = match unit.changed {
            Some(changed) => (changed.text, changed.helper, Some(changed.map)),
            None => (text.to_owned(), None, None),
        };
        self.keep(path, kind, text);
        let (mut requires, mut imports) = (BTreeMap::new(), BTreeMap::new());
        for (request, way) in unit.requests {
            match self.resolver.resolve(path, &request, way) {
                Some(Found::Builtin(name)) => drop(self.builtins.insert(name)),
                Some(Found::File(found)) => {
                    self.open.push(found.clone());
                    match way {
                        Way::Require => requires.insert(request, found),
                        Way::Import => imports.insert(request, found),
                    };
                }
                None => {}
            }
        }
        if let Some(file) = self.linked.files.get_mut(path) {
            (file.requires, file.imports) = (requires, imports);
            (file.helper, file.map) = (helper, map);
        }
    }

    /// Takes what a package may load by names that only show at run time: its data, and its code when it requires freely.
    fn take_all(&mut self, path: &str, with_code: bool) {
        let Some(at) = self.resolver.at(path) else {
            return;
        };
        if !self.whole.insert((at.place.to_owned(), with_code)) {
            return;
        }
        let wanted = at
            .package
            .files
            .iter()
            .filter(|(file, _)| outside::may_be_loaded(file, with_code));
        let wanted: Vec<_> = wanted.collect();
        let bytes: usize = wanted.iter().map(|(_, bytes)| bytes.len()).sum();
        if bytes <= outside::MOST_FREE_BYTES {
            let paths = wanted
                .iter()
                .map(|(file, _)| format!("/{}/{file}", at.place));
            let paths: Vec<String> = paths.collect();
            self.open.extend(paths);
        }
    }

    /// A module that imports one that waits, waits too.
    fn spread_waiting(&mut self) {
        loop {
            let files = &self.linked.files;
            let waits = |path: &String| {
                files
                    .get(path)
                    .is_some_and(|file| file.kind == Kind::AsyncModule)
            };
            let found: Vec<String> = self
                .first
                .iter()
                .filter(|(path, first)| {
                    files.get(*path).is_some_and(|file| {
                        file.kind == Kind::Module
                            && first
                                .iter()
                                .filter_map(|one| file.imports.get(one))
                                .any(waits)
                    })
                })
                .map(|(path, _)| path.clone())
                .collect();
            if found.is_empty() {
                return;
            }
            for path in found {
                if let Some(file) = self.linked.files.get_mut(&path) {
                    file.kind = Kind::AsyncModule;
                    let helper = file.helper.as_deref().unwrap_or_default();
                    file.text = es_module::waiting(&file.text, helper);
                }
            }
        }
    }

    /// Adds the packages of which there are files.
    fn add_packages(&mut self) {
        let places: BTreeSet<String> = self
            .linked
            .files
            .keys()
            .filter_map(|path| self.resolver.at(path).map(|at| at.place.to_owned()))
            .collect();
        for place in places {
            let path = format!("/{place}");
            let manifest = self.resolver.manifest(&path);
            let main = |way| {
                let found = self.resolver.in_package(&path, &manifest, "", way);
                found.filter(|path| self.linked.files.contains_key(path))
            };
            let (required, imported) = (main(Way::Require), main(Way::Import));
            let Some(package) = self.resolver.package(&place) else {
                continue;
            };
            let package = LinkedPackage {
                name: package.name.clone(),
                version: package.version.clone(),
                required,
                imported,
                seals: manifest.exports.is_some(),
            };
            self.linked.packages.insert(path, package);
        }
    }
}

#[cfg(test)]
mod tests;

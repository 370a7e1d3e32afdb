//! An action and all that it requires as one file: each module by its path, with where its requests lead.
//!
//! Modules stay apart, as they lie in `node_modules`: an execution loads those that it asks for and no others, each under
//! its own name, in its own mode, with its own `__filename`. The file is JSON, the same bytes for the same modules.

pub mod path;
mod request;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What this version writes and reads.
const FORMAT: u32 = 1;

/// What a request for a shared module begins with, before the module's name.
pub const SHARED: &str = "actions:";

/// The most that an action and its packages may be as one file.
pub const MOST_BYTES: usize = 40 << 20;

/// An action with its packages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    format: u32,
    /// The path of the action itself.
    pub entry: String,
    /// Node's own modules that are asked for by name, without `node:`.
    pub builtins: Vec<String>,
    /// The packages, by their places, such as `/node_modules/axios`.
    pub packages: BTreeMap<String, LinkedPackage>,
    /// The modules, by their paths, such as `/node_modules/axios/index.js`.
    pub files: BTreeMap<String, LinkedFile>,
}

/// A package as what is found by name at run time needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkedPackage {
    /// The name it was published under.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The path of what `require` of its name gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<String>,
    /// The path of what `import` of its name gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<String>,
    /// Whether only what it exports may be asked for.
    pub seals: bool,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkedFile {
    /// How it is loaded.
    pub kind: Kind,
    /// Its text; that of [`Kind::Bytes`] as base64.
    pub text: String,
    /// The parameter by which its text reaches what the linker wrote in place of `import`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helper: Option<String>,
    /// The name under which it stands for `require('actions:NAME')`; it has secrets of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// Where `require` of a request leads.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub requires: BTreeMap<String, String>,
    /// Where `import` of a request leads.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub imports: BTreeMap<String, String>,
    /// The source map of a text that is not as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
}

/// How a file is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// As the body of a CommonJS module, in the mode it asks for.
    CommonJs,
    /// As an ES module, made a function's body by the linker.
    Module,
    /// As an ES module that waits at its top level, or imports one that does.
    AsyncModule,
    /// As JSON.
    Json,
    /// Not at all: a text that may be read as a file.
    Text,
    /// Not at all: bytes that may be read as a file.
    Bytes,
}

/// How something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By `require`.
    Require,
    /// By `import`.
    Import,
}

/// Why bytes are no action with its packages.
#[derive(Debug, thiserror::Error)]
pub enum LinkedError {
    /// Too long.
    #[error(
        "an action with its packages has {actual} bytes, more than {MOST_BYTES}: require less, or smaller packages"
    )]
    TooLong {
        /// How long it is.
        actual: usize,
    },
    /// Not what is written here.
    #[error("not an action with its packages: {0}")]
    Unreadable(#[source] serde_json::Error),
    /// Of another version.
    #[error(
        "an action with its packages in format {0}; this version reads format {FORMAT}: build it again"
    )]
    Format(u32),
    /// A path that leads nowhere.
    #[error("{0} is asked for and not there: build it again")]
    Missing(String),
}

impl Linked {
    /// Nothing but the action's path so far.
    pub fn new(entry: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            entry: entry.into(),
            builtins: Vec::new(),
            packages: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When it is too long, of another format, or does not hold what it refers to.
    pub fn read(bytes: &[u8]) -> Result<Self, LinkedError> {
        if bytes.len() > MOST_BYTES {
            let actual = bytes.len();
            return Err(LinkedError::TooLong { actual });
        }
        let linked: Self = serde_json::from_slice(bytes).map_err(LinkedError::Unreadable)?;
        if linked.format != FORMAT {
            return Err(LinkedError::Format(linked.format));
        }
        match linked.missing() {
            Some(path) => Err(LinkedError::Missing(path)),
            None => Ok(linked),
        }
    }

    /// A path that is named and leads nowhere.
    fn missing(&self) -> Option<String> {
        let files = self.files.values();
        let targets = files.flat_map(|file| file.requires.values().chain(file.imports.values()));
        let packages = self.packages.values();
        let mains = packages.flat_map(|package| package.required.iter().chain(&package.imported));
        let mut named = targets.chain(mains).chain([&self.entry]);
        named.find(|path| !self.files.contains_key(*path)).cloned()
    }

    /// As one file.
    ///
    /// # Errors
    /// When it is too long.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LinkedError> {
        let bytes = serde_json::to_vec(self).map_err(LinkedError::Unreadable)?;
        if bytes.len() > MOST_BYTES {
            let actual = bytes.len();
            return Err(LinkedError::TooLong { actual });
        }
        Ok(bytes)
    }

    /// The action itself.
    pub fn action(&self) -> Option<&LinkedFile> {
        self.files.get(&self.entry)
    }

    /// The path that a request leads to.
    pub fn resolve(&self, from: &str, request: &str, way: Way) -> Option<&str> {
        let linked = self.files.get(from).and_then(|file| match way {
            Way::Require => file.requires.get(request),
            Way::Import => file.imports.get(request),
        });
        match linked {
            Some(path) => Some(path),
            None => request::find(self, from, request, way),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(kind: Kind, requires: &[(&str, &str)]) -> LinkedFile {
        let owned = |(from, to): &(&str, &str)| ((*from).to_owned(), (*to).to_owned());
        LinkedFile {
            kind,
            text: String::new(),
            helper: None,
            shared: None,
            requires: requires.iter().map(owned).collect(),
            imports: BTreeMap::new(),
            map: None,
        }
    }

    fn linked() -> Linked {
        let mut linked = Linked::new("action.js");
        let links = [("a", "/node_modules/a/lib/index.js")];
        let files = [
            ("action.js", file(Kind::CommonJs, &links)),
            ("/node_modules/a/lib/index.js", file(Kind::CommonJs, &[])),
            ("/node_modules/a/lib/de.js", file(Kind::CommonJs, &[])),
            ("/node_modules/a/data.json", file(Kind::Json, &[])),
        ];
        linked.files = files.map(|(path, file)| (path.to_owned(), file)).into();
        let package = LinkedPackage {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            required: Some("/node_modules/a/lib/index.js".to_owned()),
            imported: None,
            seals: false,
        };
        linked.packages = [("/node_modules/a".to_owned(), package)].into();
        linked
    }

    #[test]
    fn it_is_read_as_it_was_written() {
        let bytes = linked().to_bytes().unwrap();
        assert_eq!(Linked::read(&bytes).unwrap(), linked());
    }

    #[test]
    fn what_leads_nowhere_another_format_and_one_byte_too_many_are_refused() {
        let mut broken = linked();
        broken.files.remove("/node_modules/a/lib/index.js");
        let error = Linked::read(&broken.to_bytes().unwrap()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "/node_modules/a/lib/index.js is asked for and not there: build it again"
        );
        broken.format = 2;
        let error = Linked::read(&broken.to_bytes().unwrap()).unwrap_err();
        assert!(matches!(error, LinkedError::Format(2)), "{error}");
        let error = Linked::read(&vec![b' '; MOST_BYTES + 1]).unwrap_err();
        assert!(matches!(error, LinkedError::TooLong { .. }), "{error}");
    }

    #[test]
    fn a_request_that_nobody_foresaw_is_found_as_in_node() {
        let linked = linked();
        let index = "/node_modules/a/lib/index.js";
        for (from, request, expected) in [
            ("action.js", "a", Some(index)),
            (index, "a", Some(index)),
            (index, "./de", Some("/node_modules/a/lib/de.js")),
            (index, "./de.js", Some("/node_modules/a/lib/de.js")),
            (index, "../data", Some("/node_modules/a/data.json")),
            (index, ".", Some(index)),
            (index, "../lib/", Some(index)),
            (index, "a/lib/de", Some("/node_modules/a/lib/de.js")),
            (index, "/node_modules/a/lib", Some(index)),
            (index, "./fr", None),
            (index, "../../../../../etc/passwd", None),
            (index, "b", None),
            (index, "", None),
        ] {
            assert_eq!(
                linked.resolve(from, request, Way::Require),
                expected,
                "{request}"
            );
        }
        assert_eq!(linked.resolve(index, "./de", Way::Import), None);
    }
}

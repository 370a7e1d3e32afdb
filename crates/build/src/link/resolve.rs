//! Where requests lead, by Node's steps, over the tree of packages and nothing else.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bundle::linked::Way;
use bundle::linked::path::{folder, is_path, join, split_name};

use super::exports::Manifest;
use crate::{Package, Tree};

/// What a request leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A module of Node, without `node:`.
    Builtin(String),
    /// A file of a package, by its path.
    File(String),
}

/// Finds files of a tree.
pub(super) struct Resolver<'a> {
    tree: &'a Tree,
    manifests: RefCell<BTreeMap<String, Rc<Manifest>>>,
}

/// A file's place in the tree.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// The place of its package, such as `node_modules/a`.
    pub(super) place: &'a str,
    pub(super) package: &'a Package,
    /// Its path inside.
    pub(super) file: &'a str,
}

/// How many times one request may lead to another.
const MOST_TURNS: usize = 8;

impl<'a> Resolver<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            manifests: RefCell::default(),
        }
    }

    /// Where the request of a file leads.
    pub(super) fn resolve(&self, from: &str, request: &str, way: Way) -> Option<Found> {
        self.turn(from, request, way, MOST_TURNS)
    }

    fn turn(&self, from: &str, request: &str, way: Way, turns: usize) -> Option<Found> {
        let turns = turns.checked_sub(1)?;
        if let Some(name) = builtin(request) {
            return Some(Found::Builtin(name.to_owned()));
        }
        let request = match way {
            Way::Import => request.strip_prefix("file://").unwrap_or(request),
            Way::Require => request,
        };
        if request.starts_with('#') {
            return self.own_import(from, request, way, turns);
        }
        if is_path(request) {
            let path = join(folder(from), request);
            let found = match way {
                Way::Require => self.at_path(&path, request.ends_with('/')),
                Way::Import => self.exact(&path),
            };
            return found.map(Found::File);
        }
        self.by_name(from, request, way).map(Found::File)
    }

    /// A package's own name for something.
    fn own_import(&self, from: &str, request: &str, way: Way, turns: usize) -> Option<Found> {
        let scope = self.scope(from)?;
        let target = scope.1.imports.as_ref()?.import(request, conditions(way))?;
        match target.strip_prefix("./") {
            Some(inside) => self
                .exact(&format!("{}/{inside}", scope.0))
                .map(Found::File),
            None => self.turn(from, &target, way, turns),
        }
    }

    fn by_name(&self, from: &str, request: &str, way: Way) -> Option<String> {
        let (name, below) = split_name(request)?;
        if let Some((place, manifest)) = self.scope(from)
            && manifest.name.as_deref() == Some(name)
            && manifest.exports.is_some()
        {
            return self.in_package(&place, &manifest, below, way);
        }
        let mut folder = folder(from);
        loop {
            let place = format!("{folder}/node_modules/{name}");
            if self
                .tree
                .packages
                .contains_key(place.trim_start_matches('/'))
            {
                let manifest = self.manifest(&place);
                return self.in_package(&place, &manifest, below, way);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }

    /// What a package gives for its name (`below` is empty) or for a path below it.
    pub(super) fn in_package(
        &self,
        place: &str,
        manifest: &Manifest,
        below: &str,
        way: Way,
    ) -> Option<String> {
        if let Some(exports) = &manifest.exports {
            let target = exports.export(&format!(".{below}"), conditions(way))?;
            return self.exact(&join(
                place,
                target.strip_prefix("./").map(|_| target.as_str())?,
            ));
        }
        if !below.is_empty() {
            let path = join(place, &format!(".{below}"));
            return match way {
                Way::Require => self.at_path(&path, below.ends_with('/')),
                Way::Import => self.exact(&path),
            };
        }
        self.main(place, manifest)
    }

    /// What a folder stands for: `main`, else `index`.
    fn main(&self, place: &str, manifest: &Manifest) -> Option<String> {
        let main = manifest.main.as_deref().filter(|main| !main.is_empty());
        let main = main.and_then(|main| {
            let path = join(place, &format!("./{main}"));
            self.as_file(&path).or_else(|| self.index(&path))
        });
        main.or_else(|| self.index(place))
    }

    fn at_path(&self, path: &str, is_folder: bool) -> Option<String> {
        let file = match is_folder {
            true => None,
            false => self.as_file(path),
        };
        file.or_else(|| self.main(path, &self.manifest(path)))
    }

    fn as_file(&self, path: &str) -> Option<String> {
        let ends = ["", ".js", ".json"];
        ends.iter()
            .find_map(|end| self.exact(&format!("{path}{end}")))
    }

    fn index(&self, path: &str) -> Option<String> {
        let ends = ["/index.js", "/index.json"];
        ends.iter()
            .find_map(|end| self.exact(&format!("{path}{end}")))
    }

    fn exact(&self, path: &str) -> Option<String> {
        self.at(path).map(|_| path.to_owned())
    }

    /// The file at a path.
    pub(super) fn at<'p>(&'p self, path: &'p str) -> Option<At<'p>> {
        let path = path.strip_prefix('/')?;
        // The innermost package that lies above it.
        let cut = path.rfind("node_modules/")? + "node_modules/".len();
        let (name, _) = split_name(path.get(cut..)?)?;
        let (place, file) = path.split_at_checked(cut + name.len())?;
        let file = file.strip_prefix('/')?;
        let package = self.tree.packages.get(place)?;
        package.files.contains_key(file).then_some(At {
            place,
            package,
            file,
        })
    }

    /// The package in a place.
    pub(super) fn package(&self, place: &str) -> Option<&'a Package> {
        self.tree.packages.get(place)
    }

    /// A file's bytes.
    pub(super) fn bytes(&self, path: &str) -> Option<&'a [u8]> {
        let at = self.at(path)?;
        let package = self.tree.packages.get(at.place)?;
        package.files.get(at.file).map(AsRef::as_ref)
    }

    /// The `package.json` of a folder.
    pub(super) fn manifest(&self, folder: &str) -> Rc<Manifest> {
        if let Some(known) = self.manifests.borrow().get(folder) {
            return Rc::clone(known);
        }
        let bytes = self.bytes(&format!("{folder}/package.json"));
        let manifest = Rc::new(bytes.map(Manifest::read).unwrap_or_default());
        let mut manifests = self.manifests.borrow_mut();
        manifests.insert(folder.to_owned(), Rc::clone(&manifest));
        manifest
    }

    /// The nearest folder above a file that has a `package.json`, within its package.
    pub(super) fn scope(&self, path: &str) -> Option<(String, Rc<Manifest>)> {
        let place = format!("/{}", self.at(path)?.place);
        let mut folder = folder(path);
        while folder.len() >= place.len() {
            if self.at(&format!("{folder}/package.json")).is_some() {
                return Some((folder.to_owned(), self.manifest(folder)));
            }
            folder = folder.rsplit_once('/')?.0;
        }
        None
    }
}

fn conditions(way: Way) -> &'static [&'static str] {
    match way {
        Way::Require => &["node", "require", "module-sync", "node-addons"],
        Way::Import => &["node", "import", "module-sync", "node-addons"],
    }
}

/// The name of a module of Node.
pub(super) fn builtin(request: &str) -> Option<&str> {
    if let Some(name) = request.strip_prefix("node:") {
        return Some(name);
    }
    BUILTINS
        .split(' ')
        .any(|name| name == request)
        .then_some(request)
}

/// Node's modules that are asked for without `node:`, as Node 22 lists them.
const BUILTINS: &str = "assert assert/strict async_hooks buffer child_process cluster console constants crypto \
    dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector \
    inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline \
    readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers \
    timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib";

#[cfg(test)]
mod tests;

//! The workspace as `cargo metadata` describes it: our crates, what they name, and all they stand on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

/// One of our crates.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crate {
    /// Its name, which is its folder's name under `crates/`.
    pub(crate) name: String,
    /// What product code names: normal and build dependencies.
    pub(crate) product: BTreeSet<String>,
    /// What only its tests name.
    pub(crate) tests: BTreeSet<String>,
    /// Every crate the product code stands on, however deep.
    pub(crate) closure: BTreeSet<String>,
}

/// All of our crates, by name.
#[derive(Debug, Default)]
pub(crate) struct Workspace {
    pub(crate) crates: Vec<Crate>,
}

/// The repository's root: two folders above this crate.
pub(crate) fn root() -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here
        .ancestors()
        .nth(2)
        .context("crates/xtask stands two folders below the root")?;
    Ok(root.to_owned())
}

impl Workspace {
    /// Asks `cargo metadata` about the workspace at `root`.
    pub(crate) fn load(root: &Path) -> Result<Workspace> {
        let metadata = MetadataCommand::new()
            .manifest_path(root.join("Cargo.toml"))
            .other_options(vec!["--locked".to_owned()])
            .exec()
            .context(
                "cargo metadata; if Cargo.lock is out of date, run `cargo check` and commit it",
            )?;
        let graph = Graph::of(&metadata);
        let mut crates: Vec<Crate> = metadata
            .workspace_packages()
            .iter()
            .map(|package| {
                let named = |tests: bool| {
                    let dependencies = package.dependencies.iter();
                    dependencies
                        .filter(|dependency| {
                            (dependency.kind == DependencyKind::Development) == tests
                        })
                        .map(|dependency| dependency.name.clone())
                        .collect()
                };
                Crate {
                    name: package.name.to_string(),
                    product: named(false),
                    tests: named(true),
                    closure: graph.closure(&package.id),
                }
            })
            .collect();
        crates.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Workspace { crates })
    }

    /// Whether `name` is one of ours.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.crates.iter().any(|one| one.name == name)
    }
}

/// Who stands on whom, tests left out.
struct Graph<'a> {
    names: BTreeMap<&'a PackageId, &'a str>,
    edges: BTreeMap<&'a PackageId, Vec<&'a PackageId>>,
}

impl<'a> Graph<'a> {
    fn of(metadata: &'a Metadata) -> Graph<'a> {
        let names = metadata
            .packages
            .iter()
            .map(|package| (&package.id, package.name.as_str()))
            .collect();
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let edges = nodes
            .map(|node| {
                let product = node.deps.iter().filter(|dependency| {
                    dependency
                        .dep_kinds
                        .iter()
                        .any(|kind| kind.kind != DependencyKind::Development)
                });
                (
                    &node.id,
                    product.map(|dependency| &dependency.pkg).collect(),
                )
            })
            .collect();
        Graph { names, edges }
    }

    fn closure(&self, from: &PackageId) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&PackageId> = self.edges.get(from).cloned().unwrap_or_default();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.edges.get(id).into_iter().flatten());
            }
        }
        seen.into_iter()
            .filter_map(|id| self.names.get(id))
            .map(|name| (*name).to_owned())
            .collect()
    }
}

//! What one package of a tree asks of others, read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::packument::{Asks, Manifest};
use crate::spec::{Elsewhere, Spec};
use crate::{BuildError, PackageName};

/// How much a package depends on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It does not work without it.
    Required,
    /// It is left out where it cannot be had.
    Optional,
    /// Whoever uses the package has it beside it.
    Peer,
    /// The same, if it has it at all.
    OptionalPeer,
}

/// One dependency.
#[derive(Debug, Clone)]
pub(super) struct Edge {
    pub(super) spec: Spec,
    pub(super) kind: Kind,
}

/// All dependencies of a package, by the name it requires them under.
#[derive(Debug, Default)]
pub(super) struct Edges {
    pub(super) known: BTreeMap<String, Edge>,
    /// Those that cannot be had, whatever the registry has.
    pub(super) unreadable: Vec<Unreadable>,
}

/// A dependency that no registry serves.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub(super) kind: Kind,
    name: String,
    text: String,
    elsewhere: Option<Elsewhere>,
}

/// A version that was chosen, with what it asks for.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) manifest: Arc<Manifest>,
    pub(super) edges: Arc<Edges>,
}

impl Kind {
    pub(super) fn is_peer(self) -> bool {
        matches!(self, Self::Peer | Self::OptionalPeer)
    }

    pub(super) fn is_needed(self) -> bool {
        matches!(self, Self::Required | Self::Peer)
    }
}

impl Edge {
    pub(super) fn is_met_by(&self, manifest: &Manifest) -> bool {
        self.spec.is_met_by(&manifest.name, &manifest.version)
    }
}

impl Edges {
    /// Of two entries with one name the later kind decides, in npm's order: peers, dependencies, optional ones.
    pub(super) fn of(asks: &Asks) -> Self {
        let mut edges = Self::default();
        for (name, text) in &asks.peer_dependencies {
            let meta = asks.peer_dependencies_meta.get(name);
            let optional = meta.is_some_and(|meta| meta.optional);
            edges.add(
                name,
                text,
                if optional {
                    Kind::OptionalPeer
                } else {
                    Kind::Peer
                },
            );
        }
        for (name, text) in &asks.dependencies {
            edges.add(name, text, Kind::Required);
        }
        for (name, text) in &asks.optional_dependencies {
            edges.add(name, text, Kind::Optional);
        }
        edges.known.retain(|name, _| !asks.bundles(name));
        edges
    }

    fn add(&mut self, name: &str, text: &str, kind: Kind) {
        self.known.remove(name);
        let read = PackageName::parse(name).and_then(|parsed| Spec::parse(&parsed, text));
        match read {
            Ok(spec) => {
                self.known.insert(name.to_owned(), Edge { spec, kind });
            }
            Err(error) => self.unreadable.push(Unreadable {
                kind,
                name: name.to_owned(),
                text: text.chars().take(200).collect(),
                elsewhere: match error {
                    BuildError::Spec { elsewhere, .. } => Some(elsewhere),
                    _ => None,
                },
            }),
        }
    }
}

impl Unreadable {
    pub(super) fn error(&self) -> BuildError {
        let name = PackageName::parse(&self.name);
        match (name, self.elsewhere) {
            (Ok(package), Some(elsewhere)) => BuildError::Spec {
                package,
                spec: self.text.clone(),
                elsewhere,
            },
            _ => BuildError::Name {
                name: self.name.chars().take(200).collect(),
            },
        }
    }
}

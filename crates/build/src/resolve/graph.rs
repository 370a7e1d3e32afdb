//! The tree while it grows: packages in places, and who finds whom from there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::edge::{Candidate, Edge, Edges};
use crate::packument::Manifest;

/// A place in the tree. Numbers are never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(usize);

/// Whoever asks for everything else.
pub(super) const ROOT: NodeId = NodeId(0);

#[derive(Debug)]
pub(super) struct Node {
    /// The name it is found under, which an alias makes another than its package's.
    pub(super) name: String,
    /// `None` for the root.
    pub(super) manifest: Option<Arc<Manifest>>,
    pub(super) edges: Arc<Edges>,
    pub(super) parent: Option<NodeId>,
    pub(super) children: BTreeMap<String, NodeId>,
    pub(super) depth: usize,
}

/// A dependency as it stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Missing,
    Met(NodeId),
    Unmet(NodeId),
}

#[derive(Debug)]
pub(super) struct Graph {
    nodes: HashMap<NodeId, Node>,
    next: usize,
    /// Who asks for something under this name.
    askers: HashMap<String, BTreeSet<NodeId>>,
}

impl Graph {
    pub(super) fn new(edges: Arc<Edges>) -> Self {
        let mut graph = Self {
            nodes: HashMap::new(),
            next: 0,
            askers: HashMap::new(),
        };
        graph.add(Node {
            name: String::new(),
            manifest: None,
            edges,
            parent: None,
            children: BTreeMap::new(),
            depth: 0,
        });
        graph
    }

    fn add(&mut self, node: Node) -> NodeId {
        let id = NodeId(self.next);
        self.next += 1;
        for name in node.edges.known.keys() {
            self.askers.entry(name.clone()).or_default().insert(id);
        }
        self.nodes.insert(id, node);
        id
    }

    /// Puts a package in a place where nothing is.
    pub(super) fn insert(&mut self, parent: NodeId, name: &str, candidate: &Candidate) -> NodeId {
        let depth = self.get(parent).map_or(0, |parent| parent.depth) + 1;
        let id = self.add(Node {
            name: name.to_owned(),
            manifest: Some(candidate.manifest.clone()),
            edges: candidate.edges.clone(),
            parent: Some(parent),
            children: BTreeMap::new(),
            depth,
        });
        if let Some(parent) = self.nodes.get_mut(&parent) {
            parent.children.insert(name.to_owned(), id);
        }
        id
    }

    /// Takes a package out of the tree, and all that lies in it.
    pub(super) fn remove(&mut self, id: NodeId) {
        let Some(node) = self.nodes.remove(&id) else {
            return;
        };
        for name in node.edges.known.keys() {
            if let Some(askers) = self.askers.get_mut(name) {
                askers.remove(&id);
            }
        }
        if let Some(parent) = node.parent.and_then(|parent| self.nodes.get_mut(&parent)) {
            parent.children.remove(&node.name);
        }
        for child in node.children.into_values() {
            self.remove(child);
        }
    }

    /// `None` once it was removed.
    pub(super) fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    pub(super) fn manifest(&self, id: NodeId) -> Option<&Arc<Manifest>> {
        self.get(id)?.manifest.as_ref()
    }

    pub(super) fn edge(&self, id: NodeId, name: &str) -> Option<&Edge> {
        self.get(id)?.edges.known.get(name)
    }

    pub(super) fn child(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.get(id)?.children.get(name).copied()
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = NodeId> {
        self.nodes.keys().copied()
    }

    /// Without the root.
    pub(super) fn packages(&self) -> usize {
        self.nodes.len() - 1
    }

    /// The place itself, what it lies in, and so on to the root.
    pub(super) fn ancestry(&self, from: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(from), |id| self.get(*id)?.parent)
    }

    pub(super) fn is_within(&self, id: NodeId, outer: NodeId) -> bool {
        self.ancestry(id).any(|one| one == outer)
    }

    /// What `require(name)` finds from a place, as Node looks for it.
    pub(super) fn find(&self, from: NodeId, name: &str) -> Option<NodeId> {
        self.ancestry(from)
            .find_map(|place| self.child(place, name))
    }

    /// What a dependency finds. A peer lies beside its asker, never in it.
    pub(super) fn state(&self, from: NodeId, name: &str, edge: &Edge) -> State {
        let start = match self.get(from).and_then(|node| node.parent) {
            Some(parent) if edge.kind.is_peer() => parent,
            _ => from,
        };
        match self.find(start, name) {
            None => State::Missing,
            Some(found) => match self.manifest(found) {
                Some(manifest) if edge.is_met_by(manifest) => State::Met(found),
                _ => State::Unmet(found),
            },
        }
    }

    /// Who finds this package, by the name it lies under, with what they ask.
    pub(super) fn dependents(&self, id: NodeId) -> Vec<(NodeId, &Edge, State)> {
        let Some(node) = self.get(id) else {
            return Vec::new();
        };
        let askers = self.askers.get(&node.name).into_iter().flatten();
        let found = askers.filter_map(|asker| {
            let edge = self.edge(*asker, &node.name)?;
            let state = self.state(*asker, &node.name, edge);
            matches!(state, State::Met(found) | State::Unmet(found) if found == id)
                .then_some((*asker, edge, state))
        });
        found.collect()
    }

    /// The innermost place a package may take on behalf of `start`: not in one that has it as a peer.
    pub(super) fn innermost(&self, start: NodeId, name: &str) -> NodeId {
        self.ancestry(start)
            .find(|place| {
                self.edge(*place, name)
                    .is_none_or(|edge| !edge.kind.is_peer())
            })
            .unwrap_or(ROOT)
    }

    /// As a lockfile writes it.
    pub(super) fn place(&self, id: NodeId) -> String {
        let names: Vec<&str> = self
            .ancestry(id)
            .filter_map(|one| self.get(one))
            .filter(|node| node.manifest.is_some())
            .map(|node| node.name.as_str())
            .collect();
        let parts: Vec<String> = names
            .iter()
            .rev()
            .map(|name| format!("node_modules/{name}"))
            .collect();
        parts.join("/")
    }

    /// What is found from the root over dependencies that `follow` lets pass.
    pub(super) fn reached(&self, follow: impl Fn(&Edge) -> bool) -> BTreeSet<NodeId> {
        let mut reached = BTreeSet::from([ROOT]);
        let mut open = vec![ROOT];
        while let Some(id) = open.pop() {
            let edges = self.get(id).map(|node| node.edges.clone());
            for (name, edge) in edges
                .iter()
                .flat_map(|edges| &edges.known)
                .filter(|(_, edge)| follow(edge))
            {
                if let State::Met(found) | State::Unmet(found) = self.state(id, name, edge)
                    && reached.insert(found)
                {
                    open.push(found);
                }
            }
        }
        reached
    }

    /// Takes out what nobody finds any more over dependencies that `follow` lets pass.
    pub(super) fn sweep(&mut self, follow: impl Fn(&Edge) -> bool) {
        let reached = self.reached(follow);
        let kept = self.with_outer(&reached);
        let lost: Vec<NodeId> = self.ids().filter(|id| !kept.contains(id)).collect();
        lost.into_iter().for_each(|id| self.remove(id));
    }

    /// With the packages that they lie in.
    fn with_outer(&self, ids: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
        ids.iter().flat_map(|id| self.ancestry(*id)).collect()
    }
}

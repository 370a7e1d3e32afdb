//! Which packages in which versions, and where each lies: the tree npm would make.
//!
//! A value that knows no network: it says what it has to know ([`Advance::Needs`]), is told, and goes on.

mod edge;
mod graph;
mod peers;
mod place;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use self::edge::{Candidate, Edge, Edges, Kind};
use self::graph::{Graph, NodeId, ROOT, State};
use self::peers::{Obstacle, PeerSet};
use self::place::{Placing, Verdict, outermost};
use crate::dependencies::Dependencies;
use crate::limits::Limits;
use crate::lock::{Entry, Lock};
use crate::packument::Packument;
use crate::pick::pick;
use crate::spec::Spec;
use crate::{BuildError, PackageName};

/// Packages the registry has to be asked about.
pub(crate) type Unknown = BTreeSet<PackageName>;

/// How often packages are looked at again, for each that a tree may have, before it is given up.
const ROUNDS: usize = 20;

/// After how many packages others have their turn.
const TURN: usize = 8;

/// What is next.
#[derive(Debug)]
pub(crate) enum Advance {
    /// [`Resolver::learn`] what the registry says of these.
    Needs(Unknown),
    /// Let others have their turn, then go on.
    More,
    /// [`Resolver::finish`].
    Done,
}

/// A tree on its way.
pub(crate) struct Resolver {
    graph: Graph,
    limits: Limits,
    known: HashMap<PackageName, Option<Arc<Packument>>>,
    edges: HashMap<(PackageName, String), Arc<Edges>>,
    /// Nearest to the root first, then by place: the order decides who is first come.
    queue: BTreeSet<(usize, String, NodeId)>,
    failures: BTreeMap<(NodeId, String), BuildError>,
    /// Dependencies that are not met and stay so: peers that others had the say about.
    tolerated: BTreeSet<(NodeId, String)>,
    rounds: usize,
}

/// What was chosen for one dependency.
struct Plan {
    name: String,
    edge: Edge,
    set: PeerSet,
}

impl Resolver {
    pub(crate) fn new(dependencies: &Dependencies, limits: Limits) -> Self {
        let known = dependencies.iter().map(|(name, spec)| {
            let (spec, kind) = (spec.clone(), Kind::Required);
            (name.to_string(), Edge { spec, kind })
        });
        let edges = Edges {
            known: known.collect(),
            unreadable: Vec::new(),
        };
        Self {
            graph: Graph::new(Arc::new(edges)),
            limits,
            known: HashMap::new(),
            edges: HashMap::new(),
            queue: BTreeSet::from([(0, String::new(), ROOT)]),
            failures: BTreeMap::new(),
            tolerated: BTreeSet::new(),
            rounds: 0,
        }
    }

    /// What the registry says of a package; `None` if it has none of that name.
    pub(crate) fn learn(&mut self, name: PackageName, packument: Option<Arc<Packument>>) {
        self.known.insert(name, packument);
    }

    /// How many packages the tree has so far.
    pub(crate) fn packages(&self) -> usize {
        self.graph.packages()
    }

    /// Goes on as far as what is known allows.
    ///
    /// # Errors
    /// The tree is too large, or the root's own dependencies disagree.
    pub(crate) fn advance(&mut self) -> Result<Advance, BuildError> {
        while let Some((_, _, id)) = self.queue.first().cloned() {
            self.rounds += 1;
            if self.rounds > self.limits.packages.saturating_mul(ROUNDS) {
                let package = self
                    .graph
                    .manifest(id)
                    .map(|manifest| manifest.name.clone());
                return Err(package.map_or(
                    BuildError::TooManyPackages {
                        limit: self.limits.packages,
                    },
                    |package| BuildError::Unsettled { package },
                ));
            }
            match self.plan(id)? {
                Ok(plans) => {
                    self.queue.pop_first();
                    for Plan { name, edge, set } in plans {
                        self.place(id, &name, &edge, &set, id)?;
                    }
                    if self.rounds.is_multiple_of(TURN) {
                        return Ok(Advance::More);
                    }
                }
                Err(mut unknown) => {
                    unknown.extend(self.foreseen());
                    return Ok(Advance::Needs(unknown));
                }
            }
        }
        Ok(Advance::Done)
    }

    /// What the packages that wait will ask about, so that all of it can be fetched at once.
    fn foreseen(&self) -> Unknown {
        let waiting = self
            .queue
            .iter()
            .filter_map(|(_, _, id)| self.graph.get(*id));
        let edges = waiting.flat_map(|node| node.edges.known.values());
        edges
            .filter(|edge| edge.kind != Kind::OptionalPeer)
            .map(|edge| edge.spec.package())
            .filter(|package| !self.known.contains_key(*package))
            .cloned()
            .collect()
    }

    /// Chooses for all that a package asks for and does not find. Changes no place.
    fn plan(&mut self, id: NodeId) -> Result<Result<Vec<Plan>, Unknown>, BuildError> {
        let mut plans = Vec::new();
        let mut unknown = Unknown::new();
        for (name, edge) in self.problems(id) {
            match self.peer_set(id, &name, &edge) {
                Ok(set) => plans.push(Plan { name, edge, set }),
                Err(Obstacle::Unknown(more)) => unknown.extend(more),
                Err(Obstacle::Unasked) => {}
                Err(Obstacle::Failed(error))
                    if matches!(*error, BuildError::PeerConflict { .. }) && id == ROOT =>
                {
                    return Err(*error);
                }
                Err(Obstacle::Failed(error)) => {
                    self.failures.insert((id, name), *error);
                }
            }
        }
        Ok(if unknown.is_empty() {
            Ok(plans)
        } else {
            Err(unknown)
        })
    }

    fn problems(&self, id: NodeId) -> Vec<(String, Edge)> {
        let Some(node) = self.graph.get(id) else {
            return Vec::new();
        };
        let settled = |name: &str| {
            let key = (id, name.to_owned());
            self.failures.contains_key(&key) || self.tolerated.contains(&key)
        };
        let edges = node
            .edges
            .known
            .iter()
            .filter(|(name, edge)| !settled(name) && self.is_problem(id, name, edge));
        edges
            .map(|(name, edge)| (name.clone(), edge.clone()))
            .collect()
    }

    fn is_problem(&self, id: NodeId, name: &str, edge: &Edge) -> bool {
        match self.graph.state(id, name, edge) {
            State::Met(_) => false,
            State::Missing => edge.kind != Kind::OptionalPeer,
            State::Unmet(_) => true,
        }
    }

    /// The version that meets all of `specs`, which ask for one package, or the first of them if they do not.
    fn candidate(&mut self, specs: &[&Spec]) -> Result<Candidate, Obstacle> {
        let Some(first) = specs.first() else {
            return Err(Obstacle::Unasked);
        };
        let package = first.package();
        let packument = match self.known.get(package) {
            None => return Err(Obstacle::Unknown(Unknown::from([package.clone()]))),
            Some(None) => {
                return Err(BuildError::NotFound {
                    package: package.clone(),
                }
                .into());
            }
            Some(Some(packument)) => packument.clone(),
        };
        let Some(manifest) = pick(&packument, specs) else {
            return Err(no_version(&packument, first).into());
        };
        let key = (manifest.name.clone(), manifest.version.to_string());
        let edges = self
            .edges
            .entry(key)
            .or_insert_with(|| Arc::new(Edges::of(&manifest.asks)));
        Ok(Candidate {
            manifest: manifest.clone(),
            edges: edges.clone(),
        })
    }

    /// Gives a package its place, and then its peers theirs.
    fn place(
        &mut self,
        from: NodeId,
        name: &str,
        edge: &Edge,
        set: &PeerSet,
        entry: NodeId,
    ) -> Result<(), BuildError> {
        let gone = self.graph.get(from).is_none();
        if gone || matches!(self.graph.state(from, name, edge), State::Met(_)) {
            return Ok(());
        }
        let placing = Placing {
            set,
            name,
            edge,
            from: Some(from),
            entry,
        };
        let (best, alone) = outermost(&self.graph, placing);
        let found = best.or_else(|| alone.filter(|_| entry != ROOT));
        let (Some((place, verdict)), Some(candidate)) = (found, set.get(name)) else {
            return self.unplaced(from, name, edge, entry);
        };
        if verdict == Verdict::Keep {
            if !matches!(self.graph.state(from, name, edge), State::Met(_)) {
                self.tolerated.insert((from, name.to_owned()));
            }
            return Ok(());
        }
        let placed = self.put(place, name, candidate, verdict)?;
        if !matches!(self.graph.state(from, name, edge), State::Met(_)) {
            self.tolerated.insert((from, name.to_owned()));
        }
        self.place_peers(placed, candidate, set, entry)
    }

    /// Nobody may have it: said to whoever wrote the root's dependencies, suffered where strangers disagree.
    fn unplaced(
        &mut self,
        from: NodeId,
        name: &str,
        edge: &Edge,
        entry: NodeId,
    ) -> Result<(), BuildError> {
        if entry == ROOT && edge.kind.is_needed() {
            return Err(BuildError::PeerConflict {
                package: self
                    .graph
                    .manifest(from)
                    .map_or_else(|| edge.spec.package().clone(), |asker| asker.name.clone()),
                peer: edge.spec.package().clone(),
                wanted: edge.spec.to_string(),
            });
        }
        self.tolerated.insert((from, name.to_owned()));
        Ok(())
    }

    fn put(
        &mut self,
        place: NodeId,
        name: &str,
        candidate: &Candidate,
        verdict: Verdict,
    ) -> Result<NodeId, BuildError> {
        let old = self.graph.child(place, name);
        if let Some(old) = old {
            self.graph.remove(old);
        }
        let placed = self.graph.insert(place, name, candidate);
        if old.is_some() || verdict == Verdict::Replace {
            self.graph.sweep(|_| true);
        }
        if self.graph.packages() > self.limits.packages {
            return Err(BuildError::TooManyPackages {
                limit: self.limits.packages,
            });
        }
        for unreadable in &candidate.edges.unreadable {
            if unreadable.kind.is_needed() {
                self.failures
                    .insert((placed, String::new()), unreadable.error());
            }
        }
        self.enqueue(placed);
        let dependents = self.graph.dependents(placed).into_iter();
        let unmet = dependents.filter(|(_, _, state)| matches!(state, State::Unmet(_)));
        let again: Vec<NodeId> = unmet.map(|(asker, _, _)| asker).collect();
        again.into_iter().for_each(|asker| self.enqueue(asker));
        self.drop_duplicates(place, name, placed);
        Ok(placed)
    }

    fn place_peers(
        &mut self,
        placed: NodeId,
        candidate: &Candidate,
        set: &PeerSet,
        entry: NodeId,
    ) -> Result<(), BuildError> {
        let peers = candidate
            .edges
            .known
            .iter()
            .filter(|(_, edge)| edge.kind == Kind::Peer);
        for (name, edge) in peers {
            let Some(peer) = set.get(name) else {
                continue;
            };
            if edge.is_met_by(&peer.manifest) {
                self.place(placed, name, edge, set, entry)?;
            } else if !matches!(self.graph.state(placed, name, edge), State::Met(_)) {
                self.tolerated.insert((placed, name.clone()));
            }
        }
        Ok(())
    }

    fn enqueue(&mut self, id: NodeId) {
        if let Some(node) = self.graph.get(id) {
            self.queue.insert((node.depth, self.graph.place(id), id));
        }
    }

    /// Takes out packages further in that can find this one instead.
    fn drop_duplicates(&mut self, place: NodeId, name: &str, placed: NodeId) {
        let inner: Vec<NodeId> = self
            .graph
            .ids()
            .filter(|id| *id != placed && self.graph.get(*id).is_some_and(|node| node.name == name))
            .filter(|id| self.graph.is_within(*id, place))
            .collect();
        let mut dropped = false;
        for id in inner {
            if self.is_duplicate(id, name) {
                self.graph.remove(id);
                dropped = true;
            }
        }
        if dropped {
            self.graph.sweep(|_| true);
        }
    }

    fn is_duplicate(&self, id: NodeId, name: &str) -> bool {
        let outer = self
            .graph
            .get(id)
            .and_then(|node| node.parent)
            .and_then(|parent| self.graph.get(parent)?.parent);
        let other = outer.and_then(|outer| self.graph.find(outer, name));
        let (Some(own), Some(other)) = (
            self.graph.manifest(id),
            other.and_then(|other| self.graph.manifest(other)),
        ) else {
            return false;
        };
        let same = own.name == other.name && own.version == other.version;
        let dependents = self.graph.dependents(id);
        let suits = dependents.iter().all(|(_, edge, _)| edge.is_met_by(other));
        same || (own.name == other.name && suits && other.version >= own.version)
    }

    /// The tree as a lockfile.
    ///
    /// # Errors
    /// Something that is needed cannot be had.
    pub(crate) fn finish(mut self, dependencies: &Dependencies) -> Result<Lock, BuildError> {
        let needed = self.graph.reached(|edge| edge.kind.is_needed());
        let failures = std::mem::take(&mut self.failures);
        let mut broken = BTreeSet::new();
        for ((id, name), error) in failures {
            let kind = self.graph.edge(id, &name).map(|edge| edge.kind);
            if self.graph.get(id).is_none() || kind.is_some_and(|kind| !kind.is_needed()) {
                continue;
            }
            if needed.contains(&id) {
                return Err(error.within(self.chain(id)));
            }
            broken.insert(id);
        }
        self.leave_out(broken);
        Ok(self.lock(dependencies))
    }

    /// Takes out what is broken, whoever needs it, and what is then left over.
    fn leave_out(&mut self, broken: BTreeSet<NodeId>) {
        let mut open: Vec<NodeId> = broken.into_iter().collect();
        while let Some(id) = open.pop() {
            let dependents = self.graph.dependents(id).into_iter();
            let needing = dependents.filter(|(_, edge, _)| edge.kind.is_needed());
            open.extend(
                needing
                    .map(|(asker, _, _)| asker)
                    .filter(|asker| *asker != ROOT),
            );
            self.graph.remove(id);
        }
        // What only an optional peer would find is not brought along for it.
        self.graph.sweep(|edge| edge.kind != Kind::OptionalPeer);
    }

    /// The packages through which the root comes to this one, outermost first.
    fn chain(&self, id: NodeId) -> Vec<String> {
        let mut chain = Vec::new();
        let mut seen = BTreeSet::new();
        let mut current = Some(id);
        while let Some(id) = current.filter(|id| seen.insert(*id)) {
            chain.extend(
                self.graph
                    .manifest(id)
                    .map(|manifest| manifest.name.to_string()),
            );
            let dependents = self.graph.dependents(id);
            current = dependents.iter().map(|(asker, _, _)| *asker).min();
        }
        chain.reverse();
        chain
    }

    fn lock(&self, dependencies: &Dependencies) -> Lock {
        let needed = self.graph.reached(|edge| edge.kind.is_needed());
        let beside_peers = self.graph.reached(|edge| !edge.kind.is_peer());
        let entries = self.graph.ids().filter_map(|id| {
            let node = self.graph.get(id)?;
            let manifest = node.manifest.as_ref()?;
            let mut entry = Entry::of(&node.name, manifest);
            entry.optional = !needed.contains(&id);
            entry.peer = !beside_peers.contains(&id);
            Some((self.graph.place(id), entry))
        });
        Lock::new(dependencies, entries.collect())
    }
}

fn no_version(packument: &Packument, spec: &Spec) -> BuildError {
    BuildError::NoVersion {
        package: spec.package().clone(),
        wanted: spec.to_string(),
        latest: packument
            .tags
            .get("latest")
            .map_or("none", String::as_str)
            .chars()
            .take(100)
            .collect(),
    }
}

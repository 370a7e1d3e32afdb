//! Where a package goes: as near to the root as nobody minds, like npm.

use std::collections::BTreeSet;

use super::edge::{Candidate, Edge, Kind};
use super::graph::{Graph, NodeId, ROOT, State};
use super::peers::PeerSet;

/// What would become of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is free.
    Free,
    /// What lies there gives way.
    Replace,
    /// What lies there will do.
    Keep,
    /// Somebody minds.
    Conflict,
}

/// What is to be placed, and for whom.
#[derive(Clone, Copy)]
pub(super) struct Placing<'a> {
    pub(super) set: &'a PeerSet,
    pub(super) name: &'a str,
    pub(super) edge: &'a Edge,
    /// Who asks for it; `None` while a peer is looked at whose asker has no place yet.
    pub(super) from: Option<NodeId>,
    /// Who asked for the whole set.
    pub(super) entry: NodeId,
}

/// The verdict on a package alone, and on it with its peers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verdicts {
    pub(super) alone: Verdict,
    pub(super) all: Verdict,
}

impl Verdicts {
    fn both(verdict: Verdict) -> Self {
        Self {
            alone: verdict,
            all: verdict,
        }
    }
}

/// A place, and what is to be done there.
pub(super) type Target = (NodeId, Verdict);

/// The outermost place that nobody minds. Without one, where it would do without its peers.
pub(super) fn outermost(graph: &Graph, placing: Placing<'_>) -> (Option<Target>, Option<Target>) {
    let (mut best, mut alone) = (None, None);
    for place in graph.ancestry(graph.innermost(placing.entry_of(), placing.name)) {
        let asked = graph.edge(place, placing.name);
        if place != ROOT && asked.is_some_and(|edge| edge.kind.is_peer()) {
            continue;
        }
        let verdicts = verdicts(graph, placing, place, &mut Vec::new());
        if verdicts.alone != Verdict::Conflict {
            alone = Some((place, verdicts.alone));
        }
        if verdicts.all == Verdict::Conflict {
            break;
        }
        best = Some((place, verdicts.all));
    }
    (best, alone)
}

impl<'a> Placing<'a> {
    fn entry_of(&self) -> NodeId {
        match self.from {
            Some(from) if !self.edge.kind.is_peer() => from,
            _ => self.entry,
        }
    }

    fn candidate(&self) -> Option<&'a Candidate> {
        self.set.get(self.name)
    }
}

/// Whether it may lie at `place`. `path` holds the names being looked at, since peers may ask for one another.
fn verdicts<'a>(
    graph: &Graph,
    placing: Placing<'a>,
    place: NodeId,
    path: &mut Vec<&'a str>,
) -> Verdicts {
    let asked = graph.edge(place, placing.name);
    if place != ROOT && asked.is_some_and(|edge| edge.kind.is_peer()) {
        return Verdicts::both(Verdict::Conflict);
    }
    match (placing.candidate(), graph.child(place, placing.name)) {
        (None, _) => Verdicts::both(Verdict::Conflict),
        (Some(candidate), None) => in_free_place(graph, placing, candidate, place, path),
        (Some(candidate), Some(current)) => {
            in_taken_place(graph, placing, candidate, place, current, path)
        }
    }
}

fn in_free_place<'a>(
    graph: &Graph,
    placing: Placing<'a>,
    candidate: &'a Candidate,
    place: NodeId,
    path: &mut Vec<&'a str>,
) -> Verdicts {
    let own = placing.from == Some(place);
    if !own
        && graph
            .edge(place, placing.name)
            .is_some_and(|edge| !edge.is_met_by(&candidate.manifest))
    {
        return Verdicts::both(Verdict::Conflict);
    }
    // Whoever lies below and found it further out would find this one from now on.
    let hidden = (place != placing.entry)
        .then(|| graph.find(place, placing.name))
        .flatten();
    let minds = hidden.is_some_and(|hidden| {
        graph
            .dependents(hidden)
            .into_iter()
            .any(|(asker, edge, state)| {
                matches!(state, State::Met(_))
                    && graph.is_within(asker, place)
                    && !edge.is_met_by(&candidate.manifest)
            })
    });
    if minds {
        Verdicts::both(Verdict::Conflict)
    } else {
        with_peers(graph, placing, candidate, place, Verdict::Free, path)
    }
}

fn in_taken_place<'a>(
    graph: &Graph,
    placing: Placing<'a>,
    candidate: &'a Candidate,
    place: NodeId,
    current: NodeId,
    path: &mut Vec<&'a str>,
) -> Verdicts {
    let Some(present) = graph.manifest(current) else {
        return Verdicts::both(Verdict::Conflict);
    };
    let does = placing.edge.is_met_by(present);
    let same =
        present.name == candidate.manifest.name && present.version == candidate.manifest.version;
    if same && (does || !placing.edge.is_met_by(&candidate.manifest)) {
        return Verdicts::both(Verdict::Keep);
    }
    let newer = candidate.manifest.version >= present.version;
    let suits_all = can_replace(graph, candidate, current);
    if newer && suits_all {
        let verdicts = with_peers(graph, placing, candidate, place, Verdict::Replace, path);
        if verdicts.all != Verdict::Conflict {
            return verdicts;
        }
    }
    if does {
        return Verdicts::both(Verdict::Keep);
    }
    // A peer is meant to be there once, so that an older one that suits all is preferred to a second one.
    if placing.edge.kind.is_peer() && !newer && suits_all {
        let verdicts = with_peers(graph, placing, candidate, place, Verdict::Replace, path);
        if verdicts.all != Verdict::Conflict {
            return verdicts;
        }
    }
    if place != graph.innermost(placing.entry, placing.name) {
        return Verdicts::both(Verdict::Conflict);
    }
    let own = !placing.edge.kind.is_peer() && placing.from == Some(place);
    if own
        || (placing.edge.kind.is_peer() && may_go_deeper(graph, current, placing.entry, candidate))
    {
        return with_peers(graph, placing, candidate, place, Verdict::Replace, path);
    }
    Verdicts::both(Verdict::Conflict)
}

/// Whether all who find `current` would be content with another version.
fn can_replace(graph: &Graph, candidate: &Candidate, current: NodeId) -> bool {
    let same_package = graph
        .manifest(current)
        .is_some_and(|present| present.name == candidate.manifest.name);
    same_package
        && graph
            .dependents(current)
            .into_iter()
            .all(|(asker, edge, _)| {
                graph.is_within(asker, current) || edge.is_met_by(&candidate.manifest)
            })
}

/// Whether all who are not content with the other version can have this one further in, with the group of peers it is of.
fn may_go_deeper(graph: &Graph, current: NodeId, entry: NodeId, candidate: &Candidate) -> bool {
    let Some(place) = graph.get(current).and_then(|node| node.parent) else {
        return false;
    };
    let mut seen = BTreeSet::from([current]);
    let mut open = vec![current];
    while let Some(member) = open.pop() {
        let name = graph.get(member).map_or("", |node| node.name.as_str());
        for (asker, edge, _) in graph.dependents(member) {
            if member == current && edge.is_met_by(&candidate.manifest) {
                continue;
            }
            if edge.kind.is_peer() {
                if seen.insert(asker) {
                    open.push(asker);
                }
            } else if asker != entry && !deeper(graph, asker, name, place) {
                return false;
            }
        }
    }
    true
}

fn deeper(graph: &Graph, asker: NodeId, name: &str, place: NodeId) -> bool {
    let innermost = graph.innermost(asker, name);
    innermost != place && graph.is_within(innermost, place)
}

/// Whether the peers can come along, to the place or further out.
fn with_peers<'a>(
    graph: &Graph,
    placing: Placing<'a>,
    candidate: &'a Candidate,
    place: NodeId,
    verdict: Verdict,
    path: &mut Vec<&'a str>,
) -> Verdicts {
    path.push(placing.name);
    let mut all = verdict;
    for (name, edge) in candidate
        .edges
        .known
        .iter()
        .filter(|(_, edge)| edge.kind == Kind::Peer)
    {
        if !placing.set.contains_key(name) || path.contains(&name.as_str()) {
            continue;
        }
        let peer = Placing {
            name,
            edge,
            from: None,
            ..placing
        };
        if verdicts(graph, peer, graph.innermost(place, name), path).all == Verdict::Conflict {
            all = Verdict::Conflict;
        }
    }
    path.pop();
    Verdicts {
        alone: verdict,
        all,
    }
}

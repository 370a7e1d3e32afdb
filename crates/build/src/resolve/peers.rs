//! A package and the peers it brings along: versions that agree, before any of them has a place.

use std::collections::{BTreeMap, BTreeSet};

use super::edge::{Candidate, Edge, Kind};
use super::graph::{NodeId, ROOT};
use super::{Resolver, Unknown};
use crate::spec::{Spec, Wanted};
use crate::{BuildError, PackageName};

/// By the name each is found under.
pub(super) type PeerSet = BTreeMap<String, Candidate>;

/// Why a dependency gets no package now.
#[derive(Debug)]
pub(super) enum Obstacle {
    /// The registry has to be asked first.
    Unknown(Unknown),
    /// Nobody asks for it.
    Unasked,
    /// It cannot be had.
    Failed(Box<BuildError>),
}

impl From<BuildError> for Obstacle {
    fn from(error: BuildError) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl Resolver {
    /// The package that `from` asks for under `name`, with its peers and theirs.
    pub(super) fn peer_set(
        &mut self,
        from: NodeId,
        name: &str,
        edge: &Edge,
    ) -> Result<PeerSet, Obstacle> {
        let first = self.candidate(&[&edge.spec])?;
        let mut set = PeerSet::from([(name.to_owned(), first)]);
        let mut open = BTreeSet::from([name.to_owned()]);
        // Each round settles one member; a member may be taken anew when another peer narrows it down.
        let mut rounds = 0;
        while let Some(member) = open.pop_first() {
            rounds += 1;
            if rounds > self.limits.packages {
                return Err(BuildError::Unsettled {
                    package: edge.spec.package().clone(),
                }
                .into());
            }
            for peer in self.add_peers(from, name, &member, &mut set)? {
                open.insert(peer);
            }
        }
        Ok(set)
    }

    /// Adds what one member asks for as peers. Returns those that are new or have changed.
    fn add_peers(
        &mut self,
        from: NodeId,
        entry: &str,
        member: &str,
        set: &mut PeerSet,
    ) -> Result<Vec<String>, Obstacle> {
        let edges = set.get(member).map(|member| member.edges.clone());
        let wanted = edges.iter().flat_map(|edges| &edges.known);
        let mut changed = Vec::new();
        let mut unknown = Unknown::new();
        for (peer, edge) in wanted.filter(|(_, edge)| edge.kind == Kind::Peer) {
            if set
                .get(peer)
                .is_some_and(|found| edge.is_met_by(&found.manifest))
            {
                continue;
            }
            match self.agreed(from, entry, peer, edge, set) {
                Ok(Some(candidate)) => {
                    set.insert(peer.clone(), candidate);
                    changed.push(peer.clone());
                }
                Ok(None) | Err(Obstacle::Unasked) => {}
                Err(Obstacle::Unknown(more)) => unknown.extend(more),
                Err(failed) => return Err(failed),
            }
        }
        if unknown.is_empty() {
            Ok(changed)
        } else {
            Err(Obstacle::Unknown(unknown))
        }
    }

    /// A version of a peer that suits all who ask for it. Where none does, that is an error if it is the root's own
    /// dependencies that disagree, and otherwise the first choice stays, as with npm.
    fn agreed(
        &mut self,
        from: NodeId,
        entry: &str,
        peer: &str,
        edge: &Edge,
        set: &PeerSet,
    ) -> Result<Option<Candidate>, Obstacle> {
        let own = self
            .graph
            .edge(from, peer)
            .filter(|own| own.kind != Kind::OptionalPeer)
            .cloned();
        let others = set
            .values()
            .filter_map(|member| member.edges.known.get(peer));
        let others = others
            .filter(|other| other.kind.is_peer())
            .map(|other| &other.spec);
        let mut specs: Vec<&Spec> = own.iter().map(|own| &own.spec).chain(others).collect();
        specs.dedup();
        let failed = match self.candidate(&specs) {
            Ok(candidate) => return Ok(Some(candidate)),
            Err(Obstacle::Unknown(unknown)) => return Err(Obstacle::Unknown(unknown)),
            Err(failed) => failed,
        };
        // A tag is met by any version, as npm reads it: `latest` gives way to a peer that needs an older one.
        if let [first, others @ ..] = specs.as_slice()
            && matches!(first.wanted(), Wanted::Tag(_))
            && let Ok(candidate) = self.candidate(others)
        {
            return Ok(Some(candidate));
        }
        // Alone it cannot be had either: that is the plainer thing to say.
        if let Err(Obstacle::Failed(alone)) = self.candidate(&[&edge.spec]) {
            return Err(Obstacle::Failed(alone));
        }
        if from == ROOT {
            let conflict = self.disagree(entry, peer, &specs);
            return Err(conflict.map_or(failed, Obstacle::from));
        }
        if set.contains_key(peer) || peer == entry {
            return Ok(None);
        }
        let first = own.map_or_else(|| edge.spec.clone(), |own| own.spec);
        self.candidate(&[&first]).map(Some)
    }

    fn disagree(&self, entry: &str, peer: &str, specs: &[&Spec]) -> Option<BuildError> {
        let wanted: Vec<String> = specs.iter().map(ToString::to_string).collect();
        Some(BuildError::PeerConflict {
            package: PackageName::parse(entry).ok()?,
            peer: PackageName::parse(peer).ok()?,
            wanted: wanted.join(" and "),
        })
    }
}

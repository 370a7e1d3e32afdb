//! Which secrets stand in the entries of a cache. A tenant's own actions of a trigger share one: what one of them puts there
//! another finds, and its own secrets say nothing of it. It is noted when an entry is put there, by whoever knows the secret.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::Command;
use contract::recording::MOST_OF_OTHER_VERSIONS;
use flow::{Mask, Pinned, Step};
use store::{ActionSecrets, CacheMarks, CachedSecret, HeldCache};
use tenant::{ActionVersionId, Secret};

use crate::conceal::Masks;
use crate::other_secrets::{OtherSecret, OtherSecrets, WhyUnknown};

/// The shortest value that is looked for within more. A shorter one is an ordinary word: it is found where nothing else stands.
const WITHIN_BYTES: usize = 8;

/// What is known of the entries that a run has seen in the tenant's own cache since it began or came back.
#[derive(Default)]
pub(crate) struct Marks {
    /// By key and value: on nothing else depends what stands in an entry, whatever becomes of the command that put it there.
    entries: BTreeMap<String, BTreeMap<String, BTreeSet<CachedSecret>>>,
    /// The values that are at hand.
    values: BTreeMap<CachedSecret, Secret>,
}

impl Marks {
    /// Those of a cache as it was read.
    pub(crate) fn of(held: &HeldCache) -> Self {
        let mut all = Self::default();
        for (key, marks) in &held.marks {
            if let Some(record) = held.cache.entries.get(key) {
                all.insert(key, &record.value, marks.clone());
            }
        }
        all
    }

    /// The versions whose secrets have to be read before it is known what a step finds: of most none.
    pub(crate) fn wanted(&self, step: &Step) -> Vec<ActionVersionId> {
        let found = self.found(step);
        if found.len() > MOST_OF_OTHER_VERSIONS {
            return Vec::new();
        }
        let missing = found.into_iter();
        let missing = missing.filter(|secret| !self.values.contains_key(secret));
        let versions: BTreeSet<ActionVersionId> = missing.map(|secret| secret.version).collect();
        versions.into_iter().collect()
    }

    /// Takes in what was read.
    pub(crate) fn learn(&mut self, read: Vec<(ActionVersionId, ActionSecrets)>) {
        for (version, secrets) in read {
            for (name, value) in secrets {
                let version = version.clone();
                self.values.insert(CachedSecret { version, name }, value);
            }
        }
    }

    /// The secrets of other versions that a step finds in its cache.
    pub(crate) fn other_secrets(&self, step: &Step) -> OtherSecrets {
        let marks = self.found(step);
        if marks.len() > MOST_OF_OTHER_VERSIONS {
            let why = WhyUnknown::TooMany;
            return OtherSecrets::Unknown { why, marks };
        }
        let known = marks.iter().map(|secret| {
            let value = self.values.get(secret)?.clone();
            let secret = secret.clone();
            Some(OtherSecret { secret, value })
        });
        let known: Option<Vec<OtherSecret>> = known.collect();
        match known {
            Some(known) => OtherSecrets::Known(known),
            None => OtherSecrets::Unknown {
                why: WhyUnknown::Missing,
                marks,
            },
        }
    }

    /// Notes which of its own secrets, and of those that it found, stand in the entries that a step has put into its cache.
    /// Where it is not known what it found, that may stand in each of them.
    pub(crate) fn note(
        &mut self,
        step: &Step,
        commands: &[Command],
        (own, others): (&BTreeMap<String, Secret>, &OtherSecrets),
        masks: &Masks,
    ) {
        let Pinned::Own { version, .. } = &step.binding.code else {
            return;
        };
        let put = put(commands);
        if put.is_empty() {
            return;
        }
        let mut found = Vec::new();
        let mut unknown = BTreeSet::new();
        match others {
            OtherSecrets::Known(others) => found.clone_from(others),
            OtherSecrets::Unknown { marks, .. } => unknown.clone_from(marks),
        }
        let sought = Sought::new(own_of(version, own).chain(found), masks);
        for (key, value) in put {
            let mut marks = unknown.clone();
            for one in sought.standing_in(key, value) {
                self.values.insert(one.secret.clone(), one.value.clone());
                marks.insert(one.secret.clone());
            }
            self.insert(key, value, marks);
        }
    }

    /// The secrets that stand in what these commands leave in a cache.
    pub(crate) fn of_writes(&self, writes: &[Command]) -> CacheMarks {
        let marked = put(writes).into_iter().filter_map(|(key, value)| {
            let marks = self.entries.get(key)?.get(value)?;
            Some((key.to_owned(), marks.clone()))
        });
        marked.collect()
    }

    /// The secrets of other versions that stand in the entries that a step is given.
    fn found(&self, step: &Step) -> BTreeSet<CachedSecret> {
        let Pinned::Own { version, .. } = &step.binding.code else {
            return BTreeSet::new();
        };
        let entries = step.cache.entries.iter();
        let marks = entries.filter_map(|(key, record)| self.entries.get(key)?.get(&record.value));
        let marks = marks.flatten().filter(|one| one.version != *version);
        marks.cloned().collect()
    }

    /// Past the most it does not matter which they are.
    fn insert(&mut self, key: &str, value: &str, marks: BTreeSet<CachedSecret>) {
        if marks.is_empty() {
            return;
        }
        let marks = marks.into_iter().take(MOST_OF_OTHER_VERSIONS + 1).collect();
        let values = self.entries.entry(key.to_owned()).or_default();
        values.insert(value.to_owned(), marks);
    }
}

/// The secrets of the version that ran.
fn own_of(
    version: &ActionVersionId,
    own: &BTreeMap<String, Secret>,
) -> impl Iterator<Item = OtherSecret> {
    own.iter().map(move |(name, value)| OtherSecret {
        secret: CachedSecret {
            version: version.clone(),
            name: name.clone(),
        },
        value: value.clone(),
    })
}

/// What these commands leave in a cache, by key.
fn put(commands: &[Command]) -> BTreeMap<&str, &str> {
    let mut all = BTreeMap::new();
    for command in commands {
        if let Command::CacheSet { key, value, .. } = command {
            all.insert(key.as_str(), value.as_str());
        } else if let Command::CacheDelete { key } = command {
            all.remove(key.as_str());
        }
    }
    all
}

/// What is looked for in entries.
struct Sought {
    /// Found wherever they stand, however they are spelled.
    long: Vec<OtherSecret>,
    mask: Arc<Mask>,
    /// Found where nothing else stands.
    short: Vec<OtherSecret>,
}

impl Sought {
    fn new(secrets: impl Iterator<Item = OtherSecret>, masks: &Masks) -> Self {
        let secrets = secrets.filter(|one| !one.value.expose().is_empty());
        let (long, short): (Vec<OtherSecret>, Vec<OtherSecret>) =
            secrets.partition(|one| one.value.expose().len() >= WITHIN_BYTES);
        Self {
            mask: masks.of(long.iter().map(|one| one.value.expose())),
            long,
            short,
        }
    }

    /// Those that stand in an entry.
    fn standing_in<'a>(
        &'a self,
        key: &'a str,
        value: &'a str,
    ) -> impl Iterator<Item = &'a OtherSecret> {
        let mut places = self.mask.standing_in(key);
        places.extend(self.mask.standing_in(value));
        let long = places.into_iter().filter_map(move |at| self.long.get(at));
        let is = move |one: &&OtherSecret| [key, value].contains(&one.value.expose());
        long.chain(self.short.iter().filter(is))
    }
}

#[cfg(test)]
mod tests;

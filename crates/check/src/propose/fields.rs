//! The event fields a code needs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use contract::Trigger;
use contract::event::known_fields;
use contract::permission::EventPermission;

use super::{Proposal, draft, field};
use crate::reading::{At, FieldUse, HowRead, Name, Reading, Why};

/// A field that is needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Need {
    /// Where it is used, itself or below.
    pub(crate) places: BTreeSet<At>,
    /// Why all below it is needed, each with its place.
    pub(crate) whole: BTreeSet<(At, Why)>,
    /// Whether it is used, and not only looked at.
    pub(crate) is_used: bool,
}

/// The fewest fields that let the code run: no field that another covers, and what is only looked at not beside a field
/// below it, be it one that there is not.
pub(crate) fn needed(reading: &Reading, trigger: Trigger) -> BTreeMap<Name, Need> {
    let known = known_fields(trigger);
    let uses = reading.fields.iter().flat_map(|one| {
        if one.path.is_empty() {
            tops(trigger, one.at)
        } else {
            vec![one.clone()]
        }
    });
    let uses: Vec<FieldUse> = uses.filter(|one| known.knows(&one.path)).collect();
    let is_used = |one: &&FieldUse| one.how != HowRead::Touched;
    let mut paths = Paths::default();
    paths
        .0
        .extend(uses.iter().filter(is_used).map(|one| one.path.clone()));
    let touched: BTreeSet<&Name> = uses.iter().map(|one| &one.path).collect();
    let unknown = unknown(reading, trigger).into_iter();
    let unknown = Paths(unknown.map(|one| one.path.clone()).collect());
    for path in touched.into_iter().rev() {
        if !paths.has_below(path) && !unknown.has_below(path) {
            paths.0.insert(path.clone());
        }
    }
    let least = paths.0.iter().filter(|path| !paths.covers(path));
    let mut needs: BTreeMap<Name, Need> =
        least.map(|path| (path.clone(), Need::default())).collect();
    for one in &uses {
        let own = std::iter::once(one.path.as_ref()).chain(above(&one.path));
        let own = own.filter(|path| needs.contains_key(*path)).last();
        let need = own
            .map(ToOwned::to_owned)
            .and_then(|path| needs.get_mut(path.as_str()));
        if let Some(need) = need {
            need.places.insert(one.at);
            need.is_used |= one.how != HowRead::Touched;
        }
        if let (HowRead::Whole(why), Some(need)) = (&one.how, needs.get_mut(&one.path)) {
            need.whole.insert((one.at, why.clone()));
        }
    }
    needs
}

/// Paths of fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paths(pub(crate) BTreeSet<Name>);

impl Paths {
    /// Whether one of them lies above the path.
    pub(crate) fn covers(&self, path: &str) -> bool {
        above(path).any(|above| self.0.contains(above))
    }

    /// Whether one of them lies below the path.
    pub(crate) fn has_below(&self, path: &str) -> bool {
        let start = format!("{path}.");
        let from = (Bound::Included(start.as_str()), Bound::Unbounded);
        let mut from = self.0.range::<str, _>(from);
        from.next().is_some_and(|next| next.starts_with(&start))
    }
}

/// The whole event is each of its fields.
fn tops(trigger: Trigger, at: At) -> Vec<FieldUse> {
    let names = known_fields(trigger).named.keys();
    let field = |name: &String| FieldUse {
        path: name.as_str().into(),
        at,
        how: HowRead::Value,
    };
    names.map(field).collect()
}

/// The paths above a path, the longest last.
pub(crate) fn above(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('.').map(|(end, _)| end);
    ends.filter_map(|end| path.get(..end))
}

/// Whether a permission for one path is one for another.
pub(crate) fn covers(path: &str, other: &str) -> bool {
    other
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

pub(super) fn propose(reading: &Reading, trigger: Trigger, proposal: &mut Proposal) {
    let known = known_fields(trigger);
    for (path, need) in needed(reading, trigger) {
        let Some(field) = field(&path) else {
            let at = need.places.first().copied().unwrap_or_default();
            proposal.note(
                at,
                format!("no permission can name event.{path}: read another field"),
            );
            continue;
        };
        let does = if need.whole.is_empty() {
            "Read"
        } else {
            "Read as a whole"
        };
        proposal.permissions.event.push(EventPermission {
            field,
            reason: draft(does, need.places.iter().copied()),
        });
        for (at, why) in &need.whole {
            proposal.note(*at, whole(&path, why));
        }
        if !need.is_used && known.at(&path).is_some() {
            let at = need.places.first().copied().unwrap_or_default();
            proposal.note(at, format!(
                "the code only looks whether event.{path} is there: a field below `{path}` instead of all of it would do"
            ));
        }
    }
    for one in &reading.fields {
        if let (true, HowRead::Whole(why)) = (one.path.is_empty(), &one.how) {
            proposal.note(one.at, whole("", why));
        }
    }
    for one in unknown(reading, trigger) {
        proposal.note(
            one.at,
            format!(
                "the event of {trigger} has no `{}`: it is always undefined",
                one.path
            ),
        );
    }
}

/// The uses of fields that the event does not have. Where the same place of the code reads a field that there is, the code
/// only seemed to read another: which of two objects it has in hand is not told by looking.
pub(crate) fn unknown(reading: &Reading, trigger: Trigger) -> Vec<&FieldUse> {
    let known = known_fields(trigger);
    let is_known = |one: &&FieldUse| one.path.is_empty() || known.knows(&one.path);
    let places: BTreeSet<At> = reading
        .fields
        .iter()
        .filter(is_known)
        .map(|one| one.at)
        .collect();
    let uses = reading.fields.iter();
    uses.filter(|one| !is_known(one) && !places.contains(&one.at))
        .collect()
}

/// What makes all of an object needed, for the partner to read.
pub(crate) fn whole(path: &str, why: &Why) -> String {
    let what = match why {
        Why::Spread => "the code spreads it",
        Why::Serialised => "the code makes JSON of it",
        Why::Enumerated => "the code enumerates it",
        Why::Copied => "the code copies it",
        Why::Printed => "the code prints it",
        Why::Indexed => "the code takes a field whose name it computes",
        Why::Given(method) => return given(path, method),
        Why::Passed => "the code hands it to something outside this file",
    };
    format!(
        "all of {} is needed, for {what}: take the fields by their names to ask for less",
        shown(path)
    )
}

fn given(path: &str, method: &str) -> String {
    format!(
        "all of {} is needed, for the code hands it to api.{method}: hand over single fields to ask for less",
        shown(path)
    )
}

/// A place of the event, as it is said.
fn shown(path: &str) -> String {
    if path.is_empty() {
        return "the event".to_owned();
    }
    format!("event.{path}")
}

//! Event fields: what the manifest declares against what the code reads.

use std::collections::{BTreeMap, BTreeSet};

use bundle::Severity;
use bundle::package::MANIFEST;
use contract::event::known_fields;

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::propose::{Paths, above, covers, in_lines, needed, unknown, whole};
use crate::reading::{At, FieldUse, HowRead, Name, Reading, Why};

pub(super) const FIELD_UNDECLARED: RuleInfo = RuleInfo {
    name: "field-undeclared",
    severity: Severity::Error,
    about: "an event field that the code reads and the manifest does not declare",
    reason: "Reading it ends the execution, and the login with it.",
};

pub(super) const FIELD_UNUSED: RuleInfo = RuleInfo {
    name: "field-unused",
    severity: Severity::Warning,
    about: "an event field that the manifest declares and the code does not read",
    reason: "Customers are asked for data that nothing needs.",
};

pub(super) const FIELD_UNKNOWN: RuleInfo = RuleInfo {
    name: "field-unknown",
    severity: Severity::Error,
    about: "an event field that the trigger's event does not have",
    reason: "It is always undefined, and what the code decides by it is always decided the same way.",
};

pub(super) const FIELD_WHOLE: RuleInfo = RuleInfo {
    name: "field-whole",
    severity: Severity::Note,
    about: "an object of the event that is used as a whole: spread, made JSON, enumerated, indexed, handed on",
    reason: "A permission for all of it is more than most code needs, and grows with the event.",
};

pub(super) fn find(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    nowhere(subject, reading, finder);
    let told = wholes(subject, reading, finder);
    undeclared(subject, reading, &told, finder);
    unused(subject, reading, finder);
}

fn nowhere(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let trigger = subject.trigger();
    for (path, places) in by_path(unknown(reading, trigger)) {
        let (place, names) = nearest(path, trigger);
        once(
            &FIELD_UNKNOWN,
            &places,
            format!("the event of {trigger} has no `{path}`"),
            format!("read one of the fields that event{place} has: {names}"),
            finder,
        );
    }
}

/// Tells what is used as a whole, and returns what of it is not declared at all.
fn wholes(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) -> Paths {
    let mut uses: BTreeMap<(Name, Why), BTreeSet<At>> = BTreeMap::new();
    for one in reading.fields.iter().filter(|one| one.path.is_empty()) {
        if let HowRead::Whole(why) = &one.how {
            let places = uses.entry((one.path.clone(), why.clone())).or_default();
            places.insert(one.at);
        }
    }
    for (path, need) in needed(reading, subject.trigger()) {
        for (at, why) in need.whole {
            uses.entry((path.clone(), why)).or_default().insert(at);
        }
    }
    let mut uses: Vec<_> = uses.into_iter().collect();
    uses.sort_by_key(|(_, places)| places.first().copied());
    let mut told = Paths::default();
    for ((path, why), places) in uses {
        let is_new = is_seen(&path, subject) || told.0.insert(path.clone());
        if is_new {
            as_a_whole(&path, &places, &why, subject, finder);
        }
    }
    told
}

/// Tells each undeclared field once. What is only looked at on the way to a field is not told beside that field.
fn undeclared(subject: &Subject<'_>, reading: &Reading, told: &Paths, finder: &mut Finder) {
    let known = known_fields(subject.trigger());
    let of_event = |one: &&FieldUse| known.knows(&one.path) && !is_declared(one, subject);
    let unknown = unknown(reading, subject.trigger()).into_iter();
    let uses = reading.fields.iter().filter(|one| known.knows(&one.path));
    let all = Paths(uses.chain(unknown).map(|one| one.path.clone()).collect());
    let is_end = |one: &&FieldUse| one.how != HowRead::Touched || !all.has_below(&one.path);
    let ends: Vec<&FieldUse> = reading
        .fields
        .iter()
        .filter(of_event)
        .filter(is_end)
        .collect();
    let paths = Paths(ends.iter().map(|one| one.path.clone()).collect());
    for (path, places) in by_path(ends) {
        if paths.covers(path) || told.0.contains(path) || told.covers(path) {
            continue;
        }
        once(
            &FIELD_UNDECLARED,
            &places,
            format!("the code reads event.{path} without a permission for it"),
            format!(
                "declare `{path}` in `permissions.event` of latchwork.toml, with a reason, or do not read it"
            ),
            finder,
        );
    }
}

fn by_path<'r>(uses: impl IntoIterator<Item = &'r FieldUse>) -> BTreeMap<&'r str, BTreeSet<At>> {
    let mut places: BTreeMap<&str, BTreeSet<At>> = BTreeMap::new();
    for one in uses {
        places.entry(&one.path).or_default().insert(one.at);
    }
    places
}

/// Tells something at its first place, and in which lines it is besides.
fn once(
    rule: &RuleInfo,
    places: &BTreeSet<At>,
    mut message: String,
    mend: impl Into<String>,
    finder: &mut Finder,
) {
    let first = places.first().copied().unwrap_or_default();
    let others = || places.iter().copied().filter(|at| at.line != first.line);
    if others().next().is_some() {
        message = format!("{message}, also in {}", in_lines(others()));
    }
    finder.in_code(rule, first, message, mend);
}

/// Of an object with permissions for it or for fields below it, the code sees these; else it sees nothing.
fn is_seen(path: &str, subject: &Subject<'_>) -> bool {
    subject.permissions().event.iter().any(|own| {
        path.is_empty() || covers(own.field.as_str(), path) || covers(path, own.field.as_str())
    })
}

fn as_a_whole(
    path: &str,
    places: &BTreeSet<At>,
    why: &Why,
    subject: &Subject<'_>,
    finder: &mut Finder,
) {
    let rule = if is_seen(path, subject) {
        &FIELD_WHOLE
    } else {
        &FIELD_UNDECLARED
    };
    once(
        rule,
        places,
        whole(path, why),
        "read the fields by their names, and declare these",
        finder,
    );
}

/// A field that is only looked at on the way may have a permission below it.
fn is_declared(one: &FieldUse, subject: &Subject<'_>) -> bool {
    let declared = &subject.permissions().event;
    match one.how {
        // All of an object is told once for each reason, above.
        HowRead::Whole(_) => true,
        HowRead::Value => declared
            .iter()
            .any(|own| covers(own.field.as_str(), &one.path)),
        HowRead::Touched => declared.iter().any(|own| {
            covers(own.field.as_str(), &one.path) || covers(&one.path, own.field.as_str())
        }),
    }
}

fn unused(subject: &Subject<'_>, reading: &Reading, finder: &mut Finder) {
    let of = |is: fn(&HowRead) -> bool| {
        let uses = reading.fields.iter().filter(|one| is(&one.how));
        Paths(uses.map(|one| one.path.clone()).collect())
    };
    let all = of(|_| true);
    let wholes = of(|how| matches!(how, HowRead::Whole(_)));
    let touched = of(|how| *how == HowRead::Touched);
    let declared = &subject.permissions().event;
    // A look at an object above is all that the code does with a field if nothing else below the object is read or declared.
    let is_looked_at = |field: &str| {
        above(field)
            .filter(|path| touched.0.contains(*path))
            .any(|path| {
                let others = declared
                    .iter()
                    .filter(|own| covers(path, own.field.as_str()));
                !all.has_below(path) && others.count() == 1
            })
    };
    for own in declared {
        let field = own.field.as_str();
        let is_read = all.0.contains(field) || all.has_below(field);
        let is_in_whole = wholes.0.contains("") || wholes.covers(field);
        if !is_read && !is_in_whole && !is_looked_at(field) {
            finder.in_line(
                &FIELD_UNUSED,
                MANIFEST,
                subject.quoted_line(MANIFEST, field),
                format!("the code does not read event.{field}"),
                format!("take `{field}` out of `permissions.event`"),
            );
        }
    }
}

/// The deepest place of a path that the event has, and the fields there.
fn nearest(path: &str, trigger: contract::Trigger) -> (String, String) {
    let mut place = known_fields(trigger);
    let mut shown = String::new();
    for name in path.split('.') {
        let Some(below) = place.named.get(name) else {
            break;
        };
        place = below;
        shown = format!("{shown}.{name}");
    }
    let names: Vec<&str> = place.named.keys().map(String::as_str).collect();
    (
        shown,
        if names.is_empty() {
            "none below it".to_owned()
        } else {
            names.join(", ")
        },
    )
}

//! Event fields: what the manifest declares against what the code reads.

use bundle::Severity;
use bundle::package::MANIFEST;
use contract::event::known_fields;

use super::RuleInfo;
use super::finder::{Finder, Subject};
use crate::propose::{covers, is_unknown, needed, whole};
use crate::reading::{At, FieldUse, HowRead, Reading, Why};

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
    let trigger = subject.trigger();
    let known = known_fields(trigger);
    for one in &reading.fields {
        if !is_unknown(one, reading, trigger) {
            continue;
        }
        let (place, names) = nearest(&one.path, trigger);
        finder.in_code(
            &FIELD_UNKNOWN,
            one.at,
            format!("the event of {trigger} has no `{}`", one.path),
            format!("read one of the fields that event{place} has: {names}"),
        );
    }
    for one in reading.fields.iter().filter(|one| known.knows(&one.path)) {
        if !is_declared(one, subject) {
            finder.in_code(
                &FIELD_UNDECLARED,
                one.at,
                format!(
                    "the code reads event.{} without a permission for it",
                    one.path
                ),
                mend_undeclared(one),
            );
        }
    }
    for one in reading.fields.iter().filter(|one| one.path.is_empty()) {
        if let HowRead::Whole(why) = &one.how {
            as_a_whole("", one.at, why, subject, finder);
        }
    }
    for (path, need) in &needed(reading, trigger) {
        for (at, why) in &need.whole {
            as_a_whole(path, *at, why, subject, finder);
        }
    }
    unused(subject, reading, finder);
}

/// Of an object with permissions for it or for fields below it, the code sees these; else it sees nothing.
fn as_a_whole(path: &str, at: At, why: &Why, subject: &Subject<'_>, finder: &mut Finder) {
    let is_seen = subject.permissions().event.iter().any(|own| {
        path.is_empty() || covers(own.field.as_str(), path) || covers(path, own.field.as_str())
    });
    let rule = if is_seen {
        &FIELD_WHOLE
    } else {
        &FIELD_UNDECLARED
    };
    finder.in_code(
        rule,
        at,
        whole(path, why),
        "read the fields by their names, and declare these",
    );
}

fn mend_undeclared(one: &FieldUse) -> String {
    format!(
        "declare `{}` in `permissions.event` of latchwork.toml, with a reason, or do not read it",
        one.path
    )
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
    let used = |field: &str| {
        reading.fields.iter().any(|one| match one.how {
            // A look at an object above uses the permission only if nothing below is declared besides.
            HowRead::Touched => {
                covers(field, &one.path) || is_only_below(field, &one.path, subject, reading)
            }
            HowRead::Value => covers(field, &one.path),
            HowRead::Whole(_) => {
                covers(field, &one.path) || covers(&one.path, field) || one.path.is_empty()
            }
        })
    };
    for own in &subject.permissions().event {
        let field = own.field.as_str();
        if !used(field) {
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

/// Whether a look at an object above the field is all that the code does with it.
fn is_only_below(field: &str, path: &str, subject: &Subject<'_>, reading: &Reading) -> bool {
    let is_above = path != field && covers(path, field) && !path.is_empty();
    let goes_deeper = reading
        .fields
        .iter()
        .any(|one| one.path.as_ref() != path && covers(path, &one.path));
    let others = subject
        .permissions()
        .event
        .iter()
        .filter(|own| covers(path, own.field.as_str()));
    is_above && !goes_deeper && others.count() == 1
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

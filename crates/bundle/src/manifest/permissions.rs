//! The permissions of a manifest, held against what the trigger has.

use contract::Trigger;
use contract::event::{KnownFields, known_fields};
use contract::method::{self, Method};
use contract::permission::{
    ApiPermission, EventPermission, FieldPath, HostPattern, HostPermission, NamePattern,
    Permissions,
};

use super::section::{Noted, Section};
use super::{MOST_PERMISSIONS, ManifestFault, REASON_CHARS};
use crate::text::Lines;

/// Without a trigger, which was noted, fields and methods are not looked up.
pub(super) fn read(
    root: &Section<'_, '_>,
    trigger: Result<Trigger, Noted>,
) -> Result<Permissions, Noted> {
    let Some(section) = root.section_if_any("permissions")? else {
        return Ok(Permissions::default());
    };
    let trigger = trigger.ok();
    section.knows(&["event", "api", "hosts", "redirects"]);
    let event = each(&section, "event", |entry| field(entry, trigger));
    let api = each(&section, "api", |entry| api(entry, trigger));
    let hosts = each(&section, "hosts", host);
    let redirects = each(&section, "redirects", host);
    Ok(Permissions {
        event: event?,
        api: api?,
        hosts: hosts?,
        redirects: redirects?,
    })
}

/// A permission and where it stands.
type Entry<'e, 'a, 't> = &'e Section<'a, 't>;

fn each<T: SameAs>(
    section: &Section<'_, '_>,
    name: &str,
    read: impl Fn(Entry<'_, '_, '_>) -> Result<T, Noted>,
) -> Result<Vec<T>, Noted> {
    let mut permissions: Vec<T> = Vec::new();
    let mut fault = None;
    for entry in section.sections(name, MOST_PERMISSIONS)? {
        match read(&entry) {
            Ok(permission) if permissions.iter().any(|other| other.is_same(&permission)) => {
                fault = Some(entry.note(entry.key(), ManifestFault::Twice));
            }
            Ok(permission) => permissions.push(permission),
            Err(noted) => fault = Some(noted),
        }
    }
    fault.map_or(Ok(permissions), Err)
}

/// Whether one permission says what another has said.
trait SameAs {
    fn is_same(&self, other: &Self) -> bool;
}

impl SameAs for EventPermission {
    fn is_same(&self, other: &Self) -> bool {
        self.field == other.field
    }
}

impl SameAs for HostPermission {
    fn is_same(&self, other: &Self) -> bool {
        self.host == other.host
    }
}

impl SameAs for ApiPermission {
    /// One method may be there more than once, for names with reasons of their own.
    fn is_same(&self, other: &Self) -> bool {
        let shares = self.names.iter().any(|name| other.names.contains(name));
        self.method == other.method && (shares || self.names.is_empty())
    }
}

fn reason(entry: Entry<'_, '_, '_>) -> Result<String, Noted> {
    entry.words("reason", 1, REASON_CHARS, Lines::One)
}

fn field(entry: Entry<'_, '_, '_>, trigger: Option<Trigger>) -> Result<EventPermission, Noted> {
    entry.knows(&["field", "reason"]);
    let reason = reason(entry);
    let (key, text) = entry.text("field")?;
    entry.seen(&key, text)?;
    let field = FieldPath::parse(text.strip_prefix("event.").unwrap_or(text))
        .map_err(|fault| entry.note(&key, ManifestFault::Field(fault)))?;
    if let Some(fault) = trigger.and_then(|trigger| unknown_field(trigger, &field)) {
        return Err(entry.note(&key, fault));
    }
    Ok(EventPermission {
        field,
        reason: reason?,
    })
}

fn unknown_field(trigger: Trigger, field: &FieldPath) -> Option<ManifestFault> {
    let fields = known_fields(trigger);
    if fields.knows(field.as_str()) {
        return None;
    }
    let (mut place, mut path): (&KnownFields, Vec<&str>) = (fields, Vec::new());
    for name in field.parts() {
        match place.named.get(name) {
            Some(below) => place = below,
            None => break,
        }
        path.push(name);
    }
    Some(ManifestFault::UnknownField {
        trigger,
        place: path.join("."),
        known: place.named.keys().cloned().collect(),
    })
}

fn api(entry: Entry<'_, '_, '_>, trigger: Option<Trigger>) -> Result<ApiPermission, Noted> {
    entry.knows(&["method", "names", "reason"]);
    let reason = reason(entry);
    let names = names(entry);
    let (key, text) = entry.text("method")?;
    let path = text.strip_prefix("api.").unwrap_or(text);
    let names = names?;
    if let Some(trigger) = trigger {
        let Some(method) = method::find(trigger, path) else {
            return Err(entry.note(&key, unknown_method(trigger, path)));
        };
        check_names(entry, method, &names)?;
    }
    Ok(ApiPermission {
        method: path.to_owned(),
        names,
        reason: reason?,
    })
}

fn check_names(
    entry: Entry<'_, '_, '_>,
    method: &Method,
    names: &[NamePattern],
) -> Result<(), Noted> {
    let fault = match (method.writes_names(), names.is_empty()) {
        (true, true) => ManifestFault::NamesMissing {
            method: method.path.to_owned(),
        },
        (false, false) => ManifestFault::NamesNotWritten {
            method: method.path.to_owned(),
        },
        _ => return Ok(()),
    };
    Err(entry.note(&entry.key_of("names"), fault))
}

/// The methods beside it, or those of its last name, or all.
fn unknown_method(trigger: Trigger, path: &str) -> ManifestFault {
    let (group, name) = path.split_once('.').unwrap_or(("", path));
    let paths = || method::methods(trigger).iter().map(|method| method.path);
    let mut known: Vec<&str> = paths()
        .filter(|path| path.split_once('.').is_some_and(|(own, _)| own == group))
        .collect();
    if known.is_empty() {
        let same_name = |path: &&str| path.rsplit('.').next() == Some(name);
        known = paths().filter(same_name).collect();
    }
    if known.is_empty() {
        known = paths().collect();
    }
    ManifestFault::UnknownMethod { trigger, known }
}

fn names(entry: Entry<'_, '_, '_>) -> Result<Vec<NamePattern>, Noted> {
    let mut names = Vec::new();
    let mut fault = None;
    for (key, text) in entry.texts("names", 0, MOST_PERMISSIONS)? {
        if let Err(noted) = entry.seen(&key, text) {
            fault = Some(noted);
            continue;
        }
        match NamePattern::parse(text) {
            Ok(name) if names.contains(&name) => {
                fault = Some(entry.note(&key, ManifestFault::Twice));
            }
            Ok(name) => names.push(name),
            Err(error) => fault = Some(entry.note(&key, ManifestFault::Name(error))),
        }
    }
    fault.map_or(Ok(names), Err)
}

fn host(entry: Entry<'_, '_, '_>) -> Result<HostPermission, Noted> {
    entry.knows(&["host", "reason"]);
    let reason = reason(entry);
    let (key, text) = entry.text("host")?;
    let host =
        HostPattern::parse(text).map_err(|fault| entry.note(&key, ManifestFault::Host(fault)))?;
    Ok(HostPermission {
        host,
        reason: reason?,
    })
}

#[cfg(test)]
mod tests;

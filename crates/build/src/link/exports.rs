//! `exports` and `imports` of a `package.json`: which file a request stands for. The order of conditions decides, so the
//! maps keep theirs.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value of `exports` or `imports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A path, or the name of a package.
    Text(String),
    /// The first of these that is one.
    List(Vec<Target>),
    /// Conditions, or requests, in their order.
    Map(Vec<(String, Target)>),
    /// Not to be had.
    Nothing,
}

/// The deepest nesting that is followed.
const DEEPEST: usize = 16;

impl Target {
    /// The value for a request within `exports`: `.` or `./` and a path.
    pub(super) fn export(&self, request: &str, conditions: &[&str]) -> Option<String> {
        match self {
            Self::Map(entries) if entries.iter().any(|(key, _)| key.starts_with('.')) => {
                matching(entries, request, conditions)
            }
            one if request == "." => one.text("", conditions, 0),
            _ => None,
        }
    }

    /// The value for a request within `imports`: `#` and a name.
    pub(super) fn import(&self, request: &str, conditions: &[&str]) -> Option<String> {
        match self {
            Self::Map(entries) => matching(entries, request, conditions),
            _ => None,
        }
    }

    /// The text that stands under the first condition that holds.
    fn text(&self, star: &str, conditions: &[&str], depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        match self {
            Self::Text(text) => Some(text.replace('*', star)),
            Self::List(list) => list
                .iter()
                .find_map(|one| one.text(star, conditions, depth + 1)),
            Self::Map(entries) => entries
                .iter()
                .filter(|(name, _)| name == "default" || conditions.contains(&name.as_str()))
                .find_map(|(_, one)| one.found(star, conditions, depth)),
            Self::Nothing => None,
        }
    }

    fn found(&self, star: &str, conditions: &[&str], depth: usize) -> Option<String> {
        self.text(star, conditions, depth + 1)
    }
}

/// The entry of this request: its own, else that of the most exact pattern.
fn matching(entries: &[(String, Target)], request: &str, conditions: &[&str]) -> Option<String> {
    let own = entries
        .iter()
        .find(|(key, _)| key == request && !key.contains('*'));
    if let Some((_, target)) = own {
        return target.text("", conditions, 0);
    }
    let fitting = entries.iter().filter_map(|(key, target)| {
        let (before, after) = key.split_once('*')?;
        let star = request.strip_prefix(before)?.strip_suffix(after)?;
        (!star.is_empty()).then_some((before.len(), key.len(), star, target))
    });
    let (_, _, star, target) = fitting.max_by_key(|(before, whole, ..)| (*before, *whole))?;
    target.text(star, conditions, 0)
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reading)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Target;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a path, conditions, or null")
    }

    fn visit_str<E>(self, text: &str) -> Result<Target, E> {
        Ok(Target::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Target, E> {
        Ok(Target::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Target, E> {
        Ok(Target::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Target, E> {
        Ok(Target::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Target, E> {
        Ok(Target::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Target, E> {
        Ok(Target::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Target, A::Error> {
        let mut targets = Vec::new();
        while let Some(target) = list.next_element()? {
            targets.push(target);
        }
        Ok(Target::List(targets))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Target, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Target::Map(entries))
    }
}

/// The part of a `package.json` that requests depend on. What is written otherwise counts as absent, as in Node.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    pub(super) name: Option<String>,
    pub(super) main: Option<String>,
    pub(super) is_module: bool,
    pub(super) exports: Option<Target>,
    pub(super) imports: Option<Target>,
}

impl Manifest {
    /// Reads it; what is no object is an empty one.
    pub(super) fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Manifest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReadingManifest)
    }
}

struct ReadingManifest;

impl<'de> Visitor<'de> for ReadingManifest {
    type Value = Manifest;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a package.json")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Manifest, A::Error> {
        let mut manifest = Manifest::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => manifest.name = text(map.next_value()?),
                "main" => manifest.main = text(map.next_value()?),
                "type" => {
                    let kind = text(map.next_value()?);
                    manifest.is_module = kind.as_deref() == Some("module");
                }
                "exports" => manifest.exports = some(map.next_value()?),
                "imports" => manifest.imports = some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(manifest)
    }
}

fn text(target: Target) -> Option<String> {
    match target {
        Target::Text(text) => Some(text),
        _ => None,
    }
}

fn some(target: Target) -> Option<Target> {
    (target != Target::Nothing).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_condition_that_holds_decides() {
        let exports: Target = serde_json::from_str(
            r#"{".": {"browser": "./b.js", "import": "./m.mjs", "require": {"node": "./n.cjs", "default": "./d.cjs"}, "default": "./x.js"},
                "./lib/*": "./lib/*.js", "./lib/a/*": null, "./package.json": "./package.json", "./f": ["./f.js", "./g.js"]}"#,
        )
        .unwrap();
        for (request, conditions, expected) in [
            (".", &["node", "require"][..], Some("./n.cjs")),
            (".", &["require"], Some("./d.cjs")),
            (".", &["node", "import"], Some("./m.mjs")),
            (".", &[], Some("./x.js")),
            ("./lib/b/c", &[], Some("./lib/b/c.js")),
            ("./lib/a/c", &[], None),
            ("./lib/", &[], None),
            ("./package.json", &[], Some("./package.json")),
            ("./f", &[], Some("./f.js")),
            ("./other", &[], None),
        ] {
            assert_eq!(
                exports.export(request, conditions).as_deref(),
                expected,
                "{request}"
            );
        }
        let sugar: Target = serde_json::from_str(r#""./main.js""#).unwrap();
        assert_eq!(sugar.export(".", &[]).as_deref(), Some("./main.js"));
        assert_eq!(sugar.export("./main.js", &[]), None);
    }

    #[test]
    fn what_is_written_otherwise_counts_as_absent() {
        let manifest =
            Manifest::read(br#"{"main": {"a": 1}, "type": "module", "exports": null, "x": [1]}"#);
        assert_eq!(manifest.main, None);
        assert!(manifest.is_module && manifest.exports.is_none());
        assert!(!Manifest::read(b"[]").is_module);
    }
}

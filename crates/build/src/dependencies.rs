//! What an action or a package declares: names, and for each a version, a range or a tag.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::spec::Spec;
use crate::{BuildError, PackageName};

/// The most dependencies that may be declared.
const MOST: usize = 100;

/// Declared dependencies, by the name they are required under.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dependencies(BTreeMap<PackageName, Spec>);

impl Dependencies {
    /// Reads pairs of a name and what is asked: a version, a range, a tag such as `latest`, or `npm:NAME@VERSION`.
    ///
    /// # Errors
    /// More than 100, a name that is none, or something that no registry serves.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, BuildError> {
        let mut all = BTreeMap::new();
        for (name, text) in pairs {
            if all.len() >= MOST {
                return Err(BuildError::TooManyDependencies { limit: MOST });
            }
            let name = PackageName::parse(name)?;
            let spec = Spec::parse(&name, text)?;
            all.insert(name, spec);
        }
        Ok(Self(all))
    }

    /// Reads the `dependencies` of a `package.json`.
    ///
    /// # Errors
    /// As [`Self::parse`], or an entry that is no text.
    pub fn from_manifest(manifest: &Value) -> Result<Self, BuildError> {
        let Some(entries) = manifest.get("dependencies").and_then(Value::as_object) else {
            return Ok(Self::default());
        };
        let pairs = entries
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or("?")));
        Self::parse(pairs)
    }

    /// Names and what is asked of each, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&PackageName, &Spec)> {
        self.0.iter()
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_limit_is_met_and_passed_by_the_next() {
        let names: Vec<String> = (0..=MOST).map(|at| format!("a{at}")).collect();
        let pairs = |count| names.iter().take(count).map(|name| (name.as_str(), "1"));
        assert_eq!(
            Dependencies::parse(pairs(MOST)).unwrap().iter().count(),
            MOST
        );
        let error = Dependencies::parse(pairs(MOST + 1)).unwrap_err();
        assert!(matches!(
            error,
            BuildError::TooManyDependencies { limit: MOST }
        ));
    }

    #[test]
    fn a_manifest_is_read_and_what_is_no_text_refused() {
        let read = |value| Dependencies::from_manifest(&value);
        let all = read(json!({ "dependencies": { "b": "^1", "a": "latest" } })).unwrap();
        let names: Vec<_> = all
            .iter()
            .map(|(name, spec)| format!("{name}@{spec}"))
            .collect();
        assert_eq!(names, ["a@latest", "b@^1"]);
        assert!(read(json!({})).unwrap().is_empty());
        assert!(read(json!({ "dependencies": { "a": 1 } })).is_err());
    }
}

//! Which packages there are in which versions, whatever says so.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::Tree;

/// Packages by name and version, each with its places.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inventory(BTreeMap<(String, String), Vec<String>>);

/// As much of a bill of materials as is needed.
#[derive(Deserialize)]
struct Bill {
    components: Vec<Component>,
}

#[derive(Deserialize)]
struct Component {
    #[serde(rename = "bom-ref")]
    place: String,
    group: Option<String>,
    name: String,
    version: String,
}

impl Inventory {
    /// The packages of a tree.
    #[must_use]
    pub fn of_tree(tree: &Tree) -> Self {
        let packages = tree.packages.iter();
        Self::gathered(packages.map(|(place, package)| {
            let key = (package.name.clone(), package.version.clone());
            (key, place.clone())
        }))
    }

    /// The packages of a bill of materials that [`crate::sbom`] wrote.
    ///
    /// # Errors
    /// It is another text.
    pub fn of_bill(sbom: &str) -> Result<Self, serde_json::Error> {
        let bill: Bill = serde_json::from_str(sbom)?;
        let components = bill.components.into_iter();
        Ok(Self::gathered(components.map(|one| {
            let name = match one.group {
                Some(group) => format!("{group}/{}", one.name),
                None => one.name,
            };
            ((name, one.version), one.place)
        })))
    }

    fn gathered(all: impl Iterator<Item = ((String, String), String)>) -> Self {
        let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for (key, place) in all {
            places.entry(key).or_default().push(place);
        }
        Self(places)
    }

    /// All names.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        self.0.keys().map(|(name, _)| name.as_str()).collect()
    }

    /// Name, version and places of each.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str, &[String])> {
        let all = self.0.iter();
        all.map(|((name, version), places)| (name.as_str(), version.as_str(), places.as_slice()))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Files, Package, Subject, sbom};

    #[test]
    fn a_bill_names_what_the_tree_holds() {
        let package = |name: &str| Package {
            name: name.to_owned(),
            version: "1.0.0+build".to_owned(),
            integrity: None,
            license: None,
            files: Files::new(),
        };
        let mut tree = Tree::default();
        for (place, name) in [
            ("node_modules/a", "a"),
            ("node_modules/@s/b", "@s/b"),
            ("node_modules/@s/b/node_modules/alias", "a"),
        ] {
            tree.packages.insert(place.to_owned(), package(name));
        }
        let subject = Subject {
            name: "x",
            version: "1",
        };
        let own = Inventory::of_tree(&tree);
        let told = Inventory::of_bill(&sbom(subject, &["a"], &tree)).unwrap();
        assert_eq!(told, own);
        assert_eq!(own.names(), BTreeSet::from(["@s/b", "a"]));
        assert!(Inventory::of_bill("[]").is_err());
    }
}

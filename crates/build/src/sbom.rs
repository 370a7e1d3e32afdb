//! A software bill of materials: CycloneDX 1.6 in JSON (ECMA-424).

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::lock::find;
use crate::packument::Asks;
use crate::{Package, Tree};

/// What the bill is of: an action or an integration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
}

/// The bill of a tree. The same tree gives the same bytes: there is neither a time nor a serial number in it.
#[must_use]
pub fn sbom(subject: Subject<'_>, declared: &[&str], tree: &Tree) -> String {
    let root = "root";
    let components: Vec<Value> = tree
        .packages
        .iter()
        .map(|(place, package)| component(place, package))
        .collect();
    let declared = declared.iter().filter_map(|name| found(tree, "", name));
    let mut dependencies =
        vec![json!({ "ref": root, "dependsOn": declared.collect::<BTreeSet<_>>() })];
    for (place, package) in &tree.packages {
        dependencies.push(json!({ "ref": place, "dependsOn": required(tree, place, package) }));
    }
    let document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "tools": { "components": [{ "type": "application", "name": "latchwork", "version": env!("CARGO_PKG_VERSION") }] },
            "component": { "type": "application", "bom-ref": root, "name": subject.name, "version": subject.version },
        },
        "components": components,
        "dependencies": dependencies,
    });
    format!("{document:#}\n")
}

fn component(place: &str, package: &Package) -> Value {
    let (group, name) = match package.name.split_once('/') {
        Some((group, name)) => (Some(group), name),
        None => (None, package.name.as_str()),
    };
    let mut component = Map::new();
    component.insert("type".into(), json!("library"));
    component.insert("bom-ref".into(), json!(place));
    if let Some(group) = group {
        component.insert("group".into(), json!(group));
    }
    component.insert("name".into(), json!(name));
    component.insert("version".into(), json!(package.version));
    component.insert("purl".into(), json!(purl(package)));
    if let Some(integrity) = &package.integrity {
        let (algorithm, digest) = integrity.hash();
        component.insert(
            "hashes".into(),
            json!([{ "alg": algorithm, "content": digest }]),
        );
    }
    if let Some(license) = &package.license {
        component.insert("licenses".into(), json!([licence(license)]));
    }
    let path = json!([{ "name": "cdx:npm:package:path", "value": place }]);
    component.insert("properties".into(), path);
    Value::Object(component)
}

/// The package URL: scope and name escaped apart.
pub(crate) fn purl(package: &Package) -> String {
    let name = package.name.replace('@', "%40");
    format!("pkg:npm/{name}@{}", package.version.replace('+', "%2B"))
}

/// An expression where SPDX knows it; else the words of the package.
fn licence(text: &str) -> Value {
    match spdx::Expression::parse(text) {
        Ok(_) => json!({ "expression": text }),
        Err(_) => json!({ "license": { "name": text } }),
    }
}

/// The places of what a package asks for, as far as they are in the tree.
fn required(tree: &Tree, place: &str, package: &Package) -> BTreeSet<String> {
    let manifest = package.files.get("package.json");
    let asks: Option<Asks> = manifest.and_then(|json| serde_json::from_slice(json).ok());
    let Some(asks) = asks else {
        return BTreeSet::new();
    };
    let lists = [
        &asks.dependencies,
        &asks.optional_dependencies,
        &asks.peer_dependencies,
    ];
    let names = lists.into_iter().flat_map(|list| list.keys());
    names
        .filter_map(|name| found(tree, place, name))
        .filter(|found| found != place)
        .collect()
}

fn found(tree: &Tree, place: &str, name: &str) -> Option<String> {
    find(|tried| tree.packages.contains_key(tried), place, name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{Files, Integrity};

    fn package(name: &str, version: &str, license: Option<&str>, manifest: &Value) -> Package {
        Package {
            name: name.into(),
            version: version.into(),
            integrity: Some(Integrity::of(b"abc")),
            license: license.map(str::to_owned),
            files: Files::from([(
                "package.json".to_owned(),
                manifest.to_string().into_bytes().into(),
            )]),
        }
    }

    #[test]
    fn a_tree_becomes_components_and_who_needs_whom() {
        let tree = Tree {
            packages: BTreeMap::from([
                (
                    "node_modules/@s/a".to_owned(),
                    package(
                        "@s/a",
                        "1.0.0+x",
                        Some("(MIT OR Apache-2.0)"),
                        &json!({ "dependencies": { "b": "1", "gone": "1" } }),
                    ),
                ),
                (
                    "node_modules/@s/a/node_modules/b".to_owned(),
                    package(
                        "b",
                        "1.0.0",
                        Some("Apache 2"),
                        &json!({ "peerDependencies": { "c": "*", "b": "*" } }),
                    ),
                ),
                (
                    "node_modules/c".to_owned(),
                    package(
                        "c",
                        "1.0.0",
                        None,
                        &json!({ "optionalDependencies": { "b": "2" } }),
                    ),
                ),
                (
                    "node_modules/b".to_owned(),
                    package("b", "2.0.0", None, &json!([])),
                ),
            ]),
        };
        let subject = Subject {
            name: "action",
            version: "1",
        };
        let text = sbom(subject, &["@s/a", "c", "gone"], &tree);
        assert_eq!(text, sbom(subject, &["@s/a", "c", "gone"], &tree));
        let bill: Value = serde_json::from_str(&text).unwrap();
        let a = &bill["components"][0];
        assert_eq!((&a["group"], &a["name"]), (&json!("@s"), &json!("a")));
        assert_eq!(a["purl"], "pkg:npm/%40s/a@1.0.0%2Bx");
        assert_eq!(
            a["licenses"],
            json!([{ "expression": "(MIT OR Apache-2.0)" }])
        );
        assert_eq!(a["hashes"][0]["alg"], "SHA-512");
        assert_eq!(
            bill["components"][1]["licenses"],
            json!([{ "license": { "name": "Apache 2" } }])
        );
        let needs = |at: usize| bill["dependencies"][at]["dependsOn"].clone();
        assert_eq!(needs(0), json!(["node_modules/@s/a", "node_modules/c"]));
        assert_eq!(needs(1), json!(["node_modules/@s/a/node_modules/b"]));
        assert_eq!(needs(2), json!(["node_modules/c"]));
        assert_eq!(needs(3), json!([]));
        assert_eq!(needs(4), json!(["node_modules/b"]));
    }
}

//! Under which licences an action's packages come, with the texts that must travel with them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::{Package, Tree};

/// The longest licence text that is taken over, in bytes.
const LONGEST: usize = 256 << 10;

/// The licence of one package in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// The package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What its `package.json` says, mostly an SPDX expression.
    pub license: Option<String>,
    /// Its licence and notice files, one after the other.
    pub text: String,
}

/// The licences of all packages, each package and version once, in the order of their names.
#[must_use]
pub fn licences(tree: &Tree) -> Vec<Licence> {
    let mut all = BTreeMap::new();
    for package in tree.packages.values() {
        let key = (package.name.clone(), package.version.clone());
        all.entry(key).or_insert_with(|| Licence {
            name: package.name.clone(),
            version: package.version.clone(),
            license: package.license.clone(),
            text: text_of(package),
        });
    }
    all.into_values().collect()
}

/// The list as a text to hand on with a bundle.
#[must_use]
pub fn licence_text(licences: &[Licence]) -> String {
    let mut whole = String::new();
    for one in licences {
        let license = one.license.as_deref().unwrap_or("no licence named");
        // Writing to a String cannot fail.
        let _ = write!(whole, "{}@{}: {license}\n\n", one.name, one.version);
        if !one.text.is_empty() {
            let _ = write!(whole, "{}\n\n", one.text.trim_end());
        }
    }
    whole
}

fn text_of(package: &Package) -> String {
    let texts = package.files.iter().filter(|(path, _)| is_licence(path));
    let mut whole = String::new();
    for (_, content) in texts {
        let text = String::from_utf8_lossy(content);
        if whole.len() + text.len() > LONGEST {
            break;
        }
        whole.push_str(&text);
        whole.push('\n');
    }
    whole
}

fn is_licence(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    let known = ["license", "licence", "copying", "notice"]
        .iter()
        .any(|start| name.starts_with(start));
    known && !name.contains('/') && !name.ends_with(".js") && !name.ends_with(".json")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Files;

    #[test]
    fn each_version_is_listed_once_with_its_texts() {
        let files = [
            ("LICENSE.md", "MIT text\n"),
            ("lib/LICENSE", "x"),
            ("license.js", "y"),
            ("NOTICE", "mind\n"),
        ];
        let files: Files = files
            .into_iter()
            .map(|(path, text)| (path.to_owned(), text.as_bytes().into()))
            .collect();
        let package = |version: &str, license: Option<&str>, files: &Files| Package {
            name: "a".into(),
            version: version.into(),
            integrity: None,
            license: license.map(str::to_owned),
            files: files.clone(),
        };
        let tree = Tree {
            packages: BTreeMap::from([
                (
                    "node_modules/a".to_owned(),
                    package("1.0.0", Some("MIT"), &files),
                ),
                (
                    "node_modules/b/node_modules/a".to_owned(),
                    package("1.0.0", Some("MIT"), &files),
                ),
                (
                    "node_modules/c/node_modules/a".to_owned(),
                    package("2.0.0", None, &Files::new()),
                ),
            ]),
        };
        assert_eq!(
            licence_text(&licences(&tree)),
            "a@1.0.0: MIT\n\nMIT text\n\nmind\n\na@2.0.0: no licence named\n\n"
        );
    }
}

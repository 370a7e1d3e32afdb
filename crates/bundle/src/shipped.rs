//! The npm packages that go along with a package: where their archives stand, and what a report tells of them.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The folder of their archives.
const FOLDER: &str = "packages/";
/// How the path of an archive ends.
const ENDING: &str = ".tgz";

/// Where the archive of a version of an npm package stands.
pub fn archive_path(name: &str, version: &str) -> String {
    format!("{FOLDER}{name}-{version}{ENDING}")
}

/// Whether a member of this path is the archive of an npm package: directly in the folder, or in that of a scope.
pub fn is_archive(path: &str) -> bool {
    let Some(below) = path.strip_prefix(FOLDER) else {
        return false;
    };
    let file = match below.split_once('/') {
        Some((scope, file)) if scope.starts_with('@') => file,
        Some(_) => return false,
        None => below,
    };
    !file.contains('/') && file.ends_with(ENDING)
}

/// One version of an npm package that goes along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ShippedPackage {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What its `package.json` says of its licence, mostly an SPDX expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Its archive, in bytes; none for one that another package brings with it.
    pub archive_bytes: u64,
    /// Its files, unpacked, in bytes.
    pub bytes: u64,
    /// How many files it has.
    pub files: u32,
    /// Whether the form declares it; the others are required by those.
    pub declared: bool,
    /// The digest of its archive, as the lockfile has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integrity: Option<String>,
}

/// A package of which two releases carry other versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackageChange {
    /// Its name.
    pub name: String,
    /// The versions of the release before; none when it is new.
    pub before: Vec<String>,
    /// The versions now; none when it is gone.
    pub now: Vec<String>,
    /// Whether a version that both have comes from another archive.
    pub other_archive: bool,
}

/// The integrity of each version of each package.
type Named<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Option<&'a str>>>;

fn by_name(all: &[ShippedPackage]) -> Named<'_> {
    let mut named = Named::new();
    for one in all {
        let versions = named.entry(one.name.as_str()).or_default();
        versions.insert(one.version.as_str(), one.integrity.as_deref());
    }
    named
}

/// What changed, by name.
pub fn changes(before: &[ShippedPackage], now: &[ShippedPackage]) -> Vec<PackageChange> {
    let (before, now) = (by_name(before), by_name(now));
    let names: BTreeSet<&&str> = before.keys().chain(now.keys()).collect();
    let none = BTreeMap::new();
    let mut changes = Vec::new();
    for name in names {
        let (old, new) = (
            before.get(name).unwrap_or(&none),
            now.get(name).unwrap_or(&none),
        );
        if old == new {
            continue;
        }
        let mut both = new.iter();
        changes.push(PackageChange {
            name: (*name).to_owned(),
            before: old.keys().map(|version| (*version).to_owned()).collect(),
            now: new.keys().map(|version| (*version).to_owned()).collect(),
            other_archive: both.any(|(version, integrity)| {
                old.get(version).is_some_and(|known| known != integrity)
            }),
        });
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_stand_in_one_folder_or_in_that_of_a_scope() {
        for (path, expected) in [
            ("packages/axios-1.7.2.tgz", true),
            ("packages/@acme/sdk-1.0.0-beta.1.tgz", true),
            ("packages/acme/sdk-1.0.0.tgz", false),
            ("packages/@acme/sdk/sdk-1.0.0.tgz", false),
            ("packages/axios-1.7.2.zip", false),
            ("integration/axios-1.7.2.tgz", false),
        ] {
            assert_eq!(is_archive(path), expected, "{path}");
        }
        assert_eq!(
            archive_path("@acme/sdk", "1.0.0"),
            "packages/@acme/sdk-1.0.0.tgz"
        );
    }

    #[test]
    fn what_is_new_gone_another_version_or_another_archive_is_a_change() {
        let one = |name: &str, version: &str, integrity: &str| ShippedPackage {
            name: name.to_owned(),
            version: version.to_owned(),
            license: None,
            archive_bytes: 1,
            bytes: 1,
            files: 1,
            declared: false,
            integrity: Some(integrity.to_owned()),
        };
        let before = [
            one("a", "1", "x"),
            one("b", "1", "x"),
            one("c", "1", "x"),
            one("e", "1", "x"),
        ];
        let now = [
            one("a", "1", "x"),
            one("b", "2", "x"),
            one("b", "1", "x"),
            one("d", "1", "x"),
            one("e", "1", "y"),
        ];
        let told: Vec<String> = changes(&before, &now)
            .iter()
            .map(|one| {
                format!(
                    "{} {:?} {:?} {}",
                    one.name, one.before, one.now, one.other_archive
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"b ["1"] ["1", "2"] false"#,
                r#"c ["1"] [] false"#,
                r#"d [] ["1"] false"#,
                r#"e ["1"] ["1"] true"#,
            ]
        );
    }
}

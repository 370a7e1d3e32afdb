//! Which versions an action wants: what the nearest `configuration.json` or `package.json` above its file says, exactly as
//! locked where a `configuration-lock.json` or a `package-lock.json` lies beside it, else the newest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use build::{BuildError, Dependencies, Limits, Lock};
use serde_json::Value;

use crate::input;

/// How much of a manifest is read.
const MOST_BYTES: u64 = 1 << 20;
/// How far up manifests are looked for.
const MOST_FOLDERS: usize = 32;

/// Where a version is from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// A manifest says so.
    Manifest,
    /// Nobody does.
    Newest,
}

/// Packages with what is wanted of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted(BTreeMap<String, (String, Origin)>);

impl Wanted {
    /// As what the registry is asked for.
    pub(super) fn dependencies(&self) -> Result<Dependencies, BuildError> {
        let pairs = self.0.iter();
        Dependencies::parse(pairs.map(|(name, (version, _))| (name.as_str(), version.as_str())))
    }

    /// How a package's version is told apart from one that somebody chose.
    pub(super) fn origin(&self, name: &str) -> &'static str {
        match self.0.get(name) {
            Some((_, Origin::Newest)) => " (the newest; pinned from now on)",
            _ => "",
        }
    }

    /// As one text, which is another for another wish.
    pub(super) fn text(&self) -> String {
        let lines = self.0.iter();
        lines
            .map(|(name, (version, _))| format!("{name}@{version}\n"))
            .collect()
    }
}

/// What an action wants of the packages it requires.
pub(super) fn wanted(file: &Path, packages: &BTreeSet<String>) -> anyhow::Result<Wanted> {
    let declared = declared(file)?;
    let wanted = packages.iter().map(|name| {
        let version = match declared.get(name) {
            Some(version) => (version.clone(), Origin::Manifest),
            None => ("latest".to_owned(), Origin::Newest),
        };
        (name.clone(), version)
    });
    Ok(Wanted(wanted.collect()))
}

/// The manifest of a folder, and the packages it declares for what runs.
pub(super) fn of_folder(folder: &Path) -> anyhow::Result<(PathBuf, BTreeSet<String>)> {
    let configuration = folder.join("configuration.json");
    if configuration.is_file()
        && let Some(declared) = of_configuration(&input::json(&configuration, MOST_BYTES)?)
    {
        return Ok((configuration, declared.into_keys().collect()));
    }
    let manifest = folder.join("package.json");
    anyhow::ensure!(
        manifest.is_file(),
        "{} has neither a configuration.json with dependencies nor a package.json; name an action's file or another folder",
        folder.display()
    );
    let declared = dependencies(
        &input::json(&manifest, MOST_BYTES)?,
        &["optionalDependencies", "dependencies"],
    );
    Ok((manifest, declared.into_keys().collect()))
}

/// The dependencies of the nearest manifest.
fn declared(file: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let file = std::path::absolute(file)?;
    for folder in file.ancestors().skip(1).take(MOST_FOLDERS) {
        let configuration = folder.join("configuration.json");
        if configuration.is_file()
            && let Some(mut declared) = of_configuration(&input::json(&configuration, MOST_BYTES)?)
        {
            lock(&folder.join("configuration-lock.json"), &mut declared);
            return Ok(declared);
        }
        let manifest = folder.join("package.json");
        if manifest.is_file() {
            let mut declared = of_manifest(&input::json(&manifest, MOST_BYTES)?);
            lock(&folder.join("package-lock.json"), &mut declared);
            return Ok(declared);
        }
    }
    Ok(BTreeMap::new())
}

/// `[{name, version}]` of a partner's integration; none where the file is something else.
fn of_configuration(configuration: &Value) -> Option<BTreeMap<String, String>> {
    let entries = configuration.get("dependencies")?.as_array()?;
    let text = |entry: &Value, key: &str| Some(entry.get(key)?.as_str()?.to_owned());
    let pairs = entries.iter();
    Some(
        pairs
            .filter_map(|one| Some((text(one, "name")?, text(one, "version")?)))
            .collect(),
    )
}

fn of_manifest(manifest: &Value) -> BTreeMap<String, String> {
    let kinds = ["devDependencies", "optionalDependencies", "dependencies"];
    dependencies(manifest, &kinds)
}

/// The dependencies of these kinds, where the later kind decides.
fn dependencies(manifest: &Value, kinds: &[&str]) -> BTreeMap<String, String> {
    let entries = kinds
        .iter()
        .filter_map(|kind| manifest.get(kind)?.as_object())
        .flatten();
    entries
        .filter_map(|(name, version)| Some((name.clone(), version.as_str()?.to_owned())))
        .collect()
}

/// Puts exact versions in place of ranges. A lockfile that cannot be read pins nothing.
fn lock(path: &Path, declared: &mut BTreeMap<String, String>) {
    let limit = Limits::DEFAULT.lock_bytes as u64;
    let Ok(text) = input::text(path, limit) else {
        return;
    };
    let Ok(lock) = Lock::read(&text, &Limits::DEFAULT) else {
        return;
    };
    for (name, version) in lock.pinned() {
        if let Some(range) = declared.get_mut(name) {
            *range = exactly(range, version);
        }
    }
}

/// This version in place of a range, of the package that the range is of: an alias (`npm:NAME@RANGE`) names another.
fn exactly(range: &str, version: &str) -> String {
    let Some(aliased) = range.strip_prefix("npm:") else {
        return version.to_owned();
    };
    // The name of a scope begins with the same sign as a version.
    let split = aliased
        .rsplit_once('@')
        .filter(|(name, _)| !name.is_empty());
    let name = split.map_or(aliased, |(name, _)| name);
    format!("npm:{name}@{version}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn an_alias_stays_one_when_it_is_locked() {
        for (range, expected) in [
            ("^2.0.0", "2.44.1"),
            ("npm:auth0@^2.0.0", "npm:auth0@2.44.1"),
            ("npm:@scope/a@2", "npm:@scope/a@2.44.1"),
            ("npm:auth0", "npm:auth0@2.44.1"),
            ("npm:@scope/a", "npm:@scope/a@2.44.1"),
        ] {
            assert_eq!(exactly(range, "2.44.1"), expected, "{range}");
        }
    }

    #[test]
    fn the_nearest_manifest_decides_and_the_rest_is_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        fs::create_dir_all(&inner).unwrap();
        let manifest = r#"{"dependencies": {"axios": "^1.0.0"}, "devDependencies": {"axios": "0", "lodash": "4"}}"#;
        fs::write(folder.path().join("a/package.json"), manifest).unwrap();
        let names = ["axios", "uuid"].map(str::to_owned).into();
        let file = inner.join("action.js");
        let found = wanted(&file, &names).unwrap();
        assert_eq!(found.text(), "axios@^1.0.0\nuuid@latest\n");
        assert_eq!(found.origin("axios"), "");
        assert!(found.origin("uuid").contains("newest"));
        let configuration = r#"{"secrets": [], "configuration": [], "dependencies": [{"name": "uuid", "version": "9.0.0"}]}"#;
        fs::write(inner.join("configuration.json"), configuration).unwrap();
        let found = wanted(&file, &names).unwrap();
        assert_eq!(found.text(), "axios@latest\nuuid@9.0.0\n");
        fs::write(inner.join("configuration.json"), "{").unwrap();
        assert!(wanted(&file, &names).is_err());
    }
}

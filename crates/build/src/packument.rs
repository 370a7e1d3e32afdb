//! What a registry says of a package: its versions, its tags, and what each version asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use nodejs_semver::{Range, Version};
use serde::{Deserialize, Deserializer, Serialize};

use crate::{BuildError, Integrity, PackageName};

/// The version of Node whose surface actions find (`process.version`); among versions that fit, npm prefers those made for it.
/// Change it with `VERSION` of the sandbox's `internal/process.js`.
const NODE: &str = "22.23.3";

/// A package in a registry, read from the abbreviated form or the whole one.
#[derive(Debug)]
pub(crate) struct Packument {
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) versions: Vec<Arc<Manifest>>,
}

/// One version of a package.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Manifest {
    pub(crate) name: PackageName,
    pub(crate) version: Version,
    pub(crate) asks: Asks,
    pub(crate) resolved: Option<String>,
    pub(crate) integrity: Option<Integrity>,
    pub(crate) license: Option<String>,
    /// Whether it is made for the Node whose surface actions find. Found out once: versions are compared often.
    pub(crate) runs_here: bool,
}

/// What a version asks for, in the words of `package.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Asks {
    #[serde(deserialize_with = "texts")]
    pub(crate) dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "texts")]
    pub(crate) optional_dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "texts")]
    pub(crate) peer_dependencies: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) peer_dependencies_meta: BTreeMap<String, PeerMeta>,
    #[serde(alias = "bundledDependencies", deserialize_with = "lenient")]
    pub(crate) bundle_dependencies: Bundled,
    #[serde(deserialize_with = "lenient")]
    pub(crate) os: OneOrMany,
    #[serde(deserialize_with = "lenient")]
    pub(crate) cpu: OneOrMany,
    #[serde(deserialize_with = "lenient")]
    pub(crate) engines: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) has_install_script: bool,
    #[serde(deserialize_with = "is_deprecated")]
    pub(crate) deprecated: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PeerMeta {
    pub(crate) optional: bool,
}

/// The packages that stand inside the archive: by name, or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Bundled {
    All(bool),
    Named(Vec<String>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "dist-tags", default)]
    tags: BTreeMap<String, String>,
    #[serde(default)]
    versions: BTreeMap<String, RawVersion>,
}

#[derive(Deserialize)]
struct RawVersion {
    #[serde(flatten)]
    asks: Asks,
    #[serde(default, deserialize_with = "lenient")]
    license: Option<String>,
    dist: Option<Dist>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Dist {
    tarball: Option<String>,
    integrity: Option<String>,
    shasum: Option<String>,
}

impl Packument {
    /// Reads the answer of a registry about `name`. A version that cannot be read is left out, as if it had not been
    /// published: one bad version of a stranger must not take the others with it.
    pub(crate) fn read(name: &PackageName, bytes: &[u8]) -> Result<Self, BuildError> {
        let raw: Raw = serde_json::from_slice(bytes).map_err(|source| BuildError::Packument {
            package: name.clone(),
            source,
        })?;
        let mut versions: Vec<_> = raw
            .versions
            .into_iter()
            .filter_map(|(version, raw)| Some(Arc::new(raw.manifest(name, &version)?)))
            .collect();
        versions.sort_by(|a, b| a.version.cmp(&b.version));
        Ok(Self {
            tags: raw.tags,
            versions,
        })
    }

    /// The version with this number.
    pub(crate) fn version(&self, wanted: &Version) -> Option<&Arc<Manifest>> {
        let at = self
            .versions
            .binary_search_by(|found| found.version.cmp(wanted));
        at.ok().and_then(|at| self.versions.get(at))
    }
}

impl RawVersion {
    fn manifest(self, name: &PackageName, version: &str) -> Option<Manifest> {
        let dist = self.dist.unwrap_or_default();
        let integrity = match (&dist.integrity, &dist.shasum) {
            (Some(text), _) => Integrity::parse(text).ok()?,
            (None, Some(shasum)) => Integrity::from_shasum(shasum).ok()?,
            (None, None) => return None,
        };
        let mut asks = self.asks;
        // What is optional stands in both lists of many manifests; npm lets the optional one decide.
        let optional = &asks.optional_dependencies;
        asks.dependencies
            .retain(|dependency, _| !optional.contains_key(dependency));
        Some(Manifest {
            runs_here: runs_here(&asks),
            name: name.clone(),
            version: Version::parse(version).ok()?,
            asks,
            resolved: Some(dist.tarball.filter(|url| is_of_the_web(url))?),
            integrity: Some(integrity),
            license: self.license,
        })
    }
}

/// Whether it can be downloaded. A lockfile with a place of another kind (`file:`, `git+ssh:`) would not be read again.
fn is_of_the_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn runs_here(asks: &Asks) -> bool {
    let range = asks.engines.get("node").map(Range::parse);
    let node = Version::parse(NODE);
    match (range, node) {
        (Some(Ok(range)), Ok(node)) => range.satisfies_with_prerelease(&node, true),
        _ => true,
    }
}

impl Asks {
    /// Whether the package brings this dependency in its own archive.
    pub(crate) fn bundles(&self, name: &str) -> bool {
        match &self.bundle_dependencies {
            Bundled::All(all) => *all && self.dependencies.contains_key(name),
            Bundled::Named(names) => names.iter().any(|one| one == name),
        }
    }
}

impl Default for Bundled {
    fn default() -> Self {
        Self::All(false)
    }
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl OneOrMany {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }

    /// Whether `platform` is among those named: as npm reads it, `!name` excludes, and an empty list names all.
    pub(crate) fn fits(&self, platform: Option<&str>) -> bool {
        let (refused, named): (Vec<&String>, Vec<&String>) =
            self.all().iter().partition(|one| one.starts_with('!'));
        let is = |one: &str| one == "any" || Some(one) == platform;
        !refused
            .iter()
            .any(|one| Some(one.trim_start_matches('!')) == platform)
            && (named.is_empty() || named.iter().any(|one| is(one)))
    }
}

/// Takes what is there if it has the expected form, and nothing otherwise: manifests of old hold anything anywhere.
fn lenient<'de, D: Deserializer<'de>, T: serde::de::DeserializeOwned + Default>(
    from: D,
) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// The entries of an object that are texts.
fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let serde_json::Value::Object(object) = serde_json::Value::deserialize(from)? else {
        return Ok(BTreeMap::new());
    };
    let text =
        |(name, value): (String, serde_json::Value)| Some((name, value.as_str()?.to_owned()));
    Ok(object.into_iter().filter_map(text).collect())
}

/// A text, or `true`; an empty text takes a deprecation back.
fn is_deprecated<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(match serde_json::Value::deserialize(from)? {
        serde_json::Value::String(text) => !text.is_empty(),
        serde_json::Value::Bool(is) => is,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SHA: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

    fn read(value: &serde_json::Value) -> Packument {
        let name = PackageName::parse("a").unwrap();
        Packument::read(&name, value.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn versions_are_in_order_and_what_cannot_be_read_is_left_out() {
        let dist = json!({ "tarball": "https://r.example/a.tgz", "shasum": SHA });
        let packument = read(&json!({
            "dist-tags": { "latest": "10.0.0" },
            "versions": {
                "10.0.0": { "dist": dist, "dependencies": { "b": "1", "c": 2 }, "optionalDependencies": { "b": "1" } },
                "9.0.0": { "dist": dist, "dependencies": [], "engines": ["node >= 0.4"], "deprecated": "" },
                "8.0.0": { "dist": {} },
                "seven": { "dist": dist },
                "6.0.0": {},
                "5.0.0": { "dist": { "tarball": "file:../a.tgz", "shasum": SHA } },
                "4.0.0": { "dist": { "tarball": "git+https://r.example/a.git", "shasum": SHA } },
            },
        }));
        let versions: Vec<_> = packument
            .versions
            .iter()
            .map(|one| one.version.to_string())
            .collect();
        assert_eq!(versions, ["9.0.0", "10.0.0"]);
        let newest = packument
            .version(&Version::parse("10.0.0").unwrap())
            .unwrap();
        assert!(
            newest.asks.dependencies.is_empty()
                && newest.asks.optional_dependencies.contains_key("b")
        );
        assert!(!packument.versions[0].asks.deprecated);
    }

    #[test]
    fn platforms_fit_as_npm_says() {
        let fits = |list: &[&str], platform| {
            let list = list.iter().map(|one| (*one).to_owned()).collect();
            OneOrMany::Many(list).fits(platform)
        };
        assert!(
            fits(&[], Some("linux"))
                && fits(&["linux"], Some("linux"))
                && fits(&["!win32"], Some("linux"))
        );
        assert!(fits(&["any"], None) && fits(&["!arm"], None) && fits(&[], None));
        assert!(
            !fits(&["darwin"], Some("linux"))
                && !fits(&["!linux"], Some("linux"))
                && !fits(&["x64"], None)
        );
    }

    #[test]
    fn bundles_are_named_or_all() {
        let asks = |value: serde_json::Value| serde_json::from_value::<Asks>(value).unwrap();
        assert!(asks(json!({ "bundledDependencies": ["b"] })).bundles("b"));
        assert!(
            asks(json!({ "bundleDependencies": true, "dependencies": { "b": "1" } })).bundles("b")
        );
        assert!(
            !asks(json!({ "bundleDependencies": false, "dependencies": { "b": "1" } }))
                .bundles("b")
        );
    }
}

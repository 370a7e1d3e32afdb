//! Which version of a package is taken: the one npm takes.

use std::sync::Arc;

use nodejs_semver::{Range, Version};

use crate::packument::{Manifest, Packument};
use crate::spec::{Spec, Wanted};

/// The version that meets all of `specs`, of which the first decides by what is preferred. `None` if there is none.
pub(crate) fn pick<'a>(packument: &'a Packument, specs: &[&Spec]) -> Option<&'a Arc<Manifest>> {
    let (first, others) = specs.split_first()?;
    let meets = |found: &&Arc<Manifest>| {
        others
            .iter()
            .all(|spec| spec.is_met_by(&found.name, &found.version))
    };
    match first.wanted() {
        Wanted::Version(version) => packument.version(version).filter(meets),
        Wanted::Tag(tag) => tagged(packument, tag).filter(meets),
        Wanted::Range(_) => in_range(packument, first, meets),
    }
}

fn tagged<'a>(packument: &'a Packument, tag: &str) -> Option<&'a Arc<Manifest>> {
    let version = Version::parse(packument.tags.get(tag)?).ok()?;
    packument.version(&version)
}

/// The version tagged `latest` if it fits and nothing speaks against it; else the best one, where versions made for this
/// Node come before others, those still recommended before deprecated ones, and then the highest.
fn in_range<'a>(
    packument: &'a Packument,
    spec: &Spec,
    meets: impl Fn(&&'a Arc<Manifest>) -> bool,
) -> Option<&'a Arc<Manifest>> {
    let fits =
        |found: &&'a Arc<Manifest>| meets(found) && spec.is_met_by(&found.name, &found.version);
    let latest = tagged(packument, "latest").filter(fits);
    if let Some(latest) = latest.filter(|found| !found.asks.deprecated && found.runs_here) {
        return Some(latest);
    }
    // `*` asks for releases before anything else, though anything meets it.
    let range = Range::any();
    let found = packument.versions.iter().filter(fits);
    found.max_by_key(|found| {
        let found: &'a Manifest = found;
        let (current, runs) = (!found.asks.deprecated, found.runs_here);
        let released = !spec.is_any() || range.satisfies(&found.version);
        (released, current && runs, runs, current, &found.version)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::PackageName;

    fn packument(latest: &str, versions: &[(&str, Value)]) -> Packument {
        let versions: serde_json::Map<_, _> = versions
            .iter()
            .map(|(version, extra)| {
                let mut one = json!({ "dist": {
                    "tarball": "https://r.example/a.tgz",
                    "shasum": "a9993e364706816aba3e25717850c26c9cd0d89d",
                } });
                one.as_object_mut()
                    .unwrap()
                    .extend(extra.as_object().unwrap().clone());
                ((*version).to_owned(), one)
            })
            .collect();
        let whole =
            json!({ "dist-tags": { "latest": latest, "old": "1.0.0" }, "versions": versions });
        Packument::read(
            &PackageName::parse("a").unwrap(),
            whole.to_string().as_bytes(),
        )
        .unwrap()
    }

    fn check(packument: &Packument, specs: &[&str], expected: Option<&str>) {
        let name = PackageName::parse("a").unwrap();
        let parsed: Vec<_> = specs
            .iter()
            .map(|spec| Spec::parse(&name, spec).unwrap())
            .collect();
        let found = pick(packument, &parsed.iter().collect::<Vec<_>>());
        assert_eq!(
            found.map(|found| found.version.to_string()).as_deref(),
            expected,
            "{specs:?}"
        );
    }

    #[test]
    fn the_latest_is_preferred_then_the_highest() {
        let none = json!({});
        let all = packument(
            "1.1.0",
            &[
                ("1.0.0", none.clone()),
                ("1.1.0", none.clone()),
                ("1.2.0", none.clone()),
                ("2.0.0", none.clone()),
                ("3.0.0-beta", none),
            ],
        );
        check(&all, &["^1.0.0"], Some("1.1.0"));
        check(&all, &["*"], Some("1.1.0"));
        check(&all, &["^1.2.0"], Some("1.2.0"));
        check(&all, &[">=1.2"], Some("2.0.0"));
        check(&all, &["latest"], Some("1.1.0"));
        check(&all, &["old"], Some("1.0.0"));
        check(&all, &["3.0.0-beta"], Some("3.0.0-beta"));
        check(&all, &["^3.0.0-alpha"], Some("3.0.0-beta"));
        check(&all, &["^3"], None);
        check(&all, &["next"], None);
        check(&all, &["9.9.9"], None);
        check(&all, &["*", "^1.0.0 <1.1"], Some("1.0.0"));
        check(&all, &["^1.0.0", "^2.0.0"], None);
    }

    #[test]
    fn deprecated_versions_and_those_of_other_nodes_come_last() {
        let all = packument(
            "1.3.0",
            &[
                ("1.0.0", json!({})),
                ("1.1.0", json!({ "engines": { "node": ">=18" } })),
                ("1.2.0", json!({ "deprecated": "broken" })),
                ("1.3.0", json!({ "engines": { "node": ">=99" } })),
                ("2.0.0", json!({ "engines": { "node": ">=99" } })),
            ],
        );
        check(&all, &["^1.0.0"], Some("1.1.0"));
        check(&all, &["^1.2.0"], Some("1.2.0"));
        check(&all, &["^2.0.0"], Some("2.0.0"));
    }
}

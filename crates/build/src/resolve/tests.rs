//! Trees as npm makes them, from registries written as text: `NAME VERSION: DEPENDENCY, ...`, where a dependency is
//! `NAME@RANGE` with `peer`, `peer?`, `optional` or `bundled` before it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

const SHA: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";

fn manifest(rest: &str) -> Value {
    let mut lists: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    let mut bundled = Vec::new();
    for dependency in rest
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let (kind, asked) = dependency.split_once(' ').unwrap_or(("", dependency));
        let at = asked[1..].find('@').unwrap() + 1;
        let (name, spec) = (&asked[..at], json!(asked[at + 1..].replace('_', " ")));
        let list = match kind {
            "" => "dependencies",
            "optional" => "optionalDependencies",
            "bundled" => {
                bundled.push(name);
                "dependencies"
            }
            "peer?" => {
                lists
                    .entry("peerDependenciesMeta")
                    .or_default()
                    .insert(name, json!({ "optional": true }));
                "peerDependencies"
            }
            "peer" => "peerDependencies",
            other => panic!("{other}"),
        };
        lists.entry(list).or_default().insert(name, spec);
    }
    let mut manifest = json!(lists);
    manifest["bundleDependencies"] = json!(bundled);
    manifest["dist"] = json!({ "tarball": "https://r.example/a.tgz", "shasum": SHA });
    manifest
}

/// The last version of a package in the text is the one tagged `latest`.
fn registry(text: &str) -> HashMap<PackageName, Arc<Packument>> {
    let mut packages: BTreeMap<&str, (String, serde_json::Map<String, Value>)> = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, rest) = line.split_once(':').unwrap_or((line, ""));
        let (name, version) = head.split_once(' ').unwrap();
        let package = packages.entry(name).or_default();
        version.clone_into(&mut package.0);
        package.1.insert(version.to_owned(), manifest(rest));
    }
    let read = packages.into_iter().map(|(name, (latest, versions))| {
        let name = PackageName::parse(name).unwrap();
        let whole = json!({ "dist-tags": { "latest": latest }, "versions": versions });
        let packument = Packument::read(&name, whole.to_string().as_bytes()).unwrap();
        (name, Arc::new(packument))
    });
    read.collect()
}

fn resolve_within(text: &str, declared: &[&str], limits: Limits) -> Result<Lock, BuildError> {
    let registry = registry(text);
    let pairs = declared.iter().map(|text| {
        let at = text[1..].find('@').unwrap() + 1;
        (&text[..at], &text[at + 1..])
    });
    let dependencies = Dependencies::parse(pairs).unwrap();
    let mut resolver = Resolver::new(&dependencies, limits);
    loop {
        match resolver.advance()? {
            Advance::Needs(names) => {
                assert!(!names.is_empty());
                for name in names {
                    let packument = registry.get(&name).cloned();
                    resolver.learn(name, packument);
                }
            }
            Advance::More => {}
            Advance::Done => break,
        }
    }
    resolver.finish(&dependencies)
}

fn resolve(text: &str, declared: &[&str]) -> Result<Lock, BuildError> {
    resolve_within(text, declared, Limits::DEFAULT)
}

fn check(text: &str, declared: &[&str], expected: &[&str]) {
    let lock = resolve(text, declared).unwrap();
    let found = lock.entries.iter().map(|(place, entry)| {
        let place = place.replace("node_modules/", "");
        let marks = [(entry.optional, " optional"), (entry.peer, " peer")];
        let marks: String = marks
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, mark)| *mark)
            .collect();
        format!("{place} {}{marks}", entry.version)
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn what_agrees_lies_at_the_root_and_what_does_not_in_its_asker() {
    let registry = "
        a 1.0.0: c@^1
        b 1.0.0: c@^2
        c 1.0.0
        c 1.5.0
        c 2.0.0
    ";
    check(
        registry,
        &["a@1", "b@1"],
        &["a 1.0.0", "b 1.0.0", "b/c 2.0.0", "c 1.5.0"],
    );
    check(
        registry,
        &["a@1", "b@1", "c@2"],
        &["a 1.0.0", "a/c 1.5.0", "b 1.0.0", "c 2.0.0"],
    );
    check(registry, &["a@1", "c@1.0.0"], &["a 1.0.0", "c 1.0.0"]);
}

#[test]
fn a_cycle_ends_and_a_package_may_ask_for_itself() {
    let registry = "
        a 1.0.0: b@1
        b 1.0.0: a@1
        c 2.0.0: c@1
        c 1.0.0
    ";
    check(registry, &["a@1"], &["a 1.0.0", "b 1.0.0"]);
    check(registry, &["c@2"], &["c 2.0.0", "c/c 1.0.0"]);
}

#[test]
fn peers_come_along_and_agree() {
    let registry = "
        part 1.0.0: peer core@^1
        core 1.0.0
        core 1.2.0
        core 2.0.0
        other 1.0.0: peer core@~1.0.0
        helper 1.0.0: part@1, core@^2
    ";
    check(registry, &["part@1"], &["core 1.2.0 peer", "part 1.0.0"]);
    check(
        registry,
        &["part@1", "core@1"],
        &["core 1.2.0", "part 1.0.0"],
    );
    check(
        registry,
        &["part@1", "core@1.0.0"],
        &["core 1.0.0", "part 1.0.0"],
    );
    let error = resolve(registry, &["part@1", "core@2"]).unwrap_err();
    assert!(
        matches!(&error, BuildError::PeerConflict { package, peer, .. } if package.as_str() == "part" && peer.as_str() == "core"),
        "{error}"
    );
}

#[test]
fn a_tag_gives_way_to_a_peer_that_needs_an_older_version() {
    let registry = "
        part 1.0.0: peer core@^1
        core 1.0.0
        core 2.0.0
    ";
    check(
        registry,
        &["part@1", "core@latest"],
        &["core 1.0.0", "part 1.0.0"],
    );
}

#[test]
fn a_group_of_peers_lies_together_where_the_root_has_another_version() {
    let registry = "
        tool 1.0.0: part@1
        part 1.0.0: peer core@^1
        core 1.0.0
        core 2.0.0
    ";
    check(
        registry,
        &["tool@1", "core@2"],
        &[
            "core 2.0.0",
            "tool 1.0.0",
            "tool/core 1.0.0 peer",
            "tool/part 1.0.0",
        ],
    );
}

#[test]
fn an_optional_peer_is_not_brought_along() {
    let registry = "
        a 1.0.0: peer? b@1, peer c@1
        b 1.0.0
        c 1.0.0: peer a@1
    ";
    check(registry, &["a@1"], &["a 1.0.0", "c 1.0.0 peer"]);
    check(
        registry,
        &["a@1", "b@1"],
        &["a 1.0.0", "b 1.0.0", "c 1.0.0 peer"],
    );
}

#[test]
fn what_only_an_optional_peer_would_find_is_left_out() {
    let registry = "
        a 1.0.0: peer? c@1
        b 1.0.0: c@2
        c 1.0.0
        c 2.0.0
    ";
    check(
        registry,
        &["a@1", "b@1"],
        &["a 1.0.0", "b 1.0.0", "b/c 2.0.0"],
    );
}

#[test]
fn a_tree_of_many_turns_is_finished() {
    let chain = (1..200).map(|at| format!("p{at} 1.0.0: p{}@1\n", at + 1));
    let text = format!("{}p200 1.0.0", chain.collect::<String>());
    assert_eq!(resolve(&text, &["p1@1"]).unwrap().packages(), 200);
}

#[test]
fn what_is_optional_may_be_missing_with_all_that_needs_it() {
    let registry = "
        a 1.0.0: optional b@1, optional c@9, optional d@1, optional e@git://x/y
        b 1.0.0: b2@1
        b2 1.0.0
        c 1.0.0
        d 1.0.0: d2@1
        d2 1.0.0: nowhere@1
    ";
    check(
        registry,
        &["a@1"],
        &["a 1.0.0", "b 1.0.0 optional", "b2 1.0.0 optional"],
    );
}

#[test]
fn what_is_bundled_is_not_asked_for() {
    check(
        "a 1.0.0: bundled nowhere@1, b@1\nb 1.0.0",
        &["a@1"],
        &["a 1.0.0", "b 1.0.0"],
    );
}

#[test]
fn an_alias_lies_under_its_own_name() {
    let registry = "
        a 1.0.0
        a 2.0.0
        b 1.0.0: a@1, new@npm:a@2
    ";
    check(registry, &["b@1"], &["a 1.0.0", "b 1.0.0", "new 2.0.0"]);
    let lock = resolve(registry, &["b@1"]).unwrap();
    let text = lock.to_json();
    let again = Lock::read(&text, &Limits::DEFAULT).unwrap();
    assert_eq!(again, lock);
    assert_eq!(
        again.entries["node_modules/new"]
            .package("node_modules/new")
            .unwrap()
            .as_str(),
        "a"
    );
}

#[test]
fn what_cannot_be_had_is_named_with_its_way_from_the_root() {
    let registry = "
        a 1.0.0: b@1
        b 1.0.0: nowhere@1
        c 1.0.0: a@9
        d 1.0.0: e@git+https://x.example/y.git
    ";
    let said = |declared: &[&str]| resolve(registry, declared).unwrap_err().to_string();
    assert_eq!(
        said(&["a@1"]),
        "the registry has no package nowhere; check its name, and that the registry's token may read it (required by a > b)"
    );
    assert_eq!(
        said(&["c@1"]),
        "a has no version 9; the one tagged `latest` is 1.0.0 (required by c)"
    );
    assert_eq!(
        said(&["a@9.9.9"]),
        "a has no version 9.9.9; the one tagged `latest` is 1.0.0"
    );
    assert_eq!(
        said(&["d@1"]),
        "e is wanted as \"git+https://x.example/y.git\": a git repository, which no registry vouches for; ask for a version that is published in the registry (required by d)"
    );
}

#[test]
fn the_limit_of_packages_is_met_and_passed_by_the_next() {
    let limits = Limits {
        packages: 3,
        ..Limits::DEFAULT
    };
    let chain = "a 1.0.0: b@1\nb 1.0.0: c@1\nc 1.0.0";
    assert_eq!(
        resolve_within(chain, &["a@1"], limits).unwrap().packages(),
        3
    );
    let longer = "a 1.0.0: b@1\nb 1.0.0: c@1\nc 1.0.0: d@1\nd 1.0.0";
    let error = resolve_within(longer, &["a@1"], limits).unwrap_err();
    assert!(matches!(error, BuildError::TooManyPackages { limit: 3 }));
    // Two versions that ask for one another in turn would nest without end.
    let endless = "
        a 1.0.0: b@1
        b 1.0.0: a@2
        a 2.0.0: b@2
        b 2.0.0: a@1
    ";
    let error = resolve_within(endless, &["a@1", "b@2"], limits);
    assert!(error.is_err() || error.unwrap().packages() <= 3);
}

#[test]
fn a_lock_is_held_against_what_is_declared() {
    let lock = resolve("a 1.0.0\na 1.1.0", &["a@^1"]).unwrap();
    let declared = |text| Dependencies::parse([("a", text)]).unwrap();
    assert!(lock.holds(&declared("^1")).is_ok() && lock.holds(&declared("latest")).is_ok());
    assert_eq!(lock.pinned().collect::<Vec<_>>(), [("a", "1.1.0")]);
    let error = lock.holds(&declared("^2")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the lockfile cannot be used: it does not hold a ^2, which is declared; write it anew"
    );
}

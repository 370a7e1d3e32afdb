//! Pure cores know no runtime, no database, no web framework, no clock and no randomness: those are arguments.

use super::Finding;
use crate::repo::Repo;
use crate::workspace::Workspace;

/// The crates that hold decisions as values.
const CORES: &[&str] = &[
    "contract", "tenant", "oauth", "account", "flow", "bundle", "market",
];

/// What a core must not name in its manifest.
const NOT_NAMED: &[&str] = &[
    "rand",
    "getrandom",
    "fastrand",
    "chrono",
    "time",
    "jiff",
    "tracing",
    "log",
    "anyhow",
    "tempfile",
    "futures",
    "futures-util",
];

/// What a core must not stand on at any depth.
const NOT_REACHED: &[&str] = &[
    "tokio",
    "async-std",
    "smol",
    "hyper",
    "axum",
    "reqwest",
    "tower",
    "sea-orm",
    "sqlx-core",
    "rusqlite",
    "wasmtime",
    "rustls",
];

/// What product code of a core must not say, and what it should do instead.
const NOT_SAID: &[(&str, &str)] = &[
    ("SystemTime", "take the time as an argument (`now_ms: u64`)"),
    (
        "Instant::now",
        "take the time as an argument (`now_ms: u64`)",
    ),
    (
        "Timestamp::now",
        "take the time as an argument (`now_ms: u64`)",
    ),
    ("new_v4", "take the entropy as an argument"),
    ("thread_rng", "take the entropy as an argument"),
    ("std::fs", "take the bytes as an argument"),
    ("std::env", "take the value as an argument"),
    ("std::net::Tcp", "return an effect and let `app` perform it"),
    ("std::thread", "return an effect and let `app` perform it"),
    ("async fn", "return an effect and let `app` perform it"),
    (".await", "return an effect and let `app` perform it"),
];

/// Checks manifests, what stands below them, and the product code of each core.
pub(crate) fn check(repo: &Repo, workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for core in workspace
        .crates
        .iter()
        .filter(|one| CORES.contains(&one.name.as_str()))
    {
        let named = core
            .product
            .iter()
            .filter(|name| NOT_NAMED.contains(&name.as_str()));
        let reached = core
            .closure
            .iter()
            .filter(|name| NOT_REACHED.contains(&name.as_str()));
        for name in named.chain(reached) {
            findings.push(Finding::new(
                format!("crates/{}/Cargo.toml", core.name),
                format!("the pure core `{}` stands on `{name}`", core.name),
                format!("`cargo tree -p {} -i {name}` shows how; hand the result in as an argument instead", core.name),
            ));
        }
    }
    for (path, text) in repo.texts(&["rs"]).filter(|(path, _)| is_core_code(path)) {
        findings.extend(said(path, text));
    }
    findings
}

fn is_core_code(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next() == Some("crates")
        && parts.next().is_some_and(|name| CORES.contains(&name))
        && parts.next() == Some("src")
        && !path.ends_with("/tests.rs")
        && !path.contains("/tests/")
        && !path.ends_with("_tests.rs")
}

fn said<'a>(path: &'a str, text: &'a str) -> impl Iterator<Item = Finding> + 'a {
    let product = text
        .lines()
        .enumerate()
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    product
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .flat_map(move |(at, line)| {
            let words = NOT_SAID.iter().filter(move |(word, _)| line.contains(word));
            words.map(move |(word, next)| {
                Finding::new(
                    format!("{path}:{}", at + 1),
                    format!("a pure core says `{word}`"),
                    *next,
                )
            })
        })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::workspace::Crate;

    fn core(product: &[&str], closure: &[&str]) -> Workspace {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let one = Crate {
            name: "flow".to_owned(),
            product: set(product),
            tests: BTreeSet::new(),
            closure: set(closure),
        };
        Workspace { crates: vec![one] }
    }

    #[test]
    fn a_runtime_is_found_however_deep_and_randomness_where_it_is_named() {
        let findings = check(
            &Repo::default(),
            &core(&["serde", "rand"], &["serde", "rand", "getrandom", "tokio"]),
        );
        let what: Vec<_> = findings
            .iter()
            .map(|finding| finding.what.as_str())
            .collect();
        assert_eq!(
            what,
            [
                "the pure core `flow` stands on `rand`",
                "the pure core `flow` stands on `tokio`"
            ]
        );
    }

    #[test]
    fn product_code_is_read_and_tests_and_comments_are_not() {
        let text = "//! Flow.\n// SystemTime is an argument\nfn a() { SystemTime::now() }\n#[cfg(test)]\nmod tests { use std::fs; }\n";
        let repo = Repo::of(&[
            ("crates/flow/src/run.rs", text),
            ("crates/flow/src/tests.rs", "std::fs"),
            ("crates/app/src/lib.rs", "std::fs"),
        ]);
        let findings = check(&repo, &core(&[], &[]));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].place, "crates/flow/src/run.rs:3");
    }
}

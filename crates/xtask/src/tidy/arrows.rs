//! Imports between our crates run one way. This list is the law; a new arrow needs an ADR.

use std::collections::BTreeSet;

use super::Finding;
use crate::workspace::Workspace;

/// Who may name whom.
const ARROWS: &[(&str, &[&str])] = &[
    ("contract", &[]),
    ("tenant", &["contract"]),
    ("oauth", &["tenant"]),
    ("account", &["tenant"]),
    ("flow", &["tenant", "contract"]),
    ("bundle", &["contract"]),
    ("market", &["bundle", "tenant", "contract"]),
    ("egress", &["contract"]),
    ("build", &["bundle", "contract", "egress"]),
    ("intl", &[]),
    ("sandbox", &["bundle", "contract", "intl"]),
    ("check", &["bundle", "build", "sandbox", "contract"]),
    ("outbound", &["contract", "egress", "sandbox"]),
    (
        "store",
        &["tenant", "oauth", "account", "market", "bundle", "contract"],
    ),
    (
        "app",
        &[
            "contract", "tenant", "oauth", "account", "flow", "market", "bundle", "build", "check",
            "egress", "outbound", "sandbox", "store",
        ],
    ),
    ("api", &["contract", "tenant", "bundle"]),
    ("pages", &[]),
    (
        "http",
        &[
            "app", "api", "pages", "contract", "tenant", "oauth", "account", "flow", "market",
            "bundle",
        ],
    ),
    ("server", &["http", "app", "store", "sandbox", "egress"]),
    (
        "cli",
        &[
            "contract", "bundle", "build", "check", "sandbox", "egress", "outbound", "api",
        ],
    ),
    ("testkit", &["server", "bundle"]),
    (
        "bench",
        &["build", "contract", "egress", "sandbox", "server"],
    ),
    ("suites", &["bundle", "contract", "sandbox"]),
    ("xtask", &[]),
];

/// Who may name whom in tests only, besides the above.
const TEST_ARROWS: &[(&str, &[&str])] = &[
    ("cli", &["testkit"]),
    ("sandbox", &["build", "egress", "outbound"]),
    ("server", &["testkit"]),
    ("testkit", &["sandbox"]),
];

/// Compares the list with what the manifests say.
pub(crate) fn check(workspace: &Workspace) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in &workspace.crates {
        let manifest = format!("crates/{}/Cargo.toml", one.name);
        let Some(product) = allowed(ARROWS, &one.name) else {
            findings.push(Finding::new(
                manifest,
                format!("`{}` is not in the list of arrows", one.name),
                "add it to ARROWS in crates/xtask/src/tidy/arrows.rs with an ADR that says why the crate exists",
            ));
            continue;
        };
        let tests = &product | &allowed(TEST_ARROWS, &one.name).unwrap_or_default();
        for (named, may, how) in [
            (&one.product, &product, "depends on"),
            (&one.tests, &tests, "has tests that depend on"),
        ] {
            let ours = named
                .iter()
                .filter(|name| workspace.has(name) && **name != one.name);
            for name in ours.filter(|name| !may.contains(name.as_str())) {
                findings.push(Finding::new(
                    manifest.clone(),
                    format!("`{}` {how} `{name}`, which is no arrow of ours", one.name),
                    "move the code to the crate that may, hand the value in, or write an ADR and add the arrow",
                ));
            }
        }
    }
    findings
}

fn allowed(list: &[(&str, &'static [&'static str])], name: &str) -> Option<BTreeSet<&'static str>> {
    list.iter()
        .find(|(from, _)| *from == name)
        .map(|(_, to)| to.iter().copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Crate;

    fn ours(name: &str, product: &[&str], tests: &[&str]) -> Crate {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Crate {
            name: name.to_owned(),
            product: set(product),
            tests: set(tests),
            closure: BTreeSet::new(),
        }
    }

    #[test]
    fn an_arrow_the_wrong_way_is_found() {
        let crates = vec![
            ours("contract", &[], &[]),
            ours("flow", &["contract", "app"], &[]),
            ours("app", &["flow"], &[]),
        ];
        let findings = check(&Workspace { crates });
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(
            findings[0].what,
            "`flow` depends on `app`, which is no arrow of ours"
        );
    }

    #[test]
    fn tests_are_held_to_the_list_too() {
        let crates = vec![
            ours("cli", &["check"], &["store"]),
            ours("check", &[], &[]),
            ours("store", &[], &[]),
        ];
        let findings = check(&Workspace { crates });
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(
            findings[0]
                .what
                .starts_with("`cli` has tests that depend on `store`")
        );
    }

    #[test]
    fn a_new_crate_must_be_listed_and_others_crates_are_free() {
        let findings = check(&Workspace {
            crates: vec![
                ours("novel", &[], &[]),
                ours("pages", &["minijinja"], &["insta"]),
            ],
        });
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].what.contains("`novel` is not in the list"));
    }

    #[test]
    fn the_list_itself_has_no_circle() {
        for (from, to) in ARROWS {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&str> = to.to_vec();
            while let Some(name) = open.pop() {
                assert_ne!(name, *from, "{from} reaches itself");
                if seen.insert(name) {
                    open.extend(allowed(ARROWS, name).unwrap_or_default());
                }
            }
        }
    }
}

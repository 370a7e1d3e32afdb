//! Which tests run: what QuickJS-ng's own configuration leaves out is left out in both engines, and what the sandbox has
//! not, by its design, is named.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use super::front::Front;
use crate::folders::text_of;

/// The prefix of paths in the configuration.
const PREFIX: &str = "test262/test/";

/// What `test262.conf` says.
#[derive(Debug, Default)]
pub(super) struct Configuration {
    features: BTreeSet<String>,
    excluded: Vec<String>,
    kept: Vec<String>,
}

impl Configuration {
    /// Reads it from the engine's sources.
    pub(super) fn read(engine: &Path) -> Result<Self> {
        Ok(Self::parse(&text_of(&engine.join("test262.conf"))?))
    }

    fn parse(text: &str) -> Self {
        let mut found = Self::default();
        let mut section = "";
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            } else if line.is_empty() || line.starts_with('#') {
                continue;
            } else if section == "[features]" {
                // Behind the name may stand a condition that only concerns one compiler, or that it is skipped.
                let name = line.split(['=', ' ']).next().unwrap_or_default();
                if !line.ends_with("=skip") {
                    found.features.insert(name.to_owned());
                }
            } else if section == "[exclude]" {
                match line.strip_prefix('!') {
                    Some(kept) => found.kept.extend(below(kept)),
                    None => found.excluded.extend(below(line)),
                }
            }
        }
        found
    }

    /// Whether both engines leave this file out.
    pub(super) fn skips(&self, path: &str, front: &Front) -> bool {
        let stands = |list: &[String]| list.iter().any(|start| path.starts_with(start.as_str()));
        if stands(&self.excluded) && !stands(&self.kept) {
            return true;
        }
        front
            .features
            .iter()
            .any(|feature| !self.features.contains(feature))
    }
}

fn below(path: &str) -> Option<String> {
    path.strip_prefix(PREFIX).map(str::to_owned)
}

/// What a test asks for that an action has not, by words of its text.
const LACKING: &[(&str, &str)] = &[
    (
        "$262.createRealm",
        "a second global scope: an execution has one",
    ),
    ("$262.agent", "threads: an execution has one"),
    ("$262.gc", "a call that collects garbage"),
    (
        "$262.IsHTMLDDA",
        "an object like document.all, which the engine makes for browsers",
    ),
    (
        "$262.evalScript",
        "a second text in the global scope: an action is one",
    ),
    ("$262.AbstractModuleSource", "module sources"),
];

/// Why a test is not run in the guest, when that is by design.
pub(super) fn absent(path: &str, front: &Front, text: &str) -> Option<&'static str> {
    if front.has("module") {
        return Some(
            "a loader of modules: the linker makes functions of them before they reach the engine",
        );
    }
    let imports = front.needs("dynamic-import") || path.contains("/dynamic-import/");
    if imports && !front.is_early {
        return Some(
            "a loader of modules: the linker makes functions of them before they reach the engine",
        );
    }
    if front.has("CanBlockIsFalse") || front.has("CanBlockIsTrue") {
        return Some("threads: an execution has one");
    }
    if front.needs("host-gc-required") {
        return Some("a call that collects garbage");
    }
    let words = |include: &str| front.includes.iter().any(|one| one == include);
    if words("atomicsHelper.js") {
        return Some("threads: an execution has one");
    }
    let lacking = LACKING.iter().find(|(word, _)| text.contains(word));
    lacking.map(|(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[config]\nmode=default\n[features]\n# c\nArray.prototype.at\nTemporal=skip\nAtomics=!tcc # a\n[exclude]\ntest262/test/staging/\n!test262/test/staging/a/\n";

    #[test]
    fn what_the_configuration_leaves_out_is_left_out() {
        let configuration = Configuration::parse(TEXT);
        let needs = |feature: &str| Front {
            features: vec![feature.to_owned()],
            ..Front::default()
        };
        assert!(configuration.skips("built-ins/x.js", &needs("Temporal")));
        assert!(configuration.skips("built-ins/x.js", &needs("new")));
        assert!(!configuration.skips("built-ins/x.js", &needs("Atomics")));
        assert!(configuration.skips("staging/b/x.js", &Front::default()));
        assert!(!configuration.skips("staging/a/x.js", &Front::default()));
    }

    #[test]
    fn what_an_action_has_not_is_named() {
        let front = Front::default();
        assert_eq!(absent("a.js", &front, "assert(1)"), None);
        assert!(absent("a.js", &front, "$262.createRealm()").is_some());
        let early = Front::read(
            "/*---\nfeatures: [dynamic-import]\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/",
        );
        assert_eq!(absent("a.js", &early, ""), None);
    }
}

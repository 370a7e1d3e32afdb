//! One word per thing. The glossary's forbidden words stay out of names and sentences; protocols keep their own spelling.

use super::Finding;
use crate::repo::Repo;

/// The words that would blur an action, and what to say.
const FORBIDDEN: &[(&str, &str)] = &[
    ("plugin", "action or integration"),
    ("hook", "action"),
    ("extension", "integration"),
    ("rule", "action, or the name of what is checked"),
    ("script", "action, or the name of the file"),
];

/// Names that others gave: languages, protocols, libraries, the reference's own API.
const OTHERS_NAMES: &[&str] = &[
    "JavaScript",
    "javascript",
    "TypeScript",
    "typescript",
    "ECMAScript",
    "<script",
    "</script",
    "script-src",
    "noscript",
    "'script'",
    "\"script\"",
    "rules.wasExecuted",
    "legacy rules",
    "Extension(",
    "setExtensions",
    "axum::{Extension",
    "rule out",
    "without Rules",
    "Extension<",
    "Extensions",
    "::Extension",
    "extensions()",
    "extensions_mut()",
    ".extensions",
    ".extension()",
    "with_extension(",
    "set_extension(",
    "file extension",
    "macro_rules!",
    "a Rule ran",
    "no Rules",
    "\"ruleId\"",
    "build script",
    "set_hook",
    "take_hook",
    "panic hook",
    "async_hooks",
    "perf_hooks",
    "webhook",
    "SCHEMATHESIS_HOOKS",
    "dprint-plugin-",
    "plugins: [keep(",
    "--ignore-scripts",
    "allScripts",
    "addScriptTag",
    "addInitScript",
    "mixed_script::MixedScript",
    "is_single_script",
    "hooks\\.slack\\.com",
    "InstallScript",
    "install_script",
    "nstall script",
    "INSTALL_SCRIPT",
    "install-script",
    "\"scripts\"",
    "sign_extension",
];

/// Where a word is the subject's own: HTML and ECMAScript have scripts, checks have rules and the
/// fault matrix a script for the partner's service.
const AT_HOME: &[(&str, &str)] = &[
    ("ARCHITECTURE.md", "rule"),
    ("crates/api/src/", "rule"),
    ("crates/app/src/check_policy.rs", "rule"),
    ("crates/build/src/advisory/", "rule"),
    ("crates/bundle/src/", "rule"),
    ("crates/check/", "rule"),
    ("crates/cli/", "rule"),
    ("crates/http/src/v1/", "rule"),
    ("crates/market/src/tests.rs", "rule"),
    ("docs/", "rule"),
    ("fuzz/", "rule"),
    ("fuzz/", "script"),
    ("crates/pages/", "script"),
    ("demo/", "script"),
    ("tests/browser/", "script"),
    ("crates/sandbox/", "script"),
    ("crates/intl/", "script"),
    ("docs/adr/0021-suites.md", "script"),
    ("crates/intl/", "rule"),
    ("crates/sandbox/runtime/node/internal/intl/", "rule"),
    ("crates/sandbox/cases/node/intl/", "rule"),
    ("crates/check/src/faults", "script"),
    ("crates/suites/", "script"),
    ("crates/suites/src/node/select.rs", "hook"),
];

/// What is read.
const KINDS: &[&str] = &["rs", "md", "html", "mjs", "py", "css", "toml"];

/// Where foreign words are the subject: this list, Node's own names, what others' code prints, actions as strangers write them.
const EXEMPT: &[&str] = &[
    "crates/xtask/src/tidy/",
    "docs/node.md",
    "docs/suites.md",
    "docs/packages-tested.md",
    "crates/sandbox/cases/",
    "tests/actions/",
];

/// Finds the forbidden words in names, comments and documents.
pub(crate) fn check(repo: &Repo) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in repo
        .texts(KINDS)
        .filter(|(path, _)| !EXEMPT.iter().any(|folder| path.starts_with(folder)))
    {
        for (at, line) in text.lines().enumerate() {
            let found = forbidden(line).into_iter();
            for (word, instead) in found.filter(|(word, _)| {
                !AT_HOME
                    .iter()
                    .any(|(home, own)| path.starts_with(home) && own == word)
            }) {
                findings.push(Finding::new(
                    format!("{path}:{}", at + 1),
                    format!("says `{word}`"),
                    format!("say {instead}; if it is another's name, add it to OTHERS_NAMES in crates/xtask/src/tidy/words.rs"),
                ));
            }
        }
    }
    findings.sort_by(|a, b| a.next.cmp(&b.next));
    findings
}

fn forbidden(line: &str) -> Vec<(&'static str, &'static str)> {
    let mut line = line.to_owned();
    for name in OTHERS_NAMES {
        line = line.replace(name, " ");
    }
    let words = words(&line);
    FORBIDDEN
        .iter()
        .filter(|(word, _)| {
            words
                .iter()
                .any(|one| one.strip_suffix('s').unwrap_or(one) == *word)
        })
        .copied()
        .collect()
}

/// The words of a line in lower case; `camelCase` and `snake_case` are several.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for letter in line.chars() {
        let ends = !letter.is_ascii_alphabetic() || (letter.is_ascii_uppercase() && before_lower);
        if ends {
            words.push(String::new());
        }
        if letter.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(letter.to_ascii_lowercase());
        }
        before_lower = letter.is_ascii_lowercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(line: &str, expected: &[&str]) {
        let found: Vec<_> = forbidden(line).into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn forbidden_words_are_found_in_names_and_sentences() {
        says("fn run_hook(x: PluginId) {", &["plugin", "hook"]);
        says("// The tenant's scripts and ruleSets.", &["rule", "script"]);
    }

    #[test]
    fn others_names_and_words_that_only_contain_one_are_free() {
        says(
            "A description of JavaScript, prescribed by `rules.wasExecuted`; hooked, scripture.",
            &[],
        );
        says(
            "req.extensions().get::<Extension<Tenant>>(); <script src=x></script>",
            &[],
        );
    }

    #[test]
    fn a_finding_names_the_line() {
        let findings = check(&Repo::of(&[
            ("docs/a.md", "one\na plugin\n"),
            ("crates/sandbox/cases/x/notes.md", "plugin"),
        ]));
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert_eq!(findings[0].place, "docs/a.md:2");
    }
}

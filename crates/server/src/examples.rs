//! The example integrations, compiled in: the demo publishes them as their partner would.

/// The files of a package, each with its path in it.
pub(crate) type Files = &'static [(&'static str, &'static [u8])];

macro_rules! files {
    ($example:literal: $($path:literal,)+) => {
        &[$(($path, include_bytes!(concat!("../../../examples/", $example, "/", $path)))),+]
    };
}

/// Puts a claim into the tokens, from its configuration.
const MEMBER_PLAN: Files = files! { "member-plan":
    "integration/configuration.json",
    "integration/installation_guide.md",
    "integration/integration.action.js",
    "integration/integration.action.spec.js",
    "latchwork.toml",
    "media/256x256-logo.png",
};

/// Asks a partner's service with a key, and fails closed or open.
const RISK_CHECK: Files = files! { "risk-check":
    "faults/risk.json",
    "integration/configuration.json",
    "integration/installation_guide.md",
    "integration/integration.action.js",
    "integration/integration.action.spec.js",
    "latchwork.toml",
    "media/256x256-logo.png",
};

/// Sends the user to a consent page and reads its signed answer.
const CONSENT: Files = files! { "consent":
    "faults/consent.json",
    "integration/configuration.json",
    "integration/installation_guide.md",
    "integration/integration.action.js",
    "integration/integration.action.spec.js",
    "latchwork.toml",
    "media/256x256-logo.png",
};

/// The examples by the name of their folder, in the order the demo binds them.
pub(crate) const EXAMPLES: [(&str, Files); 3] = [
    ("member-plan", MEMBER_PLAN),
    ("risk-check", RISK_CHECK),
    ("consent", CONSENT),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn below(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let found = paths.flat_map(|path| match path.is_dir() {
            true => below(&path),
            false => vec![path],
        });
        found.collect()
    }

    #[test]
    fn every_file_of_every_example_is_compiled_in() {
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let kept: BTreeSet<PathBuf> = EXAMPLES
            .iter()
            .flat_map(|(name, files)| {
                files
                    .iter()
                    .map(move |(path, _)| Path::new(name).join(path))
            })
            .collect();
        let there: BTreeSet<PathBuf> = below(&examples)
            .into_iter()
            .map(|path| path.strip_prefix(&examples).unwrap().to_owned())
            .collect();
        assert_eq!(kept, there);
    }
}

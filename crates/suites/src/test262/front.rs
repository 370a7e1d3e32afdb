//! What a test says of itself before its code: the block between `/*---` and `---*/`.

use super::Mode;

/// The parts of the block that decide how a test runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) flags: Vec<String>,
    pub(super) includes: Vec<String>,
    pub(super) features: Vec<String>,
    /// The name of the error that must end it.
    pub(super) negative: Option<String>,
    /// Whether that error is one of its text, so that nothing of it may run.
    pub(super) is_early: bool,
}

impl Front {
    /// Reads the block of a test; a test without one says nothing.
    pub(super) fn read(text: &str) -> Self {
        let block = text
            .split_once("/*---")
            .and_then(|(_, rest)| rest.split_once("---*/"));
        let Some((block, _)) = block else {
            return Self::default();
        };
        // A few tests are about line ends, and have none but carriage returns.
        let block = &block.replace('\r', "\n");
        let value = |key: &str| {
            let of_key = |line: &str| {
                line.trim()
                    .strip_prefix(key)
                    .map(|value| value.trim().to_owned())
            };
            block.lines().find_map(of_key)
        };
        let is_negative = block.lines().any(|line| line.starts_with("negative:"));
        Self {
            flags: list(block, "flags:"),
            includes: list(block, "includes:"),
            features: list(block, "features:"),
            negative: value("type:").filter(|_| is_negative),
            is_early: is_negative && value("phase:").as_deref() == Some("parse"),
        }
    }

    /// Whether a flag is set.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|one| one == flag)
    }

    /// Whether a feature is needed.
    pub(super) fn needs(&self, feature: &str) -> bool {
        self.features.iter().any(|one| one == feature)
    }

    /// The modes in which the test is to run, as `run-test262 -a` runs it.
    pub(super) fn modes(&self) -> Vec<Mode> {
        if self.has("onlyStrict") {
            return vec![Mode::Strict];
        }
        match self.has("noStrict") || self.has("raw") || self.has("module") {
            true => vec![Mode::Sloppy],
            false => vec![Mode::Sloppy, Mode::Strict],
        }
    }
}

/// The values of a key, written as `key: [a, b]` or one a line behind dashes.
fn list(block: &str, key: &str) -> Vec<String> {
    let mut lines = block.lines().skip_while(|line| !line.starts_with(key));
    let first = lines
        .next()
        .and_then(|line| line.strip_prefix(key))
        .unwrap_or_default()
        .trim();
    let mut text = first.to_owned();
    if text.is_empty() {
        let below = lines.map_while(|line| line.trim().strip_prefix('-').map(str::trim));
        return below.map(str::to_owned).collect();
    }
    // A list in brackets may go on over lines.
    for line in block
        .lines()
        .skip_while(|line| !line.starts_with(key))
        .skip(1)
    {
        if text.contains(']') {
            break;
        }
        text.push_str(line);
    }
    let inner = text
        .trim_start_matches('[')
        .split(']')
        .next()
        .unwrap_or_default();
    let values = inner.split(',').map(str::trim);
    values
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_a_list_are_read() {
        let front = Front::read(
            "// c\n/*---\ndescription: >\n  type: words\nflags: [async, noStrict]\nincludes:\n  - a.js\n  - b.js\nfeatures: [x,\n  y]\n---*/\ncode",
        );
        assert_eq!(front.flags, ["async", "noStrict"]);
        assert_eq!(front.includes, ["a.js", "b.js"]);
        assert_eq!(front.features, ["x", "y"]);
        assert_eq!(front.negative, None);
        assert_eq!(front.modes(), [Mode::Sloppy]);
    }

    #[test]
    fn lines_may_end_in_carriage_returns() {
        let front = Front::read("/*---\rincludes: [a.js]\rflags: [raw]\r---*/");
        assert_eq!(front.includes, ["a.js"]);
        assert!(front.has("raw"));
    }

    #[test]
    fn an_error_that_must_come_has_a_name_and_a_phase() {
        let front = Front::read("/*---\nnegative:\n  phase: runtime\n  type: Test262Error\n---*/");
        assert_eq!(front.negative.as_deref(), Some("Test262Error"));
        assert!(!front.is_early);
        assert_eq!(front.modes(), [Mode::Sloppy, Mode::Strict]);
    }
}

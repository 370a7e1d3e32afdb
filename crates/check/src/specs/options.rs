//! How specs are run, and what a run leaves beside its report.

use std::collections::BTreeMap;

use bundle::report::SpecReport;

/// The longest snapshot file that is read, in bytes.
pub const MOST_SNAPSHOT_BYTES: u64 = 4 << 20;

/// How specs are run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The text of snapshot files, by path.
    pub snapshots: BTreeMap<String, String>,
    /// What is done about snapshots that do not agree.
    pub snapshot_mode: SnapshotMode,
    /// Only tests whose titles, joined by a space, fit this regular expression of JavaScript, whatever their case.
    pub title: Option<String>,
    /// Only specs whose path has one of these in it; all when there are none.
    pub paths: Vec<String>,
    /// What follows a failure.
    pub after_failure: AfterFailure,
}

impl Options {
    /// Whether a spec is to run.
    pub(super) fn wants(&self, path: &str) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|part| path.contains(part.as_str()))
    }
}

/// What is done about snapshots that do not agree with what came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SnapshotMode {
    /// New ones are taken, others fail.
    #[default]
    New,
    /// All are taken, and those nothing asked for go.
    All,
    /// None is taken.
    None,
}

impl SnapshotMode {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::All => "all",
            Self::None => "none",
        }
    }
}

/// What follows a failure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AfterFailure {
    /// The other tests run.
    #[default]
    GoOn,
    /// No other test runs.
    Stop,
}

/// What a run came to.
#[derive(Debug, Clone, Default)]
pub struct Ran {
    /// The report.
    pub report: SpecReport,
    /// Of each spec that looked at snapshots, what became of them.
    pub snapshots: Vec<Snapshots>,
    /// Every line of the handler's file that holds a statement, and whether it ran.
    pub lines: BTreeMap<u32, bool>,
}

/// What became of the snapshots of one spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshots {
    /// The path of their file.
    pub path: String,
    /// What the file is to hold from now on, when that is something else.
    pub text: Option<String>,
    /// How many are new.
    pub added: u32,
    /// How many were replaced.
    pub updated: u32,
    /// Those that nothing asked for.
    pub obsolete: Vec<String>,
}

/// Where the snapshots of a spec are kept.
pub fn snapshot_path(spec: &str) -> String {
    match spec.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/__snapshots__/{name}.snap"),
        None => format!("__snapshots__/{spec}.snap"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_stand_beside_their_spec() {
        assert_eq!(
            snapshot_path("integration/a.spec.js"),
            "integration/__snapshots__/a.spec.js.snap"
        );
        assert_eq!(snapshot_path("a.spec.js"), "__snapshots__/a.spec.js.snap");
    }
}

//! Which executions of a tenant are recorded, for how long, and what of them is shown.

use contract::recording::RedactionPath;
use serde::{Deserialize, Serialize};

use crate::{Error, limit};

/// The most days a recording is kept.
const DAYS: u64 = 30;
/// The most recordings of a tenant.
const ROWS: u64 = 10_000;
/// The most bytes of all recordings of a tenant.
const BYTES: u64 = 1 << 30;
/// The fewest bytes that are of any use: one recording may have more than a megabyte.
const FEWEST_BYTES: u64 = 1 << 20;
/// The most paths that are not shown.
const PATHS: usize = 50;
/// What a share is a part of.
const WHOLE: u16 = 1_000;

/// Which executions are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordingMode {
    /// None.
    #[default]
    Off,
    /// Those that failed.
    Failures,
    /// Those of a share of the runs.
    Sample {
        /// Of how many runs in a thousand.
        per_mille: u16,
    },
    /// All.
    All,
}

/// What is kept of a tenant's executions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordingPolicy {
    /// Which.
    pub mode: RecordingMode,
    /// How long, in days. Default 7, at most 30.
    pub days: u64,
    /// How many at most. Default 1000, at most 10 000.
    pub rows: u64,
    /// How many bytes at most, all together. Default 64 MiB, at most 1 GiB.
    pub bytes: u64,
    /// What of them is neither shown nor exported.
    pub redact: Vec<RedactionPath>,
}

impl Default for RecordingPolicy {
    fn default() -> Self {
        Self {
            mode: RecordingMode::Off,
            days: 7,
            rows: 1_000,
            bytes: 64 << 20,
            redact: Vec::new(),
        }
    }
}

/// Whether an execution is recorded, as it is known before it has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It is not.
    Never,
    /// It is kept if it fails.
    IfItFails,
    /// It is kept.
    Always,
}

impl RecordingPolicy {
    /// Checks every field against its limit.
    pub fn validate(&self) -> Result<(), Error> {
        if let RecordingMode::Sample { per_mille } = self.mode {
            let whole = u64::from(WHOLE);
            limit::range("per_mille", per_mille.into(), 1, whole)?;
        }
        limit::range("days", self.days, 1, DAYS)?;
        limit::range("rows", self.rows, 1, ROWS)?;
        limit::range("bytes", self.bytes, FEWEST_BYTES, BYTES)?;
        limit::count("redact", self.redact.len(), PATHS)?;
        let paths: Vec<String> = self.redact.iter().map(ToString::to_string).collect();
        limit::distinct("redact", paths.iter().map(String::as_str))
    }

    /// Whether the executions of a run are recorded. `draw` is of the run, and so the same for all of them.
    #[must_use]
    pub fn of_run(&self, draw: u64) -> Recorded {
        match self.mode {
            RecordingMode::Off => Recorded::Never,
            RecordingMode::Failures => Recorded::IfItFails,
            RecordingMode::Sample { per_mille } if draw % u64::from(WHOLE) < per_mille.into() => {
                Recorded::Always
            }
            RecordingMode::Sample { .. } => Recorded::Never,
            RecordingMode::All => Recorded::Always,
        }
    }

    /// How long a recording is kept, in ms.
    #[must_use]
    pub fn kept_ms(&self) -> u64 {
        self.days.saturating_mul(24 * 60 * 60 * 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut RecordingPolicy), expected: Option<&str>) {
        let mut policy = RecordingPolicy::default();
        change(&mut policy);
        let error = policy.validate().err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), expected);
    }

    #[test]
    fn each_field_has_its_limit() {
        check(|_| {}, None);
        check(|policy| policy.days = 30, None);
        check(
            |policy| policy.days = 31,
            Some("days is 31, allowed is 1 to 30"),
        );
        check(
            |policy| policy.rows = 10_001,
            Some("rows is 10001, allowed is 1 to 10000"),
        );
        check(
            |policy| policy.bytes = BYTES + 1,
            Some("bytes is 1073741825, allowed is 1048576 to 1073741824"),
        );
        check(
            |policy| policy.mode = RecordingMode::Sample { per_mille: 1_001 },
            Some("per_mille is 1001, allowed is 1 to 1000"),
        );
        check(
            |policy| policy.mode = RecordingMode::Sample { per_mille: 0 },
            Some("per_mille is 0, allowed is 1 to 1000"),
        );
        check(
            |policy| policy.redact = vec![RedactionPath::Log; 2],
            Some("redact names \"log\" twice; name it once"),
        );
        check(
            |policy| policy.redact = vec![RedactionPath::Log; 51],
            Some("redact has 51 entries, at most 50 are allowed; remove some"),
        );
    }

    #[test]
    fn a_share_is_a_share() {
        let of = |mode, draw| {
            let policy = RecordingPolicy {
                mode,
                ..RecordingPolicy::default()
            };
            policy.of_run(draw)
        };
        let sample = RecordingMode::Sample { per_mille: 250 };
        let kept = (0..10_000).filter(|draw| of(sample, *draw) == Recorded::Always);
        assert_eq!(kept.count(), 2_500);
        assert_eq!(of(RecordingMode::Off, 0), Recorded::Never);
        assert_eq!(of(RecordingMode::Failures, 999), Recorded::IfItFails);
        assert_eq!(of(RecordingMode::All, 999), Recorded::Always);
    }

    #[test]
    fn settings_of_before_have_no_recordings() {
        let settings: crate::TenantSettings = serde_json::from_str("{}").unwrap();
        assert_eq!(settings.recording, RecordingPolicy::default());
        assert_eq!(settings.recording.mode, RecordingMode::Off);
    }
}

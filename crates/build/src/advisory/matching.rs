//! Which versions an advisory is about (OSV schema 1.x, `affected[]`).

use nodejs_semver::Version;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Affected {
    package: Option<Named>,
    #[serde(default)]
    ranges: Vec<Range>,
    #[serde(default)]
    versions: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Named {
    ecosystem: String,
    name: String,
}

#[derive(Debug, Deserialize)]
struct Range {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Event {
    introduced: Option<String>,
    fixed: Option<String>,
    last_affected: Option<String>,
    limit: Option<String>,
}

impl Affected {
    /// The package, if it is one of npm.
    pub(super) fn name(&self) -> Option<&str> {
        let package = self.package.as_ref()?;
        (package.ecosystem == "npm").then_some(package.name.as_str())
    }

    /// Whether it is about this version: one that is listed, or one of a range.
    pub(super) fn has(&self, version: &str) -> bool {
        if self.versions.iter().any(|one| one == version) {
            return true;
        }
        let Ok(version) = Version::parse(version) else {
            return false;
        };
        self.ranges.iter().any(|range| range.has(&version))
    }
}

impl Range {
    /// As the specification evaluates it: events in the order of their versions switch on and off.
    fn has(&self, version: &Version) -> bool {
        if !matches!(self.kind.as_str(), "SEMVER" | "ECOSYSTEM") {
            return false;
        }
        let mut limits = self
            .events
            .iter()
            .filter_map(|event| event.limit.as_deref())
            .peekable();
        let within = limits.peek().is_none()
            || limits
                .any(|limit| limit == "*" || parsed(limit).is_some_and(|limit| *version < limit));
        let mut events: Vec<(Version, Switch)> =
            self.events.iter().filter_map(Event::switch).collect();
        events.sort_by(|a, b| a.0.cmp(&b.0));
        let affected = events
            .into_iter()
            .fold(false, |affected, (at, switch)| match switch {
                Switch::On if *version >= at => true,
                Switch::Off if *version >= at => false,
                Switch::OffAfter if *version > at => false,
                _ => affected,
            });
        within && affected
    }
}

enum Switch {
    On,
    Off,
    OffAfter,
}

impl Event {
    fn switch(&self) -> Option<(Version, Switch)> {
        let version = |text: &Option<String>| text.as_deref().and_then(parsed);
        if let Some(version) = version(&self.introduced) {
            return Some((version, Switch::On));
        }
        if let Some(version) = version(&self.fixed) {
            return Some((version, Switch::Off));
        }
        version(&self.last_affected).map(|version| (version, Switch::OffAfter))
    }
}

/// A version; `0` is what comes before all others, prereleases of 0.0.0 included.
fn parsed(text: &str) -> Option<Version> {
    let text = if text == "0" { "0.0.0-0" } else { text };
    Version::parse(text).ok()
}

/// The lowest version that mends what `version` has.
pub(super) fn fixed<'a>(
    affected: impl Iterator<Item = &'a Affected>,
    version: &str,
) -> Option<String> {
    let version = Version::parse(version).ok()?;
    let ranges = affected
        .flat_map(|one| &one.ranges)
        .filter(|range| range.has(&version));
    let fixes = ranges
        .flat_map(|range| &range.events)
        .filter_map(|event| parsed(event.fixed.as_deref()?));
    fixes
        .filter(|fixed| *fixed > version)
        .min()
        .map(|fixed| fixed.to_string())
}

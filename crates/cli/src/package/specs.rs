//! What specs came to, as a person reads it.

use std::fmt::Write as _;

use bundle::report::{Coverage, SpecOutcome, SpecReport, SpecTest};
use check::specs::Snapshots;

use super::findings::counted;
use crate::terminal::{Paint, Style, harmless};

/// Lines shown of those that did not run.
const MOST_RANGES: usize = 12;

/// One test on a line of its own, and what it said when it failed.
pub(crate) fn line(test: &SpecTest, paint: Paint) -> String {
    let (mark, style) = match test.outcome {
        SpecOutcome::Passed => ("pass", Style::Good),
        SpecOutcome::Failed => ("FAIL", Style::Bad),
        SpecOutcome::Skipped => ("skip", Style::Dim),
    };
    let title = harmless(&test.titles.join(" > "));
    let ms = test.wall_us / 1000;
    let mut text = format!(
        "{}  {title}  {}",
        paint.paint(style, mark),
        paint.paint(Style::Dim, &format!("{ms} ms"))
    );
    for said in test.failure.iter().flat_map(|failure| failure.lines()) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n      {}", harmless(said));
    }
    text
}

/// What became of the snapshots of a spec; nothing when all of them were as they are kept.
pub(crate) fn snapshots(file: &Snapshots) -> Option<String> {
    let mut told = Vec::new();
    if file.added > 0 {
        told.push(format!("{} new", file.added));
    }
    if file.updated > 0 {
        told.push(format!("{} written anew", file.updated));
    }
    if !file.obsolete.is_empty() {
        let names = harmless(&file.obsolete.join("`, `"));
        told.push(format!("obsolete (-u takes them away): `{names}`"));
    }
    (!told.is_empty()).then(|| format!("snapshots of {}: {}", file.path, told.join(", ")))
}

/// How many passed, failed and were left out, and which lines of the handler ran.
pub(crate) fn summary(report: &SpecReport) -> String {
    let count = |outcome| {
        let of_it = report.tests.iter().filter(|test| test.outcome == outcome);
        of_it.count()
    };
    let skipped = match count(SpecOutcome::Skipped) {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    format!(
        "{} passed, {} failed{skipped} in {} ms\n{}",
        counted(count(SpecOutcome::Passed), "test"),
        count(SpecOutcome::Failed),
        report.wall_us / 1000,
        coverage(&report.coverage)
    )
}

fn coverage(coverage: &Coverage) -> String {
    let told = format!(
        "lines of the handler: {} of {} ran ({} %)",
        coverage.covered,
        coverage.lines,
        coverage.percent()
    );
    if coverage.missed.is_empty() {
        return told;
    }
    format!("{told}; not: {}", ranges(&coverage.missed))
}

/// `3-5, 9`.
fn ranges(lines: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => ranges.push((line, line)),
        }
    }
    let more = if ranges.len() > MOST_RANGES {
        ", ..."
    } else {
        ""
    };
    let shown: Vec<String> = ranges
        .iter()
        .take(MOST_RANGES)
        .map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        })
        .collect();
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_follow_one_another_are_a_range() {
        assert_eq!(ranges(&[3, 4, 5, 9]), "3-5, 9");
        let many: Vec<u32> = (0..20).map(|n| n * 2).collect();
        assert!(ranges(&many).ends_with("22, ..."));
    }
}

//! The part of the page about web platform tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::plain;
use crate::outcome::{Case, Count, Outcome};

/// So many failed tests of a file are named.
const MOST_NAMED: usize = 6;

pub(super) fn write(page: &mut String, cases: &[Case]) {
    page.push_str(
        "\n## Web platform tests\n\nThe files `*.any.js` with the suite's own `testharness.js`, as one program each; what they fetch beside them is answered from the suite. `common/sab.js`, which makes shared memory by WebAssembly, is ours. A figure \
         counts the single tests in a file; a file that did not come to its end counts as one failed test more. Pages, workers and windows are absent, and so are tests that fail for want of what browsers alone have, such as `FileReader`.\n\n\
         | part | tests | passed | | failed | absent |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let mut areas = BTreeMap::<&str, Vec<&Case>>::new();
    for case in cases {
        areas.entry(&case.area).or_default().push(case);
    }
    let row = |page: &mut String, name: &str, count: Count| {
        let (ran, share) = (count.ran(), count.share());
        let _ = writeln!(
            page,
            "| {name} | {ran} | {} | {share} | {} | {} |",
            count.passed, count.failed, count.absent
        );
    };
    row(
        page,
        "**all**",
        Count::of(cases.iter().map(|case| &case.outcome)),
    );
    for (area, cases) in &areas {
        row(
            page,
            area,
            Count::of(cases.iter().map(|case| &case.outcome)),
        );
    }
    page.push_str("\nAbsent as a whole, because they do not travel with Node: ");
    let whole = cases
        .iter()
        .filter(|case| case.name == format!("{}/", case.area));
    let whole: Vec<String> = whole.map(|case| format!("`{}`", case.area)).collect();
    let _ = writeln!(
        page,
        "{}.",
        if whole.is_empty() {
            "none".to_owned()
        } else {
            whole.join(", ")
        }
    );
    write_failed(page, cases);
}

/// The failed tests, by their file.
fn write_failed(page: &mut String, cases: &[Case]) {
    let mut files = BTreeMap::<&str, Vec<(&str, &str)>>::new();
    for case in cases {
        if let Outcome::Failed(why) = &case.outcome {
            let (file, name) = case
                .name
                .split_once(": ")
                .unwrap_or((&case.name, "the file as a whole"));
            files.entry(file).or_default().push((name, why));
        }
    }
    page.push_str("\n### Failed\n");
    for (file, failed) in files {
        let _ = writeln!(page, "\n`{file}` ({}):\n", failed.len());
        for (name, why) in failed.iter().take(MOST_NAMED) {
            let _ = writeln!(page, "* {}: {}", plain(name), plain(why));
        }
        if failed.len() > MOST_NAMED {
            let _ = writeln!(page, "* and {} more", failed.len() - MOST_NAMED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_its_figures_and_a_file_its_failures() {
        let case = |name: &str, outcome| Case {
            area: "url".to_owned(),
            name: name.to_owned(),
            outcome,
        };
        let mut cases = vec![
            case("url/a.any.js: one", Outcome::Passed),
            case("url/", Outcome::absent("x")),
        ];
        let failed = |at: usize| case(&format!("url/a.any.js: n{at}"), Outcome::failed("no"));
        cases.extend((0..=MOST_NAMED).map(failed));
        let mut page = String::new();
        write(&mut page, &cases);
        for expected in [
            "| url | 8 | 1 | 12.5 % | 7 | 1 |",
            "`url/a.any.js` (7):",
            "* n0: no",
            "* and 1 more",
            "travel with Node: `url`.",
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }
}

//! The part of the page about Node's own tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::plain;
use crate::outcome::{Case, Count, Outcome};

pub(super) fn write(page: &mut String, cases: &[Case]) {
    page.push_str(
        "\n## Node's own tests\n\nThe files `test/parallel/test-*` of the modules that actions have, each as Node ships it, required by a program that waits until what the \
         test expects has come. `test/common/index.js` is ours (`crates/suites/src/node/common`), the rest of `test/common` and the fixtures are Node's. \
         *Refused* are those of the failed that end with what Latchwork refuses by name.\n\n\
         | module | files | ran | passed | | failed | of these refused | absent |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut modules = BTreeMap::<&str, Vec<&Case>>::new();
    for case in cases {
        modules.entry(&case.area).or_default().push(case);
    }
    let row = |page: &mut String, name: &str, cases: &[&Case]| {
        let count = Count::of(cases.iter().map(|case| &case.outcome));
        let (files, ran, share) = (cases.len(), count.ran(), count.share());
        let refused = cases.iter().filter(|case| is_refused(case)).count();
        let _ = writeln!(
            page,
            "| {name} | {files} | {ran} | {} | {share} | {} | {refused} | {} |",
            count.passed, count.failed, count.absent
        );
    };
    row(page, "**all**", &cases.iter().collect::<Vec<_>>());
    for (module, cases) in &modules {
        row(page, module, cases);
    }
    write_absent(page, cases);
    page.push_str("\n### Failed, with the first line of why\n");
    for (module, cases) in &modules {
        let failed: Vec<String> = cases.iter().filter_map(|case| line(case)).collect();
        if !failed.is_empty() {
            let _ = write!(page, "\n{module}:\n\n{}", failed.concat());
        }
    }
}

/// Whether it is Latchwork's own word that this is not to be had.
fn is_refused(case: &Case) -> bool {
    matches!(&case.outcome, Outcome::Failed(why) if why.contains("not available in Latchwork"))
}

fn line(case: &Case) -> Option<String> {
    match &case.outcome {
        Outcome::Failed(why) => Some(format!("* `{}`: {}\n", case.name, plain(why))),
        _ => None,
    }
}

fn write_absent(page: &mut String, cases: &[Case]) {
    let mut reasons = BTreeMap::<String, BTreeMap<&str, usize>>::new();
    for case in cases {
        if let Outcome::Absent(why) = &case.outcome {
            let why = match why.split_once(" (") {
                Some((kind, _)) => kind.to_owned(),
                None if why.starts_with("its own condition") => {
                    "what the test itself finds missing".to_owned()
                }
                None => why.clone(),
            };
            *reasons
                .entry(why)
                .or_default()
                .entry(&case.area)
                .or_default() += 1;
        }
    }
    page.push_str(
        "\n### Absent\n\n| what a test needs | files | of these modules |\n|---|--:|---|\n",
    );
    for (why, modules) in reasons {
        let named: Vec<String> = modules
            .iter()
            .map(|(module, count)| format!("{module} {count}"))
            .collect();
        let _ = writeln!(
            page,
            "| {} | {} | {} |",
            plain(&why),
            modules.values().sum::<usize>(),
            named.join(", ")
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_has_its_figures_its_failures_and_what_is_absent() {
        let case = |name: &str, outcome| Case {
            area: "path".to_owned(),
            name: name.to_owned(),
            outcome,
        };
        let cases = [
            case("a.js", Outcome::Passed),
            case("b.js", Outcome::failed("TypeError: x")),
            case(
                "d.js",
                Outcome::failed("Error: x is not available in Latchwork: y"),
            ),
            case(
                "c.js",
                Outcome::absent("a flag of Node's command line (--x)"),
            ),
        ];
        let mut page = String::new();
        write(&mut page, &cases);
        for expected in [
            "| path | 4 | 3 | 1 | 33.3 % | 2 | 1 | 1 |",
            "* `b.js`: TypeError: x",
            "| a flag of Node's command line | 1 | path 1 |",
        ] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
    }
}

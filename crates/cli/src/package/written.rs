//! What a run of specs leaves for other tools: coverage as lcov, results as JUnit's XML.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bundle::package::ACTION;
use bundle::report::{SpecOutcome, SpecReport, SpecTest};

/// The handler's lines in the format of lcov's tracefiles.
pub(super) fn lcov(lines: &BTreeMap<u32, bool>) -> String {
    let mut text = format!("TN:\nSF:{ACTION}\n");
    for (line, &ran) in lines {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "DA:{line},{}", u8::from(ran));
    }
    let hit = lines.values().filter(|&&ran| ran).count();
    let _ = write!(text, "LF:{}\nLH:{hit}\nend_of_record\n", lines.len());
    text
}

/// The results as JUnit's XML: a suite for each spec.
pub(super) fn junit(report: &SpecReport) -> String {
    let mut suites: BTreeMap<&str, Vec<&SpecTest>> = BTreeMap::new();
    for test in &report.tests {
        suites.entry(&test.path).or_default().push(test);
    }
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (path, tests) in suites {
        let count = |outcome| tests.iter().filter(|test| test.outcome == outcome).count();
        let _ = writeln!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" skipped=\"{}\">",
            escaped(path),
            tests.len(),
            count(SpecOutcome::Failed),
            count(SpecOutcome::Skipped)
        );
        for test in tests {
            text.push_str(&case(test));
        }
        text.push_str("  </testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn case(test: &SpecTest) -> String {
    let seconds = test.wall_us / 1_000_000;
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\" time=\"{seconds}.{:06}\"",
        escaped(&test.path),
        escaped(&test.titles.join(" > ")),
        test.wall_us % 1_000_000
    );
    let told = escaped(test.failure.as_deref().unwrap_or_default());
    match test.outcome {
        SpecOutcome::Passed => format!("{head}/>\n"),
        SpecOutcome::Skipped => format!("{head}><skipped/></testcase>\n"),
        SpecOutcome::Failed => format!("{head}><failure>{told}</failure></testcase>\n"),
    }
}

/// The text with what XML does not take as text written otherwise, and control characters as blanks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() || ('\u{fffe}'..='\u{ffff}').contains(&letter) => {
                out.push(' ')
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_a_tracefile() {
        let lines = BTreeMap::from([(3, true), (4, false)]);
        assert_eq!(
            lcov(&lines),
            "TN:\nSF:integration/integration.action.js\nDA:3,1\nDA:4,0\nLF:2\nLH:1\nend_of_record\n"
        );
    }

    #[test]
    fn results_are_xml_whatever_they_say() {
        let test = |title: &str, outcome, failure: Option<&str>| SpecTest {
            path: "integration/a.spec.js".to_owned(),
            titles: vec!["block".to_owned(), title.to_owned()],
            outcome,
            failure: failure.map(str::to_owned),
            calls: Vec::new(),
            wall_us: 1_500,
        };
        let report = SpecReport {
            tests: vec![
                test("a", SpecOutcome::Passed, None),
                test("b", SpecOutcome::Failed, Some("1 < \u{1b}\"2\"")),
                test("c", SpecOutcome::Skipped, None),
            ],
            ..SpecReport::default()
        };
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="integration/a.spec.js" tests="3" failures="1" skipped="1">
    <testcase classname="integration/a.spec.js" name="block &gt; a" time="0.001500"/>
    <testcase classname="integration/a.spec.js" name="block &gt; b" time="0.001500"><failure>1 &lt;  &quot;2&quot;</failure></testcase>
    <testcase classname="integration/a.spec.js" name="block &gt; c" time="0.001500"><skipped/></testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(junit(&report), expected);
    }
}

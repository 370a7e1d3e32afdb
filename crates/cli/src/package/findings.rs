//! Findings as a person reads them.

use std::fmt::Write as _;

use bundle::{Finding, Place, Severity};

use crate::terminal::{Paint, Style, harmless};

/// Every finding with its place, its reason and what to do, then how many there are.
pub(crate) fn text(findings: &[Finding], paint: Paint) -> String {
    let mut text = String::new();
    for finding in findings {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}", one(finding, paint));
    }
    text.push_str(&summary(findings));
    text
}

fn one(finding: &Finding, paint: Paint) -> String {
    let style = match finding.severity {
        Severity::Error => Style::Bad,
        Severity::Warning => Style::Warning,
        Severity::Note => Style::Dim,
    };
    let title = format!("{}[{}]", word(finding.severity), finding.rule);
    let mut text = paint.paint(style, &title);
    if let Some(place) = &finding.place {
        let _ = write!(text, " {}", paint.paint(Style::Bold, &harmless(&at(place))));
    }
    let _ = write!(text, "\n  {}\n", harmless(&finding.message));
    let _ = writeln!(
        text,
        "  {} {}",
        paint.paint(Style::Dim, "why: "),
        harmless(&finding.reason)
    );
    let _ = writeln!(
        text,
        "  {} {}",
        paint.paint(Style::Dim, "mend:"),
        harmless(&finding.mend)
    );
    text
}

/// A severity in a word.
pub(crate) const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `path:line:column`, as far as it is known.
pub(crate) fn at(place: &Place) -> String {
    match (place.line, place.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", place.path),
        (Some(line), None) => format!("{}:{line}", place.path),
        (None, _) => place.path.clone(),
    }
}

fn summary(findings: &[Finding]) -> String {
    let count = |severity| {
        let of_it = findings
            .iter()
            .filter(|finding| finding.severity == severity);
        of_it.count()
    };
    format!(
        "{}, {}, {}",
        counted(count(Severity::Error), "error"),
        counted(count(Severity::Warning), "warning"),
        counted(count(Severity::Note), "note")
    )
}

/// `1 error`, `2 errors`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_rule_place_reason_and_mend() {
        let finding = Finding {
            rule: "loose-equality".to_owned(),
            severity: Severity::Error,
            place: Some(Place {
                path: "integration/integration.action.js".to_owned(),
                line: Some(3),
                column: Some(7),
            }),
            message: "`==` compares \u{1b}[2J".to_owned(),
            reason: "It converts.".to_owned(),
            mend: "Write `===`.".to_owned(),
        };
        assert_eq!(
            text(&[finding], Paint::Plain),
            "error[loose-equality] integration/integration.action.js:3:7\n  `==` compares \\u{1b}[2J\n  why:  It converts.\n  mend: Write `===`.\n\n1 error, 0 warnings, 0 notes"
        );
        assert_eq!(text(&[], Paint::Plain), "0 errors, 0 warnings, 0 notes");
    }
}

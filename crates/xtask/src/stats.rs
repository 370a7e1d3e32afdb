//! Figures on the size of files and functions: median, longest, and all over the limit.

use std::fmt::Write as _;

use crate::repo::Repo;
use crate::tidy::sizes::{AIM_LINES, LIMIT_LINES, measured};

/// How many of the longest are named.
const LONGEST: usize = 5;

/// One function of a Rust file.
#[derive(Debug, PartialEq, Eq)]
struct Function {
    name: String,
    place: String,
    lines: usize,
}

/// The report of `cargo xtask stats`.
pub(crate) fn report(repo: &Repo) -> String {
    let mut out = String::new();
    let rust: Vec<_> = repo.texts(&["rs"]).collect();
    let mut functions: Vec<_> = rust
        .iter()
        .flat_map(|(path, text)| functions(path, text))
        .collect();
    functions.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.place.cmp(&b.place)));
    let mut files: Vec<_> = measured(repo)
        .map(|(path, text)| (text.lines().count(), path))
        .collect();
    files.sort_by(|a, b| b.cmp(a));
    let rust_lines: Vec<usize> = rust.iter().map(|(_, text)| text.lines().count()).collect();
    let function_lines: Vec<usize> = functions.iter().map(|function| function.lines).collect();
    let all = files.iter().map(|(lines, _)| lines).sum::<usize>();

    let _ = writeln!(
        out,
        "files: {} with {all} lines, of which Rust {} with {}",
        files.len(),
        rust.len(),
        rust_lines.iter().sum::<usize>()
    );
    let _ = writeln!(
        out,
        "median Rust file: {} lines; median Rust function: {} lines of {}",
        median(&rust_lines),
        median(&function_lines),
        functions.len()
    );
    let _ = writeln!(out, "longest files:");
    for (lines, path) in files.iter().take(LONGEST) {
        let _ = writeln!(out, "  {lines:5}  {path}");
    }
    let _ = writeln!(out, "longest Rust functions:");
    for function in functions.iter().take(LONGEST) {
        let _ = writeln!(
            out,
            "  {:5}  {} ({})",
            function.lines, function.name, function.place
        );
    }
    let over = |limit: usize| files.iter().filter(|(lines, _)| *lines > limit).count();
    let _ = writeln!(
        out,
        "over {AIM_LINES} lines: {} files; over {LIMIT_LINES}: {}",
        over(AIM_LINES),
        over(LIMIT_LINES)
    );
    for (lines, path) in files.iter().filter(|(lines, _)| *lines > LIMIT_LINES) {
        let _ = writeln!(out, "  {lines:5}  {path}");
    }
    out
}

/// The upper median; 0 of nothing.
fn median(values: &[usize]) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// The functions of a file laid out by rustfmt, where a body ends at the first `}` as far in as its `fn`.
fn functions(path: &str, text: &str) -> Vec<Function> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else {
            continue;
        };
        let rest = lines.get(at..).unwrap_or_default();
        let Some(length) = rest.iter().position(|end| ends_function(line, end)) else {
            continue;
        };
        let has_body = rest.get(length).is_some_and(|end| end.ends_with('}'));
        if has_body {
            found.push(Function {
                name: name.to_owned(),
                place: format!("{path}:{}", at + 1),
                lines: length + 1,
            });
        }
    }
    found
}

/// Whether `line` is the last of the function that `first` opens: as far in, and closed by a brace or, without a body, a semicolon.
fn ends_function(first: &str, line: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    indent(line) == indent(first)
        && (line.trim() == "}"
            || line.ends_with(';')
            || line.ends_with("{}")
            || line == first && line.ends_with('}'))
}

/// The name, if this line opens a function.
fn function_name(line: &str) -> Option<&str> {
    let mut rest = line.trim_start();
    if let Some(after) = rest.strip_prefix("pub(") {
        rest = after.split_once(") ")?.1;
    }
    while let Some((word, after)) = rest.split_once(' ') {
        match word {
            "pub" | "const" | "async" | "unsafe" | "extern" | "\"C\"" => rest = after,
            "fn" => return after.split(['(', '<']).next(),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_from_fn_to_the_brace_below_it() {
        let text = "pub(crate) async fn one<T>(\n    a: T,\n) {\n    if a {\n    }\n}\n\nimpl X {\n    fn two(&self) -> u8 {\n        2\n    }\n    fn declared(&self);\n}\n";
        let found: Vec<_> = functions("a.rs", text)
            .into_iter()
            .map(|one| (one.name, one.place, one.lines))
            .collect();
        assert_eq!(
            found,
            [
                ("one".to_owned(), "a.rs:1".to_owned(), 6),
                ("two".to_owned(), "a.rs:9".to_owned(), 3)
            ]
        );
    }

    #[test]
    fn one_line_functions_and_words_that_only_look_so_are_told_apart() {
        assert_eq!(
            function_name("    pub const fn id(self) -> u8 {"),
            Some("id")
        );
        assert_eq!(function_name("// a fn in a sentence"), None);
        assert_eq!(function_name("let f = fn_of(x);"), None);
    }

    #[test]
    fn the_median_of_nothing_is_nothing() {
        assert_eq!((median(&[]), median(&[3]), median(&[9, 1, 5])), (0, 3, 5));
    }

    #[test]
    fn the_report_names_what_is_over_the_limit() {
        let long = "x\n".repeat(LIMIT_LINES + 1);
        let report = report(&Repo::of(&[
            ("crates/a/src/lib.rs", &long),
            ("crates/a/src/b.rs", "x\n"),
        ]));
        assert!(report.contains("over 500: 1"), "{report}");
        assert!(report.contains("501  crates/a/src/lib.rs"), "{report}");
    }
}

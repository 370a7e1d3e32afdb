//! Columns for a person.

use std::fmt::Write as _;

use crate::terminal::{Paint, Style, harmless};

/// Rows under a heading, each column as wide as its widest cell; `empty` where there is no row.
pub(crate) fn table<const N: usize>(
    heading: [&str; N],
    rows: &[[String; N]],
    empty: &str,
) -> String {
    if rows.is_empty() {
        return format!("{empty}\n");
    }
    let rows: Vec<[String; N]> = rows
        .iter()
        .map(|row| row.clone().map(|cell| harmless(&cell).replace('\n', " ")))
        .collect();
    let mut widths = heading.map(|title| title.chars().count());
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = Paint::for_stdout().paint(Style::Dim, &line(heading, widths));
    out.push('\n');
    for row in &rows {
        out.push_str(&line(row.each_ref().map(String::as_str), widths));
        out.push('\n');
    }
    out
}

fn line<const N: usize>(cells: [&str; N], widths: [usize; N]) -> String {
    let mut out = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{cell:width$}  ");
    }
    out.trim_end().to_owned()
}

/// `-` for nothing.
pub(crate) fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [
            ["a\u{1b}".to_owned(), "1".to_owned()],
            ["longer name".to_owned(), "2".to_owned()],
        ];
        let text = table(["name", "n"], &rows, "none");
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines, ["a\\u{1b}      1", "longer name  2"]);
        assert_eq!(table::<1>(["x"], &[], "nothing here"), "nothing here\n");
    }
}

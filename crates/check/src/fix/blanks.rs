//! Blank lines.

/// A line laid out.
pub(super) struct Line {
    pub(super) text: String,
    /// Whether it begins within a text or a comment.
    pub(super) is_within: bool,
}

/// One blank line at most between others, none at the edges of a block or of the file.
pub(super) fn without_blanks(lines: Vec<Line>) -> String {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let is_blank = line.text.trim().is_empty() && !line.is_within;
        let after_edge = kept
            .last()
            .is_none_or(|last| last.text.trim().is_empty() && !last.is_within || opens(last));
        if is_blank && after_edge {
            continue;
        }
        let closes = !line.is_within && line.text.trim_start().starts_with(['}', ')', ']']);
        if closes
            && kept
                .last()
                .is_some_and(|last| last.text.trim().is_empty() && !last.is_within)
        {
            kept.pop();
        }
        kept.push(line);
    }
    while kept
        .last()
        .is_some_and(|last| last.text.trim().is_empty() && !last.is_within)
    {
        kept.pop();
    }
    let texts: Vec<&str> = kept.iter().map(|line| line.text.as_str()).collect();
    format!("{}\n", texts.join("\n"))
}

fn opens(line: &Line) -> bool {
    !line.is_within && line.text.trim_end().ends_with(['{', '(', '['])
}

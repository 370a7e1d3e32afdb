//! Stack frames and file names taken out of text: what a partner's code prints and throws must not show how it is built.
//!
//! It finds what the engine writes: a frame on its own line, behind a line break spelled `\n` as JSON spells it, or
//! amid a line, and the name of the code's file wherever it stands.

/// The file that frames of an action name; a package's member ends so too.
const FILE: &str = "action.js";

/// What stands in the place of a file's name.
const CODE: &str = "\u{2026}";

/// The longest frame that is looked for, in bytes.
const FRAME_BYTES: usize = 512;

/// The text without stack frames and file names.
pub(crate) fn without_frames(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if begins_word(&kept)
            && let Some(after) = frame(rest).and_then(|bytes| rest.get(bytes..))
        {
            end_line(&mut kept);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(FILE) {
            let folder = kept.trim_end_matches(is_of_path).len();
            kept.truncate(folder);
            kept.push_str(CODE);
            rest = after.get(position(after)..).unwrap_or_default();
        } else {
            kept.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    kept
}

/// Whether a word may begin behind this: `cat (native)` holds no frame.
fn begins_word(before: &str) -> bool {
    before.ends_with("\\n") || !before.ends_with(|last: char| last.is_alphanumeric() || last == '_')
}

/// Takes off the line break and the indentation in front of a frame.
fn end_line(kept: &mut String) {
    let line = kept.trim_end_matches([' ', '\t']);
    let line = line
        .strip_suffix('\n')
        .or_else(|| line.strip_suffix("\\n"))
        .unwrap_or(line);
    kept.truncate(line.len());
}

/// The length of the frame the text begins with: `at name (place)` or `at place`.
fn frame(text: &str) -> Option<usize> {
    let named = text.strip_prefix("at ")?;
    let end = named
        .char_indices()
        .find(|(at, letter)| *at >= FRAME_BYTES || matches!(letter, '\n' | '\\' | '"' | '\'' | '`'))
        .map_or(named.len(), |(at, _)| at);
    let line = named.get(..end)?;
    let behind = |at: usize| text.len() - named.len() + at;
    if let Some(bytes) = place(line).filter(|bytes| ends_word(line, *bytes)) {
        return Some(behind(bytes));
    }
    line.match_indices(" (").find_map(|(open, parenthesis)| {
        let inside = open + parenthesis.len();
        let bytes = inside + place(line.get(inside..)?)?;
        line.get(bytes..)?
            .starts_with(')')
            .then(|| behind(bytes + 1))
    })
}

/// The length of the place the text begins with: `<anonymous>`, `native` or a file with its line and column.
fn place(text: &str) -> Option<usize> {
    for known in ["<anonymous>", "native"] {
        if text.starts_with(known) {
            return Some(known.len());
        }
    }
    let token = text
        .find(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ','))
        .and_then(|end| text.get(..end))
        .unwrap_or(text);
    let named = [".js", "latchwork:runtime"]
        .iter()
        .filter_map(|name| token.find(name).map(|at| at + name.len()))
        .max()?;
    Some(named + position(token.get(named..)?))
}

fn ends_word(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    !next.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
}

/// The length of `:line:column`, or as much of it as is there.
fn position(text: &str) -> usize {
    let mut rest = text;
    for _ in 0..2 {
        let Some(digits) = rest.strip_prefix(':') else {
            break;
        };
        let after = digits.trim_start_matches(|letter: char| letter.is_ascii_digit());
        if after.len() == digits.len() {
            break;
        }
        rest = after;
    }
    text.len() - rest.len()
}

fn is_of_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '/' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(without_frames(text), expected, "{text:?}");
    }

    #[test]
    fn frames_go_with_their_lines() {
        check(
            "MyErr [Error]: boom\n    at MyErr (action.js:4:1)\n    at action.js:5:21",
            "MyErr [Error]: boom",
        );
        check(
            "{\n  e: Error: in\n      at action.js:6:23,\n  c: Error: a\n      at f (action.js:6:91) {\n    [cause]: TypeError: b\n        at map (native)\n  }\n}",
            "{\n  e: Error: in,\n  c: Error: a {\n    [cause]: TypeError: b\n  }\n}",
        );
        check("Error: x\n    at <anonymous>\nnext", "Error: x\nnext");
        check(
            "Error: x\n    at get value [as y] (integration/integration.action.js:1:2)",
            "Error: x",
        );
        check(
            "Error: x\n    at run (latchwork:runtime:1:1)\n",
            "Error: x\n",
        );
    }

    #[test]
    fn frames_inside_a_line_go_too() {
        check(
            r#"{"s":"Error: x\n    at helper (action.js:7:38)\n    at action.js:1:1"}"#,
            r#"{"s":"Error: x"}"#,
        );
        check("thrown at helper (action.js:2:3), later", "thrown, later");
        check("'    at helper (action.js:2:3)\\n' +", r"'\n' +");
        check("at action.js:1", "");
    }

    #[test]
    fn file_names_go_wherever_they_stand() {
        check("line action.js:10:3 of it", "line \u{2026} of it");
        check("integration/integration.action.js", "\u{2026}");
        check("/a/action.js", "\u{2026}");
    }

    #[test]
    fn other_text_stays() {
        for text in [
            "",
            "signed in at 10:30:15",
            "at noon (local time)",
            "at least (3)",
            "a cat (native)",
            "at nativeland",
            "that <anonymous>",
            "look at api.acme.com (https://api.acme.com:443/x)",
            "\u{e9}at \u{2603}",
        ] {
            check(text, text);
        }
    }
}

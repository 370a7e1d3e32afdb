//! Characters that a reader of the text does not see, or sees elsewhere.

use bundle::{Package, Severity, is_invisible};

use super::RuleInfo;
use super::finder::Finder;
use crate::reading::Lines;

pub(super) const INVISIBLE_CHARACTER: RuleInfo = RuleInfo {
    name: "invisible-character",
    severity: Severity::Error,
    about: "a character without a shape of its own, in any text of the package",
    reason: "Two names that look the same can differ by it, and whole texts can hide in it.",
};

pub(super) const BIDI_CHARACTER: RuleInfo = RuleInfo {
    name: "bidi-character",
    severity: Severity::Error,
    about: "a character that turns the direction of those around it, in any text of the package",
    reason: "The text is shown in another order than it runs in: a comment can look like code and code like a comment.",
};

/// The places named of one kind in one file; more would not help.
const MOST_PLACES: usize = 20;

pub(super) fn find(package: &Package, finder: &mut Finder) {
    for (path, content) in package.members().iter() {
        let path = path.as_str();
        if let Ok(text) = std::str::from_utf8(content)
            && !path.ends_with(".png")
        {
            of_text(path, text, finder);
        }
    }
}

fn of_text(path: &str, text: &str, finder: &mut Finder) {
    let lines = Lines::of(text);
    for (rule, what, is_meant) in [
        (
            &BIDI_CHARACTER,
            "turns the direction of the text around it",
            is_bidi as fn(char) -> bool,
        ),
        (&INVISIBLE_CHARACTER, "cannot be seen", is_hidden),
    ] {
        let hidden = hidden(path, text).filter(|(_, found)| is_meant(*found));
        for (at, found) in hidden.take(MOST_PLACES) {
            finder.at(
                rule,
                path,
                Some(lines.at(at)),
                format!("U+{:04X} {what}", u32::from(found)),
                format!(
                    "take it out; where it is needed, write it as \\u{{{:x}}}",
                    u32::from(found)
                ),
            );
        }
    }
}

/// The characters that are not to be seen, each with its offset. The mark that some editors put before a text is no part
/// of it.
fn hidden<'t>(path: &str, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
    let is_code = path.ends_with("js");
    let mut before = None;
    text.char_indices().filter(move |&(at, found)| {
        let last = before.replace(found);
        match found {
            '\u{feff}' if at == 0 => false,
            // Joiners shape the letters of some languages, and none of code.
            '\u{200c}' | '\u{200d}' => {
                is_code && last.is_some_and(|last| last.is_ascii_alphanumeric())
            }
            // A selector belongs to the picture before it; several, or one after a letter, carry something else.
            '\u{fe00}'..='\u{fe0f}' => last.is_none_or(|last| last.is_ascii() || is_selector(last)),
            found => is_unseen(found),
        }
    })
}

fn is_unseen(found: char) -> bool {
    let is_space = matches!(found, '\n' | '\r' | '\t');
    is_invisible(found) || (found.is_control() && !is_space)
}

fn is_selector(found: char) -> bool {
    matches!(found, '\u{fe00}'..='\u{fe0f}')
}

pub(crate) fn is_bidi(found: char) -> bool {
    matches!(found, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_hidden(found: char) -> bool {
    !is_bidi(found)
}

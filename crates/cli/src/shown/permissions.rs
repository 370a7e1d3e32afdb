//! Permissions in plain words.

use std::fmt::Write as _;

use bundle::Sentence;

use crate::terminal::{Paint, Style, harmless};

/// A line for each sentence, the partner's reason behind it.
pub(crate) fn sentences(mark: &str, sentences: &[Sentence], paint: Paint) -> String {
    let mut text = String::new();
    for sentence in sentences {
        let said = harmless(&sentence.text);
        // Writing to a String cannot fail.
        let _ = match &sentence.reason {
            Some(reason) => {
                let reason = format!("({})", harmless(reason));
                writeln!(
                    text,
                    "  {mark} {said}  {}",
                    paint.paint(Style::Dim, &reason)
                )
            }
            None => writeln!(text, "  {mark} {said}"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use bundle::Group;

    use super::*;

    #[test]
    fn a_reason_stands_behind_what_it_is_for() {
        let sentence = |text: &str, reason: Option<&str>| Sentence {
            group: Group::Sees,
            text: text.to_owned(),
            reason: reason.map(str::to_owned),
        };
        let all = [
            sentence("sees the address", Some("to \u{1b}look")),
            sentence("never sees the rest", None),
        ];
        assert_eq!(
            sentences("-", &all, Paint::Plain),
            "  - sees the address  (to \\u{1b}look)\n  - never sees the rest\n"
        );
    }
}

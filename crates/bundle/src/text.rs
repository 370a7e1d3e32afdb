//! Texts of partners that people read: bounded, and without characters that hide or turn what stands around them.

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing but spaces.
    #[error("is empty")]
    Empty,
    /// Under the limit.
    #[error("has {chars} characters, fewer than {least}")]
    TooShort {
        /// How many it has.
        chars: usize,
        /// The limit.
        least: usize,
    },
    /// Over the limit.
    #[error("has {chars} characters, more than {most}")]
    TooLong {
        /// How many it has.
        chars: usize,
        /// The limit.
        most: usize,
    },
    /// A line break where one line is shown, another control character, or one that cannot be seen.
    #[error("holds {found:?}, which is not shown as it is written")]
    Unseen {
        /// The first such character.
        found: char,
    },
}

impl TextFault {
    /// What to do about it.
    pub fn mend(&self) -> &'static str {
        match self {
            Self::Empty => "say something there",
            Self::TooShort { .. } => "say more",
            Self::TooLong { .. } => "shorten it",
            Self::Unseen { .. } => "take that character out",
        }
    }
}

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    One,
    Many,
}

/// Holds a text against its bounds, in characters.
pub(crate) fn check(text: &str, least: usize, most: usize, lines: Lines) -> Result<(), TextFault> {
    let chars = text.chars().count();
    if chars > most {
        return Err(TextFault::TooLong { chars, most });
    }
    if least > 0 && text.trim().is_empty() {
        return Err(TextFault::Empty);
    }
    if chars < least {
        return Err(TextFault::TooShort { chars, least });
    }
    match text.chars().find(|&found| is_unseen(found, lines)) {
        Some(found) => Err(TextFault::Unseen { found }),
        None => Ok(()),
    }
}

fn is_unseen(found: char, lines: Lines) -> bool {
    match found {
        '\n' | '\r' | '\t' => lines == Lines::One,
        _ => found.is_control() || is_invisible(found),
    }
}

/// Characters without a shape of their own, or that turn the direction of those around them. Joiners, which the writing of
/// India and Arabia and emoji need, are not among them.
pub fn is_invisible(found: char) -> bool {
    matches!(found,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bounded_and_seen() {
        let five = |text: &str, lines| check(text, 3, 5, lines);
        for (text, expected) in [
            ("abc", Ok(())),
            ("\u{e4}\u{f6}\u{fc}\u{e4}\u{f6}", Ok(())),
            ("a\u{200d}b", Ok(())),
            ("ab", Err(TextFault::TooShort { chars: 2, least: 3 })),
            ("", Err(TextFault::Empty)),
            ("    ", Err(TextFault::Empty)),
            ("abcdef", Err(TextFault::TooLong { chars: 6, most: 5 })),
            ("ab\nc", Err(TextFault::Unseen { found: '\n' })),
            ("ab\0c", Err(TextFault::Unseen { found: '\0' })),
            ("ab\u{202e}c", Err(TextFault::Unseen { found: '\u{202e}' })),
        ] {
            assert_eq!(five(text, Lines::One), expected, "{text:?}");
        }
        assert_eq!(five("a\nb", Lines::Many), Ok(()));
        assert_eq!(
            five("a\u{7}b", Lines::Many),
            Err(TextFault::Unseen { found: '\u{7}' })
        );
    }
}

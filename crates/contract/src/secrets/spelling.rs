//! How a secret is spelled where it is found, so that exactly this can be put back.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::decoded::Layer;
use super::form::{FORMS, Form};
use super::part::Part;
use super::writing::{Writing, of_layer};

/// The most ways to write that stand around one another.
const MOST_WRITINGS: usize = 4;

/// A way to spell a value: a form of the value, and how that is written inside other texts. In a recording it is a name such as
/// `base64+component`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spelling {
    /// The number of the line, where one line of a value stands alone.
    pub(super) line: Option<usize>,
    pub(super) form: Form,
    /// The innermost first.
    pub(super) writings: Vec<Writing>,
}

/// A text that names no spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no spelling of a secret that this program knows")]
pub struct UnknownSpelling(String);

impl Spelling {
    /// The value so spelled; nothing for a value that has no such line or is too short for it.
    pub fn spell(&self, value: &str) -> Option<String> {
        let part = Part {
            line: self.line,
            form: self.form,
        };
        let write = |text: String, writing: &Writing| writing.write(&text);
        Some(self.writings.iter().fold(part.text_of(value)?, write))
    }
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line{line}:")?;
        }
        let mut names = Vec::new();
        if self.form != Form::Plain || self.writings.is_empty() {
            names.extend(FORMS.iter().find(|(form, _)| *form == self.form));
        }
        let forms = names.iter().map(|(_, name)| *name);
        let writings = self.writings.iter().filter_map(|writing| {
            let mut all = all_writings();
            all.find(|(one, _)| one == writing).map(|(_, name)| *name)
        });
        f.write_str(&forms.chain(writings).collect::<Vec<_>>().join("+"))
    }
}

/// All ways to write, with their names in a recording.
pub(super) fn all_writings() -> impl Iterator<Item = &'static (Writing, &'static str)> {
    let layers = [Layer::Escaped, Layer::Percent];
    layers.into_iter().flat_map(of_layer)
}

impl FromStr for Spelling {
    type Err = UnknownSpelling;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownSpelling(text.chars().take(100).collect());
        let (line, names) = match text
            .strip_prefix("line")
            .and_then(|text| text.split_once(':'))
        {
            Some((line, names)) => (Some(line.parse().map_err(|_| unknown())?), names),
            None => (None, text),
        };
        // As earlier recordings have it.
        let names = match names {
            "json_twice" => "json+json",
            "percent" => "component",
            names => names,
        };
        let mut names = names.split('+').peekable();
        let first = names
            .peek()
            .and_then(|name| FORMS.iter().find(|(_, of)| of == name));
        let form = first.map_or(Form::Plain, |(form, _)| *form);
        if first.is_some() {
            names.next();
        }
        let named = |name| {
            all_writings()
                .find(|(_, of)| *of == name)
                .map(|(one, _)| *one)
        };
        let writings: Option<Vec<Writing>> = names.map(named).collect();
        let writings = writings.filter(|writings| writings.len() <= MOST_WRITINGS);
        Ok(Self {
            line,
            form,
            writings: writings.ok_or_else(unknown)?,
        })
    }
}

impl TryFrom<String> for Spelling {
    type Error = UnknownSpelling;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Spelling> for String {
    fn from(spelling: Spelling) -> Self {
        spelling.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_reads_as_it_is_written_and_as_earlier_recordings_have_it() {
        for (name, value, expected) in [
            ("plain", "a\"", "a\""),
            ("json", "a\"", "a\\\""),
            ("json_twice", "a\"", "a\\\\\\\""),
            ("percent", "a/", "a%2F"),
            ("form", "a ", "a+"),
            ("base64+component", "abcd", "YWJjZA%3D%3D"),
            ("line1:json", "x\ny\"\n", "y\\\""),
        ] {
            let spelling: Spelling = name.parse().unwrap();
            assert_eq!(spelling.spell(value).as_deref(), Some(expected), "{name}");
            let again: Spelling = spelling.to_string().parse().unwrap();
            assert_eq!(again, spelling);
        }
        for name in [
            "",
            "none",
            "json+none",
            "line:json",
            "lineX:json",
            "json+json+json+json+json",
        ] {
            assert!(name.parse::<Spelling>().is_err(), "{name}");
        }
    }
}

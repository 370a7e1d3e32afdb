//! How a secret is spelled where it is found, so that exactly this can be put back.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::decoded::Layer;
use super::form::{FORMS, Form};
use super::writing::{Writing, of_layer};

/// The most ways to write that stand around one another.
const MOST_WRITINGS: usize = 4;

/// A way to spell a value: a form of the value, and how that is written inside other texts. In a recording it is a name such as
/// `base64+component`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spelling {
    /// The number of the line, where one line of a value stands alone.
    line: Option<usize>,
    form: Form,
    /// The innermost first.
    writings: Vec<Writing>,
}

/// A text that names no spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no spelling of a secret that this program knows")]
pub struct UnknownSpelling(String);

/// What is looked for of a value: all of it or one of its lines, in a form.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) line: Option<usize>,
    pub(super) form: Form,
}

impl Part {
    /// It, of this value; nothing where the value has none that can be told from other text.
    fn text_of(self, value: &str) -> Option<String> {
        let whole = match self.line {
            None => value,
            Some(number) => super::lines(value).nth(number)?,
        };
        String::from_utf8(self.form.write(whole)?).ok()
    }

    /// The spelling by which this part, read through these layers, is written so.
    pub(super) fn spelling(
        self,
        value: &str,
        layers: &[Layer],
        is: &dyn Fn(&str) -> bool,
    ) -> Option<Spelling> {
        // Who writes a value whose percent signs stay reads another one.
        let plain = Self {
            form: Form::Plain,
            ..self
        };
        let parts = match self.form {
            Form::Decoded => vec![plain, self],
            _ => vec![self],
        };
        parts.into_iter().find_map(|part| {
            let writings = written(part.text_of(value)?, layers, is)?;
            Some(Spelling {
                line: part.line,
                form: part.form,
                writings,
            })
        })
    }
}

/// How the text is written through these layers, the outermost of which is the first, so that it is this.
fn written(text: String, layers: &[Layer], is: &dyn Fn(&str) -> bool) -> Option<Vec<Writing>> {
    let Some((outermost, inside)) = layers.split_first() else {
        return is(&text).then(Vec::new);
    };
    // Most ways to write give the same text.
    let mut texts = BTreeMap::from([(text, Vec::new())]);
    for layer in inside.iter().rev() {
        let mut next = BTreeMap::new();
        for (text, writings) in &texts {
            for (writing, _) in of_layer(*layer) {
                let so_far = || [&writings[..], &[*writing]].concat();
                next.entry(writing.write(text)).or_insert_with(so_far);
            }
        }
        texts = next;
    }
    texts.into_iter().find_map(|(text, mut writings)| {
        let mut all = of_layer(*outermost).iter().map(|(writing, _)| *writing);
        writings.push(all.find(|writing| is(&writing.write(&text)))?);
        Some(writings)
    })
}

/// Spellings that are read, each part of them at least once: each form as it is and written through each layer, each way to
/// write, and each combination of layers.
#[cfg(test)]
pub(crate) fn read_spellings() -> Vec<Spelling> {
    let mut all: Vec<Spelling> = Vec::new();
    let mut add = |form: Form, writings: Vec<Writing>| {
        let one = Spelling {
            line: None,
            form,
            writings,
        };
        if !all.contains(&one) {
            all.push(one);
        }
    };
    for (form, _) in FORMS {
        add(form, Vec::new());
        for layer in [Layer::Escaped, Layer::Percent, Layer::Form] {
            add(form, usual(&[layer]));
        }
    }
    for (writing, _) in all_writings() {
        add(Form::Plain, vec![*writing]);
    }
    for layers in super::search::readings() {
        add(Form::Plain, usual(layers));
    }
    all
}

/// The first way to write that is read as each of these layers and as no other, the innermost first.
#[cfg(test)]
fn usual(layers: &[Layer]) -> Vec<Writing> {
    let of = |layer: &Layer| {
        let mut all = of_layer(*layer).iter().map(|(writing, _)| *writing);
        all.find(|writing| (writing.write(" ") == "+") == (*layer == Layer::Form))
    };
    layers.iter().rev().filter_map(of).collect()
}

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

fn all_writings() -> impl Iterator<Item = &'static (Writing, &'static str)> {
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

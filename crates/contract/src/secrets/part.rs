//! What is looked for of a value, and how it is spelled where it was found.

use std::collections::BTreeMap;

use super::decoded::Layer;
use super::form::Form;
use super::spelling::Spelling;
use super::writing::{Writing, of_layer};

/// What is looked for of a value: all of it or one of its lines, in a form.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) line: Option<usize>,
    pub(super) form: Form,
}

impl Part {
    /// It, of this value; nothing where the value has none that can be told from other text.
    pub(super) fn text_of(self, value: &str) -> Option<String> {
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

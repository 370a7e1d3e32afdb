//! The spellings that concealing is tried with.

use super::decoded::Layer;
use super::form::{FORMS, Form};
use super::reading::readings;
use super::spelling::{Spelling, all_writings};
use super::writing::{Writing, of_layer};

/// Spellings that are read, each part of them at least once: each form as it is and written through each layer, each way to
/// write, and each combination of layers.
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
    for layers in readings() {
        add(Form::Plain, usual(layers));
    }
    all
}

/// The first way to write that is read as each of these layers and as no other, the innermost first.
fn usual(layers: &[Layer]) -> Vec<Writing> {
    let of = |layer: &Layer| {
        let mut all = of_layer(*layer).iter().map(|(writing, _)| *writing);
        all.find(|writing| (writing.write(" ") == "+") == (*layer == Layer::Form))
    };
    layers.iter().rev().filter_map(of).collect()
}

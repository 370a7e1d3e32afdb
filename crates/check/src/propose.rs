//! Which permissions a code needs, read from the code.
//!
//! What can be told is proposed, with a reason the partner has to finish; what cannot be told becomes a note that says what
//! to fill in.

mod fields;
mod hosts;
mod methods;

use std::collections::BTreeSet;

use contract::Trigger;
use contract::permission::{FieldPath, Permissions};

use bundle::Form;

use crate::reading::{At, Reading, read};

pub(crate) use fields::{Paths, above, covers, needed, unknown, whole};

/// What a drafted reason ends with. A manifest that still has it is not ready.
pub const DRAFT: &str = "[say what for]";

/// Permissions and what remains to be said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The permissions; their reasons are drafts.
    pub permissions: Permissions,
    /// What the partner should know or fill in, by line.
    pub notes: Vec<Note>,
}

/// Something the partner should know or fill in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The line of the code, from 1.
    pub line: u32,
    /// What.
    pub text: String,
}

/// Proposes permissions for a code.
pub fn propose(code: &str, trigger: Trigger, form: &Form) -> Proposal {
    match read(code, trigger) {
        Ok(reading) => of_reading(&reading, trigger, form),
        Err(error) => Proposal {
            notes: vec![Note {
                line: 1,
                text: format!("no permissions could be proposed: {error}"),
            }],
            ..Proposal::default()
        },
    }
}

fn of_reading(reading: &Reading, trigger: Trigger, form: &Form) -> Proposal {
    let mut proposal = Proposal::default();
    fields::propose(reading, trigger, &mut proposal);
    methods::propose(reading, trigger, form, &mut proposal);
    hosts::propose(reading, form, &mut proposal);
    let ours = [Some(trigger.handler()), trigger.continue_handler()];
    if !reading
        .exports
        .iter()
        .any(|export| export.is_function && ours.contains(&Some(&export.name)))
    {
        proposal.note(
            At { line: 1, column: 1 },
            format!(
                "the code exports no function `{}` that could be followed",
                trigger.handler()
            ),
        );
    }
    if reading.gave_up {
        proposal.note(
            At { line: 1, column: 1 },
            "the code is too entangled to be followed to its end: compare the permissions with what it does".to_owned(),
        );
    }
    proposal.notes.sort();
    proposal.notes.dedup();
    proposal
}

impl Proposal {
    fn note(&mut self, at: At, text: String) {
        self.notes.push(Note {
            line: at.line,
            text,
        });
    }
}

/// A reason to be finished: what the code does and where.
fn draft(does: &str, places: impl IntoIterator<Item = At>) -> String {
    format!("{does} in {} {DRAFT}", in_lines(places))
}

/// `line 3`, or `lines 3, 5, 9 and more`.
pub(crate) fn in_lines(places: impl IntoIterator<Item = At>) -> String {
    let lines: BTreeSet<u32> = places.into_iter().map(|at| at.line).collect();
    let shown: Vec<String> = lines.iter().take(3).map(u32::to_string).collect();
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    let more = if lines.len() > shown.len() {
        " and more"
    } else {
        ""
    };
    format!("{noun} {}{more}", shown.join(", "))
}

/// The path as a permission names it.
fn field(path: &str) -> Option<FieldPath> {
    FieldPath::parse(path).ok()
}

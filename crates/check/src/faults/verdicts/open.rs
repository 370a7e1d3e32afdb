//! Fails open: a fault lets in whom the success path would refuse.

use std::collections::BTreeMap;

use bundle::report::{CellOutcome, FaultKind, FaultVerdict};

use super::super::cells::Group;
use super::super::scene::Leg;
use super::super::tried::Tried;
use super::{Cause, Matrix, list};

const MEND: &str = "Refuse when the check could not be made, or let a configuration item decide whose default refuses.";

/// The verdicts, and what customers may choose.
pub(super) fn verdicts(matrix: &Matrix<'_>) -> (Vec<FaultVerdict>, Vec<String>) {
    let judge = Judge::new(matrix);
    let mut by_cause: BTreeMap<Cause, Vec<&Tried>> = BTreeMap::new();
    let mut notes: Vec<String> = Vec::new();
    for tried in matrix.plain() {
        let variants: Vec<_> = matrix.variants(&tried.cell.name).collect();
        if judge.is_open(tried) {
            // Who has to choose between open and closed has chosen.
            if variants
                .iter()
                .any(|own| !judge.is_open(own) && judge.is_chosen(own))
            {
                note(&mut notes, tried, "the sample values");
            } else {
                by_cause
                    .entry(Cause::of(&tried.about))
                    .or_default()
                    .push(tried);
            }
        } else {
            for own in variants.iter().filter(|own| judge.is_open(own)) {
                if let Some((item, value)) = &own.about.variant {
                    note(&mut notes, own, &format!("{item} = {value}"));
                }
            }
        }
    }
    let verdicts = by_cause
        .into_iter()
        .filter_map(|(Cause(cause), cells)| {
            let first = cells.first()?;
            let sure = match judge.knows_refusal(first) {
                true => "lets in whom the handler would refuse",
                false => "lets in everybody, although the handler may refuse",
            };
            Some(FaultVerdict {
                kind: FaultKind::FailsOpen,
                cell: first.cell.name.clone(),
                what: None,
                message: format!("{} {sure} ({})", capital(&cause), list(&cells)),
                mend: MEND.to_owned(),
            })
        })
        .collect();
    (verdicts, notes)
}

fn note(notes: &mut Vec<String>, tried: &Tried, values: &str) {
    let Cause(cause) = Cause::of(&tried.about);
    let text = format!("With {values} {cause} lets in: the customer's choice.");
    if !notes.contains(&text) {
        notes.push(text);
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

struct Judge<'m, 'a> {
    matrix: &'m Matrix<'a>,
    /// Whether an answer is known upon which the handler refuses.
    knows_denial: bool,
    /// Whether it refuses for some other reason, which then is what it may refuse for.
    refuses_otherwise: bool,
}

impl<'m, 'a> Judge<'m, 'a> {
    fn new(matrix: &'m Matrix<'a>) -> Self {
        let denied = matrix.named("success.denies");
        Self {
            matrix,
            knows_denial: denied.is_some_and(Tried::refuses),
            refuses_otherwise: matrix.plain().any(|tried| {
                let is_other = !tried.about.group.is_fault() && !tried.about.denies;
                is_other && tried.refuses()
            }),
        }
    }

    /// Whether the fault lets in whom the handler would refuse.
    fn is_open(&self, tried: &Tried) -> bool {
        if !tried.about.group.is_fault() || !tried.is(CellOutcome::Allow) {
            return false;
        }
        let Some(success) = self.matrix.success(tried.about.leg) else {
            return false;
        };
        if tried.about.leg == Leg::Return {
            return self.matrix.can_refuse() && !tried.does_as(success);
        }
        if success.is(CellOutcome::Suspend) && !tried.about.denies {
            return self.matrix.can_refuse();
        }
        if self.knows_denial {
            return tried.about.denies || !self.has_denied(tried);
        }
        let Group::Service(fault, _) = tried.about.group else {
            return false;
        };
        // A body that nobody reads may be anything.
        let matters = !fault.is_of_body() || !tried.is_as(success);
        matters
            && self.matrix.can_refuse()
            && !self.refuses_otherwise
            && success.is(CellOutcome::Allow)
    }

    /// Whether another cell tries this fault on a service that would have the handler refuse.
    fn has_denied(&self, tried: &Tried) -> bool {
        let name = &tried.cell.name;
        let name = match name.split_once('[') {
            Some((name, variant)) => format!("{name}.denies[{variant}"),
            None => format!("{name}.denies"),
        };
        self.matrix.named(&name).is_some()
    }

    fn knows_refusal(&self, tried: &Tried) -> bool {
        self.knows_denial || tried.about.leg == Leg::Return
    }

    /// Whether the customer has to choose the value of this variant's item, which has no default.
    fn is_chosen(&self, tried: &Tried) -> bool {
        let item = tried.about.variant.as_ref();
        let field = item.and_then(|(item, _)| self.matrix.subject.form.field(item));
        field.is_some_and(|field| field.default_value.is_none())
    }
}

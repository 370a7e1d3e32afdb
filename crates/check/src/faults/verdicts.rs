//! What the cells come to: each verdict names the cell that proves it.

mod bypassed;
mod internals;
mod leaks;
mod open;
mod silent;

use bundle::report::{CellOutcome, FaultVerdict};

use super::cells::{About, Group};
use super::scene::Leg;
use super::story::Subject;
use super::tried::Tried;

/// Every cell that was run.
pub(crate) struct Matrix<'a> {
    pub(crate) subject: Subject<'a>,
    pub(crate) tried: &'a [Tried],
}

/// All verdicts, gravest first, and what is to be said beside them.
pub(crate) fn of(matrix: &Matrix<'_>) -> (Vec<FaultVerdict>, Vec<String>) {
    let (open, notes) = open::verdicts(matrix);
    let mut verdicts = bypassed::verdicts(matrix);
    verdicts.extend(open);
    verdicts.extend(leaks::verdicts(matrix));
    verdicts.extend(internals::verdicts(matrix));
    verdicts.extend(silent::verdicts(matrix));
    (verdicts, notes)
}

/// Methods by which a handler refuses.
const REFUSING: &[&str] = &[
    "access.deny",
    "validation.error",
    "session.revoke",
    "refreshToken.revoke",
];

impl<'a> Matrix<'a> {
    /// Whether the package asks to be allowed to refuse.
    pub(crate) fn can_refuse(&self) -> bool {
        let mut api = self.subject.permissions.api.iter();
        api.any(|permission| REFUSING.contains(&permission.method.as_str()))
    }

    /// The cell of this name.
    fn named(&self, name: &str) -> Option<&'a Tried> {
        self.tried.iter().find(|tried| tried.cell.name == name)
    }

    /// The success path of a handler.
    fn success(&self, leg: Leg) -> Option<&'a Tried> {
        self.named(match leg {
            Leg::First => "success",
            Leg::Return => "resume.good",
        })
    }

    /// Cells with the sample configuration.
    fn plain(&self) -> impl Iterator<Item = &'a Tried> {
        self.tried
            .iter()
            .filter(|tried| tried.about.variant.is_none())
    }

    /// The same cell where the customer chose other values.
    fn variants(&self, name: &str) -> impl Iterator<Item = &'a Tried> {
        let begin = format!("{name}[");
        self.tried.iter().filter(move |tried| {
            tried.about.variant.is_some() && tried.cell.name.starts_with(&begin)
        })
    }
}

impl Tried {
    /// Whether somebody was refused by the handler itself.
    fn refuses(&self) -> bool {
        self.is(CellOutcome::Deny)
    }
}

/// Which faults belong together: those of the service, of one secret, of one item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cause(String);

impl Cause {
    fn of(about: &About) -> Self {
        Self(match &about.group {
            Group::Service(..) => "a fault of the service".to_owned(),
            Group::Secret(name) => format!("a missing or wrong {name}"),
            Group::Configuration { name, .. } => format!("a missing {name}"),
            _ => String::new(),
        })
    }
}

/// The names of some cells, the first few of them.
fn list(cells: &[&Tried]) -> String {
    const SHOWN: usize = 4;
    let names: Vec<_> = cells
        .iter()
        .take(SHOWN)
        .map(|tried| tried.cell.name.as_str())
        .collect();
    match cells.len().checked_sub(SHOWN) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names.join(", ")),
    }
}

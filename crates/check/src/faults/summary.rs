//! A matrix in a few lines: how the cells of each group ended.

use std::collections::BTreeMap;

use bundle::report::{CellOutcome, FaultReport};
use serde::Serialize;

/// How the cells of one group ended.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GroupSummary {
    /// The group: the name of its cells up to the first dot.
    pub group: String,
    /// Cells after which the flow goes on.
    pub allow: usize,
    /// Cells that were refused.
    pub deny: usize,
    /// Cells that sent the browser away.
    pub suspend: usize,
    /// Cells that failed.
    pub error: usize,
}

impl GroupSummary {
    /// All cells of it.
    pub const fn cells(&self) -> usize {
        self.allow + self.deny + self.suspend + self.error
    }
}

/// The groups in the order of their first cells.
pub fn summary(report: &FaultReport) -> Vec<GroupSummary> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<GroupSummary> = Vec::new();
    for cell in &report.cells {
        let end = cell.name.find(['.', '[']).unwrap_or(cell.name.len());
        let name = cell.name.get(..end).unwrap_or_default();
        let at = *places.entry(name).or_insert_with(|| {
            groups.push(GroupSummary {
                group: name.to_owned(),
                ..GroupSummary::default()
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            match cell.outcome {
                CellOutcome::Allow => group.allow += 1,
                CellOutcome::Deny => group.deny += 1,
                CellOutcome::Suspend => group.suspend += 1,
                CellOutcome::Error => group.error += 1,
            }
        }
    }
    groups
}

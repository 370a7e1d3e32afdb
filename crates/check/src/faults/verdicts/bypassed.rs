//! Can be bypassed: somebody passes who was not checked, or who was refused.

use bundle::report::{CellOutcome, FaultKind, FaultVerdict};

use super::super::cells::Group;
use super::super::scene::Leg;
use super::super::tried::Tried;
use super::{Matrix, list};

pub(super) fn verdicts(matrix: &Matrix<'_>) -> Vec<FaultVerdict> {
    let all = [
        by_token(matrix),
        without_browser(matrix),
        refused_without_browser(matrix),
        by_trying_again(matrix),
    ];
    all.into_iter().flatten().collect()
}

fn verdict(cells: &[&Tried], message: &str, mend: &str) -> Option<FaultVerdict> {
    let first = cells.first()?;
    Some(FaultVerdict {
        kind: FaultKind::CanBeBypassed,
        cell: first.cell.name.clone(),
        what: None,
        message: format!("{message} ({})", list(cells)),
        mend: mend.to_owned(),
    })
}

/// A bad token is as good as the right one: it leads to the same, or past a check that could have refused.
fn by_token(matrix: &Matrix<'_>) -> Option<FaultVerdict> {
    let good = matrix.success(Leg::Return)?;
    let passes = |tried: &&Tried| {
        let is_same = good.is(CellOutcome::Allow) && tried.does_as(good);
        matches!(tried.about.group, Group::Returned(_))
            && tried.is(CellOutcome::Allow)
            && (is_same || matrix.can_refuse())
    };
    let cells: Vec<_> = matrix.plain().filter(passes).collect();
    verdict(
        &cells,
        "A browser that comes back without the right token passes",
        "Read what came back with api.redirect.validateToken alone, and refuse when it throws.",
    )
}

/// The check sends the browser away, and who has none passes.
fn without_browser(matrix: &Matrix<'_>) -> Option<FaultVerdict> {
    let leaves = matrix.success(Leg::First)?.is(CellOutcome::Suspend);
    if !leaves || !matrix.can_refuse() {
        return None;
    }
    let cells: Vec<_> = without(matrix, false).collect();
    verdict(
        &cells,
        "The login is sent away to be checked, and one without a browser passes unchecked",
        "Refuse where the check has not been passed before, or call api.redirect.sendUserTo all the same: the host then answers interaction_required.",
    )
}

fn refused_without_browser(matrix: &Matrix<'_>) -> Option<FaultVerdict> {
    if !matrix.named("success.denies")?.refuses() {
        return None;
    }
    let cells: Vec<_> = without(matrix, true).collect();
    verdict(
        &cells,
        "A login that is refused in a browser passes without one",
        "Check every run: silent logins and refreshes issue tokens as well.",
    )
}

fn without<'a>(matrix: &Matrix<'a>, denies: bool) -> impl Iterator<Item = &'a Tried> {
    matrix.plain().filter(move |tried| {
        tried.about.group == Group::NoBrowser
            && tried.about.denies == denies
            && tried.is(CellOutcome::Allow)
    })
}

/// What the refused run left behind lets the next one pass.
fn by_trying_again(matrix: &Matrix<'_>) -> Option<FaultVerdict> {
    let refused = matrix.named("success.denies")?;
    let again = matrix.named("twice.denies")?;
    if !refused.refuses() || !again.is(CellOutcome::Allow) {
        return None;
    }
    verdict(
        &[again],
        "A login that was refused passes when it is tried again",
        "Write into the cache or the metadata only after the check was passed.",
    )
}

//! Leaks: a value arrives where it must not be.

use std::collections::BTreeMap;

use bundle::report::{FaultKind, FaultVerdict};

use super::super::marks::Nature;
use super::super::travel::Sink;
use super::super::tried::Tried;
use super::{Matrix, list};

pub(super) fn verdicts(matrix: &Matrix<'_>) -> Vec<FaultVerdict> {
    let mut found: BTreeMap<(&str, Nature, Way), Vec<&Tried>> = BTreeMap::new();
    for tried in matrix.tried {
        // What is printed only where the customer turned on a switch is theirs to read; a secret never is.
        let is_chosen = tried.about.variant.is_some();
        for arrival in tried.arrivals.iter().filter(|own| !own.declared) {
            if arrival.nature == Nature::Secret || !is_chosen {
                let way = Way::of(&arrival.sink);
                let cells = found
                    .entry((&arrival.what, arrival.nature, way))
                    .or_default();
                if cells.last().is_none_or(|last| !std::ptr::eq(*last, tried)) {
                    cells.push(tried);
                }
            }
        }
    }
    let mut verdicts: Vec<FaultVerdict> = Vec::new();
    for ((what, nature, way), cells) in found {
        let Some(first) = cells.first() else { continue };
        verdicts.push(FaultVerdict {
            kind: FaultKind::Leaks,
            cell: first.cell.name.clone(),
            what: Some(what.to_owned()),
            message: format!("`{what}` {} ({})", way.says(), list(&cells)),
            mend: mend(nature, way).to_owned(),
        });
    }
    verdicts
}

/// How a value left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Log,
    Url,
    Request,
    Write,
    Redirect,
    Deny,
}

impl Way {
    fn of(sink: &Sink) -> Self {
        match sink {
            Sink::Log => Self::Log,
            Sink::RequestUrl(_) => Self::Url,
            Sink::Request(_) => Self::Request,
            Sink::Write(_) => Self::Write,
            Sink::Redirect(_) => Self::Redirect,
            Sink::Deny => Self::Deny,
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Log => "is printed, or stands in what was thrown",
            Self::Url => "stands in the URL of a request, which is logged on its way",
            Self::Request => "is sent with a request",
            Self::Write => "is written into a claim, metadata or the cache",
            Self::Redirect => "stands in the URL that the browser is sent to",
            Self::Deny => "is told to the end user",
        }
    }
}

fn mend(nature: Nature, way: Way) -> &'static str {
    match (nature, way) {
        (Nature::Secret, Way::Url) => "Send it in a header or in the body.",
        (Nature::Secret, _) => {
            "Send a secret to the service it is for, in a header or the body, and nowhere else."
        }
        (_, Way::Log) => {
            "Print no data about a person: say what happened, without whom it concerns."
        }
        _ => "Declare the field, with the reason that the customer reads, or do without it.",
    }
}

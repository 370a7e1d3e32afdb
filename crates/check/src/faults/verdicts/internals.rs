//! Exposes internals: the end user is told what is between us and the partner's service.

use bundle::report::{FaultKind, FaultVerdict};

use super::super::cells::Group;
use super::super::marks::Nature;
use super::super::script::Fault;
use super::super::travel::Sink;
use super::super::tried::Tried;
use super::{Matrix, list};

/// How a runtime words its errors.
const RUNTIME: &[&str] = &[
    "fetch failed",
    "terminated",
    "is not valid json",
    "unexpected token",
    "unexpected end of",
    "econnrefused",
    "econnreset",
    "enotfound",
    "und_err_",
    "err_latchwork",
    "the operation was aborted",
    "aborted due to timeout",
    "cannot read propert",
    "is not a function",
    "is not defined",
    "failed to parse url",
    "typeerror",
    "syntaxerror",
    "referenceerror",
    "rangeerror",
    "the session token is invalid",
    "there is no parameter called",
    "argument `options.",
    "refused the connection",
    "closed the connection",
    "did not answer in time",
    "[object object]",
];

pub(super) fn verdicts(matrix: &Matrix<'_>) -> Vec<FaultVerdict> {
    let kinds: [(&str, Test); 5] = [
        ("the frames of a stack", |_, said, _| {
            said.contains(".js:") || said.contains("\n    at ")
        }),
        ("an error of the runtime", |_, said, _| {
            RUNTIME.iter().any(|words| said.contains(words))
        }),
        ("what the service said", |tried, _, _| {
            let mut arrivals = tried.arrivals.iter();
            arrivals.any(|own| own.sink == Sink::Deny && own.nature == Nature::Answer)
        }),
        ("the service's host", |tried, said, _| {
            let mut hosts = tried.sent.iter().map(|sent| sent.host());
            hosts.any(|host| !host.is_empty() && said.contains(&host))
        }),
        ("the service's status", tells_status),
    ];
    let said = |tried: &Tried| tried.said.as_ref().map(|said| said.to_ascii_lowercase());
    kinds
        .into_iter()
        .filter_map(|(what, test)| {
            let exposes = |tried: &&Tried| {
                said(tried).is_some_and(|said| test(tried, &said, matrix))
            };
            let cells: Vec<_> = matrix.tried.iter().filter(exposes).collect();
            let first = cells.first()?;
            Some(FaultVerdict {
                kind: FaultKind::ExposesInternals,
                cell: first.cell.name.clone(),
                what: None,
                message: format!(
                    "The end user is told {what}: \"{}\" ({})",
                    first.cell.end_user_sees,
                    list(&cells)
                ),
                mend: "Tell the end user a text of your own that says what to do, and print the cause."
                    .to_owned(),
            })
        })
        .collect()
}

/// Whether a refusal in small letters shows something that it should not.
type Test = fn(&Tried, &str, &Matrix<'_>) -> bool;

/// The number of the status, in a text that is not the same for another status.
fn tells_status(tried: &Tried, said: &str, matrix: &Matrix<'_>) -> bool {
    let Group::Service(Fault::Status(status), _) = tried.about.group else {
        return false;
    };
    let status = status.to_string();
    let mut words = said.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_the_same =
        |other: &Tried| other.about.group != tried.about.group && other.said == tried.said;
    words.any(|word| word == status) && !matrix.tried.iter().any(is_the_same)
}

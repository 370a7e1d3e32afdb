//! Every `validate` at its limits and one past each.

mod actions;
mod apis;
mod builds;
mod clients;
mod tenants;

use std::collections::BTreeMap;

use crate::*;

/// Checks a change of a good value: `Ok`, or the field that is named.
fn check<T: Clone>(
    good: &T,
    validate: impl Fn(&T) -> Result<(), Error>,
    change: impl FnOnce(&mut T),
    expected: Result<(), &str>,
) {
    assert_eq!(validate(good), Ok(()));
    let mut changed = good.clone();
    change(&mut changed);
    let found = validate(&changed);
    let named = found.clone().map_err(|error| field(&error));
    assert_eq!(named, expected, "{found:?}");
}

fn field(error: &Error) -> &'static str {
    match error {
        Error::Empty { field }
        | Error::TooLong { field, .. }
        | Error::TooMany { field, .. }
        | Error::Duplicate { field, .. }
        | Error::NotThere { field, .. }
        | Error::OutOfRange { field, .. }
        | Error::Characters { field, .. }
        | Error::NotAUrl { field, .. }
        | Error::UrlRefused { field, .. }
        | Error::Contradiction { field, .. } => field,
    }
}

fn urls<T>(count: usize, parse: impl Fn(&str) -> Result<T, Error>) -> Vec<T> {
    (0..count)
        .map(|n| parse(&format!("https://a{n}.example")).unwrap())
        .collect()
}

fn metadata(entries: usize, bytes: usize) -> BTreeMap<String, String> {
    (0..entries)
        .map(|n| (format!("{n:0bytes$}"), "v".repeat(bytes)))
        .collect()
}

/// Every message names its field, the limit and what to do.
#[test]
fn messages_say_what_to_do() {
    let long = Error::TooLong {
        field: "name",
        limit: 100,
        actual: 101,
    };
    assert_eq!(
        long.to_string(),
        "name has 101 bytes, at most 100 are allowed; shorten it"
    );
    let many = Error::TooMany {
        field: "extra_hosts",
        limit: 20,
        actual: 21,
    };
    assert_eq!(
        many.to_string(),
        "extra_hosts has 21 entries, at most 20 are allowed; remove some"
    );
    let range = Error::OutOfRange {
        field: "code_s",
        min: 1,
        max: 600,
        actual: 601,
    };
    assert_eq!(range.to_string(), "code_s is 601, allowed is 1 to 600");
}

//! Rows that somebody has to be able to trust: their body stays legible, and a seal beside it says that we wrote it.

use crate::data_keys::TenantKeys;
use crate::{Error, Noun};

/// Vouches for a body under its id: an empty text, sealed under the name of both.
pub(crate) fn vouch(keys: &TenantKeys, noun: Noun, id: &str, body: &str) -> Result<Vec<u8>, Error> {
    keys.seal(noun, &name(id, body), &[])
}

/// Refuses a body that is not what [`vouch`] saw under this id.
pub(crate) fn check(
    keys: &TenantKeys,
    noun: Noun,
    id: &str,
    body: &str,
    vouched: &[u8],
) -> Result<(), Error> {
    match keys.open(noun, &name(id, body), vouched) {
        Ok(_) => Ok(()),
        Err(Error::Unsealable { .. } | Error::KeyMissing { .. }) => Err(Error::Altered {
            noun,
            id: id.to_owned(),
        }),
        Err(other) => Err(other),
    }
}

/// A body is JSON and an id is not: where one ends is plain.
fn name(id: &str, body: &str) -> String {
    [id, body].join("\n")
}

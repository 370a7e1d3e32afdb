//! A recording of nothing yet: what an execution is given.

use std::collections::BTreeMap;

use contract::recording::{FORMAT, Recording, SecretVersion};
use sandbox::{Request, Source};
use tenant::Secret;

use crate::env::{Entropy, NoEntropy};

/// What is recorded of a request before it is executed. The code stays where it is, under the name that the recording's
/// entry has of it.
pub(crate) fn blank(source: &Source, request: &Request) -> Recording {
    Recording {
        format: FORMAT,
        trigger: source.trigger(),
        handler: request.handler.clone(),
        code: None,
        code_digest: hex(&source.digest().0),
        event: request.event.clone(),
        secrets: Vec::new(),
        configuration: request.configuration.clone(),
        cache: request.cache.clone(),
        can_redirect: request.can_redirect,
        limits: request.limits,
        held: Vec::new(),
        redacted: Vec::new(),
        steps: Vec::new(),
    }
}

/// The secrets as a recording names them.
pub(super) fn versions(
    secrets: &BTreeMap<String, Secret>,
    entropy: &Entropy,
) -> Result<Vec<SecretVersion>, NoEntropy> {
    let version = |(name, value): (&String, &Secret)| {
        Ok(SecretVersion::of(name, value.expose(), &entropy.bytes()?))
    };
    secrets.iter().map(version).collect()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

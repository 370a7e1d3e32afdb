//! Resolves from answers of a registry that are at hand. For fuzzing: what strangers publish is put together in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::packument::Packument;
use crate::resolve::{Advance, Resolver};
use crate::{BuildError, Dependencies, Limits, Lock, PackageName};

/// Resolves; what is not among the answers, or cannot be read, is not there.
///
/// # Errors
/// As resolving against a registry.
pub fn resolve(
    dependencies: &Dependencies,
    answers: &BTreeMap<String, Vec<u8>>,
    limits: Limits,
) -> Result<Lock, BuildError> {
    let mut resolver = Resolver::new(dependencies, limits);
    loop {
        match resolver.advance()? {
            Advance::Needs(unknown) => {
                for name in unknown {
                    resolver.learn(name.clone(), answer(&name, answers));
                }
            }
            Advance::More => {}
            Advance::Done => return resolver.finish(dependencies),
        }
    }
}

fn answer(name: &PackageName, answers: &BTreeMap<String, Vec<u8>>) -> Option<Arc<Packument>> {
    let packument = Packument::read(name, answers.get(name.as_str())?).ok()?;
    Some(Arc::new(packument))
}

//! A suspended run as bytes. They are sealed by whoever stores them.

use serde::{Deserialize, Serialize};

use super::{Phase, Run};
use crate::Error;

/// The version of the format; raised whenever a run written before cannot be read any more.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    run: &'a Run,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

#[derive(Deserialize)]
struct Read {
    run: Run,
}

impl Run {
    /// The run as JSON with a version number.
    ///
    /// # Errors
    /// Never for a run this crate made: all its keys are strings.
    pub fn save(&self) -> Result<Vec<u8>, Error> {
        Ok(serde_json::to_vec(&Written {
            version: VERSION,
            run: self,
        })?)
    }

    /// Reads a run that [`Run::save`] wrote.
    ///
    /// # Errors
    /// When another version wrote it, or it is no run.
    pub fn load(bytes: &[u8]) -> Result<Self, Error> {
        let Version { version: found } = serde_json::from_slice(bytes)?;
        if found != VERSION {
            return Err(Error::OtherVersion {
                expected: VERSION,
                found,
            });
        }
        let Read { run } = serde_json::from_slice(bytes)?;
        let steps = run.flow.bindings().len();
        match run.phase {
            Phase::Ready { index, .. } | Phase::Suspended { index, .. } if index >= steps => {
                Err(Error::NoSuchStep { index, steps })
            }
            Phase::Ready { .. } | Phase::Suspended { .. } | Phase::Ended { .. } => Ok(run),
        }
    }
}

//! What an update would change, before anybody decides.

use bundle::{Difference, PermissionsDigest};

use super::{Installation, Wait};
use crate::{Acceptance, Release};

/// What an update would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// What the newer release may do besides, and what it does no more.
    pub difference: Difference,
    /// What somebody has to name to accept it; none where nothing widens.
    pub accept: Option<PermissionsDigest>,
    /// What is to be decided or filled in.
    pub why: Vec<Wait>,
    /// Bytes of code: what runs, and what would.
    pub code_bytes: (u64, u64),
}

impl Installation {
    /// What an update from the release that runs to another would change.
    #[must_use]
    pub fn preview(&self, from: &Release, to: &Release, now_ms: u64) -> Preview {
        let difference = Difference::between(&from.manifest.permissions, &to.manifest.permissions);
        let (why, _) = self.clone().try_on(from, to, now_ms);
        Preview {
            accept: difference.widens.then(|| Acceptance::needed(to)),
            difference,
            why,
            code_bytes: (from.code_bytes, to.code_bytes),
        }
    }
}

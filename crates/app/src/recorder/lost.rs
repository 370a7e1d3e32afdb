//! Executions that were to be recorded and are not: counted for each tenant since this server started.

use std::sync::{Arc, Mutex, PoisonError};

use contract::recording::NotKept;
use moka::sync::Cache;
use tenant::TenantId;

use super::waiting::WAITING_BYTES;
use crate::error::Error;
use crate::other_secrets::WhyUnknown;

/// How many tenants are counted for.
const REMEMBERED: u64 = 10_000;

/// Why a recording is not kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    #[error("it is longer than 16 MiB")]
    TooLong,
    #[error(transparent)]
    NotKept(#[from] NotKept),
    #[error(
        "so much waits to be written that there is no room for its {bytes} bytes; all that wait may have {WAITING_BYTES}"
    )]
    Waiting { bytes: usize },
    #[error(transparent)]
    OtherSecrets(#[from] WhyUnknown),
    #[error("it could not be written down")]
    App(#[from] Error),
    #[error("the store refused it")]
    Store(#[from] store::Error),
}

/// How many executions were not recorded, by why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NotRecorded {
    /// They were too large to keep.
    pub too_large: u64,
    /// Too much waited to be written.
    pub waiting: u64,
    /// The tenant's recordings were full.
    pub full: u64,
    /// It failed.
    pub failed: u64,
}

impl NotRecorded {
    /// All of them.
    pub fn total(&self) -> u64 {
        self.too_large + self.waiting + self.full + self.failed
    }
}

/// Counts for each tenant.
#[derive(Clone)]
pub(super) struct Losses(Cache<TenantId, Arc<Mutex<NotRecorded>>>);

impl Losses {
    pub(super) fn new() -> Self {
        Self(Cache::new(REMEMBERED))
    }

    /// Counts one; how many there are.
    pub(super) fn count(&self, tenant: &TenantId, lost: &Lost) -> u64 {
        let counts = self.0.get_with_by_ref(tenant, Arc::default);
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = match lost {
            Lost::TooLong | Lost::NotKept(_) => &mut counts.too_large,
            Lost::Waiting { .. } => &mut counts.waiting,
            Lost::Store(store::Error::RecordingsFull { .. }) => &mut counts.full,
            Lost::OtherSecrets(_) | Lost::App(_) | Lost::Store(_) => &mut counts.failed,
        };
        *count += 1;
        counts.total()
    }

    pub(super) fn of(&self, tenant: &TenantId) -> NotRecorded {
        let Some(counts) = self.0.get(tenant) else {
            return NotRecorded::default();
        };
        *counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_loss_is_counted_for_its_tenant_and_by_why() {
        let losses = Losses::new();
        let [one, two] = ["one", "two"].map(TenantId::new);
        let full = store::Error::RecordingsFull { rows: 1, bytes: 1 };
        for (lost, total) in [
            (Lost::TooLong, 1),
            (Lost::Waiting { bytes: 1 }, 2),
            (Lost::Store(full), 3),
            (Lost::NotKept(NotKept::TooLarge { bytes: 1 }), 4),
            (Lost::OtherSecrets(WhyUnknown::Missing), 5),
        ] {
            assert_eq!(losses.count(&one, &lost), total);
        }
        let expected = NotRecorded {
            too_large: 2,
            waiting: 1,
            full: 1,
            failed: 1,
        };
        assert_eq!(losses.of(&one), expected);
        assert_eq!(losses.of(&two), NotRecorded::default());
    }
}

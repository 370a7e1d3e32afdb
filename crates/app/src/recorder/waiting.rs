//! How much waits to be written, and whose it is. Recordings are counted in bytes; a tenant may have as much waiting as is free
//! for others besides, so that however many it makes and however long they are, there is room for another's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tenant::TenantId;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// How many bytes of recordings may wait.
pub(super) const WAITING_BYTES: usize = 256 << 20;
/// What each counts besides its steps: it holds an event, and a task waits with it.
const BESIDES_BYTES: usize = 64 << 10;
/// How many are worked on at once; of one tenant, one.
const WRITERS: usize = 2;

/// What waits.
#[derive(Clone)]
pub(super) struct Waiting {
    shares: Arc<Mutex<Shares>>,
    writers: Arc<Semaphore>,
}

#[derive(Default)]
struct Shares {
    bytes: usize,
    tenants: HashMap<TenantId, Share>,
}

struct Share {
    bytes: usize,
    turn: Arc<Semaphore>,
}

/// A place among what waits, given back when dropped.
pub(super) struct Place {
    waiting: Waiting,
    tenant: TenantId,
    bytes: usize,
    turn: Arc<Semaphore>,
}

/// The right to work on a recording.
pub(super) struct Turn {
    _of_tenant: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Waiting {
    pub(super) fn new() -> Self {
        Self {
            shares: Arc::default(),
            writers: Arc::new(Semaphore::new(WRITERS)),
        }
    }

    /// A place for so many bytes, if there is one.
    pub(super) fn place(&self, tenant: &TenantId, bytes: usize) -> Option<Place> {
        let bytes = bytes.saturating_add(BESIDES_BYTES);
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        let free = WAITING_BYTES.saturating_sub(shares.bytes);
        let own = shares.tenants.get(tenant).map_or(0, |share| share.bytes);
        if own.saturating_add(bytes) > free {
            return None;
        }
        shares.bytes += bytes;
        let share = shares
            .tenants
            .entry(tenant.clone())
            .or_insert_with(|| Share {
                bytes: 0,
                turn: Arc::new(Semaphore::new(1)),
            });
        share.bytes += bytes;
        Some(Place {
            waiting: self.clone(),
            tenant: tenant.clone(),
            bytes,
            turn: Arc::clone(&share.turn),
        })
    }
}

impl Place {
    /// Waits until it is this recording's turn: tenants take turns, whatever each of them has waiting.
    ///
    /// # Errors
    /// Never: nothing closes what is waited for.
    pub(super) async fn turn(&self) -> Result<Turn, AcquireError> {
        Ok(Turn {
            _of_tenant: Arc::clone(&self.turn).acquire_owned().await?,
            _of_all: Arc::clone(&self.waiting.writers).acquire_owned().await?,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let shares = self.waiting.shares.lock();
        let mut shares = shares.unwrap_or_else(PoisonError::into_inner);
        shares.bytes = shares.bytes.saturating_sub(self.bytes);
        if let Some(share) = shares.tenants.get_mut(&self.tenant) {
            share.bytes = share.bytes.saturating_sub(self.bytes);
            if share.bytes == 0 {
                shares.tenants.remove(&self.tenant);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGE: usize = 16 << 20;

    fn fill(waiting: &Waiting, tenant: &TenantId, bytes: usize) -> Vec<Place> {
        std::iter::from_fn(|| waiting.place(tenant, bytes)).collect()
    }

    #[test]
    fn what_waits_is_counted_in_bytes_and_no_tenant_takes_all() {
        let waiting = Waiting::new();
        let [one, two, three] = ["one", "two", "three"].map(TenantId::new);
        let of_one = fill(&waiting, &one, LARGE);
        assert_eq!(of_one.len(), 8);
        // Of small ones there are many.
        let of_two = fill(&waiting, &two, 0);
        assert!(of_two.len() > 900, "{}", of_two.len());
        assert!(waiting.place(&one, 0).is_none());
        assert!(waiting.place(&three, LARGE).is_some());
        drop(of_one);
        assert_eq!(fill(&waiting, &three, LARGE).len(), 6);
        drop(of_two);
        let shares = waiting.shares.lock().unwrap();
        assert_eq!((shares.bytes, shares.tenants.len()), (0, 0));
    }

    #[test]
    fn one_past_all_has_no_place() {
        let waiting = Waiting::new();
        let tenant = TenantId::new("one");
        assert!(
            waiting
                .place(&tenant, WAITING_BYTES - BESIDES_BYTES)
                .is_some()
        );
        assert!(
            waiting
                .place(&tenant, WAITING_BYTES - BESIDES_BYTES + 1)
                .is_none()
        );
        assert!(waiting.place(&tenant, usize::MAX).is_none());
    }

    #[tokio::test]
    async fn tenants_take_turns() {
        let waiting = Waiting::new();
        let [one, two] = ["one", "two"].map(TenantId::new);
        let of_one = [
            waiting.place(&one, 0).unwrap(),
            waiting.place(&one, 0).unwrap(),
        ];
        let of_two = waiting.place(&two, 0).unwrap();
        let first = of_one[0].turn().await.unwrap();
        let mut second = std::pin::pin!(of_one[1].turn());
        assert!(futures_util::poll!(&mut second).is_pending());
        let other = of_two.turn().await.unwrap();
        drop(first);
        assert!(futures_util::poll!(&mut second).is_ready());
        drop(other);
    }
}

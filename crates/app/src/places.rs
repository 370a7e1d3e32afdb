//! Places in a queue that all tenants share, of which one tenant takes half at most.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tenant::TenantId;

/// The places.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    taken: Arc<Mutex<Taken>>,
    all: usize,
    each: usize,
}

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    by_tenant: HashMap<TenantId, usize>,
}

/// A place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    taken: Arc<Mutex<Taken>>,
    tenant: TenantId,
}

/// No place is left; so many there are for this tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Full(pub(crate) usize);

impl Places {
    pub(crate) fn new(all: usize) -> Self {
        Self {
            taken: Arc::default(),
            all,
            each: all.div_ceil(2),
        }
    }

    pub(crate) fn take(&self, tenant: &TenantId) -> Result<Place, Full> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.by_tenant.get(tenant).copied().unwrap_or_default();
        if taken.all >= self.all || own >= self.each {
            return Err(Full(self.each));
        }
        taken.all += 1;
        taken.by_tenant.insert(tenant.clone(), own + 1);
        Ok(Place {
            taken: Arc::clone(&self.taken),
            tenant: tenant.clone(),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.all = taken.all.saturating_sub(1);
        let left = taken.by_tenant.get(&self.tenant).copied().unwrap_or(1) - 1;
        match left {
            0 => _ = taken.by_tenant.remove(&self.tenant),
            _ => _ = taken.by_tenant.insert(self.tenant.clone(), left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tenant_takes_half_and_leaves_the_rest_to_others() {
        let places = Places::new(4);
        let [acme, globex, initech] = ["acme", "globex", "initech"].map(TenantId::new);
        let first = places.take(&acme).unwrap();
        let _second = places.take(&acme).unwrap();
        assert_eq!(places.take(&acme).unwrap_err(), Full(2));
        let _others = [places.take(&globex).unwrap(), places.take(&globex).unwrap()];
        assert_eq!(places.take(&initech).unwrap_err(), Full(2));
        drop(first);
        assert!(places.take(&initech).is_ok());
        assert!(places.take(&acme).is_ok());
    }

    #[test]
    fn nothing_is_kept_of_a_tenant_that_left() {
        let places = Places::new(2);
        drop(places.take(&TenantId::new("acme")).unwrap());
        let taken = places.taken.lock().unwrap();
        assert_eq!((taken.all, taken.by_tenant.len()), (0, 0));
    }
}

//! Connection pools: one HTTP client per tenant, installation and scope of the policy.

use std::hash::Hash;
use std::sync::Arc;

use contract::outbound::{TlsMaterial, Transfer};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::EgressError;
use crate::limits::Limits;
use crate::policy::Scope;
use crate::resolve::{CheckedResolver, Resolve};
use crate::tls::Tls;

/// Whose connections these are. Two keys never share a connection, a TLS session or a share of requests in flight.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PoolKey {
    tenant: Arc<str>,
    installation: Option<Arc<str>>,
}

impl PoolKey {
    /// The pool of a tenant's own requests and own actions.
    #[must_use]
    pub fn tenant(tenant: &str) -> Self {
        Self {
            tenant: tenant.into(),
            installation: None,
        }
    }

    /// The pool of one installation of a tenant.
    #[must_use]
    pub fn installation(tenant: &str, installation: &str) -> Self {
        Self {
            tenant: tenant.into(),
            installation: Some(installation.into()),
        }
    }
}

/// A client and its share.
#[derive(Clone)]
pub(crate) struct Pool {
    pub(crate) client: reqwest::Client,
    slots: Arc<Semaphore>,
}

impl Pool {
    /// Takes a place for one request, given back when the body ends.
    pub(crate) fn enter(&self, limit: usize) -> Result<OwnedSemaphorePermit, EgressError> {
        self.slots
            .clone()
            .try_acquire_owned()
            .map_err(|_| EgressError::Busy { limit })
    }
}

/// All pools, the least recently used dropped first. By host and TLS the client itself keeps connections apart.
pub(crate) struct Pools {
    pools: Cache<Key, Pool>,
    /// Pools with TLS of the caller's own: apart, so that whoever brings many of them closes nobody else's connections.
    own: Cache<(Key, Arc<TlsMaterial>), Pool>,
    resolver: Arc<dyn Resolve>,
    tls: Tls,
    limits: Limits,
}

type Key = (PoolKey, Scope, Transfer);

/// Of every so many pools one may have TLS of its own.
const OWN_SHARE: u64 = 8;

impl Pools {
    pub(crate) fn new(limits: Limits, tls: Tls, resolver: Arc<dyn Resolve>) -> Self {
        Self {
            pools: cache(limits.pools, &limits),
            own: cache(limits.pools / OWN_SHARE, &limits),
            resolver,
            tls,
            limits,
        }
    }

    pub(crate) fn resolver(&self) -> &dyn Resolve {
        self.resolver.as_ref()
    }

    pub(crate) fn get(&self, key: &PoolKey, scope: Scope) -> Result<Pool, EgressError> {
        self.get_for(key, scope, Transfer::default(), None)
    }

    /// The pool of those requests that are carried like this.
    pub(crate) fn get_for(
        &self,
        key: &PoolKey,
        scope: Scope,
        transfer: Transfer,
        tls: Option<&Arc<TlsMaterial>>,
    ) -> Result<Pool, EgressError> {
        let key = (key.clone(), scope, transfer);
        match tls {
            None => get_or_open(&self.pools, key.clone(), || self.open(key, None)),
            Some(tls) => get_or_open(&self.own, (key.clone(), tls.clone()), || {
                self.open(key, Some(tls))
            }),
        }
    }

    fn open(
        &self,
        (_, scope, transfer): Key,
        tls: Option<&Arc<TlsMaterial>>,
    ) -> Result<Pool, EgressError> {
        let resolver = CheckedResolver {
            inner: self.resolver.clone(),
            scope,
        };
        let header_bytes = u32::try_from(self.limits.response_header_bytes).unwrap_or(u32::MAX);
        let tls = self.tls.config(transfer, tls.map(AsRef::as_ref))?;
        let builder = reqwest::Client::builder();
        let builder = match transfer {
            Transfer::Fetch => builder.user_agent(concat!("Latchwork/", env!("CARGO_PKG_VERSION"))),
            Transfer::Http1 => as_sent(builder).http1_only(),
            Transfer::Http2 => as_sent(builder).http2_prior_knowledge(),
        };
        let client = builder
            .tls_backend_preconfigured(tls)
            .dns_resolver(Arc::new(resolver))
            // A proxy from the environment would resolve names where the policy does not see it.
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.limits.connect)
            .pool_idle_timeout(self.limits.idle)
            .pool_max_idle_per_host(self.limits.idle_per_host)
            .http2_max_header_list_size(header_bytes)
            .build()
            .map_err(|source| EgressError::Client { source })?;
        Ok(Pool {
            client,
            slots: Arc::new(Semaphore::new(self.limits.in_flight_per_pool)),
        })
    }
}

/// Bodies are handed over as they come.
fn as_sent(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder.no_gzip().no_brotli().no_deflate()
}

fn cache<K: Hash + Eq + Send + Sync + 'static>(most: u64, limits: &Limits) -> Cache<K, Pool> {
    Cache::builder()
        .max_capacity(most)
        .time_to_idle(limits.pool_idle)
        .eviction_policy(EvictionPolicy::lru())
        .build()
}

fn get_or_open<K: Hash + Eq + Send + Sync + 'static>(
    cache: &Cache<K, Pool>,
    key: K,
    open: impl FnOnce() -> Result<Pool, EgressError>,
) -> Result<Pool, EgressError> {
    match cache.get(&key) {
        Some(pool) => Ok(pool),
        None => Ok(cache.try_get_with(key, open)?),
    }
}

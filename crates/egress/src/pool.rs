//! Connection pools: one HTTP client per tenant, installation and scope of the policy.

use std::sync::Arc;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use rustls::ClientConfig;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::EgressError;
use crate::limits::Limits;
use crate::policy::Scope;
use crate::resolve::{CheckedResolver, Resolve};
use crate::tls;

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
    pools: Cache<(PoolKey, Scope), Pool>,
    resolver: Arc<dyn Resolve>,
    tls: ClientConfig,
    limits: Limits,
}

impl Pools {
    pub(crate) fn new(limits: Limits, tls: ClientConfig, resolver: Arc<dyn Resolve>) -> Self {
        let pools = Cache::builder()
            .max_capacity(limits.pools)
            .time_to_idle(limits.pool_idle)
            .eviction_policy(EvictionPolicy::lru())
            .build();
        Self {
            pools,
            resolver,
            tls,
            limits,
        }
    }

    pub(crate) fn resolver(&self) -> &dyn Resolve {
        self.resolver.as_ref()
    }

    pub(crate) fn get(&self, key: &PoolKey, scope: Scope) -> Result<Pool, EgressError> {
        let key = (key.clone(), scope);
        if let Some(pool) = self.pools.get(&key) {
            return Ok(pool);
        }
        let scope = key.1.clone();
        Ok(self.pools.try_get_with(key, || self.open(scope))?)
    }

    fn open(&self, scope: Scope) -> Result<Pool, EgressError> {
        let resolver = CheckedResolver {
            inner: self.resolver.clone(),
            scope,
        };
        let header_bytes = u32::try_from(self.limits.response_header_bytes).unwrap_or(u32::MAX);
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::for_pool(&self.tls))
            .dns_resolver(Arc::new(resolver))
            // A proxy from the environment would resolve names where the policy does not see it.
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .user_agent(concat!("Latchwork/", env!("CARGO_PKG_VERSION")))
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

//! The shell itself: what it holds, and the look-ups that every step needs.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use contract::Limits;
use egress::{Allowance, Egress};
use moka::sync::Cache;
use sandbox::Sandbox;
use store::{Page, Store};
use tenant::{AdminRole, AdminToken, Host, SecretHash, Tenant, TenantId, WebOrigin};

use crate::builds::Builders;
use crate::checking::Checking;
use crate::conceal::Masks;
use crate::env::{Clock, Entropy, NoEntropy};
use crate::error::Error;
use crate::execute::Executor;
use crate::keep::Keeper;
use crate::keys::TenantKeys;
use crate::known::KnownBrowsers;
use crate::late::Late;
use crate::packages::Packages;
use crate::password::Passwords;
use crate::recorder::Recorder;
use crate::shipped::Listings;
use crate::unpack::Unpacking;

/// How long another node's change of a tenant, its origins or its keys may stay unseen here.
pub(crate) const FRESH: Duration = Duration::from_secs(5);
/// How many tenants are remembered for that long.
const REMEMBERED: u64 = 10_000;
/// How many rows of a sort are purged at a time, so that nobody waits long for the one writer.
const SWEPT: u64 = 1_000;

/// Names the key under which browsers keep proofs of earlier logins.
const KNOWN_KEY: &str = "latchwork known browsers";

/// What the shell is made of.
pub struct Parts {
    /// The rows.
    pub store: Store,
    /// Where actions run.
    pub sandbox: Sandbox,
    /// Bounds of each execution.
    pub limits: Limits,
    /// How their requests leave.
    pub egress: Egress,
    /// Private addresses that actions may reach, each with the tenant it is allowed to.
    pub allowances: Vec<(String, Allowance)>,
    /// The time.
    pub clock: Clock,
    /// Where actions' packages come from.
    pub packages: Packages,
    /// Passwords hashed at a time.
    pub password_workers: usize,
}

/// The shell: load, step, save, perform.
pub struct App {
    pub(crate) store: Store,
    pub(crate) executor: Executor,
    pub(crate) clock: Clock,
    pub(crate) entropy: Entropy,
    pub(crate) passwords: Passwords,
    pub(crate) keeper: Keeper,
    pub(crate) late: Late,
    pub(crate) recorder: Recorder,
    pub(crate) masks: Masks,
    pub(crate) known: KnownBrowsers,
    pub(crate) checking: Checking,
    pub(crate) builders: Builders,
    pub(crate) packages: Packages,
    pub(crate) unpacking: Unpacking,
    pub(crate) listings: Listings,
    pub(crate) keys: Cache<TenantId, Arc<TenantKeys>>,
    tenants: Cache<Host, Option<Arc<Tenant>>>,
    default_tenant: Cache<(), Option<Arc<Tenant>>>,
    origins: Cache<TenantId, Arc<HashSet<String>>>,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("App(..)")
    }
}

impl App {
    /// Puts the parts together, inside an asynchronous runtime.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new(parts: Parts) -> Result<Self, Error> {
        let entropy = Entropy::default();
        Ok(Self {
            checking: Checking::new(entropy.reference("chk_")?),
            builders: Builders::new(entropy.reference("bld_")?),
            packages: parts.packages,
            unpacking: Unpacking::new(),
            listings: Listings::new(),
            keeper: Keeper::start(parts.store.clone(), parts.clock.clone()),
            late: Late::new(parts.store.clone(), parts.clock.clone()),
            recorder: Recorder::new(parts.store.clone(), parts.clock.clone(), entropy.clone()),
            masks: Masks::new(),
            known: KnownBrowsers::new(&parts.store.derive_key(KNOWN_KEY), entropy.clone()),
            store: parts.store,
            executor: Executor::new(
                parts.sandbox,
                parts.egress,
                parts.allowances,
                parts.limits,
                parts.clock.clone(),
            ),
            clock: parts.clock,
            passwords: Passwords::new(parts.password_workers, entropy.clone())?,
            entropy,
            keys: remembered(),
            tenants: remembered(),
            default_tenant: remembered(),
            origins: remembered(),
        })
    }

    /// A name for a request, in logs and error texts.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn request_id(&self) -> Result<String, NoEntropy> {
        self.entropy.reference("req_")
    }

    /// A bearer value of 256 bits.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_token(&self) -> Result<String, Error> {
        Ok(self.entropy.token()?)
    }

    /// Purges all that has expired, a bounded number of rows a time; says how many it were.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn sweep(&self) -> Result<u64, Error> {
        let now_ms = self.clock.now_ms();
        let purged = self.store.purge_expired(now_ms, SWEPT).await?;
        if purged.recordings > 0 {
            self.recorder.look_again_everywhere();
        }
        Ok(purged.total())
    }

    /// Waits for what actions left under way, within the time it has, so that the store may be closed.
    pub async fn end(&self) {
        let longest = Duration::from_millis(self.executor.limits().floating_ms);
        self.late.end(longest).await;
    }

    /// The tenant that answers on a host name. Loopback names that no tenant has configured belong to the default
    /// tenant: the one that was made first.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn tenant_at(&self, host: &Host) -> Result<Option<Arc<Tenant>>, Error> {
        if let Some(known) = self.tenants.get(host) {
            return Ok(known);
        }
        let found = self.store.tenant_find_by_host(host).await?.map(Arc::new);
        if found.is_none() && host.is_loopback() && !host.name().ends_with(".localhost") {
            // There are millions of such names, and they are not worth remembering one by one.
            return self.default_tenant().await;
        }
        self.tenants.insert(host.clone(), found.clone());
        Ok(found)
    }

    async fn default_tenant(&self) -> Result<Option<Arc<Tenant>>, Error> {
        if let Some(known) = self.default_tenant.get(&()) {
            return Ok(known);
        }
        let first = self.store.tenant_first().await?.map(Arc::new);
        self.default_tenant.insert((), first.clone());
        Ok(first)
    }

    /// Whether the store can be read and written, and actions run.
    ///
    /// # Errors
    /// What the store or the sandbox says.
    pub async fn check_health(&self) -> Result<(), Error> {
        self.executor.check_health()?;
        Ok(self.store.ping().await?)
    }

    /// Whether a page of that origin may call the token endpoint and userinfo: some client registered it.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn knows_origin(&self, tenant: &Tenant, origin: &str) -> Result<bool, Error> {
        if let Some(known) = self.origins.get(&tenant.id) {
            return Ok(known.contains(origin));
        }
        let mut origins = HashSet::new();
        let mut page = Page::FIRST;
        loop {
            let clients = self.store.clients_list(&tenant.id, page).await?;
            let full = clients.len() >= page.size as usize;
            let registered = clients.iter().flat_map(|client| client.web_origins.iter());
            origins.extend(registered.map(WebOrigin::as_str).map(str::to_owned));
            if !full {
                break;
            }
            page.number = page.number.saturating_add(1);
        }
        let known = origins.contains(origin);
        self.origins.insert(tenant.id.clone(), Arc::new(origins));
        Ok(known)
    }

    /// The administrator's token of a call, if its role allows what is asked.
    ///
    /// # Errors
    /// [`Error::TokenMissing`], [`Error::TokenUnknown`], [`Error::RoleTooLow`], or a fault of ours.
    pub async fn check_admin_token(
        &self,
        tenant: &Tenant,
        token: Option<&str>,
        needed: AdminRole,
    ) -> Result<AdminToken, Error> {
        let token = token.ok_or(Error::TokenMissing)?;
        let found = self.store.admin_token_find(&SecretHash::of(token)).await?;
        let now_ms = self.clock.now_ms();
        let known = found.filter(|found| found.tenant == tenant.id && found.is_valid_at(now_ms));
        let known = known.ok_or(Error::TokenUnknown)?;
        if known.role < needed {
            return Err(Error::RoleTooLow {
                role: known.role,
                needed,
            });
        }
        Ok(known)
    }

    /// Forgets what it remembers of a tenant, so that a change shows at once on this node.
    pub(crate) fn forget(&self, tenant: &TenantId) {
        self.tenants.invalidate_all();
        self.default_tenant.invalidate_all();
        self.origins.invalidate(tenant);
        self.keys.invalidate(tenant);
    }
}

fn remembered<K, V>() -> Cache<K, V>
where
    K: std::hash::Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    Cache::builder()
        .max_capacity(REMEMBERED)
        .time_to_live(FRESH)
        .build()
}

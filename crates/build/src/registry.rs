//! The registry: what it says of packages, and their archives, over the one outbound policy.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contract::outbound::{
    OutboundErrorKind as Kind, OutboundHead, OutboundRequest, RedirectMode, Transfer,
};
use contract::permission::Capabilities;
use egress::{Allowances, Egress, EgressError, Policy, PoolKey};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::{self, BufferUnordered};
use tokio::sync::Semaphore;
use url::Url;

use crate::cache::{Cache, Said};
use crate::npmrc::{Npmrc, PUBLIC, is_private_enough};
use crate::packument::Packument;
use crate::{BuildError, Integrity, Limits, PackageName};

/// The form of a packument without readmes, and the whole one where a registry has no other.
const ABBREVIATED: &str = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";

/// How long to wait before each further try.
const PAUSES: [Duration; 2] = [Duration::from_millis(300), Duration::from_secs(2)];

/// Archives taken apart at the same time: each may take its limit of memory twice.
const UNPACKING: usize = 4;

/// Whether the network is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The registry is asked for what is not in the cache, and whether packages have new versions.
    Online,
    /// The cache alone answers.
    Offline,
}

/// The registries of a configuration, with a cache. Cheap to clone.
#[derive(Clone)]
pub struct Registry {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    npmrc: Npmrc,
    egress: Egress,
    allowances: Allowances,
    pub(crate) cache: Cache,
    mode: Mode,
    pub(crate) limits: Limits,
    slots: Semaphore,
    pub(crate) unpacking: Arc<Semaphore>,
    /// Whether the cache has grown.
    pub(crate) downloaded: AtomicBool,
}

struct Answer {
    status: u16,
    etag: Option<String>,
    body: Vec<u8>,
}

impl Registry {
    /// Registries under an outbound policy. The hosts that `npmrc` names may be private; where they redirect to may not.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn open(
        npmrc: Npmrc,
        mut policy: Policy,
        cache: Cache,
        mode: Mode,
        limits: Limits,
    ) -> Result<Self, EgressError> {
        policy
            .authorities
            .extend(npmrc.authorities().iter().cloned());
        let largest = limits.packument_bytes.max(limits.archive.archive_bytes);
        policy.limits.response_bytes = largest as u64;
        let hosts = npmrc.private_registries().filter_map(|url| {
            let allowance = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
            Some(allowance.parse())
        });
        let allowances = hosts.collect::<Result<Vec<_>, _>>()?.into_iter().collect();
        Ok(Self {
            inner: Arc::new(Inner {
                egress: Egress::new(policy)?,
                npmrc,
                allowances,
                cache,
                mode,
                limits,
                slots: Semaphore::new(limits.parallel),
                unpacking: Arc::new(Semaphore::new(UNPACKING)),
                downloaded: AtomicBool::new(false),
            }),
        })
    }

    /// What these come to, in the order in which they end, as many of them at a time as the limits allow.
    pub(crate) fn at_once<'a, T>(
        &self,
        work: impl Iterator<Item = BoxFuture<'a, T>>,
    ) -> BufferUnordered<stream::Iter<std::vec::IntoIter<BoxFuture<'a, T>>>> {
        // A list, since a server wants to do this on any of its threads, which the type of a closure would keep it from.
        let work: Vec<_> = work.collect();
        stream::iter(work).buffer_unordered(self.inner.limits.parallel)
    }

    /// What the registry says of a package; `None` if it has none of this name.
    pub(crate) async fn packument(
        &self,
        name: &PackageName,
    ) -> Result<Option<Arc<Packument>>, BuildError> {
        let inner = &self.inner;
        let registry = inner.npmrc.registry_of(name).clone();
        let (cache, key) = (inner.cache.clone(), (registry.clone(), name.clone()));
        let kept = off_thread(move || Ok(cache.packument(&key.0, &key.1))).await?;
        let said = match (inner.mode, kept) {
            (Mode::Offline, None) => {
                return Err(BuildError::Offline {
                    what: name.to_string(),
                });
            }
            (Mode::Offline, Some(kept)) => kept,
            (Mode::Online, kept) => inner.ask_about(&registry, name, kept).await?,
        };
        if said.body.is_empty() {
            return Ok(None);
        }
        let name = name.clone();
        off_thread(move || Packument::read(&name, &said.body))
            .await
            .map(|read| Some(Arc::new(read)))
    }

    /// An archive, checked against its integrity.
    pub(crate) async fn archive(
        &self,
        name: &PackageName,
        version: &str,
        resolved: Option<&str>,
        integrity: &Integrity,
    ) -> Result<Vec<u8>, BuildError> {
        let inner = &self.inner;
        let (cache, wanted) = (inner.cache.clone(), integrity.clone());
        if let Some(bytes) = off_thread(move || Ok(cache.archive(&wanted))).await? {
            return Ok(bytes);
        }
        if inner.mode == Mode::Offline {
            return Err(BuildError::Offline {
                what: format!("{name}@{version}"),
            });
        }
        let url = inner.archive_url(name, version, resolved)?;
        let limit = inner.limits.archive.archive_bytes;
        let answer = inner.get(&url, "*/*", None, limit).await;
        let answer = answer.map_err(|error| error.sized(|| format!("{name}@{version}"), limit))?;
        inner.downloaded.store(true, Ordering::Relaxed);
        if answer.status != 200 {
            return Err(BuildError::Status {
                url: url.into(),
                status: answer.status,
            });
        }
        let (cache, wanted) = (inner.cache.clone(), integrity.clone());
        let (package, version) = (name.clone(), version.to_owned());
        off_thread(move || {
            let mismatch = |source| BuildError::Integrity {
                package,
                version,
                source,
            };
            wanted.verify(&answer.body).map_err(mismatch)?;
            cache.keep_archive(&wanted, &answer.body)?;
            Ok(answer.body)
        })
        .await
    }
}

impl Inner {
    /// Asks whether what was kept still holds, and for the new state if not.
    async fn ask_about(
        &self,
        registry: &Url,
        name: &PackageName,
        kept: Option<Said>,
    ) -> Result<Said, BuildError> {
        let url = packument_url(registry, name)?;
        let etag = kept.as_ref().and_then(|kept| kept.etag.as_deref());
        let limit = self.limits.packument_bytes;
        let answer = self.get(&url, ABBREVIATED, etag, limit).await;
        let answer = answer
            .map_err(|error| error.sized(|| format!("what the registry says of {name}"), limit))?;
        match (answer.status, kept) {
            (304, Some(kept)) => return Ok(kept),
            (200 | 404, _) => {}
            (status, _) => {
                return Err(BuildError::Status {
                    url: url.into(),
                    status,
                });
            }
        }
        // That there is no such package is kept as well, as nothing at all, so that offline the same trees come about.
        let said = match answer.status {
            404 => Said {
                etag: None,
                body: Vec::new(),
            },
            _ => Said {
                etag: answer.etag,
                body: answer.body,
            },
        };
        let (cache, key) = (self.cache.clone(), (registry.clone(), name.clone()));
        off_thread(move || cache.keep_packument(&key.0, &key.1, &said).map(|()| said)).await
    }

    /// Where an archive lies: what the packument or the lockfile says, or where registries have it.
    fn archive_url(
        &self,
        name: &PackageName,
        version: &str,
        resolved: Option<&str>,
    ) -> Result<Url, BuildError> {
        let registry = self.npmrc.registry_of(name);
        let usual = format!("{name}/-/{}-{version}.tgz", name.base());
        let (base, path) = match resolved {
            None => (Some(registry), usual.as_str()),
            // A mirror hands on URLs of the public registry and serves the files itself.
            Some(resolved) => match resolved.strip_prefix(PUBLIC) {
                Some(path) => (Some(registry), path),
                None => (None, resolved),
            },
        };
        let url = base.map_or_else(|| Url::parse(path), |base| base.join(path));
        let url = url.map_err(|error| BuildError::Outbound {
            url: resolved.unwrap_or(&usual).chars().take(300).collect(),
            kind: Kind::InvalidUrl,
            message: error.to_string(),
        })?;
        // A path such as `//host/a` would have left the registry.
        if base.is_some_and(|base| contract::origin(base) != contract::origin(&url)) {
            return Err(BuildError::Outbound {
                url: url.into(),
                kind: Kind::InvalidUrl,
                message: "it leaves the registry".to_owned(),
            });
        }
        Ok(url)
    }

    /// Asks, and asks again where the network or the server may only have been busy.
    async fn get(
        &self,
        url: &Url,
        accept: &str,
        etag: Option<&str>,
        most: usize,
    ) -> Result<Answer, BuildError> {
        if !is_private_enough(url) {
            return Err(BuildError::PlainHttp {
                url: url.to_string(),
            });
        }
        let _slot = self
            .slots
            .acquire()
            .await
            .map_err(|_| BuildError::Interrupted)?;
        for pause in PAUSES {
            match self.get_once(url, accept, etag, most).await {
                Ok(answer) if !may_pass(answer.status) => return Ok(answer),
                Err(error) if !is_transient(&error) => return Err(error),
                _ => tokio::time::sleep(pause).await,
            }
        }
        self.get_once(url, accept, etag, most).await
    }

    async fn get_once(
        &self,
        url: &Url,
        accept: &str,
        etag: Option<&str>,
        most: usize,
    ) -> Result<Answer, BuildError> {
        let mut headers = vec![("accept".to_owned(), accept.to_owned())];
        headers.extend(etag.map(|etag| ("if-none-match".to_owned(), etag.to_owned())));
        let authorization = self.npmrc.authorization(url);
        headers.extend(authorization.map(|value| ("authorization".to_owned(), value.to_owned())));
        let request = asking(url, headers, most as u64);
        let failed = |error: contract::outbound::OutboundError| BuildError::Outbound {
            url: url.to_string(),
            kind: error.kind,
            message: error.message,
        };
        // No tenant's name has a space: these connections are nobody else's.
        let pool = PoolKey::tenant("npm registry");
        let sent = self
            .egress
            .send(&pool, &self.allowances, request, self.limits.request);
        let (head, mut chunks) = sent.await.map_err(failed)?;
        let ended_at = Url::parse(&head.url).ok();
        if !ended_at.is_some_and(|url| is_private_enough(&url)) {
            return Err(BuildError::PlainHttp { url: head.url });
        }
        let mut body = Vec::new();
        while let Some(chunk) = chunks.next().await {
            body.extend_from_slice(&chunk.map_err(failed)?);
        }
        Ok(Answer {
            status: head.status,
            etag: header(&head, "etag"),
            body,
        })
    }
}

/// A request for what lies at a URL, or where that redirects to.
pub(crate) fn asking(
    url: &Url,
    headers: Vec<(String, String)>,
    most_bytes: u64,
) -> OutboundRequest {
    OutboundRequest {
        method: "GET".to_owned(),
        url: url.to_string(),
        headers,
        body: Vec::new(),
        redirect: RedirectMode::Follow,
        transfer: Transfer::Fetch,
        tls: None,
        max_response_bytes: most_bytes,
        capabilities: Capabilities::All,
    }
}

/// A header of an answer, unless it is longer than is kept.
pub(crate) fn header(head: &OutboundHead, wanted: &str) -> Option<String> {
    let found = head
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found
        .map(|(_, value)| value.clone())
        .filter(|value| value.len() <= 1024)
}

fn packument_url(registry: &Url, name: &PackageName) -> Result<Url, BuildError> {
    let escaped = name.as_str().replace('/', "%2f");
    registry
        .join(&format!("./{escaped}"))
        .map_err(|_| BuildError::Name {
            name: name.to_string(),
        })
}

/// Whether the same question may be answered otherwise in a moment.
fn may_pass(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

fn is_transient(error: &BuildError) -> bool {
    matches!(
        error,
        BuildError::Outbound {
            kind: Kind::Reset | Kind::Timeout | Kind::Dns | Kind::Other,
            ..
        }
    )
}

/// Reads files or computes where that holds up nobody.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, BuildError> + Send + 'static,
) -> Result<T, BuildError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| BuildError::Interrupted)?
}

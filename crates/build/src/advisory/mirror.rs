//! A mirror of advisories: the archive that it serves over HTTPS, downloaded once and asked for again when it is old.
//! Whoever wants an archive that is kept does not wait for a newer one.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use contract::outbound::OutboundHead;
use egress::{Allowances, Egress, Policy, PoolKey};
use futures_util::StreamExt as _;
use tempfile::NamedTempFile;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::Instant;
use url::Url;

use super::AdvisoryError;
use crate::npmrc::{certificates, is_private_enough};
use crate::registry::{asking, header};

/// The largest archive, in bytes. That of all npm packages has some 200 MB.
const LARGEST: u64 = 1 << 30;
/// How long what was downloaded is taken without asking again, and how long to wait after a mirror that failed.
const FRESH: Duration = Duration::from_secs(60 * 60);
const AFTER_FAILURE: Duration = Duration::from_secs(5 * 60);
/// How long a download may take.
const LONGEST: Duration = Duration::from_secs(10 * 60);
/// How long the first download is waited for.
const MOST_WAITING: Duration = Duration::from_secs(60);
const ARCHIVE: &str = "advisories.zip";
const TAG: &str = "advisories.etag";

/// A mirror with the folder its archive is kept in.
pub struct Mirror {
    inner: Arc<Inner>,
    /// Held for as long as the mirror is asked, so that one download serves all who want it.
    turn: Arc<Mutex<LastAsked>>,
}

struct Inner {
    egress: Egress,
    allowances: Allowances,
    url: Url,
    folder: PathBuf,
}

/// What came of asking last.
#[derive(Default)]
struct LastAsked {
    /// When the mirror is to be asked again.
    ask_again: Option<Instant>,
    /// Why it gave nothing; once somebody was told, only where there is no archive.
    failure: Option<String>,
}

impl Mirror {
    /// A mirror at this URL, which may be in a private network since it is named; where it redirects to may not.
    ///
    /// # Errors
    /// The URL is none of `https`, or the certificates or the client do not come about.
    pub fn open(
        url: &str,
        authorities: Option<&[u8]>,
        folder: PathBuf,
    ) -> Result<Self, AdvisoryError> {
        let refused = |why: &str| AdvisoryError::Mirror {
            url: url.chars().take(300).collect(),
            message: why.to_owned(),
        };
        let parsed = Url::parse(url).ok().filter(is_private_enough);
        let parsed = parsed.filter(|url| url.username().is_empty() && url.password().is_none());
        let parsed =
            parsed.ok_or_else(|| refused("it is no https URL without user and password"))?;
        let mut policy = Policy::default();
        policy.limits.response_bytes = LARGEST;
        if let Some(pem) = authorities {
            let read = certificates(pem);
            policy.authorities = read.ok_or_else(|| refused("ca_file holds no certificates"))?;
        }
        let named = parsed.host_str().zip(parsed.port_or_known_default());
        let allowance = named.and_then(|(host, port)| format!("{host}:{port}").parse().ok());
        let inner = Inner {
            egress: Egress::new(policy).map_err(|error| refused(&error.to_string()))?,
            allowances: allowance.into_iter().collect(),
            url: parsed,
            folder,
        };
        Ok(Self {
            inner: Arc::new(inner),
            turn: Arc::default(),
        })
    }

    /// Where the archive is. One that is kept is there at once, and asked for again beside whoever wants it when it is old; the
    /// first is waited for, a minute at most. Why asking last gave nothing comes along: once where an archive is kept, and
    /// each time where none is; so does that the first archive is still on its way.
    pub async fn archive(&self) -> (PathBuf, Option<AdvisoryError>) {
        self.archive_within(MOST_WAITING).await
    }

    async fn archive_within(&self, longest: Duration) -> (PathBuf, Option<AdvisoryError>) {
        let path = self.inner.path();
        if !path.is_file() {
            let first = tokio::time::timeout(longest, self.first()).await;
            return (path, first.unwrap_or_else(|_| Some(self.inner.pending())));
        }
        // Whoever holds the turn asks already.
        let turn = Arc::clone(&self.turn).try_lock_owned().ok();
        let failure = turn.and_then(|mut turn| {
            let failure = turn.failure.take();
            self.ask_beside(turn);
            failure
        });
        (path, failure.map(|why| self.inner.failed(why)))
    }

    /// Waits for the first archive; or says why there is none.
    async fn first(&self) -> Option<AdvisoryError> {
        self.ask_beside(Arc::clone(&self.turn).lock_owned().await);
        let failure = self.turn.lock().await.failure.clone();
        failure.map(|why| self.inner.failed(why))
    }

    /// Asks the mirror where that is due, in a task that goes on when nobody waits for it.
    fn ask_beside(&self, mut turn: OwnedMutexGuard<LastAsked>) {
        if turn.ask_again.is_some_and(|at| Instant::now() < at) {
            return;
        }
        let inner = Arc::clone(&self.inner);
        tokio::spawn(async move {
            let asked = inner.ask().await;
            let pause = if asked.is_ok() { FRESH } else { AFTER_FAILURE };
            turn.ask_again = Some(Instant::now() + pause);
            turn.failure = asked.err();
        });
    }
}

impl Inner {
    /// Where the archive is kept.
    fn path(&self) -> PathBuf {
        self.folder.join(ARCHIVE)
    }

    fn tag_path(&self) -> PathBuf {
        self.folder.join(TAG)
    }

    /// Asks for the archive, and keeps it where it is another; or says why there is none.
    async fn ask(&self) -> Result<(), String> {
        let kept = self.path().is_file();
        let known = std::fs::read_to_string(self.tag_path()).ok();
        let mut headers = vec![("accept".to_owned(), "*/*".to_owned())];
        if let Some(tag) = known.filter(|_| kept) {
            headers.push(("if-none-match".to_owned(), tag));
        }
        let request = asking(&self.url, headers, LARGEST);
        // No tenant's name has a space: these connections are nobody else's.
        let pool = PoolKey::tenant("npm advisories");
        let sent = self.egress.send(&pool, &self.allowances, request, LONGEST);
        let (head, mut chunks) = sent.await.map_err(|error| error.message)?;
        match head.status {
            304 if kept => return Ok(()),
            200 => {}
            status => return Err(format!("it answers {status}")),
        }
        if !Url::parse(&head.url).is_ok_and(|url| is_private_enough(&url)) {
            return Err(format!("it leads to plain http, {}", head.url));
        }
        let unkept = |error: io::Error| {
            let folder = self.folder.display();
            format!("its archive cannot be kept in {folder}: {error}")
        };
        let mut partial = self.partial().map_err(unkept)?;
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| error.message)?;
            partial.write_all(&chunk).map_err(unkept)?;
        }
        self.keep(partial, &head).map_err(unkept)
    }

    fn partial(&self) -> io::Result<NamedTempFile> {
        std::fs::create_dir_all(&self.folder)?;
        NamedTempFile::new_in(&self.folder)
    }

    /// The tag goes first and comes last: it never stands beside another archive than its own.
    fn keep(&self, partial: NamedTempFile, head: &OutboundHead) -> io::Result<()> {
        let tag = self.tag_path();
        if tag.exists() {
            std::fs::remove_file(&tag)?;
        }
        let persisted = partial.persist(self.path());
        persisted.map_err(|error| error.error)?;
        match header(head, "etag") {
            Some(etag) => std::fs::write(tag, etag),
            None => Ok(()),
        }
    }

    fn pending(&self) -> AdvisoryError {
        AdvisoryError::Pending {
            url: self.url.to_string(),
        }
    }

    fn failed(&self, message: String) -> AdvisoryError {
        AdvisoryError::Mirror {
            url: self.url.to_string(),
            message,
        }
    }
}

/// Whether a text names a mirror, not a file or a folder.
#[must_use]
pub fn is_mirror(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests;

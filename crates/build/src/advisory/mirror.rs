//! A mirror of advisories: the archive that it serves over HTTPS, downloaded once and asked for again when it is old.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use contract::outbound::OutboundHead;
use egress::{Allowances, Egress, Policy, PoolKey};
use futures_util::StreamExt as _;
use tempfile::NamedTempFile;
use tokio::sync::Mutex;
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
const ARCHIVE: &str = "advisories.zip";
const TAG: &str = "advisories.etag";

/// A mirror with the folder its archive is kept in.
pub struct Mirror {
    egress: Egress,
    allowances: Allowances,
    url: Url,
    folder: PathBuf,
    /// When it is to be asked again. Whoever asks holds it, so that one download serves all who wait.
    due: Mutex<Option<Instant>>,
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
        Ok(Self {
            egress: Egress::new(policy).map_err(|error| refused(&error.to_string()))?,
            allowances: allowance.into_iter().collect(),
            url: parsed,
            folder,
            due: Mutex::new(None),
        })
    }

    /// Where the archive is, as new as it should be. Where the mirror does not answer, an older one or none is there, and why
    /// comes along.
    pub async fn archive(&self) -> (PathBuf, Option<AdvisoryError>) {
        let path = self.folder.join(ARCHIVE);
        let mut due = self.due.lock().await;
        let kept = path.is_file();
        if due.is_some_and(|due| Instant::now() < due) {
            return (path, None);
        }
        let asked = self.ask(kept).await;
        *due = Some(Instant::now() + if asked.is_ok() { FRESH } else { AFTER_FAILURE });
        (path, asked.err())
    }

    async fn ask(&self, kept: bool) -> Result<(), AdvisoryError> {
        let known = std::fs::read_to_string(self.folder.join(TAG)).ok();
        let mut headers = vec![("accept".to_owned(), "*/*".to_owned())];
        if let Some(tag) = known.filter(|_| kept) {
            headers.push(("if-none-match".to_owned(), tag));
        }
        let request = asking(&self.url, headers, LARGEST);
        // No tenant's name has a space: these connections are nobody else's.
        let pool = PoolKey::tenant("npm advisories");
        let sent = self.egress.send(&pool, &self.allowances, request, LONGEST);
        let (head, mut chunks) = sent.await.map_err(|error| self.failed(error.message))?;
        match head.status {
            304 if kept => return Ok(()),
            200 => {}
            status => return Err(self.failed(format!("it answers {status}"))),
        }
        if !Url::parse(&head.url).is_ok_and(|url| is_private_enough(&url)) {
            return Err(self.failed(format!("it leads to plain http, {}", head.url)));
        }
        let mut partial = self.partial().map_err(|source| self.unwritten(source))?;
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| self.failed(error.message))?;
            let written = partial.write_all(&chunk);
            written.map_err(|source| self.unwritten(source))?;
        }
        self.keep(partial, &head)
            .map_err(|source| self.unwritten(source))
    }

    fn partial(&self) -> io::Result<NamedTempFile> {
        std::fs::create_dir_all(&self.folder)?;
        NamedTempFile::new_in(&self.folder)
    }

    /// The tag goes first and comes last: it never stands beside another archive than its own.
    fn keep(&self, partial: NamedTempFile, head: &OutboundHead) -> io::Result<()> {
        let tag = self.folder.join(TAG);
        if tag.exists() {
            std::fs::remove_file(&tag)?;
        }
        let persisted = partial.persist(self.folder.join(ARCHIVE));
        persisted.map_err(|error| error.error)?;
        match header(head, "etag") {
            Some(etag) => std::fs::write(tag, etag),
            None => Ok(()),
        }
    }

    fn failed(&self, message: String) -> AdvisoryError {
        AdvisoryError::Mirror {
            url: self.url.to_string(),
            message,
        }
    }

    fn unwritten(&self, source: io::Error) -> AdvisoryError {
        AdvisoryError::Read {
            path: self.folder.clone(),
            source,
        }
    }
}

/// Whether a text names a mirror, not a file or a folder.
#[must_use]
pub fn is_mirror(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

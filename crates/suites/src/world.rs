//! The world that a test of a suite sees: real time and chance, no network but files of its suite, and an ear for reports.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use contract::outbound::{OutboundError, OutboundErrorKind, OutboundHead, OutboundRequest};
use futures_util::future::BoxFuture;
use futures_util::stream;
use sandbox::{LiveHost, Outbound, OutboundResponse};

/// The most that one test may report, in bytes.
const MOST_REPORT_BYTES: usize = 32 << 20;

/// What one test reports.
#[derive(Default)]
pub(crate) struct Reports(Mutex<Heard>);

#[derive(Default)]
struct Heard {
    reports: Vec<String>,
    bytes: usize,
}

impl Reports {
    /// A world from now on in which these are heard, and files of this folder answer requests.
    pub(crate) fn world(self: &Arc<Self>, folder: Option<PathBuf>) -> LiveHost {
        let reports = Arc::clone(self);
        LiveHost::new(Arc::new(Files(folder))).with_reports(move |text| reports.hear(text))
    }

    /// What was reported, which is nothing afterwards.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.heard().reports)
    }

    fn hear(&self, text: &str) -> bool {
        let mut heard = self.heard();
        heard.bytes = heard.bytes.saturating_add(text.len());
        let is_taken = heard.bytes <= MOST_REPORT_BYTES;
        if is_taken {
            heard.reports.push(text.to_owned());
        }
        is_taken
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers a request for `http://HOST/PATH` with the file PATH of a folder.
struct Files(Option<PathBuf>);

impl Outbound for Files {
    fn send(
        &self,
        request: OutboundRequest,
    ) -> BoxFuture<'static, Result<OutboundResponse, OutboundError>> {
        let path = path_of(&request.url);
        let read = self
            .0
            .as_deref()
            .and_then(|folder| fs::read(below(folder, path)?).ok());
        Box::pin(async move {
            let Some(bytes) = read else {
                let message = format!("{} is no file of the suite", request.url);
                return Err(OutboundError::new(OutboundErrorKind::Refused, message));
            };
            Ok(OutboundResponse {
                head: OutboundHead {
                    status: 200,
                    status_text: "OK".to_owned(),
                    url: request.url,
                    redirected: false,
                    headers: Vec::new(),
                },
                body: Box::pin(stream::iter([Ok(Bytes::from(bytes))])),
            })
        })
    }
}

/// The path of a URL, without query and fragment.
fn path_of(url: &str) -> &str {
    let behind = url.split_once("://").map_or(url, |(_, behind)| behind);
    let path = behind.split_once('/').map_or("", |(_, path)| path);
    path.split(['?', '#']).next().unwrap_or_default()
}

/// A path below a folder, unless it leads out of it.
fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let stays = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    stays.then(|| folder.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_names_a_file_below_the_folder_and_no_other() {
        let folder = Path::new("/wpt");
        let path = |url| below(folder, path_of(url));
        assert_eq!(
            path("http://web.test/url/a.json?x#y"),
            Some(PathBuf::from("/wpt/url/a.json"))
        );
        assert_eq!(path("http://web.test/../etc/passwd"), None);
        assert_eq!(path("http://web.test//etc/passwd"), None);
    }

    #[test]
    fn one_byte_too_many_is_not_taken() {
        let reports = Reports::default();
        assert!(reports.hear(&"x".repeat(MOST_REPORT_BYTES)));
        assert!(!reports.hear("y"));
        assert_eq!(reports.take().len(), 1);
    }
}

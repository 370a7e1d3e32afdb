//! Work that would hold up a thread on which others wait is done aside.

use crate::error::Error;

/// Does work on a thread of its own: megabytes are read there, or something long is computed.
///
/// # Errors
/// When the work did not come to its end.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(Error::Thread)
}

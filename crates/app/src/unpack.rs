//! Partners' packages are unpacked aside, and a few at a time: each takes dozens of megabytes of memory.

use std::sync::Arc;

use bundle::{Digest, Limits, Package};
use market::ReleaseFacts;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::App;
use crate::aside::aside;
use crate::error::Error;

/// How many packages are unpacked at a time. With its archive, its members and the files of its npm packages one may take
/// some 120 MiB.
const AT_ONCE: usize = 2;

/// Places to unpack packages in.
#[derive(Debug)]
pub(crate) struct Unpacking(Arc<Semaphore>);

/// A place, given back when the work in it has ended.
#[derive(Debug)]
pub(crate) struct Place(Option<OwnedSemaphorePermit>);

impl Unpacking {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }

    /// Waits for a place. Who takes it before the archive is read from the store has no more archives in memory than there
    /// are places.
    pub(crate) async fn place(&self) -> Place {
        // Nobody closes the places.
        Place(Arc::clone(&self.0).acquire_owned().await.ok())
    }
}

impl Place {
    /// Does work in this place. The place goes with the work, so that a caller who goes away frees none that is still taken.
    ///
    /// # Errors
    /// When the work did not come to its end.
    pub(crate) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let Self(permit) = self;
        aside(move || {
            let _permit = permit;
            work()
        })
        .await
    }

    /// Reads an archive as a package and works on that.
    ///
    /// # Errors
    /// Everything that is wrong with the package, or what the work ends with.
    pub(crate) async fn unpack<T: Send + 'static>(
        self,
        archive: impl AsRef<[u8]> + Send + 'static,
        work: impl FnOnce(Package) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let unpacked = self.work(move || {
            let package = Package::from_archive(archive.as_ref(), Limits::DEFAULT);
            work(package.map_err(Error::NoPackage)?)
        });
        unpacked.await?
    }
}

impl App {
    /// Unpacks a package that the store keeps, and works on it.
    ///
    /// # Errors
    /// [`Error::Dangling`] when it is gone, what the work ends with, or a fault of ours.
    pub(crate) async fn unpack_kept<T: Send + 'static>(
        &self,
        digest: Digest,
        work: impl FnOnce(Package) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let place = self.unpacking.place().await;
        let found = self.store.package_find(&digest).await?;
        let archive = found.ok_or_else(|| Error::Dangling {
            noun: "package",
            id: digest.to_string(),
        })?;
        place.unpack(archive, work).await
    }
}

/// What a package is, as its release keeps it.
pub(crate) fn facts_of(package: &Package) -> ReleaseFacts {
    ReleaseFacts {
        digest: package.digest(),
        manifest: package.manifest().clone(),
        form: package.form().clone(),
        code_bytes: package.code().len() as u64,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn a_package_waits_until_one_of_those_before_it_is_done_with() {
        let unpacking = Unpacking::new();
        let mut taken = Vec::new();
        for _ in 0..AT_ONCE {
            taken.push(unpacking.place().await);
        }
        assert!(unpacking.place().now_or_never().is_none());
        let done = taken.pop().unwrap();
        assert_eq!(done.work(|| 7).await.unwrap(), 7);
        assert!(unpacking.place().now_or_never().is_some());
    }

    #[tokio::test]
    async fn what_is_no_package_is_refused_and_leaves_its_place() {
        let unpacking = Unpacking::new();
        for _ in 0..=AT_ONCE {
            let place = unpacking.place().await;
            let refused = place.unpack(b"PK", |_| Ok(())).await;
            assert!(matches!(refused, Err(Error::NoPackage(_))));
        }
    }
}

//! Builds of drafts that require packages: done beside the requests, by whichever node has taken them on.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use contract::{Failure, FailureKind};
use store::{BuildProduct, ClaimedBuild};
use tenant::{Action, Again, Build, BuildProgress, BuildStatus};
use tokio::sync::Notify;
use tokio::time::{Instant, interval_at};

use crate::App;
use crate::error::Error;
use crate::packages::Made;
use crate::unbuilt::Unbuilt;

/// Builds under way at once in a process; each may take its limit of memory. One tenant has one at a time.
pub(crate) const WORKERS: usize = 2;
/// How long to wait when there is nothing to do; other nodes take drafts too, and tries come due.
const PAUSE: Duration = Duration::from_secs(1);
/// How long to wait after a fault of ours.
const AFTER_FAULT: Duration = Duration::from_secs(30);
/// How often to look whether a build has got further, and whether it is still wanted.
const LOOK: Duration = Duration::from_millis(500);
/// How often to say that a build still runs: a few times within the lease. In looks.
const RENEW: u32 = 30;
/// How long a deployment waits for the build of its draft.
const WAITED: Duration = Duration::from_secs(20);

/// Wakes the workers, and whoever waits for them.
#[derive(Debug, Clone)]
pub(crate) struct Builders {
    waker: Arc<Notify>,
    ended: Arc<Notify>,
    /// This process' own name among all that build.
    name: Arc<str>,
}

impl Builders {
    pub(crate) fn new(name: String) -> Self {
        Self {
            waker: Arc::default(),
            ended: Arc::default(),
            name: name.into(),
        }
    }

    fn holder(&self, worker: usize) -> String {
        format!("{}.{worker}", self.name)
    }
}

impl App {
    /// Builds drafts for as long as it is polled: a server runs it beside its requests.
    pub async fn work_on_builds(&self) {
        let workers = (0..WORKERS).map(|worker| self.build_forever(worker));
        futures_util::future::join_all(workers).await;
    }

    /// Lets go of what [`Self::work_on_builds`] had begun, when it is polled no more: whoever works next begins it again.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn end_builds(&self) -> Result<(), Error> {
        for worker in 0..WORKERS {
            let holder = self.builders.holder(worker);
            let now_ms = self.clock.now_ms();
            self.store.builds_let_go(&holder, now_ms).await?;
        }
        Ok(())
    }

    /// A draft that requires packages was saved.
    pub(crate) fn wake_builders(&self) {
        self.builders.waker.notify_waiters();
    }

    /// The build of a draft as soon as it has ended; after a while as it is then.
    pub(crate) async fn awaited_build(&self, action: &Action) -> Result<Option<Build>, Error> {
        let until = Instant::now() + WAITED;
        loop {
            let ended = self.builders.ended.notified();
            let build = self.store.build_find(&action.tenant, &action.id).await?;
            let waits = build.as_ref().is_some_and(|build| {
                matches!(build.status, BuildStatus::Pending | BuildStatus::Building)
            });
            if !waits || Instant::now() >= until {
                return Ok(build);
            }
            tokio::select! {
                () = ended => {}
                // Another node may build it.
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    async fn build_forever(&self, worker: usize) {
        let holder = self.builders.holder(worker);
        loop {
            let woken = self.builders.waker.notified();
            match self.build_next(&holder).await {
                Ok(true) => {}
                Ok(false) => {
                    tokio::select! {
                        () = woken => {}
                        () = tokio::time::sleep(PAUSE) => {}
                    }
                }
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "a build failed on this host; building goes on in a while"
                    );
                    tokio::time::sleep(AFTER_FAULT).await;
                }
            }
        }
    }

    /// Builds one draft; whether there was any.
    async fn build_next(&self, holder: &str) -> Result<bool, Error> {
        let now_ms = self.clock.now_ms();
        let Some(ClaimedBuild { build, action }) = self.store.build_claim(holder, now_ms).await?
        else {
            return Ok(false);
        };
        self.build_claimed(holder, &build, &action).await?;
        self.builders.ended.notify_waiters();
        // The tenant's next draft waited for this one.
        self.builders.waker.notify_waiters();
        Ok(true)
    }

    async fn build_claimed(
        &self,
        holder: &str,
        build: &Build,
        action: &Action,
    ) -> Result<(), Error> {
        let lock = match &build.built {
            Some(before) => {
                self.store
                    .built_part(before, store::BuiltPart::Lock)
                    .await?
            }
            None => None,
        };
        let Some(made) = self.made_while_held(holder, build, action, lock).await? else {
            return Ok(());
        };
        let (failure, again) = match made {
            Ok(product) => match self.keep_product(holder, build, &product).await? {
                Ok(()) => return Ok(()),
                Err(failure) => (failure, Again::Never),
            },
            Err(unbuilt) => {
                // What the draft itself is wrong about is nobody else's concern.
                if unbuilt.again() == Again::Perhaps {
                    tracing::warn!(
                        tenant = %build.tenant,
                        action = %build.action,
                        error = &unbuilt as &dyn std::error::Error,
                        "a draft could not be built"
                    );
                }
                (unbuilt.failure(), unbuilt.again())
            }
        };
        let now_ms = self.clock.now_ms();
        self.store
            .build_fail(build, holder, failure, again, now_ms)
            .await?;
        Ok(())
    }

    /// What comes of a build, which is told as it goes on; nothing when it is the holder's no more.
    async fn made_while_held(
        &self,
        holder: &str,
        build: &Build,
        action: &Action,
        lock: Option<String>,
    ) -> Result<Option<Result<BuildProduct, Unbuilt>>, Error> {
        let progress = Mutex::new(None);
        let told = |now: BuildProgress| {
            *progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        };
        let mut work = Box::pin(self.make_product(action, lock, &told));
        let mut ticks = interval_at(Instant::now() + LOOK, LOOK);
        let (mut shown, mut looks) = (None, 0);
        let made = loop {
            let saved = self.builders.waker.notified();
            let now = tokio::select! {
                made = &mut work => break made,
                // Perhaps this draft was.
                () = saved => shown,
                _ = ticks.tick() => {
                    looks += 1;
                    *progress.lock().unwrap_or_else(PoisonError::into_inner)
                }
            };
            let held = if now != shown || looks >= RENEW {
                (shown, looks) = (now, 0);
                let now_ms = self.clock.now_ms();
                self.store.build_renew(build, holder, now, now_ms).await?
            } else {
                self.store.build_is_held(build, holder).await?
            };
            if !held {
                // The draft was saved again, or somebody else builds it now: with the work goes all that it has begun.
                return Ok(None);
            }
        };
        let held = self.store.build_is_held(build, holder).await?;
        Ok(held.then_some(made))
    }

    /// What a draft becomes: loaded, which makes its image for the first execution, with what is known of its packages.
    async fn make_product(
        &self,
        action: &Action,
        lock: Option<String>,
        told: &(dyn Fn(BuildProgress) + Send + Sync),
    ) -> Result<BuildProduct, Unbuilt> {
        let made = self.packages.make(action, lock, told).await?;
        let Made {
            mut product,
            source,
        } = made;
        let loaded = self.executor.prepare(&action.tenant, &source).await;
        loaded.map_err(Unbuilt::Load)?;
        let id = product.built.id(&action.tenant);
        let advisories = &self.packages.advisories;
        let known = advisories.notes(&id, &product.built.sbom).await;
        product.notes.splice(..0, known);
        Ok(product)
    }

    /// Keeps what was built; or says why that cannot be.
    async fn keep_product(
        &self,
        holder: &str,
        build: &Build,
        product: &BuildProduct,
    ) -> Result<Result<(), Failure>, Error> {
        let now_ms = self.clock.now_ms();
        let kept = self.store.build_succeed(build, holder, product, now_ms);
        match kept.await {
            Ok(_) => Ok(Ok(())),
            Err(error @ store::Error::BuiltFull { .. }) => {
                Ok(Err(Failure::new(FailureKind::Syntax, error.to_string())))
            }
            Err(other) => Err(other.into()),
        }
    }
}

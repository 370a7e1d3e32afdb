//! The market's work that nobody waits for: checks of submissions, publications that are due, installations that follow.

use std::sync::Arc;
use std::time::Duration;

use market::{ReviewDays, State, Submission};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use crate::App;
use crate::countersign::HOST;
use crate::error::Error;

/// How long to wait when there is nothing to do; other nodes take submissions too, and dates come.
const PAUSE: Duration = Duration::from_secs(5);
/// How long to wait after a fault of ours.
const AFTER_FAULT: Duration = Duration::from_secs(30);
/// How often to say that checks still run: a few times within the lease.
const RENEW: Duration = Duration::from_secs(15);

/// Wakes the work when there is some.
#[derive(Debug, Clone)]
pub(crate) struct Checking {
    waker: Arc<Notify>,
    /// Told when checks that this process ran have ended.
    moved: Arc<Notify>,
    /// This process' own name among all that run checks.
    holder: Arc<str>,
}

impl Checking {
    pub(crate) fn new(holder: String) -> Self {
        Self {
            waker: Arc::default(),
            moved: Arc::default(),
            holder: holder.into(),
        }
    }

    /// There is something to do.
    pub(crate) fn wake(&self) {
        self.waker.notify_one();
    }

    /// Resolves when checks that this process ran have ended.
    pub(crate) fn moved(&self) -> Notified<'_> {
        self.moved.notified()
    }

    /// This process' own name among all that run checks.
    pub(crate) fn holder(&self) -> &str {
        &self.holder
    }
}

impl App {
    /// Does the market's work for as long as it is polled: a server runs it beside its requests.
    pub async fn work_for_the_market(&self) {
        loop {
            match self.market_step().await {
                Ok(true) => {}
                Ok(false) => {
                    let pause = tokio::time::sleep(PAUSE);
                    tokio::select! {
                        () = self.checking.waker.notified() => {}
                        () = pause => {}
                    }
                }
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the market's work failed; it goes on in a while"
                    );
                    tokio::time::sleep(AFTER_FAULT).await;
                }
            }
        }
    }

    /// Lets go of what [`Self::work_for_the_market`] had begun, when it is polled no more: whoever works next begins it again.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn end_market_work(&self) -> Result<(), Error> {
        let holder = &*self.checking.holder;
        Ok(self
            .store
            .submissions_let_go(holder, self.clock.now_ms())
            .await?)
    }

    /// Does one piece of work; whether there was any.
    ///
    /// # Errors
    /// A fault of ours.
    pub async fn market_step(&self) -> Result<bool, Error> {
        if self.publish_due().await? > 0 {
            return Ok(true);
        }
        let holder = &*self.checking.holder;
        let Some(submission) = self
            .store
            .submission_claim(holder, &self.stamp(HOST)?)
            .await?
        else {
            return Ok(false);
        };
        if submission.state != State::Checking {
            // Its checks had ended whoever ran them too often; it went back to its partner.
            return Ok(true);
        }
        match self.run_checks(&submission).await {
            // It was withdrawn meanwhile, or somebody else has its checks now.
            Err(Error::Store(store::Error::Market(
                market::Error::NotInState { .. } | market::Error::LeaseLost,
            ))) => {}
            done => done?,
        }
        Ok(true)
    }

    /// Checks a submission that was claimed, and hands in what was found.
    async fn run_checks(&self, submission: &Submission) -> Result<(), Error> {
        let policy = self.check_policy().await?.policy.at(self.clock.now_ms());
        let checks = async {
            // A place to unpack and the first archive of a mirror take their time, and the lease is renewed meanwhile.
            let package = self.unpack_kept(submission.digest, Ok).await?;
            let advisories = self.packages.advisories.settled().await;
            let against = self.packages.against(&policy, advisories.as_deref());
            Ok::<_, Error>(self.executor.check(&package, against).await)
        };
        tokio::pin!(checks);
        let holder = &*self.checking.holder;
        let checked = loop {
            tokio::select! {
                checked = &mut checks => break checked?,
                () = tokio::time::sleep(RENEW) => {
                    let now_ms = self.clock.now_ms();
                    self.store.submission_renew(&submission.id, holder, now_ms).await?;
                    // Dates and followers wait for no checks.
                    self.publish_due().await?;
                }
            }
        };
        for missed in &checked.missed {
            tracing::warn!(
                submission = submission.id.as_str(),
                error = missed as &dyn std::error::Error,
                "a submission could not be checked in full"
            );
        }
        let days = ReviewDays::default();
        self.store
            .submission_report(
                &submission.id,
                holder,
                &checked.report,
                &days,
                &self.stamp(HOST)?,
            )
            .await?;
        self.checking.moved.notify_waiters();
        Ok(())
    }
}

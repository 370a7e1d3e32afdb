//! Everything that grows is purged by time.

use crate::{
    Error, Store, access_tokens, action_versions, attempts, audit, built, caches, codes,
    installation_secrets, login_transactions, notices, packages, recordings, reports, run_tails,
    runs, sessions, signing_keys, tried,
};

/// Declares what a purge counts, each noun once.
macro_rules! purged {
    ($($(#[doc = $doc:literal])+ $noun:ident,)+) => {
        /// How many rows of each noun a purge deleted.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct Purged {
            $($(#[doc = $doc])+ pub $noun: u64,)+
        }

        impl Purged {
            /// All rows together.
            #[must_use]
            pub fn total(&self) -> u64 {
                0 $(+ self.$noun)+
            }

            /// The rows of the noun with the most.
            fn most(&self) -> u64 {
                0 $(.max(self.$noun))+
            }

            fn add(&mut self, more: Self) {
                $(self.$noun += more.$noun;)+
            }
        }
    };
}

purged! {
    /// Logins older than one hour.
    login_transactions,
    /// Codes whose token ended.
    authorization_codes,
    /// Access tokens that ended.
    access_tokens,
    /// Runs nobody came back for.
    saved_runs,
    /// Sessions that ended.
    sessions,
    /// Caches whose last entry ended.
    caches,
    /// Windows of attempts that ended.
    attempts,
    /// Records older than 10 days.
    runs,
    /// What runs left under way, older than 10 days.
    run_tails,
    /// Recordings that were kept as long as their policy said.
    recordings,
    /// Signing keys whose last token ended.
    signing_keys,
    /// Versions of deleted actions that no run needs any more and of which no cache holds a secret.
    action_versions,
    /// What was built and nothing refers to any more.
    built,
    /// Audit entries older than 90 days.
    audit_entries,
    /// Secrets of installations that are no more and that no run needs any more.
    installation_secrets,
    /// Notices older than 180 days.
    notices,
    /// Releases that nobody reviewed and nobody used for 90 days.
    tried_releases,
    /// Reports of submissions that ended without a release 90 days ago.
    reports,
    /// Archives of such submissions and releases.
    packages,
}

impl Store {
    /// Deletes all that has ended by `now_ms`, in batches of at most `batch` rows of each noun: what grows faster than
    /// one batch a time is still caught up with. Others write in between.
    pub async fn purge_expired(&self, now_ms: u64, batch: u64) -> Result<Purged, Error> {
        let batch = batch.max(1);
        let mut purged = Purged::default();
        loop {
            let more = self.purge_batch(now_ms, batch).await?;
            purged.add(more);
            if more.most() < batch {
                return Ok(purged);
            }
            tokio::task::yield_now().await;
        }
    }

    /// Deletes what has ended by `now_ms`, at most `limit` rows of each noun, each noun in its own short statement.
    pub async fn purge_batch(&self, now_ms: u64, limit: u64) -> Result<Purged, Error> {
        let writer = self.writer();
        let packages_before_ms = now_ms.saturating_sub(packages::KEPT_MS);
        Ok(Purged {
            login_transactions: login_transactions::purge_logins(writer, now_ms, limit).await?,
            authorization_codes: codes::purge_codes(writer, now_ms, limit).await?,
            access_tokens: access_tokens::purge_tokens(writer, now_ms, limit).await?,
            saved_runs: self.purge_saved_runs(now_ms, limit).await?,
            sessions: sessions::purge_sessions(writer, now_ms, limit).await?,
            caches: caches::purge_caches(writer, now_ms, limit).await?,
            attempts: attempts::purge_attempts(writer, now_ms, limit).await?,
            runs: runs::purge_runs(writer, now_ms.saturating_sub(runs::KEPT_MS), limit).await?,
            run_tails: run_tails::purge_run_tails(
                writer,
                now_ms.saturating_sub(runs::KEPT_MS),
                limit,
            )
            .await?,
            recordings: recordings::purge_recordings(writer, now_ms, limit).await?,
            signing_keys: signing_keys::purge_signing_keys(writer, now_ms, limit).await?,
            action_versions: action_versions::purge_versions(writer, now_ms, limit).await?,
            built: built::purge_built(writer, now_ms.saturating_sub(built::KEPT_MS), limit).await?,
            audit_entries: audit::purge_audit(writer, now_ms.saturating_sub(audit::KEPT_MS), limit)
                .await?,
            installation_secrets: installation_secrets::purge_installation_secrets(
                writer, now_ms, limit,
            )
            .await?,
            notices: notices::purge_notices(writer, now_ms.saturating_sub(notices::KEPT_MS), limit)
                .await?,
            tried_releases: tried::purge_tried(writer, packages_before_ms, limit).await?,
            reports: reports::purge_reports(writer, packages_before_ms, limit).await?,
            packages: packages::purge_packages(writer, packages_before_ms, limit).await?,
        })
    }
}

//! Everything that grows is purged by time.

use crate::{
    Error, Store, access_tokens, action_versions, attempts, audit, caches, codes,
    login_transactions, run_tails, runs, sessions, signing_keys,
};

/// How many rows of each noun a purge deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Purged {
    /// Logins older than one hour.
    pub login_transactions: u64,
    /// Codes whose token ended.
    pub authorization_codes: u64,
    /// Access tokens that ended.
    pub access_tokens: u64,
    /// Runs nobody came back for.
    pub saved_runs: u64,
    /// Sessions that ended.
    pub sessions: u64,
    /// Caches whose last entry ended.
    pub caches: u64,
    /// Windows of attempts that ended.
    pub attempts: u64,
    /// Records older than 10 days.
    pub runs: u64,
    /// What runs left under way, older than 10 days.
    pub run_tails: u64,
    /// Signing keys whose last token ended.
    pub signing_keys: u64,
    /// Versions of deleted actions that no run needs any more.
    pub action_versions: u64,
    /// Audit entries older than 90 days.
    pub audit_entries: u64,
}

impl Purged {
    /// All rows together.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.of_each().iter().sum()
    }

    fn of_each(&self) -> [u64; 12] {
        [
            self.login_transactions,
            self.authorization_codes,
            self.access_tokens,
            self.saved_runs,
            self.sessions,
            self.caches,
            self.attempts,
            self.runs,
            self.run_tails,
            self.signing_keys,
            self.action_versions,
            self.audit_entries,
        ]
    }

    fn add(&mut self, more: Self) {
        self.login_transactions += more.login_transactions;
        self.authorization_codes += more.authorization_codes;
        self.access_tokens += more.access_tokens;
        self.saved_runs += more.saved_runs;
        self.sessions += more.sessions;
        self.caches += more.caches;
        self.attempts += more.attempts;
        self.runs += more.runs;
        self.run_tails += more.run_tails;
        self.signing_keys += more.signing_keys;
        self.action_versions += more.action_versions;
        self.audit_entries += more.audit_entries;
    }
}

impl Store {
    /// Deletes all that has ended by `now_ms`, in batches of at most `batch` rows of each noun: what grows faster than
    /// one batch a time is still caught up with. Others write in between.
    pub async fn purge_expired(&self, now_ms: u64, batch: u64) -> Result<Purged, Error> {
        let batch = batch.max(1);
        let mut purged = Purged::default();
        loop {
            let more = self.purge_batch(now_ms, batch).await?;
            let full = more.of_each().iter().any(|rows| *rows >= batch);
            purged.add(more);
            if !full {
                return Ok(purged);
            }
            tokio::task::yield_now().await;
        }
    }

    /// Deletes what has ended by `now_ms`, at most `limit` rows of each noun, each noun in its own short statement.
    pub async fn purge_batch(&self, now_ms: u64, limit: u64) -> Result<Purged, Error> {
        let writer = self.writer();
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
            signing_keys: signing_keys::purge_signing_keys(writer, now_ms, limit).await?,
            action_versions: action_versions::purge_versions(writer, now_ms, limit).await?,
            audit_entries: audit::purge_audit(writer, now_ms.saturating_sub(audit::KEPT_MS), limit)
                .await?,
        })
    }
}

//! The rows themselves, read from the database's file while the server runs: what no answer shows.

use std::path::Path;

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};

use crate::findings::Findings;

/// Rows that must not be: what they would mean, and a query that counts them.
const NEVER: &[(&str, &str)] = &[
    (
        "users without a whole password or body",
        "SELECT count(*) FROM users WHERE password_hash NOT LIKE '$argon2id$v=19$%$%$%'
         OR json_extract(body, '$.user_id') <> user_id OR json_extract(body, '$.email') <> email",
    ),
    (
        "sessions without a user",
        "SELECT count(*) FROM sessions s LEFT JOIN users u ON u.tenant = s.tenant AND u.user_id = s.user_id
         WHERE u.user_id IS NULL",
    ),
    (
        "versions without code, secrets or action",
        "SELECT count(*) FROM action_versions v LEFT JOIN actions a ON a.tenant = v.tenant AND a.id = v.action
         WHERE (a.id IS NULL AND v.kept_until IS NULL) OR length(v.sealed_secrets) = 0 OR coalesce(json_extract(v.body, '$.code'), '') = ''
         OR json_extract(v.body, '$.number') <> v.number",
    ),
    (
        "actions whose deployed version is missing",
        "SELECT count(*) FROM actions a LEFT JOIN action_versions v ON v.id = json_extract(a.body, '$.deployed.id')
         WHERE json_extract(a.body, '$.deployed.id') IS NOT NULL AND v.id IS NULL",
    ),
    (
        "versions that no action runs although they are the newest",
        "SELECT count(*) FROM (SELECT action, max(number) AS newest, count(*) AS many FROM action_versions GROUP BY action) v
         JOIN actions a ON a.id = v.action
         WHERE coalesce(json_extract(a.body, '$.deployed.number'), 0) <> v.newest OR v.many <> v.newest",
    ),
    (
        "versions without their line in the audit, or the other way round",
        "SELECT count(*) FROM actions a WHERE
         (SELECT count(*) FROM action_versions v WHERE v.action = a.id) <>
         (SELECT count(*) FROM audit_entries e WHERE json_extract(e.body, '$.target') = a.id
          AND json_extract(e.body, '$.operation') IN ('Deploy an action', 'Roll an action back'))",
    ),
    (
        "bindings of actions that are gone or not deployed",
        "SELECT count(*) FROM binding_lists l, json_each(l.body) b
         LEFT JOIN actions a ON a.tenant = l.tenant AND a.id = json_extract(b.value, '$.action')
         WHERE json_extract(b.value, '$.action') IS NOT NULL
         AND (a.id IS NULL OR json_extract(a.body, '$.deployed.id') IS NULL)",
    ),
    (
        "bindings of installations that are gone",
        "SELECT count(*) FROM binding_lists l, json_each(l.body) b
         LEFT JOIN installations i ON i.tenant = l.tenant AND i.id = json_extract(b.value, '$.installation')
         WHERE json_extract(b.value, '$.installation') IS NOT NULL AND i.id IS NULL",
    ),
    (
        "flows whose changes and lines in the audit differ",
        "SELECT count(*) FROM binding_lists l WHERE l.version <>
         (SELECT count(*) FROM audit_entries e WHERE e.tenant = l.tenant AND json_extract(e.body, '$.target') = l.\"trigger\"
          AND json_extract(e.body, '$.operation') = 'Update trigger bindings')",
    ),
    (
        "codes that are half redeemed",
        "SELECT count(*) FROM authorization_codes WHERE (redeemed_at IS NULL) <> (access_token_hash IS NULL)",
    ),
    (
        "tokens without the code they came of",
        "SELECT count(*) FROM access_tokens t LEFT JOIN authorization_codes c ON c.access_token_hash = t.hash
         WHERE c.hash IS NULL",
    ),
    (
        "suspended runs without their login or their record, or that never end",
        "SELECT count(*) FROM saved_runs s LEFT JOIN login_transactions l ON l.tenant = s.tenant AND l.id = s.transaction_id
         WHERE l.id IS NULL OR s.expires_at > (unixepoch() + 3601) * 1000",
    ),
    (
        "logins, codes, sessions and tokens that never end",
        "SELECT (SELECT count(*) FROM login_transactions WHERE expires_at > (unixepoch() + 3601) * 1000)
         + (SELECT count(*) FROM authorization_codes WHERE kept_until > (unixepoch() + 31 * 86400) * 1000)
         + (SELECT count(*) FROM access_tokens WHERE expires_at > (unixepoch() + 31 * 86400) * 1000)
         + (SELECT count(*) FROM sessions WHERE ends_at > (unixepoch() + 101 * 86400) * 1000)",
    ),
    (
        "runs that neither ended nor wait",
        "SELECT count(*) FROM runs WHERE status NOT IN ('final', 'partial', 'suspended', 'canceled')",
    ),
];

/// Completed logins are counted at the user and recorded as a run in one transaction.
const LOGINS: &str = "SELECT coalesce(sum(json_extract(body, '$.logins_count')), 0) FROM users";
const LOGIN_RUNS: &str =
    "SELECT count(*) FROM runs WHERE \"trigger\" = 'post-login' AND status = 'final'";
const MACHINE_RUNS: &str =
    "SELECT count(*) FROM runs WHERE \"trigger\" = 'credentials-exchange' AND status = 'final'";
const SUSPENDED: &str = "SELECT count(*) FROM runs WHERE status = 'suspended'";
const CANCELED: &str = "SELECT count(*) FROM runs WHERE status = 'canceled'";
const SAVED: &str = "SELECT count(*) FROM saved_runs";
const USERS: &str = "SELECT count(*) FROM users WHERE email LIKE 'signup-%'";
/// A code that was redeemed has its token, unless a replay revoked it.
const REVOKED: &str = "SELECT count(*) FROM authorization_codes c LEFT JOIN access_tokens t ON t.hash = c.access_token_hash
    WHERE c.redeemed_at IS NOT NULL AND t.hash IS NULL";

/// What the traffic knows of the numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    /// Codes that were replayed.
    pub(crate) replayed: u64,
    /// Runs that may have been taken by a return that was cut.
    pub(crate) returns_cut: u64,
    /// Tokens of machines that were asked for, and those that came.
    pub(crate) machine_asked: u64,
    pub(crate) machine_answered: u64,
}

/// The file, opened for reading alone.
pub(crate) struct Rows(DatabaseConnection);

impl Rows {
    pub(crate) async fn open(path: &Path) -> Self {
        let url = format!("sqlite://{}?mode=ro", path.display());
        Self(Database::connect(url).await.unwrap())
    }

    /// Lets go of the file.
    pub(crate) async fn close(self) {
        self.0.close().await.unwrap();
    }

    /// Everything that holds at any moment.
    pub(crate) async fn check(&self, findings: &Findings) {
        let sound = self.text("PRAGMA integrity_check").await;
        if sound != "ok" {
            findings.lost(format!("the database: {sound}"));
        }
        for (what, query) in NEVER.iter().chain(crate::market::NEVER) {
            let rows = self.count(query).await;
            if rows > 0 {
                findings.half_done(format!("{rows} {what}"));
            }
        }
    }

    /// Numbers that belong together.
    pub(crate) async fn compare(&self, expected: Expected, findings: &Findings) {
        let (logins, runs) = (self.count(LOGINS).await, self.count(LOGIN_RUNS).await);
        if logins != runs {
            findings.half_done(format!("{logins} logins are counted, {runs} recorded"));
        }
        let revoked = self.count(REVOKED).await;
        if revoked != expected.replayed {
            let replayed = expected.replayed;
            findings.half_done(format!(
                "{revoked} redeemed codes have no token, {replayed} were replayed"
            ));
        }
        let (suspended, saved) = (self.count(SUSPENDED).await, self.count(SAVED).await);
        if suspended != saved {
            findings.half_done(format!("{suspended} runs wait, {saved} are kept"));
        }
        let (canceled, cut) = (self.count(CANCELED).await, expected.returns_cut);
        if canceled > cut {
            findings.half_done(format!("{canceled} runs are lost, {cut} returns were cut"));
        }
        let machines = self.count(MACHINE_RUNS).await;
        if machines < expected.machine_answered {
            findings.lost(format!(
                "records of machines' runs: {machines}, {expected:?}"
            ));
        }
        if machines > expected.machine_asked {
            findings.half_done(format!("more runs than tokens: {machines}, {expected:?}"));
        }
    }

    /// That there are as many users who signed up as were told so.
    pub(crate) async fn check_users(&self, known: usize, findings: &Findings) {
        let users = self.count(USERS).await;
        if users != known as u64 {
            findings.lost(format!("users: {users} of {known}"));
        }
    }

    async fn count(&self, query: &str) -> u64 {
        let row = self.row(query).await;
        u64::try_from(row.try_get_by_index::<i64>(0).unwrap()).unwrap()
    }

    async fn text(&self, query: &str) -> String {
        self.row(query).await.try_get_by_index(0).unwrap()
    }

    async fn row(&self, query: &str) -> sea_orm::QueryResult {
        let statement = Statement::from_string(DbBackend::Sqlite, query);
        self.0.query_one_raw(statement).await.unwrap().unwrap()
    }
}

//! The only place that knows which database this is. PostgreSQL joins here.

use std::path::Path;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use crate::{Database, Error, private};

/// How long a writer waits for another process (a backup, the command line) before it gives up.
const BUSY_MS: u64 = 5_000;
/// How long a caller waits for a connection before it gives up.
const ACQUIRE_S: u64 = 10;

/// Opens the connections for reading and the one for writing.
pub(crate) async fn connect(
    database: &Database,
    readers: u32,
) -> Result<(DatabaseConnection, DatabaseConnection), Error> {
    match database {
        Database::SqliteFile(path) => {
            if let Some(directory) = path.parent() {
                private::directory(directory)?;
            }
            private::file(path)?;
            // The writer first: it makes the file and switches it to WAL.
            let writer = sqlite(path, 1).await?;
            let reader = sqlite(path, readers.max(1)).await?;
            Ok((reader, writer))
        }
    }
}

/// Begins a write transaction. On SQLite it takes the write lock at once: a transaction that began by
/// reading could fail halfway when another process wrote in between.
pub(crate) async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction, Error> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(writer.begin_with_options(options).await?)
}

/// WAL, so that readers never wait for the writer; `synchronous=FULL`, so that what was answered
/// survives a power cut and not only the end of the process; one connection writes.
async fn sqlite(path: &Path, connections: u32) -> Result<DatabaseConnection, Error> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    let path = path.to_owned();
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(ACQUIRE_S))
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .in_memory(false)
                .shared_cache(false)
                .filename(&path)
                .create_if_missing(true)
                .busy_timeout(Duration::from_millis(BUSY_MS))
                .foreign_keys(true)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("secure_delete", "FAST")
                .pragma("trusted_schema", "OFF")
        });
    Ok(sea_orm::Database::connect(options).await?)
}

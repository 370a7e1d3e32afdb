//! The rows of a host's database, read and changed as nothing over HTTP does.

use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use testkit::TestHost;

async fn open(host: &TestHost) -> DatabaseConnection {
    let url = format!("sqlite://{}", host.database().display());
    Database::connect(url).await.unwrap()
}

/// Carries a statement out; how many rows it changed.
pub(super) async fn execute(host: &TestHost, statement: &str) -> u64 {
    let rows = open(host).await;
    let done = rows.execute_unprepared(statement).await.unwrap();
    rows.close().await.unwrap();
    done.rows_affected()
}

/// One value of one row.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    /// Which row.
    pub(super) row: String,
}

impl Cell {
    /// Its bytes.
    pub(super) async fn read(&self, host: &TestHost) -> Vec<u8> {
        let Self { table, column, row } = self;
        let query = format!("SELECT hex({column}) FROM {table} WHERE {row}");
        let rows = open(host).await;
        let statement = Statement::from_string(DbBackend::Sqlite, query);
        let found = rows.query_one_raw(statement).await.unwrap().unwrap();
        let digits: String = found.try_get_by_index(0).unwrap();
        rows.close().await.unwrap();
        hex::decode(digits).unwrap()
    }

    /// Writes bytes; of a column of texts a text.
    pub(super) async fn write(&self, host: &TestHost, bytes: &[u8]) {
        let Self { table, column, row } = self;
        let digits = hex::encode(bytes);
        let value = match *column {
            "body" | "public_key" | "release" => format!("CAST(x'{digits}' AS TEXT)"),
            _ => format!("x'{digits}'"),
        };
        let statement = format!("UPDATE {table} SET {column} = {value} WHERE {row}");
        assert_eq!(execute(host, &statement).await, 1, "{statement}");
    }
}

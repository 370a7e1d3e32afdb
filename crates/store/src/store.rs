//! The store itself: opening, and the one way to begin a transaction.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use sea_orm::{DatabaseConnection, DatabaseTransaction};
use sea_orm_migration::MigratorTrait;
use tenant::TenantId;

use crate::data_keys::TenantKeys;
use crate::migration::Migrator;
use crate::{Error, KeyRing, KeySource, backend};

/// Where the rows are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// One SQLite file; its directory is made when missing.
    SqliteFile(PathBuf),
}

/// How to open a store.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the rows are.
    pub database: Database,
    /// Where the keys are.
    pub keys: KeySource,
    /// Connections for reading. Default 4.
    pub readers: u32,
}

impl Settings {
    /// A SQLite file with its key file beside it.
    #[must_use]
    pub fn in_directory(directory: &std::path::Path) -> Self {
        Self {
            database: Database::SqliteFile(directory.join("latchwork.db")),
            keys: KeySource::File(directory.join("latchwork.key")),
            readers: 4,
        }
    }
}

/// Which part of a list to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From 0.
    pub number: u32,
    /// Entries per page, at most 100.
    pub size: u32,
}

impl Page {
    /// The first entries, as many as a page may hold.
    pub const FIRST: Self = Self {
        number: 0,
        size: 100,
    };

    pub(crate) fn limit(self) -> u64 {
        u64::from(self.size.clamp(1, 100))
    }

    pub(crate) fn offset(self) -> u64 {
        u64::from(self.number).saturating_mul(self.limit())
    }
}

/// The rows and the keys they are sealed with. Cloning shares both.
#[derive(Clone)]
pub struct Store {
    pub(crate) reader: DatabaseConnection,
    writer: DatabaseConnection,
    ring: Arc<RwLock<Arc<KeyRing>>>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) data_keys: Arc<RwLock<HashMap<TenantId, Arc<TenantKeys>>>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store(..)")
    }
}

impl Store {
    /// Opens the database, makes it when missing, and brings its tables up to date.
    pub async fn open(settings: &Settings) -> Result<Self, Error> {
        let ring = KeyRing::open(&settings.keys, &settings.database)?;
        let (reader, writer) = backend::connect(&settings.database, settings.readers).await?;
        Migrator::up(&writer, None).await?;
        let store = Self {
            reader,
            writer,
            ring: Arc::new(RwLock::new(Arc::new(ring))),
            settings: Arc::new(settings.clone()),
            data_keys: Arc::default(),
        };
        store.check_master_keys().await?;
        // Finishes a rotation that was cut off, and carries out one of given keys.
        store.data_keys_reseal(|_| {}).await?;
        Ok(store)
    }

    /// Ends every connection after the statements under way; a WAL is written back.
    pub async fn close(self) -> Result<(), Error> {
        self.reader.close().await?;
        self.writer.close().await?;
        Ok(())
    }

    /// Whether the database answers those who read and those who write.
    pub async fn ping(&self) -> Result<(), Error> {
        self.reader.ping().await?;
        self.writer.ping().await?;
        Ok(())
    }

    /// A key for another purpose (the MAC of prepared images, say), made of the first master key.
    /// The same label gives the same key until the master key is rotated: what it vouched for is made again.
    #[must_use]
    pub fn derive_key(&self, label: &str) -> [u8; 32] {
        self.ring().derive(label)
    }

    /// The master keys as this process knows them.
    pub(crate) fn ring(&self) -> Arc<KeyRing> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&ring)
    }

    /// Takes over other master keys.
    pub(crate) fn set_ring(&self, ring: KeyRing) -> Arc<KeyRing> {
        let ring = Arc::new(ring);
        let mut known = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        *known = Arc::clone(&ring);
        ring
    }

    /// Begins the one write transaction there may be at a time; dropping it rolls it back.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction, Error> {
        backend::begin(&self.writer).await
    }

    /// The connection single statements are written with.
    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }
}

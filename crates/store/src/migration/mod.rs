//! The tables, step by step. A step that was released is never edited: expand first, contract later.

mod m0001_first;
mod m0002_signing_keys;
mod m0003_market;
mod m0004_recordings;
mod m0005_builds;
mod m0006_build_turns;
mod m0007_cache_marks;
mod table;

use sea_orm_migration::prelude::*;

/// Every step in order.
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first::Migration),
            Box::new(m0002_signing_keys::Migration),
            Box::new(m0003_market::Migration),
            Box::new(m0004_recordings::Migration),
            Box::new(m0005_builds::Migration),
            Box::new(m0006_build_turns::Migration),
            Box::new(m0007_cache_marks::Migration),
        ]
    }
}

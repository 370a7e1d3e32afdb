//! Recorded executions.

use sea_orm_migration::prelude::*;

use super::table::Definition;
use super::table::Kind::{Bytes, Number, Text};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_recordings"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        RECORDINGS.create(manager).await
    }
}

const RECORDINGS: Definition = Definition {
    name: "recordings",
    columns: &[
        ("tenant", Text),
        ("id", Text),
        ("run", Text),
        ("step", Number),
        ("trigger", Text),
        ("code", Text),
        ("outcome", Text),
        ("bytes", Number),
        ("created_at", Number),
        ("expires_at", Number),
        ("summary", Bytes),
        ("sealed", Bytes),
    ],
    key: &["tenant", "id"],
    unique: &[&["tenant", "run", "step"]],
    // The second is all that counting a tenant's recordings and their bytes reads.
    indexes: &[
        &["tenant", "created_at"],
        &["tenant", "bytes"],
        &["expires_at"],
    ],
};

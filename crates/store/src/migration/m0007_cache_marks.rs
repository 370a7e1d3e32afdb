//! Which entries of caches hold secrets of which versions, and how long those versions are needed for it.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0007_cache_marks"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let marks = Table::alter()
            .table(Alias::new("caches"))
            .add_column(ColumnDef::new(Alias::new("marks")).blob().null())
            .to_owned();
        manager.alter_table(marks).await?;
        let cached_until = Table::alter()
            .table(Alias::new("action_versions"))
            .add_column(
                ColumnDef::new(Alias::new("cached_until"))
                    .big_integer()
                    .null(),
            )
            .to_owned();
        manager.alter_table(cached_until).await
    }
}

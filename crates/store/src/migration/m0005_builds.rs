//! Builds of drafts that require packages, and what they make.

use sea_orm_migration::prelude::*;

use super::table::Definition;
use super::table::Kind::{Bytes, MaybeNumber, MaybeText, Number, Text};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0005_builds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        BUILDS.create(manager).await?;
        BUILT.create(manager).await?;
        let versions = Alias::new("action_versions");
        let column = Table::alter()
            .table(versions.clone())
            .add_column(ColumnDef::new(Alias::new("built")).text().null())
            .to_owned();
        manager.alter_table(column).await?;
        let index = Index::create()
            .name("action_versions_built")
            .table(versions)
            .col(Alias::new("built"))
            .to_owned();
        manager.create_index(index).await
    }
}

const BUILDS: Definition = Definition {
    name: "builds",
    columns: &[
        ("tenant", Text),
        ("action", Text),
        ("due_at", MaybeNumber),
        ("held_until", MaybeNumber),
        ("built", MaybeText),
        ("body", Text),
    ],
    key: &["tenant", "action"],
    unique: &[],
    indexes: &[&["due_at"], &["held_until"], &["built"]],
};

const BUILT: Definition = Definition {
    name: "built",
    columns: &[
        ("id", Text),
        ("tenant", Text),
        ("bytes", Number),
        ("created_at", Number),
        ("linked", Bytes),
        ("lock", Text),
        ("sbom", Text),
        ("licences", Text),
    ],
    key: &["id"],
    unique: &[],
    // The first is all that counting a tenant's bytes reads.
    indexes: &[&["tenant", "bytes"], &["created_at"]],
};

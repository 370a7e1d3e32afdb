//! Whose turn it is to be built for.

use sea_orm_migration::prelude::*;

use super::table::Definition;
use super::table::Kind::{Number, Text};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0006_build_turns"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        BUILD_TURNS.create(manager).await
    }
}

const BUILD_TURNS: Definition = Definition {
    name: "build_turns",
    columns: &[("tenant", Text), ("turn", Number)],
    key: &["tenant"],
    unique: &[],
    indexes: &[&["turn"]],
};

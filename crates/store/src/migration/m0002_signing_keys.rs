//! A signing key that no longer signs verifies until its last token has ended.

use sea_orm_migration::prelude::*;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_signing_keys"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (table, column) = (Alias::new("signing_keys"), Alias::new("verifies_until"));
        let mut until = ColumnDef::new(column.clone());
        until.big_integer().null();
        let mut alter = Table::alter();
        alter.table(table.clone()).add_column(&mut until);
        manager.alter_table(alter).await?;
        // When a key of before was last used is unknown: it verifies a quarter of a year after it was made.
        let mut previous = Query::update();
        previous
            .table(table)
            .value(
                column,
                Expr::col(Alias::new("created_at")).add(90 * 86_400_000_i64),
            )
            .and_where(Expr::col(Alias::new("state")).eq("previous"));
        manager.execute(previous).await
    }
}

//! A short way to write a table: its columns by kind, its key, its indexes.

use sea_orm_migration::prelude::*;

/// The kind of a column, the same on every database.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A text that is there.
    Text,
    /// A whole number that is there; times are unix ms.
    Number,
    /// A small whole number that is there.
    Small,
    /// Bytes that are there, usually sealed.
    Bytes,
    /// A text or nothing.
    MaybeText,
    /// A whole number or nothing.
    MaybeNumber,
    /// A small whole number or nothing.
    MaybeSmall,
}

/// A table.
pub(super) struct Definition {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    pub(super) key: &'static [&'static str],
    pub(super) unique: &'static [&'static [&'static str]],
    pub(super) indexes: &'static [&'static [&'static str]],
}

impl Definition {
    /// Makes the table and its indexes.
    pub(super) async fn create(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let mut table = Table::create();
        table.table(Alias::new(self.name));
        for (name, kind) in self.columns {
            table.col(column(name, *kind));
        }
        let mut key = Index::create();
        for name in self.key {
            key.col(Alias::new(*name));
        }
        table.primary_key(&mut key);
        manager.create_table(table).await?;
        for columns in self.unique {
            manager
                .create_index(self.index(columns).unique().to_owned())
                .await?;
        }
        for columns in self.indexes {
            manager.create_index(self.index(columns)).await?;
        }
        Ok(())
    }

    fn index(&self, columns: &[&str]) -> IndexCreateStatement {
        let mut index = Index::create();
        index
            .name(format!("{}_{}", self.name, columns.join("_")))
            .table(Alias::new(self.name));
        for column in columns {
            index.col(Alias::new(*column));
        }
        index
    }
}

fn column(name: &str, kind: Kind) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match kind {
        Kind::Text | Kind::MaybeText => column.text(),
        Kind::Number | Kind::MaybeNumber => column.big_integer(),
        Kind::Small | Kind::MaybeSmall => column.integer(),
        Kind::Bytes => column.blob(),
    };
    match kind {
        Kind::Text | Kind::Number | Kind::Small | Kind::Bytes => column.not_null(),
        Kind::MaybeText | Kind::MaybeNumber | Kind::MaybeSmall => column.null(),
    };
    column
}

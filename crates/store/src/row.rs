//! What every row is made with: the entity's boilerplate, times and JSON bodies.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, Select};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Noun};

/// Declares the entity of a table in a private module `row`: the derive's fixed parts, once.
macro_rules! row {
    ($table:tt { $($(#[$meta:meta])* $field:ident: $kind:ty,)+ }) => {
        mod row {
            #![allow(unreachable_pub, reason = "the entity derive wants its model public")]
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$meta])* pub $field: $kind,)+
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

/// A time as a column. Unix ms stay below 2^63 for the next 292 million years.
pub(crate) fn column_ms(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// A time back from its column.
pub(crate) fn from_column_ms(ms: i64) -> u64 {
    u64::try_from(ms).unwrap_or(0)
}

/// A value as the JSON text of its row.
pub(crate) fn encode<T: Serialize>(noun: Noun, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|source| Error::Encode { noun, source })
}

/// A value back from the JSON text of its row.
pub(crate) fn decode<T: DeserializeOwned>(noun: Noun, text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|source| Error::Corrupt { noun, source })
}

/// A value back from opened bytes.
pub(crate) fn decode_bytes<T: DeserializeOwned>(noun: Noun, bytes: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(bytes).map_err(|source| Error::Corrupt { noun, source })
}

/// Refuses one more when `known` selects as many as there may be.
pub(crate) async fn room<'db, E, M, C>(
    noun: Noun,
    known: Select<E>,
    limit: usize,
    connection: &'db C,
) -> Result<(), Error>
where
    E: EntityTrait<Model = M>,
    M: FromQueryResult + Sized + Send + Sync + 'db,
    C: ConnectionTrait,
{
    if known.count(connection).await? >= limit as u64 {
        return Err(Error::TooMany { noun, limit });
    }
    Ok(())
}

/// Declares a noun's purge: deletes at most `limit` rows whose time column is past; where a further condition is named, only
/// those for which it holds by then.
///
/// The ids are chosen first, since a limit on a delete is not the same on every database.
macro_rules! purge_by {
    ($name:ident, $time:ident, $id:ident $(, $also:ident)?) => {
        /// Deletes rows whose time is past, the oldest first; says how many.
        pub(crate) async fn $name(
            connection: &impl sea_orm::ConnectionTrait,
            before_ms: u64,
            limit: u64,
        ) -> Result<u64, crate::Error> {
            use sea_orm::{QueryOrder as _, QueryTrait as _};
            let before = crate::row::column_ms(before_ms);
            let is_over = sea_orm::Condition::all()
                .add(row::Column::$time.lte(before))
                $(.add($also(before)))?;
            let oldest = row::Entity::find()
                .select_only()
                .column(row::Column::$id)
                .filter(is_over.clone())
                .order_by_asc(row::Column::$time)
                .limit(limit)
                .into_query();
            let deleted = row::Entity::delete_many()
                .filter(is_over)
                .filter(row::Column::$id.in_subquery(oldest))
                .exec(connection)
                .await?;
            Ok(deleted.rows_affected)
        }
    };
}

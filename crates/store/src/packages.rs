//! The archives of packages by their digest, as they came. Whoever loads one holds it against the digest.

use bundle::Digest;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::row::column_ms;
use crate::{Error, Store, releases, submissions};

row! { "packages" {
    #[sea_orm(primary_key, auto_increment = false)]
    digest: String,
    archive: Vec<u8>,
    created_at: i64,
} }

/// How long an archive is kept whose submission led to no release, in ms: 90 days.
pub(crate) const KEPT_MS: u64 = 90 * 24 * 60 * 60 * 1_000;

impl Store {
    /// The archive of that package.
    pub async fn package_find(&self, digest: &Digest) -> Result<Option<Vec<u8>>, Error> {
        let archive = row::Entity::find_by_id(digest.to_string())
            .select_only()
            .column(row::Column::Archive)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(archive)
    }
}

/// Keeps an archive; one of the same digest holds the same files and stays.
pub(crate) async fn keep(
    connection: &impl ConnectionTrait,
    digest: &Digest,
    archive: &[u8],
    now_ms: u64,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        digest: Set(digest.to_string()),
        archive: Set(archive.to_vec()),
        created_at: Set(column_ms(now_ms)),
    };
    let renew = OnConflict::column(row::Column::Digest)
        .update_column(row::Column::CreatedAt)
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(renew)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Deletes archives that came before `before_ms` and that neither a release nor a submission on its way or ended since
/// names, the oldest first; says how many.
pub(crate) async fn purge_packages(
    connection: &impl ConnectionTrait,
    before_ms: u64,
    limit: u64,
) -> Result<u64, Error> {
    let unnamed = row::Entity::find()
        .select_only()
        .column(row::Column::Digest)
        .filter(row::Column::CreatedAt.lte(column_ms(before_ms)))
        .filter(row::Column::Digest.not_in_subquery(releases::ids()))
        .filter(row::Column::Digest.not_in_subquery(submissions::digests_in_use(before_ms)))
        .order_by_asc(row::Column::CreatedAt)
        .limit(limit)
        .into_query();
    let deleted = row::Entity::delete_many()
        .filter(row::Column::Digest.in_subquery(unnamed))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}

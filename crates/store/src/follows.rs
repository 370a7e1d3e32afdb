//! Installations that follow are held against what was published since, one at a time: cut off anywhere, it goes on.

use market::{Follow, Installation, Release, ReleaseId, ReleaseState};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef,
};
use tenant::{InstallationId, TenantId};

use crate::installations::{follow, held, rows as row, write};
use crate::installing::write_beside;
use crate::registered::held as held_of_platform;
use crate::releases::rows as releases;
use crate::{Error, Stamp, Store};

/// What became of an installation that was held against a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// The tenant.
    pub tenant: TenantId,
    /// The installation.
    pub installation: InstallationId,
    /// The release.
    pub release: ReleaseId,
    /// The installation as it is now, when something changed: updated, or waiting for a decision.
    pub changed: Option<Installation>,
}

/// An installation and a release it was not yet held against.
type Due = (String, String, String, i64, String);

impl Store {
    /// Holds the installation whose release was published first, among those that follow and were not yet held against it,
    /// against that release; nothing when there is none. Called until then, after a publication and at the start.
    pub async fn installation_follow_next(&self, stamp: &Stamp) -> Result<Option<Followed>, Error> {
        let Some((tenant, id, release, published_at, runs)) = due(&self.reader).await? else {
            return Ok(None);
        };
        let mut followed = Followed {
            tenant: TenantId::new(tenant),
            installation: InstallationId::new(id),
            release: ReleaseId::new(release),
            changed: None,
        };
        let (tenant, id) = (&followed.tenant, &followed.installation);
        match self
            .follow(tenant, id, (&followed.release, &runs), stamp)
            .await
        {
            Ok(changed) => followed.changed = changed,
            Err(error @ Error::Database(_)) => return Err(error),
            // It keeps no other from following.
            Err(error) => tracing::error!(%error, %tenant, %id, "cannot follow"),
        }
        if followed.changed.is_none() {
            self.passed(tenant, id, published_at).await?;
        }
        Ok(Some(followed))
    }

    async fn follow(
        &self,
        tenant: &TenantId,
        id: &InstallationId,
        (to, runs): (&ReleaseId, &str),
        stamp: &Stamp,
    ) -> Result<Option<Installation>, Error> {
        let (platform, keys) = (self.platform_keys().await?, self.keys(tenant).await?);
        let transaction = self.begin().await?;
        let before = held(&transaction, &keys, tenant, id).await?;
        let from: Release = held_of_platform(&transaction, &platform, runs).await?;
        let to: Release = held_of_platform(&transaction, &platform, to.as_str()).await?;
        let Some(written) = before.follow(&from, &to, stamp.at_ms) else {
            return Ok(None);
        };
        let next = &written.change.next;
        write(&transaction, &keys, next, to.publish_at_ms).await?;
        write_beside(&transaction, &keys, &written, stamp).await?;
        transaction.commit().await?;
        Ok(Some(written.change.next))
    }

    /// Notes that an installation was held against a release, and that nothing came of it.
    async fn passed(
        &self,
        tenant: &TenantId,
        id: &InstallationId,
        published_at: i64,
    ) -> Result<(), Error> {
        row::Entity::update_many()
            .col_expr(row::Column::FollowedAt, Expr::value(published_at))
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Id.eq(id.as_str()))
            .filter(row::Column::FollowedAt.lt(published_at))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}

async fn due(connection: &impl ConnectionTrait) -> Result<Option<Due>, Error> {
    let same_slug: RelationDef = row::Entity::belongs_to(releases::Entity)
        .from(row::Column::Slug)
        .to(releases::Column::Slug)
        .into();
    let published_at = Expr::col((releases::Entity, releases::Column::PublishAt));
    let due = row::Entity::find()
        .select_only()
        .column(row::Column::Tenant)
        .column(row::Column::Id)
        .column_as(releases::Column::Id, "published")
        .column_as(releases::Column::PublishAt, "published_at")
        .column(row::Column::Release)
        .join(JoinType::InnerJoin, same_slug)
        .filter(row::Column::Follow.eq(follow(Follow::Following)))
        .filter(releases::Column::State.eq(ReleaseState::Published.id()))
        .filter(published_at.gt(Expr::col((row::Entity, row::Column::FollowedAt))))
        .order_by_asc(releases::Column::PublishAt)
        .order_by_asc(row::Column::Tenant)
        .order_by_asc(row::Column::Id)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(due)
}

//! Releases: found, listed, delisted, recalled.

use bundle::Slug;
use market::{PartnerId, Release, ReleaseId, ReleaseState, Staff, catalogue};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};
use semver::Version;

use crate::data_keys::TenantKeys;
use crate::registered::{Registered, held, open, sound, write};
use crate::row::column_ms;
use crate::submissions::tell;
use crate::{Error, Noun, Page, Stamp, Store, installations, notices};

row! { "releases" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    partner: String,
    slug: String,
    version: String,
    state: String,
    /// 1 when both reviews were passed.
    reviewed: i32,
    trigger: String,
    /// Each between spaces.
    categories: String,
    search: String,
    publish_at: Option<i64>,
    /// 1 for the one that stands for its slug in the catalogue.
    listed: Option<i32>,
    /// When it was last tried, installed, updated away from or uninstalled.
    touched_at: Option<i64>,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

/// The rows, for the catalogue, for what is tried out and for those who follow.
pub(crate) mod rows {
    pub(crate) use super::row::*;
}

impl Registered for Release {
    type Entity = row::Entity;
    const NOUN: Noun = Noun::Release;
    const ID: row::Column = row::Column::Id;
    const CREATED_AT: row::Column = row::Column::CreatedAt;

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn row(&self, body: String, vouched: Vec<u8>) -> row::ActiveModel {
        let manifest = &self.manifest;
        let categories = manifest.categories.iter().map(|one| format!("{one} "));
        row::ActiveModel {
            id: Set(self.id.as_str().to_owned()),
            partner: Set(self.partner.as_str().to_owned()),
            slug: Set(self.slug().as_str().to_owned()),
            version: Set(self.version().to_string()),
            state: Set(self.state.id().to_owned()),
            reviewed: Set(self.is_reviewed().into()),
            trigger: Set(manifest.trigger.id().to_owned()),
            categories: Set(format!(" {}", categories.collect::<String>())),
            search: Set(catalogue::search_text(self)),
            publish_at: Set(self.publish_at_ms.map(column_ms)),
            listed: NotSet,
            touched_at: NotSet,
            body: Set(body),
            vouched: Set(vouched),
            created_at: Set(column_ms(self.created_at_ms)),
        }
    }

    fn parts(model: &row::Model) -> (&str, &str, &[u8]) {
        (&model.id, &model.body, &model.vouched)
    }
}

impl Store {
    /// The release of that digest; `Altered` when its row is not what was written.
    pub async fn release_find(&self, id: &ReleaseId) -> Result<Option<Release>, Error> {
        self.registered(id.as_str()).await
    }

    /// The release that both reviews were passed for, of that slug and version.
    pub async fn release_find_version(
        &self,
        slug: &Slug,
        version: &Version,
    ) -> Result<Option<Release>, Error> {
        let of_version = reviewed(slug).filter(row::Column::Version.eq(version.to_string()));
        self.registered_in(of_version).await
    }

    /// Every release of a slug that both reviews were passed for, in the order they were made.
    pub async fn releases_of_slug(&self, slug: &Slug) -> Result<Vec<Release>, Error> {
        let keys = self.platform_keys().await?;
        reviewed_of(&self.reader, &keys, slug).await
    }

    /// The releases of a partner, newest first, those that nobody reviewed among them.
    pub async fn releases_of_partner(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<Release>, Error> {
        let newest = row::Entity::find()
            .filter(row::Column::Partner.eq(partner.as_str()))
            .order_by_desc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset());
        sound(&self.reader, &*self.platform_keys().await?, newest).await
    }

    /// Takes a release out of the catalogue.
    pub async fn release_delist(
        &self,
        (id, revision): (&ReleaseId, u64),
        by: &Staff,
        reason: &str,
        stamp: &Stamp,
    ) -> Result<Release, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before: Release = held(&transaction, &keys, id.as_str()).await?;
        crate::partners::same_revision(Noun::Release, revision, before.revision)?;
        let change = before.delist(by, reason, stamp.at_ms)?;
        write(&transaction, &keys, &change.next).await?;
        relist(&transaction, &keys, before.slug()).await?;
        tell(&transaction, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// Ends every execution of a release and tells each tenant that has it installed.
    pub async fn release_recall(
        &self,
        id: &ReleaseId,
        by: &Staff,
        reason: &str,
        stamp: &Stamp,
    ) -> Result<Release, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before: Release = held(&transaction, &keys, id.as_str()).await?;
        let change = before.recall(by, reason, stamp.at_ms)?;
        write(&transaction, &keys, &change.next).await?;
        relist(&transaction, &keys, before.slug()).await?;
        tell(&transaction, &change, stamp).await?;
        let tenants = installations::tenants_with(&transaction, id).await?;
        let told: Vec<_> = tenants
            .iter()
            .map(|tenant| before.recall_notice(tenant, reason))
            .collect();
        notices::post_all(&transaction, stamp, &told).await?;
        transaction.commit().await?;
        Ok(change.next)
    }
}

/// Every release of a slug that both reviews were passed for.
pub(crate) async fn reviewed_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    slug: &Slug,
) -> Result<Vec<Release>, Error> {
    let all = reviewed(slug)
        .order_by_asc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id);
    sound(connection, keys, all).await
}

/// The release of that id inside the caller's transaction, if there is one.
pub(crate) async fn release_of(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    id: &ReleaseId,
) -> Result<Option<Release>, Error> {
    let row = row::Entity::find_by_id(id.as_str().to_owned())
        .one(connection)
        .await?;
    row.map(|row| open(keys, &row)).transpose()
}

/// Chooses anew which release stands for a slug in the catalogue.
pub(crate) async fn relist(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    slug: &Slug,
) -> Result<(), Error> {
    let published = reviewed(slug).filter(row::Column::State.eq(ReleaseState::Published.id()));
    let published: Vec<Release> = sound(connection, keys, published).await?;
    let listing = |listed: Option<i32>| {
        row::Entity::update_many()
            .col_expr(row::Column::Listed, Expr::value(listed))
            .filter(row::Column::Slug.eq(slug.as_str()))
    };
    listing(None).exec(connection).await?;
    if let Some(newest) = catalogue::newest(&published) {
        listing(Some(1))
            .filter(row::Column::Id.eq(newest.id.as_str()))
            .exec(connection)
            .await?;
    }
    Ok(())
}

/// Notes that a release was used just now: one that nobody reviewed is kept as long as somebody uses it.
pub(crate) async fn touch(
    connection: &impl ConnectionTrait,
    id: &ReleaseId,
    now_ms: u64,
) -> Result<(), Error> {
    row::Entity::update_many()
        .col_expr(row::Column::TouchedAt, Expr::value(column_ms(now_ms)))
        .filter(row::Column::Id.eq(id.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}

/// The partner whose reviewed releases have a slug.
pub(crate) async fn slug_owner(
    connection: &impl ConnectionTrait,
    slug: &Slug,
) -> Result<Option<PartnerId>, Error> {
    let owner: Option<String> = reviewed(slug)
        .select_only()
        .column(row::Column::Partner)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(owner.map(PartnerId::new))
}

/// The newest version of a slug that is published or about to be.
pub(crate) async fn newest_version(
    connection: &impl ConnectionTrait,
    slug: &Slug,
) -> Result<Option<Version>, Error> {
    let versions: Vec<String> = reviewed(slug)
        .select_only()
        .column(row::Column::Version)
        .into_tuple()
        .all(connection)
        .await?;
    let parsed = versions
        .iter()
        .filter_map(|version| Version::parse(version).ok());
    Ok(parsed.max())
}

/// The ids of all releases.
pub(crate) fn ids() -> SelectStatement {
    let all: Select<row::Entity> = row::Entity::find().select_only().column(row::Column::Id);
    all.into_query()
}

pub(crate) fn reviewed(slug: &Slug) -> Select<row::Entity> {
    row::Entity::find()
        .filter(row::Column::Slug.eq(slug.as_str()))
        .filter(row::Column::Reviewed.eq(1))
}

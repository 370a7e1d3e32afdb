//! Partners.

use market::{MarketLimits, Partner, PartnerId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::audit::append;
use crate::registered::{held, insert, write};
use crate::row::room;
use crate::{Error, Noun, Page, Stamp, Store};

row! { "partners" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    slug: String,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { Partner: Partner {
    slug: |partner: &Partner| partner.slug.as_str().to_owned(),
} }

impl Store {
    /// Adds a partner.
    pub async fn partner_create(&self, partner: &Partner, stamp: &Stamp) -> Result<(), Error> {
        partner.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let limit = MarketLimits::DEFAULT.partners;
        room(Noun::Partner, row::Entity::find(), limit, &transaction).await?;
        insert(&transaction, &keys, partner).await?;
        append(
            &transaction,
            &stamp.entry_for("Make a partner", partner.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Changes a partner that still has the revision the caller read; gives it with the next one.
    pub async fn partner_update(&self, partner: &Partner, stamp: &Stamp) -> Result<Partner, Error> {
        partner.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before: Partner = held(&transaction, &keys, partner.id.as_str()).await?;
        same_revision(Noun::Partner, partner.revision, before.revision)?;
        let next = Partner {
            revision: before.revision.saturating_add(1),
            created_at_ms: before.created_at_ms,
            ..partner.clone()
        };
        write(&transaction, &keys, &next).await?;
        append(
            &transaction,
            &stamp.entry_for("Change a partner", next.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(next)
    }

    /// The partner of that id.
    pub async fn partner_find(&self, id: &PartnerId) -> Result<Option<Partner>, Error> {
        self.registered(id.as_str()).await
    }

    /// The partner of that slug.
    pub async fn partner_find_by_slug(
        &self,
        slug: &bundle::Slug,
    ) -> Result<Option<Partner>, Error> {
        let of_slug = row::Entity::find().filter(row::Column::Slug.eq(slug.as_str()));
        self.registered_in(of_slug).await
    }

    /// Every partner, oldest first.
    pub async fn partners_list(&self, page: Page) -> Result<Vec<Partner>, Error> {
        self.registered_page(row::Entity::find(), page).await
    }
}

/// Compares the revision a caller started from with the one that is there.
pub(crate) fn same_revision(noun: Noun, expected: u64, found: u64) -> Result<(), Error> {
    if expected == found {
        return Ok(());
    }
    Err(Error::Changed {
        noun,
        expected,
        found,
    })
}

//! Packages that partners try out in their own tenants before anybody reviewed them.

use market::{
    MarketLimits, Partner, PartnerId, PartnerSignature, Release, ReleaseFacts, ReleaseId,
    ReleaseState, Verify, check_slug_owner,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use crate::audit::append;
use crate::partner_signing_keys::signing_key_of;
use crate::registered::{held, insert};
use crate::releases::{release_of, rows as row, touch};
use crate::row::column_ms;
use crate::submissions::slug_owner;
use crate::{Error, Noun, Stamp, Store, installations, packages};

/// A package that its partner tries out.
#[derive(Debug, Clone)]
pub struct TriedPackage<'a> {
    /// What it is.
    pub facts: ReleaseFacts,
    /// The partner.
    pub partner: &'a PartnerId,
    /// The signature of one of its members.
    pub signature: PartnerSignature,
    /// The archive, which was read and has the facts' digest.
    pub archive: &'a [u8],
}

impl Store {
    /// Keeps a package that nobody reviewed, for its partner's own tenants; one that is there already stays as it is. At the
    /// limit the one goes that is installed nowhere and was not used for longest.
    pub async fn release_try(
        &self,
        tried: TriedPackage<'_>,
        verify: Verify<'_>,
        stamp: &Stamp,
    ) -> Result<Release, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let partner: Partner = held(&transaction, &keys, tried.partner.as_str()).await?;
        partner.check_active()?;
        let TriedPackage {
            facts, signature, ..
        } = tried;
        let key = signing_key_of(&transaction, &keys, &partner.id, &signature.key).await?;
        key.check_signs(&signature)?;
        signature.check(&facts.digest, verify)?;
        let owner = slug_owner(&transaction, &facts.manifest.slug).await?;
        check_slug_owner(&facts.manifest.slug, owner.as_ref(), &partner.id)?;
        let id = ReleaseId::new(facts.digest.to_string());
        let known = release_of(&transaction, &keys, &id).await?;
        let release = match known {
            Some(known) if known.partner != partner.id => {
                return Err(Error::Market(market::Error::OfAnotherPartner {
                    what: "package",
                }));
            }
            Some(known) => known,
            None => {
                make_room(&transaction, &partner.id).await?;
                packages::keep(&transaction, &facts.digest, tried.archive, stamp.at_ms).await?;
                let release =
                    Release::unreviewed(facts, &partner, signature, &stamp.actor, stamp.at_ms);
                insert(&transaction, &keys, &release).await?;
                append(
                    &transaction,
                    &stamp.entry_for("Try a package out", id.as_str()),
                )
                .await?;
                release
            }
        };
        touch(&transaction, &id, stamp.at_ms).await?;
        transaction.commit().await?;
        Ok(release)
    }
}

async fn make_room(connection: &impl ConnectionTrait, partner: &PartnerId) -> Result<(), Error> {
    let limit = MarketLimits::DEFAULT.unreviewed_releases;
    let of_partner = row::Entity::find()
        .filter(row::Column::Partner.eq(partner.as_str()))
        .filter(row::Column::Reviewed.eq(0));
    if of_partner.clone().count(connection).await? < limit as u64 {
        return Ok(());
    }
    let unused: Option<String> = of_partner
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::State.eq(ReleaseState::Unreviewed.id()))
        .filter(row::Column::Id.not_in_subquery(installations::releases()))
        .order_by_asc(row::Column::TouchedAt)
        .into_tuple()
        .one(connection)
        .await?;
    let unused = unused.ok_or(Error::TooMany {
        noun: Noun::Release,
        limit,
    })?;
    row::Entity::delete_by_id(unused).exec(connection).await?;
    Ok(())
}

/// Deletes releases that nobody reviewed, nobody has installed and nobody used since `before_ms`; says how many. What was
/// once reviewed stays for ever.
pub(crate) async fn purge_tried(
    connection: &impl ConnectionTrait,
    before_ms: u64,
    limit: u64,
) -> Result<u64, Error> {
    let unused = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::State.eq(ReleaseState::Unreviewed.id()))
        .filter(row::Column::Reviewed.eq(0))
        .filter(row::Column::TouchedAt.lte(column_ms(before_ms)))
        .filter(row::Column::Id.not_in_subquery(installations::releases()))
        .order_by_asc(row::Column::TouchedAt)
        .limit(limit)
        .into_query();
    let deleted = row::Entity::delete_many()
        .filter(row::Column::Id.in_subquery(unused))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}

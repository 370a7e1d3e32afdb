//! Approved submissions become releases, at once or when their date has come.

use market::{
    Countersignature, MarketLimits, Partner, Publication, Published, Release, ReleaseFacts,
    ReleaseState, Staff, Submission, SubmissionId, Verify, publish, publish_due,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::partner_members::members_of;
use crate::partner_signing_keys::signing_key_of;
use crate::partners::same_revision;
use crate::registered::{held, insert, sound, write};
use crate::releases::{release_of, relist, reviewed, reviewed_of, rows as row};
use crate::row::{column_ms, room};
use crate::{Error, Noun, Stamp, Store, notices, platform_keys};

/// Releases looked at for one whose date has come: more than may be held up at a time.
const DUE_FROM: u64 = 50;

/// What a publication is made of, beside what is stored.
#[derive(Debug, Clone)]
pub struct PublicationOrder {
    /// The package, read anew.
    pub facts: ReleaseFacts,
    /// When; at once without a date.
    pub publish_at_ms: Option<u64>,
    /// The platform's signature.
    pub countersignature: Countersignature,
}

impl Store {
    /// Publishes a submission that still has the revision the caller read.
    pub async fn submission_publish(
        &self,
        (id, revision): (&SubmissionId, u64),
        by: &Staff,
        order: PublicationOrder,
        verify: Verify<'_>,
        stamp: &Stamp,
    ) -> Result<Published, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let submission: Submission = held(&transaction, &keys, id.as_str()).await?;
        same_revision(Noun::Submission, revision, submission.revision)?;
        let partner: Partner = held(&transaction, &keys, submission.partner.as_str()).await?;
        let members = members_of(&transaction, &keys, &submission.partner).await?;
        let tried = release_of(&transaction, &keys, &submission.release()).await?;
        still_signed(&transaction, &keys, &submission).await?;
        let limit = MarketLimits::DEFAULT.releases;
        room(
            Noun::Release,
            reviewed(&submission.slug),
            limit,
            &transaction,
        )
        .await?;
        let others = reviewed_of(&transaction, &keys, &submission.slug).await?;
        let signer = &order.countersignature.key;
        let platform_key = platform_keys::public_key_of(&transaction, &keys, signer).await?;
        let publication = Publication {
            by,
            partner: &partner,
            members: &members,
            facts: order.facts,
            tried: tried.as_ref(),
            others: &others,
            publish_at_ms: order.publish_at_ms,
            countersignature: order.countersignature,
            platform_key: &platform_key,
        };
        let published = publish(&submission, publication, verify, stamp.at_ms)?;
        if tried.is_none() {
            insert(&transaction, &keys, &published.release).await?;
        }
        write_published(&transaction, &keys, &published, stamp).await?;
        transaction.commit().await?;
        Ok(published)
    }

    /// Publishes the release whose date came first, if one's has; one of a suspended partner waits on.
    pub async fn release_publish_due(&self, stamp: &Stamp) -> Result<Option<Published>, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let due = row::Entity::find()
            .filter(row::Column::State.eq(ReleaseState::Scheduled.id()))
            .filter(row::Column::PublishAt.lte(column_ms(stamp.at_ms)))
            .order_by_asc(row::Column::PublishAt)
            .limit(DUE_FROM);
        let due: Vec<Release> = sound(&transaction, &keys, due).await?;
        for release in due {
            let published = match published_now(&transaction, &keys, &release, stamp).await {
                Err(Error::Market(market::Error::PartnerSuspended)) => continue,
                // It keeps no other from its date.
                Err(
                    error @ (Error::Market(_) | Error::Altered { .. } | Error::NotFound { .. }),
                ) => {
                    tracing::error!(%error, release = %release.id, "not published at its date");
                    continue;
                }
                published => published?,
            };
            write_published(&transaction, &keys, &published, stamp).await?;
            transaction.commit().await?;
            return Ok(Some(published));
        }
        Ok(None)
    }
}

/// Refuses what was signed with a key that has ended since: whoever has that key may have signed it.
async fn still_signed(
    transaction: &DatabaseTransaction,
    keys: &TenantKeys,
    submission: &Submission,
) -> Result<(), Error> {
    let signature = &submission.signature;
    let key = signing_key_of(transaction, keys, &submission.partner, &signature.key).await?;
    Ok(key.check_signs(signature)?)
}

async fn published_now(
    transaction: &DatabaseTransaction,
    keys: &TenantKeys,
    release: &Release,
    stamp: &Stamp,
) -> Result<Published, Error> {
    let id = release.submission.as_ref().ok_or(Error::NotFound {
        noun: Noun::Submission,
    })?;
    let submission: Submission = held(transaction, keys, id.as_str()).await?;
    still_signed(transaction, keys, &submission).await?;
    let partner: Partner = held(transaction, keys, release.partner.as_str()).await?;
    let mut others = reviewed_of(transaction, keys, release.slug()).await?;
    others.retain(|one| one.id != release.id);
    Ok(publish_due(
        &submission,
        release,
        &partner,
        &others,
        stamp.at_ms,
    )?)
}

async fn write_published(
    transaction: &DatabaseTransaction,
    keys: &TenantKeys,
    published: &Published,
    stamp: &Stamp,
) -> Result<(), Error> {
    write(transaction, keys, &published.submission).await?;
    write(transaction, keys, &published.release).await?;
    for superseded in &published.superseded {
        write(transaction, keys, superseded).await?;
    }
    relist(transaction, keys, published.release.slug()).await?;
    append(transaction, &stamp.entry(&published.act)).await?;
    notices::post(transaction, stamp, &published.notices).await
}

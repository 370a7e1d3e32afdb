//! Submissions: taken in, checked by one at a time, found and listed.

use bundle::{Report, Slug};
use market::{
    Change, Known, MemberId, NewSubmission, Partner, ReviewDays, SigningKeyId, State, Submission,
    SubmissionId, Verify,
};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};
use tenant::PartnerId;

use crate::audit::append;
use crate::data_keys::TenantKeys;
use crate::partner_members::member_of;
use crate::partner_signing_keys::signing_key_of;
use crate::registered::{held, insert, sound, write};
use crate::row::column_ms;
use crate::{Error, Page, Stamp, Store, notices, packages, releases, reports};

row! { "submissions" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    partner: String,
    slug: String,
    version: String,
    digest: String,
    state: String,
    /// While somebody checks it: until when nobody else does.
    lease_ends_at: Option<i64>,
    ended_at: Option<i64>,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { Submission: Submission {
    partner: |one: &Submission| one.partner.as_str().to_owned(),
    slug: |one: &Submission| one.slug.as_str().to_owned(),
    version: |one: &Submission| one.version.to_string(),
    digest: |one: &Submission| one.digest.to_string(),
    state: |one: &Submission| one.state.id().to_owned(),
    lease_ends_at: |one: &Submission| one.lease.as_ref().map(|lease| column_ms(lease.ends_at_ms)),
    ended_at: |one: &Submission| one.state.is_end().then(|| column_ms(one.updated_at_ms)),
} }

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
/// Submissions of one slug and version that a new one is held against: the latest.
const SAME_VERSION: u64 = 100;
/// Submissions looked at for one whose checks can be begun: more than may be altered at a time.
const CLAIMED_FROM: u64 = 20;

/// A package as it arrives, with who sends it.
#[derive(Debug, Clone)]
pub struct SentPackage<'a> {
    /// The package.
    pub submission: NewSubmission<'a>,
    /// The partner.
    pub partner: &'a PartnerId,
    /// The member who sends it.
    pub author: &'a MemberId,
    /// The key it is signed with.
    pub signing_key: &'a SigningKeyId,
    /// The archive, which was read and has the submission's digest.
    pub archive: &'a [u8],
}

impl Store {
    /// Takes a package in.
    pub async fn submission_create(
        &self,
        sent: SentPackage<'_>,
        days: &ReviewDays,
        verify: Verify<'_>,
        stamp: &Stamp,
    ) -> Result<Submission, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let partner: Partner = held(&transaction, &keys, sent.partner.as_str()).await?;
        let author = member_of(&transaction, &keys, sent.partner, sent.author).await?;
        let key = signing_key_of(&transaction, &keys, sent.partner, sent.signing_key).await?;
        let known = known(&transaction, &keys, &sent, stamp.at_ms).await?;
        let change = Submission::receive(
            sent.submission,
            (&partner, &author, &key),
            &known,
            days,
            verify,
            stamp.at_ms,
        )?;
        let digest = &change.next.digest;
        packages::keep(&transaction, digest, sent.archive, stamp.at_ms).await?;
        insert(&transaction, &keys, &change.next).await?;
        tell(&transaction, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// Takes on the checks of the submission that waits longest, if one waits: nobody else gets it until its lease ends.
    /// Its state says whether they are to be run: one whose checks ended whoever ran them too often comes back to its partner.
    pub async fn submission_claim(
        &self,
        holder: &str,
        stamp: &Stamp,
    ) -> Result<Option<Submission>, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let silent = Condition::all()
            .add(row::Column::State.eq(State::Checking.id()))
            .add(row::Column::LeaseEndsAt.lte(column_ms(stamp.at_ms)));
        let waiting = row::Entity::find()
            .filter(
                Condition::any()
                    .add(row::Column::State.eq(State::Received.id()))
                    .add(silent),
            )
            .order_by_asc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(CLAIMED_FROM);
        let waiting: Vec<Submission> = sound(&transaction, &keys, waiting).await?;
        let Some(first) = waiting
            .into_iter()
            .find(|one| one.is_claimable(stamp.at_ms))
        else {
            return Ok(None);
        };
        let change = first.claim(holder, stamp.at_ms)?;
        write(&transaction, &keys, &change.next).await?;
        tell(&transaction, &change, stamp).await?;
        transaction.commit().await?;
        Ok(Some(change.next))
    }

    /// Says that the checks of a submission still run.
    pub async fn submission_renew(
        &self,
        id: &SubmissionId,
        holder: &str,
        now_ms: u64,
    ) -> Result<Submission, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let submission: Submission = held(&transaction, &keys, id.as_str()).await?;
        let renewed = submission.renew(holder, now_ms)?;
        write(&transaction, &keys, &renewed).await?;
        transaction.commit().await?;
        Ok(renewed)
    }

    /// Lets go of all checks that this holder has taken on.
    pub async fn submissions_let_go(&self, holder: &str, now_ms: u64) -> Result<(), Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let checking = row::Entity::find().filter(row::Column::State.eq(State::Checking.id()));
        let checking: Vec<Submission> = sound(&transaction, &keys, checking).await?;
        for submission in checking {
            // What somebody else holds stays theirs.
            if let Ok(free) = submission.let_go(holder, now_ms) {
                write(&transaction, &keys, &free).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Takes what the checks found.
    pub async fn submission_report(
        &self,
        id: &SubmissionId,
        holder: &str,
        report: &Report,
        days: &ReviewDays,
        stamp: &Stamp,
    ) -> Result<Submission, Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let submission: Submission = held(&transaction, &keys, id.as_str()).await?;
        let change = submission.report(holder, report, days, stamp.at_ms)?;
        reports::keep(&transaction, &keys, id, report, stamp.at_ms).await?;
        write(&transaction, &keys, &change.next).await?;
        tell(&transaction, &change, stamp).await?;
        transaction.commit().await?;
        Ok(change.next)
    }

    /// The submission of that id.
    pub async fn submission_find(&self, id: &SubmissionId) -> Result<Option<Submission>, Error> {
        self.registered(id.as_str()).await
    }

    /// The submissions of a partner, newest first.
    pub async fn submissions_of_partner(
        &self,
        partner: &PartnerId,
        page: Page,
    ) -> Result<Vec<Submission>, Error> {
        let newest = row::Entity::find()
            .filter(row::Column::Partner.eq(partner.as_str()))
            .order_by_desc(row::Column::CreatedAt)
            .order_by_desc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset());
        sound(&self.reader, &*self.platform_keys().await?, newest).await
    }

    /// The submissions in these states, or all of them, the one that waits longest first.
    pub async fn submissions_list(
        &self,
        states: &[State],
        page: Page,
    ) -> Result<Vec<Submission>, Error> {
        let mut selected = row::Entity::find();
        if !states.is_empty() {
            selected = selected.filter(row::Column::State.is_in(states.iter().map(|one| one.id())));
        }
        self.registered_page(selected, page).await
    }
}

/// Writes what is written beside a submission's change.
pub(crate) async fn tell<T>(
    connection: &impl ConnectionTrait,
    change: &Change<T>,
    stamp: &Stamp,
) -> Result<(), Error> {
    append(connection, &stamp.entry(&change.act)).await?;
    notices::post(connection, stamp, &change.notices).await
}

/// What a package is held against.
async fn known(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    sent: &SentPackage<'_>,
    now_ms: u64,
) -> Result<Known, Error> {
    let manifest = sent.submission.manifest;
    let of_partner = || row::Entity::find().filter(row::Column::Partner.eq(sent.partner.as_str()));
    let open = of_partner().filter(row::Column::EndedAt.is_null());
    let a_day_ago = column_ms(now_ms.saturating_sub(DAY_MS));
    let today = of_partner().filter(row::Column::CreatedAt.gt(a_day_ago));
    let same_version = row::Entity::find()
        .filter(row::Column::Slug.eq(manifest.slug.as_str()))
        .filter(row::Column::Version.eq(manifest.version.to_string()))
        .order_by_desc(row::Column::CreatedAt)
        .limit(SAME_VERSION);
    let mut same_version: Vec<Submission> = sound(connection, keys, same_version).await?;
    same_version.reverse();
    let count = |counted: u64| usize::try_from(counted).unwrap_or(usize::MAX);
    Ok(Known {
        slug_owner: slug_owner(connection, &manifest.slug).await?,
        newest: releases::newest_version(connection, &manifest.slug).await?,
        same_version,
        open: count(open.count(connection).await?),
        today: count(today.count(connection).await?),
    })
}

/// The partner that has a slug: by a release that was reviewed, else by a submission on its way.
pub(crate) async fn slug_owner(
    connection: &impl ConnectionTrait,
    slug: &Slug,
) -> Result<Option<PartnerId>, Error> {
    let by_release = releases::slug_owner(connection, slug).await?;
    if by_release.is_some() {
        return Ok(by_release);
    }
    let by_submission: Option<String> = row::Entity::find()
        .select_only()
        .column(row::Column::Partner)
        .filter(row::Column::Slug.eq(slug.as_str()))
        .filter(row::Column::EndedAt.is_null())
        .into_tuple()
        .one(connection)
        .await?;
    Ok(by_submission.map(PartnerId::new))
}

/// The packages of submissions that are on their way or ended after `before_ms`.
pub(crate) fn digests_in_use(before_ms: u64) -> SelectStatement {
    let in_use = Condition::any()
        .add(row::Column::EndedAt.is_null())
        .add(row::Column::EndedAt.gt(column_ms(before_ms)));
    let in_use: Select<row::Entity> = row::Entity::find()
        .select_only()
        .column(row::Column::Digest)
        .filter(in_use);
    in_use.into_query()
}

/// The submissions that ended before `before_ms` without a release.
pub(crate) fn fruitless(before_ms: u64) -> SelectStatement {
    let fruitless: Select<row::Entity> = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::EndedAt.lte(column_ms(before_ms)))
        .filter(row::Column::State.ne(State::Published.id()));
    fruitless.into_query()
}

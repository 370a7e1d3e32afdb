//! The outbox: what partners and tenants are told, written with the change it tells of. Kept 180 days.

use aws_lc_rs::digest::{SHA256, digest};
use market::{MarketLimits, Notice, NoticeId, PostedNotice, Recipient};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::registered::decode;
use crate::row::{column_ms, encode};
use crate::{Error, Noun, Page, Stamp, Store};

row! { "notices" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    recipient: String,
    body: String,
    created_at: i64,
} }

const NOUN: Noun = Noun::Notice;

/// How long a notice is kept, in ms: 180 days.
pub(crate) const KEPT_MS: u64 = 180 * 24 * 60 * 60 * 1_000;
/// Notices written in one statement.
const BATCH: usize = 200;

impl Store {
    /// The notices to a partner or a tenant, newest first.
    pub async fn notices_list(
        &self,
        to: &Recipient,
        page: Page,
    ) -> Result<Vec<PostedNotice>, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Recipient.eq(to.to_string()))
            .order_by_desc(row::Column::CreatedAt)
            .order_by_asc(row::Column::Id)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| decode(NOUN, &row.id, &row.body))
            .collect()
    }
}

/// Posts notices inside the caller's transaction; of each recipient the oldest over the limit go.
pub(crate) async fn post(
    connection: &impl ConnectionTrait,
    stamp: &Stamp,
    notices: &[Notice],
) -> Result<(), Error> {
    post_all(connection, stamp, notices).await?;
    for notice in notices {
        trim(connection, &notice.to).await?;
    }
    Ok(())
}

/// Posts one notice to each of many, whose oldest go when their time has come.
pub(crate) async fn post_all(
    connection: &impl ConnectionTrait,
    stamp: &Stamp,
    notices: &[Notice],
) -> Result<(), Error> {
    for notices in notices.chunks(BATCH) {
        let rows: Result<Vec<_>, Error> = notices.iter().map(|one| row(stamp, one)).collect();
        row::Entity::insert_many(rows?)
            .exec_without_returning(connection)
            .await?;
    }
    Ok(())
}

fn row(stamp: &Stamp, notice: &Notice) -> Result<row::ActiveModel, Error> {
    let posted = PostedNotice {
        id: id(stamp, notice),
        notice: notice.clone(),
        created_at_ms: stamp.at_ms,
    };
    let row = row::Model {
        id: posted.id.to_string(),
        recipient: notice.to.to_string(),
        body: encode(NOUN, &posted)?,
        created_at: column_ms(stamp.at_ms),
    };
    // Every column is set: a model made from a row would count as unchanged.
    Ok(sea_orm::ActiveModelTrait::reset_all(
        row::ActiveModel::from(row),
    ))
}

/// One change tells a recipient one thing: the id is made of the change's stamp, which is random, and the recipient.
fn id(stamp: &Stamp, notice: &Notice) -> NoticeId {
    let name = format!("{}\n{}\n{}", stamp.id, notice.to, notice.about);
    let digest = hex::encode(digest(&SHA256, name.as_bytes()));
    NoticeId::new(format!("not_{}", digest.get(..32).unwrap_or(&digest)))
}

async fn trim(connection: &impl ConnectionTrait, to: &Recipient) -> Result<(), Error> {
    let to = to.to_string();
    let newest = row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::Recipient.eq(to.as_str()))
        .order_by_desc(row::Column::CreatedAt)
        .order_by_asc(row::Column::Id)
        .limit(MarketLimits::DEFAULT.notices as u64)
        .into_query();
    row::Entity::delete_many()
        .filter(row::Column::Recipient.eq(to))
        .filter(row::Column::Id.not_in_subquery(newest))
        .exec(connection)
        .await?;
    Ok(())
}

purge_by!(purge_notices, CreatedAt, Id);

//! What the checks found, a document for each submission.

use bundle::Report;
use market::SubmissionId;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::registered::decode;
use crate::row::{column_ms, encode};
use crate::{Error, Noun, Store, submissions, vouched};

row! { "reports" {
    #[sea_orm(primary_key, auto_increment = false)]
    submission: String,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

const NOUN: Noun = Noun::Report;

/// The longest report, in bytes of JSON.
const REPORT_BYTES: usize = 16 << 20;

impl Store {
    /// What the checks of a submission found.
    pub async fn report_find(&self, submission: &SubmissionId) -> Result<Option<Report>, Error> {
        let id = submission.as_str();
        let found = row::Entity::find_by_id(id.to_owned());
        let Some(row) = found.one(&self.reader).await? else {
            return Ok(None);
        };
        let keys = self.platform_keys().await?;
        vouched::check(&keys, NOUN, id, &row.body, &row.vouched)?;
        decode(NOUN, id, &row.body).map(Some)
    }
}

/// Keeps a report inside the caller's transaction.
pub(crate) async fn keep(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    submission: &SubmissionId,
    report: &Report,
    now_ms: u64,
) -> Result<(), Error> {
    let body = encode(NOUN, report)?;
    tenant::limit::longest("report", &body, REPORT_BYTES)?;
    let row = row::ActiveModel {
        submission: Set(submission.as_str().to_owned()),
        vouched: Set(vouched::vouch(keys, NOUN, submission.as_str(), &body)?),
        body: Set(body),
        created_at: Set(column_ms(now_ms)),
    };
    row::Entity::insert(row)
        .exec_without_returning(connection)
        .await
        .map_err(exists(NOUN))?;
    Ok(())
}

/// Deletes the reports of submissions that ended before `before_ms` without a release; says how many.
pub(crate) async fn purge_reports(
    connection: &impl ConnectionTrait,
    before_ms: u64,
    limit: u64,
) -> Result<u64, Error> {
    let old = row::Entity::find()
        .select_only()
        .column(row::Column::Submission)
        .filter(row::Column::Submission.in_subquery(submissions::fruitless(before_ms)))
        .order_by_asc(row::Column::CreatedAt)
        .limit(limit)
        .into_query();
    let deleted = row::Entity::delete_many()
        .filter(row::Column::Submission.in_subquery(old))
        .exec(connection)
        .await?;
    Ok(deleted.rows_affected)
}

//! What the operator says of the checks: how grave each finding is, and which package is excepted from which.

use market::Act;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QuerySelect};
use serde_json::Value;

use crate::audit::append;
use crate::partners::same_revision;
use crate::registered::decode;
use crate::row::{encode, from_column_ms};
use crate::{Error, Noun, Stamp, Store, vouched};

row! { "platform_documents" {
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    revision: i64,
    body: String,
    vouched: Vec<u8>,
} }

const NOUN: Noun = Noun::CheckPolicy;
const NAME: &str = "check policy";
/// The longest policy, in bytes of JSON.
const POLICY_BYTES: usize = 256 << 10;

impl Store {
    /// The policy with the revision a change has to start from; none and 0 before the first.
    pub async fn check_policy_find(&self) -> Result<(Option<Value>, u64), Error> {
        let found = row::Entity::find_by_id(NAME.to_owned());
        let Some(row) = found.one(&self.reader).await? else {
            return Ok((None, 0));
        };
        let (keys, revision) = (self.platform_keys().await?, from_column_ms(row.revision));
        let id = id(revision);
        vouched::check(&keys, NOUN, &id, &row.body, &row.vouched)?;
        Ok((Some(decode(NOUN, &id, &row.body)?), revision))
    }

    /// Puts another policy in place of the one of that revision; gives the next revision.
    pub async fn check_policy_replace(
        &self,
        expected: u64,
        (policy, details): (&Value, Value),
        stamp: &Stamp,
    ) -> Result<u64, Error> {
        let body = encode(NOUN, policy)?;
        tenant::limit::longest("check_policy", &body, POLICY_BYTES)?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let before = row::Entity::find_by_id(NAME.to_owned())
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let found = before.map_or(0, |row| from_column_ms(row.revision));
        same_revision(NOUN, expected, found)?;
        let revision = found.saturating_add(1);
        let row = row::ActiveModel {
            name: Set(NAME.to_owned()),
            revision: Set(crate::row::column_ms(revision)),
            vouched: Set(vouched::vouch(&keys, NOUN, &id(revision), &body)?),
            body: Set(body),
        };
        let replace = OnConflict::column(row::Column::Name)
            .update_columns([
                row::Column::Revision,
                row::Column::Body,
                row::Column::Vouched,
            ])
            .to_owned();
        row::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(&transaction)
            .await?;
        append(
            &transaction,
            &stamp.entry(&Act {
                operation: "Change the policy of the checks",
                target: NAME.to_owned(),
                details,
            }),
        )
        .await?;
        transaction.commit().await?;
        Ok(revision)
    }
}

fn id(revision: u64) -> String {
    format!("{NAME} {revision}")
}

//! Attempts at credentials, counted before they are looked at.

use account::{AttemptLimit, Attempts, Blocked, RateKey};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::row::{column_ms, from_column_ms};
use crate::{Error, Store};

row! { "attempts" {
    #[sea_orm(primary_key, auto_increment = false)]
    key: String,
    count: i64,
    window_started_at: i64,
    window_ends_at: i64,
} }

impl Store {
    /// Counts an attempt under every key, or under none when one of them is over its limit.
    pub async fn attempt(
        &self,
        keys: &[(RateKey, AttemptLimit)],
        now_ms: u64,
    ) -> Result<Result<(), Blocked>, Error> {
        let transaction = self.begin().await?;
        for (key, limit) in keys {
            let before = read(&transaction, key).await?;
            match Attempts::admit(before, limit, now_ms) {
                Ok(attempts) => write(&transaction, key, attempts).await?,
                // Dropping the transaction takes the others back.
                Err(blocked) => return Ok(Err(blocked)),
            }
        }
        transaction.commit().await?;
        Ok(Ok(()))
    }

    /// Whether a further attempt under one of these keys would be one too many. Counts nothing.
    pub async fn attempt_blocked(
        &self,
        keys: &[(RateKey, AttemptLimit)],
        now_ms: u64,
    ) -> Result<Option<Blocked>, Error> {
        let known = keys.iter().map(|(key, _)| key.as_str());
        let rows = row::Entity::find()
            .filter(row::Column::Key.is_in(known))
            .all(&self.reader)
            .await?;
        let blocked = rows.into_iter().find_map(|row| {
            let (_, limit) = keys.iter().find(|(key, _)| key.as_str() == row.key)?;
            Attempts::admit(Some(attempts(row)), limit, now_ms).err()
        });
        Ok(blocked)
    }

    /// Takes an attempt back that turned out right.
    pub async fn attempt_forgive(&self, keys: &[RateKey]) -> Result<(), Error> {
        let transaction = self.begin().await?;
        for key in keys {
            let Some(before) = read(&transaction, key).await? else {
                continue;
            };
            match before.forgive() {
                Some(attempts) => write(&transaction, key, attempts).await?,
                None => {
                    row::Entity::delete_by_id(key.as_str().to_owned())
                        .exec(&transaction)
                        .await?;
                }
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}

async fn read(connection: &impl ConnectionTrait, key: &RateKey) -> Result<Option<Attempts>, Error> {
    let row = row::Entity::find_by_id(key.as_str().to_owned())
        .lock_exclusive()
        .one(connection)
        .await?;
    Ok(row.map(attempts))
}

fn attempts(row: row::Model) -> Attempts {
    Attempts {
        count: u32::try_from(row.count).unwrap_or(u32::MAX),
        window_started_ms: from_column_ms(row.window_started_at),
        window_ends_ms: from_column_ms(row.window_ends_at),
    }
}

async fn write(
    connection: &impl ConnectionTrait,
    key: &RateKey,
    attempts: Attempts,
) -> Result<(), Error> {
    let row = row::ActiveModel {
        key: Set(key.as_str().to_owned()),
        count: Set(attempts.count.into()),
        window_started_at: Set(column_ms(attempts.window_started_ms)),
        window_ends_at: Set(column_ms(attempts.window_ends_ms)),
    };
    let replace = OnConflict::column(row::Column::Key)
        .update_columns([
            row::Column::Count,
            row::Column::WindowStartedAt,
            row::Column::WindowEndsAt,
        ])
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

purge_by!(purge_attempts, WindowEndsAt, Key);

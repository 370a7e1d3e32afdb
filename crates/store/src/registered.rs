//! What the platform keeps: values that are the vouched JSON body of a row with an id of its own.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PrimaryKeyTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::data_keys::TenantKeys;
use crate::error::exists;
use crate::row::encode;
use crate::{Error, Noun, Page, Store, vouched};

/// A value that is the body of a row whose key is its id.
pub(crate) trait Registered: Serialize + DeserializeOwned {
    /// Its table.
    type Entity: EntityTrait<Model: Send + Sync, PrimaryKey: PrimaryKeyTrait<ValueType = String>>;
    /// Its name in errors.
    const NOUN: Noun;
    /// Where its id stands.
    const ID: Column<Self>;
    /// Where the time of its making stands.
    const CREATED_AT: Column<Self>;

    /// What names it.
    fn id(&self) -> &str;
    /// Its row around this body and what vouches for it.
    fn row(&self, body: String, vouched: Vec<u8>) -> Row<Self>;
    /// Id, body and what vouches for it.
    fn parts(model: &Model<Self>) -> (&str, &str, &[u8]);
}

type Column<T> = <<T as Registered>::Entity as EntityTrait>::Column;
type Model<T> = <<T as Registered>::Entity as EntityTrait>::Model;
type Row<T> = <<T as Registered>::Entity as EntityTrait>::ActiveModel;

/// Implements [`Registered`] for a value whose row is the module's `row`.
macro_rules! registered {
    ($value:ident: $noun:ident { $($column:ident: $from:expr,)* }) => {
        impl crate::registered::Registered for $value {
            type Entity = row::Entity;
            const NOUN: crate::Noun = crate::Noun::$noun;
            const ID: row::Column = row::Column::Id;
            const CREATED_AT: row::Column = row::Column::CreatedAt;

            fn id(&self) -> &str {
                self.id.as_str()
            }

            fn row(&self, body: String, vouched: Vec<u8>) -> row::ActiveModel {
                use sea_orm::ActiveValue::Set;
                row::ActiveModel {
                    id: Set(self.id.as_str().to_owned()),
                    $($column: Set(($from)(self)),)*
                    body: Set(body),
                    vouched: Set(vouched),
                    created_at: Set(crate::row::column_ms(self.created_at_ms)),
                }
            }

            fn parts(model: &row::Model) -> (&str, &str, &[u8]) {
                (&model.id, &model.body, &model.vouched)
            }
        }
    };
}

/// Adds a value.
pub(crate) async fn insert<T: Registered>(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    value: &T,
) -> Result<(), Error> {
    T::Entity::insert(sealed(keys, value)?)
        .exec_without_returning(connection)
        .await
        .map_err(exists(T::NOUN))?;
    Ok(())
}

/// Puts a value in the place of the one of its id.
pub(crate) async fn write<T: Registered>(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    value: &T,
) -> Result<(), Error> {
    let written = T::Entity::update_many()
        .set(sealed(keys, value)?)
        .filter(T::ID.eq(value.id()))
        .exec(connection)
        .await
        .map_err(exists(T::NOUN))?;
    if written.rows_affected == 0 {
        return Err(Error::NotFound { noun: T::NOUN });
    }
    Ok(())
}

/// The value of that id, held for a change inside the caller's transaction.
pub(crate) async fn held<T: Registered>(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    id: &str,
) -> Result<T, Error>
where
    Model<T>: IntoActiveModel<Row<T>>,
{
    let row = T::Entity::find_by_id(id.to_owned())
        .lock_exclusive()
        .one(connection)
        .await?;
    open(keys, &row.ok_or(Error::NotFound { noun: T::NOUN })?)
}

/// The values a selection comes to. One that was altered is named in the log and left out: it spoils no other.
pub(crate) async fn sound<T: Registered>(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    selected: Select<T::Entity>,
) -> Result<Vec<T>, Error> {
    let rows = selected.all(connection).await?;
    let values = rows.iter().filter_map(|row| {
        open(keys, row)
            .inspect_err(|error| tracing::error!(%error, "left out of a list"))
            .ok()
    });
    Ok(values.collect())
}

/// The value of a row, if we wrote it.
pub(crate) fn open<T: Registered>(keys: &TenantKeys, row: &Model<T>) -> Result<T, Error> {
    let (id, body, vouched) = T::parts(row);
    vouched::check(keys, T::NOUN, id, body, vouched)?;
    decode(T::NOUN, id, body)
}

/// A body back from its text.
pub(crate) fn decode<T: DeserializeOwned>(noun: Noun, id: &str, body: &str) -> Result<T, Error> {
    serde_json::from_str(body).map_err(|source| Error::Unreadable {
        noun,
        id: id.to_owned(),
        source,
    })
}

fn sealed<T: Registered>(keys: &TenantKeys, value: &T) -> Result<Row<T>, Error> {
    let body = encode(T::NOUN, value)?;
    let vouched = vouched::vouch(keys, T::NOUN, value.id(), &body)?;
    Ok(value.row(body, vouched))
}

impl Store {
    /// The value of that id.
    pub(crate) async fn registered<T: Registered>(&self, id: &str) -> Result<Option<T>, Error> {
        self.registered_in(T::Entity::find_by_id(id.to_owned()))
            .await
    }

    /// The one value a selection comes to.
    pub(crate) async fn registered_in<T: Registered>(
        &self,
        selected: Select<T::Entity>,
    ) -> Result<Option<T>, Error> {
        let Some(row) = selected.one(&self.reader).await? else {
            return Ok(None);
        };
        open(&*self.platform_keys().await?, &row).map(Some)
    }

    /// One page of a selection, the oldest first.
    pub(crate) async fn registered_page<T: Registered>(
        &self,
        selected: Select<T::Entity>,
        page: Page,
    ) -> Result<Vec<T>, Error> {
        let selected = selected
            .order_by_asc(T::CREATED_AT)
            .order_by_asc(T::ID)
            .limit(page.limit())
            .offset(page.offset());
        sound(&self.reader, &*self.platform_keys().await?, selected).await
    }
}

//! A tenant's values that have a row each and nothing beside it: made, changed, found, listed and deleted in one way,
//! every change with its audit entry.

use sea_orm::{
    ColumnTrait, EntityTrait, PrimaryKeyTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenant::TenantId;

use crate::audit::append;
use crate::error::exists;
use crate::row::{decode, encode, room};
use crate::{AuditEntry, Error, Noun, Page, Store};

/// A value that is the JSON body of a row whose key is tenant and id.
pub(crate) trait Kept: Serialize + DeserializeOwned {
    /// Its table.
    type Entity: EntityTrait<Model: Send + Sync, PrimaryKey: PrimaryKeyTrait<ValueType = (String, String)>>;
    /// Its name in errors.
    const NOUN: Noun;
    /// How many of it a tenant may have.
    const LIMIT: usize;
    /// Where its tenant stands.
    const TENANT: Column<Self>;
    /// Where its id stands.
    const ID: Column<Self>;
    /// Where the time of its making stands.
    const CREATED_AT: Column<Self>;

    /// The tenant it belongs to.
    fn tenant(&self) -> &TenantId;
    /// What names it in its tenant.
    fn id(&self) -> &str;
    /// Its row around this body.
    fn row(&self, body: String) -> Row<Self>;
    /// The body of a row.
    fn body(model: &Model<Self>) -> &str;
}

type Column<T> = <<T as Kept>::Entity as EntityTrait>::Column;
type Model<T> = <<T as Kept>::Entity as EntityTrait>::Model;
type Row<T> = <<T as Kept>::Entity as EntityTrait>::ActiveModel;

/// Implements [`Kept`] for a value whose row is the module's `row`: `kept!(Value: Noun, limit, id { column: value, ... })`.
macro_rules! kept {
    ($value:ident: $noun:ident, $limit:ident, $id:ident / $id_column:ident { $($column:ident: $from:expr,)* }) => {
        impl crate::kept::Kept for $value {
            type Entity = row::Entity;
            const NOUN: crate::Noun = crate::Noun::$noun;
            const LIMIT: usize = tenant::TenantLimits::DEFAULT.$limit;
            const TENANT: row::Column = row::Column::Tenant;
            const ID: row::Column = row::Column::$id_column;
            const CREATED_AT: row::Column = row::Column::CreatedAt;

            fn tenant(&self) -> &tenant::TenantId {
                &self.tenant
            }

            fn id(&self) -> &str {
                self.$id.as_str()
            }

            fn row(&self, body: String) -> row::ActiveModel {
                use sea_orm::ActiveValue::Set;
                row::ActiveModel {
                    tenant: Set(self.tenant.as_str().to_owned()),
                    $id: Set(self.$id.as_str().to_owned()),
                    $($column: Set(($from)(self)),)*
                    body: Set(body),
                    created_at: Set(crate::row::column_ms(self.created_at_ms)),
                }
            }

            fn body(model: &row::Model) -> &str {
                &model.body
            }
        }
    };
}

impl Store {
    /// Adds a value, unless the tenant has as many as it may.
    pub(crate) async fn keep<T: Kept>(&self, value: &T, audit: &AuditEntry) -> Result<(), Error> {
        let row = value.row(encode(T::NOUN, value)?);
        let transaction = self.begin().await?;
        room(
            T::NOUN,
            of_tenant::<T>(value.tenant()),
            T::LIMIT,
            &transaction,
        )
        .await?;
        T::Entity::insert(row)
            .exec_without_returning(&transaction)
            .await
            .map_err(exists(T::NOUN))?;
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Puts a value in the place of the one of its id.
    pub(crate) async fn replace<T: Kept>(
        &self,
        value: &T,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let row = value.row(encode(T::NOUN, value)?);
        let transaction = self.begin().await?;
        let replaced = T::Entity::update_many()
            .set(row)
            .filter(T::TENANT.eq(value.tenant().as_str()))
            .filter(T::ID.eq(value.id()))
            .exec(&transaction)
            .await
            .map_err(exists(T::NOUN))?;
        if replaced.rows_affected == 0 {
            return Err(Error::NotFound { noun: T::NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The value of that id.
    pub(crate) async fn find<T: Kept>(
        &self,
        tenant: &TenantId,
        id: &str,
    ) -> Result<Option<T>, Error> {
        let key = (tenant.as_str().to_owned(), id.to_owned());
        self.find_in(T::Entity::find_by_id(key)).await
    }

    /// The value of a tenant whose column says this.
    pub(crate) async fn find_by<T: Kept>(
        &self,
        tenant: &TenantId,
        column: Column<T>,
        value: &str,
    ) -> Result<Option<T>, Error> {
        self.find_in(of_tenant::<T>(tenant).filter(column.eq(value)))
            .await
    }

    /// The value a selection comes to.
    pub(crate) async fn find_in<T: Kept>(
        &self,
        selected: Select<T::Entity>,
    ) -> Result<Option<T>, Error> {
        let row = selected.one(&self.reader).await?;
        row.map(|row| decode(T::NOUN, T::body(&row))).transpose()
    }

    /// The values of a tenant, the oldest first.
    pub(crate) async fn list<T: Kept>(
        &self,
        tenant: &TenantId,
        page: Page,
    ) -> Result<Vec<T>, Error> {
        let rows = of_tenant::<T>(tenant)
            .order_by_asc(T::CREATED_AT)
            .order_by_asc(T::ID)
            .limit(page.limit())
            .offset(page.offset())
            .all(&self.reader)
            .await?;
        rows.iter()
            .map(|row| decode(T::NOUN, T::body(row)))
            .collect()
    }

    /// Deletes the value of that id.
    pub(crate) async fn remove<T: Kept>(
        &self,
        tenant: &TenantId,
        id: &str,
        audit: &AuditEntry,
    ) -> Result<(), Error> {
        let key = (tenant.as_str().to_owned(), id.to_owned());
        let transaction = self.begin().await?;
        let deleted = T::Entity::delete_by_id(key).exec(&transaction).await?;
        if deleted.rows_affected == 0 {
            return Err(Error::NotFound { noun: T::NOUN });
        }
        append(&transaction, audit).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// All values of a tenant.
pub(crate) fn of_tenant<T: Kept>(tenant: &TenantId) -> Select<T::Entity> {
    T::Entity::find().filter(T::TENANT.eq(tenant.as_str()))
}

//! Reviewers and operators, found by the hash of their token alone.

use market::{MarketLimits, Staff, StaffId, StaffRole};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tenant::SecretHash;

use crate::audit::append;
use crate::registered::{held, insert, sound};
use crate::row::room;
use crate::{Error, Noun, Page, Stamp, Store};

row! { "staff" {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    hash: String,
    email: String,
    body: String,
    vouched: Vec<u8>,
    created_at: i64,
} }

registered! { Staff: Staff {
    hash: |staff: &Staff| staff.hash.as_str().to_owned(),
    email: |staff: &Staff| staff.email.as_str().to_owned(),
} }

impl Store {
    /// Adds somebody with their token. An address is one person's: it is given once.
    pub async fn staff_create(&self, staff: &Staff, stamp: &Stamp) -> Result<(), Error> {
        staff.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let limit = MarketLimits::DEFAULT.staff;
        room(Noun::Staff, row::Entity::find(), limit, &transaction).await?;
        insert(&transaction, &keys, staff).await?;
        append(
            &transaction,
            &stamp.entry_for("Add staff", staff.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Who has the token of that hash; whether it is still valid is the caller's to ask.
    pub async fn staff_find(&self, hash: &SecretHash) -> Result<Option<Staff>, Error> {
        let of_hash = row::Entity::find().filter(row::Column::Hash.eq(hash.as_str()));
        let found: Option<Staff> = self.registered_in(of_hash).await?;
        match found {
            // Somebody gave the row another token.
            Some(staff) if staff.hash != *hash => Err(Error::Altered {
                noun: Noun::Staff,
                id: staff.id.as_str().to_owned(),
            }),
            found => Ok(found),
        }
    }

    /// Everybody, oldest first.
    pub async fn staff_list(&self, page: Page) -> Result<Vec<Staff>, Error> {
        self.registered_page(row::Entity::find(), page).await
    }

    /// Puts somebody with another token in the place of who has the address.
    pub async fn staff_replace(
        &self,
        id: &StaffId,
        staff: &Staff,
        stamp: &Stamp,
    ) -> Result<(), Error> {
        staff.validate()?;
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        row::Entity::delete_by_id(id.as_str().to_owned())
            .exec(&transaction)
            .await?;
        insert(&transaction, &keys, staff).await?;
        append(
            &transaction,
            &stamp.entry_for("Replace staff", staff.id.as_str()),
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Takes somebody out, while an operator stays; their verdicts stay.
    pub async fn staff_delete(&self, id: &StaffId, stamp: &Stamp) -> Result<(), Error> {
        let keys = self.platform_keys().await?;
        let transaction = self.begin().await?;
        let held = held::<Staff>(&transaction, &keys, id.as_str()).await?;
        if held.role == StaffRole::Operator {
            let staff: Vec<Staff> = sound(&transaction, &keys, row::Entity::find()).await?;
            let mut others = staff.iter().filter(|one| one.id != *id);
            if !others.any(|one| one.role == StaffRole::Operator) {
                return Err(market::Error::LastOfRole { role: "operator" }.into());
            }
        }
        row::Entity::delete_by_id(id.as_str().to_owned())
            .exec(&transaction)
            .await?;
        append(&transaction, &stamp.entry_for("Remove staff", id.as_str())).await?;
        transaction.commit().await?;
        Ok(())
    }
}

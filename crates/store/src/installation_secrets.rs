//! The values of installations' secrets, each sealed under tenant, installation and name.

use market::{SecretValues, Written};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use tenant::{InstallationId, Secret, TenantId};

use crate::data_keys::TenantKeys;
use crate::row::column_ms;
use crate::{Error, Noun, Store};

row! { "installation_secrets" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    #[sea_orm(primary_key, auto_increment = false)]
    installation: String,
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    sealed: Vec<u8>,
    /// Of an installation that is no more: when the last run that may need it has ended.
    kept_until: Option<i64>,
} }

const NOUN: Noun = Noun::InstallationSecret;

impl Store {
    /// The values of an installation's secrets, for its execution: read at each start and resume, kept with no run.
    pub async fn installation_secrets(
        &self,
        tenant: &TenantId,
        installation: &InstallationId,
    ) -> Result<SecretValues, Error> {
        let rows = row::Entity::find()
            .filter(row::Column::Tenant.eq(tenant.as_str()))
            .filter(row::Column::Installation.eq(installation.as_str()))
            .all(&self.reader)
            .await?;
        let keys = self.keys(tenant).await?;
        let opened = rows.into_iter().map(|row| {
            let value = keys.open(NOUN, &name(&row.installation, &row.name), &row.sealed)?;
            let value = String::from_utf8(value.to_vec());
            let value = value.map_err(|_| Error::Unsealable { noun: NOUN })?;
            Ok((row.name, Secret::new(value)))
        });
        opened.collect()
    }
}

/// Writes the values that are new and deletes those that an installation has no more.
pub(crate) async fn write(
    connection: &impl ConnectionTrait,
    keys: &TenantKeys,
    written: &Written,
) -> Result<(), Error> {
    let installation = &written.change.next;
    let known = installation.secrets.iter().map(|one| one.name.as_str());
    row::Entity::delete_many()
        .filter(row::Column::Tenant.eq(installation.tenant.as_str()))
        .filter(row::Column::Installation.eq(installation.id.as_str()))
        .filter(row::Column::Name.is_not_in(known))
        .exec(connection)
        .await?;
    for (secret, value) in &written.secrets {
        let under = name(installation.id.as_str(), secret);
        let row = row::ActiveModel {
            tenant: Set(installation.tenant.as_str().to_owned()),
            installation: Set(installation.id.as_str().to_owned()),
            name: Set(secret.clone()),
            sealed: Set(keys.seal(NOUN, &under, value.expose().as_bytes())?),
            kept_until: Set(None),
        };
        let key = [
            row::Column::Tenant,
            row::Column::Installation,
            row::Column::Name,
        ];
        let replace = OnConflict::columns(key)
            .update_column(row::Column::Sealed)
            .to_owned();
        row::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(connection)
            .await?;
    }
    Ok(())
}

/// Lets the values of an installation that is no more go once no run can come back that was suspended in it.
pub(crate) async fn retire(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
    installation: &InstallationId,
    now_ms: u64,
) -> Result<(), Error> {
    let kept_until = column_ms(now_ms.saturating_add(account::LOGIN_TRANSACTION_MS));
    row::Entity::update_many()
        .col_expr(row::Column::KeptUntil, Expr::value(kept_until))
        .filter(row::Column::Tenant.eq(tenant.as_str()))
        .filter(row::Column::Installation.eq(installation.as_str()))
        .exec(connection)
        .await?;
    Ok(())
}

/// None of the parts holds a slash: a secret's name is capitals, and its installation's id comes first.
fn name(installation: &str, secret: &str) -> String {
    [installation, secret].join("/")
}

purge_by!(purge_installation_secrets, KeptUntil, Installation);

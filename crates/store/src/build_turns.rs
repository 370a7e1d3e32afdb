//! Whose turn it is to be built for: a number for each tenant that grows with each build taken on.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, FunctionCall, OnConflict};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};
use tenant::TenantId;

use crate::Error;

row! { "build_turns" {
    #[sea_orm(primary_key, auto_increment = false)]
    tenant: String,
    turn: i64,
} }

/// When the tenant in this column of another table had its last turn; 0 for one that had none.
pub(crate) fn last_of(tenant: Expr) -> FunctionCall {
    let own = row::Entity::find()
        .select_only()
        .column(row::Column::Turn)
        .filter(Expr::col((row::Entity, row::Column::Tenant)).eq(tenant))
        .into_query();
    Func::coalesce([Expr::from(own), Expr::val(0_i64)])
}

/// The tenant has its turn now.
pub(crate) async fn take(
    connection: &impl ConnectionTrait,
    tenant: &TenantId,
) -> Result<(), Error> {
    let last: Option<Option<i64>> = row::Entity::find()
        .select_only()
        .column_as(row::Column::Turn.max(), "last")
        .into_tuple()
        .one(connection)
        .await?;
    let row = row::ActiveModel {
        tenant: Set(tenant.as_str().to_owned()),
        turn: Set(last.flatten().unwrap_or_default().saturating_add(1)),
    };
    let replace = OnConflict::column(row::Column::Tenant)
        .update_column(row::Column::Turn)
        .to_owned();
    row::Entity::insert(row)
        .on_conflict(replace)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

//! The catalogue, for a tenant's administrators.

use std::sync::Arc;

use api::{Catalogue, Integration, NoticeList};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use bundle::Category;
use market::Recipient;
use market::catalogue::Query;

use crate::Service;
use crate::v1::page::{self, Paged, invalid};
use crate::v1::partner::notices;
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// GET `/api/v1/catalogue`.
pub(crate) async fn list_catalogue(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(raw): RawQuery,
) -> Response {
    let list = async {
        let params = page::params(raw.as_deref(), &["page", "search", "category", "trigger"])?;
        let page = page::number(&params)?;
        let query = query(&params)?;
        let entries = service.app.catalogue(&query, page).await?;
        Ok(Catalogue {
            next: entries.next(page),
            integrations: entries.iter().map(shapes::catalogue_entry).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

fn query(params: &oauth::Params) -> Result<Query, app::Error> {
    let category = params
        .get("category")
        .map(|id| {
            Category::of(id)
                .ok_or_else(|| invalid("category", format!("`{id}` is none of the catalogue's")))
        })
        .transpose()?;
    let trigger = params
        .get("trigger")
        .map(|id| {
            id.parse()
                .map_err(|_| invalid("trigger", format!("`{id}` is no trigger")))
        })
        .transpose()?;
    Ok(Query {
        text: params.get("search").unwrap_or_default().to_owned(),
        category,
        trigger,
    })
}

/// GET `/api/v1/catalogue/{slug}`.
pub(crate) async fn show_integration(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(slug): Path<String>,
) -> Response {
    let view = service.app.integration(&slug).await;
    let shape = view.map(|view| Integration {
        entry: shapes::catalogue_entry(&view.entry),
        website: view.partner.website.clone(),
        versions: view.versions.iter().map(shapes::listing).collect(),
    });
    answer(&visit, StatusCode::OK, shape)
}

/// GET `/api/v1/catalogue/{slug}/versions/{version}`.
pub(crate) async fn show_version(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path((slug, version)): Path<(String, String)>,
) -> Response {
    let offer = service.app.offer(&slug, &version).await;
    answer(
        &visit,
        StatusCode::OK,
        offer.map(|offer| shapes::offer(&offer)),
    )
}

/// GET `/api/v1/notices`.
pub(crate) async fn list_notices(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let to = Recipient::Tenant(visit.tenant.id.clone());
    let list: Result<NoticeList, app::Error> = notices(&service, &to, query.as_deref()).await;
    answer(&visit, StatusCode::OK, list)
}

//! What operators look after: partners, staff, the audit log.

use std::sync::Arc;

use api::{
    CreateMember, CreatePartner, CreatePartnerKey, CreateStaff, IssuedPartnerKey, IssuedStaff,
    MarketAudit, MemberList, PartnerKeyList, PartnerList, StaffList, UpdatePartner,
};
use app::partners::{NewMember, NewPartner, NewStaff, PartnerChange};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use market::Staff;

use crate::Service;
use crate::body;
use crate::v1::page::{self, Paged};
use crate::v1::partner::expiry;
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// GET `/api/v1/partners`.
pub(crate) async fn list_partners(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let page = page::of(query.as_deref())?;
        let partners = service.app.partners(page).await?;
        Ok(PartnerList {
            next: partners.next(page),
            partners: partners.iter().map(shapes::partner).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// POST `/api/v1/partners`.
pub(crate) async fn create_partner(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreatePartner = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let new = NewPartner {
        name: create.name,
        slug: create.slug,
        contact: create.contact,
        website: create.website,
    };
    let made = service.app.create_partner(by.id.as_str(), new).await;
    answer(
        &visit,
        StatusCode::CREATED,
        made.map(|partner| shapes::partner(&partner)),
    )
}

/// GET `/api/v1/partners/{id}`.
pub(crate) async fn show_partner(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let partner = service.app.partner(&id).await;
    answer(
        &visit,
        StatusCode::OK,
        partner.map(|partner| shapes::partner(&partner)),
    )
}

/// PATCH `/api/v1/partners/{id}`.
pub(crate) async fn edit_partner(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let update: UpdatePartner = match body::json(&visit, &headers, &body) {
        Ok(update) => update,
        Err(response) => return *response,
    };
    let change = PartnerChange {
        name: update.name,
        contact: update.contact,
        website: update.website,
        state: update.state.map(shapes::partner_state),
    };
    let edited = service
        .app
        .edit_partner(by.id.as_str(), &id, update.revision, change)
        .await;
    answer(
        &visit,
        StatusCode::OK,
        edited.map(|partner| shapes::partner(&partner)),
    )
}

/// GET `/api/v1/partners/{id}/members`.
pub(crate) async fn list_members(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let list = async {
        let partner = service.app.partner(&id).await?;
        let members = service.app.members(&partner.id, page::FIRST).await?;
        Ok(MemberList {
            members: members.iter().map(shapes::member).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// POST `/api/v1/partners/{id}/members`.
pub(crate) async fn create_member(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreateMember = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let made = async {
        let partner = service.app.partner(&id).await?;
        let new = NewMember {
            name: create.name,
            email: create.email,
            role: shapes::to_member_role(create.role),
        };
        let member = service
            .app
            .add_member(by.id.as_str(), &partner.id, new)
            .await?;
        Ok(shapes::member(&member))
    };
    answer(&visit, StatusCode::CREATED, made.await)
}

/// GET `/api/v1/partners/{id}/keys`.
pub(crate) async fn list_keys(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let list = async {
        let partner = service.app.partner(&id).await?;
        let keys = service.app.partner_keys(&partner.id, page::FIRST).await?;
        Ok(PartnerKeyList {
            keys: keys.iter().map(shapes::partner_key).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// POST `/api/v1/partners/{id}/keys`.
pub(crate) async fn create_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreatePartnerKey = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let made = async {
        let partner = service.app.partner(&id).await?;
        let expires_at_ms = expiry(create.expires_at.as_deref())?;
        let (member, name) = (create.member_id.as_str(), create.name);
        let (key, bearer) = service
            .app
            .add_partner_key(by.id.as_str(), &partner.id, member, name, expires_at_ms)
            .await?;
        Ok(IssuedPartnerKey {
            key: shapes::partner_key(&key),
            bearer: bearer.expose().to_owned(),
        })
    };
    answer(&visit, StatusCode::CREATED, made.await)
}

/// GET `/api/v1/staff`.
pub(crate) async fn list_staff(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
) -> Response {
    let staff = service.app.staff(page::FIRST).await;
    let list = staff.map(|staff| StaffList {
        staff: staff.iter().map(shapes::staff).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/staff`.
pub(crate) async fn create_staff(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreateStaff = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let made = async {
        let new = NewStaff {
            name: create.name,
            email: create.email,
            role: shapes::to_staff_role(create.role),
            expires_at_ms: expiry(create.expires_at.as_deref())?,
        };
        let (staff, bearer) = service.app.add_staff(by.id.as_str(), new).await?;
        Ok(IssuedStaff {
            staff: shapes::staff(&staff),
            bearer: bearer.expose().to_owned(),
        })
    };
    answer(&visit, StatusCode::CREATED, made.await)
}

/// DELETE `/api/v1/staff/{id}`.
pub(crate) async fn delete_staff(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
) -> Response {
    let removed = service.app.remove_staff(by.id.as_str(), &id).await;
    answer(&visit, StatusCode::NO_CONTENT, removed)
}

/// GET `/api/v1/market/audit`.
pub(crate) async fn list_acts(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let page = page::of(query.as_deref())?;
        let acts = service.app.market_audit(page).await?;
        Ok(MarketAudit {
            next: acts.next(page),
            acts: acts.iter().map(shapes::act).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

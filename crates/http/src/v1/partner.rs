//! A partner's own account: its members, its keys, its releases, what it is told.

use std::sync::Arc;

use api::{
    CreateMember, CreatePartnerKey, IssuedPartnerKey, MemberList, NoticeList, PartnerAccount,
    PartnerKeyList, PartnerSigningKeyList, RegisterSigningKey, ReleaseList,
};
use app::bearer::PartnerCaller;
use app::moment;
use app::partners::NewMember;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use market::Recipient;

use crate::Service;
use crate::body;
use crate::v1::page::{self, Paged};
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// GET `/api/v1/partner`.
pub(crate) async fn show_account(
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
) -> Response {
    let account = PartnerAccount {
        partner: shapes::partner(&by.partner),
        member: shapes::member(&by.member),
    };
    answer(&visit, StatusCode::OK, Ok(account))
}

/// GET `/api/v1/partner/members`.
pub(crate) async fn list_members(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
) -> Response {
    let members = service.app.members(&by.partner.id, page::FIRST).await;
    let list = members.map(|members| MemberList {
        members: members.iter().map(shapes::member).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/partner/members`.
pub(crate) async fn create_member(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreateMember = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let new = NewMember {
        name: create.name,
        email: create.email,
        role: shapes::to_member_role(create.role),
    };
    let made = service
        .app
        .add_member(by.key.id.as_str(), &by.partner.id, new)
        .await;
    answer(
        &visit,
        StatusCode::CREATED,
        made.map(|member| shapes::member(&member)),
    )
}

/// DELETE `/api/v1/partner/members/{id}`.
pub(crate) async fn delete_member(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
) -> Response {
    let removed = service
        .app
        .remove_member(by.key.id.as_str(), &by.partner.id, &id)
        .await;
    answer(&visit, StatusCode::NO_CONTENT, removed)
}

/// GET `/api/v1/partner/keys`.
pub(crate) async fn list_keys(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
) -> Response {
    let keys = service.app.partner_keys(&by.partner.id, page::FIRST).await;
    let list = keys.map(|keys| PartnerKeyList {
        keys: keys.iter().map(shapes::partner_key).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/partner/keys`.
pub(crate) async fn create_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let create: CreatePartnerKey = match body::json(&visit, &headers, &body) {
        Ok(create) => create,
        Err(response) => return *response,
    };
    let made = async {
        let expires_at_ms = expiry(create.expires_at.as_deref())?;
        let (key, bearer) = service
            .app
            .add_partner_key(
                by.key.id.as_str(),
                &by.partner.id,
                &create.member_id,
                create.name,
                expires_at_ms,
            )
            .await?;
        Ok(IssuedPartnerKey {
            key: shapes::partner_key(&key),
            bearer: bearer.expose().to_owned(),
        })
    };
    answer(&visit, StatusCode::CREATED, made.await)
}

/// When something ends, as a call writes it.
pub(crate) fn expiry(text: Option<&str>) -> Result<Option<u64>, app::Error> {
    text.map(|text| moment::read("expires_at", text))
        .transpose()
}

/// POST `/api/v1/partner/keys/{id}/revoke`.
pub(crate) async fn revoke_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
) -> Response {
    let revoked = service
        .app
        .revoke_partner_key(by.key.id.as_str(), &by.partner.id, &id)
        .await;
    answer(
        &visit,
        StatusCode::OK,
        revoked.map(|key| shapes::partner_key(&key)),
    )
}

/// GET `/api/v1/partner/signing-keys`.
pub(crate) async fn list_signing_keys(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
) -> Response {
    let keys = service
        .app
        .partner_signing_keys(&by.partner.id, page::FIRST)
        .await;
    let list = keys.map(|keys| PartnerSigningKeyList {
        keys: keys.iter().map(shapes::signing_key).collect(),
    });
    answer(&visit, StatusCode::OK, list)
}

/// POST `/api/v1/partner/signing-keys`.
pub(crate) async fn register_signing_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let register: RegisterSigningKey = match body::json(&visit, &headers, &body) {
        Ok(register) => register,
        Err(response) => return *response,
    };
    let made = service
        .app
        .add_signing_key(&by, register.name, &register.public_key)
        .await;
    answer(
        &visit,
        StatusCode::CREATED,
        made.map(|key| shapes::signing_key(&key)),
    )
}

/// POST `/api/v1/partner/signing-keys/{id}/revoke`.
pub(crate) async fn revoke_signing_key(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
) -> Response {
    let revoked = service.app.revoke_signing_key(&by, &id).await;
    answer(
        &visit,
        StatusCode::OK,
        revoked.map(|key| shapes::signing_key(&key)),
    )
}

/// GET `/api/v1/partner/releases`.
pub(crate) async fn list_releases(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let page = page::of(query.as_deref())?;
        let releases = service.app.partner_releases(&by.partner.id, page).await?;
        Ok(ReleaseList {
            next: releases.next(page),
            releases: releases.iter().map(shapes::release).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// GET `/api/v1/partner/notices`.
pub(crate) async fn list_notices(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    RawQuery(query): RawQuery,
) -> Response {
    let to = Recipient::Partner(by.partner.id.clone());
    answer(
        &visit,
        StatusCode::OK,
        notices(&service, &to, query.as_deref()).await,
    )
}

/// A page of what somebody is told.
pub(crate) async fn notices(
    service: &Service,
    to: &Recipient,
    query: Option<&str>,
) -> Result<NoticeList, app::Error> {
    let page = page::of(query)?;
    let notices = service.app.notices(to, page).await?;
    Ok(NoticeList {
        next: notices.next(page),
        notices: notices.iter().map(shapes::notice).collect(),
    })
}

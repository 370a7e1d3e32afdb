//! A partner's submissions: sent, looked after, taken back.

use std::sync::Arc;

use api::{SubmissionList, WithdrawSubmission, WriteComment};
use app::bearer::PartnerCaller;
use app::submit::Sent;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use market::Role;

use crate::Service;
use crate::body;
use crate::v1::page::{self, Paged, invalid};
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// The header that names the key a package is signed with.
pub(crate) const SIGNING_KEY: &str = "latchwork-signing-key";
/// The header that holds the signature over a package's digest.
pub(crate) const SIGNATURE: &str = "latchwork-signature";
/// A package's media type.
pub(crate) const ZIP: &str = "application/zip";

/// POST `/api/v1/submissions`.
pub(crate) async fn submit(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let taken = async {
        if body::media_type(&headers) != ZIP {
            let message = format!("must be {ZIP}, and the body the package's bytes");
            return Err(invalid("content-type", message));
        }
        let params = page::params(query.as_deref(), &["note", "replaces"])?;
        let sent = Sent {
            archive: body,
            signing_key: header(&headers, SIGNING_KEY)?,
            signature: header(&headers, SIGNATURE)?,
            note: params.get("note").map(str::to_owned),
            replaces: params.get("replaces").map(str::to_owned),
        };
        service.app.submit(&by, sent).await
    };
    let shape = taken
        .await
        .map(|view| shapes::submission(&view, Role::Member));
    answer(&visit, StatusCode::CREATED, shape)
}

fn header(headers: &HeaderMap, name: &str) -> Result<String, app::Error> {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.map(str::to_owned).ok_or_else(|| {
        invalid(
            name,
            "is missing; `latchwork submit` signs a package and sends it".to_owned(),
        )
    })
}

/// GET `/api/v1/submissions`.
pub(crate) async fn list_submissions(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let page = page::of(query.as_deref())?;
        let submissions = service.app.own_submissions(&by, page).await?;
        let shape = |one: &_| shapes::submission_summary(one, &by.partner.name, Role::Member);
        Ok(SubmissionList {
            next: submissions.next(page),
            submissions: submissions.iter().map(shape).collect(),
        })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// GET `/api/v1/submissions/{id}`.
pub(crate) async fn show_submission(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
) -> Response {
    let view = service.app.own_submission(&by, &id).await;
    answer(
        &visit,
        StatusCode::OK,
        view.map(|view| shapes::submission(&view, Role::Member)),
    )
}

/// GET `/api/v1/submissions/{id}/report`.
pub(crate) async fn show_report(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
) -> Response {
    answer(
        &visit,
        StatusCode::OK,
        service.app.own_report(&by, &id).await,
    )
}

/// POST `/api/v1/submissions/{id}/withdraw`.
pub(crate) async fn withdraw_submission(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let withdraw: WithdrawSubmission = match body::json(&visit, &headers, &body) {
        Ok(withdraw) => withdraw,
        Err(response) => return *response,
    };
    let withdrawn = service
        .app
        .withdraw_submission(&by, &id, withdraw.revision)
        .await;
    answer(
        &visit,
        StatusCode::OK,
        withdrawn.map(|view| shapes::submission(&view, Role::Member)),
    )
}

/// POST `/api/v1/submissions/{id}/comments`.
pub(crate) async fn write_comment(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<PartnerCaller>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let comment: WriteComment = match body::json(&visit, &headers, &body) {
        Ok(comment) => comment,
        Err(response) => return *response,
    };
    let written = service
        .app
        .comment_as_partner(&by, &id, comment.text, comment.place)
        .await;
    answer(
        &visit,
        StatusCode::CREATED,
        written.map(|comment| shapes::comment(&comment)),
    )
}

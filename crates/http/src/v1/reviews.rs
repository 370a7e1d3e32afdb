//! Reviews: the queue, a submission with its report and its code, verdicts, comments, publication.

use std::sync::Arc;

use api::{GiveVerdict, PublishSubmission, SubmissionList, WriteComment};
use app::moment;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use market::{NewVerdict, Role, Staff, State as Stands};

use crate::Service;
use crate::body;
use crate::problem::ApiError;
use crate::v1::page::{self, Paged, invalid};
use crate::v1::submissions::ZIP;
use crate::v1::{answer, shapes};
use crate::visit::Visit;

/// GET `/api/v1/reviews`.
pub(crate) async fn list_reviews(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    RawQuery(query): RawQuery,
) -> Response {
    let list = async {
        let params = page::params(query.as_deref(), &["page", "state"])?;
        let page = page::number(&params)?;
        let states = params.get("state").map(states).transpose()?;
        let queue = service
            .app
            .review_queue(&states.unwrap_or_default(), page)
            .await?;
        let next = queue.next(page);
        let mut submissions = Vec::with_capacity(queue.len());
        for submission in &queue {
            let partner = service.app.partner(submission.partner.as_str()).await?;
            submissions.push(shapes::submission_summary(
                submission,
                &partner.name,
                Role::Reviewer,
            ));
        }
        Ok(SubmissionList { submissions, next })
    };
    answer(&visit, StatusCode::OK, list.await)
}

/// `functional_review,security_review`.
fn states(text: &str) -> Result<Vec<Stands>, app::Error> {
    let one = |name: &str| {
        serde_json::from_value(name.into())
            .map_err(|_| invalid("state", format!("`{name}` is no state of a submission")))
    };
    text.split(',').map(one).collect()
}

/// GET `/api/v1/reviews/{id}`.
pub(crate) async fn show_review(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    let view = service.app.review(&id).await;
    answer(
        &visit,
        StatusCode::OK,
        view.map(|view| shapes::submission(&view, Role::Reviewer)),
    )
}

/// GET `/api/v1/reviews/{id}/report`.
pub(crate) async fn show_report(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    answer(&visit, StatusCode::OK, service.app.review_report(&id).await)
}

/// GET `/api/v1/reviews/{id}/package`.
pub(crate) async fn show_package(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    match service.app.review_package(&id).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, ZIP)], bytes).into_response(),
        Err(error) => ApiError::new(&visit, error).response(),
    }
}

/// POST `/api/v1/reviews/{id}/verdicts`.
pub(crate) async fn give_verdict(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let given: GiveVerdict = match body::json(&visit, &headers, &body) {
        Ok(given) => given,
        Err(response) => return *response,
    };
    let verdict = NewVerdict {
        decision: shapes::to_decision(given.decision),
        reason: given.reason,
    };
    let decided = service.app.decide(&by, &id, given.revision, verdict).await;
    answer(
        &visit,
        StatusCode::CREATED,
        decided.map(|view| shapes::submission(&view, Role::Reviewer)),
    )
}

/// POST `/api/v1/reviews/{id}/comments`.
pub(crate) async fn write_comment(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
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
        .comment_as_reviewer(&by, &id, comment.text, comment.place)
        .await;
    answer(
        &visit,
        StatusCode::CREATED,
        written.map(|comment| shapes::comment(&comment)),
    )
}

/// POST `/api/v1/reviews/{id}/publish`.
pub(crate) async fn publish(
    State(service): State<Arc<Service>>,
    Extension(visit): Extension<Visit>,
    Extension(by): Extension<Arc<Staff>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let publish: PublishSubmission = match body::json(&visit, &headers, &body) {
        Ok(publish) => publish,
        Err(response) => return *response,
    };
    let published = async {
        let at = publish.publish_at.as_deref();
        let at = at
            .map(|text| moment::read("publish_at", text))
            .transpose()?;
        service.app.publish(&by, &id, publish.revision, at).await
    };
    let shape = published
        .await
        .map(|view| shapes::submission(&view, Role::Reviewer));
    answer(&visit, StatusCode::OK, shape)
}

//! Who works for the platform.

use std::sync::Arc;

use api::Staff;
use axum::{Extension, Json};

use crate::v1::shapes;

/// GET `/api/v1/staff/me`.
pub(crate) async fn show_staff(Extension(by): Extension<Arc<market::Staff>>) -> Json<Staff> {
    Json(shapes::staff(&by))
}

//! What each route of `/api/v1` takes and answers, for the document. A file per kind of caller.

mod administrator;

pub(crate) use administrator::*;

use api::openapi::Operation;
use serde_json::{Map, Value};

/// GET `/api/v1/openapi.json`.
pub(crate) const SHOW_OPENAPI: Operation =
    Operation::new("showOpenapi", "Shows this document").answers::<Map<String, Value>>(200);

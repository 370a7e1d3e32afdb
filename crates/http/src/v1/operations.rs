//! What each route of `/api/v1` takes and answers, for the document. A file per kind of caller.

mod administrator;
mod customer;
mod partner;
mod recording;
mod staff;

pub(crate) use administrator::*;
pub(crate) use customer::*;
pub(crate) use partner::*;
pub(crate) use recording::*;
pub(crate) use staff::*;

use api::openapi::{Operation, Parameter};
use serde_json::{Map, Value};

/// Which page of a list.
const PAGE_PARAMETER: Parameter = Parameter::query::<u32>(
    "page",
    "Which page, from 0: the value of `next` in the page before.",
);
/// A list that takes nothing else.
const PAGE: &[Parameter] = &[PAGE_PARAMETER];

/// GET `/api/v1/openapi.json`.
pub(crate) const SHOW_OPENAPI: Operation =
    Operation::new("showOpenapi", "Shows this document").answers::<Map<String, Value>>(200);

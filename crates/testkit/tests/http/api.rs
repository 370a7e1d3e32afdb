//! `/api/v1`: own actions from draft to run.

mod actions;
mod flows;
mod openapi;
pub(crate) mod recordings;
mod runs;

//! `/api/v1`: own actions from draft to run.

mod actions;
mod flows;
mod openapi;
mod packages;
pub(crate) mod recordings;
mod runs;
mod typescript;
mod vulnerabilities;

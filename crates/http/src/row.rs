//! A row of the access table: a method and a path, who may call it, how large a body it takes, what it does.

use std::sync::Arc;

use api::openapi::Operation;
use axum::routing::MethodRouter;

use crate::Service;
use crate::access::Access;

/// How large a body a route takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// None at all.
    None,
    /// One that need not be large.
    Small,
    /// One that carries source: 100 kB may double when escaped as JSON.
    Source,
    /// One that carries an event.
    Event,
    /// A package's archive as it is.
    Archive,
    /// A package's archive as Base64, and what stands beside it.
    EncodedArchive,
}

impl Body {
    /// The largest, in bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        const ARCHIVE: usize = bundle::Limits::DEFAULT.archive_bytes;
        match self {
            Self::None => 0,
            Self::Small => 32 * 1024,
            Self::Source => 256 * 1024,
            Self::Event => 1024 * 1024 + 64 * 1024,
            Self::Archive => ARCHIVE,
            Self::EncodedArchive => ARCHIVE.div_ceil(3) * 4 + 256 * 1024,
        }
    }
}

/// An HTTP method of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// GET, and HEAD with it where it only reads.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// PATCH.
    Patch,
    /// DELETE.
    Delete,
}

impl Verb {
    /// The method's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One row of the access table.
pub struct Route {
    /// The method.
    pub verb: Verb,
    /// The path, with `{name}` for a segment that varies.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// How large a body it takes.
    pub body: Body,
    /// What it takes and answers, for a route of `/api/v1`.
    pub operation: Option<&'static Operation>,
    pub(crate) handler: fn() -> MethodRouter<Arc<Service>>,
}

/// A route of the protocol or of our own pages.
pub(crate) const fn route(
    verb: Verb,
    path: &'static str,
    access: Access,
    body: Body,
    handler: fn() -> MethodRouter<Arc<Service>>,
) -> Route {
    assert!(!is_api(path), "a route of the API is a `call`");
    Route {
        verb,
        path,
        access,
        body,
        operation: None,
        handler,
    }
}

/// A route of `/api/v1`: it cannot be made without the operation that describes it.
pub(crate) const fn call(
    verb: Verb,
    path: &'static str,
    access: Access,
    body: Body,
    handler: fn() -> MethodRouter<Arc<Service>>,
    operation: &'static Operation,
) -> Route {
    assert!(is_api(path), "a call is a route of the API");
    Route {
        verb,
        path,
        access,
        body,
        operation: Some(operation),
        handler,
    }
}

const fn is_api(path: &str) -> bool {
    matches!(path.as_bytes(), [b'/', b'a', b'p', b'i', b'/', ..])
}

//! Who calls: what a request says of itself, whatever it asks for.

use std::sync::Arc;

use tenant::{Host, Tenant};

/// What a request says of itself.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The tenant it was sent to.
    pub tenant: Arc<Tenant>,
    /// The host name used.
    pub host: Host,
    /// The client's address.
    pub ip: String,
    /// The HTTP method.
    pub method: String,
    /// `User-Agent`.
    pub user_agent: Option<String>,
    /// The first language of `Accept-Language`.
    pub language: Option<String>,
    /// The value of the session cookie.
    pub session_cookie: Option<String>,
    /// The value of the transaction cookie.
    pub transaction_cookie: Option<String>,
}

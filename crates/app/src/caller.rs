//! Who calls: what a request says of itself, whatever it asks for.

use std::sync::Arc;

use tenant::{Host, Tenant};

use crate::decide::Transaction;

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
    /// The value of the cookie that says whom this browser signed in before.
    pub known_cookie: Option<String>,
    /// The values of the transaction cookies, the oldest first: tabs that began at the same moment have one each.
    pub transaction_cookies: Vec<String>,
}

impl Caller {
    /// The cookie a login is bound to, if this browser holds it.
    pub(crate) fn cookie_of(&self, login: &Transaction) -> Option<&str> {
        let mut held = self.transaction_cookies.iter();
        held.find(|cookie| login.belongs_to(cookie))
            .map(String::as_str)
    }
}

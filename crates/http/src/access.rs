//! The access table's vocabulary and its guards: who may call a route is decided here, before the handler.

use std::sync::Arc;

use api::openapi::{Bearer, Scheme};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use market::{MemberRole, StaffRole};
use tenant::{AdminRole, AdminToken};

use crate::Service;
use crate::problem::ApiError;
use crate::row::Route;
use crate::visit::Visit;
use crate::{answer, protocol};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody: metadata and keys.
    Public,
    /// A browser that may come from another site, as OAuth needs; the handler checks what it carries.
    Browser,
    /// A form of our own pages: the same origin, and a token bound to the transaction cookie in the body.
    OwnForm,
    /// A client; it authenticates inside the request (RFC 6749 section 2.3).
    Client,
    /// The bearer of an access token of this tenant.
    AccessToken,
    /// The bearer of an administrator's token of this tenant, with this role or a higher one.
    Administrator(AdminRole),
    /// The bearer of a partner's key whose member has this role or a higher one, at any tenant's host name.
    Partner(MemberRole),
    /// The bearer of a token of the platform's staff with one of these roles, at any tenant's host name. No role implies
    /// another: who looks after partners does not decide on what they submit, and who decides makes no partner.
    Staff(&'static [StaffRole]),
}

/// Reviewers alone.
pub const REVIEWER: Access = Access::Staff(&[StaffRole::Reviewer]);
/// Operators alone.
pub const OPERATOR: Access = Access::Staff(&[StaffRole::Operator]);
/// Whoever works for the platform.
pub const STAFF: Access = Access::Staff(&[StaffRole::Reviewer, StaffRole::Operator]);

impl Access {
    /// Whose bearer token the API's document names for it.
    pub(crate) fn bearer(self) -> Option<Bearer> {
        let (scheme, roles) = match self {
            Self::Administrator(role) => (Scheme::Administrator, vec![admin_role(role)]),
            Self::Partner(role) => (Scheme::Partner, vec![member_role(role)]),
            Self::Staff(roles) => {
                let roles = roles.iter().copied();
                (Scheme::Staff, roles.map(staff_role).collect())
            }
            Self::Public | Self::Browser | Self::OwnForm | Self::Client | Self::AccessToken => {
                return None;
            }
        };
        Some(Bearer { scheme, roles })
    }
}

const fn admin_role(role: AdminRole) -> &'static str {
    match role {
        AdminRole::Viewer => "viewer",
        AdminRole::Editor => "editor",
        AdminRole::Owner => "owner",
    }
}

const fn member_role(role: MemberRole) -> &'static str {
    match role {
        MemberRole::Developer => "developer",
        MemberRole::Owner => "owner",
    }
}

const fn staff_role(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Reviewer => "reviewer",
        StaffRole::Operator => "operator",
    }
}

/// The administrator who calls.
#[derive(Debug, Clone)]
pub(crate) struct Administrator(pub(crate) Arc<AdminToken>);

/// Lets a request through to its handler, or answers it.
pub(crate) async fn guard(
    route: &'static Route,
    State(service): State<Arc<Service>>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return answer::unavailable("no-visit");
    };
    match route.access {
        // Who asks for the head alone wants to look, and each of these does something.
        Access::Browser if request.method() == Method::HEAD => {
            return answer::not_for_head(&visit, route.path);
        }
        Access::Public | Access::Browser | Access::Client => {}
        Access::OwnForm => {
            if !is_same_origin(request.headers(), &visit) {
                return answer::foreign_form(&service.pages, &visit);
            }
        }
        Access::AccessToken => {
            let token = bearer(request.headers()).map(str::to_owned);
            match service
                .app
                .check_access_token(&visit.tenant, token.as_deref())
                .await
            {
                Ok(Ok(bearer)) => _ = request.extensions_mut().insert(bearer),
                Ok(Err(refused)) => return protocol::refused(&refused),
                Err(error) => return protocol::failed(&visit, &error),
            }
        }
        Access::Administrator(_) | Access::Partner(_) | Access::Staff(_) => {
            if let Err(error) = introduce(route.access, &service, &visit, &mut request).await {
                return ApiError::new(&visit, error).response();
            }
        }
    }
    answer::in_form(route, &visit, next.run(request).await)
}

/// Says to the handler who calls: an [`Administrator`], an [`Arc`] of the `app::bearer::PartnerCaller` or of the `market::Staff`.
async fn introduce(
    access: Access,
    service: &Service,
    visit: &Visit,
    request: &mut Request,
) -> Result<(), app::Error> {
    let token = bearer(request.headers()).map(str::to_owned);
    let token = token.as_deref();
    match access {
        Access::Administrator(role) => {
            let checked = service.app.check_admin_token(&visit.tenant, token, role);
            let administrator = Administrator(Arc::new(checked.await?));
            request.extensions_mut().insert(administrator);
        }
        Access::Partner(role) => {
            let caller = service.app.check_partner_key(token, role).await?;
            request.extensions_mut().insert(Arc::new(caller));
        }
        Access::Staff(roles) => {
            let staff = service.app.check_staff_token(token, roles).await?;
            request.extensions_mut().insert(Arc::new(staff));
        }
        Access::Public
        | Access::Browser
        | Access::OwnForm
        | Access::Client
        | Access::AccessToken => {}
    }
    Ok(())
}

/// RFC 6750 section 2.1. A token in the query or the body is never looked for.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// A browser names the page a form came from; a request that names another one is refused. Where neither header
/// stands (old browsers, tools), the token in the form decides alone.
pub(crate) fn is_same_origin(headers: &HeaderMap, visit: &Visit) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin = text("origin").is_none_or(|origin| origin == visit.origin());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    origin && site
}

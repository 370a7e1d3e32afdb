//! A passage as a response: the redirect, form or error page, and the cookies.

use app::passage::{Form, FormField, FormKind, FormProblem, Onward, Passage};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use oauth::Rendered;
use pages::{
    ErrorPage, Field, FormError, FormState, LoginPage, Page, Pages, PagesError, PostPage,
    SignupPage,
};
use tenant::PasswordPolicy;

use crate::visit::Visit;
use crate::{answer, cookies};

/// How long a browser keeps the proof of an earlier login, in seconds: a year.
const KNOWN_S: u64 = 365 * 86_400;

/// The response to a step of a login.
pub(crate) fn respond(
    pages: &Pages,
    visit: &Visit,
    passage: Result<Passage, app::Error>,
) -> Response {
    let passage = match passage {
        Ok(passage) => passage,
        Err(error) => return failure(pages, visit, &error),
    };
    let mut response = match passage.onward {
        Onward::To(FormKind::Login, state) => answer::found(&format!("/u/login?state={state}")),
        Onward::To(FormKind::Signup, state) => answer::found(&format!("/u/signup?state={state}")),
        Onward::Form(form) => show_form(pages, visit, &form),
        Onward::Client(answer) => to_client(pages, visit, answer.render()),
        Onward::Failed { request, error } => {
            let answer = request.refuse(&told(visit, &error), &visit.tenant.issuer);
            to_client(pages, visit, answer.render())
        }
        Onward::Away(location) => answer::found(&location),
        Onward::Page { error, reference } => protocol_page(pages, visit, &error, reference),
    };
    let session = passage
        .session
        .and_then(|one| cookies::set_session(&one.value, one.max_age_s, visit.transport));
    let transaction = passage
        .transaction
        .and_then(|value| cookies::set_transaction(&value, visit.transport));
    let known = passage
        .known
        .and_then(|value| cookies::set_known(&value, KNOWN_S, visit.transport));
    for line in session.into_iter().chain(transaction).chain(known) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    response
}

/// An error of the protocol that cannot be told to the client.
pub(crate) fn protocol_page(
    pages: &Pages,
    visit: &Visit,
    error: &oauth::Error,
    reference: Option<String>,
) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let values = ErrorPage {
        tenant_name: Some(visit.tenant.display_name.clone()),
        title: "This did not work".into(),
        description: error.to_string(),
        hint: Some("Go back to the application and try again.".into()),
        error: error.code().as_str().into(),
        reference: Some(reference.unwrap_or_else(|| visit.request_id.clone())),
    };
    let mut response = answer::error_page(pages, status, &values);
    if let Some(seconds) = error.retry_after_s() {
        let headers = response.headers_mut();
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A failure of ours as the client is told it; the reference finds the cause in the log.
fn told(visit: &Visit, error: &app::Error) -> oauth::Error {
    let reference = visit.request_id.clone();
    match is_busy(visit, error) {
        true => oauth::Error::Refused {
            code: oauth::ErrorCode::TemporarilyUnavailable,
            reason: format!(
                "Many people are signing in right now; try again in a few seconds; reference {reference}"
            ),
        },
        false => oauth::Error::Internal { reference },
    }
}

/// Whether nothing failed but the moment; else the failure is logged.
fn is_busy(visit: &Visit, error: &app::Error) -> bool {
    let busy = error.fault() == app::Fault::Busy;
    if !busy {
        let error = error as &dyn std::error::Error;
        tracing::error!(request_id = %visit.request_id, error, "a login step failed");
    }
    busy
}

/// A failure of ours on a page.
pub(crate) fn failure(pages: &Pages, visit: &Visit, error: &app::Error) -> Response {
    let busy = is_busy(visit, error);
    let (status, code, description) = match busy {
        true => (
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            "Many people are signing in right now.",
        ),
        false => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            "Something went wrong on our side.",
        ),
    };
    let values = ErrorPage {
        tenant_name: Some(visit.tenant.display_name.clone()),
        title: "This did not work".into(),
        description: description.into(),
        hint: Some("Try again in a few seconds.".into()),
        error: code.into(),
        reference: Some(visit.request_id.clone()),
    };
    let mut response = answer::error_page(pages, status, &values);
    if let Some(value) = error
        .retry_after_s()
        .and_then(|s| HeaderValue::try_from(s.to_string()).ok())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

/// A page of ours, or its failure.
pub(crate) fn show(visit: &Visit, status: StatusCode, made: Result<Page, PagesError>) -> Response {
    match made {
        Ok(page) => answer::page(status, page),
        Err(error) => {
            tracing::error!(request_id = %visit.request_id, error = &error as &dyn std::error::Error, "a page could not be made");
            answer::unavailable(&visit.request_id)
        }
    }
}

fn to_client(pages: &Pages, visit: &Visit, rendered: Rendered) -> Response {
    match rendered {
        Rendered::Redirect(location) => answer::found(&location),
        Rendered::FormPost { action, fields } => {
            let fields = fields.into_iter().map(|(name, value)| Field {
                name: name.to_owned(),
                value,
            });
            let page = PostPage {
                title: "One moment".into(),
                text: "You are being taken back to the application.".into(),
                action,
                fields: fields.collect(),
            };
            show(visit, StatusCode::OK, pages.post(&page))
        }
    }
}

fn show_form(pages: &Pages, visit: &Visit, form: &Form) -> Response {
    let status = form.problem.as_ref().map_or(200, |problem| problem.status);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let made = match form.kind {
        FormKind::Login => pages.login(&LoginPage {
            tenant_name: visit.tenant.display_name.clone(),
            client_name: form.client_name.clone(),
            form: form_state(form),
            error: form
                .problem
                .as_ref()
                .map(|problem| form_error(form.kind, problem)),
            signup_url: form
                .signs_up
                .then(|| format!("/u/signup?state={}", form.state)),
        }),
        FormKind::Signup => pages.signup(&SignupPage {
            tenant_name: visit.tenant.display_name.clone(),
            client_name: form.client_name.clone(),
            form: form_state(form),
            error: form
                .problem
                .as_ref()
                .map(|problem| form_error(form.kind, problem)),
            login_url: format!("/u/login?state={}", form.state),
            password_hint: password_hint(&form.password),
            password_min: form.password.min_length,
        }),
    };
    let mut response = show(visit, status, made);
    let retry = form
        .problem
        .as_ref()
        .and_then(|problem| problem.retry_after_s);
    if let Some(value) = retry.and_then(|s| HeaderValue::try_from(s.to_string()).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn form_state(form: &Form) -> FormState {
    FormState {
        state: form.state.as_str().to_owned(),
        csrf: form.csrf.clone(),
        email: form.email.clone(),
    }
}

fn form_error(kind: FormKind, problem: &FormProblem) -> FormError {
    let field = problem.field.map(|field| match (kind, field) {
        (FormKind::Login, FormField::Email) => "username",
        (FormKind::Signup, FormField::Email) => "email",
        (_, FormField::Password) => "password",
    });
    FormError {
        title: match kind {
            FormKind::Login => "You are not signed in".into(),
            FormKind::Signup => "You are not signed up".into(),
        },
        message: problem.message.clone(),
        field: field.map(str::to_owned),
        reference: None,
    }
}

fn password_hint(policy: &PasswordPolicy) -> String {
    let length = format!("At least {} characters", policy.min_length);
    match policy.min_character_classes {
        0 | 1 => format!("{length}."),
        classes => {
            format!("{length}, with {classes} of: lower case, upper case, digit, other character.")
        }
    }
}

//! Passages through the hosted pages that every kind of traffic makes.

use crate::board::Weight::{Light, Telling};
use crate::visitor::{Answer, Asked, Line, Visitor};

/// Long enough for the connection's policy, with the classes it asks for.
const PASSWORD: &str = "Correct horse 7 battery";

/// Somebody with a password.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) email: String,
    pub(crate) password: String,
}

impl Account {
    pub(crate) fn new(email: String) -> Self {
        Self {
            email,
            password: PASSWORD.to_owned(),
        }
    }
}

/// A hosted form that was shown.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    state: String,
    csrf: String,
}

/// The web client's authorization request.
pub(crate) fn authorize_url(line: &Line, extra: &[(&str, &str)]) -> String {
    let demo = &line.place.demo;
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("response_type", "code")
        .append_pair("client_id", &demo.web_client_id)
        .append_pair("redirect_uri", redirect_uri(line))
        .append_pair("scope", "openid profile email")
        .append_pair("state", "of the client")
        .extend_pairs(extra);
    format!("/authorize?{}", query.finish())
}

/// Where the web client's answers go.
pub(crate) fn redirect_uri(line: &Line) -> &str {
    &line.place.demo.redirect_uris[1]
}

/// From the client to the form.
pub(crate) async fn open_form(line: &Line, visitor: &mut Visitor, hint: &str) -> Asked<Form> {
    let target = authorize_url(line, &[("screen_hint", hint), ("prompt", "login")]);
    let sent = line
        .get(visitor, ("GET /authorize", Light), &target)
        .await?;
    let state = sent.parameter("state");
    let state = state.unwrap_or_else(|| panic!("no form: {}", sent.shown()));
    let page = if hint == "signup" {
        format!("/u/signup?state={state}")
    } else {
        format!("/u/login?state={state}")
    };
    let shown = line.get(visitor, ("GET a form", Light), &page).await?;
    let csrf = shown.field("csrf");
    assert!(!csrf.is_empty(), "no form: {}", shown.shown());
    Ok(Form { state, csrf })
}

/// The sign-up form, filled in.
pub(crate) async fn sign_up(
    line: &Line,
    visitor: &mut Visitor,
    form: &Form,
    account: &Account,
) -> Asked<Answer> {
    let fields = fields(form, "email", account);
    line.post(visitor, ("POST /u/signup", Telling), "/u/signup", &fields)
        .await
}

/// The login form, filled in.
pub(crate) async fn sign_in(
    line: &Line,
    visitor: &mut Visitor,
    form: &Form,
    account: &Account,
) -> Asked<Answer> {
    let fields = fields(form, "username", account);
    line.post(visitor, ("POST /u/login", Telling), "/u/login", &fields)
        .await
}

/// A whole login up to the answer to the filled-in form.
pub(crate) async fn log_in(line: &Line, visitor: &mut Visitor, account: &Account) -> Asked<Answer> {
    let form = open_form(line, visitor, "login").await?;
    sign_in(line, visitor, &form, account).await
}

/// What `prompt=none` gives: a code while the session stands.
pub(crate) async fn silently(line: &Line, visitor: &mut Visitor) -> Asked<Answer> {
    let target = authorize_url(line, &[("prompt", "none")]);
    line.get(visitor, ("GET /authorize silently", Light), &target)
        .await
}

fn fields<'a>(form: &'a Form, email: &'a str, account: &'a Account) -> [(&'a str, &'a str); 4] {
    [
        ("state", &form.state),
        ("csrf", &form.csrf),
        (email, &account.email),
        ("password", &account.password),
    ]
}

//! What each page shows, as values.

use serde::Serialize;

/// One hidden field that a page posts onward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The field's name.
    pub name: String,
    /// The field's value.
    pub value: String,
}

/// What a credential form carries back: the login transaction, its CSRF token, and the address typed before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormState {
    /// The login transaction's state.
    pub state: String,
    /// The token bound to the browser's transaction cookie and to the state.
    pub csrf: String,
    /// The e-mail address to show in the form; may be empty.
    pub email: String,
}

/// An error summary above a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormError {
    /// The heading.
    pub title: String,
    /// What went wrong and what to do.
    pub message: String,
    /// The id of the field to mend, when it is one field.
    pub field: Option<String>,
    /// A reference number to quote to an administrator.
    pub reference: Option<String>,
}

/// The login form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoginPage {
    /// The tenant's display name.
    pub tenant_name: String,
    /// The application the user signs in to.
    pub client_name: String,
    /// The form's fields.
    pub form: FormState,
    /// What was wrong with the last try.
    pub error: Option<FormError>,
    /// Where sign-up is, unless the connection does not allow it.
    pub signup_url: Option<String>,
}

/// The sign-up form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignupPage {
    /// The tenant's display name.
    pub tenant_name: String,
    /// The application the user signs up for.
    pub client_name: String,
    /// The form's fields.
    pub form: FormState,
    /// What was wrong with the last try.
    pub error: Option<FormError>,
    /// Where the login form is.
    pub login_url: String,
    /// What a password must be, in words.
    pub password_hint: String,
    /// The shortest password taken, in characters.
    pub password_min: u32,
}

/// The question before a logout that no hint vouches for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogoutPage {
    /// The tenant's display name.
    pub tenant_name: String,
    /// Where the answer is posted.
    pub action: String,
    /// What the answer carries.
    pub fields: Vec<Field>,
}

/// The end of a logout that leads nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedOutPage {
    /// The tenant's display name.
    pub tenant_name: String,
}

/// A failure that cannot be told to the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErrorPage {
    /// The tenant's display name, when the tenant is known.
    pub tenant_name: Option<String>,
    /// The heading.
    pub title: String,
    /// What went wrong.
    pub description: String,
    /// What the reader can do.
    pub hint: Option<String>,
    /// The protocol's error code.
    pub error: String,
    /// A reference number to quote to an administrator.
    pub reference: Option<String>,
}

/// A page of hidden fields that is posted onward at once, or by its button where no script runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostPage {
    /// The heading.
    pub title: String,
    /// What happens next, in a sentence.
    pub text: String,
    /// Where the fields go.
    pub action: String,
    /// The fields.
    pub fields: Vec<Field>,
}

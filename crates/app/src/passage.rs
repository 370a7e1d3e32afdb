//! Where the browser goes next, and the cookies it takes along.

use account::TransactionId;
use oauth::{AuthorizationResponse, AuthorizeRequest};

use crate::error::Error;

/// The answer to one step of a login.
#[derive(Debug)]
pub struct Passage {
    /// Where the browser goes.
    pub onward: Onward,
    /// A new session cookie.
    pub session: Option<SessionCookie>,
    /// A new transaction cookie.
    pub transaction: Option<String>,
    /// A new cookie that says whom this browser signed in.
    pub known: Option<String>,
}

/// The value of a session cookie.
#[derive(Debug)]
pub struct SessionCookie {
    /// The bearer value.
    pub value: String,
    /// How long the browser keeps it.
    pub max_age_s: u64,
}

/// Where the browser goes.
#[derive(Debug)]
pub enum Onward {
    /// To a hosted form.
    To(FormKind, TransactionId),
    /// Nowhere: it shows a hosted form.
    Form(Box<Form>),
    /// Back to the client.
    Client(AuthorizationResponse),
    /// Back to the client, which is told of a failure of ours (RFC 6749 section 4.1.2.1).
    Failed {
        /// The request that is answered so.
        request: Box<AuthorizeRequest>,
        /// What failed.
        error: Box<Error>,
    },
    /// To another site, as an action asked.
    Away(String),
    /// Nowhere: it shows an error.
    Page {
        /// What went wrong.
        error: oauth::Error,
        /// The reference number of the run, when one failed.
        reference: Option<String>,
    },
}

/// Which hosted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// Signing in.
    Login,
    /// Signing up.
    Signup,
}

/// A hosted form.
#[derive(Debug)]
pub struct Form {
    /// Which one.
    pub kind: FormKind,
    /// The transaction it belongs to.
    pub state: TransactionId,
    /// The token bound to transaction and browser.
    pub csrf: String,
    /// The address typed before, or hinted at.
    pub email: String,
    /// The application the user signs in to.
    pub client_name: String,
    /// Whether the login form leads to sign-up.
    pub signs_up: bool,
    /// What a password must be, for the sign-up form.
    pub password: tenant::PasswordPolicy,
    /// What was wrong with the last try.
    pub problem: Option<FormProblem>,
}

/// What was wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormProblem {
    /// The field to mend, when it is one.
    pub field: Option<FormField>,
    /// What is wrong and what to do.
    pub message: String,
    /// The status to send it with.
    pub status: u16,
    /// When to come back, in seconds.
    pub retry_after_s: Option<u64>,
}

/// A field of a hosted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormField {
    /// The e-mail address.
    Email,
    /// The password.
    Password,
}

impl Passage {
    /// A step that leaves the cookies as they are.
    pub(crate) fn new(onward: Onward) -> Self {
        Self {
            onward,
            session: None,
            transaction: None,
            known: None,
        }
    }

    /// The step, or its failure for the client whose request it answers.
    pub(crate) fn told(step: Result<Self, Error>, request: &AuthorizeRequest) -> Self {
        step.unwrap_or_else(|error| {
            Self::new(Onward::Failed {
                request: Box::new(request.clone()),
                error: Box::new(error),
            })
        })
    }

    /// An error page.
    pub fn refused(error: oauth::Error) -> Self {
        Self::new(Onward::Page {
            error,
            reference: None,
        })
    }
}

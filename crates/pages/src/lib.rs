//! Values to HTML: login, sign-up, logout, errors, and the two pages that post fields onward.
//!
//! Every page works without JavaScript. The only script is the one line that submits a page of hidden fields; it and the
//! stylesheet stand in the page and are named by digest in the page's content security policy.
#![forbid(unsafe_code)]

mod page;
mod view;

pub use page::{Page, Pages, PagesError};
pub use view::{
    ErrorPage, Field, FormError, FormState, LoggedOutPage, LoginPage, LogoutPage, PostPage,
    SignupPage,
};

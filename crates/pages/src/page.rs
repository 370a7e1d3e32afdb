//! Rendering: the templates, and the content security policy that fits each page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::view::{ErrorPage, LoggedOutPage, LoginPage, LogoutPage, PostPage, SignupPage};

const STYLE: &str = include_str!("../templates/style.css");
const ONWARD: &str = include_str!("../templates/onward.js");

const TEMPLATES: [(&str, &str); 8] = [
    ("base.html", include_str!("../templates/base.html")),
    ("parts.html", include_str!("../templates/parts.html")),
    ("login.html", include_str!("../templates/login.html")),
    ("signup.html", include_str!("../templates/signup.html")),
    ("logout.html", include_str!("../templates/logout.html")),
    (
        "logged_out.html",
        include_str!("../templates/logged_out.html"),
    ),
    ("error.html", include_str!("../templates/error.html")),
    ("post.html", include_str!("../templates/post.html")),
];

/// Why a page could not be made. Either is a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// A template does not parse.
    #[error("a page template does not parse")]
    Template(#[source] minijinja::Error),
    /// A page could not be rendered.
    #[error("a page could not be rendered")]
    Render(#[source] minijinja::Error),
}

/// A finished page and the policy to send it with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The document.
    pub html: String,
    /// The value of `Content-Security-Policy`.
    pub content_security_policy: String,
}

/// The templates, parsed once.
#[derive(Debug)]
pub struct Pages {
    templates: Environment<'static>,
    plain_policy: String,
    post_policy: String,
}

impl Pages {
    /// Parses the templates.
    ///
    /// # Errors
    /// When a template does not parse, which the tests of this crate rule out.
    pub fn new() -> Result<Self, PagesError> {
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, source) in TEMPLATES {
            templates
                .add_template(name, source)
                .map_err(PagesError::Template)?;
        }
        let style = digest(STYLE);
        let script = digest(ONWARD);
        Ok(Self {
            templates,
            plain_policy: policy(&style, "'none'"),
            post_policy: policy(&style, &script),
        })
    }

    /// The login form.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn login(&self, page: &LoginPage) -> Result<Page, PagesError> {
        self.plain("login.html", page)
    }

    /// The sign-up form.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn signup(&self, page: &SignupPage) -> Result<Page, PagesError> {
        self.plain("signup.html", page)
    }

    /// The question before a logout.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn logout(&self, page: &LogoutPage) -> Result<Page, PagesError> {
        self.plain("logout.html", page)
    }

    /// The end of a logout.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn logged_out(&self, page: &LoggedOutPage) -> Result<Page, PagesError> {
        self.plain("logged_out.html", page)
    }

    /// An error.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn error(&self, page: &ErrorPage) -> Result<Page, PagesError> {
        self.plain("error.html", page)
    }

    /// Hidden fields posted onward.
    ///
    /// # Errors
    /// When rendering fails.
    pub fn post(&self, page: &PostPage) -> Result<Page, PagesError> {
        self.render("post.html", page, &self.post_policy)
    }

    fn plain(&self, name: &str, values: &impl Serialize) -> Result<Page, PagesError> {
        self.render(name, values, &self.plain_policy)
    }

    fn render(
        &self,
        name: &str,
        values: &impl Serialize,
        policy: &str,
    ) -> Result<Page, PagesError> {
        let values = minijinja::Value::from_serialize(values);
        let shell = context! { lang => "en", style => STYLE, script => ONWARD };
        let template = self
            .templates
            .get_template(name)
            .map_err(PagesError::Render)?;
        let html = template
            .render(context! { ..values, ..shell })
            .map_err(PagesError::Render)?;
        Ok(Page {
            html,
            content_security_policy: policy.to_owned(),
        })
    }
}

/// `form-action` is left out on purpose: browsers apply it to the redirects that follow a form, and a login ends at
/// the application's callback or wherever an action sends the user.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; frame-ancestors 'none'"
    )
}

fn digest(text: &str) -> String {
    format!(
        "'sha256-{}'",
        STANDARD.encode(Sha256::digest(text.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Field, FormError, FormState};

    fn form() -> FormState {
        FormState {
            state: "s1".into(),
            csrf: "c1".into(),
            email: "\"><script>alert(1)</script>".into(),
        }
    }

    fn login(error: Option<FormError>) -> Page {
        Pages::new()
            .unwrap()
            .login(&LoginPage {
                tenant_name: "Acme".into(),
                client_name: "Shop & Co".into(),
                form: form(),
                error,
                signup_url: Some("/u/signup?state=s1".into()),
            })
            .unwrap()
    }

    #[test]
    fn a_login_form_can_be_filled_by_a_password_manager_and_escapes_what_it_shows() {
        let page = login(None);
        assert!(page.html.contains("autocomplete=\"username\""));
        assert!(page.html.contains("autocomplete=\"current-password\""));
        assert!(page.html.contains("<label for=\"password\">"));
        assert!(page.html.contains("Shop &amp; Co"));
        assert!(!page.html.contains("<script>"));
        assert!(page.content_security_policy.contains("script-src 'none'"));
        assert!(!page.html.contains("role=\"alert\""));
    }

    #[test]
    fn an_error_is_announced_and_points_at_its_field() {
        let page = login(Some(FormError {
            title: "You are not signed in".into(),
            message: "Wrong email or password.".into(),
            field: Some("password".into()),
            reference: None,
        }));
        assert!(page.html.contains("role=\"alert\""));
        assert!(page.html.contains("href=\"#password\""));
        assert!(
            page.html
                .contains("aria-invalid=\"true\" aria-describedby=\"summary\"")
        );
        assert!(page.html.contains("<title>Error: Sign in to"));
    }

    #[test]
    fn the_one_script_is_the_one_the_policy_names() {
        let page = Pages::new()
            .unwrap()
            .post(&PostPage {
                title: "One moment".into(),
                text: "Continuing.".into(),
                action: "/continue?state=a&b=c".into(),
                fields: vec![Field {
                    name: "<a>".into(),
                    value: "\"".into(),
                }],
            })
            .unwrap();
        assert!(page.html.contains(&format!("<script>{ONWARD}</script>")));
        assert!(page.content_security_policy.contains(&digest(ONWARD)));
        assert!(page.html.contains("name=\"&lt;a&gt;\" value=\"&quot;\""));
        assert!(
            page.html.contains("action=\"/continue?state=a&amp;b=c\"")
                || page.html.contains("action=\"&#x2f;continue")
        );
    }
}

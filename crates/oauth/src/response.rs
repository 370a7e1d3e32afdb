//! The authorization response (RFC 6749 section 4.1.2, OAuth 2.0 Multiple Response Types, Form Post Response Mode, RFC 9207).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::Error;

/// How the answer reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query; the default of `code`.
    #[default]
    Query,
    /// In the fragment.
    Fragment,
    /// By a form the browser posts.
    FormPost,
}

impl ResponseMode {
    /// Reads `response_mode`.
    pub fn parse(text: Option<&str>) -> Result<Self, Error> {
        match text {
            None | Some("query") => Ok(Self::Query),
            Some("fragment") => Ok(Self::Fragment),
            Some("form_post") => Ok(Self::FormPost),
            Some(_) => Err(Error::Invalid {
                name: "response_mode",
                because: "must be query, fragment or form_post",
            }),
        }
    }

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Fragment => "fragment",
            Self::FormPost => "form_post",
        }
    }
}

/// An answer for the client, not yet in its mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorizationResponse {
    redirect_uri: String,
    mode: ResponseMode,
    fields: Vec<(&'static str, String)>,
}

/// An answer as the browser gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// `Location` of a 302 (303 after a POST).
    Redirect(String),
    /// A page that posts `fields` to `action`.
    FormPost {
        /// The redirect URI.
        action: String,
        /// Hidden fields.
        fields: Vec<(&'static str, String)>,
    },
}

impl AuthorizationResponse {
    /// A successful answer: `code`, `state`, `iss`.
    #[must_use]
    pub fn success(
        redirect_uri: &str,
        mode: ResponseMode,
        code: &str,
        state: Option<&str>,
        issuer: &str,
    ) -> Self {
        Self::new(
            redirect_uri,
            mode,
            vec![("code", code.to_owned())],
            state,
            issuer,
        )
    }

    /// An error answer: `error`, `error_description`, `state`, `iss`.
    #[must_use]
    pub fn failure(
        redirect_uri: &str,
        mode: ResponseMode,
        error: &Error,
        state: Option<&str>,
        issuer: &str,
    ) -> Self {
        let fields = vec![
            ("error", error.code().as_str().to_owned()),
            ("error_description", error.to_string()),
        ];
        Self::new(redirect_uri, mode, fields, state, issuer)
    }

    fn new(
        redirect_uri: &str,
        mode: ResponseMode,
        mut fields: Vec<(&'static str, String)>,
        state: Option<&str>,
        issuer: &str,
    ) -> Self {
        if let Some(state) = state {
            fields.push(("state", state.to_owned()));
        }
        // RFC 9207 section 2: in success and error answers alike.
        fields.push(("iss", issuer.to_owned()));
        Self {
            redirect_uri: redirect_uri.to_owned(),
            mode,
            fields,
        }
    }

    /// Puts the answer into its mode. The registered query is kept (RFC 6749 section 3.1.2).
    #[must_use]
    pub fn render(self) -> Rendered {
        if self.mode == ResponseMode::FormPost {
            return Rendered::FormPost {
                action: self.redirect_uri,
                fields: self.fields,
            };
        }
        let mut encoded = url::form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(&self.fields);
        let encoded = encoded.finish();
        let Ok(mut url) = Url::parse(&self.redirect_uri) else {
            // Registered URIs are absolute; one that is not goes out as it is, with its fields.
            return Rendered::Redirect(format!("{}?{encoded}", self.redirect_uri));
        };
        if self.mode == ResponseMode::Fragment {
            url.set_fragment(Some(&encoded));
        } else {
            let query = url
                .query()
                .filter(|query| !query.is_empty())
                .map(|query| format!("{query}&{encoded}"));
            url.set_query(Some(&query.unwrap_or(encoded)));
        }
        Rendered::Redirect(url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "https://acme.example/";

    #[test]
    fn every_mode() {
        for (uri, mode, expected) in [
            (
                "https://app.example/cb",
                ResponseMode::Query,
                "https://app.example/cb?code=c&state=a+%26&iss=https%3A%2F%2Facme.example%2F",
            ),
            (
                "https://app.example/cb?x=1",
                ResponseMode::Query,
                "https://app.example/cb?x=1&code=c&state=a+%26&iss=https%3A%2F%2Facme.example%2F",
            ),
            (
                "https://app.example/cb",
                ResponseMode::Fragment,
                "https://app.example/cb#code=c&state=a+%26&iss=https%3A%2F%2Facme.example%2F",
            ),
            (
                "com.example.app:/cb",
                ResponseMode::Query,
                "com.example.app:/cb?code=c&state=a+%26&iss=https%3A%2F%2Facme.example%2F",
            ),
        ] {
            let response = AuthorizationResponse::success(uri, mode, "c", Some("a &"), ISSUER);
            assert_eq!(response.render(), Rendered::Redirect(expected.into()));
        }
        let response = AuthorizationResponse::success(
            "https://app.example/cb",
            ResponseMode::FormPost,
            "c",
            None,
            ISSUER,
        );
        assert_eq!(
            response.render(),
            Rendered::FormPost {
                action: "https://app.example/cb".into(),
                fields: vec![("code", "c".into()), ("iss", ISSUER.into())]
            }
        );
    }

    #[test]
    fn errors_carry_state_and_issuer() {
        let denied = Error::Denied {
            reason: "no\r\nentry".into(),
        };
        let response = AuthorizationResponse::failure(
            "https://app.example/cb",
            ResponseMode::Query,
            &denied,
            Some("s"),
            ISSUER,
        );
        assert_eq!(
            response.render(),
            Rendered::Redirect(
                "https://app.example/cb?error=access_denied&error_description=noentry&state=s&iss=https%3A%2F%2Facme.example%2F".into()
            )
        );
    }
}

//! One redirect, as the fetch standard follows it (section 4.4, HTTP-redirect fetch).

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use url::Url;

use crate::error::EgressError;
use crate::headers;

/// One request on the way to an answer.
#[derive(Debug, Clone)]
pub(crate) struct Hop {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// Where an answer with a `Location` leads: method and URL of the next request, its URL not checked yet. `None` if
/// `status` is not one of 301, 302, 303, 307 and 308.
pub fn redirected(
    status: u16,
    method: &str,
    url: &Url,
    location: &str,
) -> Option<Result<(String, Url), EgressError>> {
    let status = StatusCode::from_u16(status)
        .ok()
        .filter(|status| is_redirect(*status))?;
    let method = match Method::from_bytes(method.as_bytes()) {
        Ok(parsed) if becomes_get(status, &parsed) => Method::GET.to_string(),
        _ => method.to_owned(),
    };
    Some(target(url, location).map(|target| (method, target)))
}

/// The URL a `Location` means. Without a fragment of its own it keeps the old one.
fn target(url: &Url, location: &str) -> Result<Url, EgressError> {
    let mut target = url
        .join(location)
        .map_err(|source| EgressError::InvalidUrl { source })?;
    if target.fragment().is_none() {
        target.set_fragment(url.fragment());
    }
    Ok(target)
}

/// True if this status redirects where a `Location` is given.
pub(crate) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

impl Hop {
    /// The request that `location` asks for. Its URL is not checked yet.
    pub(crate) fn redirected(
        mut self,
        status: StatusCode,
        location: &[u8],
    ) -> Result<Self, EgressError> {
        let target = target(&self.url, &String::from_utf8_lossy(location))?;
        if becomes_get(status, &self.method) {
            self.method = Method::GET;
            self.body = Bytes::new();
            headers::drop_body_headers(&mut self.headers);
        }
        if contract::origin(&target) != contract::origin(&self.url) {
            headers::drop_credentials(&mut self.headers);
        }
        self.url = target;
        Ok(self)
    }
}

fn becomes_get(status: StatusCode, method: &Method) -> bool {
    match status.as_u16() {
        301 | 302 => method == Method::POST,
        303 => method != Method::GET && method != Method::HEAD,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, status: u16, location: &str, expected: &str) {
        let headers = [
            ("authorization", "s"),
            ("cookie", "c"),
            ("content-type", "t"),
            ("x-own", "o"),
        ];
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let hop = Hop {
            method: method.parse().unwrap(),
            url: Url::parse("https://a.example/path?q#frag").unwrap(),
            headers: headers.collect(),
            body: Bytes::from_static(b"body"),
        };
        let next = hop
            .redirected(StatusCode::from_u16(status).unwrap(), location.as_bytes())
            .unwrap();
        let mut names: Vec<_> = next.headers.keys().map(ToString::to_string).collect();
        names.sort();
        let body = String::from_utf8(next.body.to_vec()).unwrap();
        assert_eq!(
            format!("{} {} [{}] {body}", next.method, next.url, names.join(" ")),
            expected
        );
    }

    #[test]
    fn methods_are_rewritten() {
        check(
            "POST",
            301,
            "/n",
            "GET https://a.example/n#frag [authorization cookie x-own] ",
        );
        check(
            "POST",
            302,
            "/n",
            "GET https://a.example/n#frag [authorization cookie x-own] ",
        );
        check(
            "PUT",
            302,
            "/n",
            "PUT https://a.example/n#frag [authorization content-type cookie x-own] body",
        );
        check(
            "PUT",
            303,
            "/n",
            "GET https://a.example/n#frag [authorization cookie x-own] ",
        );
        check(
            "HEAD",
            303,
            "/n",
            "HEAD https://a.example/n#frag [authorization content-type cookie x-own] body",
        );
        check(
            "POST",
            307,
            "/n#new",
            "POST https://a.example/n#new [authorization content-type cookie x-own] body",
        );
        check(
            "POST",
            308,
            "?x",
            "POST https://a.example/path?x#frag [authorization content-type cookie x-own] body",
        );
    }

    #[test]
    fn credentials_stay_with_their_origin() {
        check(
            "GET",
            302,
            "https://b.example/",
            "GET https://b.example/#frag [content-type x-own] body",
        );
        check(
            "GET",
            302,
            "http://a.example/",
            "GET http://a.example/#frag [content-type x-own] body",
        );
        check(
            "GET",
            302,
            "https://a.example:444/",
            "GET https://a.example:444/#frag [content-type x-own] body",
        );
        check(
            "GET",
            302,
            "//a.example:443/x",
            "GET https://a.example/x#frag [authorization content-type cookie x-own] body",
        );
    }

    #[test]
    fn a_location_is_not_followed_into_what_it_wraps() {
        let wrapped = format!("{}https://a.example/", "blob:".repeat(100_000));
        let expected = format!("GET {wrapped}#frag [content-type x-own] body");
        check("GET", 302, &wrapped, &expected);
    }
}

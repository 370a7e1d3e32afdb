//! Request headers: which may be set, and which do not follow a redirect to another origin.

use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use crate::error::EgressError;
use crate::limits::Limits;

/// Headers that belong to the connection, not to the request (RFC 9110, 7.6.1; RFC 9113, 8.2.2).
const OF_THE_CONNECTION: &[&str] = &[
    "connection",
    "expect",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that prove who asks (fetch standard, section 4.4, step 13).
const CREDENTIALS: &[HeaderName] = &[
    header::AUTHORIZATION,
    header::COOKIE,
    header::PROXY_AUTHORIZATION,
];

/// Headers that describe a body (fetch standard, "request-body-header name").
const OF_THE_BODY: &[HeaderName] = &[
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LENGTH,
    header::CONTENT_LOCATION,
    header::CONTENT_TYPE,
];

/// Reads the caller's headers. Those that only repeat what the client sets itself are left out, those that contradict
/// it are refused.
pub(crate) fn read(
    pairs: &[(String, String)],
    url: &Url,
    body_bytes: usize,
    limits: &Limits,
) -> Result<HeaderMap, EgressError> {
    let bytes: usize = pairs
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum();
    if pairs.len() > limits.request_headers || bytes > limits.request_header_bytes {
        let (limit_count, limit_bytes) = (limits.request_headers, limits.request_header_bytes);
        return Err(EgressError::RequestHeadersTooLarge {
            limit_count,
            limit_bytes,
        });
    }
    let mut headers = HeaderMap::with_capacity(pairs.len());
    for (name, value) in pairs {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(byte_string(value));
        let (parsed_name, parsed_value) =
            parsed.ok_or_else(|| EgressError::MalformedHeader { name: name.clone() })?;
        match standing(&parsed_name, value.trim(), url, body_bytes) {
            Standing::Sent => {
                headers.append(parsed_name, parsed_value);
            }
            Standing::Redundant => {}
            Standing::Refused => return Err(EgressError::Header { name: name.clone() }),
        }
    }
    Ok(headers)
}

/// Drops what must not reach another origin.
pub(crate) fn drop_credentials(headers: &mut HeaderMap) {
    CREDENTIALS.iter().for_each(|name| {
        headers.remove(name);
    });
}

/// Drops what describes a body that is no longer sent.
pub(crate) fn drop_body_headers(headers: &mut HeaderMap) {
    OF_THE_BODY.iter().for_each(|name| {
        headers.remove(name);
    });
}

enum Standing {
    Sent,
    Redundant,
    Refused,
}

fn standing(name: &HeaderName, value: &str, url: &Url, body_bytes: usize) -> Standing {
    match name.as_str() {
        "host" if is_host_of(value, url) => Standing::Redundant,
        "content-length" if value.parse() == Ok(body_bytes) => Standing::Redundant,
        "connection"
            if value.eq_ignore_ascii_case("keep-alive") || value.eq_ignore_ascii_case("close") =>
        {
            Standing::Redundant
        }
        "host" | "content-length" => Standing::Refused,
        other if OF_THE_CONNECTION.contains(&other) => Standing::Refused,
        _ => Standing::Sent,
    }
}

/// True if `value` names the URL's own host, with its port or, where that is the default one, without.
fn is_host_of(value: &str, url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let rest = value
        .get(..host.len())
        .filter(|start| start.eq_ignore_ascii_case(host))
        .and(value.get(host.len()..));
    match (rest, url.port()) {
        (Some(""), None) => true,
        (Some(rest), _) => {
            rest.strip_prefix(':').and_then(|port| port.parse().ok()) == url.port_or_known_default()
        }
        (None, _) => false,
    }
}

/// A JavaScript byte string as bytes: one byte per character, as `fetch` sends it.
fn byte_string(value: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = value
        .chars()
        .map(|c| u8::try_from(u32::from(c)).ok())
        .collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, value: &str) -> Result<usize, EgressError> {
        let url = Url::parse("https://api.example.com:8443/").unwrap();
        read(
            &[(name.to_owned(), value.to_owned())],
            &url,
            5,
            &Limits::default(),
        )
        .map(|headers| headers.len())
    }

    #[test]
    fn ordinary_headers_are_sent() {
        assert_eq!(check("X-Api-Key", "abc").unwrap(), 1);
        assert_eq!(check("Cookie", "a=b").unwrap(), 1);
        assert_eq!(check("X-Latin", "caf\u{e9}").unwrap(), 1);
    }

    #[test]
    fn what_the_client_sets_itself_may_be_repeated() {
        for (name, value) in [
            ("Host", "API.example.com:8443"),
            ("content-length", "5"),
            ("Connection", "keep-alive"),
            ("connection", "close"),
        ] {
            assert_eq!(check(name, value).unwrap(), 0, "{name}");
        }
        let url = Url::parse("https://api.example.com/").unwrap();
        assert!(is_host_of("api.example.com", &url) && is_host_of("api.example.com:443", &url));
    }

    #[test]
    fn what_contradicts_url_or_body_is_refused() {
        for (name, value) in [
            ("Host", "metadata.google.internal"),
            ("Host", "api.example.com"),
            ("host", "api.example.com:8443.evil.com"),
            ("Content-Length", "4"),
            ("content-length", "5, 6"),
            ("Transfer-Encoding", "chunked"),
            ("Connection", "upgrade"),
            ("Upgrade", "h2c"),
            ("TE", "trailers"),
            ("Expect", "100-continue"),
            ("Proxy-Connection", "keep-alive"),
        ] {
            assert!(
                matches!(check(name, value), Err(EgressError::Header { .. })),
                "{name}: {value}"
            );
        }
    }

    #[test]
    fn malformed_headers_are_refused() {
        for (name, value) in [
            ("a b", "x"),
            ("", "x"),
            ("x", "a\r\nb: c"),
            ("x", "\0"),
            ("x", "\u{20ac}"),
        ] {
            assert!(
                matches!(check(name, value), Err(EgressError::MalformedHeader { .. })),
                "{name:?}: {value:?}"
            );
        }
    }

    #[test]
    fn one_header_past_the_limit_is_refused() {
        let url = Url::parse("https://example.com/").unwrap();
        let limits = Limits {
            request_headers: 2,
            request_header_bytes: 8,
            ..Limits::default()
        };
        let pairs = |count: usize, value: &str| vec![("x".to_owned(), value.to_owned()); count];
        assert!(read(&pairs(2, "abc"), &url, 0, &limits).is_ok());
        assert!(read(&pairs(3, ""), &url, 0, &limits).is_err());
        assert!(read(&pairs(2, "abcd"), &url, 0, &limits).is_err());
    }
}

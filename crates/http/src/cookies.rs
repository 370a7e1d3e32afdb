//! Cookies: `__Host-` and `Secure` over HTTPS, plain names on loopback HTTP (RFC 6265bis section 4.1.3.2).

use axum::http::{HeaderMap, HeaderValue, header};

use crate::visit::Transport;

/// The longest cookie value that is looked at, in bytes.
const VALUE_BYTES: usize = 512;

/// The cookies of this host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Names the browser's session.
    Session,
    /// Binds login transactions, their forms and their redirects to the browser.
    Transaction,
}

impl Cookie {
    fn name(self, transport: Transport) -> &'static str {
        match (self, transport) {
            (Self::Session, Transport::Tls) => "__Host-latchwork_session",
            (Self::Session, Transport::Loopback) => "latchwork_session",
            (Self::Transaction, Transport::Tls) => "__Host-latchwork_transaction",
            (Self::Transaction, Transport::Loopback) => "latchwork_transaction",
        }
    }

    /// The value the browser sent. Two cookies of one name are refused: one of them is not ours.
    pub(crate) fn read(self, headers: &HeaderMap, transport: Transport) -> Option<String> {
        let name = self.name(transport);
        let mut values = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(given, _)| *given == name)
            .map(|(_, value)| value);
        let value = values.next()?;
        let alone = values.next().is_none();
        let plain = value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        (alone && plain && !value.is_empty() && value.len() <= VALUE_BYTES)
            .then(|| value.to_owned())
    }

    /// The `Set-Cookie` line for a value of our own making (base64url). Without a lifetime it ends with the browser.
    pub(crate) fn set(
        self,
        value: &str,
        max_age_s: Option<u64>,
        transport: Transport,
    ) -> Option<HeaderValue> {
        let secure = match transport {
            Transport::Tls => "; Secure",
            Transport::Loopback => "",
        };
        let life = max_age_s
            .map(|age_s| format!("; Max-Age={age_s}"))
            .unwrap_or_default();
        let name = self.name(transport);
        HeaderValue::try_from(format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}"
        ))
        .ok()
    }

    /// The `Set-Cookie` line that removes it.
    pub(crate) fn remove(self, transport: Transport) -> Option<HeaderValue> {
        self.set("", Some(0), transport)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, transport: Transport) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, line.parse().unwrap());
        Cookie::Session.read(&headers, transport)
    }

    #[test]
    fn only_the_name_that_fits_the_transport_is_read() {
        assert_eq!(
            read("latchwork_session=abc", Transport::Loopback).as_deref(),
            Some("abc")
        );
        assert_eq!(read("latchwork_session=abc", Transport::Tls), None);
        assert_eq!(
            read("a=b; __Host-latchwork_session=abc; c=d", Transport::Tls).as_deref(),
            Some("abc")
        );
        assert_eq!(
            read(
                "latchwork_session=a; latchwork_session=b",
                Transport::Loopback
            ),
            None
        );
        assert_eq!(read("latchwork_session=a b", Transport::Loopback), None);
        assert_eq!(
            read(
                &format!("latchwork_session={}", "a".repeat(513)),
                Transport::Loopback
            ),
            None
        );
    }

    #[test]
    fn a_cookie_over_https_is_secure_and_bound_to_the_host() {
        let line = Cookie::Transaction.set("v", None, Transport::Tls).unwrap();
        assert_eq!(
            line,
            "__Host-latchwork_transaction=v; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let line = Cookie::Session
            .set("v", Some(60), Transport::Loopback)
            .unwrap();
        assert_eq!(
            line,
            "latchwork_session=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"
        );
    }
}

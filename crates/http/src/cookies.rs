//! Cookies: `__Host-` and `Secure` over HTTPS, plain names on loopback HTTP (RFC 6265bis section 4.1.3.2).

use axum::http::{HeaderMap, HeaderValue, header};

use crate::visit::Transport;

/// The longest cookie value that is looked at, in bytes.
const VALUE_BYTES: usize = 512;
/// The most transaction cookies of one browser. It needs a second one only when tabs begin at the same moment.
const TRANSACTIONS: usize = 16;
/// How much of a transaction cookie's value its name repeats, in characters: two tabs do not share a name.
const TAG_CHARS: usize = 8;

/// The value of the session cookie. Two cookies of one name are refused: one of them is not ours.
pub(crate) fn session(headers: &HeaderMap, transport: Transport) -> Option<String> {
    alone(headers, session_name(transport))
}

/// The value of the cookie that proves whom the browser signed in before.
pub(crate) fn known(headers: &HeaderMap, transport: Transport) -> Option<String> {
    alone(headers, known_name(transport))
}

fn alone(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut values = pairs(headers).filter(|(given, _)| *given == name);
    let (_, value) = values.next()?;
    (values.next().is_none() && is_plain(value)).then(|| value.to_owned())
}

/// The `Set-Cookie` line of the cookie that proves whom the browser signed in.
pub(crate) fn set_known(value: &str, max_age_s: u64, transport: Transport) -> Option<HeaderValue> {
    set_line(known_name(transport), value, Some(max_age_s), transport)
}

fn known_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-latchwork_known",
        Transport::Loopback => "latchwork_known",
    }
}

/// The `Set-Cookie` line of a session cookie of our own making (base64url).
pub(crate) fn set_session(
    value: &str,
    max_age_s: u64,
    transport: Transport,
) -> Option<HeaderValue> {
    set_line(session_name(transport), value, Some(max_age_s), transport)
}

/// The `Set-Cookie` line that removes the session cookie.
pub(crate) fn remove_session(transport: Transport) -> Option<HeaderValue> {
    set_session("", 0, transport)
}

fn session_name(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-latchwork_session",
        Transport::Loopback => "latchwork_session",
    }
}

/// The values of the transaction cookies, the oldest first, as browsers send them (RFC 6265 section 5.4). Past the limit
/// the oldest are left out.
pub(crate) fn transactions(headers: &HeaderMap, transport: Transport) -> Vec<String> {
    let known = transaction_pairs(headers, transport);
    let surplus = known.len().saturating_sub(TRANSACTIONS);
    known
        .into_iter()
        .skip(surplus)
        .filter(|(_, value)| is_plain(value))
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// The `Set-Cookie` line of a new transaction cookie, which ends with the browser.
pub(crate) fn set_transaction(value: &str, transport: Transport) -> Option<HeaderValue> {
    let tag = value.get(..TAG_CHARS)?;
    let name = format!("{}{tag}", transaction_names(transport));
    set_line(&name, value, None, transport)
}

/// The `Set-Cookie` lines that remove the transaction cookies past the limit.
pub(crate) fn remove_surplus(headers: &HeaderMap, transport: Transport) -> Vec<HeaderValue> {
    let known = transaction_pairs(headers, transport);
    let surplus = known.len().saturating_sub(TRANSACTIONS);
    known
        .into_iter()
        .take(surplus)
        .filter_map(|(name, _)| set_line(name, "", Some(0), transport))
        .collect()
}

fn transaction_names(transport: Transport) -> &'static str {
    match transport {
        Transport::Tls => "__Host-latchwork_transaction_",
        Transport::Loopback => "latchwork_transaction_",
    }
}

fn transaction_pairs(headers: &HeaderMap, transport: Transport) -> Vec<(&str, &str)> {
    let names = transaction_names(transport);
    pairs(headers)
        .filter(|(name, _)| name.starts_with(names))
        .collect()
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

fn is_plain(value: &str) -> bool {
    let plain = value
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    plain && !value.is_empty() && value.len() <= VALUE_BYTES
}

fn set_line(
    name: &str,
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
    HeaderValue::try_from(format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{life}"
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, transport: Transport) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, line.parse().unwrap());
        session(&headers, transport)
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
        let line = set_transaction("0123456789", Transport::Tls).unwrap();
        assert_eq!(
            line,
            "__Host-latchwork_transaction_01234567=0123456789; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        let line = set_session("v", 60, Transport::Loopback).unwrap();
        assert_eq!(
            line,
            "latchwork_session=v; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"
        );
    }

    #[test]
    fn of_too_many_transaction_cookies_the_oldest_go() {
        let held = |many: usize| {
            let pairs: Vec<String> = (0..many)
                .map(|n| format!("latchwork_transaction_{n:08}={n:08}-rest"))
                .collect();
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, pairs.join("; ").parse().unwrap());
            headers
        };
        let all = held(TRANSACTIONS);
        assert_eq!(transactions(&all, Transport::Loopback).len(), TRANSACTIONS);
        assert!(remove_surplus(&all, Transport::Loopback).is_empty());
        let more = held(TRANSACTIONS + 1);
        let read = transactions(&more, Transport::Loopback);
        assert_eq!(
            (read.len(), read[0].as_str()),
            (TRANSACTIONS, "00000001-rest")
        );
        assert_eq!(
            remove_surplus(&more, Transport::Loopback),
            ["latchwork_transaction_00000000=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]
        );
        assert!(transactions(&more, Transport::Tls).is_empty());
    }
}

//! Where an authorization response may go (RFC 6749 section 3.1.2.3, RFC 8252 section 7.3, RFC 9700 section 2.1).

use tenant::{Client, ClientKind, RedirectUri};

use crate::Error;
use crate::authorize::RedirectUriSource;

/// The redirect URI of a request: the one it names, if the client registered it, or the client's only one.
pub(crate) fn chosen_redirect_uri(
    sent: Option<&str>,
    client: &Client,
) -> Result<(String, RedirectUriSource), Error> {
    match (sent, client.redirect_uris.as_slice()) {
        (Some(sent), registered)
            if registered.iter().any(|uri| is_same(uri, sent, client.kind)) =>
        {
            Ok((sent.to_owned(), RedirectUriSource::Request))
        }
        (Some(_), _) => Err(Error::RedirectUriMismatch),
        // RFC 6749 section 3.1.2.3: may be left out when one is registered.
        (None, [only]) => Ok((only.as_str().to_owned(), RedirectUriSource::Registration)),
        (None, _) => Err(Error::Missing {
            name: "redirect_uri",
        }),
    }
}

/// RFC 9700 section 4.1.3: compared character by character; of a native client on loopback any port is
/// good, since the system gives it one when it starts to listen.
fn is_same(registered: &RedirectUri, sent: &str, kind: ClientKind) -> bool {
    if registered.as_str() == sent {
        return true;
    }
    let registered = without_loopback_port(registered.as_str());
    kind == ClientKind::Native && registered.is_some() && registered == without_loopback_port(sent)
}

/// Host and what follows the port of a loopback URI; `None` for any other text.
fn without_loopback_port(uri: &str) -> Option<(&str, &str)> {
    let rest = uri.strip_prefix("http://")?;
    let (host, rest) = ["127.0.0.1", "[::1]", "localhost"]
        .into_iter()
        .find_map(|host| Some((host, rest.strip_prefix(host)?)))?;
    let Some(port_and_rest) = rest.strip_prefix(':') else {
        return is_end_of_authority(rest).then_some((host, rest));
    };
    let end = port_and_rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(port_and_rest.len());
    let (port, rest) = port_and_rest.split_at_checked(end)?;
    let is_port = port.len() <= 5 && port.parse::<u16>().is_ok_and(|port| port > 0);
    (is_port && is_end_of_authority(rest)).then_some((host, rest))
}

fn is_end_of_authority(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_of_a_loopback_uri_is_told_apart() {
        for (uri, expected) in [
            ("http://127.0.0.1/cb", Some(("127.0.0.1", "/cb"))),
            (
                "http://127.0.0.1:4321/cb?a=1",
                Some(("127.0.0.1", "/cb?a=1")),
            ),
            ("http://[::1]:1/cb", Some(("[::1]", "/cb"))),
            ("http://localhost:65535", Some(("localhost", ""))),
            ("http://localhost:65536/cb", None),
            ("http://localhost:0/cb", None),
            ("http://localhost:/cb", None),
            ("http://localhost:00001/cb", Some(("localhost", "/cb"))),
            ("http://localhost:000001/cb", None),
            ("http://localhost:1@evil.example/cb", None),
            ("http://localhost.evil.example/cb", None),
            ("http://127.0.0.10/cb", None),
            ("https://127.0.0.1:1/cb", None),
            ("http://app.example:1/cb", None),
        ] {
            assert_eq!(without_loopback_port(uri), expected, "{uri}");
        }
    }
}

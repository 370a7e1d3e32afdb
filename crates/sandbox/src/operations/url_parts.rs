//! URLs as the WHATWG standard parses them, for `URL` and `fetch`.

use serde::{Deserialize, Serialize};
use url::{Url, quirks};

use crate::answer::{Answer, GuestError};

#[derive(Deserialize)]
pub(super) struct ParseHead {
    url: String,
    base: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct SetHead {
    href: String,
    part: String,
    value: String,
}

/// The attributes of a `URL` object.
#[derive(Serialize)]
struct Parts<'a> {
    href: &'a str,
    protocol: &'a str,
    username: &'a str,
    password: &'a str,
    host: &'a str,
    hostname: &'a str,
    port: &'a str,
    pathname: &'a str,
    search: &'a str,
    hash: &'a str,
    origin: String,
}

pub(super) fn parse(head: ParseHead) -> Answer {
    let parsed = match head.base.as_deref().map(Url::parse) {
        None => Url::parse(&head.url),
        Some(Ok(base)) => base.join(&head.url),
        Some(Err(_)) => return invalid(),
    };
    parsed.map_or_else(|_| invalid(), |url| parts(&url))
}

/// Sets one attribute; what cannot be set stays as it was, as the standard says.
pub(super) fn set(head: SetHead) -> Answer {
    let Ok(mut url) = Url::parse(&head.href) else {
        return invalid();
    };
    let value = head.value.as_str();
    match head.part.as_str() {
        "href" => match Url::parse(value) {
            Ok(new) => url = new,
            Err(_) => return invalid(),
        },
        "protocol" => drop(quirks::set_protocol(&mut url, value)),
        "username" => drop(quirks::set_username(&mut url, value)),
        "password" => drop(quirks::set_password(&mut url, value)),
        "host" => drop(quirks::set_host(&mut url, value)),
        "hostname" => drop(quirks::set_hostname(&mut url, value)),
        "port" => drop(quirks::set_port(&mut url, value)),
        "pathname" => quirks::set_pathname(&mut url, value),
        "search" => quirks::set_search(&mut url, value),
        "hash" => quirks::set_hash(&mut url, value),
        part => return Answer::Error(GuestError::type_error(format!("no part {part}"))),
    }
    parts(&url)
}

fn parts(url: &Url) -> Answer {
    let parts = Parts {
        href: quirks::href(url),
        protocol: quirks::protocol(url),
        username: quirks::username(url),
        password: quirks::password(url),
        host: quirks::host(url),
        hostname: quirks::hostname(url),
        port: quirks::port(url),
        pathname: quirks::pathname(url),
        search: quirks::search(url),
        hash: quirks::hash(url),
        origin: contract::origin(url).ascii_serialization(),
    };
    Answer::Text(serde_json::to_string(&parts).unwrap_or_default())
}

fn invalid() -> Answer {
    Answer::Error(GuestError::type_error("Invalid URL").with_code("ERR_INVALID_URL"))
}

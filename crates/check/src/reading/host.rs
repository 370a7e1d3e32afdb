//! The host that a text leads to.

use std::num::NonZeroU16;

use contract::permission::HostPattern;

use super::text::{Piece, Text};
use super::value::{Name, Origin, Own};

/// Where a request or a browser is sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// To a host that a permission can name.
    Host(HostPattern),
    /// To a host that a secret says.
    Secret(Name),
    /// To a host that the event says, at this path.
    Event(Name),
    /// To a host that is not known before the code runs.
    Unknown,
}

/// A target with how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Reached {
    /// Where.
    pub(crate) target: Target,
    /// Whether without encryption.
    pub(crate) is_plain: bool,
}

/// Reads a URL of which some pieces are known.
pub(crate) fn reached(text: &Text) -> Reached {
    let Some(Piece::Known(start)) = text.0.first() else {
        let target = text.0.first().map_or(Target::Unknown, lone);
        return Reached {
            target,
            is_plain: false,
        };
    };
    let Some((scheme, rest)) = start.split_once("://") else {
        return Reached {
            target: Target::Unknown,
            is_plain: false,
        };
    };
    let is_plain = scheme.eq_ignore_ascii_case("http");
    let default_port = match scheme.to_ascii_lowercase().as_str() {
        "http" => NonZeroU16::new(80),
        "https" => None,
        _ => {
            return Reached {
                target: Target::Unknown,
                is_plain: false,
            };
        }
    };
    let authority = authority(rest, text.0.get(1..).unwrap_or_default());
    let target = of_authority(&authority, default_port);
    Reached { target, is_plain }
}

/// The host that one piece says.
fn lone(piece: &Piece) -> Target {
    match piece {
        Piece::Own(Own::Configuration, name) => {
            Target::Host(HostPattern::Configured(name.to_string()))
        }
        Piece::Own(Own::Secrets, name) => Target::Secret(name.clone()),
        Piece::Data(Origin::Event(path)) => Target::Event(path.clone()),
        Piece::Known(_) | Piece::Data(_) | Piece::Unknown => Target::Unknown,
    }
}

/// The pieces between the scheme and the path.
fn authority(rest: &str, pieces: &[Piece]) -> Vec<Piece> {
    let mut authority = Vec::new();
    let first = Piece::Known(rest.into());
    for piece in std::iter::once(&first).chain(pieces) {
        let Piece::Known(text) = piece else {
            authority.push(piece.clone());
            continue;
        };
        let end = text.find(['/', '?', '#', '\\']);
        let within = text.get(..end.unwrap_or(text.len())).unwrap_or("");
        if !within.is_empty() {
            authority.push(Piece::Known(within.into()));
        }
        if end.is_some() {
            break;
        }
    }
    authority
}

fn of_authority(authority: &[Piece], default_port: Option<NonZeroU16>) -> Target {
    match authority {
        [Piece::Known(host)] => exact(host, default_port),
        // `https://api.acme.com${path}`: the path could lengthen the host, and the sandbox refuses it if it does.
        [Piece::Known(host), ..] if is_complete(host) => exact(host, default_port),
        [one] => lone(one),
        [.., Piece::Known(end)] => below(end, default_port),
        _ => Target::Unknown,
    }
}

fn exact(authority: &str, default_port: Option<NonZeroU16>) -> Target {
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    match HostPattern::parse(host) {
        Ok(HostPattern::Exact { host, port }) => Target::Host(HostPattern::Exact {
            host,
            port: port.or(default_port),
        }),
        _ => Target::Unknown,
    }
}

/// Whether a host that goes on unknown is a host as far as it goes.
fn is_complete(host: &str) -> bool {
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Every host whose name ends so: `-eu.acme.com` is below `acme.com`.
fn below(end: &str, default_port: Option<NonZeroU16>) -> Target {
    let name = end.split_once('.').map_or("", |(_, name)| name);
    match HostPattern::parse(&format!("*.{name}")) {
        Ok(HostPattern::Below { name, port }) => Target::Host(HostPattern::Below {
            name,
            port: port.or(default_port),
        }),
        _ => Target::Unknown,
    }
}

/// The origin of a URL: what `new URL(text).origin` says.
pub(crate) fn origin(text: &Text) -> Text {
    let Some(Piece::Known(start)) = text.0.first() else {
        return text
            .0
            .first()
            .map_or_else(Text::default, |first| Text::of(first.clone()));
    };
    let Some((scheme, rest)) = start.split_once("://") else {
        return Text::of(Piece::Unknown);
    };
    let host = authority(rest, text.0.get(1..).unwrap_or_default());
    Text::known(&format!("{scheme}://")).and(&Text(host))
}

/// The scheme of a URL: what `new URL(text).protocol` says. One that a customer gives is taken to be that of encryption.
pub(crate) fn protocol(text: &Text) -> &'static str {
    match reached(text).is_plain {
        true => "http:",
        false => "https:",
    }
}

/// The host of a URL: what `new URL(text).host` says.
pub(crate) fn host(text: &Text) -> Text {
    let origin = origin(text);
    match origin.0.first() {
        Some(Piece::Known(start)) => {
            let rest = start.split_once("://").map_or("", |(_, rest)| rest);
            Text::known(rest).and(&Text(origin.0.get(1..).unwrap_or_default().to_vec()))
        }
        _ => origin,
    }
}

/// What `new URL(relative, base)` says.
pub(crate) fn resolved(relative: &Text, base: &Text) -> Text {
    let is_absolute = match relative.0.first() {
        Some(Piece::Known(start)) => start.contains("://"),
        _ => false,
    };
    if is_absolute {
        return relative.clone();
    }
    origin(base).and(&Text::known("/")).and(relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pieces: &[&str]) -> Text {
        let piece = |piece: &&str| match piece.split_once('=') {
            Some(("own", name)) => Text::own(Own::Configuration, &name.into()),
            Some(("secret", name)) => Text::own(Own::Secrets, &name.into()),
            Some(("event", path)) => Text::of(Piece::Data(Origin::Event(path.into()))),
            _ if *piece == "?" => Text::of(Piece::Unknown),
            _ => Text::known(piece),
        };
        let start = Text::default();
        pieces
            .iter()
            .map(piece)
            .fold(start, |all, one| all.and(&one))
    }

    fn shown(pieces: &[&str]) -> String {
        match reached(&text(pieces)).target {
            Target::Host(pattern) => pattern.to_string(),
            Target::Secret(name) => format!("secret {name}"),
            Target::Event(path) => format!("event {path}"),
            Target::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn hosts_are_exact_below_a_name_or_configured() {
        for (pieces, expected) in [
            (&["https://api.acme.com/v1"][..], "api.acme.com"),
            (&["https://API.acme.com"], "api.acme.com"),
            (&["https://user:word@acme.com:8443/x"], "acme.com:8443"),
            (&["http://acme.com/x"], "acme.com:80"),
            (&["https://acme.com/", "?"], "acme.com"),
            (&["https://acme.com", "?"], "acme.com"),
            (&["https://api.", "?"], "unknown"),
            (&["https://", "?", ".acme.com/x"], "*.acme.com"),
            (&["https://eu-", "?", "-1.api.acme.com"], "*.api.acme.com"),
            (&["https://", "?", ".com"], "unknown"),
            (&["https://", "?", "/x"], "unknown"),
            (&["https://", "own=HOST", "/x"], "{configuration.HOST}"),
            (&["own=URL", "/v1/", "?"], "{configuration.URL}"),
            (&["secret=URL", "/v1"], "secret URL"),
            (&["https://", "secret=HOST", "/v1"], "secret HOST"),
            (
                &["https://", "event=request.hostname", "/continue"],
                "event request.hostname",
            ),
            (&["ftp://acme.com"], "unknown"),
            (&["/relative"], "unknown"),
            (&[], "unknown"),
        ] {
            assert_eq!(shown(pieces), expected, "{pieces:?}");
        }
        assert!(reached(&text(&["http://acme.com"])).is_plain);
        assert!(!reached(&text(&["https://acme.com"])).is_plain);
    }

    #[test]
    fn parts_of_urls_lead_to_the_same_host() {
        let url = text(&["https://", "own=HOST", "/a/", "?"]);
        assert_eq!(origin(&url), text(&["https://", "own=HOST"]));
        assert_eq!(host(&url), text(&["own=HOST"]));
        assert_eq!(host(&text(&["https://a.b:1/c"])), text(&["a.b:1"]));
        let joined = resolved(&text(&["v1"]), &text(&["https://a.b/c"]));
        assert_eq!(joined, text(&["https://a.b/v1"]));
        let configured = resolved(&text(&["/v1"]), &text(&["own=URL"]));
        assert_eq!(
            reached(&configured).target,
            Target::Host(HostPattern::Configured("URL".into()))
        );
        let absolute = resolved(&text(&["https://x.y/z"]), &text(&["own=URL"]));
        assert_eq!(absolute, text(&["https://x.y/z"]));
    }
}

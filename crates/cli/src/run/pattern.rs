//! The URL patterns of fixtures: `*` stands for any characters, `/` included.

use url::Url;

/// One pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(String);

impl Pattern {
    /// A pattern without `*` is a URL and is brought into the form URLs have when they are sent.
    pub(super) fn new(text: &str) -> Self {
        match Url::parse(text) {
            Ok(url) if !text.contains('*') => Self(without_fragment(url)),
            _ => Self(text.to_owned()),
        }
    }

    /// True if the whole of `url` fits. Its fragment does not count: no server sees it.
    pub(super) fn matches(&self, url: &Url) -> bool {
        fits(self.0.as_bytes(), without_fragment(url.clone()).as_bytes())
    }
}

fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.into()
}

/// Matches piece by piece: what precedes the first `*` must lead, what follows the last must end, the rest must follow
/// in order. Taking the earliest place for each piece loses no match.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let mut pieces = pattern.split(|byte| *byte == b'*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match find(rest, piece) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// What follows the first occurrence of `piece`.
fn find<'a>(text: &'a [u8], piece: &[u8]) -> Option<&'a [u8]> {
    if piece.is_empty() {
        return Some(text);
    }
    let at = text
        .windows(piece.len())
        .position(|window| window == piece)?;
    text.get(at + piece.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, url: &str, expected: bool) {
        assert_eq!(
            Pattern::new(pattern).matches(&Url::parse(url).unwrap()),
            expected,
            "{pattern} {url}"
        );
    }

    #[test]
    fn a_star_is_any_characters() {
        check("https://api.x.com/v1/*", "https://api.x.com/v1/", true);
        check(
            "https://api.x.com/v1/*",
            "https://api.x.com/v1/a/b?c=d",
            true,
        );
        check("https://api.x.com/v1/*", "https://api.x.com/v2/a", false);
        check("*", "https://anything.example/", true);
        check("*/users/*", "https://x.example/api/users/7", true);
        check("https://*.x.com/a*b*c", "https://w.x.com/aXbYbZc", true);
        check("https://*.x.com/a*b*c", "https://w.x.com/acb", false);
        check(
            "*a*a*a*a*b",
            "https://x.example/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            false,
        );
        check("https://x.example/ab*ba", "https://x.example/aba", false);
    }

    #[test]
    fn without_a_star_it_is_that_url() {
        check("https://api.x.com", "https://api.x.com/", true);
        check("HTTPS://API.x.com:443/a", "https://api.x.com/a#f", true);
        check("https://api.x.com/a", "https://api.x.com/a?b", false);
        check("https://api.x.com/a", "https://api.x.com/ab", false);
        check("/relative", "https://api.x.com/relative", false);
    }
}

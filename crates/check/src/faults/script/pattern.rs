//! The URL patterns of fixtures: `*` stands for any characters, `/` included.

use url::Url;

/// Whether the whole of a URL fits. Its fragment does not count: no server sees it.
pub(super) fn fits(pattern: &str, url: &Url) -> bool {
    let mut url = url.clone();
    url.set_fragment(None);
    if pattern.contains('*') {
        return matches(pattern, url.as_str());
    }
    // Without a star it is a URL, in whatever form it is written.
    Url::parse(pattern).is_ok_and(|mut own| {
        own.set_fragment(None);
        own == url
    })
}

/// Piece by piece: what precedes the first `*` leads, what follows the last ends, the rest follows in order. Taking the
/// earliest place for each piece loses no match.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = pieces.next_back() else {
        return rest.is_empty();
    };
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None if piece.is_empty() => {}
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, url: &str, expected: bool) {
        let found = fits(pattern, &Url::parse(url).unwrap());
        assert_eq!(found, expected, "{pattern} {url}");
    }

    #[test]
    fn a_star_is_any_characters() {
        check(
            "https://api.x.com/v1/*",
            "https://api.x.com/v1/a?c=d#f",
            true,
        );
        check("https://api.x.com/v1/*", "https://api.x.com/v2/a", false);
        check("*", "https://anything.example/", true);
        check("https://*.x.com/a*b*c", "https://w.x.com/aXbYbZc", true);
        check("https://*.x.com/a*b*c", "https://w.x.com/acb", false);
        check("https://x.example/ab*ba", "https://x.example/aba", false);
        check("https://api.x.com", "https://api.x.com/", true);
        check("https://api.x.com/a", "https://api.x.com/ab", false);
        check("/relative", "https://api.x.com/relative", false);
    }
}

//! The origin of a URL.

use url::{Origin, Url};

/// The origin of a URL (<https://url.spec.whatwg.org/#origin>): that of `blob:` is the one of the URL of the web it wraps.
///
/// [`Url::origin`] looks into what that wraps in turn, as deep as somebody has written it, and each level takes some of the
/// stack: a long `blob:blob:blob:` in the address of a request or of a redirect would end the process.
#[allow(
    clippy::disallowed_methods,
    reason = "here it is asked for no URL that wraps another"
)]
pub fn origin(url: &Url) -> Origin {
    if url.scheme() != "blob" {
        return url.origin();
    }
    match Url::parse(url.path()) {
        Ok(wrapped) if matches!(wrapped.scheme(), "http" | "https") => wrapped.origin(),
        _ => Origin::new_opaque(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: &str) {
        let origin = origin(&Url::parse(url).unwrap());
        assert_eq!(origin.ascii_serialization(), expected);
    }

    #[test]
    fn origins_are_those_of_the_standard() {
        check("https://a.example:8443/x?y#z", "https://a.example:8443");
        check("wss://a.example", "wss://a.example");
        check("data:,x", "null");
        check("blob:https://a.example/7", "https://a.example");
        check("blob:ws://a.example/7", "null");
        check("blob:blob:https://a.example/7", "null");
        check("blob:nothing", "null");
    }

    #[test]
    fn what_is_wrapped_without_end_takes_no_stack() {
        let url = format!("{}https://a.example/", "blob:".repeat(200_000));
        check(&url, "null");
    }
}

//! Forms from other sites. A browser sends no `Lax` cookie along with them, so a page of ours posts the same fields again,
//! now with the cookies. Nothing is taken, looked up or set before that.

use axum::http::StatusCode;
use axum::response::Response;
use oauth::Params;
use pages::{Field, PostPage};

use crate::visit::Visit;
use crate::{Service, onward};

/// Stands at the end of the query when our own page posts: a browser that has no cookie even then has lost it. In the
/// query it takes no place among the fields, which may be as many as are allowed.
const MARK: &str = "latchwork-again=1";

/// Who says to have posted a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Poster {
    /// Any page.
    Somebody,
    /// Our page, with fields that were posted before.
    Ourselves,
}

/// Who posted, and the query without the mark.
pub(crate) fn poster(query: &str) -> (Poster, &str) {
    match query.strip_suffix(MARK) {
        Some("") => (Poster::Ourselves, ""),
        Some(rest) => match rest.strip_suffix('&') {
            Some(first) => (Poster::Ourselves, first),
            None => (Poster::Somebody, query),
        },
        None => (Poster::Somebody, query),
    }
}

/// The page that posts the same fields again.
pub(crate) fn page(
    service: &Service,
    visit: &Visit,
    path: &str,
    query: &str,
    body: &Params,
) -> Response {
    let action = match query {
        "" => format!("{path}?{MARK}"),
        query => format!("{path}?{query}&{MARK}"),
    };
    let fields = body.to_map().into_iter();
    let page = PostPage {
        title: "One moment".into(),
        text: "Your sign-in continues.".into(),
        action,
        fields: fields.map(|(name, value)| Field { name, value }).collect(),
    };
    onward::show(visit, StatusCode::OK, service.pages.post(&page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_at_the_end_and_by_itself() {
        for (query, expected) in [
            ("", (Poster::Somebody, "")),
            ("latchwork-again=1", (Poster::Ourselves, "")),
            ("state=s&latchwork-again=1", (Poster::Ourselves, "state=s")),
            (
                "state=slatchwork-again=1",
                (Poster::Somebody, "state=slatchwork-again=1"),
            ),
            (
                "latchwork-again=1&state=s",
                (Poster::Somebody, "latchwork-again=1&state=s"),
            ),
        ] {
            assert_eq!(poster(query), expected, "{query}");
        }
    }
}

//! Pages of lists: which one a call asks for, and where the next begins.

use oauth::Params;

use app::page::Page;

/// The first entries, as many as a page holds; for lists that never grow beyond it.
pub(crate) const FIRST: Page = Page::FIRST;

/// The page a query asks for.
pub(crate) fn of(query: Option<&str>) -> Result<Page, app::Error> {
    let params = params(query, &["page"])?;
    number(&params)
}

/// The parameters of a query, which may be these. One without a value is none: an empty number is no number.
pub(crate) fn params(query: Option<&str>, known: &[&str]) -> Result<Params, app::Error> {
    let params = Params::from_query(query.unwrap_or_default())
        .map_err(|error| invalid("query", error.to_string()))?;
    let unknown = params
        .to_map()
        .into_keys()
        .find(|name| !known.contains(&&**name));
    let empty = params
        .to_map()
        .into_iter()
        .find(|(_, value)| value.is_empty());
    if let Some((name, _)) = empty {
        return Err(invalid(&name, "is empty; leave it out".to_owned()));
    }
    match unknown {
        Some(name) => {
            let message = format!(
                "is no parameter of this route; it takes {}",
                known.join(", ")
            );
            Err(invalid(&name, message))
        }
        None => Ok(params),
    }
}

/// The page among parameters.
pub(crate) fn number(params: &Params) -> Result<Page, app::Error> {
    let number = params.get("page").map_or(Ok(0), |text| {
        text.parse()
            .map_err(|_| invalid("page", "must be a whole number from 0".to_owned()))
    })?;
    Ok(Page { number, ..FIRST })
}

pub(crate) fn invalid(field: &str, message: String) -> app::Error {
    app::Error::Invalid {
        field: field.chars().take(64).collect(),
        message,
        limit: None,
    }
}

/// What a page holds.
pub(crate) trait Paged {
    /// Where the next page begins, when there may be one.
    fn next(&self, page: Page) -> Option<String>;
}

impl<T> Paged for Vec<T> {
    fn next(&self, page: Page) -> Option<String> {
        (self.len() >= page.size as usize).then(|| page.number.saturating_add(1).to_string())
    }
}

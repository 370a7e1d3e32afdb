//! Language tags: which ones are well formed, what is made of them, and whose data serves them.

use std::collections::BTreeMap;

use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};
use serde::Serialize;

use crate::data::{Index, index};
use crate::error::IntlError;

/// The longest list of tags that is read.
pub(crate) const MOST_TAGS: usize = 64;
/// The longest tag that is read, in bytes.
const LONGEST_TAG: usize = 255;
/// The longest text that is compared or changed, in bytes.
pub(crate) const LONGEST_TEXT: usize = 4 << 20;

/// What is known of a tag.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Tag {
    /// The tag in its canonical form.
    pub tag: String,
    /// The locale that serves it: the tag without its keywords, shortened until one is known.
    pub found: Option<String>,
    /// The locale whose data that one has.
    pub data: Option<String>,
    /// What its keywords ask for.
    pub keywords: BTreeMap<String, String>,
    /// Its region, or the likeliest one.
    pub region: Option<String>,
}

/// What is known of these tags.
pub fn tags(tags: &[String]) -> Result<Vec<Tag>, IntlError> {
    if tags.len() > MOST_TAGS {
        return Err(IntlError::TooManyTags(tags.len()));
    }
    let index = index()?;
    tags.iter()
        .map(|tag| Ok(told(index, &read(tag)?)))
        .collect()
}

fn told(index: &Index, locale: &Locale) -> Tag {
    let keywords = locale.extensions.unicode.keywords.iter();
    let found = serving(index, &locale.id);
    Tag {
        tag: locale.to_string(),
        data: found.as_deref().map(|found| data_of(index, found)),
        found,
        keywords: keywords
            .map(|(key, value)| (key.to_string(), value.to_string()))
            .collect(),
        region: region_of(&locale.id),
    }
}

fn region_of(id: &LanguageIdentifier) -> Option<String> {
    let mut likely = id.clone();
    LocaleExpander::new_extended().maximize(&mut likely);
    id.region.or(likely.region).map(|region| region.to_string())
}

fn shorter(tag: &str) -> Option<&str> {
    tag.rsplit_once('-').map(|(rest, _)| rest)
}

fn serving(index: &Index, id: &LanguageIdentifier) -> Option<String> {
    let more = index.known("more").and_then(|more| more.as_array());
    let is_known = |tag: &str| {
        let is_more = |name: &serde_json::Value| name.as_str() == Some(tag);
        index.has(tag) || more.is_some_and(|more| more.iter().any(is_more))
    };
    let whole = id.to_string();
    let mut tag = Some(whole.as_str()).filter(|tag| !tag.starts_with("und"));
    while let Some(name) = tag {
        if is_known(name) {
            return Some(name.to_owned());
        }
        tag = shorter(name);
    }
    None
}

fn data_of(index: &Index, found: &str) -> String {
    let aliases = index.known("aliases");
    if let Some(other) = aliases.and_then(|all| all.get(found)?.as_str()) {
        return other.to_owned();
    }
    let mut tag = Some(found);
    while let Some(name) = tag {
        if index.has(name) {
            return name.to_owned();
        }
        tag = shorter(name);
    }
    "und".to_owned()
}

/// The first of these tags in its canonical form, or the default; all of them must be well formed.
pub(crate) fn first(tags: &[String]) -> Result<Locale, IntlError> {
    if tags.len() > MOST_TAGS {
        return Err(IntlError::TooManyTags(tags.len()));
    }
    let read = tags.iter().map(|tag| read(tag));
    let locales = read.collect::<Result<Vec<_>, _>>()?;
    let first = locales.into_iter().next();
    Ok(first.unwrap_or_else(default))
}

fn default() -> Locale {
    Locale::try_from_str("en-US").unwrap_or(Locale::UNKNOWN)
}

fn read(tag: &str) -> Result<Locale, IntlError> {
    // ICU's reader takes underscores and the empty tag; ECMA-402 does not.
    if tag.is_empty() || tag.len() > LONGEST_TAG || tag.contains('_') {
        return Err(IntlError::Tag);
    }
    let mut locale = Locale::try_from_str(tag).map_err(|_| IntlError::Tag)?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Ok(locale)
}

pub(crate) fn check_text(text: &str) -> Result<(), IntlError> {
    if text.len() > LONGEST_TEXT {
        return Err(IntlError::TextTooLong(text.len()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(tag: &str) -> Result<Tag, IntlError> {
        tags(&[tag.to_owned()]).map(|mut found| found.remove(0))
    }

    #[test]
    fn tags_are_made_canonical() {
        assert_eq!(one("EN-us").unwrap().tag, "en-US");
        assert_eq!(one("iw").unwrap().tag, "he");
        assert_eq!(first(&[]).unwrap().to_string(), "en-US");
    }

    #[test]
    fn the_nearest_locale_serves() {
        for (tag, found, data) in [
            ("de-DE", Some("de-DE"), Some("de")),
            ("de-XX", Some("de"), Some("de")),
            ("zh-TW", Some("zh-TW"), Some("zh-Hant")),
            ("en-US-u-hc-h23", Some("en-US"), Some("en")),
            ("xx", None, None),
        ] {
            let told = one(tag).unwrap();
            assert_eq!((told.found.as_deref(), told.data.as_deref()), (found, data));
        }
        let asked = one("en-u-hc-h23").unwrap();
        assert_eq!(asked.keywords.get("hc").map(String::as_str), Some("h23"));
        assert_eq!(one("de").unwrap().region.as_deref(), Some("DE"));
    }

    #[test]
    fn tags_that_are_not_well_formed_are_refused() {
        for tag in ["", "en_US", "x-bad!", "a", "en-", "123"] {
            assert_eq!(one(tag), Err(IntlError::Tag), "{tag}");
        }
        assert_eq!(one(&"a".repeat(300)), Err(IntlError::Tag));
        let many = vec!["en".to_owned(); MOST_TAGS + 1];
        assert_eq!(tags(&many), Err(IntlError::TooManyTags(many.len())));
    }
}

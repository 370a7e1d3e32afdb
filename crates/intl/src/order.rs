//! The order of texts: `String.prototype.localeCompare`.

use std::cmp::Ordering;

use icu_collator::options::{AlternateHandling, CaseLevel, CollatorOptions, Strength};
use icu_collator::preferences::{CollationCaseFirst, CollationNumericOrdering, CollationType};
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;
use serde::Deserialize;

use crate::error::IntlError;
use crate::locale::{check_text, first};

/// What a comparison is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// To put texts in order.
    #[default]
    Sort,
    /// To find those that match.
    Search,
}

/// Which differences count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sensitivity {
    /// Letters only.
    Base,
    /// Letters and accents.
    Accent,
    /// Letters and case.
    Case,
    /// All of them.
    Variant,
}

/// Which case comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseFirst {
    /// Capital letters.
    Upper,
    /// Small letters.
    Lower,
    /// Neither is moved.
    False,
}

/// How to compare; what is not said follows from the locale.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Order {
    /// Language tags; the first decides.
    #[serde(default)]
    pub locales: Vec<String>,
    /// What the comparison is for.
    #[serde(default)]
    pub usage: Usage,
    /// Which differences count.
    pub sensitivity: Option<Sensitivity>,
    /// Whether punctuation is passed over.
    pub ignore_punctuation: Option<bool>,
    /// Whether digits are compared as numbers.
    pub numeric: Option<bool>,
    /// Which case comes first.
    pub case_first: Option<CaseFirst>,
    /// A variant of the locale's order, such as `phonebk`.
    pub collation: Option<String>,
}

/// Compares two texts.
pub fn compare(order: &Order, left: &str, right: &str) -> Result<Ordering, IntlError> {
    check_text(left)?;
    check_text(right)?;
    let collator = CollatorBorrowed::try_new(preferences(order)?, options(order))
        .map_err(|_| IntlError::Data("the order"))?;
    Ok(collator.compare(left, right))
}

fn preferences(order: &Order) -> Result<CollatorPreferences, IntlError> {
    let locale = first(&order.locales)?;
    let mut preferences = CollatorPreferences::from(&locale);
    if let Some(name) = &order.collation {
        let tag = Locale::try_from_str(&format!("und-u-co-{name}"));
        let tag = tag.map_err(|_| IntlError::Collation(name.clone()))?;
        // A name that the data does not know leaves the order as it is.
        let named = CollatorPreferences::from(&tag).collation_type;
        preferences.collation_type = named.or(preferences.collation_type);
    }
    if order.usage == Usage::Search {
        preferences.collation_type = Some(CollationType::Search);
    }
    if let Some(numeric) = order.numeric {
        preferences.numeric_ordering = Some(match numeric {
            true => CollationNumericOrdering::True,
            false => CollationNumericOrdering::False,
        });
    }
    if let Some(first) = order.case_first {
        preferences.case_first = Some(match first {
            CaseFirst::Upper => CollationCaseFirst::Upper,
            CaseFirst::Lower => CollationCaseFirst::Lower,
            CaseFirst::False => CollationCaseFirst::False,
        });
    }
    Ok(preferences)
}

fn options(order: &Order) -> CollatorOptions {
    let mut options = CollatorOptions::default();
    options.strength = Some(match order.sensitivity {
        Some(Sensitivity::Base | Sensitivity::Case) => Strength::Primary,
        Some(Sensitivity::Accent) => Strength::Secondary,
        Some(Sensitivity::Variant) | None => Strength::Tertiary,
    });
    if order.sensitivity == Some(Sensitivity::Case) {
        options.case_level = Some(CaseLevel::On);
    }
    options.alternate_handling = order.ignore_punctuation.map(|ignore| match ignore {
        true => AlternateHandling::Shifted,
        false => AlternateHandling::NonIgnorable,
    });
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_locale(tag: &str) -> Order {
        Order {
            locales: vec![tag.to_owned()],
            ..Order::default()
        }
    }

    #[test]
    fn order_follows_the_locale() {
        assert_eq!(compare(&in_locale("de"), "z", "ä"), Ok(Ordering::Greater));
        assert_eq!(compare(&in_locale("sv"), "z", "ä"), Ok(Ordering::Less));
        let numeric = compare(&in_locale("en-u-kn"), "a10", "a9");
        assert_eq!(numeric, Ok(Ordering::Greater));
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let long = "a".repeat((4 << 20) + 1);
        let found = compare(&in_locale("en"), &long, "a");
        assert_eq!(found, Err(IntlError::TextTooLong(long.len())));
    }
}

//! Letter case in the manner of a language: the dotless i of Turkish, the accents of Greek.

use icu_casemap::CaseMapper;

use crate::error::IntlError;
use crate::locale::{check_text, first};

/// Which case to change to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Capital letters.
    Upper,
    /// Small letters.
    Lower,
}

/// The text in this case.
pub fn change(text: &str, case: Case, locales: &[String]) -> Result<String, IntlError> {
    let locale = first(locales)?;
    check_text(text)?;
    let mapper = CaseMapper::new();
    Ok(match case {
        Case::Upper => mapper.uppercase_to_string(text, &locale.id),
        Case::Lower => mapper.lowercase_to_string(text, &locale.id),
    }
    .into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_follows_the_language() {
        for (text, case, locale, expected) in [
            ("istanbul", Case::Upper, "tr", "İSTANBUL"),
            ("ISPARTA", Case::Lower, "tr", "ısparta"),
            ("istanbul", Case::Upper, "en", "ISTANBUL"),
            ("ά", Case::Upper, "el", "Α"),
        ] {
            let found = change(text, case, &[locale.to_owned()]).unwrap();
            assert_eq!(found, expected, "{text} in {locale}");
        }
    }
}

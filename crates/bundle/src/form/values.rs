//! What a customer entered, held against the form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use zeroize::Zeroizing;

use super::{Field, FieldKind, Form, ValueFault, value};

/// The filled-in form, as the code gets it.
#[derive(Clone, PartialEq, Eq)]
pub struct Values {
    /// `event.configuration`.
    pub configuration: BTreeMap<String, String>,
    /// `event.secrets`, without those that are kept as they are.
    pub secrets: BTreeMap<String, Zeroizing<String>>,
}

impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Values")
            .field("configuration", &self.configuration)
            .field("secrets", &self.secrets.keys())
            .finish()
    }
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {fault}")]
pub struct ValueError {
    /// Its name, of at most 64 characters.
    pub field: String,
    /// What is wrong, without the value.
    pub fault: ValueFault,
}

/// What an installation has before a change.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Its configuration.
    pub configuration: &'a BTreeMap<String, String>,
    /// The names of its secrets.
    pub secrets: &'a BTreeSet<String>,
}

impl Form {
    /// Fills in the form of a new installation. A field that is not given takes its default; one that is given empty has no
    /// value, which a required field refuses. Secrets come as name and text.
    ///
    /// # Errors
    /// One for each field that is wrong, in the order of the form, then those that it does not have.
    pub fn check_values(
        &self,
        configuration: &BTreeMap<String, String>,
        secrets: &BTreeMap<String, &str>,
    ) -> Result<Values, Vec<ValueError>> {
        self.fill_in(configuration, secrets, None)
    }

    /// Fills in the form of an installation that is changed, or that gets a release with another form. A field that is not
    /// given keeps what it had.
    ///
    /// # Errors
    /// As [`check_values`](Self::check_values), and for a value that is fixed at installation and would change.
    pub fn check_change(
        &self,
        before: Before<'_>,
        configuration: &BTreeMap<String, String>,
        secrets: &BTreeMap<String, &str>,
    ) -> Result<Values, Vec<ValueError>> {
        self.fill_in(configuration, secrets, Some(before))
    }

    fn fill_in(
        &self,
        configuration: &BTreeMap<String, String>,
        secrets: &BTreeMap<String, &str>,
        before: Option<Before<'_>>,
    ) -> Result<Values, Vec<ValueError>> {
        let mut values = Values {
            configuration: BTreeMap::new(),
            secrets: BTreeMap::new(),
        };
        let mut errors = Vec::new();
        for field in &self.secrets {
            let given = secrets.get(&field.name).copied();
            let keeps = before.is_some_and(|before| before.secrets.contains(&field.name));
            if given.is_none() && keeps {
                continue;
            }
            match filled(field, given) {
                Ok(Some(value)) => {
                    let value = Zeroizing::new(value.to_owned());
                    values.secrets.insert(field.name.clone(), value);
                }
                Ok(None) => {}
                Err(fault) => errors.push(error(&field.name, fault)),
            }
        }
        for field in &self.configuration {
            let given = configuration.get(&field.name).map(String::as_str);
            let earlier = before.and_then(|before| before.configuration.get(&field.name));
            match filled_again(field, given, earlier.map(String::as_str)) {
                Ok(Some(value)) => {
                    let value = value.to_owned();
                    values.configuration.insert(field.name.clone(), value);
                }
                Ok(None) => {}
                Err(fault) => errors.push(error(&field.name, fault)),
            }
        }
        errors.extend(unknown(secrets.keys(), &self.secrets));
        errors.extend(unknown(configuration.keys(), &self.configuration));
        if errors.is_empty() {
            Ok(values)
        } else {
            Err(errors)
        }
    }
}

fn filled_again<'v>(
    field: &'v Field,
    given: Option<&'v str>,
    earlier: Option<&'v str>,
) -> Result<Option<&'v str>, ValueFault> {
    let Some(earlier) = earlier else {
        return filled(field, given);
    };
    match given {
        Some(given) if given != earlier && !field.editable => Err(ValueFault::Fixed),
        _ => filled(field, Some(given.unwrap_or(earlier))),
    }
}

fn filled<'v>(field: &'v Field, given: Option<&'v str>) -> Result<Option<&'v str>, ValueFault> {
    let Some(value) = given.or(field.default_value.as_deref()) else {
        return none(field);
    };
    if value.is_empty() && !offers_nothing(field) {
        return none(field);
    }
    value::check(field, value).map(|()| Some(value))
}

fn none(field: &Field) -> Result<Option<&str>, ValueFault> {
    if field.required {
        Err(ValueFault::Missing)
    } else {
        Ok(None)
    }
}

/// An empty text is a value where it is one of the options.
fn offers_nothing(field: &Field) -> bool {
    field.kind == FieldKind::Enum && field.options.iter().any(|option| option.value.is_empty())
}

fn unknown<'n>(
    names: impl Iterator<Item = &'n String>,
    fields: &[Field],
) -> impl Iterator<Item = ValueError> {
    names
        .filter(|&name| fields.iter().all(|field| field.name != *name))
        .map(|name| error(name, ValueFault::Unknown))
}

fn error(field: &str, fault: ValueFault) -> ValueError {
    ValueError {
        field: field.chars().take(64).collect(),
        fault,
    }
}

#[cfg(test)]
mod tests;

//! Values for an integration's form, as the command line takes them.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use api::FormField;
use bundle::Field;
use clap::Args;

use super::error::RemoteError;
use super::secret;

/// What fills in a form.
#[derive(Debug, Args)]
pub(crate) struct FieldArguments {
    /// A configuration item
    #[arg(long = "set", value_name = "NAME=VALUE")]
    configuration: Vec<Named>,
    /// A secret, from a prompt that does not show it, or from the next line of standard input
    #[arg(long = "secret", value_name = "NAME")]
    secrets: Vec<String>,
    /// A secret from a file; one line break at its end does not count
    #[arg(long = "secret-file", value_name = "NAME=FILE")]
    secret_files: Vec<Named>,
}

/// `NAME=...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) value: String,
}

impl FromStr for Named {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((name, value)) if !name.is_empty() => Ok(Self {
                name: name.to_owned(),
                value: value.to_owned(),
            }),
            _ => Err("write a name, `=` and what it stands for"),
        }
    }
}

/// Values by name. Has no `Debug`: it holds secrets.
#[derive(Default)]
pub(crate) struct Fields {
    pub(crate) configuration: BTreeMap<String, String>,
    pub(crate) secrets: BTreeMap<String, String>,
}

/// What a form asks for.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) configuration: Vec<AskedField>,
    pub(crate) secrets: Vec<AskedField>,
}

/// One field of it.
#[derive(Debug)]
pub(crate) struct AskedField {
    name: String,
    label: String,
    /// It has to have a value and no default stands in.
    needed: bool,
}

impl Asked {
    /// Says anew which fields have to be given, by name and by what was said before.
    pub(crate) fn need(&mut self, is_needed: impl Fn(&str, bool) -> bool) {
        for field in self.configuration.iter_mut().chain(&mut self.secrets) {
            field.needed = is_needed(&field.name, field.needed);
        }
    }
}

impl From<&api::Form> for Asked {
    fn from(form: &api::Form) -> Self {
        Self {
            configuration: form.configuration.iter().map(AskedField::from).collect(),
            secrets: form.secrets.iter().map(AskedField::from).collect(),
        }
    }
}

impl From<&bundle::Form> for Asked {
    fn from(form: &bundle::Form) -> Self {
        let asked = |fields: &[Field]| {
            let fields = fields.iter();
            fields
                .map(|field| AskedField {
                    name: field.name.clone(),
                    label: field.label.clone(),
                    needed: field.required && field.default_value.is_none(),
                })
                .collect()
        };
        Self {
            configuration: asked(&form.configuration),
            secrets: asked(&form.secrets),
        }
    }
}

impl From<&FormField> for AskedField {
    fn from(field: &FormField) -> Self {
        Self {
            name: field.name.clone(),
            label: field.label.clone(),
            needed: field.required && field.default_value.is_none(),
        }
    }
}

impl FieldArguments {
    /// Refuses what the form does not ask for, before a secret is asked for.
    pub(crate) fn check(&self, form: &Asked) -> Result<(), RemoteError> {
        for name in self.configuration.iter().map(|set| &set.name) {
            if has(&form.secrets, name) {
                return Err(RemoteError::SecretInTheOpen { name: name.clone() });
            }
            if !has(&form.configuration, name) {
                return Err(unknown(name, &form.configuration));
            }
        }
        for name in self.secret_names() {
            if has(&form.configuration, name) {
                return Err(RemoteError::NoSecret {
                    name: name.to_owned(),
                });
            }
            if !has(&form.secrets, name) {
                return Err(unknown(name, &form.secrets));
            }
        }
        Ok(())
    }

    /// Refuses to go on where a field needs a value and gets none.
    pub(crate) fn check_complete(&self, form: &Asked) -> Result<(), RemoteError> {
        let set = |name: &str| self.configuration.iter().any(|set| set.name == name);
        let items = form.configuration.iter();
        let items = items.filter(|field| field.needed && !set(&field.name));
        let mut missing: Vec<String> = items
            .map(|field| format!("--set {}=... ({})", field.name, field.label))
            .collect();
        let given = |name: &str| self.secret_names().any(|given| given == name);
        let secrets = form.secrets.iter();
        let secrets = secrets.filter(|field| field.needed && !given(&field.name));
        missing.extend(secrets.map(|field| format!("--secret {} ({})", field.name, field.label)));
        if missing.is_empty() {
            return Ok(());
        }
        Err(RemoteError::MissingFields { missing })
    }

    /// Whether nothing is given.
    pub(crate) fn is_empty(&self) -> bool {
        self.configuration.is_empty() && self.secrets.is_empty() && self.secret_files.is_empty()
    }

    /// The values; asks for the secrets that come from nowhere else.
    pub(crate) fn read(&self) -> Result<Fields, RemoteError> {
        let mut fields = Fields::default();
        for Named { name, value } in &self.configuration {
            insert(&mut fields.configuration, name, value.clone())?;
        }
        for Named { name, value } in &self.secret_files {
            let value = secret::value_of(Path::new(value))?;
            insert(&mut fields.secrets, name, value)?;
        }
        for name in &self.secrets {
            // What stands behind the sign may be a secret and is not repeated.
            if let Some((name, _)) = name.split_once('=') {
                return Err(RemoteError::SecretInTheOpen {
                    name: name.to_owned(),
                });
            }
            let value = secret::next_value(&format!("Value of {name}"))?;
            insert(&mut fields.secrets, name, value)?;
        }
        Ok(fields)
    }

    fn secret_names(&self) -> impl Iterator<Item = &str> {
        let prompted = self.secrets.iter().map(|name| {
            // A value that stands here does not belong here; `read` says so.
            name.split_once('=').map_or(name.as_str(), |(name, _)| name)
        });
        let from_files = self.secret_files.iter().map(|file| file.name.as_str());
        prompted.chain(from_files)
    }
}

fn has(fields: &[AskedField], name: &str) -> bool {
    fields.iter().any(|field| field.name == name)
}

fn unknown(name: &str, known: &[AskedField]) -> RemoteError {
    RemoteError::UnknownField {
        name: name.to_owned(),
        known: known.iter().map(|field| field.name.clone()).collect(),
    }
}

fn insert(
    values: &mut BTreeMap<String, String>,
    name: &str,
    value: String,
) -> Result<(), RemoteError> {
    match values.insert(name.to_owned(), value) {
        None => Ok(()),
        Some(_) => Err(RemoteError::TwiceGiven {
            name: name.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        fields: FieldArguments,
    }

    fn field(name: &str, needed: bool) -> AskedField {
        AskedField {
            name: name.to_owned(),
            label: name.to_lowercase(),
            needed,
        }
    }

    fn check(line: &str, expected: &str) {
        let form = Asked {
            configuration: vec![field("URL", true), field("MODE", false)],
            secrets: vec![field("KEY", true)],
        };
        let words = ["latchwork"].into_iter().chain(line.split_whitespace());
        let fields = Line::try_parse_from(words).unwrap().fields;
        let found = fields
            .check(&form)
            .and_then(|()| fields.check_complete(&form))
            .and_then(|()| fields.read());
        let found = match found {
            Ok(fields) => format!("{:?} {:?}", fields.configuration, fields.secrets),
            Err(error) => error.to_string(),
        };
        assert!(found.contains(expected), "{line}: {found}");
    }

    #[test]
    fn values_fit_the_form_or_are_refused_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "sesame\n").unwrap();
        let key = format!("--secret-file KEY={}", file.display());
        check(
            &format!("--set URL=a=b {key}"),
            r#"{"URL": "a=b"} {"KEY": "sesame"}"#,
        );
        check(
            &format!("--set URL=a --set URL=b {key}"),
            "`URL` is given twice",
        );
        check("", "--set URL=... (url), --secret KEY (key)");
        check("--set KEY=sesame", "`KEY` is a secret");
        check("--set URL=a --secret KEY=sesame", "`KEY` is a secret");
        check("--secret URL", "`URL` is no secret");
        check("--set OTHER=1", "no field `OTHER`; there are URL, MODE");
        check("--secret OTHER", "no field `OTHER`; there is KEY");
    }

    #[test]
    fn a_secret_in_the_wrong_place_is_not_repeated() {
        let line = Line::try_parse_from(["latchwork", "--secret", "KEY=sesame"]);
        let error = line.unwrap().fields.read().err().unwrap().to_string();
        assert!(!error.contains("sesame"), "{error}");
    }
}

//! The items of a form, each held against what a field can be.

use super::raw::{Object, RawField, RawForm, Scalar};
use super::value::{anchored, bound, check};
use super::{
    Dependency, FORM_BYTES, Field, FieldFault, FieldKind, FieldOption, Form, FormError,
    FormProblem, MOST_CONFIGURATION, MOST_OPTIONS, MOST_SECRETS, PATTERN_CHARS, VALUE_CHARS,
    is_all_caps,
};
use crate::MOST_PROBLEMS;
use crate::text::{self, Lines};

/// Which of the lists a field stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Secrets,
    Configuration,
}

struct Reading<'t> {
    text: &'t str,
    names: Vec<String>,
    problems: Vec<FormProblem>,
}

pub(super) fn form(text: &str) -> Result<Form, FormError> {
    let whole = |fault| {
        let place = "the form".to_owned();
        let problems = vec![FormProblem {
            place,
            line: None,
            fault,
        }];
        FormError { problems }
    };
    if text.len() > FORM_BYTES {
        let bytes = text.len();
        return Err(whole(FieldFault::TooLarge { bytes }));
    }
    let Object(raw): Object<RawForm> =
        serde_json::from_str(text).map_err(|error| whole(FieldFault::Shape(error)))?;
    let (secrets, configuration) = (raw.secrets.len(), raw.configuration.len());
    if secrets > MOST_SECRETS {
        return Err(whole(FieldFault::ManySecrets { count: secrets }));
    }
    if configuration > MOST_CONFIGURATION {
        let count = configuration;
        return Err(whole(FieldFault::ManyConfiguration { count }));
    }
    let mut reading = Reading {
        text,
        names: Vec::new(),
        problems: Vec::new(),
    };
    let form = Form {
        secrets: reading.fields("secrets", List::Secrets, raw.secrets),
        configuration: reading.fields("configuration", List::Configuration, raw.configuration),
        dependencies: reading.dependencies(raw.dependencies),
    };
    match reading.problems {
        problems if problems.is_empty() => Ok(form),
        problems => Err(FormError { problems }),
    }
}

impl Reading<'_> {
    fn fields(&mut self, key: &str, list: List, raw: Vec<Object<RawField>>) -> Vec<Field> {
        let mut fields = Vec::new();
        for (at, Object(raw)) in raw.into_iter().enumerate() {
            let name = raw.name.clone();
            let faults = match field(raw, list) {
                Ok(field) => {
                    let faults = faults(&field);
                    fields.push(field);
                    faults
                }
                Err(fault) => vec![fault],
            };
            self.note(key, at, &name, faults);
            if self.names.contains(&name) {
                self.note(key, at, &name, vec![FieldFault::Twice]);
            }
            self.names.push(name);
        }
        fields
    }

    fn dependencies(&mut self, raw: Vec<Object<Dependency>>) -> Vec<Dependency> {
        let dependencies: Vec<Dependency> = raw.into_iter().map(|Object(raw)| raw).collect();
        for (at, dependency) in dependencies.iter().enumerate() {
            let before = dependencies.iter().take(at);
            let mut faults = Vec::new();
            if !is_npm_name(&dependency.name) {
                faults.push(FieldFault::DependencyName);
            }
            if dependency.version.trim().is_empty() || dependency.version.len() > 100 {
                faults.push(FieldFault::DependencyVersion);
            }
            if before
                .into_iter()
                .any(|other| other.name == dependency.name)
            {
                faults.push(FieldFault::Twice);
            }
            self.note("dependencies", at, &dependency.name, faults);
        }
        dependencies
    }

    fn note(&mut self, key: &str, at: usize, name: &str, mut faults: Vec<FieldFault>) {
        faults.truncate(MOST_PROBLEMS.saturating_sub(self.problems.len()));
        if faults.is_empty() {
            return;
        }
        let shown: String = name.chars().take(64).collect();
        let line = line_of(self.text, name);
        self.problems
            .extend(faults.into_iter().map(|fault| FormProblem {
                place: format!("{key}[{}] {shown}", at + 1),
                line,
                fault,
            }));
    }
}

/// The line that names a field: `"name": "API_KEY"`.
fn line_of(text: &str, name: &str) -> Option<u32> {
    let quoted = format!("\"{name}\"");
    let is_name = |(at, _): &(usize, &str)| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        let key = before.strip_suffix(':').map(str::trim_end);
        key.is_some_and(|key| key.ends_with("\"name\""))
    };
    let (at, _) = text.match_indices(&quoted).find(is_name)?;
    let breaks = text.get(..at)?.matches('\n').count();
    u32::try_from(breaks + 1).ok()
}

fn field(raw: RawField, list: List) -> Result<Field, FieldFault> {
    let options: Vec<FieldOption> = raw
        .options
        .unwrap_or_default()
        .into_iter()
        .map(|Object(option)| FieldOption {
            value: option.value.0,
            label: option.label,
        })
        .collect();
    let kind = kind(raw.kind.as_deref(), !options.is_empty())?;
    if raw.secret.is_some_and(|is| is != (list == List::Secrets)) {
        return Err(FieldFault::SecretElsewhere);
    }
    if list == List::Secrets && matches!(kind, FieldKind::Enum | FieldKind::Boolean) {
        return Err(FieldFault::SecretType(kind));
    }
    if list == List::Secrets && raw.editable == Some(false) {
        return Err(FieldFault::SecretFixed);
    }
    let given = |scalar: Option<Scalar>| scalar.map(|scalar| scalar.0);
    let filled = |scalar| given(scalar).filter(|text| !text.is_empty());
    Ok(Field {
        name: raw.name,
        label: raw.label,
        description: raw.description,
        kind,
        required: raw.required.unwrap_or(true),
        editable: raw.editable.unwrap_or(true),
        default_value: given(raw.default_value).filter(|text| {
            !text.is_empty() || options.iter().any(|option| option.value.is_empty())
        }),
        deploy_value: filled(raw.deploy_value),
        placeholder: filled(raw.placeholder),
        options,
        pattern: raw.pattern,
        min: given(raw.min),
        max: given(raw.max),
    })
}

/// Files of old have no types: options make a field a choice.
fn kind(id: Option<&str>, has_options: bool) -> Result<FieldKind, FieldFault> {
    let kind = match id {
        None if has_options => FieldKind::Enum,
        None => FieldKind::String,
        Some(id) => FieldKind::ALL
            .into_iter()
            .find(|kind| kind.id() == id)
            .ok_or(FieldFault::Type)?,
    };
    if (kind == FieldKind::Enum) == has_options {
        Ok(kind)
    } else {
        Err(FieldFault::Options)
    }
}

fn faults(field: &Field) -> Vec<FieldFault> {
    let mut faults = Vec::new();
    let mut told = |key, text: &str, least, most, lines| {
        if let Err(fault) = text::check(text, least, most, lines) {
            faults.push(FieldFault::Text { key, fault });
        }
    };
    told("label", &field.label, 1, 200, Lines::One);
    told("description", &field.description, 0, 2000, Lines::Many);
    let placeholder = field.placeholder.as_deref().unwrap_or_default();
    told("placeholder", placeholder, 0, 200, Lines::One);
    for option in &field.options {
        told("options.value", &option.value, 0, 200, Lines::One);
        told("options.label", &option.label, 1, 200, Lines::One);
    }
    if !is_all_caps(&field.name) {
        faults.push(FieldFault::Name);
    }
    let own_value = field.deploy_value.as_deref().unwrap_or_default();
    if own_value.chars().count() > VALUE_CHARS {
        faults.push(FieldFault::DeployValue);
    }
    faults.extend(option_fault(field));
    let limits: Vec<_> = pattern_fault(field)
        .into_iter()
        .chain(bound_fault(field))
        .collect();
    // What a default is held against has to be sound itself.
    if limits.is_empty()
        && let Some(Err(fault)) = field
            .default_value
            .as_deref()
            .map(|value| check(field, value))
    {
        faults.push(FieldFault::Default(fault));
    }
    faults.extend(limits);
    faults
}

fn option_fault(field: &Field) -> Option<FieldFault> {
    let count = field.options.len();
    if count > MOST_OPTIONS {
        return Some(FieldFault::ManyOptions { count });
    }
    let doubled = field.options.iter().enumerate().any(|(at, option)| {
        let mut before = field.options.iter().take(at);
        before.any(|other| other.value == option.value)
    });
    doubled.then_some(FieldFault::OptionTwice)
}

fn pattern_fault(field: &Field) -> Option<FieldFault> {
    let pattern = field.pattern.as_deref()?;
    if field.kind != FieldKind::String {
        return Some(FieldFault::PatternType);
    }
    let is_good = pattern.chars().count() <= PATTERN_CHARS && anchored(pattern).is_some();
    (!is_good).then_some(FieldFault::Pattern)
}

fn bound_fault(field: &Field) -> Option<FieldFault> {
    let kind = field.kind;
    let read = |key, text: &Option<String>| match text {
        None => Ok(None),
        Some(text) => bound(kind, text)
            .map(Some)
            .ok_or(FieldFault::Bound { key, kind }),
    };
    match (read("min", &field.min), read("max", &field.max)) {
        (Err(fault), _) | (_, Err(fault)) => Some(fault),
        (Ok(Some(min)), Ok(Some(max))) if min > max => Some(FieldFault::BoundsCross),
        _ => None,
    }
}

fn is_npm_name(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '_'])
            && part.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte)
            })
    };
    let is_name = match name.strip_prefix('@') {
        Some(scoped) => scoped
            .split_once('/')
            .is_some_and(|(scope, name)| plain(scope) && plain(name)),
        None => plain(name),
    };
    is_name && name.len() <= 214
}

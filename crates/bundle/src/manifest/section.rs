//! A table of a manifest while it is read: every fault is noted with its key and line, and reading goes on.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ManifestFault, ManifestProblem};
use crate::MOST_PROBLEMS;
use crate::text::{self, Lines};

/// The text that is read and what is wrong with it so far.
pub(super) struct Notes<'t> {
    text: &'t str,
    problems: RefCell<Vec<ManifestProblem>>,
}

/// Proof that a fault was noted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noted(());

/// A key of a manifest: its path and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Key {
    path: String,
    line: u32,
}

/// A table.
pub(super) struct Section<'a, 't> {
    notes: &'a Notes<'t>,
    key: Key,
    table: &'a DeTable<'t>,
}

impl<'t> Notes<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            problems: RefCell::default(),
        }
    }

    pub(super) fn note(&self, key: &Key, fault: ManifestFault) -> Noted {
        let mut problems = self.problems.borrow_mut();
        if problems.len() < MOST_PROBLEMS {
            problems.push(ManifestProblem {
                key: key.path.clone(),
                line: key.line,
                fault,
            });
        }
        Noted(())
    }

    /// What was noted, by line.
    pub(super) fn into_problems(self) -> Vec<ManifestProblem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    /// The file as a whole, at a byte of it.
    pub(super) fn at(&self, path: String, byte: usize) -> Key {
        let before = self.text.as_bytes().iter().take(byte);
        let breaks = before.filter(|&&byte| byte == b'\n').count();
        Key {
            path,
            line: u32::try_from(breaks).unwrap_or(u32::MAX - 1) + 1,
        }
    }
}

impl<'a, 't> Section<'a, 't> {
    pub(super) fn root(notes: &'a Notes<'t>, table: &'a DeTable<'t>) -> Self {
        Self {
            notes,
            key: notes.at(String::new(), 0),
            table,
        }
    }

    pub(super) fn note(&self, key: &Key, fault: ManifestFault) -> Noted {
        self.notes.note(key, fault)
    }

    /// Where the table itself stands.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// Where a key of it stands.
    pub(super) fn key_of(&self, name: &str) -> Key {
        self.get(name).0
    }

    /// Notes every key that is not among the known ones.
    pub(super) fn knows(&self, known: &'static [&'static str]) {
        for (name, _) in self.table {
            if !known.contains(&name.get_ref().as_ref()) {
                let shown = name.get_ref().chars().take(64).collect::<String>();
                let key = self.notes.at(self.path_of(&shown), name.span().start);
                self.note(&key, ManifestFault::UnknownKey { known });
            }
        }
    }

    fn path_of(&self, name: &str) -> String {
        match self.key.path.as_str() {
            "" => name.to_owned(),
            above => format!("{above}.{name}"),
        }
    }

    /// A key, and its value if it has one. A key that is not there stands where its table begins.
    fn get(&self, name: &str) -> (Key, Option<&'a DeValue<'t>>) {
        let entry = self
            .table
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == name);
        match entry {
            Some((key, value)) => {
                let key = self.notes.at(self.path_of(name), key.span().start);
                (key, Some(value.get_ref()))
            }
            None => {
                let key = Key {
                    path: self.path_of(name),
                    line: self.key.line,
                };
                (key, None)
            }
        }
    }

    fn required(&self, name: &str) -> Result<(Key, &'a DeValue<'t>), Noted> {
        match self.get(name) {
            (key, Some(value)) => Ok((key, value)),
            (key, None) => Err(self.note(&key, ManifestFault::Missing)),
        }
    }

    /// A text of any length.
    pub(super) fn text(&self, name: &str) -> Result<(Key, &'a str), Noted> {
        let (key, value) = self.required(name)?;
        let text = self.as_text(&key, value)?;
        Ok((key, text))
    }

    /// A text of any length, if there is one.
    pub(super) fn text_if_any(&self, name: &str) -> Result<Option<(Key, &'a str)>, Noted> {
        match self.get(name) {
            (key, Some(value)) => self.as_text(&key, value).map(|text| Some((key, text))),
            (_, None) => Ok(None),
        }
    }

    /// A text within bounds, to be read by people.
    pub(super) fn words(
        &self,
        name: &str,
        least: usize,
        most: usize,
        lines: Lines,
    ) -> Result<String, Noted> {
        let (key, words) = self.text(name)?;
        match text::check(words, least, most, lines) {
            Ok(()) => Ok(words.trim().to_owned()),
            Err(fault) => Err(self.note(&key, ManifestFault::Text(fault))),
        }
    }

    /// Notes a text that does not look as it is.
    pub(super) fn seen(&self, key: &Key, text: &str) -> Result<(), Noted> {
        text::check(text, 0, usize::MAX, Lines::One)
            .map_err(|fault| self.note(key, ManifestFault::Text(fault)))
    }

    fn as_text(&self, key: &Key, value: &'a DeValue<'t>) -> Result<&'a str, Noted> {
        value
            .as_str()
            .ok_or_else(|| self.wrong_type(key, "a text in quotes", value))
    }

    fn wrong_type(&self, key: &Key, expected: &'static str, found: &DeValue<'_>) -> Noted {
        let found = match found {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.note(key, ManifestFault::WrongType { expected, found })
    }

    /// A list, empty when it is not there; each entry has its own key.
    fn list(
        &self,
        name: &str,
        least: usize,
        most: usize,
    ) -> Result<Vec<(Key, &'a Spanned<DeValue<'t>>)>, Noted> {
        let (key, value) = match self.get(name) {
            (key, Some(value)) => (key, value),
            (key, None) if least > 0 => return Err(self.note(&key, ManifestFault::Missing)),
            (_, None) => return Ok(Vec::new()),
        };
        let Some(list) = value.as_array() else {
            return Err(self.wrong_type(&key, "a list", value));
        };
        let count = list.len();
        if !(least..=most).contains(&count) {
            return Err(self.note(&key, ManifestFault::Count { count, least, most }));
        }
        let entry = |(at, entry): (usize, &'a Spanned<DeValue<'t>>)| {
            let path = format!("{}[{}]", key.path, at + 1);
            (self.notes.at(path, entry.span().start), entry)
        };
        Ok(list.iter().enumerate().map(entry).collect())
    }

    /// A list of texts.
    pub(super) fn texts(
        &self,
        name: &str,
        least: usize,
        most: usize,
    ) -> Result<Vec<(Key, &'a str)>, Noted> {
        let entries = self.list(name, least, most)?.into_iter();
        let texts: Vec<_> = entries
            .map(|(key, entry)| {
                let text = self.as_text(&key, entry.get_ref())?;
                Ok((key, text))
            })
            .collect();
        texts.into_iter().collect()
    }

    /// A list of tables.
    pub(super) fn sections(&self, name: &str, most: usize) -> Result<Vec<Self>, Noted> {
        let entries = self.list(name, 0, most)?.into_iter();
        let sections: Vec<_> = entries
            .map(|(key, entry)| self.section_of(key, entry.get_ref()))
            .collect();
        sections.into_iter().collect()
    }

    /// A table.
    pub(super) fn section(&self, name: &str) -> Result<Self, Noted> {
        let (key, value) = self.required(name)?;
        self.section_of(key, value)
    }

    /// A table, if there is one.
    pub(super) fn section_if_any(&self, name: &str) -> Result<Option<Self>, Noted> {
        match self.get(name) {
            (key, Some(value)) => self.section_of(key, value).map(Some),
            (_, None) => Ok(None),
        }
    }

    fn section_of(&self, key: Key, value: &'a DeValue<'t>) -> Result<Self, Noted> {
        match value.as_table() {
            Some(table) => Ok(Self {
                notes: self.notes,
                key,
                table,
            }),
            None => Err(self.wrong_type(&key, "a table", value)),
        }
    }
}

//! CLDR's data, which the program carries packed (`data/cldr.bin`, made by `data/generate.mjs`): for each locale and each
//! section what differs from its parent, and what belongs to no locale. Whole sections are kept as long as they are asked for.

use std::collections::HashMap;
use std::io::Read as _;
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use flate2::read::DeflateDecoder;
use lru::LruCache;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::error::IntlError;

const FILE: &[u8] = include_bytes!("../data/cldr.bin");
/// The longest path that is followed into a section.
pub(crate) const LONGEST_PATH: usize = 8;
/// Sections kept whole: some 50 kB each.
const MOST_SECTIONS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(63);
/// The most that a part unpacks to.
const LARGEST_PART: u64 = 4 << 20;

#[derive(Deserialize)]
struct Entry {
    /// The locale whose data this one's builds on; the root has none.
    parent: Option<String>,
    /// Where each section lies in the file: from where, how many bytes.
    at: HashMap<String, [usize; 2]>,
}

#[derive(Deserialize)]
pub(crate) struct Index {
    locales: HashMap<String, Entry>,
    supplement: Value,
    /// Where the parts begin.
    #[serde(skip)]
    from: usize,
}

impl Index {
    pub(crate) fn has(&self, locale: &str) -> bool {
        self.locales.contains_key(locale)
    }

    /// What the file says of names: `more` and `aliases`.
    pub(crate) fn known(&self, name: &str) -> Option<&Value> {
        self.supplement.get("known")?.get(name)
    }
}

static INDEX: LazyLock<Option<Index>> = LazyLock::new(read_index);
/// Whole sections by locale and name.
type Sections = LruCache<(String, String), Arc<Value>>;
static SECTIONS: LazyLock<Mutex<Sections>> =
    LazyLock::new(|| Mutex::new(LruCache::new(MOST_SECTIONS)));

fn read_index() -> Option<Index> {
    let (length, rest) = FILE.split_first_chunk()?;
    let length = u32::from_le_bytes(*length) as usize;
    let mut index: Index = unpacked(rest.get(..length)?)?;
    index.from = 4 + length;
    Some(index)
}

fn unpacked<T: for<'de> Deserialize<'de>>(bytes: &[u8]) -> Option<T> {
    let mut text = Vec::new();
    let mut reader = DeflateDecoder::new(bytes).take(LARGEST_PART);
    reader.read_to_end(&mut text).ok()?;
    serde_json::from_slice(&text).ok()
}

pub(crate) fn index() -> Result<&'static Index, IntlError> {
    INDEX.as_ref().ok_or(IntlError::Data("the index"))
}

/// What the data has at this path, as JSON: of a locale, beginning with the section, or of none. `null` where it has nothing.
pub fn part(locale: Option<&str>, path: &[String]) -> Result<String, IntlError> {
    if path.len() > LONGEST_PATH {
        return Err(IntlError::PathTooLong(path.len()));
    }
    let index = index()?;
    let found = match (locale, path.split_first()) {
        (None, _) => follow(&index.supplement, path).map(Value::to_string),
        (Some(locale), Some((name, rest))) => {
            let section = section(index, locale, name)?;
            follow(&section, rest).map(Value::to_string)
        }
        (Some(_), None) => None,
    };
    Ok(found.unwrap_or_else(|| Value::Null.to_string()))
}

fn follow<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, step| value.get(step))
}

/// A section of a locale with all that it has from its parents.
fn section(index: &Index, locale: &str, name: &str) -> Result<Arc<Value>, IntlError> {
    let Some(entry) = index.locales.get(locale) else {
        return Ok(Arc::new(Value::Null));
    };
    let key = (locale.to_owned(), name.to_owned());
    if let Some(known) = kept().get(&key) {
        return Ok(Arc::clone(known));
    }
    let parent = match &entry.parent {
        Some(parent) => section(index, parent, name)?,
        None => Arc::new(Value::Null),
    };
    let whole = match entry.at.get(name) {
        Some(&[at, length]) => {
            let from = index.from + at;
            let bytes = FILE.get(from..from + length);
            let own = bytes.and_then(unpacked);
            let own = own.ok_or(IntlError::Data("a section"))?;
            let mut whole = match &*parent {
                Value::Null => Value::Object(Map::new()),
                parent => parent.clone(),
            };
            merge(&mut whole, own);
            Arc::new(whole)
        }
        None => parent,
    };
    kept().put(key, Arc::clone(&whole));
    Ok(whole)
}

fn kept() -> MutexGuard<'static, Sections> {
    // What is kept is whole at any time: nothing can panic between two changes.
    SECTIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lays what a child says over its parent; `null` takes away.
fn merge(whole: &mut Value, own: Value) {
    match (whole, own) {
        (Value::Object(whole), Value::Object(own)) => {
            for (key, value) in own {
                if value.is_null() {
                    whole.remove(&key);
                } else {
                    merge(whole.entry(key).or_insert(Value::Null), value);
                }
            }
        }
        (whole, own) => *whole = own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(locale: Option<&str>, path: &[&str]) -> String {
        let path: Vec<String> = path.iter().map(|step| (*step).to_owned()).collect();
        part(locale, &path).unwrap()
    }

    #[test]
    fn a_locale_has_what_its_parents_have() {
        let symbols = ["numbers", "systems", "latn", "symbols", "decimal"];
        assert_eq!(found(Some("de-AT"), &symbols), "\",\"");
        assert_eq!(found(Some("en"), &symbols), "\".\"");
        assert_eq!(found(Some("nowhere"), &symbols), "null");
        assert_eq!(found(Some("en"), &["nothing"]), "null");
        assert_eq!(found(None, &["fractions", "JPY"]), "0");
    }

    #[test]
    fn every_section_of_every_locale_can_be_read() {
        let index = index().unwrap();
        for (locale, entry) in &index.locales {
            for name in entry.at.keys() {
                let section = section(index, locale, name).unwrap();
                assert!(section.is_object(), "{locale} {name}");
            }
        }
    }

    #[test]
    fn a_path_has_an_end() {
        let path = vec!["a".to_owned(); LONGEST_PATH + 1];
        assert_eq!(part(None, &path), Err(IntlError::PathTooLong(path.len())));
    }
}

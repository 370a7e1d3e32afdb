//! Marked values: texts that occur nowhere else, so that they are known wherever they arrive, however they are written there.

mod readings;

use std::collections::BTreeSet;

use url::form_urlencoded::byte_serialize;

/// What a marked value is, and so where it may not go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nature {
    /// Neither secret nor about a person.
    Plain,
    /// About the user.
    Personal,
    /// A secret of the customer, or a one-time code.
    Secret,
    /// Of the partner's service.
    Answer,
}

/// One marked value.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// What it is the value of: `event.user.email`, `event.secrets.API_KEY`, `answer.body`.
    pub(crate) what: String,
    pub(crate) nature: Nature,
    /// The text as it was planted.
    value: String,
    /// Whether the text has a core; otherwise it is looked for as it is.
    has_core: bool,
}

/// All that were planted. A core is `mrk0042q`: letters and digits alone, which no encoding but Base64 changes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    list: Vec<Mark>,
}

const BEGIN: &str = "mrk";
/// Enough for every mark: a thousand of an event that is given, a thousand of answers, and what a manifest and a form name.
const DIGITS: usize = 4;
/// A shorter text could stand anywhere.
const SHORTEST: usize = 6;

impl Marks {
    /// Makes a text around a new core and plants it.
    pub(crate) fn plant(
        &mut self,
        what: impl Into<String>,
        nature: Nature,
        text: impl FnOnce(&str) -> String,
    ) -> String {
        let core = format!("{BEGIN}{:0DIGITS$}q", self.list.len());
        let value = text(&core);
        self.list.push(Mark {
            what: what.into(),
            nature,
            value: value.clone(),
            has_core: true,
        });
        value
    }

    /// Plants a text that is given: an address, a time, a value of a fixture. One that is too short to be known is not kept.
    pub(crate) fn plant_given(&mut self, what: impl Into<String>, nature: Nature, value: &str) {
        if value.len() >= SHORTEST {
            self.list.push(Mark {
                what: what.into(),
                nature,
                value: value.to_owned(),
                has_core: false,
            });
        }
    }

    /// How many were planted: a number for the next.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The marks in a text, in the order in which they were planted.
    pub(crate) fn found_in(&self, text: &str) -> Vec<&Mark> {
        let mut found = BTreeSet::new();
        for reading in readings::of(text) {
            found.extend(cores(&reading));
            let given = self.list.iter().enumerate();
            found.extend(given.filter_map(|(at, mark)| {
                let is_there = !mark.has_core && reading.contains(&mark.value.to_ascii_lowercase());
                is_there.then_some(at)
            }));
        }
        found
            .into_iter()
            .filter_map(|at| self.list.get(at))
            .collect()
    }

    /// The text with names in place of marked values: `https://a.example/{event.user.email}`.
    pub(crate) fn masked(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        for mark in self.found_in(text) {
            let name = format!("{{{}}}", mark.what);
            masked = masked.replace(&mark.value, &name);
            let encoded: String = byte_serialize(mark.value.as_bytes()).collect();
            masked = masked.replace(&encoded, &name);
        }
        for at in cores(&masked.to_ascii_lowercase()) {
            if let Some(mark) = self.list.get(at) {
                masked = masked.replace(
                    &format!("{BEGIN}{at:0DIGITS$}q"),
                    &format!("{{{}}}", mark.what),
                );
            }
        }
        masked
    }
}

/// The numbers of the cores in a text of small letters.
fn cores(text: &str) -> BTreeSet<usize> {
    text.match_indices(BEGIN)
        .filter_map(|(at, _)| {
            let rest = text.get(at + BEGIN.len()..)?;
            let digits = rest.get(..DIGITS)?;
            let is_whole = rest.as_bytes().get(DIGITS) == Some(&b'q');
            is_whole.then(|| digits.parse().ok()).flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    use super::*;

    fn marks() -> Marks {
        let mut marks = Marks::default();
        marks.plant("event.user.email", Nature::Personal, |core| {
            format!("{core}@{core}.example")
        });
        marks.plant("event.secrets.KEY", Nature::Secret, |core| {
            format!("key_{core}")
        });
        marks.plant_given("event.request.ip", Nature::Personal, "203.0.113.7");
        marks.plant_given("event.user.phone_number", Nature::Personal, "+15550100042");
        marks.plant_given("event.request.language", Nature::Plain, "en");
        marks
    }

    fn check(text: &str, expected: &[&str]) {
        let marks = marks();
        let found: Vec<_> = marks
            .found_in(text)
            .iter()
            .map(|mark| mark.what.clone())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_are_found_however_they_are_written() {
        check("nothing: mrk9999q mrk12q en", &[]);
        check("to mrk0000q@mrk0000q.example", &["event.user.email"]);
        check("MRK0001Q", &["event.secrets.KEY"]);
        check("ip=203.0.113.7", &["event.request.ip"]);
        check("phone=%2B15550100042", &["event.user.phone_number"]);
        check(r#"{"p":"\u002b15550100042"}"#, &["event.user.phone_number"]);
        let basic = STANDARD.encode("user:key_mrk0001q");
        check(&format!("Basic {basic}"), &["event.secrets.KEY"]);
        let token = URL_SAFE_NO_PAD.encode(r#"{"sub":"a","mail":"mrk0000q@mrk0000q.example"}"#);
        check(
            &format!("https://a.example/?t=x.{token}.y"),
            &["event.user.email"],
        );
        let twice = STANDARD.encode(STANDARD.encode("203.0.113.7, mrk0001q"));
        let encoded: String = byte_serialize(twice.as_bytes()).collect();
        check(
            &format!("q={encoded}"),
            &["event.secrets.KEY", "event.request.ip"],
        );
    }

    #[test]
    fn names_stand_in_place_of_values() {
        let masked = marks().masked("https://a.example/mrk0000q%40mrk0000q.example?k=key_mrk0001q");
        assert_eq!(
            masked,
            "https://a.example/{event.user.email}?k={event.secrets.KEY}"
        );
        assert_eq!(marks().masked("mrk0000q'; --"), "{event.user.email}'; --");
    }
}

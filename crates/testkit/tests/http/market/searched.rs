//! Everything that somebody was answered, searched for what was planted, however it is spelled.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use testkit::Answer;

/// What was answered, with who asked what.
#[derive(Debug, Default)]
pub(super) struct Collected(Vec<(String, String)>);

impl Collected {
    /// Keeps an answer: status, headers and body.
    pub(super) fn keep(&mut self, asked: impl Into<String>, answer: &Answer) {
        let headers = answer.headers.iter();
        let headers: String = headers
            .map(|(name, value)| format!("{name}: {value}\n"))
            .collect();
        let text = format!("{}\n{headers}\n{}", answer.status, answer.body);
        self.0.push((asked.into(), text));
    }

    /// How many answers, and their bytes.
    pub(super) fn size(&self) -> (usize, usize) {
        let bytes = self.0.iter().map(|(_, text)| text.len()).sum();
        (self.0.len(), bytes)
    }

    /// Where this stands, and what stands around it.
    pub(super) fn find(&self, mark: &str) -> Vec<String> {
        let spelled = spellings(mark);
        let mut found = Vec::new();
        for (asked, text) in &self.0 {
            let lower = text.to_ascii_lowercase();
            for (exact, spelling) in &spelled {
                let within = if *exact { text } else { &lower };
                if let Some(at) = within.find(spelling.as_str()) {
                    let around = text.get(at.saturating_sub(80)..(at + 80).min(text.len()));
                    found.push(format!("{asked}: {}", around.unwrap_or(spelling)));
                }
            }
        }
        found
    }
}

/// How a text may be spelled, and whether its case counts.
pub(super) fn spellings(mark: &str) -> Vec<(bool, String)> {
    let lower = mark.to_ascii_lowercase();
    let mut spelled = vec![(false, lower)];
    for plain in [
        mark.to_owned(),
        mark.to_ascii_lowercase(),
        mark.to_ascii_uppercase(),
    ] {
        let each = |before: &str| -> String {
            let bytes = plain.bytes();
            bytes.map(|byte| format!("{before}{byte:02x}")).collect()
        };
        for before in ["", "%", "\\u00", "\\x", "&#x", " "] {
            spelled.push((false, each(before)));
        }
        let numbers: Vec<String> = plain.bytes().map(|byte| byte.to_string()).collect();
        spelled.push((false, numbers.join(",")));
        for skipped in 0..3 {
            // What stands before and behind it changes up to four digits.
            let padded = [&vec![b'x'; skipped], plain.as_bytes()].concat();
            for digits in [
                STANDARD_NO_PAD.encode(&padded),
                URL_SAFE_NO_PAD.encode(&padded),
            ] {
                let begin = if skipped == 0 { 0 } else { 4 };
                spelled.push((true, digits[begin..digits.len() - 2].to_owned()));
            }
        }
    }
    spelled
}

#[test]
fn a_mark_is_found_however_it_is_spelled() {
    let mark = "PlantedMark";
    let coded = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{mark}Comment and more"));
    for text in [
        "a PlantedMarkComment".to_owned(),
        "a plantedmark".to_owned(),
        hex::encode(mark),
        format!("x{}", coded("")),
        coded("a"),
        coded("ab"),
        URL_SAFE_NO_PAD.encode(format!("{{\"claim\":\"{mark}\"}}")),
        mark.bytes().map(|byte| format!("%{byte:02X}")).collect(),
    ] {
        let answer = Answer {
            status: 200,
            headers: Default::default(),
            body: text.clone(),
        };
        let mut collected = Collected::default();
        collected.keep("x", &answer);
        assert!(!collected.find(mark).is_empty(), "{text}");
    }
}

//! The last requests the stand-in got, for its own page. No key and no token is among what is kept.

use std::collections::VecDeque;

use serde::Serialize;

/// How many requests are kept.
const KEPT: usize = 20;
/// How much of each value.
const CHARS: usize = 120;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    /// When, as hours, minutes and seconds of UTC.
    at: String,
    /// Method and path.
    what: String,
    /// What was answered.
    answer: String,
    /// What it said, by name.
    details: Vec<(String, String)>,
}

impl Seen {
    pub(super) fn new(at_ms: u64, what: &str, answer: &str, details: &[(&str, &str)]) -> Self {
        let cut = |text: &str| text.chars().take(CHARS).collect();
        let second = at_ms / 1_000 % 86_400;
        Self {
            at: format!(
                "{:02}:{:02}:{:02}",
                second / 3_600,
                second / 60 % 60,
                second % 60
            ),
            what: what.to_owned(),
            answer: answer.to_owned(),
            details: details
                .iter()
                .map(|(name, value)| ((*name).to_owned(), cut(value)))
                .collect(),
        }
    }
}

/// The last of them.
#[derive(Debug, Default)]
pub(super) struct SeenList(VecDeque<Seen>);

impl SeenList {
    pub(super) fn push(&mut self, seen: Seen) {
        self.0.truncate(KEPT - 1);
        self.0.push_front(seen);
    }

    pub(super) fn newest_first(&self) -> Vec<Seen> {
        self.0.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_kept_and_so_much_of_each() {
        let mut list = SeenList::default();
        for number in 0..KEPT + 1 {
            let text = number.to_string().repeat(CHARS);
            list.push(Seen::new(
                45_296_000,
                "POST /risk",
                "200",
                &[("device", &text)],
            ));
        }
        let kept = list.newest_first();
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0].at, "12:34:56");
        assert_eq!(kept[0].details[0].1.len(), CHARS);
        assert!(kept[0].details[0].1.starts_with("20"));
    }
}

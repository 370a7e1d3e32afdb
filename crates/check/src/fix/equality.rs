//! Makes loose comparisons with a text strict.

use bundle::Finding;
use contract::Trigger;

use super::{mended, replaced};
use crate::reading::{read, tokens};

pub(super) fn mend(text: &str, trigger: Trigger, found: &mut Vec<Finding>) -> String {
    let (Ok(reading), Ok(tokens)) = (read(text, trigger), tokens(text)) else {
        return text.to_owned();
    };
    let mut pieces = Vec::new();
    for one in reading.equalities.iter().filter(|one| one.is_of_texts) {
        let (start, end) = (one.between.0 as usize, one.between.1 as usize);
        let mut between = tokens
            .iter()
            .filter(|token| token.start >= start && token.end <= end);
        let sign = between.find_map(|token| {
            let with = match text.get(token.start..token.end)? {
                "==" => "===",
                "!=" => "!==",
                _ => return None,
            };
            Some((token.start, token.end, with))
        });
        if let Some(sign) = sign {
            pieces.push(sign);
            found.extend(mended(
                "loose-equality",
                one.at,
                "data from outside were compared loosely with a text",
            ));
        }
    }
    pieces.sort_unstable();
    replaced(text, &pieces)
}

//! Lengths of time as customers type them.

/// The units, longest first, in milliseconds.
const UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1_000),
    ("ms", 1),
];

/// The longest, in milliseconds: 366 days.
const LONGEST: u64 = 366 * 86_400_000;

/// Reads `10s`, `5m`, `1h30m`: whole numbers with `d`, `h`, `m`, `s` or `ms`, the longest unit first, each once, together at
/// most 366 days. In milliseconds; none for anything else.
pub fn milliseconds(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut total = 0_u64;
    while !rest.is_empty() {
        let digits = rest
            .find(|letter: char| !letter.is_ascii_digit())
            .filter(|&digits| (1..=12).contains(&digits))?;
        let (number, behind) = rest.split_at_checked(digits)?;
        let letters = behind
            .find(|letter: char| letter.is_ascii_digit())
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at_checked(letters)?;
        let (_, size) = units.find(|(name, _)| *name == unit)?;
        let part = number.parse::<u64>().ok()?.checked_mul(*size)?;
        total = total.checked_add(part)?;
        rest = behind;
    }
    (!text.is_empty() && total <= LONGEST).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_or_refused() {
        for (text, expected) in [
            ("10s", Some(10_000)),
            ("5m", Some(300_000)),
            ("1h30m", Some(5_400_000)),
            ("1d2h3m4s5ms", Some(93_784_005)),
            ("0s", Some(0)),
            ("1500ms", Some(1_500)),
            ("366d", Some(LONGEST)),
            ("366d1ms", None),
            ("", None),
            ("10", None),
            ("s", None),
            ("1.5h", None),
            ("-1s", None),
            ("1m1h", None),
            ("1s1s", None),
            ("1 h", None),
            ("1H", None),
            ("1w", None),
            ("9999999999999s", None),
            ("\u{661}s", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text:?}");
        }
    }
}

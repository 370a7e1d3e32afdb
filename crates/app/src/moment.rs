//! Moments as text: RFC 3339 in UTC with milliseconds, as JavaScript's `toISOString` writes them.

use jiff::Timestamp;

/// Unix milliseconds as text. What lies beyond the calendar (year 9999) is its last moment.
pub fn text(unix_ms: u64) -> String {
    let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX);
    let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX);
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_javascript_writes_them() {
        assert_eq!(text(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(text(1_761_868_800_123), "2025-10-31T00:00:00.123Z");
        assert!(text(u64::MAX).starts_with("9999-12-30T"));
    }
}

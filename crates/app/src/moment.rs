//! Moments as text: RFC 3339 in UTC with milliseconds, as JavaScript's `toISOString` writes them.

use jiff::Timestamp;

use crate::error::Error;

/// Unix milliseconds as text. What lies beyond the calendar (year 9999) is its last moment.
pub fn text(unix_ms: u64) -> String {
    let ms = i64::try_from(unix_ms).unwrap_or(i64::MAX);
    let moment = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX);
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Unix milliseconds of a moment written as RFC 3339 text.
///
/// # Errors
/// [`Error::Invalid`] for `field` when it is none, or lies before 1970.
pub fn read(field: &str, text: &str) -> Result<u64, Error> {
    let moment: Option<Timestamp> = text.parse().ok();
    let unix_ms = moment.and_then(|moment| u64::try_from(moment.as_millisecond()).ok());
    unix_ms.ok_or_else(|| Error::Invalid {
        field: field.to_owned(),
        message: "is no moment; write it as 2027-01-31T09:00:00Z".to_owned(),
        limit: None,
    })
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

    #[test]
    fn moments_are_read_and_others_named() {
        assert_eq!(
            read("at", "2025-10-31T00:00:00.123Z").unwrap(),
            1_761_868_800_123
        );
        assert_eq!(
            read("at", "2025-10-31T01:00:00+01:00").unwrap(),
            1_761_868_800_000
        );
        for text in ["", "tomorrow", "2025-10-31", "1960-01-01T00:00:00Z"] {
            assert!(
                matches!(read("at", text), Err(Error::Invalid { field, .. }) if field == "at"),
                "{text}"
            );
        }
    }
}

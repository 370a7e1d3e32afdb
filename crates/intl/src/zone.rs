//! Time zones: what the clocks showed at an instant. The rules are those that the program carries, the same on every machine.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use crate::error::IntlError;

/// The longest name of a zone that is looked up, in bytes.
const LONGEST_NAME: usize = 64;

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// How far a zone is from UTC at an instant.
#[derive(Debug, PartialEq, Eq)]
pub struct ZoneOffset {
    /// In seconds, east is positive.
    pub seconds: i32,
    /// Whether it is daylight saving time.
    pub is_daylight: bool,
}

/// The offset of a zone at an instant in milliseconds; before and after all years that are kept it is that of the first and
/// the last one.
pub fn offset(zone: &str, ms: f64) -> Result<ZoneOffset, IntlError> {
    let unknown = || IntlError::Zone(zone.chars().take(LONGEST_NAME).collect());
    if zone.len() > LONGEST_NAME {
        return Err(unknown());
    }
    let zone = ZONES.get(zone).map_err(|_| unknown())?;
    let (first, last) = (
        Timestamp::MIN.as_millisecond(),
        Timestamp::MAX.as_millisecond(),
    );
    let ms = (ms as i64).clamp(first + 1, last - 1);
    let at = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let found = zone.to_offset_info(at);
    Ok(ZoneOffset {
        seconds: found.offset().seconds(),
        is_daylight: found.dst().is_dst(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_follow_their_rules() {
        let summer = 1_720_000_000_000.0;
        let winter = 1_705_000_000_000.0;
        for (zone, ms, seconds, is_daylight) in [
            ("Europe/Berlin", summer, 7200, true),
            ("Europe/Berlin", winter, 3600, false),
            ("America/New_York", winter, -18_000, false),
            ("Asia/Calcutta", winter, 19_800, false),
            ("UTC", f64::MAX, 0, false),
            ("Asia/Tokyo", f64::NAN, 32_400, false),
        ] {
            let expected = ZoneOffset {
                seconds,
                is_daylight,
            };
            assert_eq!(offset(zone, ms), Ok(expected), "{zone}");
        }
    }

    #[test]
    fn a_zone_that_nobody_keeps_is_refused() {
        for zone in ["", "Mars/Olympus", "../etc/passwd"] {
            assert_eq!(offset(zone, 0.0), Err(IntlError::Zone(zone.to_owned())));
        }
    }
}

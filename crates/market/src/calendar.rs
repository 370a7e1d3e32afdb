//! Days from unix ms, in UTC and without a clock.

const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
/// 1 January 1970 was a Thursday, the fourth day after a Sunday.
const FIRST_WEEKDAY: u64 = 4;

/// The same time of day so many working days later; Saturday and Sunday are none.
#[must_use]
pub fn working_days_after(now_ms: u64, days: u8) -> u64 {
    let mut then_ms = now_ms;
    let mut left = days;
    while left > 0 {
        then_ms = then_ms.saturating_add(DAY_MS);
        if is_working_day(then_ms) {
            left -= 1;
        }
    }
    then_ms
}

fn is_working_day(ms: u64) -> bool {
    let weekday = (ms / DAY_MS + FIRST_WEEKDAY) % 7;
    (1..=5).contains(&weekday)
}

/// The date in UTC, as ISO 8601 writes it: `2026-11-25`.
#[must_use]
pub fn date(ms: u64) -> String {
    let (year, month, day) = civil(ms / DAY_MS);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The date of a day since 1970. Counted from 1 March of the year 0, since a year that begins in March has its leap day last
/// and its months at even distances; 400 years have 146 097 days.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (ms, expected) in [
            (0, "1970-01-01"),
            (951_782_400_000, "2000-02-29"),
            (951_868_799_999, "2000-02-29"),
            (951_868_800_000, "2000-03-01"),
            (1_767_225_599_999, "2025-12-31"),
            (1_767_225_600_000, "2026-01-01"),
            (1_795_564_800_000, "2026-11-25"),
            (4_107_542_400_000, "2100-03-01"),
        ] {
            assert_eq!(date(ms), expected, "{ms}");
        }
    }

    #[test]
    fn working_days_leave_the_week_end_out() {
        // Wednesday 25 November 2026, 10:00.
        let wednesday = 1_795_564_800_000 + 10 * 60 * 60 * 1_000;
        for (days_later, days, expected) in [
            (0, 0, "2026-11-25"),
            (0, 1, "2026-11-26"),
            (0, 2, "2026-11-27"),
            (0, 3, "2026-11-30"),
            (0, 5, "2026-12-02"),
            (0, 10, "2026-12-09"),
            // From Saturday and Sunday the first working day is Monday.
            (3, 1, "2026-11-30"),
            (4, 1, "2026-11-30"),
            (3, 5, "2026-12-04"),
        ] {
            let from = wednesday + days_later * DAY_MS;
            let then = working_days_after(from, days);
            assert_eq!(date(then), expected, "{days_later} {days}");
            assert_eq!(then % DAY_MS, wednesday % DAY_MS);
        }
    }
}

//! Dates, times and distances of time in words.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

use crate::domain::Zone;
use crate::strings::{FluentValue, Language, Strings};

/// «пт 20 ноября».
#[must_use]
pub fn long(strings: &Strings, date: NaiveDate) -> String {
    let weekday = strings.get(WEEKDAYS[date.weekday().num_days_from_monday() as usize]);
    let month = strings.get(MONTHS[date.month0() as usize]);
    strings.with(
        "date-long",
        &[
            ("weekday", FluentValue::from(weekday.as_ref())),
            ("day", date.day().into()),
            ("month", FluentValue::from(month.as_ref())),
        ],
    )
}

/// The sentence of a key; where there is a nearest school day, the one that offers it (the key and `-nearest`).
#[must_use]
pub fn with_nearest(strings: &Strings, key: &str, nearest: Option<NaiveDate>) -> String {
    match nearest {
        Some(day) => strings.with(&format!("{key}-nearest"), &[("day", FluentValue::from(long(strings, day)))]),
        None => strings.get(key).into_owned(),
    }
}

/// «20 ноября».
#[must_use]
pub fn day_month(strings: &Strings, date: NaiveDate) -> String {
    let month = strings.get(MONTHS[date.month0() as usize]);
    strings.with("day-month", &[("day", date.day().into()), ("month", FluentValue::from(month.as_ref()))])
}

/// «20.11».
#[must_use]
pub fn short(date: NaiveDate) -> String {
    format!("{:02}.{:02}", date.day(), date.month())
}

/// «20:00» on the day of `now`, else «26.11 20:00» or, at the end of a day, «26.11».
#[must_use]
pub fn until(zone: Zone, at: DateTime<Utc>, now: NaiveDateTime) -> String {
    let local = zone.local(at);
    if local.date() == now.date() {
        return local.format("%H:%M").to_string();
    }
    short(local.date())
}

/// «08:30» on the day of `now`, else «26.11 08:30».
#[must_use]
pub fn until_with_time(zone: Zone, at: DateTime<Utc>, now: NaiveDateTime) -> String {
    let local = zone.local(at);
    let time = local.format("%H:%M").to_string();
    if local.date() == now.date() { time } else { format!("{} {time}", short(local.date())) }
}

/// «8 минут», «5 ч 28 мин», «6 дней»: how far two instants are apart, rounded up to a minute.
#[must_use]
pub fn left(strings: &Strings, distance: TimeDelta) -> String {
    let minutes = (distance.num_seconds().max(0) + 59) / 60;
    match minutes {
        0..60 => strings.with("left-minutes", &[("n", minutes.into())]),
        60..1440 => strings.with("left-hours", &[("h", (minutes / 60).into()), ("m", (minutes % 60).into())]),
        _ => strings.with("left-days", &[("n", (minutes / 1440).into())]),
    }
}

/// A number of hundredths as the language writes it: «4,33», "4.33".
#[must_use]
pub fn decimal(strings: &Strings, hundredths: u32) -> String {
    format!("{}{}{:02}", hundredths / 100, point(strings), hundredths % 100)
}

/// What parts the whole from the fraction in the language.
#[must_use]
pub const fn point(strings: &Strings) -> char {
    match strings.language() {
        Language::Russian | Language::Romanian => ',',
        Language::English => '.',
    }
}

const WEEKDAYS: [&str; 7] = ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strings::Language;

    #[test]
    fn distances_have_plural_forms() {
        let strings = Strings::new(Language::Russian);
        for (seconds, expected) in [
            (0, "0 минут"),
            (30, "1 минута"),
            (121, "3 минуты"),
            (8 * 60, "8 минут"),
            (21 * 60, "21 минута"),
            (5 * 3600 + 28 * 60, "5 ч 28 мин"),
            (2 * 86_400, "2 дня"),
            (-5, "0 минут"),
        ] {
            assert_eq!(left(&strings, TimeDelta::seconds(seconds)), expected);
        }
    }

    #[test]
    fn dates_in_words() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
        assert_eq!(long(&Strings::new(Language::Russian), date), "пт 20 ноября");
        assert_eq!(long(&Strings::new(Language::English), date), "Fri 20 November");
        assert_eq!(day_month(&Strings::new(Language::Russian), date), "20 ноября");
        assert_eq!(short(date), "20.11");
    }
}

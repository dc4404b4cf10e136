//! Values of arguments: days, lessons, instants, roles. What needs today's date is resolved later, against a school day.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};

/// The text is not a value of the kind. Which kinds there are is said by the caller, in its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAValue;

impl fmt::Display for NotAValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a value of this kind")
    }
}

impl std::error::Error for NotAValue {}

/// A day, perhaps named from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// `2026-11-20` or `20.11.2026`.
    Date(NaiveDate),
    /// `20.11`: in the school year of today.
    DayMonth(u32, u32),
    /// `сегодня`, `вчера`, `завтра`: days from today.
    FromToday(i64),
}

impl Day {
    /// The date, for a present day. A day and month are the nearest such date of the school year (1 September on).
    #[must_use]
    pub fn on(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::FromToday(days) => today.checked_add_signed(chrono::TimeDelta::days(days)),
            Self::DayMonth(day, month) => {
                let autumn = if today.month() >= 8 { today.year() } else { today.year() - 1 };
                NaiveDate::from_ymd_opt(if month >= 8 { autumn } else { autumn + 1 }, month, day)
            }
        }
    }
}

impl FromStr for Day {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        match text.to_lowercase().as_str() {
            "today" | "сегодня" => return Ok(Self::FromToday(0)),
            "yesterday" | "вчера" => return Ok(Self::FromToday(-1)),
            "tomorrow" | "завтра" => return Ok(Self::FromToday(1)),
            _ => {}
        }
        if let Ok(date) = text.parse::<NaiveDate>() {
            return Ok(Self::Date(date));
        }
        let parts: Vec<u32> = text.split('.').map(|part| part.parse().map_err(|_| NotAValue)).collect::<Result<_, _>>()?;
        match parts[..] {
            // 29 February is left to the year that it will mean.
            [day, month] if NaiveDate::from_ymd_opt(2024, month, day).is_some() => Ok(Self::DayMonth(day, month)),
            [day, month, year] => {
                let year = i32::try_from(year).map_err(|_| NotAValue)?;
                let year = if year < 100 { 2000 + year } else { year };
                NaiveDate::from_ymd_opt(year, month, day).map(Self::Date).ok_or(NotAValue)
            }
            _ => Err(NotAValue),
        }
    }
}

/// A lesson: its number today, or `DATE:NUMBER`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LessonAt {
    /// The day; today when not said.
    pub day: Day,
    /// The number in the day.
    pub number: u8,
}

impl FromStr for LessonAt {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let (day, number) = match text.rsplit_once(':') {
            Some((day, number)) => (day.parse()?, number),
            None => (Day::FromToday(0), text),
        };
        let number = number.parse().map_err(|_| NotAValue)?;
        if number <= 20 { Ok(Self { day, number }) } else { Err(NotAValue) }
    }
}

/// An instant, or a time of the school's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// With an offset: `2026-11-20T11:07+07:00`, `…Z`.
    Instant(DateTime<FixedOffset>),
    /// Without: school time.
    School(NaiveDateTime),
}

impl FromStr for At {
    type Err = NotAValue;

    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let text = text.trim().replacen(' ', "T", 1);
        if let Ok(instant) = DateTime::parse_from_rfc3339(&text) {
            return Ok(Self::Instant(instant));
        }
        if let Ok(instant) = DateTime::parse_from_str(&text.replace('Z', "+00:00"), "%Y-%m-%dT%H:%M%:z") {
            return Ok(Self::Instant(instant));
        }
        ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(&text, format).ok())
            .map(Self::School)
            .ok_or(NotAValue)
    }
}

/// Who opens the demo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DemoRole {
    /// A teacher with lessons today.
    #[default]
    Teacher,
    /// A teacher who heads a class.
    #[value(alias = "class_teacher")]
    ClassTeacher,
    /// A teacher who replaces another one today.
    Substitute,
    /// A deputy head.
    Deputy,
    /// The head.
    Director,
    /// The administrator.
    Admin,
    /// Aggregates only.
    Analyst,
}

/// How large the invented school is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum DemoSize {
    /// 14 classes.
    #[default]
    Small,
    /// 40 classes.
    School,
    /// 30 schools.
    District,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_spellings_that_people_use() {
        let today = NaiveDate::from_ymd_opt(2027, 2, 1).expect("a date");
        for (text, expected) in [
            ("2026-11-20", Some("2026-11-20")),
            ("20.11.2026", Some("2026-11-20")),
            ("20.11.26", Some("2026-11-20")),
            ("20.11", Some("2026-11-20")),
            ("3.2", Some("2027-02-03")),
            ("вчера", Some("2027-01-31")),
            ("Today", Some("2027-02-01")),
            ("31.11", None),
            ("2026-13-01", None),
            ("11", None),
            ("", None),
        ] {
            let day = text.parse::<Day>().ok().and_then(|day| day.on(today));
            assert_eq!(day.map(|day| day.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn lessons_and_instants() {
        assert_eq!("3".parse(), Ok(LessonAt { day: Day::FromToday(0), number: 3 }));
        assert_eq!("20.11:3".parse(), Ok(LessonAt { day: Day::DayMonth(20, 11), number: 3 }));
        for wrong in ["", "21", "20.11:", "-1", ":3"] {
            assert_eq!(wrong.parse::<LessonAt>(), Err(NotAValue), "{wrong}");
        }
        assert!(matches!("2026-11-20T11:07".parse(), Ok(At::School(_))));
        assert!(matches!("2026-11-20 11:07:30".parse(), Ok(At::School(_))));
        assert!(matches!("2026-11-20T11:07+07:00".parse(), Ok(At::Instant(_))));
        assert!(matches!("2026-11-20T04:07:00Z".parse(), Ok(At::Instant(_))));
        assert_eq!("11:07".parse::<At>(), Err(NotAValue));
    }
}

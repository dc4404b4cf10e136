//! The school and its time: bells, days off, periods.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::id::{PeriodId, SchoolId};

/// A school, as far as every client needs to know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct School {
    /// The school.
    pub id: SchoolId,
    /// Short name («СОШ № 7»).
    pub name: String,
    /// IANA name of the school's time zone («Asia/Barnaul»). All deadlines are judged in it.
    pub zone: String,
    /// School days a week: 5 or 6.
    pub week: u8,
    /// First day of the school year.
    pub year_start: NaiveDate,
    /// Last day of the school year.
    pub year_end: NaiveDate,
}

/// How far the nearest school day is looked for: longer than the summer holidays.
const HALF_A_YEAR: u64 = 183;

impl School {
    /// Whether lessons are given on the date: a day of the school's week or a moved one, in the year, outside holidays.
    #[must_use]
    pub fn has_lessons(&self, calendar: &Calendar, date: NaiveDate) -> bool {
        let of_week = date.weekday().number_from_monday() <= u32::from(self.week) && !calendar.days_off.contains(&date);
        let holiday = calendar.holidays.iter().any(|holiday| holiday.from <= date && date <= holiday.to);
        let in_year = self.year_start <= date && date <= self.year_end;
        in_year && !holiday && (of_week || calendar.working_days.contains(&date))
    }

    /// The school day nearest to a date that is none; of two at one distance the later. `None` on a school day.
    #[must_use]
    pub fn nearest_school_day(&self, calendar: &Calendar, date: NaiveDate) -> Option<NaiveDate> {
        if self.has_lessons(calendar, date) {
            return None;
        }
        let around = |days| [date.checked_add_days(Days::new(days)), date.checked_sub_days(Days::new(days))];
        (1..=HALF_A_YEAR).flat_map(around).flatten().find(|day| self.has_lessons(calendar, *day))
    }
}

/// When a lesson of a number begins and ends, in one schedule of bells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Bell {
    /// Name of the schedule («first», «second», «short»).
    pub schedule: String,
    /// Number of the lesson, from 1 (0 is the lesson before the first).
    pub number: u8,
    /// School time at which the lesson begins.
    pub starts: NaiveTime,
    /// School time at which the lesson ends.
    pub ends: NaiveTime,
}

/// Days of pupils' holidays, first and last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Holiday {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What the holidays are called («осенние каникулы»).
    pub title: String,
}

/// Which days are working days of the staff, and which are days of lessons.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// Public holidays and moved days off.
    pub days_off: BTreeSet<NaiveDate>,
    /// Days of rest that were made working days (a moved Saturday).
    pub working_days: BTreeSet<NaiveDate>,
    /// Pupils' holidays. They are working days of the staff.
    pub holidays: Vec<Holiday>,
}

/// What a period of the year is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A quarter (grades 1–9).
    Quarter,
    /// A half-year (grades 10–11).
    HalfYear,
    /// The whole school year.
    Year,
    /// The mark of an examination.
    Exam,
    /// The final mark.
    Final,
}

/// A period of the school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Period {
    /// The period.
    pub id: PeriodId,
    /// What it is.
    pub kind: PeriodKind,
    /// Its name on the screen («II четверть»).
    pub title: String,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// Whether the administration has closed it.
    pub closed: bool,
}

impl Period {
    /// Whether the date lies in the period.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }

    /// The period by which a grade's journal is kept on a date: quarters up to grade 9, half-years above, and whatever the
    /// school has where it has neither; between two periods the later one that has begun, before the first the first.
    #[must_use]
    pub fn of_grade(periods: &[Self], grade: u8, date: NaiveDate) -> Option<&Self> {
        let usual = if grade >= 10 { PeriodKind::HalfYear } else { PeriodKind::Quarter };
        let mut kept: Vec<&Self> = periods.iter().filter(|period| period.kind == usual).collect();
        if kept.is_empty() {
            let final_ones = [PeriodKind::Exam, PeriodKind::Final];
            kept = periods.iter().filter(|period| !final_ones.contains(&period.kind)).collect();
        }
        kept.sort_by_key(|period| period.start);
        kept.iter().rev().find(|period| period.start <= date).or_else(|| kept.first()).copied()
    }
}

impl Period {
    /// The periods that a grade gets marks for, in the order of a journal's page: quarters or half-years, the year, the
    /// examination, the final mark.
    #[must_use]
    pub fn marked_of_grade(periods: &[Self], grade: u8) -> Vec<&Self> {
        let usual = if grade >= 10 { PeriodKind::HalfYear } else { PeriodKind::Quarter };
        let other = if grade >= 10 { PeriodKind::Quarter } else { PeriodKind::HalfYear };
        let has_usual = periods.iter().any(|period| period.kind == usual);
        let mut marked: Vec<&Self> = periods.iter().filter(|period| !has_usual || period.kind != other).collect();
        marked.sort_by_key(|period| (period.kind, period.start));
        marked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_school_day_is_found_over_weekends_and_holidays() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let school = School {
            id: "s7".into(),
            name: String::new(),
            zone: String::new(),
            week: 5,
            year_start: day("2026-09-01"),
            year_end: day("2027-05-31"),
        };
        let calendar = Calendar {
            days_off: [day("2026-11-04")].into(),
            working_days: [day("2027-02-20")].into(),
            holidays: vec![Holiday { from: day("2026-10-26"), to: day("2026-11-03"), title: String::new() }],
        };
        for (date, expected) in [
            ("2026-11-20", None),
            ("2026-11-21", Some("2026-11-20")),
            ("2026-11-22", Some("2026-11-23")),
            ("2026-11-04", Some("2026-11-05")),
            ("2026-10-25", Some("2026-10-23")),
            ("2026-10-30", Some("2026-11-05")),
            ("2027-02-20", None),
            ("2026-08-20", Some("2026-09-01")),
            ("2027-06-20", Some("2027-05-31")),
            ("2029-06-20", None),
        ] {
            let found = school.nearest_school_day(&calendar, day(date));
            assert_eq!(found, expected.map(day), "{date}");
        }
    }
}

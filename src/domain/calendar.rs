//! The school and its time: bells, days off, periods.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
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
}

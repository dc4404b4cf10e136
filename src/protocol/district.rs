//! What the level above the schools sees of them: counts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::SchoolId;

/// How many lessons have a duty in which state. Lessons whose duty has not begun, and cancelled ones, are in none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DutyCounts {
    /// Done in time.
    pub done: u32,
    /// Done, but after its instant.
    pub done_late: u32,
    /// Not done; its instant has not come.
    pub waiting: u32,
    /// Not done, and late.
    pub overdue: u32,
}

/// The deadlines of a school's day, counted. No class, subject, teacher or pupil is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SchoolStatus {
    /// Which school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// The date, school time.
    pub date: NaiveDate,
    /// Lessons of the day that were not cancelled.
    pub lessons: u32,
    /// Roll calls.
    pub attendance: DutyCounts,
    /// Topics.
    pub topic: DutyCounts,
    /// Homework.
    pub homework: DutyCounts,
    /// Marks.
    pub marks: DutyCounts,
}

/// `GET /v1/schools/{school}/district/status`: the schools in which the login has an account of the district, by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DistrictStatus {
    /// One line a school.
    pub schools: Vec<SchoolStatus>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

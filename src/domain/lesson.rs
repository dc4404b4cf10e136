//! A lesson of the timetable on one date.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::account::TeacherRef;
use super::id::{AccountId, ClassId, JournalId, LessonId};

/// Place of a lesson in a run of lessons of one journal on one day («сдвоенный, 1-й из 2»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Doubled {
    /// From 1.
    pub place: u8,
    /// How many lessons the run has.
    pub of: u8,
}

/// A lesson on a date, with what the rules of time need to know of its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Lesson {
    /// The lesson.
    pub id: LessonId,
    /// The journal it belongs to.
    pub journal: JournalId,
    /// The class.
    pub class: ClassId,
    /// Name of the class («7А»).
    pub class_name: String,
    /// Grade, 1 to 11.
    pub grade: u8,
    /// Subject («Русский язык»).
    pub subject: String,
    /// Subgroup («1-я группа»), where the class is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The date, school time.
    pub date: NaiveDate,
    /// Number of the lesson in the day.
    pub number: u8,
    /// When it begins, school time.
    pub starts: NaiveTime,
    /// When it ends, school time.
    pub ends: NaiveTime,
    /// Room.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// The teacher of the journal.
    pub teacher: TeacherRef,
    /// Who gives the lesson in the teacher's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<TeacherRef>,
    /// Struck from the timetable by the administration.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// Place in a run of doubled lessons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubled: Option<Doubled>,
    /// The first lesson of the journal in the school year (safety briefing).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_of_year: bool,
    /// Planned lessons of the journal a week.
    pub weekly_hours: u8,
    /// When the last lesson of the class ends on that date.
    pub class_day_ends: NaiveTime,
    /// When the last lesson of the whole school ends on that date.
    pub school_day_ends: NaiveTime,
    /// Version of the timetable that this row came from.
    pub timetable_version: u64,
}

impl Lesson {
    /// Who gives the lesson: the substitute where there is one.
    #[must_use]
    pub fn given_by(&self) -> &TeacherRef {
        self.substitute.as_ref().unwrap_or(&self.teacher)
    }

    /// Whether the account may write into the lesson: while a substitution stands, only the substitute.
    #[must_use]
    pub fn is_of(&self, account: &AccountId) -> bool {
        self.given_by().id == *account
    }

    /// School time at which the lesson begins.
    #[must_use]
    pub fn starts_at(&self) -> NaiveDateTime {
        self.date.and_time(self.starts)
    }

    /// School time at which the lesson ends.
    #[must_use]
    pub fn ends_at(&self) -> NaiveDateTime {
        self.date.and_time(self.ends)
    }
}

//! What the journal holds of a lesson, and how its duties stand.
//!
//! A duty is what a teacher owes for a lesson: the roll call, the topic, the homework, marks of works that every pupil owes.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::account::TeacherRef;
use super::id::{JournalId, LessonId, PupilId};
use super::lesson::Lesson;
use super::work::Work;

/// What the journal holds of one lesson, counted.
#[expect(clippy::struct_excessive_bools, reason = "four independent duties of a lesson, not a state")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Fill {
    /// Whether the roll call was made (or an absence was entered).
    pub attendance: bool,
    /// How many pupils have a mark in the lesson's works.
    pub marks: u32,
    /// How many pupils were marked absent.
    pub absent: u32,
    /// Whether the topic is there.
    pub topic: bool,
    /// Whether homework is there, or «не задано».
    pub homework: bool,
    /// Whether the lesson was said not to have been held.
    pub not_held: bool,
    /// Works of the lesson whose marks have a term of their own, with how many pupils still owe one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub works: Vec<WorkFill>,
    /// The latest instant at which each duty was made, for "late" in reports: attendance, topic, homework, marks.
    #[serde(default)]
    pub made: DutyInstants,
}

/// When the duties of a lesson were done (the first complete making).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct DutyInstants {
    /// The roll call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<DateTime<Utc>>,
    /// The topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<DateTime<Utc>>,
    /// The homework.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homework: Option<DateTime<Utc>>,
    /// The first mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marks: Option<DateTime<Utc>>,
}

/// How far the marks of a work have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WorkFill {
    /// The work.
    pub work: Work,
    /// How many present pupils have no mark.
    pub owed: u32,
    /// How many pupils the work counts.
    pub of: u32,
}

/// A lesson of a day with what the journal holds of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LessonRow {
    /// The lesson.
    pub lesson: Lesson,
    /// What the journal holds.
    pub fill: Fill,
    /// Topic of the plan that is expected, as a hint for the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_topic: Option<String>,
    /// Starts of the next three lessons of the journal, school time: one may be the other half of a doubled lesson.
    #[serde(default)]
    pub next_lessons: Vec<chrono::NaiveDateTime>,
    /// Who is known to be absent while the roll of the lesson has not been called: proposals, never entries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub known: Vec<KnownAbsence>,
}

/// An absence that is known before the roll is called. Whoever calls the roll confirms it or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct KnownAbsence {
    /// Who.
    pub pupil: PupilId,
    /// How it is known.
    #[serde(flatten)]
    pub from: KnownFrom,
}

/// How an absence is known before the roll is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum KnownFrom {
    /// The last lesson of the class on that day whose roll was called.
    Lesson {
        /// Its number in the day.
        number: u8,
        /// Its subject.
        subject: String,
    },
    /// The class teacher wrote the reason of an absence on that day.
    ClassTeacher {
        /// The reason, in the regulation's code or words.
        reason: String,
    },
    /// A note of the parents, which the class teacher has entered.
    Parents {
        /// The reason, in the regulation's code or words.
        reason: String,
    },
}

/// State of a duty at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DutyState {
    /// The lesson has not begun, or the duty does not exist.
    NotYet,
    /// Done in time.
    Done,
    /// Done, but after its instant.
    DoneLate,
    /// Not done; its instant has not come.
    Waiting,
    /// Not done, and late.
    Overdue,
}

/// A duty: its state, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Duty {
    /// State.
    pub state: DutyState,
    /// Until when; `None`: the regulation sets no instant, or the duty does not exist.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
}

/// State of the duties of one lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LessonStatus {
    /// The lesson.
    pub lesson: LessonId,
    /// The journal that it stands in.
    pub journal: JournalId,
    /// Date.
    pub date: NaiveDate,
    /// Number in the day.
    pub number: u8,
    /// Class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// Subgroup.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Who gives the lesson; `None` for roles that see no names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teacher: Option<TeacherRef>,
    /// The roll call.
    pub attendance: Duty,
    /// The topic.
    pub topic: Duty,
    /// The homework.
    pub homework: Duty,
    /// Marks that are due (of works that every pupil owes).
    pub marks: Duty,
}

impl LessonStatus {
    /// The four duties in the order of the screen.
    pub fn duties(&self) -> impl Iterator<Item = &Duty> {
        [&self.attendance, &self.marks, &self.topic, &self.homework].into_iter()
    }
}

impl Duty {
    /// No such duty.
    pub const NONE: Self = Self { state: DutyState::NotYet, due: None };

    /// Whether it is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, DutyState::Waiting | DutyState::Overdue)
    }
}

/// How the duties of a lesson stand at an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonDuties {
    /// The roll call.
    pub attendance: Duty,
    /// The topic.
    pub topic: Duty,
    /// The homework.
    pub homework: Duty,
    /// Marks of works that every pupil owes: the worst of them.
    pub marks: Duty,
}

impl LessonDuties {
    /// The four duties in the order of the screen.
    pub fn each(&self) -> impl Iterator<Item = &Duty> {
        [&self.attendance, &self.marks, &self.topic, &self.homework].into_iter()
    }

    /// The nearest instant of a duty that is still open.
    #[must_use]
    pub fn nearest(&self) -> Option<&Duty> {
        self.each().filter(|duty| matches!(duty.state, DutyState::Waiting | DutyState::Overdue)).min_by_key(|duty| duty.due)
    }
}

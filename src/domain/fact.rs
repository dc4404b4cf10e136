//! The facts that a journal is made of, each with its own versions.
//!
//! Four kinds of fact about a pupil: absence, reason, marks, term mark; and per lesson topic, homework, the confirmed roll
//! call and whether the lesson was held. A work is a fact as well, since a teacher may change its kind. What the grid shows
//! as one cell is composed of several facts (`н5` is an absence and marks), so that a class teacher's reason never
//! conflicts with a subject teacher's absence.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::account::TeacherRef;
use super::id::{JournalId, LessonId, OperationId, PeriodId, PlanItemId, PupilId, WorkId};
use super::mark::{Marks, TermMark};
use super::work::WorkSpec;

/// Which fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Target {
    /// Whether a pupil was absent from a lesson.
    Absence {
        /// The lesson.
        lesson: LessonId,
        /// The pupil.
        pupil: PupilId,
    },
    /// Why a pupil was absent.
    Reason {
        /// The lesson.
        lesson: LessonId,
        /// The pupil.
        pupil: PupilId,
    },
    /// A pupil's marks for a work.
    Marks {
        /// The work.
        work: WorkId,
        /// The pupil.
        pupil: PupilId,
    },
    /// A pupil's mark for a period.
    Term {
        /// The journal.
        journal: JournalId,
        /// The period.
        period: PeriodId,
        /// The pupil.
        pupil: PupilId,
    },
    /// The topic of a lesson.
    Topic {
        /// The lesson.
        lesson: LessonId,
    },
    /// The homework given at a lesson.
    Homework {
        /// The lesson.
        lesson: LessonId,
    },
    /// That the roll call of a lesson was made.
    Attendance {
        /// The lesson.
        lesson: LessonId,
    },
    /// That a lesson was not held.
    NotHeld {
        /// The lesson.
        lesson: LessonId,
    },
    /// What a work is.
    Work {
        /// The work.
        work: WorkId,
    },
}

/// Where a fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactPlace<'a> {
    /// On the page of a lesson.
    Lesson(&'a LessonId),
    /// In the column of a work, which has a lesson or is «Тетрадь».
    Work(&'a WorkId),
    /// Among the marks of a period in a journal.
    Period(&'a JournalId, &'a PeriodId),
}

impl Target {
    /// The pupil that the fact is about, if it is about one.
    #[must_use]
    pub const fn pupil(&self) -> Option<&PupilId> {
        match self {
            Self::Absence { pupil, .. }
            | Self::Reason { pupil, .. }
            | Self::Marks { pupil, .. }
            | Self::Term { pupil, .. } => Some(pupil),
            _ => None,
        }
    }

    /// Where the fact stands.
    #[must_use]
    pub const fn place(&self) -> FactPlace<'_> {
        match self {
            Self::Absence { lesson, .. }
            | Self::Reason { lesson, .. }
            | Self::Topic { lesson }
            | Self::Homework { lesson }
            | Self::Attendance { lesson }
            | Self::NotHeld { lesson } => FactPlace::Lesson(lesson),
            Self::Marks { work, .. } | Self::Work { work } => FactPlace::Work(work),
            Self::Term { journal, period, .. } => FactPlace::Period(journal, period),
        }
    }

    /// The name of the kind in JSON (`absence`).
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Absence { .. } => "absence",
            Self::Reason { .. } => "reason",
            Self::Marks { .. } => "marks",
            Self::Term { .. } => "term",
            Self::Topic { .. } => "topic",
            Self::Homework { .. } => "homework",
            Self::Attendance { .. } => "attendance",
            Self::NotHeld { .. } => "not_held",
            Self::Work { .. } => "work",
        }
    }
}

/// The topic of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Topic {
    /// As it stands in the journal.
    pub text: String,
    /// The item of the plan that it is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_item: Option<PlanItemId>,
}

/// Homework of a lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Homework {
    /// The text; empty means «не задано» on purpose.
    pub text: String,
    /// For whom.
    pub scope: HomeworkScope,
    /// For when.
    #[serde(rename = "for")]
    pub due: HomeworkFor,
}

impl Homework {
    /// «Не задано», said on purpose.
    #[must_use]
    pub const fn none() -> Self {
        Self { text: String::new(), scope: HomeworkScope::All, due: HomeworkFor::NextLesson }
    }

    /// Whether it says «не задано».
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.text.is_empty()
    }
}

/// For whom homework is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HomeworkScope {
    /// The whole class.
    #[default]
    All,
    /// Some pupils.
    Individual(Vec<PupilId>),
}

/// For when homework is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HomeworkFor {
    /// The next lesson of the journal.
    #[default]
    NextLesson,
    /// A lesson.
    Lesson(LessonId),
    /// A date.
    Date(NaiveDate),
}

/// Who told the reason of an absence. It is entered by the class teacher in any case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    /// The class teacher knows it.
    #[default]
    ClassTeacher,
    /// A note of the parents says it.
    Parents,
}

impl Teller {
    /// Whether the class teacher knows it: what older programs mean, who do not say who told a reason.
    #[must_use]
    pub const fn is_class_teacher(&self) -> bool {
        matches!(self, Self::ClassTeacher)
    }
}

/// What a fact says. `None` at [`Fact::value`] or [`super::Operation::value`] means: nothing (any more).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Value {
    /// The pupil was absent.
    Absent,
    /// Why the pupil was absent.
    Reason {
        /// The school's code or word for the reason.
        code: String,
        /// When a document of it was received.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        document_received: Option<NaiveDate>,
        /// Who told it.
        #[serde(default, skip_serializing_if = "Teller::is_class_teacher")]
        told_by: Teller,
    },
    /// Marks for a work.
    Marks {
        /// The marks.
        marks: Marks,
        /// What the work is and in which lesson, for a mark that creates its work.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        creates: Option<NewWork>,
    },
    /// A mark for a period.
    Term {
        /// The mark.
        mark: TermMark,
    },
    /// A topic.
    Topic(Topic),
    /// Homework.
    Homework(Homework),
    /// The roll call was made.
    Confirmed,
    /// The lesson was not held; why is the operation's reason.
    NotHeld,
    /// What a work is.
    Work(NewWork),
}

/// A work that an operation makes or changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewWork {
    /// The journal.
    pub journal: JournalId,
    /// The lesson; `None` for «Тетрадь».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<LessonId>,
    /// What it is.
    #[serde(flatten)]
    pub spec: WorkSpec,
}

/// The present version of a fact in the journal of the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Fact {
    /// Which fact.
    #[serde(flatten)]
    pub target: Target,
    /// What it says; `None` after it was cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The operation that wrote it. The next one names it as its base.
    pub version: OperationId,
    /// Who wrote it.
    pub author: TeacherRef,
    /// The teacher in whose place it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<TeacherRef>,
    /// When it was made, by the client's corrected clock.
    pub made_at: DateTime<Utc>,
    /// When the server received it.
    pub received_at: DateTime<Utc>,
    /// A comment on the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why it was late, or off the plan, as its author said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the fact was filled first, where the present version is a later correction: see [`Fact::filled`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled_at: Option<DateTime<Utc>>,
}

impl Fact {
    /// The instant that rules of time judge: a correction does not make late what was filled in time.
    #[must_use]
    pub fn filled(&self) -> DateTime<Utc> {
        self.filled_at.unwrap_or(self.made_at)
    }

    /// The fact as it comes after another version of itself: what was filled stays filled since then.
    #[must_use]
    pub fn after(mut self, before: Option<&Self>) -> Self {
        let since = before.filter(|before| before.value.is_some() && self.value.is_some()).map(Self::filled);
        self.filled_at = self.filled_at.or(since.filter(|since| *since < self.made_at));
        self
    }
}

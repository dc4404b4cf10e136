//! A journal and a page of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::account::TeacherRef;
use super::calendar::Period;
use super::fact::{Fact, Target};
use super::id::{ClassId, JournalId, LessonId, PupilId};
use super::lesson::Lesson;
use super::plan::PlanItem;
use super::roster::Pupil;
use super::work::{Work, WorkKind};

/// A journal: one class (or subgroup) and one subject over a school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Journal {
    /// The journal.
    pub id: JournalId,
    /// The class.
    pub class: ClassId,
    /// Name of the class («7А»).
    pub class_name: String,
    /// Grade, 1 to 11.
    pub grade: u8,
    /// Subject («Русский язык»).
    pub subject: String,
    /// Subgroup, where the class is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The teacher.
    pub teacher: TeacherRef,
    /// Planned lessons a week.
    pub weekly_hours: u8,
}

/// Everything that is needed to show and fill one journal over one period, without the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Page {
    /// Which journal.
    pub journal: Journal,
    /// Which period.
    pub period: Period,
    /// Lessons of the period by date and number, past and to come, and the two lessons after it (for terms that end "at
    /// the next lesson").
    pub lessons: Vec<Lesson>,
    /// Works of the period.
    pub works: Vec<Work>,
    /// Who is on the roster on any day of the period, by list number.
    pub pupils: Vec<Pupil>,
    /// The plan of the whole year; `used` counts the lessons of the whole year.
    pub plan: Vec<PlanItem>,
    /// Highest numbers of numbered works before this period.
    #[serde(default)]
    pub last_numbers: BTreeMap<WorkKind, u32>,
    /// What the journal says of these lessons and works, and its marks of every period of the year. Facts that were never
    /// written are absent.
    pub facts: Vec<Fact>,
    /// Position in the server's stream of changes that this page reflects.
    pub cursor: String,
}

impl Page {
    /// The lesson of an id.
    #[must_use]
    pub fn lesson(&self, id: &LessonId) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id == *id)
    }

    /// The pupil of an id.
    #[must_use]
    pub fn pupil(&self, id: &PupilId) -> Option<&Pupil> {
        self.pupils.iter().find(|pupil| pupil.id == *id)
    }

    /// The present version of a fact.
    #[must_use]
    pub fn fact(&self, target: &Target) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.target == *target)
    }

    /// Works of a lesson, in the order in which they were made.
    pub fn works_of<'a>(&'a self, lesson: &'a LessonId) -> impl Iterator<Item = &'a Work> {
        self.works.iter().filter(move |work| work.lesson.as_ref() == Some(lesson))
    }
}

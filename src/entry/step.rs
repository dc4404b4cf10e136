//! What is kept of an edit so that it can be undone, where an entry belongs, and where a person is: all of it is stored.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::view::Spot;
use super::{Change, Edit};
use crate::domain::{Fact, FactPlace, JournalId, LessonId, Operation, OperationId, Page, PeriodId, PupilId, Value, WorkId};

/// An edit that was made, with what undoes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The journal it belongs to.
    pub journal: JournalId,
    /// The period of the page that it was made on.
    #[serde(default)]
    pub period: Option<PeriodId>,
    /// Where the cursor stood.
    pub at: Option<Spot>,
    /// What was made.
    pub forward: Vec<Change>,
    /// By which operations.
    pub operations: Vec<OperationId>,
    /// What makes the facts say again what they said before; one a change, in reverse order.
    pub inverse: Vec<Change>,
}

impl Step {
    /// The step of edits that were made together, each on top of the one before.
    #[must_use]
    pub fn of_all(journal: JournalId, period: Option<PeriodId>, edits: &[Edit]) -> Self {
        let mut step = Self { journal, period, at: None, forward: Vec::new(), operations: Vec::new(), inverse: Vec::new() };
        for edit in edits {
            let one = Self::of(step.journal.clone(), None, None, edit);
            step.forward.extend(one.forward);
            step.operations.extend(one.operations);
            step.inverse.splice(0..0, one.inverse);
        }
        step
    }

    /// The step of an edit.
    #[must_use]
    pub fn of(journal: JournalId, period: Option<PeriodId>, at: Option<Spot>, edit: &Edit) -> Self {
        let change = |operation: &Operation| Change {
            target: operation.target.clone(),
            value: operation.value.clone(),
            comment: operation.comment.clone(),
        };
        Self {
            journal,
            period,
            at,
            forward: edit.operations.iter().map(change).collect(),
            operations: edit.operations.iter().map(|operation| operation.id).collect(),
            inverse: edit.inverse.clone(),
        }
    }
}

/// What a person needs to recognise an entry in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// The journal.
    pub journal: JournalId,
    /// Name of the class.
    pub class: String,
    /// Subject.
    pub subject: String,
    /// The lesson, its date and its number; `None` for «Тетрадь» and marks of periods.
    pub lesson: Option<(LessonId, NaiveDate, u8)>,
    /// The work, for marks.
    pub work: Option<WorkId>,
    /// The pupil and the name, where the entry is about one.
    pub pupil: Option<(PupilId, String)>,
    /// What the journal holds there, as the page was read.
    #[serde(skip)]
    pub present: Option<Fact>,
}

impl Caption {
    /// The caption of an operation, if it belongs to the page.
    #[must_use]
    pub fn of(page: &Page, operation: &Operation) -> Option<Self> {
        let new = match &operation.value {
            Some(Value::Marks { creates: Some(new), .. } | Value::Work(new)) => Some(new),
            _ => None,
        };
        let (lesson, work) = match operation.target.place() {
            FactPlace::Lesson(lesson) => (Some(page.lesson(lesson)?), None),
            FactPlace::Work(work) => {
                let known = page.works.iter().find(|known| known.id == *work).map(|known| known.lesson.as_ref());
                let made = new.filter(|new| new.journal == page.journal.id).map(|new| new.lesson.as_ref());
                let first = || {
                    page.lessons.iter().find(|lesson| WorkId::first_of(&lesson.id) == *work).map(|lesson| Some(&lesson.id))
                };
                let lesson = known.or(made).or_else(first)?;
                (lesson.and_then(|id| page.lesson(id)), Some(work.clone()))
            }
            FactPlace::Period(journal, _) => {
                if *journal != page.journal.id {
                    return None;
                }
                (None, None)
            }
        };
        let pupil = operation.target.pupil();
        Some(Self {
            journal: page.journal.id.clone(),
            class: page.journal.class_name.clone(),
            subject: page.journal.subject.clone(),
            lesson: lesson.map(|lesson| (lesson.id.clone(), lesson.date, lesson.number)),
            work,
            pupil: pupil.map(|id| (id.clone(), page.pupil(id).map_or_else(String::new, crate::domain::Pupil::name))),
            present: page.fact(&operation.target).cloned(),
        })
    }
}

/// Where a person is, kept for the next start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Id of the screen's context.
    pub screen: String,
    /// The day that is shown.
    pub date: Option<NaiveDate>,
    /// The journal that is open.
    pub journal: Option<JournalId>,
    /// The period of the journal that is open.
    #[serde(default)]
    pub period: Option<PeriodId>,
    /// The cell under the cursor.
    pub spot: Option<Spot>,
    /// The lesson that is selected or open.
    pub lesson: Option<LessonId>,
}

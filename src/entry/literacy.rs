//! Of two marks for a composition in literature the second, for literacy, stands in the journal of Russian: on the nearest
//! day of a written work there, as a work of its own whose title says what it is for, with a note after that day's topic.
//!
//! It is written only where the same person gives the Russian lesson; to anybody else it is a message, never an entry.

use chrono::NaiveDate;

use super::judge::{lesson_of, propose};
use super::{Answers, Book, CellText, Change, Consent, Desk, Edit, Outcome, Spot};
use crate::domain::{
    ClassId, Journal, Lesson, Mark, Marks, NewWork, PupilId, Target, TeacherRef, Topic, Value, WorkId, WorkKind, WorkSpec,
};

/// How many days after the composition the Russian lesson may be.
const WITHIN: i64 = 14;

/// A mark for literacy on its way into the journal of Russian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literacy {
    /// Whose.
    pub pupil: PupilId,
    /// The mark; `None`: both marks of the composition were taken away, and this one goes with them.
    pub mark: Option<Mark>,
    /// The day of the composition.
    pub composition: NaiveDate,
    /// The class.
    pub class: ClassId,
}

/// Where a mark for literacy goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way<'a> {
    /// Into this lesson, by the same person.
    Here(&'a Lesson),
    /// Into this lesson, once it has begun.
    Later(&'a Lesson),
    /// Somebody else gives the lesson: they are told, nothing is written.
    Other(&'a TeacherRef),
    /// No lesson with a written work within two weeks.
    Nowhere,
}

impl Literacy {
    /// The mark for literacy in what was entered into a cell, or that it goes where the cell was left without a mark; `None`
    /// where the work is no composition in literature, where the profile keeps both marks in its cell, or where there is one
    /// mark: that is the mark of literature alone.
    #[must_use]
    pub fn of_cell(desk: &Desk, book: &Book, spot: &Spot, text: &str) -> Option<Self> {
        let column = &book.columns()[book.column_of(&spot.work)?];
        let journal = &book.page().journal;
        if !desk.profile.splits_marks(&journal.subject, column.spec.kind) {
            return None;
        }
        let mark = match CellText::parse(text)?.marks {
            Some(marks) => Some(marks.second?),
            None => None,
        };
        Some(Self { pupil: spot.pupil.clone(), mark, composition: column.date?, class: journal.class.clone() })
    }

    /// Whether a journal is the one of Russian that the mark belongs into.
    #[must_use]
    pub fn goes_into(&self, desk: &Desk, journal: &Journal) -> bool {
        journal.class == self.class && desk.profile.is_russian(&journal.subject)
    }

    /// Where it goes on a page of the journal of Russian.
    #[must_use]
    pub fn way<'a>(&self, desk: &Desk, russian: &'a Book) -> Way<'a> {
        let is_near = |lesson: &&Lesson| (0..=WITHIN).contains(&(lesson.date - self.composition).num_days());
        let is_written = |lesson: &&Lesson| {
            let own = |column: &&super::Column| column.lesson.as_ref() == Some(&lesson.id) && column.made;
            let mut works = russian.columns().iter().filter(own);
            works.any(|column| column.spec.kind.is_written() && !column.work.is_literacy())
        };
        let lessons = russian.page().lessons.iter().filter(|lesson| !lesson.cancelled);
        match lessons.filter(is_near).filter(is_written).min_by_key(|lesson| lesson.starts_at()) {
            None => Way::Nowhere,
            Some(lesson) if !lesson.is_of(&desk.account.id) => Way::Other(lesson.given_by()),
            Some(lesson) if desk.start_of(lesson) > desk.now() => Way::Later(lesson),
            Some(lesson) => Way::Here(lesson),
        }
    }

    /// What the work and the note after the topic say.
    fn said(&self) -> String {
        format!("сочинение по литературе от {}", self.composition.format("%d.%m.%Y"))
    }

    /// Makes the edit of the journal of Russian: the work where it is not there yet, the mark, the note after the topic.
    /// All of it is one edit, and undone as one.
    #[must_use]
    pub fn enter(&self, desk: &mut Desk, russian: &Book) -> Outcome {
        let (Some(literacy), Way::Here(lesson)) = (self.mark, self.way(desk, russian)) else { return Outcome::Same };
        let work = WorkId::literacy_of(&lesson.id, self.composition);
        let answers = Answers {
            comment: Some(format!("грамотность, {}", self.said())),
            reason: Some(self.said()),
            consent: Consent::Given,
            ..Answers::default()
        };
        let spec = WorkSpec { title: self.said(), ..WorkSpec::of(WorkKind::Composition) };
        let new = NewWork { journal: russian.page().journal.id.clone(), lesson: Some(lesson.id.clone()), spec };
        let mut made = Made { book: russian.clone(), edit: None };
        if russian.column_of(&work).is_none() {
            let value = Some(Value::Work(new));
            made =
                match made.and(desk, Change { target: Target::Work { work: work.clone() }, value, comment: None }, &answers)
                {
                    Ok(made) => made,
                    Err(outcome) => return outcome,
                };
        }
        let value = Some(Value::Marks { marks: Marks::single(literacy), creates: None });
        let mark =
            Change { target: Target::Marks { work, pupil: self.pupil.clone() }, value, comment: answers.comment.clone() };
        made = match made.and(desk, mark, &answers) {
            Ok(made) => made,
            Err(outcome) => return outcome,
        };
        // A topic that the rules would not let stand is left to its teacher: the mark goes in all the same.
        let noted = self.noted(russian, lesson).map(|change| made.clone().and(desk, change, &answers));
        if let Some(Ok(noted)) = noted {
            made = noted;
        }
        made.edit.map_or(Outcome::Same, Outcome::Edit)
    }

    /// Takes the mark away again, and says of which day: it was written here because both marks were typed together. The work
    /// and the note after the topic stay for the other pupils. `None` where there is no such mark.
    #[must_use]
    pub fn withdraw(&self, desk: &mut Desk, russian: &Book) -> Option<(NaiveDate, Outcome)> {
        let said = self.said();
        let is_it = |column: &&super::Column| column.work.is_literacy() && column.spec.title == said;
        let column = russian.columns().iter().find(is_it)?;
        let target = Target::Marks { work: column.work.clone(), pupil: self.pupil.clone() };
        russian.value(&target)?;
        let comment = format!("отметка за {said} снята");
        let answers = Answers {
            comment: Some(comment.clone()),
            reason: Some(comment.clone()),
            consent: Consent::Given,
            ..Answers::default()
        };
        let change = Change { target, value: None, comment: Some(comment) };
        Some((column.date?, propose(desk, russian, vec![change], &answers)))
    }

    /// The topic of the lesson with the note after it; `None` where there is no topic yet, or the note stands there.
    fn noted(&self, russian: &Book, lesson: &Lesson) -> Option<Change> {
        let target = Target::Topic { lesson: lesson.id.clone() };
        let Some(Value::Topic(topic)) = russian.value(&target) else { return None };
        let note = format!("Отметки за {}", self.said());
        if topic.text.contains(&note) {
            return None;
        }
        let text = format!("{}. {note}", topic.text.trim_end().trim_end_matches('.'));
        let value = Some(Value::Topic(Topic { text, plan_item: topic.plan_item.clone() }));
        Some(Change { target, value, comment: None })
    }
}

/// An edit that grows by one change after another, each judged on a book that has those before.
#[derive(Clone)]
struct Made {
    book: Book,
    edit: Option<Edit>,
}

impl Made {
    fn and(mut self, desk: &mut Desk, change: Change, answers: &Answers) -> Result<Self, Outcome> {
        debug_assert!(lesson_of(&self.book, &change.target).is_some() || matches!(change.target, Target::Work { .. }));
        match propose(desk, &self.book, vec![change], answers) {
            Outcome::Edit(next) => {
                self.book.take(&next);
                self.edit = Some(match self.edit.take() {
                    None => next,
                    Some(mut edit) => {
                        edit.operations.extend(next.operations);
                        edit.inverse = next.inverse.into_iter().chain(edit.inverse).collect();
                        edit.findings.extend(next.findings);
                        edit.held_until = edit.held_until.or(next.held_until);
                        edit
                    }
                });
                Ok(self)
            }
            Outcome::Same => Ok(self),
            outcome => Err(outcome),
        }
    }
}

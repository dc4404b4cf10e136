//! Where an operation belongs: its journal, its lesson as the timetable stood, its page, its work.

use chrono::NaiveDate;

use super::super::lessons;
use super::super::page::work_by_id;
use super::{Desk, Step};
use crate::domain::{
    FactPlace, Journal, Lesson, LessonId, NewWork, Operation, Period, PeriodId, PeriodKind, Target, Value, WorkId, WorkSpec,
};
use crate::server::judge;

/// Where an operation belongs.
pub(super) struct Place {
    pub(super) journal: Journal,
    /// By the timetable of the instant of making.
    pub(super) lesson: Option<Lesson>,
    pub(super) period: Period,
    /// The work of a mark: known, or about to be made.
    pub(super) work: Option<WorkSpec>,
    pub(super) makes_work: Option<NewWork>,
}

impl Desk<'_> {
    /// Finds the journal, the lesson and the page of an operation.
    pub(super) fn place(&mut self, operation: &Operation) -> Step<Place> {
        match operation.target.place() {
            FactPlace::Lesson(lesson) => self.place_in_lesson(operation, lesson, None),
            FactPlace::Work(work) => self.place_of_work(operation, work),
            FactPlace::Period(id, period) => {
                let school = self.signed.account.school.as_str();
                let Some(journal) = self.ahead.journal(self.tx, school, id)? else {
                    return Ok(Err(judge::not_found("journal")));
                };
                let Some(period) = self.state.period(period.as_str()).cloned() else {
                    return Ok(Err(judge::not_found("period")));
                };
                Ok(Ok(Place { journal, lesson: None, period, work: None, makes_work: None }))
            }
        }
    }

    fn place_of_work(&mut self, operation: &Operation, id: &WorkId) -> Step<Place> {
        let new = match &operation.value {
            Some(Value::Marks { creates, .. }) => creates.clone(),
            Some(Value::Work(new)) => Some(new.clone()),
            _ => None,
        };
        let known = match self.ahead.work(id) {
            Some(known) => known.clone(),
            None => work_by_id(self.settled()?, self.school(), id)?,
        };
        let (journal_id, lesson, spec, makes_work) = match (known, new) {
            (Some(work), Some(new)) if work.journal != new.journal || work.lesson != new.lesson => {
                return Ok(Err(judge::bad_value("value")));
            }
            (Some(work), _) => (work.journal, work.lesson, work.spec, None),
            (None, Some(new)) => {
                let made = matches!(operation.target, Target::Marks { .. }).then(|| new.clone());
                (new.journal, new.lesson, new.spec, made)
            }
            (None, None) => return Ok(Err(judge::not_found("work"))),
        };
        if let Some(lesson) = lesson {
            let place = self.place_in_lesson(operation, &lesson, Some((spec, makes_work)))?;
            return Ok(place
                .and_then(|place| if place.journal.id == journal_id { Ok(place) } else { Err(judge::bad_value("value")) }));
        }
        let school = self.signed.account.school.as_str();
        let Some(journal) = self.ahead.journal(self.tx, school, &journal_id)? else {
            return Ok(Err(judge::not_found("journal")));
        };
        let period = self.period_of(self.state.date(operation.made_at), journal.grade);
        Ok(Ok(Place { journal, lesson: None, period, work: Some(spec), makes_work }))
    }

    fn place_in_lesson(
        &mut self,
        operation: &Operation,
        id: &LessonId,
        work: Option<(WorkSpec, Option<NewWork>)>,
    ) -> Step<Place> {
        let school = self.signed.account.school.as_str();
        let Some(told) = self.ahead.lesson(self.tx, school, id)? else {
            return Ok(Err(judge::not_found("lesson")));
        };
        let lesson = lessons::known_as_of(&told.now, &told.earlier, operation.made_at).clone();
        let Some(journal) = self.ahead.journal(self.tx, school, &lesson.journal)? else {
            return Ok(Err(judge::not_found("journal")));
        };
        let period = self.period_of(lesson.date, journal.grade);
        let (work, makes_work) = work.map_or((None, None), |(spec, makes)| (Some(spec), makes));
        Ok(Ok(Place { journal, lesson: Some(lesson), period, work, makes_work }))
    }

    /// The period of a date; where the calendar has none, one of the whole school year.
    fn period_of(&self, date: NaiveDate, grade: u8) -> Period {
        self.state.period_of(date, grade).cloned().unwrap_or_else(|| Period {
            id: PeriodId::new(""),
            kind: PeriodKind::Year,
            title: String::new(),
            start: self.state.school.year_start,
            end: self.state.school.year_end,
            closed: false,
        })
    }
}

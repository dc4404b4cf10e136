//! Who still owes an obligatory work: counted over a book, for the teacher who asks.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Book, Column, Desk, belongs};
use crate::domain::{Lesson, PupilId, WorkId};
use crate::regulation::{Case, Due, duties};

/// An obligatory work that some pupils have no mark for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The work.
    pub work: WorkId,
    /// The day of its lesson.
    pub date: NaiveDate,
    /// Who owes it, in the order of the list.
    pub pupils: Vec<PupilId>,
    /// Until when marks of the work are due by the profile; `None` where it names no term.
    pub due: Option<DateTime<Utc>>,
}

/// The works of the page that every pupil owes and some have no mark for, in the order of the columns. An absence is no mark:
/// who was away still owes the work. Pupils taught at home and those who were not of the lesson owe nothing.
#[must_use]
pub fn debts(desk: &Desk, book: &Book) -> Vec<Debt> {
    let columns = book.columns().iter().enumerate().filter(|(_, column)| column.made);
    columns.filter_map(|(at, column)| debt(desk, book, at, column)).collect()
}

fn debt(desk: &Desk, book: &Book, at: usize, column: &Column) -> Option<Debt> {
    let lesson = book.lesson_of_work(&column.work).filter(|lesson| !lesson.cancelled)?;
    let owed = column.spec.obligatory || desk.profile.is_obligatory(column.spec.kind);
    if !owed || column.work.is_literacy() || desk.start_of(lesson) > desk.now() {
        return None;
    }
    let page = book.page();
    let rows = page.pupils.iter().enumerate().filter(|(row, pupil)| {
        let marked = book.cell_at(*row, at).is_some_and(|cell| cell.marks.is_some());
        !marked && !pupil.home_schooled && belongs(pupil, lesson)
    });
    let pupils: Vec<PupilId> = rows.map(|(_, pupil)| pupil.id.clone()).collect();
    (!pupils.is_empty()).then(|| Debt {
        work: column.work.clone(),
        date: lesson.date,
        due: due(desk, book, lesson, column, pupils.len()),
        pupils,
    })
}

fn due(desk: &Desk, book: &Book, lesson: &Lesson, column: &Column, count: usize) -> Option<DateTime<Utc>> {
    let case = Case::of_lesson(desk.now(), &desk.school, &desk.calendar, &desk.account, book.page(), lesson)
        .with_work(&column.spec, u32::try_from(count).ok());
    duties(&desk.profile, &case).work.and_then(Due::utc)
}

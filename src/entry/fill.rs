//! What a book holds of a lesson, counted; and finding a pupil in it.

use chrono::{DateTime, Utc};

use super::Book;
use super::names::fold;
use super::view::Column;
use crate::domain::{DutyInstants, Fact, Fill, LessonId, Pupil, Target, Work, WorkFill};

impl Book {
    /// What the journal, with the entries that wait, holds of a lesson.
    #[must_use]
    pub fn fill(&self, lesson: &LessonId) -> Fill {
        let said = |target| self.value(&target).is_some();
        let columns: Vec<usize> =
            (0..self.columns().len()).filter(|at| self.columns()[*at].lesson.as_ref() == Some(lesson)).collect();
        let mut fill = Fill {
            attendance: said(Target::Attendance { lesson: lesson.clone() }),
            topic: said(Target::Topic { lesson: lesson.clone() }),
            homework: said(Target::Homework { lesson: lesson.clone() }),
            not_held: said(Target::NotHeld { lesson: lesson.clone() }),
            ..Fill::default()
        };
        let mut owed = vec![(0_u32, 0_u32); columns.len()];
        for row in 0..self.page().pupils.len() {
            let cells = || columns.iter().filter_map(|column| self.cell_at(row, *column));
            fill.absent += u32::from(cells().any(|cell| cell.absent));
            fill.marks += u32::from(cells().any(|cell| cell.marks.is_some()));
            let counts = cells().all(|cell| !cell.off_roster && !cell.absent) && !self.page().pupils[row].home_schooled;
            for (cell, (owed, of)) in cells().zip(&mut owed).filter(|_| counts) {
                *of += 1;
                *owed += u32::from(cell.marks.is_none());
            }
        }
        fill.attendance |= fill.absent > 0;
        for (at, (owed, of)) in columns.iter().zip(owed) {
            let column = &self.columns()[*at];
            if column.made {
                fill.works.push(WorkFill { work: self.work_of(column), owed, of });
            }
        }
        fill.made = self.made(lesson, &columns);
        fill
    }

    /// Rows of the pupils whom a query names: the list number, or the first letters of the surname (or of surname and
    /// name), without regard to case and to `ё`.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let query = fold(query);
        if query.is_empty() {
            return Vec::new();
        }
        let number = query.parse::<u16>().ok();
        let named = |pupil: &Pupil| match number {
            Some(number) => pupil.number == number,
            None => fold(&pupil.name()).starts_with(&query),
        };
        (0..self.page().pupils.len()).filter(|row| named(&self.page().pupils[*row])).collect()
    }

    fn work_of(&self, column: &Column) -> Work {
        Work {
            id: column.work.clone(),
            journal: self.page().journal.id.clone(),
            lesson: column.lesson.clone(),
            spec: column.spec.clone(),
        }
    }

    fn made(&self, lesson: &LessonId, columns: &[usize]) -> DutyInstants {
        let at = |target: Target| self.fact(&target).filter(|fact| fact.value.is_some()).map(Fact::filled);
        let earliest = |found: &mut dyn Iterator<Item = DateTime<Utc>>| found.min();
        let absences = self
            .page()
            .pupils
            .iter()
            .filter_map(|pupil| at(Target::Absence { lesson: lesson.clone(), pupil: pupil.id.clone() }));
        let confirmed = at(Target::Attendance { lesson: lesson.clone() });
        let mut marks = columns.iter().flat_map(|column| {
            let work = &self.columns()[*column].work;
            self.page().pupils.iter().map(|pupil| Target::Marks { work: work.clone(), pupil: pupil.id.clone() })
        });
        DutyInstants {
            attendance: earliest(&mut absences.chain(confirmed)),
            topic: at(Target::Topic { lesson: lesson.clone() }),
            homework: at(Target::Homework { lesson: lesson.clone() }),
            marks: earliest(&mut marks.by_ref().filter_map(at)),
        }
    }
}

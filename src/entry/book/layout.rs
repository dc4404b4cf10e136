//! Columns, cells and tallies of a book, kept ready to be drawn.

use super::Book;
use crate::domain::{Marks, Page, Target, Value, Work, WorkId, WorkKind, WorkSpec};
use crate::entry::view::{CellView, Column, Tally, belongs};
use crate::outbox::Life;

impl Book {
    /// Brings the cells of a changed fact up to date.
    pub(super) fn refresh(&mut self, target: &Target) {
        match target {
            Target::Marks { work, pupil } => {
                // The first mark of a work makes its column, and the last one that is taken back may unmake it.
                let made = self.column_of(work).is_some_and(|at| self.columns[at].made);
                if !made || !self.knows_work(work) && self.value(target).is_none() {
                    self.rebuild();
                } else if let (Some(row), Some(column)) = (self.row_of(pupil), self.column_of(work)) {
                    self.refresh_cell(row, column);
                    self.count(row);
                }
            }
            Target::Absence { lesson, pupil } | Target::Reason { lesson, pupil } => {
                let Some(row) = self.row_of(pupil) else { return };
                for column in 0..self.columns.len() {
                    if self.columns[column].lesson.as_ref() == Some(lesson) {
                        self.refresh_cell(row, column);
                    }
                }
            }
            Target::Work { .. } => self.rebuild(),
            Target::Term { .. }
            | Target::Topic { .. }
            | Target::Homework { .. }
            | Target::Attendance { .. }
            | Target::NotHeld { .. } => self.edition += 1,
        }
    }

    /// Lays out the columns and every cell again: when a page comes, or a work appears or changes.
    pub(super) fn rebuild(&mut self) {
        self.gather_works();
        self.columns = columns(&self.page);
        self.by_work = self.columns.iter().enumerate().map(|(at, column)| (column.work.clone(), at)).collect();
        self.cells = vec![CellView::default(); self.columns.len() * self.page.pupils.len()];
        self.tallies = vec![Tally::default(); self.page.pupils.len()];
        self.edition += 1;
        self.touched = vec![0; self.page.pupils.len()];
        for row in 0..self.page.pupils.len() {
            for column in 0..self.columns.len() {
                self.refresh_cell(row, column);
            }
            self.count(row);
        }
    }

    /// Takes over works that facts name and the page does not list yet, and what facts say of those listed.
    pub(super) fn gather_works(&mut self) {
        self.page.works.clone_from(&self.known_works);
        let mut found: Vec<Work> = Vec::new();
        for fact in &self.page.facts {
            let (work, new, said) = match (&fact.target, &fact.value) {
                (Target::Marks { work, .. }, Some(Value::Marks { creates: Some(new), .. })) => (work, new, false),
                (Target::Work { work }, Some(Value::Work(new))) => (work, new, true),
                _ => continue,
            };
            if said || !self.page.works.iter().chain(&found).any(|known| known.id == *work) {
                found.retain(|known| known.id != *work);
                let (journal, lesson, spec) = (new.journal.clone(), new.lesson.clone(), new.spec.clone());
                found.push(Work { id: work.clone(), journal, lesson, spec });
            }
        }
        // A work that is taken away is none, unless a mark says it anew.
        let gone = self.page.facts.iter().filter(|fact| fact.value.is_none());
        for fact in gone {
            if let Target::Work { work } = &fact.target {
                self.page.works.retain(|known| known.id != *work);
            }
        }
        for work in found {
            match self.page.works.iter_mut().find(|known| known.id == work.id) {
                Some(known) => *known = work,
                None => self.page.works.push(work),
            }
        }
    }

    fn refresh_cell(&mut self, row: usize, column: usize) {
        let (pupil, at) = (&self.page.pupils[row], &self.columns[column]);
        let marks = Target::Marks { work: at.work.clone(), pupil: pupil.id.clone() };
        let of_lesson = at.lesson.as_ref().map(|lesson| {
            let (lesson, pupil) = (lesson.clone(), pupil.id.clone());
            (Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() }, Target::Reason { lesson, pupil })
        });
        let lesson = at.lesson.as_ref().and_then(|lesson| self.page.lesson(lesson));
        let shown = |target: &Target| self.shown(target);
        let marked = match shown(&marks) {
            Some(Value::Marks { marks, .. }) => Some(*marks),
            _ => None,
        };
        let absent = of_lesson.as_ref().is_some_and(|(absence, _)| shown(absence).is_some());
        let of_absence = of_lesson.iter().flat_map(|(absence, reason)| [self.life(absence), self.life(reason)]);
        let lives = of_absence.chain([self.life(&marks)]);
        let cell = CellView {
            text: self.spell(absent, marked),
            absent,
            marks: marked,
            life: lives.flatten().max_by_key(|life| doubt(*life)),
            reason: of_lesson.and_then(|(_, reason)| match shown(&reason) {
                Some(Value::Reason { code, told_by, .. }) => Some((code.clone(), *told_by)),
                _ => None,
            }),
            comment: self.fact(&marks).and_then(|fact| fact.comment.clone()),
            off_roster: lesson.is_some_and(|lesson| !belongs(pupil, lesson)),
        };
        let width = self.columns.len();
        self.cells[row * width + column] = cell;
        self.touched[row] += 1;
    }

    /// The value that a cell shows: an entry that was refused or disputed is still shown, with its sign.
    fn shown(&self, target: &Target) -> Option<&Value> {
        match self.last_entry(target) {
            Some(entry) if matches!(entry.life, Life::Refused | Life::Conflict) => entry.operation.value.as_ref(),
            _ => self.value(target),
        }
    }

    fn spell(&self, absent: bool, marks: Option<Marks>) -> String {
        match (absent, marks) {
            (true, None) => self.absence_code.clone(),
            // A debt is written with «н» under every regulation that has it.
            (true, Some(marks)) => format!("н{marks}"),
            (false, Some(marks)) => marks.to_string(),
            (false, None) => String::new(),
        }
    }

    /// Counts the marks of a row that stand in the journal or are on their way into it.
    fn count(&mut self, row: usize) {
        let mut tally = Tally::default();
        for column in &self.columns {
            let pupil = self.page.pupils[row].id.clone();
            if let Some(Value::Marks { marks, .. }) = self.value(&Target::Marks { work: column.work.clone(), pupil }) {
                tally.add(*marks);
            }
        }
        self.tallies[row] = tally;
    }
}

/// The greater, the less is known of the entry's arrival: a cell shows the weakest of its entries.
const fn doubt(life: Life) -> u8 {
    match life {
        Life::InJournal | Life::Superseded | Life::Withdrawn => 0,
        Life::Sent => 1,
        Life::OnDisk => 2,
        Life::Held => 3,
        Life::Requested => 4,
        Life::Uncertain => 5,
        Life::Typed => 6,
        Life::Conflict => 7,
        Life::Refused => 8,
    }
}

fn columns(page: &Page) -> Vec<Column> {
    let mut columns = Vec::with_capacity(page.lessons.len());
    for lesson in page.lessons.iter().filter(|lesson| page.period.contains(lesson.date)) {
        let of_lesson = |work: WorkId, spec: WorkSpec, made: bool| Column {
            work,
            lesson: Some(lesson.id.clone()),
            date: Some(lesson.date),
            number: Some(lesson.number),
            spec,
            made,
        };
        let before = columns.len();
        columns.extend(page.works_of(&lesson.id).map(|work| of_lesson(work.id.clone(), work.spec.clone(), true)));
        if columns.len() == before && !lesson.cancelled {
            columns.push(of_lesson(WorkId::first_of(&lesson.id), WorkSpec::of(WorkKind::Oral), false));
        }
    }
    columns.extend(page.works.iter().filter(|work| work.lesson.is_none()).map(|work| Column {
        work: work.id.clone(),
        lesson: None,
        date: None,
        number: None,
        spec: work.spec.clone(),
        made: true,
    }));
    columns
}

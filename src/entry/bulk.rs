//! Edits of several cells at once: filling, clearing, and a comment on one.
//!
//! Absences are never touched, and nothing that is filled is overwritten without a second key.

use super::cell::CellText;
use super::desk::Desk;
use super::judge::{own, propose};
use super::{Answers, Book, Change, Consent, NOT_A_CELL, Need, Outcome, REPLACES, Spot, new_work};
use crate::domain::{Marks, Severity, Target, Value};

/// Which of the chosen cells a mark is written into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Cells {
    /// The empty ones.
    #[default]
    Empty,
    /// Those that hold another mark too, after a second key.
    All,
}

/// Writes one mark into cells. Cells with an absence, and pupils who do not belong to the lesson, are passed over.
#[must_use]
pub fn fill_cells(desk: &mut Desk, book: &Book, spots: &[Spot], marks: Marks, scope: Cells, answers: &Answers) -> Outcome {
    let mut overwritten = 0;
    let mut changes = Vec::with_capacity(spots.len());
    for spot in spots {
        let shown = book.cell(spot).filter(|cell| !cell.off_roster);
        let Some((cell, column)) = shown.zip(book.column_of(&spot.work).map(|at| &book.columns()[at])) else { continue };
        let is_other = cell.marks.is_some_and(|present| present != marks);
        if cell.absent || cell.marks == Some(marks) || (is_other && scope == Cells::Empty) {
            continue;
        }
        overwritten += usize::from(is_other);
        changes.push(Change {
            target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
            value: Some(Value::Marks { marks, creates: new_work(book, column) }),
            comment: None,
        });
    }
    confirmed(desk, book, changes, overwritten, answers)
}

/// Clears the marks of cells. Absences stay: they are taken back one by one, or by the roll call.
#[must_use]
pub fn clear_cells(desk: &mut Desk, book: &Book, spots: &[Spot], answers: &Answers) -> Outcome {
    let marked = spots.iter().filter(|spot| CellText::shown(book, spot).marks.is_some());
    let changes: Vec<Change> = marked
        .map(|spot| Change {
            target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
            value: None,
            comment: None,
        })
        .collect();
    let cleared = changes.len();
    confirmed(desk, book, changes, cleared, answers)
}

/// Proposes changes; where filled cells are among them, a second key is asked for first, with their number.
fn confirmed(desk: &mut Desk, book: &Book, changes: Vec<Change>, overwritten: usize, answers: &Answers) -> Outcome {
    let outcome = propose(desk, book, changes, answers);
    if overwritten == 0 || answers.consent == Consent::Given {
        return outcome;
    }
    let mut asked = own(REPLACES, Severity::Warning);
    asked.args.insert("cells".into(), overwritten.to_string());
    match outcome {
        Outcome::Edit(edit) => {
            Outcome::Ask { findings: std::iter::once(asked).chain(edit.findings).collect(), needs: Need::SecondKey }
        }
        Outcome::Ask { findings, needs } => {
            Outcome::Ask { findings: std::iter::once(asked).chain(findings).collect(), needs }
        }
        other => other,
    }
}

/// Puts a comment on the marks of a cell. A cell without marks has nothing to comment on.
#[must_use]
pub fn set_comment(desk: &mut Desk, book: &Book, spot: &Spot, text: &str, answers: &Answers) -> Outcome {
    let column = book.column_of(&spot.work).map(|at| &book.columns()[at]);
    let Some((marks, column)) = CellText::shown(book, spot).marks.zip(column) else {
        return Outcome::Refused(vec![own(NOT_A_CELL, Severity::Error)]);
    };
    let change = Change {
        target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
        value: Some(Value::Marks { marks, creates: new_work(book, column) }),
        comment: Some(text.trim().to_owned()),
    };
    propose(desk, book, vec![change], answers)
}

/// How many cells a fill would write, and how many of them hold another mark.
#[must_use]
pub fn fill_counts(book: &Book, spots: &[Spot], marks: Option<Marks>, scope: Cells) -> (usize, usize) {
    let cells = spots.iter().filter_map(|spot| book.cell(spot)).filter(|cell| !cell.off_roster && !cell.absent);
    let (filled, empty): (Vec<_>, Vec<_>) = cells.partition(|cell| cell.marks.is_some());
    let overwritten = match scope {
        Cells::Empty => 0,
        Cells::All => filled.iter().filter(|cell| cell.marks != marks).count(),
    };
    (empty.len() + overwritten, overwritten)
}

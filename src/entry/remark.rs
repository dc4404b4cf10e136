//! What is worth saying of a cell before anything is typed into it. It is asked with every frame, so the engine judges only
//! where a look at the page says that the cell may be closed.

use super::desk::Desk;
use super::judge::{base_case, cell_case};
use super::{Book, CellText, Change, Spot};
use crate::domain::{Finding, Lesson, LessonId, Mark, Marks, RuleId, Severity, Target, Value, WorkKind};
use crate::regulation::{self, EntryKind, Obligatory, check};

/// Rules on two marks in one cell; the profile's own one is cited.
const TWO_MARKS: [&str; 2] = ["STD-6.3-21", "VOR-2.17-01"];
/// Where the second mark goes into the journal of Russian.
const SPLIT: [&str; 1] = ["STD-6.3-22"];
/// Rules on an absence and a mark in one cell.
const DEBT: [&str; 1] = ["VOR-2.16-03"];

/// Something worth saying of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It takes no mark; the rule says why.
    Closed(Finding),
    /// It takes two marks for the work.
    TwoMarks {
        /// The work.
        kind: WorkKind,
        /// The clause, in the catalogue's spelling; empty where the texts are silent.
        clause: &'static str,
    },
    /// The pupil was absent, and owes the work: a mark joins the absence.
    Debt {
        /// The clause, in the catalogue's spelling; empty where the texts are silent.
        clause: &'static str,
    },
}

/// What is worth saying of a cell as it stands; `None`: nothing, or no such cell.
#[must_use]
pub fn remark(desk: &Desk, book: &Book, spot: &Spot) -> Option<Remark> {
    let column = &book.columns()[book.column_of(&spot.work)?];
    if may_be_closed(desk, book, spot)
        && let Some(finding) = refusal(desk, book, spot)
    {
        return Some(Remark::Closed(finding));
    }
    let clause = |rules| regulation::clause(&desk.profile, rules).unwrap_or_default();
    let (subject, kind) = (&book.page().journal.subject, column.spec.kind);
    if CellText::shown(book, spot).absent {
        let obligatory = if column.spec.obligatory { Obligatory::Yes } else { Obligatory::No };
        return desk.profile.allows_debt(kind, obligatory).then(|| Remark::Debt { clause: clause(&DEBT) });
    }
    let splits = desk.profile.splits_marks(subject, kind);
    let rules: &[&str] = if splits { &SPLIT } else { &TWO_MARKS };
    desk.profile.allows_dual(subject, kind).then(|| Remark::TwoMarks { kind, clause: clause(rules) })
}

/// Rules on who writes into a lesson at all.
const OTHERS: [&str; 5] = ["STD-3.11-01", "STD-4.4-01", "STD-3.3-01", "STD-6.3-13", "ZV-ACCESS"];

/// Why the person may write nothing into a lesson: others give it, or the role reads only. `None`: the lesson is open to the
/// person, or is not on the page.
#[must_use]
pub fn read_only(desk: &Desk, book: &Book, lesson: &LessonId) -> Option<Finding> {
    let lesson = book.page().lesson(lesson)?;
    let given_by = lesson.substitute.as_ref().unwrap_or(&lesson.teacher);
    if given_by.id == desk.account.id && desk.account.role.teaches() {
        return None;
    }
    let mut case = base_case(desk, book, lesson);
    case.entry.kind = EntryKind::Attendance { confirmed: Some(true) };
    let of_access = |finding: &Finding| {
        finding.severity == Severity::Error && OTHERS.iter().any(|rule| finding.rule == RuleId::known(rule))
    };
    check(&desk.profile, &case).findings.into_iter().find(of_access)
}

/// How many lessons in a row the pupil has missed up to the lesson of the cell: those right before it, and itself.
#[must_use]
pub fn missed_in_a_row(book: &Book, spot: &Spot) -> usize {
    let Some(lesson) = book.lesson_of_work(&spot.work) else { return 0 };
    let absent = |lesson: &Lesson| {
        let target = Target::Absence { lesson: lesson.id.clone(), pupil: spot.pupil.clone() };
        book.value(&target).is_some()
    };
    let lessons = book.page().lessons.iter().rev();
    let before = lessons.filter(|other| other.starts_at() < lesson.starts_at() && !other.cancelled);
    before.take_while(|other| absent(other)).count() + usize::from(absent(lesson))
}

fn may_be_closed(desk: &Desk, book: &Book, spot: &Spot) -> bool {
    let page = book.page();
    if page.period.closed || !desk.profile.allows_marks(page.journal.grade) {
        return true;
    }
    let off_roster = book.cell(spot).is_some_and(|cell| cell.off_roster);
    off_roster
        || book.lesson_of_work(&spot.work).is_some_and(|lesson| {
            let given_by = lesson.substitute.as_ref().unwrap_or(&lesson.teacher);
            lesson.cancelled || given_by.id != desk.account.id || desk.start_of(lesson) > desk.now()
        })
}

/// Why the rules would refuse a mark in the cell.
fn refusal(desk: &Desk, book: &Book, spot: &Spot) -> Option<Finding> {
    let marks = Marks::single(Mark::new(5)?);
    let marked = Change {
        target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
        value: Some(Value::Marks { marks, creates: None }),
        comment: None,
    };
    let present = book.lesson_of_work(&spot.work).map(|lesson| Change {
        target: Target::Absence { lesson: lesson.id.clone(), pupil: spot.pupil.clone() },
        value: None,
        comment: None,
    });
    let changes: Vec<Change> = present.into_iter().chain([marked]).collect();
    let case = match cell_case(desk, book, &changes, &spot.work, &spot.pupil) {
        Ok(case) => case,
        Err(finding) => return Some(finding),
    };
    let answer = check(&desk.profile, &case);
    answer.findings.into_iter().find(|finding| finding.severity == Severity::Error)
}

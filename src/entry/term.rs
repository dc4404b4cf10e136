//! Marks of periods: entered like a cell, judged with all that the page says of the period.
//!
//! A book holds one period with its lessons, and the marks of every period. What a mark rests on is known for the book's own
//! period; a mark of another one is judged by what is left, and by the server with the rest.

use chrono::{DateTime, Utc};

use super::judge::{base_case, last_begun, missing, name_author, own, propose};
use super::{Answers, Book, Change, Desk, NOT_A_CELL, Outcome};
use crate::domain::{Finding, Period, PeriodId, PeriodKind, PupilId, Severity, Target, TermMark, Value};
use crate::outbox::Life;
use crate::regulation::case::{OtherTerm, TermEntry, TermSight};
use crate::regulation::{Case, Due, EntryKind, Judgement, MarkSum, check, check_in_full};

/// A cell of «Итоги»: a pupil and a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSpot {
    /// The period.
    pub period: PeriodId,
    /// The pupil.
    pub pupil: PupilId,
}

impl TermSpot {
    /// The fact of the cell in the journal of the book.
    #[must_use]
    pub fn target(&self, book: &Book) -> Target {
        Target::Term { journal: book.page().journal.id.clone(), period: self.period.clone(), pupil: self.pupil.clone() }
    }

    /// What stands there, and where its entry is: one that was refused or is disputed is still shown.
    #[must_use]
    pub fn shown(&self, book: &Book) -> (Option<TermMark>, Option<Life>) {
        let target = self.target(book);
        let life = book.life(&target);
        let value = match book.last_entry(&target) {
            Some(entry) if matches!(entry.life, Life::Refused | Life::Conflict) => entry.operation.value.as_ref(),
            _ => book.value(&target),
        };
        let mark = match value {
            Some(Value::Term { mark }) => Some(*mark),
            _ => None,
        };
        (mark, life)
    }
}

/// What a proposed mark is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Current marks of the period.
    Marks(MarkSum),
    /// Marks of the quarters or half-years of a year.
    Periods(MarkSum),
    /// The year's mark and that of the examination, where there was one.
    YearAndExam(MarkSum),
    /// Grade 11: the half-years and years of the upper school, as far as they are here.
    Summary(MarkSum),
}

impl Basis {
    /// The sum and how many marks it has.
    #[must_use]
    pub const fn marks(self) -> MarkSum {
        match self {
            Self::Marks(marks) | Self::Periods(marks) | Self::YearAndExam(marks) | Self::Summary(marks) => marks,
        }
    }
}

/// What the engine says of a pupil's mark for a period before it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRow {
    /// The pupil.
    pub pupil: PupilId,
    /// The mark that the profile's arithmetic proposes.
    pub proposal: Option<TermMark>,
    /// What it is made from.
    pub basis: Basis,
    /// Lessons missed, and lessons held, of the period up to now.
    pub missed: Option<(u32, u32)>,
    /// The first of two instants, where the profile has two.
    pub soft_due: Option<DateTime<Utc>>,
    /// Until when the mark is due.
    pub due: Option<DateTime<Utc>>,
}

/// What the engine says of a pupil's mark for a period; `None` outside the page.
#[must_use]
pub fn term_row(desk: &Desk, book: &Book, spot: &TermSpot) -> Option<TermRow> {
    let case = case(desk, book, spot, String::new(), None).ok()?;
    let answer = check_in_full(&desk.profile, &case);
    let EntryKind::Term(term) = &case.entry.kind else { return None };
    let kind = period(desk, book, spot).map(|period| period.kind)?;
    let marks = term.marks.iter().flatten().map(String::as_str);
    let basis = match kind {
        PeriodKind::Final if term.summary && desk.profile.has_final_formulas() => {
            let half_years = term.half_year_marks.iter().flatten();
            let years = term.year_marks.iter().flatten().chain(term.year_mark.iter().filter(|_| term.year_marks.is_none()));
            Basis::Summary(MarkSum::of(half_years.chain(years).map(String::as_str)))
        }
        PeriodKind::Final | PeriodKind::Exam => {
            Basis::YearAndExam(MarkSum::of(term.year_mark.iter().chain(&term.exam_mark).map(String::as_str)))
        }
        PeriodKind::Year if term.mark_kinds.is_none() => Basis::Periods(MarkSum::of(marks)),
        _ => Basis::Marks(MarkSum::of(marks)),
    };
    Some(TermRow {
        pupil: spot.pupil.clone(),
        proposal: answer.proposal.and_then(|text| text.parse().ok()),
        basis,
        missed: term.missed.zip(term.held),
        soft_due: answer.soft_due.and_then(Due::utc),
        due: answer.due.and_then(Due::utc),
    })
}

/// Enters the mark of a pupil for a period: `2` to `5`, or `н/а`.
#[must_use]
pub fn set_term(desk: &mut Desk, book: &Book, spot: &TermSpot, text: &str, answers: &Answers) -> Outcome {
    let text = text.trim();
    if let Ok(mark) = text.parse::<TermMark>() {
        let (target, comment) = (spot.target(book), answers.comment.clone());
        return propose(desk, book, vec![Change { target, value: Some(Value::Term { mark }), comment }], answers);
    }
    match case(desk, book, spot, text.to_owned(), None) {
        Err(finding) => Outcome::Refused(vec![finding]),
        Ok(case) => {
            let answer = check(&desk.profile, &case);
            let refused = answer.verdict == Judgement::Refused;
            let mut findings: Vec<Finding> = if refused { answer.findings } else { Vec::new() };
            findings.retain(|finding| finding.severity == Severity::Error);
            if findings.is_empty() {
                findings.push(own(NOT_A_CELL, Severity::Error));
            }
            Outcome::Refused(findings)
        }
    }
}

/// Takes the mark of a pupil for a period away.
#[must_use]
pub fn clear_term(desk: &mut Desk, book: &Book, spot: &TermSpot, answers: &Answers) -> Outcome {
    let target = spot.target(book);
    if book.value(&target).is_none() {
        return Outcome::Same;
    }
    propose(desk, book, vec![Change { target, value: None, comment: None }], answers)
}

/// What the rules say of the mark that stands there, else of the proposed one, else of an empty cell.
#[must_use]
pub fn term_findings(desk: &Desk, book: &Book, spot: &TermSpot) -> Vec<Finding> {
    let mark = spot.shown(book).0.or_else(|| term_row(desk, book, spot)?.proposal);
    let comment = book.fact(&spot.target(book)).and_then(|fact| fact.comment.clone());
    let text = mark.map_or_else(String::new, |mark| mark.to_string());
    let Ok(mut case) = case(desk, book, spot, text, comment) else { return Vec::new() };
    // What stands there is judged as it was when it was entered: not as a change of itself.
    if let EntryKind::Term(term) = &mut case.entry.kind {
        (term.previous, term.acknowledged) = (None, None);
    }
    check(&desk.profile, &case).findings
}

fn period<'a>(desk: &'a Desk, book: &'a Book, spot: &TermSpot) -> Option<&'a Period> {
    let of_page = Some(&book.page().period).filter(|period| period.id == spot.period);
    of_page.or_else(|| desk.periods.iter().find(|period| period.id == spot.period))
}

/// The case of a mark for a period, with all that is known of it here. It is judged with the last lesson that has begun.
pub(super) fn case(
    desk: &Desk,
    book: &Book,
    spot: &TermSpot,
    text: String,
    comment: Option<String>,
) -> Result<Case, Finding> {
    let page = book.page();
    let person = page.pupil(&spot.pupil).ok_or_else(missing)?;
    let lesson = last_begun(desk, book).ok_or_else(missing)?;
    let period = period(desk, book, spot).ok_or_else(missing)?;
    let mut case = base_case(desk, book, lesson).with_pupil(page, lesson, person, false);
    let of_period = |of: &PeriodId| TermSpot { period: of.clone(), pupil: spot.pupil.clone() }.target(book);
    let others: Vec<OtherTerm<'_>> = desk
        .periods
        .iter()
        .filter(|other| other.id != period.id)
        .filter_map(|other| match book.value(&of_period(&other.id))? {
            Value::Term { mark } => Some((other, *mark)),
            _ => None,
        })
        .collect();
    let sight = TermSight {
        school: &desk.school,
        calendar: &desk.calendar,
        page,
        period,
        until: desk.zone.local(desk.now()),
        others: &others,
        value: &|target| book.value(target),
    };
    // An own entry that has not arrived is changed freely: only what the journal holds is corrected.
    let held = book.acknowledged(&spot.target(book)).and_then(|fact| fact.value.as_ref());
    let previous = match held {
        Some(Value::Term { mark }) => Some(mark.to_string()),
        _ => None,
    };
    let acknowledged = Some(previous.is_some());
    let entry = TermEntry { text: Some(text), previous, acknowledged, ..TermEntry::of_page(&sight, &spot.pupil) };
    case.entry.kind = EntryKind::Term(Box::new(entry));
    case.entry.comment = comment;
    name_author(&mut case, book, &spot.target(book));
    Ok(case)
}

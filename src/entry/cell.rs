//! The text of a cell: reading it, and making it an edit.

use std::fmt;

use super::desk::Desk;
use super::judge::{own, propose};
use super::view::Column;
use super::{Answers, Book, Change, Consent, NO_LESSON, NOT_A_CELL, NOT_ON_PAGE, Need, Outcome, REPLACES, Spot, fold};
use crate::domain::{Finding, LessonId, Marks, NewWork, PupilId, Severity, Target, Value};

/// The argument of a finding that speaks of an absence and a mark in one cell; its value is the word for the absence.
const TOGETHER: &str = "together";

/// What a cell says: an absence, marks, both, or nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CellText {
    /// Whether the pupil was absent.
    pub absent: bool,
    /// The marks.
    pub marks: Option<Marks>,
}

impl CellText {
    /// Reads what a person types: `5`, `5/4`, `54`, `н`, `от`, `н5`; nothing or `-` for an empty cell. `None` when it is
    /// none of these; the rule engine then says why.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        if matches!(folded.as_str(), "" | "-" | "–" | "—") {
            return Some(Self::default());
        }
        let (absent, rest) = match ["от", "н", "о"].iter().find_map(|code| folded.strip_prefix(code)) {
            Some(rest) => (true, rest),
            None => (false, folded.as_str()),
        };
        if rest.is_empty() {
            return Some(Self { absent, marks: None });
        }
        let joined = if rest.len() == 2 { format!("{}/{}", &rest.get(..1)?, rest.get(1..)?) } else { rest.to_owned() };
        joined.parse().ok().map(|marks| Self { absent, marks: Some(marks) })
    }

    /// Whether the cell is empty.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.absent && self.marks.is_none()
    }

    /// What stands in a cell of the book, waiting entries included.
    #[must_use]
    pub fn shown(book: &Book, spot: &Spot) -> Self {
        let Some(column) = book.column_of(&spot.work).map(|at| &book.columns()[at]) else { return Self::default() };
        Self::read(column, &spot.pupil, |target| book.value(target))
    }

    /// What the server holds of a cell.
    pub(super) fn acknowledged(book: &Book, column: &Column, pupil: &PupilId) -> Self {
        Self::read(column, pupil, |target| book.acknowledged(target).and_then(|fact| fact.value.as_ref()))
    }

    fn read<'a>(column: &Column, pupil: &PupilId, value: impl Fn(&Target) -> Option<&'a Value>) -> Self {
        let marks = Target::Marks { work: column.work.clone(), pupil: pupil.clone() };
        Self {
            absent: column.lesson.as_ref().is_some_and(|lesson| value(&absence(lesson, pupil)).is_some()),
            marks: match value(&marks) {
                Some(Value::Marks { marks, .. }) => Some(*marks),
                _ => None,
            },
        }
    }
}

impl fmt::Display for CellText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.absent {
            f.write_str("н")?;
        }
        self.marks.map_or(Ok(()), |marks| marks.fmt(f))
    }
}

/// Makes the cell say the text: `5`, `5/4`, `н`, `н5`. An absence that the text does not name is taken back, marks that it
/// does not name are cleared; either is asked for first ([`REPLACES`]).
#[must_use]
pub fn set_cell(desk: &mut Desk, book: &Book, spot: &Spot, text: &str, answers: &Answers) -> Outcome {
    let Some(new) = CellText::parse(text) else { return not_a_cell(desk, book, spot, text) };
    let present = CellText::shown(book, spot);
    let replaces = !new.is_empty() && ((present.absent && !new.absent) || (present.marks.is_some() && new.marks.is_none()));
    let outcome = match changes(book, spot, new, answers) {
        Ok(changes) => propose(desk, book, changes, answers),
        Err(outcome) => outcome,
    };
    let apart = if replaces && matches!(outcome, Outcome::Edit(_) | Outcome::Ask { .. }) {
        apart(desk, book, spot, new, present)
    } else {
        Vec::new()
    };
    let ask = |findings: Vec<Finding>, needs| {
        let own = own(REPLACES, Severity::Warning);
        Outcome::Ask { findings: std::iter::once(own).chain(apart).chain(findings).collect(), needs }
    };
    match outcome {
        Outcome::Edit(edit) if replaces && answers.consent == Consent::NotGiven => ask(edit.findings, Need::SecondKey),
        Outcome::Ask { findings, needs } if replaces => ask(findings, needs),
        outcome => outcome,
    }
}

/// Why an absence and a mark cannot both stand in the cell: what the rules say of the two together. Nothing where they say
/// nothing, or where no absence meets a mark.
fn apart(desk: &mut Desk, book: &Book, spot: &Spot, new: CellText, present: CellText) -> Vec<Finding> {
    let both = CellText { absent: new.absent || present.absent, marks: new.marks.or(present.marks) };
    if both == new { Vec::new() } else { against_both(desk, book, spot, both) }
}

/// What the rules say against an absence and a mark together in a cell, as something to be known; nothing where they may stand
/// together, or where the cell names only one of them. Nothing is drawn from the identifiers.
#[must_use]
pub fn against_both(desk: &mut Desk, book: &Book, spot: &Spot, both: CellText) -> Vec<Finding> {
    if !both.absent || both.marks.is_none() {
        return Vec::new();
    }
    let ids = desk.ids.clone();
    let answers = Answers { consent: Consent::Given, ..Answers::default() };
    let outcome = changes(book, spot, both, &answers).map(|changes| propose(desk, book, changes, &answers));
    desk.ids = ids;
    match outcome {
        // It is not what is being entered: said, not held against the entry.
        Ok(Outcome::Refused(findings)) => findings
            .into_iter()
            .map(|mut finding| {
                finding.args.insert(TOGETHER.into(), desk.profile.absence_code().into());
                Finding { severity: Severity::Info, ..finding }
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Clears the cell: marks and absence.
#[must_use]
pub fn clear(desk: &mut Desk, book: &Book, spot: &Spot, answers: &Answers) -> Outcome {
    match changes(book, spot, CellText::default(), answers) {
        Ok(changes) => propose(desk, book, changes, answers),
        Err(outcome) => outcome,
    }
}

/// What a symbol typed on a cell makes of it: a mark on an absence joins it (`н5`) where the rules allow that, and so does an
/// absence on a mark; otherwise the text is the symbol alone.
#[must_use]
pub fn text_over(desk: &mut Desk, book: &Book, spot: &Spot, typed: &str) -> String {
    let (Some(new), present) = (CellText::parse(typed), CellText::shown(book, spot)) else { return typed.to_owned() };
    let joined = CellText { absent: new.absent || present.absent, marks: new.marks.or(present.marks) };
    if joined == new || new.is_empty() {
        return typed.to_owned();
    }
    let text = joined.to_string();
    if would_refuse(desk, book, spot, &text) { typed.to_owned() } else { text }
}

/// Whether the rules would refuse a text of the cell whatever the person answers. Nothing is drawn from the identifiers.
#[must_use]
pub fn would_refuse(desk: &mut Desk, book: &Book, spot: &Spot, text: &str) -> bool {
    let ids = desk.ids.clone();
    let outcome = set_cell(desk, book, spot, text, &Answers { consent: Consent::Given, ..Answers::default() });
    desk.ids = ids;
    matches!(outcome, Outcome::Refused(_))
}

/// What the rules let stand in a cell now, in the spelling of a journal: marks, two marks, an absence, a debt.
#[must_use]
pub fn allowed_texts(desk: &mut Desk, book: &Book, spot: &Spot) -> Vec<&'static str> {
    const TEXTS: [&str; 7] = ["2", "3", "4", "5", "5/4", "н", "н5"];
    TEXTS.into_iter().filter(|text| !would_refuse(desk, book, spot, text)).collect()
}

fn absence(lesson: &LessonId, pupil: &PupilId) -> Target {
    Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() }
}

fn changes(book: &Book, spot: &Spot, new: CellText, answers: &Answers) -> Result<Vec<Change>, Outcome> {
    let refused = |rule| Outcome::Refused(vec![own(rule, Severity::Error)]);
    let column = book.column_of(&spot.work).map(|at| &book.columns()[at]).ok_or_else(|| refused(NOT_ON_PAGE))?;
    book.row_of(&spot.pupil).ok_or_else(|| refused(NOT_ON_PAGE))?;
    let present = CellText::shown(book, spot);
    let mut changes = Vec::with_capacity(2);
    match &column.lesson {
        Some(lesson) => changes.push(Change {
            target: absence(lesson, &spot.pupil),
            value: new.absent.then_some(Value::Absent),
            comment: None,
        }),
        None if new.absent => return Err(refused(NO_LESSON)),
        None => {}
    }
    let creates = new_work(book, column);
    if new.marks.is_some() || present.marks.is_some() {
        changes.push(Change {
            target: Target::Marks { work: spot.work.clone(), pupil: spot.pupil.clone() },
            value: new.marks.map(|marks| Value::Marks { marks, creates }),
            comment: answers.comment.clone(),
        });
    }
    Ok(changes)
}

/// The work that a mark in the column makes, where the server does not know it yet. Each mark says so until then: whichever
/// arrives first makes it.
#[must_use]
pub fn new_work(book: &Book, column: &Column) -> Option<NewWork> {
    (!book.knows_work(&column.work)).then(|| NewWork {
        journal: book.page().journal.id.clone(),
        lesson: column.lesson.clone(),
        spec: column.spec.clone(),
    })
}

/// The engine's own words for a text that is no cell; the program's where it has none.
fn not_a_cell(desk: &Desk, book: &Book, spot: &Spot, text: &str) -> Outcome {
    use crate::regulation::case::CellEntry;
    use crate::regulation::{Case, EntryKind, Judgement, check};
    let column = book.column_of(&spot.work).map(|at| &book.columns()[at]);
    let lesson = book.lesson_of_work(&spot.work);
    if let (Some(column), Some(lesson), Some(pupil)) = (column, lesson, book.page().pupil(&spot.pupil)) {
        let mut case = Case::of_lesson(desk.now(), &desk.school, &desk.calendar, &desk.account, book.page(), lesson)
            .with_work(&column.spec, None)
            .with_pupil(book.page(), lesson, pupil, false);
        case.entry.kind = EntryKind::Cell(CellEntry { text: Some(text.to_owned()), ..CellEntry::default() });
        let answer = check(&desk.profile, &case);
        if answer.verdict == Judgement::Refused {
            let errors = answer.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
            return Outcome::Refused(errors.collect());
        }
    }
    Outcome::Refused(vec![own(NOT_A_CELL, Severity::Error)])
}

#[cfg(test)]
mod tests {
    use super::CellText;

    #[test]
    fn the_text_of_a_cell_reads_back() {
        for (typed, text) in [
            ("5", "5"),
            ("54", "5/4"),
            ("5/4", "5/4"),
            ("н", "н"),
            ("Н", "н"),
            ("от", "н"),
            ("о", "н"),
            ("н5", "н5"),
            ("ОТ5", "н5"),
            ("н54", "н5/4"),
            ("", ""),
            ("-", ""),
            (" 4 ", "4"),
        ] {
            assert_eq!(CellText::parse(typed).map(|cell| cell.to_string()).as_deref(), Some(text), "{typed:?}");
        }
        for wrong in ["6", "1", "555", "5/", "/5", "n", "y", "нн", "5н", "5/4/3", "٥", "н6"] {
            assert_eq!(CellText::parse(wrong), None, "{wrong:?}");
        }
    }
}

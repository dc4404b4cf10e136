//! What is judged of an operation before anything is written: pure, from the operation, the page and the regulation.
//!
//! The storage finds the page and compares versions; here stand the shape of values, the clock, and the case for the rule
//! engine. A cell is judged as it will stand after all operations of one transaction (`н5` is an absence and a mark), just
//! as the client judged it at the key.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::{
    Account, Finding, Homework, HomeworkScope, Lesson, LessonId, Marks, NewWork, Operation, Page, Period, PupilId, RuleId,
    Severity, Target, TermMark, Value, WorkId, WorkKind, WorkSpec,
};
use crate::protocol::Decision;
use crate::regulation::case::{CellEntry, HomeworkEntry, TermEntry, TermSight};
use crate::regulation::{Case, EntryKind, Profile};
use crate::server::access::TermMarks;
use crate::server::storage::SchoolState;

/// The account may not write the fact.
const ACCESS: RuleId = RuleId::known("ZV-ACCESS");
/// The instant of making cannot be believed.
const CLOCK: RuleId = RuleId::known("ZV-CLOCK");
/// The id was used for another operation.
const ID: RuleId = RuleId::known("ZV-ID");
/// The school has no such lesson, work, pupil, journal or period.
const TARGET: RuleId = RuleId::known("ZV-TARGET");
/// Who decides on corrections declined it.
const DECLINED: RuleId = RuleId::known("ZV-DECLINED");
/// Its asker took it back.
const WITHDRAWN: RuleId = RuleId::known("ZV-WITHDRAWN");
/// The value does not fit the fact, or a text is too long or has control characters.
const VALUE: RuleId = RuleId::known("ZV-VALUE");
/// A work with marks cannot be taken away.
const WORK: RuleId = RuleId::known("ZV-WORK");

/// How far a client's clock may be ahead of the server's before it is not believed.
const AHEAD: TimeDelta = TimeDelta::minutes(5);
/// Longest topic, comment, reason, explanation and title, in characters.
const TEXT_MAX: usize = 1_000;
/// Longest homework, in characters.
const HOMEWORK_MAX: usize = 4_000;
/// Longest identifier that a client makes, and longest code of a reason.
const ID_MAX: usize = 128;
/// Most pupils with homework of their own, and most rules answered.
const LIST_MAX: usize = 64;

fn own(rule: RuleId, severity: Severity, args: &[(&'static str, &str)]) -> Finding {
    let args = args.iter().map(|(name, value)| ((*name).into(), (*value).to_owned())).collect();
    Finding { rule, severity, clause: "".into(), args }
}

/// The account may not write the fact.
pub(super) fn no_access() -> Finding {
    own(ACCESS, Severity::Error, &[])
}

/// The id was used for another operation.
pub(super) fn id_taken() -> Finding {
    own(ID, Severity::Error, &[])
}

/// The school has none of it; `what` is `lesson`, `work`, `pupil`, `journal` or `period`.
pub(super) fn not_found(what: &'static str) -> Finding {
    own(TARGET, Severity::Error, &[("what", what)])
}

/// The value of a field cannot be taken.
pub(super) fn bad_value(field: &'static str) -> Finding {
    own(VALUE, Severity::Error, &[("field", field)])
}

/// A work with marks cannot be taken away.
pub(super) fn work_has_marks() -> Finding {
    own(WORK, Severity::Error, &[])
}

/// Whose marks of periods a class teacher may enter under a regulation.
pub(super) fn term_marks(profile: &Profile) -> TermMarks {
    if profile.class_teacher_enters_terms() { TermMarks::OfOwnClass } else { TermMarks::OfOwnSubject }
}

/// The request was declined: by whom, when (UTC), and why.
pub(super) fn declined(decision: Option<&Decision>) -> Finding {
    let by = decision.map_or("", |decision| decision.by.short_name.as_str());
    let at = decision.map(|decision| decision.at.format("%d.%m.%Y").to_string()).unwrap_or_default();
    let why = decision.map_or("", |decision| decision.reason.as_str());
    own(DECLINED, Severity::Error, &[("by", by), ("at", &at), ("why", why)])
}

/// The request was taken back by its asker.
pub(super) fn withdrawn() -> Finding {
    own(WITHDRAWN, Severity::Error, &[])
}

/// The finding on a clock that cannot be believed: ahead of the server's, or before the person ever signed in.
pub(super) fn clock(operation: &Operation, received: DateTime<Utc>, first_sign_in: DateTime<Utc>) -> Option<Finding> {
    let made = operation.made_at;
    let believed = made <= received + AHEAD && made >= first_sign_in - AHEAD;
    (!believed).then(|| own(CLOCK, Severity::Info, &[]))
}

/// Whether the operation's value fits its target and its texts are such as a journal keeps.
pub(super) fn shape(operation: &Operation) -> Result<(), Finding> {
    let texts = [("comment", &operation.comment), ("reason", &operation.reason), ("explanation", &operation.explanation)];
    for (field, text) in texts {
        if text.as_ref().is_some_and(|text| !is_text(text, TEXT_MAX)) {
            return Err(bad_value(field));
        }
    }
    if operation.device.as_str().len() > ID_MAX || operation.answered.len() > LIST_MAX {
        return Err(bad_value("device"));
    }
    let Some(value) = &operation.value else { return Ok(()) };
    let fits = match (&operation.target, value) {
        (Target::Absence { .. }, Value::Absent)
        | (Target::Attendance { .. }, Value::Confirmed)
        | (Target::NotHeld { .. }, Value::NotHeld)
        | (Target::Term { .. }, Value::Term { .. }) => true,
        (Target::Reason { .. }, Value::Reason { code, .. }) => !code.trim().is_empty() && is_text(code, ID_MAX),
        (Target::Marks { work, .. }, Value::Marks { creates, .. }) => creates.as_ref().is_none_or(|new| is_work(work, new)),
        (Target::Work { work }, Value::Work(new)) => is_work(work, new),
        (Target::Topic { .. }, Value::Topic(topic)) => !topic.text.trim().is_empty() && is_text(&topic.text, TEXT_MAX),
        (Target::Homework { .. }, Value::Homework(homework)) => is_homework(homework),
        _ => false,
    };
    if fits { Ok(()) } else { Err(bad_value("value")) }
}

fn is_text(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(|letter| letter.is_control() && letter != '\n')
}

fn is_work(work: &WorkId, new: &NewWork) -> bool {
    let placed = new.lesson.is_some() != (new.spec.kind == WorkKind::Notebook);
    placed && !work.as_str().is_empty() && work.as_str().len() <= ID_MAX && is_text(&new.spec.title, TEXT_MAX)
}

fn is_homework(homework: &Homework) -> bool {
    let few = match &homework.scope {
        HomeworkScope::All => true,
        HomeworkScope::Individual(pupils) => !pupils.is_empty() && pupils.len() <= LIST_MAX,
    };
    few && is_text(&homework.text, HOMEWORK_MAX)
}

/// What a cell says: an absence, marks, both, or nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    absent: bool,
    marks: Option<Marks>,
}

impl Cell {
    /// The cell of a pupil on a page.
    pub(super) fn on(page: &Page, lesson: Option<&LessonId>, work: &WorkId, pupil: &PupilId) -> Self {
        let value = |target: &Target| page.fact(target).and_then(|fact| fact.value.as_ref());
        let absence = lesson.map(|lesson| Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() });
        let marks = match value(&Target::Marks { work: work.clone(), pupil: pupil.clone() }) {
            Some(Value::Marks { marks, .. }) => Some(*marks),
            _ => None,
        };
        Self { absent: absence.is_some_and(|target| value(&target).is_some()), marks }
    }

    /// The cell after an operation on it.
    pub(super) fn after(self, value: Option<&Value>, target: &Target) -> Self {
        match (target, value) {
            (Target::Absence { .. }, value) => Self { absent: value.is_some(), ..self },
            (_, Some(Value::Marks { marks, .. })) => Self { marks: Some(*marks), ..self },
            _ => Self { marks: None, ..self },
        }
    }

    fn text(self) -> Option<String> {
        let absent = if self.absent { "н" } else { "" };
        let text = self.marks.map_or_else(|| absent.to_owned(), |marks| format!("{absent}{marks}"));
        Some(text).filter(|text| !text.is_empty())
    }
}

/// What is known when the case of an operation is made.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub(super) state: &'a SchoolState,
    pub(super) account: &'a Account,
    pub(super) page: &'a Page,
}

impl Bench<'_> {
    fn lesson_case(&self, operation: &Operation, lesson: &Lesson) -> Case {
        let Self { state, account, page } = *self;
        let mut case = Case::of_lesson(operation.made_at, &state.school, &state.calendar, account, page, lesson);
        case.entry.comment.clone_from(&operation.comment);
        case.entry.reason.clone_from(&operation.reason);
        if let Some(fact) = page.fact(&operation.target).filter(|fact| fact.value.is_some()) {
            case.entry.author = Some(fact.author.id.as_str().to_owned());
            case.entry.author_name = Some(fact.author.short_name.clone());
        }
        case
    }

    /// The case of a cell: what it says in the journal, and what it will say.
    pub(super) fn cell(
        &self,
        operation: &Operation,
        lesson: Option<&Lesson>,
        spec: &WorkSpec,
        pupil: &PupilId,
        (before, after): (Cell, Cell),
    ) -> Result<Case, Finding> {
        let person = self.page.pupil(pupil).ok_or_else(|| not_found("pupil"))?;
        let time = lesson.or_else(|| self.last_begun(operation)).ok_or_else(|| not_found("lesson"))?;
        let pupils = u32::try_from(self.page.pupils.len()).unwrap_or(u32::MAX);
        let owing = spec.obligatory.then_some(pupils);
        let mut case =
            self.lesson_case(operation, time).with_work(spec, owing).with_pupil(self.page, time, person, after.absent);
        let previous = before.text();
        case.entry.kind = EntryKind::Cell(CellEntry {
            text: Some(after.text().unwrap_or_default()),
            notebook: lesson.is_none(),
            acknowledged: Some(previous.is_some()),
            previous,
            explanation: operation.explanation.clone(),
            approved_by: None,
        });
        Ok(case)
    }

    /// The case of a fact of a lesson that is not a cell.
    pub(super) fn of_lesson(&self, operation: &Operation, lesson: &Lesson) -> Case {
        let mut case = self.lesson_case(operation, lesson);
        case.entry.kind = match (&operation.target, &operation.value) {
            (Target::Topic { .. }, Some(Value::Topic(topic))) => EntryKind::Topic { text: Some(topic.text.clone()) },
            (_, Some(Value::Homework(homework))) => EntryKind::Homework(homework_entry(homework)),
            (Target::Attendance { .. }, value) => EntryKind::Attendance { confirmed: Some(value.is_some()) },
            (_, Some(Value::Reason { code, .. })) => {
                EntryKind::AbsenceReason { code: Some(code.clone()), received: None, from: None, to: None }
            }
            _ => EntryKind::Due,
        };
        if matches!(case.entry.kind, EntryKind::Topic { .. }) {
            let specs: Vec<&WorkSpec> = self.page.works_of(&lesson.id).map(|work| &work.spec).collect();
            case = case.with_named_work(&specs);
        }
        if let Some(Value::Work(new)) = &operation.value {
            let pupils = u32::try_from(self.page.pupils.len()).unwrap_or(u32::MAX);
            case = case.with_work(&new.spec, new.spec.obligatory.then_some(pupils));
        }
        case
    }

    /// The case of a mark for a period, with all that the page says of it. It is judged with the last lesson that has begun,
    /// whose teacher is the journal's; `others` are marks for other periods.
    pub(super) fn of_term(
        &self,
        operation: &Operation,
        (period, pupil): (&Period, &PupilId),
        others: &[(Period, TermMark)],
    ) -> Option<Case> {
        let lesson = self.last_begun(operation)?;
        let person = self.page.pupil(pupil)?;
        let mut case = self.lesson_case(operation, lesson).with_pupil(self.page, lesson, person, false);
        let others: Vec<_> = others.iter().map(|(period, mark)| (period, *mark)).collect();
        let text = match &operation.value {
            Some(Value::Term { mark }) => mark.to_string(),
            _ => String::new(),
        };
        let facts: HashMap<&Target, &Value> =
            self.page.facts.iter().filter_map(|fact| Some((&fact.target, fact.value.as_ref()?))).collect();
        let sight = TermSight {
            school: &self.state.school,
            calendar: &self.state.calendar,
            page: self.page,
            period,
            until: self.state.zone.local(operation.made_at),
            others: &others,
            value: &|target| facts.get(target).copied(),
        };
        let explanation = operation.explanation.clone();
        let entry = TermEntry { text: Some(text), explanation, ..TermEntry::of_page(&sight, pupil) };
        case.entry.kind = EntryKind::Term(Box::new(entry));
        Some(case)
    }

    /// The lesson whose time counts where a fact has none: the last one that has begun, or the first of all.
    fn last_begun(&self, operation: &Operation) -> Option<&Lesson> {
        let now = self.state.zone.local(operation.made_at);
        let lessons = &self.page.lessons;
        lessons.iter().rev().find(|lesson| lesson.starts_at() <= now).or_else(|| lessons.first())
    }
}

fn homework_entry(homework: &Homework) -> HomeworkEntry {
    let pupils = match &homework.scope {
        HomeworkScope::All => None,
        HomeworkScope::Individual(pupils) => Some(pupils.iter().map(ToString::to_string).collect()),
    };
    HomeworkEntry { text: Some(homework.text.clone()), individual: pupils.is_some(), pupils, none: Some(homework.is_none()) }
}

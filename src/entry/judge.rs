//! From changes to an outcome: the one place where an entry meets the rule engine.

use super::cell::CellText;
use super::desk::{Desk, How};
use super::term::{self, TermSpot};
use super::{Answers, Book, Change, Consent, Edit, NO_LESSON, NOT_ON_PAGE, Need, Outcome};
use crate::domain::{
    FactPlace, Finding, Lesson, LessonId, NewWork, PupilId, RuleId, Severity, Target, Value, WorkId, WorkSpec,
};
use crate::outbox::Life;
use crate::regulation::case::{CellEntry, HomeworkEntry};
use crate::regulation::{Answer, Case, Due, EntryKind, Judgement, Timeliness, check};

/// Judges changes as one transaction and makes its operations.
///
/// Changes that the book says already are left out. All edits end here; so do undo and redo, whose changes are the inverse
/// of an edit or the edit itself.
#[must_use]
pub fn propose(desk: &mut Desk, book: &Book, changes: Vec<Change>, answers: &Answers) -> Outcome {
    let changes: Vec<Change> = changes.into_iter().filter(|change| !is_same(book, change)).collect();
    if changes.is_empty() {
        return Outcome::Same;
    }
    let cases = match cases(desk, book, &changes) {
        Ok(cases) => cases,
        Err(finding) => return Outcome::Refused(vec![finding]),
    };
    let mut heard = Heard::default();
    for case in cases {
        heard.hear(desk, case, answers);
    }
    match heard.conclude(answers) {
        Ok(passed) => {
            let changes = changes.into_iter().map(|change| split(desk, book, change)).collect();
            Outcome::Edit(edit(desk, book, changes, answers, passed))
        }
        Err(outcome) => outcome,
    }
}

/// Of two marks for a composition in literature the second belongs into the journal of Russian: it is no mark of this
/// journal, and is kept beside the first as a comment, for whoever gives it there.
fn split(desk: &Desk, book: &Book, mut change: Change) -> Change {
    let Target::Marks { work, .. } = &change.target else { return change };
    let kind = book.column_of(work).map(|at| book.columns()[at].spec.kind);
    let splits = kind.is_some_and(|kind| desk.profile.splits_marks(&book.page().journal.subject, kind));
    if let Some(Value::Marks { marks, .. }) = &mut change.value
        && let (Some(second), true) = (marks.second.take_if(|_| splits), splits)
    {
        let note = format!("грамотность {second} — в журнал русского языка");
        change.comment = Some(match change.words() {
            Some(comment) => format!("{comment}; {note}"),
            None => note,
        });
    }
    change
}

/// A finding of the program itself, which no regulation speaks of.
pub(super) fn own(rule: RuleId, severity: Severity) -> Finding {
    Finding { rule, severity, clause: "".into(), args: std::collections::BTreeMap::new() }
}

/// Whether the change would leave the fact as it stands. An entry that was refused or is disputed may be made again.
fn is_same(book: &Book, change: &Change) -> bool {
    let unsettled = matches!(book.life(&change.target), Some(Life::Conflict | Life::Refused));
    says(book, change) && !unsettled
}

/// Whether the book shows what the change would make. A work that a mark makes is not compared.
#[must_use]
pub fn says(book: &Book, change: &Change) -> bool {
    let fact = book.fact(&change.target);
    let comment = fact.and_then(|fact| fact.comment.as_deref()).unwrap_or_default();
    let said = match (fact.and_then(|fact| fact.value.as_ref()), &change.value) {
        (Some(Value::Marks { marks, .. }), Some(Value::Marks { marks: new, .. })) => marks == new,
        (present, new) => present == new.as_ref(),
    };
    said && change.comment.as_ref().is_none_or(|said| said == comment)
}

fn edit(desk: &mut Desk, book: &Book, changes: Vec<Change>, answers: &Answers, passed: Passed) -> Edit {
    let Passed { findings, answered, due } = passed;
    let lesson = changes.iter().find_map(|change| lesson_of(book, &change.target));
    let inverse = changes
        .iter()
        .map(|change| {
            let fact = book.fact(&change.target);
            Change {
                target: change.target.clone(),
                value: fact.map_or_else(|| work_before(book, &change.target), |fact| fact.value.clone()),
                comment: fact.and_then(|fact| fact.comment.clone()),
            }
        })
        .rev()
        .collect();
    let held_until = desk.held_until(changes.iter().map(|change| &change.target), lesson, due);
    let how = How { made_at: desk.ids.instant(desk.now()), lesson, answers, answered: &answered };
    let operations = changes
        .into_iter()
        .map(|change| {
            let base = book.version(&change.target);
            desk.operation(change, base, &how)
        })
        .collect();
    Edit { operations, inverse, findings, held_until }
}

/// What a work was that the page lists without a fact about it.
fn work_before(book: &Book, target: &Target) -> Option<Value> {
    let Target::Work { work } = target else { return None };
    let listed = book.page().works.iter().find(|listed| listed.id == *work)?;
    let (journal, lesson, spec) = (listed.journal.clone(), listed.lesson.clone(), listed.spec.clone());
    Some(Value::Work(NewWork { journal, lesson, spec }))
}

/// The lesson that a fact belongs to.
#[must_use]
pub fn lesson_of<'a>(book: &'a Book, target: &Target) -> Option<&'a Lesson> {
    match target.place() {
        FactPlace::Lesson(lesson) => book.page().lesson(lesson),
        FactPlace::Work(work) => book.lesson_of_work(work),
        FactPlace::Period(..) => None,
    }
}

/// The cases that a transaction has to pass: one for each cell, one for each fact of a lesson.
fn cases(desk: &Desk, book: &Book, changes: &[Change]) -> Result<Vec<Case>, Finding> {
    let mut cases = Vec::with_capacity(changes.len());
    let mut seen: Vec<(WorkId, PupilId)> = Vec::new();
    for change in changes {
        let (work, pupil) = match &change.target {
            Target::Marks { work, pupil } => (work.clone(), pupil),
            Target::Absence { lesson, pupil } => {
                let of_lesson = changes.iter().find_map(|other| match &other.target {
                    Target::Marks { work, pupil: same } if same == pupil && in_lesson(book, work, lesson) => Some(work),
                    _ => None,
                });
                let first = book.first_column_of(lesson).map(|at| &book.columns()[at].work);
                let marked = book.columns().iter().find(|column| {
                    column.lesson.as_ref() == Some(lesson)
                        && book.value(&Target::Marks { work: column.work.clone(), pupil: pupil.clone() }).is_some()
                });
                let work = of_lesson.or(marked.map(|column| &column.work)).or(first);
                (work.ok_or_else(missing)?.clone(), pupil)
            }
            Target::Term { period, pupil, .. } => {
                let spot = TermSpot { period: period.clone(), pupil: pupil.clone() };
                let text = match &change.value {
                    Some(Value::Term { mark }) => mark.to_string(),
                    _ => String::new(),
                };
                cases.push(term::case(desk, book, &spot, text, change.words())?);
                continue;
            }
            _ => {
                cases.extend(lesson_case(desk, book, changes, change)?);
                continue;
            }
        };
        if !seen.contains(&(work.clone(), pupil.clone())) {
            cases.push(cell_case(desk, book, changes, &work, pupil)?);
            seen.push((work, pupil.clone()));
        }
    }
    if seen.iter().any(|(_, pupil)| *pupil != seen[0].1) {
        for case in &mut cases {
            case.entry.bulk = Some(true);
        }
    }
    Ok(cases)
}

/// Says in the case who entered what the server holds of the fact.
pub(super) fn name_author(case: &mut Case, book: &Book, target: &Target) {
    let held = book.acknowledged(target).filter(|fact| fact.value.is_some());
    if let Some(fact) = held.filter(|_| case.entry.author.is_none()) {
        case.entry.author = Some(fact.author.id.as_str().to_owned());
        case.entry.author_name = Some(fact.author.short_name.clone());
    }
}

pub(super) fn missing() -> Finding {
    own(NOT_ON_PAGE, Severity::Error)
}

fn in_lesson(book: &Book, work: &WorkId, lesson: &LessonId) -> bool {
    book.lesson_of_work(work).is_some_and(|of| of.id == *lesson)
}

pub(super) fn base_case(desk: &Desk, book: &Book, lesson: &Lesson) -> Case {
    Case::of_lesson(desk.now(), &desk.school, &desk.calendar, &desk.account, book.page(), lesson)
}

/// The case of a cell as it will stand after the changes.
pub(super) fn cell_case(
    desk: &Desk,
    book: &Book,
    changes: &[Change],
    work: &WorkId,
    pupil: &PupilId,
) -> Result<Case, Finding> {
    let column = book.column_of(work).map(|at| &book.columns()[at]).ok_or_else(missing)?;
    let person = book.page().pupil(pupil).ok_or_else(missing)?;
    let lesson = match book.lesson_of_work(work) {
        Some(lesson) => lesson,
        None => last_begun(desk, book).ok_or_else(missing)?,
    };
    let after = |target: Target| match changes.iter().find(|change| change.target == target) {
        Some(change) => change.value.as_ref(),
        None => book.value(&target),
    };
    let absence = |lesson: &LessonId| Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() };
    let absent = column.lesson.as_ref().is_some_and(|lesson| after(absence(lesson)).is_some());
    let marks = match after(Target::Marks { work: work.clone(), pupil: pupil.clone() }) {
        Some(Value::Marks { marks, .. }) => Some(*marks),
        _ => None,
    };
    if column.lesson.is_none() && absent {
        return Err(own(NO_LESSON, Severity::Error));
    }
    let comment = changes.iter().find_map(Change::words);
    let acknowledged = CellText::acknowledged(book, column, pupil);
    let mut case = base_case(desk, book, lesson).with_work(&column.spec, owing(book, &column.spec)).with_pupil(
        book.page(),
        lesson,
        person,
        absent,
    );
    case.entry.comment = comment;
    for target in [Some(Target::Marks { work: work.clone(), pupil: pupil.clone() }), column.lesson.as_ref().map(absence)] {
        if let Some(target) = target.filter(|target| changes.iter().any(|change| change.target == *target)) {
            name_author(&mut case, book, &target);
        }
    }
    case.entry.kind = EntryKind::Cell(CellEntry {
        text: Some(CellText { absent, marks }.to_string()),
        notebook: column.lesson.is_none(),
        acknowledged: Some(!acknowledged.is_empty()),
        previous: Some(acknowledged).filter(|text| !text.is_empty()).map(|text| text.to_string()),
        ..CellEntry::default()
    });
    Ok(case)
}

/// How many works a teacher checks: one of every pupil, where every pupil owes one.
fn owing(book: &Book, spec: &WorkSpec) -> Option<u32> {
    spec.obligatory.then(|| u32::try_from(book.pupils().len()).unwrap_or(u32::MAX))
}

/// The lesson whose time counts for a column without a lesson: the last one that has begun, or the first of all.
pub(super) fn last_begun<'a>(desk: &Desk, book: &'a Book) -> Option<&'a Lesson> {
    let lessons = &book.page().lessons;
    lessons.iter().rev().find(|lesson| desk.start_of(lesson) <= desk.now()).or_else(|| lessons.first())
}

fn lesson_case(desk: &Desk, book: &Book, changes: &[Change], change: &Change) -> Result<Option<Case>, Finding> {
    let kind = match (&change.target, &change.value) {
        (Target::Topic { .. }, Some(Value::Topic(topic))) => EntryKind::Topic { text: Some(topic.text.clone()) },
        (Target::Homework { .. }, Some(Value::Homework(homework))) => EntryKind::Homework(HomeworkEntry {
            text: Some(homework.text.clone()),
            none: Some(homework.is_none()),
            ..individual(homework)
        }),
        (Target::Attendance { .. }, value) => EntryKind::Attendance { confirmed: Some(value.is_some()) },
        // What is cleared has no words to be judged: a topic that is taken back is no empty topic.
        (Target::Topic { .. } | Target::Homework { .. } | Target::NotHeld { .. } | Target::Work { .. }, _) => EntryKind::Due,
        (Target::Reason { .. }, value) => {
            // Who may not write a reason may not take one back either.
            let code = match value.as_ref().or_else(|| book.value(&change.target)) {
                Some(Value::Reason { code, .. }) => code.clone(),
                _ => return Ok(None),
            };
            EntryKind::AbsenceReason { code: Some(code), received: None, from: None, to: None }
        }
        _ => return Ok(None),
    };
    let lesson = match (lesson_of(book, &change.target), &change.value) {
        (Some(lesson), _) => lesson,
        (None, Some(Value::Work(new))) => match &new.lesson {
            Some(lesson) => book.page().lesson(lesson).ok_or_else(missing)?,
            None => return Ok(None),
        },
        (None, _) => return Err(missing()),
    };
    let mut case = base_case(desk, book, lesson);
    if let Some(Value::Work(new)) = &change.value {
        case = case.with_work(&new.spec, owing(book, &new.spec));
    }
    if matches!(kind, EntryKind::Topic { .. }) {
        case = case.with_named_work(&works_after(book, changes, &lesson.id));
    }
    name_author(&mut case, book, &change.target);
    case.entry.kind = kind;
    Ok(Some(case))
}

/// The works of a lesson as they will stand after the changes.
fn works_after<'a>(book: &'a Book, changes: &'a [Change], lesson: &LessonId) -> Vec<&'a WorkSpec> {
    let is_said =
        |work: &WorkId| changes.iter().any(|change| matches!(&change.target, Target::Work { work: of } if of == work));
    let standing = book
        .columns()
        .iter()
        .filter(|column| column.made && column.lesson.as_ref() == Some(lesson) && !is_said(&column.work));
    let new = changes.iter().filter_map(|change| match &change.value {
        Some(Value::Work(new)) if new.lesson.as_ref() == Some(lesson) => Some(&new.spec),
        _ => None,
    });
    standing.map(|column| &column.spec).chain(new).collect()
}

fn individual(homework: &crate::domain::Homework) -> HomeworkEntry {
    match &homework.scope {
        crate::domain::HomeworkScope::All => HomeworkEntry::default(),
        crate::domain::HomeworkScope::Individual(pupils) => HomeworkEntry {
            individual: true,
            pupils: Some(pupils.iter().map(ToString::to_string).collect()),
            ..HomeworkEntry::default()
        },
    }
}

/// What the engine said of the cases of one transaction.
#[derive(Default)]
struct Heard {
    findings: Vec<Finding>,
    refused: Vec<Finding>,
    need: Option<Need>,
    due: Option<Due>,
}

/// A transaction that the engine lets pass.
struct Passed {
    findings: Vec<Finding>,
    answered: Vec<RuleId>,
    due: Option<Due>,
}

impl Heard {
    fn hear(&mut self, desk: &Desk, mut case: Case, answers: &Answers) {
        say(&mut case, answers);
        let answer = check(&desk.profile, &case);
        self.due = self.due.or(answer.due);
        match answer.verdict {
            Judgement::Accepted if wants_own_comment(desk, &case, answers) => {
                self.need = self.need.or(Some(Need::Comment));
            }
            Judgement::Accepted => {}
            Judgement::Request if answers.explanation.is_some() => {}
            Judgement::Request => self.need = self.need.or(Some(Need::Explanation)),
            Judgement::Warned => self.need = self.need.or_else(|| need_of_warning(desk, &case, &answer, answers)),
            Judgement::Refused => match need_of_refusal(desk, &case) {
                Some(need) => self.need = self.need.or(Some(need)),
                None => self.refused.extend(answer.findings.iter().cloned()),
            },
        }
        for finding in answer.findings {
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }

    fn conclude(mut self, answers: &Answers) -> Result<Passed, Outcome> {
        if !self.refused.is_empty() {
            self.refused.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
            self.refused.dedup();
            return Err(Outcome::Refused(self.refused));
        }
        if let Some(needs) = self.need {
            return Err(Outcome::Ask { findings: self.findings, needs });
        }
        let warned = self.findings.iter().filter(|finding| finding.severity == Severity::Warning);
        let spoken = answers.consent == Consent::Given || answers.comment.is_some() || answers.reason.is_some();
        let answered = if spoken { warned.map(|finding| finding.rule.clone()).collect() } else { Vec::new() };
        Ok(Passed { findings: self.findings, answered, due: self.due })
    }
}

fn say(case: &mut Case, answers: &Answers) {
    case.entry.comment = case.entry.comment.take().or_else(|| answers.comment.clone());
    case.entry.reason.clone_from(&answers.reason);
    explain(case, answers.explanation.clone());
}

/// Puts the explanation of a correction into the case.
fn explain(case: &mut Case, text: Option<String>) {
    match &mut case.entry.kind {
        EntryKind::Cell(cell) => cell.explanation = text,
        EntryKind::Term(term) => term.explanation = text,
        _ => {}
    }
}

/// What would answer the warnings. The engine itself is asked: a reason, a comment, else a second key.
fn need_of_warning(desk: &Desk, case: &Case, answer: &Answer, answers: &Answers) -> Option<Need> {
    let lifted = |probe: &dyn Fn(&mut Case)| {
        let mut case = case.clone();
        probe(&mut case);
        warnings(&check(&desk.profile, &case)) < warnings(answer)
    };
    if answers.consent == Consent::Given {
        return None;
    }
    if wants_own_comment(desk, case, answers) {
        return Some(Need::Comment);
    }
    if answers.reason.is_none() && lifted(&|case| case.entry.reason = Some(PROBE.to_owned())) {
        return Some(Need::Reason);
    }
    if answers.comment.is_none() && lifted(&|case| case.entry.comment = Some(PROBE.to_owned())) {
        return Some(if answer.timeliness == Some(Timeliness::Late) { Need::Reason } else { Need::Comment });
    }
    // A reason that was given for a step off the plan is the answer, even where the warning stays for the deputy.
    if answers.reason.is_some() && !matches!(case.entry.kind, EntryKind::Cell(_)) {
        return None;
    }
    Some(Need::SecondKey)
}

/// Whether a mark for a period has a warning that is about this pupil: a comment answers it, and a reason why the marks of the
/// period are late does not, though it goes with every one of them.
fn wants_own_comment(desk: &Desk, case: &Case, answers: &Answers) -> bool {
    if !matches!(case.entry.kind, EntryKind::Term(_)) || answers.comment.is_some() || answers.consent == Consent::Given {
        return false;
    }
    let mut timeless = case.clone();
    (timeless.now, timeless.entry.reason) = (None, None);
    let before = warnings(&check(&desk.profile, &timeless));
    timeless.entry.comment = Some(PROBE.to_owned());
    warnings(&check(&desk.profile, &timeless)) < before
}

fn need_of_refusal(desk: &Desk, case: &Case) -> Option<Need> {
    let lifted = |probe: &dyn Fn(&mut Case)| {
        let mut case = case.clone();
        probe(&mut case);
        check(&desk.profile, &case).verdict != Judgement::Refused
    };
    if lifted(&|case| explain(case, Some(PROBE.repeat(200)))) {
        return Some(Need::Explanation);
    }
    (case.entry.comment.is_none() && lifted(&|case| case.entry.comment = Some(PROBE.to_owned()))).then_some(Need::Comment)
}

/// Any text: the engine looks at whether there is one.
const PROBE: &str = "—";

fn warnings(answer: &Answer) -> usize {
    answer.findings.iter().filter(|finding| finding.severity == Severity::Warning).count()
}

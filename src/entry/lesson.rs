//! Edits of a lesson: roll call, topic, homework, works, and that it was not held.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use super::judge::{own, propose};
use super::{Answers, Book, Change, MARKED, NOT_ON_PAGE, Outcome, belongs, fold};
use crate::domain::{
    Finding, Homework, KnownFrom, Lesson, LessonId, NewWork, PlanItem, PlanItemId, PupilId, Severity, Target, Topic, Value,
    WorkId, WorkSpec,
};

/// Calls the roll: those named are absent, everybody else on the roster is present. One transaction of the absences that
/// change and of the confirmation.
#[must_use]
pub fn roll_call(desk: &mut Desk, book: &Book, lesson: &LessonId, absent: &BTreeSet<PupilId>, answers: &Answers) -> Outcome {
    let Some(held) = book.page().lesson(lesson) else { return not_on_page() };
    let on_roster = book.pupils().iter().filter(|pupil| belongs(pupil, held));
    let mut changes: Vec<Change> = on_roster
        .map(|pupil| Change {
            target: Target::Absence { lesson: lesson.clone(), pupil: pupil.id.clone() },
            value: absent.contains(&pupil.id).then_some(Value::Absent),
            comment: None,
        })
        .collect();
    changes.push(Change {
        target: Target::Attendance { lesson: lesson.clone() },
        value: Some(Value::Confirmed),
        comment: None,
    });
    match propose(desk, book, changes, answers) {
        Outcome::Refused(findings) => Outcome::Refused(with_marked(book, lesson, absent, findings)),
        outcome => outcome,
    }
}

/// Puts in front of a refusal who of the absent has a mark in the lesson, by list numbers: the form does not show marks.
fn with_marked(book: &Book, lesson: &LessonId, absent: &BTreeSet<PupilId>, mut findings: Vec<Finding>) -> Vec<Finding> {
    let works = || book.columns().iter().filter(|column| column.lesson.as_ref() == Some(lesson));
    let has_mark = |pupil: &PupilId| {
        let target = |work: &WorkId| Target::Marks { work: work.clone(), pupil: pupil.clone() };
        works().any(|column| book.value(&target(&column.work)).is_some())
    };
    let is_absent =
        |pupil: &PupilId| book.value(&Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() }).is_some();
    let named = book.pupils().iter().filter(|pupil| absent.contains(&pupil.id) && !is_absent(&pupil.id));
    let numbers: Vec<String> = named.filter(|pupil| has_mark(&pupil.id)).map(|pupil| pupil.number.to_string()).collect();
    if !numbers.is_empty() {
        let mut marked = own(MARKED, Severity::Error);
        marked.clause = findings.first().map(|finding| finding.clause.clone()).unwrap_or_default();
        marked.args.insert("numbers".into(), numbers.join(", "));
        findings.insert(0, marked);
    }
    findings
}

/// Writes the topic of a lesson. `item` is the item of the plan that it is, where it was taken from there; an empty text
/// clears the topic.
#[must_use]
pub fn set_topic(
    desk: &mut Desk,
    book: &Book,
    lesson: &LessonId,
    text: &str,
    item: Option<&PlanItemId>,
    answers: &Answers,
) -> Outcome {
    let text = text.trim();
    let value = (!text.is_empty()).then(|| Value::Topic(Topic { text: text.to_owned(), plan_item: item.cloned() }));
    one(desk, book, Target::Topic { lesson: lesson.clone() }, value, answers)
}

/// Writes the homework of a lesson; `None` takes it back, [`Homework::none`] says «не задано».
#[must_use]
pub fn set_homework(
    desk: &mut Desk,
    book: &Book,
    lesson: &LessonId,
    homework: Option<Homework>,
    answers: &Answers,
) -> Outcome {
    one(desk, book, Target::Homework { lesson: lesson.clone() }, homework.map(Value::Homework), answers)
}

/// Says what a work of the lesson is. For a lesson without works it is its first one ([`WorkId::first_of`]).
#[must_use]
pub fn set_work(
    desk: &mut Desk,
    book: &Book,
    lesson: &LessonId,
    work: &WorkId,
    spec: WorkSpec,
    answers: &Answers,
) -> Outcome {
    let present = book.column_of(work).map(|at| &book.columns()[at]);
    if present.is_some_and(|column| column.made && column.spec == spec) {
        return Outcome::Same;
    }
    let new = NewWork { journal: book.page().journal.id.clone(), lesson: Some(lesson.clone()), spec };
    one(desk, book, Target::Work { work: work.clone() }, Some(Value::Work(new)), answers)
}

/// Adds one more work to a lesson: one more column.
#[must_use]
pub fn add_work(desk: &mut Desk, book: &Book, lesson: &LessonId, spec: WorkSpec, answers: &Answers) -> Outcome {
    let first = WorkId::first_of(lesson);
    let taken = book.column_of(&first).is_some_and(|at| book.columns()[at].made);
    let work = if taken { WorkId::new(desk.ids.draw().to_string()) } else { first };
    set_work(desk, book, lesson, &work, spec, answers)
}

/// Says that a lesson was not held (the reason is [`Answers::reason`]), or with `held` that it was after all.
#[must_use]
pub fn set_not_held(desk: &mut Desk, book: &Book, lesson: &LessonId, held: Held, answers: &Answers) -> Outcome {
    let value = (held == Held::No).then_some(Value::NotHeld);
    one(desk, book, Target::NotHeld { lesson: lesson.clone() }, value, answers)
}

/// Whether a lesson was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// It was.
    Yes,
    /// It was not.
    No,
}

/// Pupils who were absent from the journal's lesson on an earlier day, belong to this one, and of whom its roll call has said
/// nothing yet: a question, no more.
#[must_use]
pub fn absent_before(book: &Book, lesson: &Lesson) -> BTreeSet<PupilId> {
    let before = before(book, lesson).filter(|before| before.date < lesson.date);
    before.map(|before| missed(book, before, lesson)).unwrap_or_default()
}

/// Pupils who were absent from the journal's lesson before on the same day, and of whom the roll call of this one has said
/// nothing yet. It is known without the server.
#[must_use]
pub fn absent_today(book: &Book, lesson: &Lesson) -> BTreeMap<PupilId, KnownFrom> {
    let Some(before) = before(book, lesson).filter(|before| before.date == lesson.date) else { return BTreeMap::new() };
    let from = KnownFrom::Lesson { number: before.number, subject: before.subject.clone() };
    missed(book, before, lesson).into_iter().map(|pupil| (pupil, from.clone())).collect()
}

/// The journal's lesson before.
fn before<'a>(book: &'a Book, lesson: &Lesson) -> Option<&'a Lesson> {
    let earlier = |before: &&Lesson| (before.date, before.number) < (lesson.date, lesson.number) && !before.cancelled;
    book.page().lessons.iter().rev().find(earlier)
}

fn missed(book: &Book, before: &Lesson, lesson: &Lesson) -> BTreeSet<PupilId> {
    if book.value(&Target::Attendance { lesson: lesson.id.clone() }).is_some() {
        return BTreeSet::new();
    }
    let is_absent = |lesson: &Lesson, pupil: &PupilId| {
        book.value(&Target::Absence { lesson: lesson.id.clone(), pupil: pupil.clone() }).is_some()
    };
    let pupils = book.pupils().iter().filter(|pupil| belongs(pupil, lesson)).map(|pupil| &pupil.id);
    pupils.filter(|pupil| is_absent(before, pupil) && !is_absent(lesson, pupil)).cloned().collect()
}

/// The item of the plan that is next, topics that wait counted: they have not reached the server's count yet.
#[must_use]
pub fn next_topic(book: &Book) -> Option<&PlanItem> {
    let page = book.page();
    let waits = |item: &PlanItem| {
        let own = page.lessons.iter().filter(|lesson| {
            let target = Target::Topic { lesson: lesson.id.clone() };
            let named =
                matches!(book.value(&target), Some(Value::Topic(topic)) if topic.plan_item.as_ref() == Some(&item.id));
            named && book.life(&target).is_some() && book.acknowledged(&target).is_none_or(|fact| fact.value.is_none())
        });
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    };
    page.plan.iter().filter(|item| item.used < item.hours).find(|item| item.used + waits(item) < item.hours)
}

/// Items of the plan whose topic completes what was typed, the next item first. Nothing typed: all from the next one on.
#[must_use]
pub fn topics_of<'a>(plan: &'a [PlanItem], typed: &str) -> Vec<&'a PlanItem> {
    let typed = fold(typed);
    let open = plan.iter().filter(|item| item.used < item.hours);
    let passed = plan.iter().filter(|item| item.used >= item.hours);
    let matches = |item: &&PlanItem| {
        let topic = fold(&item.topic);
        typed.is_empty()
            || topic.starts_with(&typed)
            || topic.contains(&format!(" {typed}"))
            || topic.contains(&format!("«{typed}"))
    };
    if typed.is_empty() { open.collect() } else { open.chain(passed).filter(matches).collect() }
}

fn one(desk: &mut Desk, book: &Book, target: Target, value: Option<Value>, answers: &Answers) -> Outcome {
    propose(desk, book, vec![Change { target, value, comment: answers.comment.clone() }], answers)
}

fn not_on_page() -> Outcome {
    Outcome::Refused(vec![own(NOT_ON_PAGE, Severity::Error)])
}

//! One lesson of a review: its roll call, cells, topic and homework, and what is missing of them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::sheet::Sheet;
use super::voice::{at, on_fact, on_open};
use super::{Bench, LessonReview, Remark, Standing};
use crate::domain::{
    DutyInstants, DutyState, Fact, Fill, HomeworkScope, Lesson, LessonDuties, LessonRow, Target, Value, WorkFill, WorkId,
    WorkKind, WorkSpec,
};
use crate::regulation::case::{
    CellEntry, Entry, HomeworkEntry, PlanFacts, PupilFacts, RosterFacts, When, WorkFacts, is_twin, of_group,
};
use crate::regulation::{Case, EntryKind, check, duties};

/// What the lessons before one say of it.
pub(super) struct Before {
    /// How many held lessons in a row each pupil has missed.
    missed: Vec<u32>,
    /// Highest numbers of numbered works.
    numbers: BTreeMap<WorkKind, u32>,
    /// The plan; hours used are filled in for each lesson.
    plan: Vec<PlanFacts>,
    /// Hours of the plan that were used when a lesson's topic was entered, by lesson.
    used: Vec<Vec<u32>>,
}

impl Before {
    pub fn of(sheet: &Sheet<'_>) -> Self {
        let page = sheet.page;
        let mut numbers = page.last_numbers.clone();
        for kind in [WorkKind::Control, WorkKind::Lab, WorkKind::Practical] {
            numbers.entry(kind).or_default();
        }
        let plan = page.plan.iter().map(PlanFacts::of).collect();
        Self { missed: vec![0; page.pupils.len()], numbers, plan, used: used_before(sheet) }
    }

    /// Takes a lesson into what is before the next one.
    pub fn pass(&mut self, sheet: &Sheet<'_>, at: usize) {
        if sheet.page.lessons[at].cancelled {
            return;
        }
        let of = &sheet.lessons[at];
        for (missed, absence) in self.missed.iter_mut().zip(&of.absences) {
            *missed = if absence.is_some() { *missed + 1 } else { 0 };
        }
        for work in of.works.iter().map(|work| &sheet.works[*work].work.spec) {
            if let Some(number) = work.number {
                let last = self.numbers.entry(work.kind).or_default();
                *last = number.max(*last);
            }
        }
    }
}

/// The hours of the plan that were used when each lesson's topic was entered. The page counts the whole year: from the
/// latest topic back, each one gives its hour free again.
fn used_before(sheet: &Sheet<'_>) -> Vec<Vec<u32>> {
    let page = sheet.page;
    let items: HashMap<&str, usize> = page.plan.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
    let mut order: Vec<(DateTime<Utc>, NaiveDateTime, usize)> = Vec::with_capacity(sheet.lessons.len());
    for (at, lesson) in sheet.lessons.iter().enumerate() {
        order.extend(lesson.topic.map(|fact| (fact.filled(), page.lessons[at].starts_at(), at)));
    }
    order.sort_unstable();
    let mut used: Vec<u32> = page.plan.iter().map(|item| item.used).collect();
    let mut before = vec![Vec::new(); sheet.lessons.len()];
    for (_, _, lesson) in order.into_iter().rev() {
        let item = sheet.topic(lesson).and_then(|topic| topic.plan_item.as_ref());
        if let Some(at) = item.and_then(|item| items.get(item.as_str())) {
            used[*at] = used[*at].saturating_sub(1);
        }
        before[lesson].clone_from(&used);
    }
    before
}

/// What a review finds in a lesson; `None`: nothing.
pub(super) fn review(bench: &Bench<'_>, sheet: &Sheet<'_>, before: &mut Before, at: usize) -> Option<LessonReview> {
    let lesson = &sheet.page.lessons[at];
    let row = row(sheet, at);
    let (duties, works) = duties::of_row_by_work(bench.profile, bench.school, bench.calendar, &row, bench.now);
    let case = case(bench, sheet, before, at, &row);
    let mut seen = Seen { bench, sheet, before, at, lesson, case, remarks: Vec::new() };
    seen.attendance(&duties);
    seen.cells(&row, &works);
    seen.topic(&duties);
    seen.homework(&duties);
    seen.reasons();
    let remarks = seen.remarks;
    (!remarks.is_empty()).then(|| LessonReview {
        journal: lesson.journal.clone(),
        period: sheet.page.period.id.clone(),
        class: lesson.class_name.clone(),
        subject: lesson.subject.clone(),
        group: lesson.group.clone(),
        teacher: lesson.given_by().clone(),
        lesson: Some(lesson.id.clone()),
        date: lesson.date,
        number: Some(lesson.number),
        remarks,
    })
}

/// The lesson as a day list shows it, so that its duties are judged by the same code.
fn row(sheet: &Sheet<'_>, at: usize) -> LessonRow {
    let (page, of) = (sheet.page, &sheet.lessons[at]);
    let lesson = &page.lessons[at];
    let counts = |pupil: usize| {
        let person = &page.pupils[pupil];
        let present = person.on_roster(lesson.date) && of_group(lesson, person) && of.absences[pupil].is_none();
        present && !person.home_schooled
    };
    let expected: Vec<usize> = (0..page.pupils.len()).filter(|pupil| counts(*pupil)).collect();
    let works = of.works.iter().map(|work| {
        let marks = &sheet.works[*work].marks;
        let owed = expected.iter().filter(|pupil| marks[**pupil].is_none()).count();
        WorkFill { work: sheet.works[*work].work.clone(), owed: count(owed), of: count(expected.len()) }
    });
    let first = |facts: &mut dyn Iterator<Item = &Fact>| facts.map(Fact::filled).min();
    let absent = of.absences.iter().flatten().count();
    let fill = Fill {
        attendance: of.attendance.is_some() || absent > 0,
        absent: count(absent),
        topic: of.topic.is_some(),
        homework: of.homework.is_some(),
        not_held: of.not_held.is_some(),
        works: works.collect(),
        made: DutyInstants {
            attendance: first(&mut of.absences.iter().copied().chain([of.attendance]).flatten()),
            topic: of.topic.map(Fact::filled),
            homework: of.homework.map(Fact::filled),
            marks: first(&mut of.works.iter().flat_map(|work| &sheet.works[*work].marks).copied().flatten()),
        },
        ..Fill::default()
    };
    let after = page.lessons[at + 1..].iter().filter(|other| !other.cancelled && other.starts_at() > lesson.starts_at());
    let next_lessons = after.map(Lesson::starts_at).take(3).collect();
    LessonRow { lesson: lesson.clone(), fill, expected_topic: None, next_lessons, known: Vec::new() }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// The lesson as the engine sees it; what is entered is filled in fact by fact.
fn case(bench: &Bench<'_>, sheet: &Sheet<'_>, before: &Before, at: usize, row: &LessonRow) -> Case {
    let mut case = Case::of_row(bench.now, bench.school, bench.calendar, &row.lesson, &row.next_lessons);
    if let Some(facts) = &mut case.lesson {
        facts.held = Some(!row.fill.not_held);
        facts.roster = Some(RosterFacts::of_page(sheet.page, &row.lesson));
        facts.last_numbers = Some(before.numbers.clone());
        let lessons = &sheet.page.lessons;
        let twin = row.lesson.doubled.and_then(|_| lessons.iter().position(|other| is_twin(other, &lessons[at])));
        facts.doubled_with = twin.map(|twin| lessons[twin].id.as_str().to_owned());
        facts.doubled_topic = twin.and_then(|twin| sheet.topic(twin)).map(|topic| topic.text.clone());
    }
    case
}

/// A lesson while it is looked at.
struct Seen<'a, 'p> {
    bench: &'a Bench<'a>,
    sheet: &'a Sheet<'p>,
    before: &'a mut Before,
    at: usize,
    lesson: &'p Lesson,
    case: Case,
    remarks: Vec<Remark>,
}

impl Seen<'_, '_> {
    /// Judges a fact as of its making.
    fn judge(&mut self, fact: &Fact, kind: EntryKind) -> Vec<Remark> {
        self.case.now = Some(at(fact.filled()));
        self.case.entry = Entry { kind, comment: fact.comment.clone(), reason: fact.reason.clone(), ..Entry::default() };
        on_fact(fact, check(self.bench.profile, &self.case))
    }

    /// Remarks on a duty that is open.
    fn open(&mut self, target: Target, duty: &crate::domain::Duty, kind: EntryKind) {
        self.case.entry = Entry { kind, ..Entry::default() };
        self.remarks.extend(on_open(self.bench, target, duty, &mut self.case));
    }

    fn attendance(&mut self, duties: &LessonDuties) {
        let confirmed = || EntryKind::Attendance { confirmed: Some(true) };
        if let Some(fact) = self.sheet.lessons[self.at].attendance {
            let found = self.judge(fact, confirmed());
            // An absence entered in time has begun the roll call: the duty stands as the day list says.
            let kept = |remark: &Remark| remark.standing != Standing::Late || duties.attendance.state == DutyState::DoneLate;
            self.remarks.extend(found.into_iter().filter(kept));
        }
        self.open(Target::Attendance { lesson: self.lesson.id.clone() }, &duties.attendance, confirmed());
    }

    /// Cells pupil by pupil: what stands in them, and marks that are owed.
    fn cells(&mut self, row: &LessonRow, owed: &[(usize, crate::domain::Duty)]) {
        let (sheet, page) = (self.sheet, self.sheet.page);
        let of = &sheet.lessons[self.at];
        let oral = WorkSpec::of(WorkKind::Oral);
        let obliged = |spec: &WorkSpec| spec.obligatory.then(|| count(page.pupils.len()));
        let works: Vec<(WorkId, WorkFacts, Option<usize>)> = if of.works.is_empty() {
            vec![(WorkId::first_of(&self.lesson.id), WorkFacts::of(&oral, None), None)]
        } else {
            let listed = of.works.iter().map(|at| (*at, &sheet.works[*at].work));
            listed.map(|(at, work)| (work.id.clone(), WorkFacts::of(&work.spec, obliged(&work.spec)), Some(at))).collect()
        };
        let late_call = self.remarks.iter().any(|remark| remark.standing == Standing::Late);
        for (pupil, person) in page.pupils.iter().enumerate() {
            let absence = of.absences[pupil];
            let mark = |work: Option<usize>| work.and_then(|work| sheet.works[work].marks[pupil]);
            let marked = works.iter().any(|(_, _, work)| mark(*work).is_some());
            let is_owed = |at: usize| absence.is_none() && row.fill.works[at].owed > 0;
            if absence.is_none() && !marked && owed.is_empty() {
                continue;
            }
            let mut facts = PupilFacts::of(self.lesson, person, self.before.missed[pupil]);
            facts.absent = Some(absence.is_some());
            let belongs = facts.on_roster == Some(true) && !person.home_schooled;
            self.case.pupil = Some(facts);
            for (place, (id, work, at)) in works.iter().enumerate() {
                let text = |fact: Option<&Fact>| cell_text(absence.is_some(), fact);
                let kind = |text| EntryKind::Cell(CellEntry { text: Some(text), ..CellEntry::default() });
                if let Some(fact) = mark(*at) {
                    self.case.work = Some(work.clone());
                    let found = self.judge(fact, kind(text(Some(fact))));
                    self.remarks.extend(found);
                } else if let (Some(fact), 0, false) = (absence, place, marked) {
                    self.case.work = Some(work.clone());
                    let found = self.judge(fact, kind(text(None)));
                    // A roll call that came late is said once, not for every pupil in it.
                    let kept = |remark: &Remark| remark.standing != Standing::Late || !late_call;
                    self.remarks.extend(found.into_iter().filter(kept));
                }
                let duty = at.and_then(|_| owed.iter().find(|(of, _)| *of == place)).map(|(_, duty)| duty);
                if let (Some(duty), None, true) = (duty, mark(*at), belongs && at.is_some() && is_owed(place)) {
                    self.case.work = Some(work.clone());
                    let target = Target::Marks { work: id.clone(), pupil: person.id.clone() };
                    self.open(target, duty, kind("5".to_owned()));
                }
            }
        }
        (self.case.work, self.case.pupil) = (None, None);
    }

    fn topic(&mut self, duties: &LessonDuties) {
        if let (Some(fact), Some(topic)) = (self.sheet.lessons[self.at].topic, self.sheet.topic(self.at)) {
            // A journal without a plan has nothing to compare with.
            if !self.before.plan.is_empty() {
                let mut plan = std::mem::take(&mut self.before.plan);
                plan.iter_mut().zip(&self.before.used[self.at]).for_each(|(item, used)| item.used = Some(*used));
                self.set_plan(Some(plan));
            }
            let found = self.judge(fact, EntryKind::Topic { text: Some(topic.text.clone()) });
            self.remarks.extend(found);
            self.before.plan = self.set_plan(None).unwrap_or_default();
        }
        let target = Target::Topic { lesson: self.lesson.id.clone() };
        self.open(target, &duties.topic, EntryKind::Topic { text: Some(String::new()) });
    }

    fn set_plan(&mut self, plan: Option<Vec<PlanFacts>>) -> Option<Vec<PlanFacts>> {
        self.case.lesson.as_mut().and_then(|facts| std::mem::replace(&mut facts.plan, plan))
    }

    fn homework(&mut self, duties: &LessonDuties) {
        if let Some(fact) = self.sheet.lessons[self.at].homework
            && let Some(Value::Homework(homework)) = &fact.value
        {
            let pupils = match &homework.scope {
                HomeworkScope::All => None,
                HomeworkScope::Individual(pupils) => Some(pupils.iter().map(ToString::to_string).collect()),
            };
            let entry = HomeworkEntry {
                text: Some(homework.text.clone()),
                individual: pupils.is_some(),
                pupils,
                none: Some(homework.is_none()),
            };
            let found = self.judge(fact, EntryKind::Homework(entry));
            self.remarks.extend(found);
        }
        let none = HomeworkEntry { none: Some(true), ..HomeworkEntry::default() };
        self.open(Target::Homework { lesson: self.lesson.id.clone() }, &duties.homework, EntryKind::Homework(none));
    }

    fn reasons(&mut self) {
        for fact in self.sheet.lessons[self.at].reasons.iter().flatten() {
            let Some(Value::Reason { code, document_received, .. }) = &fact.value else { continue };
            let received = document_received.and_then(|date| date.and_hms_opt(0, 0, 0)).map(When::Local);
            let kind = EntryKind::AbsenceReason { code: Some(code.clone()), received, from: None, to: None };
            let found = self.judge(fact, kind);
            self.remarks.extend(found);
        }
    }
}

/// What a cell says, as the engine reads it.
pub(super) fn cell_text(absent: bool, fact: Option<&Fact>) -> String {
    let absent = if absent { "н" } else { "" };
    match fact.and_then(|fact| fact.value.as_ref()) {
        Some(Value::Marks { marks, .. }) => format!("{absent}{marks}"),
        _ => absent.to_owned(),
    }
}

//! `entries.csv` and `terms.csv`: what the journal says so far, as facts with author and instant.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use super::PastFact;
use super::ids::{operation_id, row_digest};
use super::journals::Journals;
use super::people::{Classes, Staff, unique};
use super::problem::What;
use super::settings::Settings;
use super::table::{Need, Row, Spec, Table};
use super::timetable::{ByPlace, Dated, Gaps};
use super::words::{WORK_KINDS, YES, meaning};
use crate::domain::{
    AccountId, Homework, HomeworkFor, HomeworkScope, JournalId, Marks, NewWork, PlanKind, PupilId, Target, Teller, TermMark,
    Topic, Value, WorkId, WorkKind, WorkSpec,
};

pub(super) const ENTRIES: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("date", "дата", Need::Filled),
        ("class", "класс", Need::Filled),
        ("number", "урок", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Column),
        ("plan", "номер по ктп", Need::Nothing),
        ("topic", "тема", Need::Column),
        ("homework", "домашнее задание", Need::Column),
        ("work", "вид работы", Need::Nothing),
        ("work_number", "номер работы", Need::Nothing),
        ("obligatory", "обязательная", Need::Nothing),
        ("roll", "перекличка", Need::Nothing),
        ("marks", "отметки", Need::Column),
        ("reasons", "причины", Need::Nothing),
        ("made", "внесено", Need::Nothing),
        ("homework_made", "дз внесено", Need::Nothing),
        ("marks_made", "отметки внесены", Need::Nothing),
        ("by", "кто внёс", Need::Nothing),
        ("not_held", "не состоялся", Need::Nothing),
    ],
    cap: 64 << 20,
};

pub(super) const TERMS: Spec = Spec {
    columns: &[
        ("id", "код", Need::Filled),
        ("class", "класс", Need::Filled),
        ("subject", "предмет", Need::Filled),
        ("group", "подгруппа", Need::Column),
        ("period", "период", Need::Filled),
        ("marks", "отметки", Need::Filled),
        ("made", "внесено", Need::Filled),
    ],
    cap: 16 << 20,
};

/// What entries are read against.
pub(super) struct Against<'a> {
    pub school: &'a Settings,
    pub classes: &'a Classes,
    pub journals: &'a Journals,
    pub staff: &'a Staff,
    pub lessons: &'a [Dated<'a>],
    pub places: ByPlace,
    pub gaps: &'a Gaps,
}

/// One cell of the column `marks`: `12:5/4`, `7:н`, `9:н5`.
struct Cell {
    number: u16,
    absent: bool,
    marks: Option<Marks>,
}

/// The facts of one row as they are collected.
struct Facts<'a> {
    list: &'a mut Vec<PastFact>,
    row: [u8; 8],
    journal: JournalId,
    author: AccountId,
    on_behalf_of: Option<AccountId>,
}

impl Facts<'_> {
    fn add(&mut self, target: Target, value: Value, made_at: DateTime<Utc>) {
        let id = operation_id(self.row, &target, &value);
        self.list.push(PastFact {
            id,
            journal: self.journal.clone(),
            target,
            value,
            author: self.author.clone(),
            on_behalf_of: self.on_behalf_of.clone(),
            made_at,
            reason: None,
        });
    }
}

/// Reads entries and marks of periods; the facts are sorted by instant.
pub(super) fn facts(entries: &Table<'_>, terms: &Table<'_>, against: &Against<'_>) -> Vec<PastFact> {
    let mut facts = Vec::with_capacity(entries.len() * 12);
    let mut ids = HashMap::new();
    let mut works: HashMap<usize, (u32, u64)> = HashMap::new();
    for row in entries.rows() {
        let id = unique(&mut ids, row, "id");
        let Some((id, place)) = id.zip(lesson_of(row, against)) else {
            check_marks(row);
            continue;
        };
        let place_of_work = works.entry(place).or_insert((0, row.line()));
        place_of_work.0 += 1;
        entry(row, &id, against, place, place_of_work.0, &mut facts);
    }
    for row in terms.rows() {
        if let Some(id) = unique(&mut ids, row, "id") {
            term(row, &id, against, &mut facts);
        }
    }
    facts.sort_by_key(|fact| fact.made_at);
    facts
}

/// What can be said of the marks of a row whose lesson is not known.
fn check_marks(row: Row<'_>) {
    for part in row.get("marks").split_ascii_whitespace().filter(|part| cell(part).is_none()) {
        row.problem("marks", What::BadMarks { value: part.to_owned(), other: String::new() });
    }
}

fn lesson_of(row: Row<'_>, against: &Against<'_>) -> Option<usize> {
    let date = row.date("date", &against.school.year());
    let class = against.classes.of(row, "class");
    let number = row.number("number", 0..=12).and_then(|number| u8::try_from(number).ok());
    let journal = class.and_then(|class| against.journals.of(row, class));
    let (date, class, number, journal) = (date?, class?, number?, journal?);
    let standing = against.places.get(&(date, class, number)).map_or(&[][..], Vec::as_slice);
    let found = standing.iter().copied().find(|place| against.lessons[*place].journal == journal);
    if found.is_none() && !against.gaps.may_hide(class, row) {
        let other = format!("{date}, {}", row.get("class"));
        row.problem("number", What::NoLesson { value: number.to_string(), other });
    }
    found
}

fn entry(row: Row<'_>, id: &str, against: &Against<'_>, place: usize, nth: u32, list: &mut Vec<PastFact>) {
    let dated = &against.lessons[place];
    let lesson = &dated.lesson;
    let instant = |at: NaiveDateTime| against.school.zone.instant(at).to_utc();
    let made_local = row.moment("made", lesson.date).unwrap_or_else(|| lesson.ends_at());
    let made = instant(made_local);
    let later = |column: &str| row.moment(column, lesson.date).map_or(made, instant);
    let (homework_made, marks_made) = (later("homework_made"), later("marks_made"));
    let author = against.staff.teacher_of(row, "by").unwrap_or_else(|| lesson.given_by()).id.clone();
    let on_behalf_of = (author != lesson.teacher.id).then(|| lesson.teacher.id.clone());
    let journal = lesson.journal.clone();
    let mut facts = Facts { list, row: row_digest(against.school.school.id.as_str(), id), journal, author, on_behalf_of };
    let cells = cells(row, against, dated.class, dated.journal);

    let work = work(row, lesson, nth, &cells, dated.journal, against);
    if let Some((id, spec)) = &work {
        let value = NewWork { journal: lesson.journal.clone(), lesson: Some(lesson.id.clone()), spec: spec.clone() };
        facts.add(Target::Work { work: id.clone() }, Value::Work(value), made.min(marks_made));
    }
    if row.yes("roll") {
        facts.add(Target::Attendance { lesson: lesson.id.clone() }, Value::Confirmed, made);
    }
    for (cell, pupil) in &cells {
        if cell.absent {
            let target = Target::Absence { lesson: lesson.id.clone(), pupil: pupil.clone() };
            facts.add(target, Value::Absent, made);
        }
        if let (Some(marks), Some((work, _))) = (cell.marks, &work) {
            let target = Target::Marks { work: work.clone(), pupil: pupil.clone() };
            facts.add(target, Value::Marks { marks, creates: None }, marks_made);
        }
    }
    if let Some(topic) = topic(row, dated.journal, against) {
        facts.add(Target::Topic { lesson: lesson.id.clone() }, Value::Topic(topic), made);
    }
    if let Some(homework) = homework(row) {
        facts.add(Target::Homework { lesson: lesson.id.clone() }, Value::Homework(homework), homework_made);
    }
    if !row.get("not_held").is_empty() {
        facts.add(Target::NotHeld { lesson: lesson.id.clone() }, Value::NotHeld, made);
        facts.list.last_mut().expect("just added").reason = Some(row.get("not_held").to_owned());
    }
    reasons(row, against, dated, made, &mut facts);
}

/// Marks need a kind of work; a further row of a lesson is a further work of it.
fn work(
    row: Row<'_>,
    lesson: &crate::domain::Lesson,
    nth: u32,
    cells: &[(Cell, PupilId)],
    journal: usize,
    against: &Against<'_>,
) -> Option<(WorkId, WorkSpec)> {
    let text = row.get("work");
    let kind = row.word("work", WORK_KINDS);
    if text.is_empty() {
        if cells.iter().any(|(cell, _)| cell.marks.is_some()) {
            row.problem("work", What::NoWork { value: row.get("marks").to_owned(), other: String::new() });
        }
        return None;
    }
    let kind = kind?;
    let number = row.number("work_number", 1..=999);
    let obligatory = match row.get("obligatory") {
        "" => is_control(kind) || plan_kind(row, journal, against) == Some(PlanKind::Control),
        text => meaning(YES, text).unwrap_or_else(|| row.yes("obligatory")),
    };
    let id = if nth == 1 { WorkId::first_of(&lesson.id) } else { WorkId::new(format!("{}:{nth}", lesson.id)) };
    Some((id, WorkSpec { kind, number, title: String::new(), obligatory }))
}

/// Works that every pupil writes, where the row does not say otherwise.
const fn is_control(kind: WorkKind) -> bool {
    use WorkKind as Kind;
    matches!(
        kind,
        Kind::Control
            | Kind::ControlDictation
            | Kind::DictationWithGrammar
            | Kind::Exposition
            | Kind::Composition
            | Kind::Lab
            | Kind::Practical
            | Kind::Credit
            | Kind::Test
    )
}

fn plan_kind(row: Row<'_>, journal: usize, against: &Against<'_>) -> Option<PlanKind> {
    let n: u32 = row.get("plan").parse().ok()?;
    against.journals.list[journal].plan.iter().find(|item| item.n == n).map(|item| item.kind)
}

/// The topic: a number of the plan, a text of its own, or both (the text differs from the plan's).
fn topic(row: Row<'_>, journal: usize, against: &Against<'_>) -> Option<Topic> {
    let plan = &against.journals.list[journal].plan;
    let text = row.get("topic");
    let item = row.number("plan", 1..=999).and_then(|n| {
        let item = plan.binary_search_by_key(&n, |item| item.n).ok().map(|place| &plan[place]);
        if item.is_none() && !row.is_broken("plan.csv") {
            row.problem("plan", What::Unknown { value: n.to_string(), other: String::from("plan.csv") });
        }
        item
    });
    let text = if text.is_empty() { item?.topic.clone() } else { text.to_owned() };
    Some(Topic { text, plan_item: item.map(|item| item.id.clone()) })
}

/// `-` says «не задано» on purpose; an empty cell says nothing.
fn homework(row: Row<'_>) -> Option<Homework> {
    match row.get("homework") {
        "" => None,
        "-" | "—" => Some(Homework::none()),
        text => Some(Homework { text: text.to_owned(), scope: HomeworkScope::All, due: HomeworkFor::NextLesson }),
    }
}

fn cells(row: Row<'_>, against: &Against<'_>, class: usize, journal: usize) -> Vec<(Cell, PupilId)> {
    let mut cells: Vec<(Cell, PupilId)> = Vec::new();
    for part in row.get("marks").split_ascii_whitespace() {
        let Some(cell) = cell(part) else {
            row.problem("marks", What::BadMarks { value: part.to_owned(), other: String::new() });
            continue;
        };
        let Some(pupil) = pupil(row, "marks", part, cell.number, against, class, journal) else { continue };
        if cells.iter().any(|(other, _)| other.number == cell.number) {
            row.problem("marks", What::SaidTwice { value: part.to_owned(), other: row.line().to_string() });
            continue;
        }
        cells.push((cell, pupil));
    }
    cells
}

/// The pupil of a list number of the class, who must be in the journal.
fn pupil(
    row: Row<'_>,
    column: &str,
    part: &str,
    number: u16,
    against: &Against<'_>,
    class: usize,
    journal: usize,
) -> Option<PupilId> {
    let pupils = &against.classes.list[class].of.pupils;
    let found = pupils.binary_search_by_key(&number, |pupil| pupil.number).ok().map(|place| &pupils[place].id);
    let journal = &against.journals.list[journal];
    let found = found.filter(|id| journal.journal.group.is_none() || journal.pupils.iter().any(|pupil| pupil.id == **id));
    if found.is_none() && !against.classes.list[class].has_gaps && !row.is_broken("pupils.csv") {
        row.problem(column, What::NotInJournal { value: part.to_owned(), other: journal.journal.id.to_string() });
    }
    found.cloned()
}

fn cell(part: &str) -> Option<Cell> {
    let (number, value) = part.split_once(':')?;
    let number = number.parse().ok()?;
    let (absent, marks) = match value.strip_prefix('н') {
        Some(rest) => (true, rest),
        None => (false, value),
    };
    let marks = if absent && marks.is_empty() { None } else { Some(marks.parse().ok()?) };
    Some(Cell { number, absent, marks })
}

/// Before a reason that a note of the parents tells.
const PARENTS: &str = "родители:";

/// `7:болезнь|9:родители:болезнь`, the second from a note of the parents; made by the class teacher on the same day's evening at the earliest.
fn reasons(row: Row<'_>, against: &Against<'_>, dated: &Dated<'_>, made: DateTime<Utc>, facts: &mut Facts<'_>) {
    for part in row.get("reasons").split('|').filter(|part| !part.is_empty()) {
        let split = part.split_once(':').and_then(|(number, code)| Some((number.trim().parse().ok()?, code.trim())));
        let (told_by, split) = match split {
            Some((number, said)) => match said.strip_prefix(PARENTS) {
                Some(code) => (Teller::Parents, Some((number, code.trim()))),
                None => (Teller::ClassTeacher, split),
            },
            None => (Teller::ClassTeacher, None),
        };
        let Some((number, code)) = split.filter(|(_, code)| !code.is_empty()) else {
            row.problem("reasons", What::BadMarks { value: part.to_owned(), other: String::new() });
            continue;
        };
        let Some(pupil) = pupil(row, "reasons", part, number, against, dated.class, dated.journal) else { continue };
        let target = Target::Reason { lesson: dated.lesson.id.clone(), pupil };
        let value = Value::Reason { code: code.to_owned(), document_received: None, told_by };
        let head = against.classes.list[dated.class].of.class.head.as_ref();
        let teacher = facts.author.clone();
        facts.author = head.map_or(teacher.clone(), |head| head.id.clone());
        let behalf = facts.on_behalf_of.take();
        facts.add(target, value, made);
        (facts.author, facts.on_behalf_of) = (teacher, behalf);
    }
}

fn term(row: Row<'_>, id: &str, against: &Against<'_>, list: &mut Vec<PastFact>) {
    let class = against.classes.of(row, "class");
    let Some((class, journal)) = class.and_then(|class| Some((class, against.journals.of(row, class)?))) else { return };
    let periods = &against.school.periods;
    let Some(period) = periods.iter().find(|period| period.id.as_str() == row.get("period")) else {
        row.unknown("period", "school.toml", periods.iter().map(|period| period.id.as_str()));
        return;
    };
    let made = row.moment("made", period.end).unwrap_or_else(|| period.end.and_hms_opt(16, 0, 0).expect("a time of day"));
    let made = against.school.zone.instant(made).to_utc();
    let known = &against.journals.list[journal].journal;
    let mut facts = Facts {
        list,
        row: row_digest(against.school.school.id.as_str(), id),
        journal: known.id.clone(),
        author: known.teacher.id.clone(),
        on_behalf_of: None,
    };
    for part in row.get("marks").split_ascii_whitespace() {
        let read = part.split_once(':').and_then(|(number, mark)| Some((number.parse().ok()?, mark.parse().ok()?)));
        let Some((number, mark)) = read else {
            row.problem("marks", What::BadMarks { value: part.to_owned(), other: String::new() });
            continue;
        };
        let mark: TermMark = mark;
        let Some(pupil) = pupil(row, "marks", part, number, against, class, journal) else { continue };
        let target = Target::Term { journal: known.id.clone(), period: period.id.clone(), pupil };
        facts.add(target, Value::Term { mark }, made);
    }
}

//! The files of an archive: lists of journals, people and pupils, each journal as it stands, and all that was ever written in it.

use std::collections::BTreeMap;

use super::super::storage::{BackupError, Storage, StoredVersion, YearJournal};
use super::ArchiveOrder;
use crate::domain::{Fact, Homework, HomeworkFor, Lesson, LessonId, Page, PupilId, Target, Value, Work};
use crate::text::spreadsheet_cell;

/// Takes a file of the archive.
type Put<'a> = &'a mut dyn FnMut(&str, &[u8]) -> Result<(), BackupError>;

/// Writes every file of a year.
pub(super) fn write(storage: &Storage, order: &ArchiveOrder<'_>, put: Put<'_>) -> Result<(), BackupError> {
    let mut index = Table::new(&["folder", "class", "subject", "subgroup", "teacher", "journal"]);
    let mut number = 0;
    storage.each_journal_of(order.school, order.year, |year| {
        number += 1;
        let folder = format!("journals/{number:04}");
        let journal = &year.page.journal;
        index.row([
            folder.as_str(),
            &journal.class_name,
            &journal.subject,
            journal.group.as_deref().unwrap_or_default(),
            &journal.teacher.short_name,
            journal.id.as_str(),
        ]);
        put(&format!("{folder}/marks.csv"), &marks(&year))?;
        put(&format!("{folder}/lessons.csv"), &lessons(&year))?;
        put(&format!("{folder}/versions.csv"), &versions(&year.versions)?)
    })?;
    put("journals.csv", &index.bytes())?;
    let mut people = Table::new(&["account", "name", "role", "ended"]);
    for person in storage.everybody(order.school)? {
        people.row(person.each_ref().map(String::as_str));
    }
    put("people.csv", &people.bytes())?;
    put("audit.csv", &audit(storage, order)?)
}

/// Pupils and works, with absences and marks of periods, as the journal shows them.
fn marks(year: &YearJournal) -> Vec<u8> {
    let page = &year.page;
    let columns = columns(page);
    let mut heads = vec!["number".to_owned(), "pupil".to_owned(), "id".to_owned()];
    heads.extend(columns.iter().map(|column| column.head.clone()));
    let mut terms: Vec<&str> = year.terms.iter().filter_map(|fact| period(&fact.target)).collect();
    terms.sort_unstable();
    terms.dedup();
    let title =
        |id: &str| year.periods.iter().find(|period| period.id.as_str() == id).map_or(id.to_owned(), |it| it.title.clone());
    heads.extend(terms.iter().map(|id| title(id)));
    let facts: BTreeMap<String, &Fact> =
        page.facts.iter().chain(&year.terms).map(|fact| (key(&fact.target), fact)).collect();
    let mut table = Table::new(&heads.iter().map(String::as_str).collect::<Vec<_>>());
    for pupil in &page.pupils {
        let mut row =
            vec![pupil.number.to_string(), format!("{} {}", pupil.surname, pupil.given_name), pupil.id.to_string()];
        row.extend(columns.iter().map(|column| column.cell(&facts, &pupil.id)));
        for term in &terms {
            let target = Target::Term { journal: page.journal.id.clone(), period: (*term).into(), pupil: pupil.id.clone() };
            row.push(said(&facts, &target));
        }
        table.row(row.iter().map(String::as_str));
    }
    table.bytes()
}

/// A lesson or one of its works, or a work without a lesson.
struct Column<'a> {
    head: String,
    lesson: Option<&'a LessonId>,
    work: Option<&'a Work>,
}

impl Column<'_> {
    fn cell(&self, facts: &BTreeMap<String, &Fact>, pupil: &PupilId) -> String {
        let absent = self.lesson.map(|lesson| Target::Absence { lesson: lesson.clone(), pupil: pupil.clone() });
        let marks = self.work.map(|work| Target::Marks { work: work.id.clone(), pupil: pupil.clone() });
        [absent, marks].into_iter().flatten().map(|target| said(facts, &target)).collect()
    }
}

fn columns(page: &Page) -> Vec<Column<'_>> {
    let head = |lesson: &Lesson, kind: &str| format!("{} {} {kind}", lesson.date, lesson.number).trim_end().to_owned();
    let mut columns = Vec::new();
    for lesson in page.lessons.iter().filter(|lesson| !lesson.cancelled) {
        let works: Vec<&Work> = page.works_of(&lesson.id).collect();
        if works.is_empty() {
            columns.push(Column { head: head(lesson, ""), lesson: Some(&lesson.id), work: None });
        }
        for work in works {
            columns.push(Column { head: head(lesson, work.spec.kind.name()), lesson: Some(&lesson.id), work: Some(work) });
        }
    }
    for work in page.works.iter().filter(|work| work.lesson.is_none()) {
        columns.push(Column { head: work.spec.kind.name().to_owned(), lesson: None, work: Some(work) });
    }
    columns
}

fn lessons(year: &YearJournal) -> Vec<u8> {
    let page = &year.page;
    let facts: BTreeMap<String, &Fact> = page.facts.iter().map(|fact| (key(&fact.target), fact)).collect();
    let mut table = Table::new(&[
        "date",
        "number",
        "teacher",
        "substitute",
        "cancelled",
        "not_held",
        "topic",
        "homework",
        "homework_for",
        "roll_call",
        "absent",
        "lesson",
    ]);
    for lesson in &page.lessons {
        let of = |target: Target| facts.get(&key(&target)).and_then(|fact| fact.value.as_ref());
        let id = || lesson.id.clone();
        let topic = match of(Target::Topic { lesson: id() }) {
            Some(Value::Topic(topic)) => topic.text.clone(),
            _ => String::new(),
        };
        let (homework, due) = match of(Target::Homework { lesson: id() }) {
            Some(Value::Homework(homework)) => (homework.text.clone(), due(homework)),
            _ => Default::default(),
        };
        let absent =
            page.pupils.iter().filter(|pupil| of(Target::Absence { lesson: id(), pupil: pupil.id.clone() }).is_some());
        let absent: Vec<String> = absent.map(|pupil| pupil.number.to_string()).collect();
        let yes = |holds: bool| if holds { "1" } else { "" };
        table.row([
            lesson.date.to_string().as_str(),
            &lesson.number.to_string(),
            &lesson.teacher.short_name,
            lesson.substitute.as_ref().map_or("", |teacher| &teacher.short_name),
            yes(lesson.cancelled),
            yes(of(Target::NotHeld { lesson: id() }).is_some()),
            &topic,
            &homework,
            &due,
            yes(of(Target::Attendance { lesson: id() }).is_some()),
            &absent.join(" "),
            lesson.id.as_str(),
        ]);
    }
    table.bytes()
}

fn due(homework: &Homework) -> String {
    match &homework.due {
        HomeworkFor::NextLesson => String::new(),
        HomeworkFor::Lesson(lesson) => lesson.to_string(),
        HomeworkFor::Date(date) => date.to_string(),
    }
}

fn versions(all: &[StoredVersion]) -> Result<Vec<u8>, BackupError> {
    let json = |error: serde_json::Error| BackupError::Storage(error.into());
    let mut table = Table::new(&[
        "seq",
        "operation",
        "base",
        "target",
        "value",
        "author",
        "on_behalf_of",
        "made",
        "received",
        "comment",
        "reason",
        "digest",
    ]);
    for StoredVersion { seq, base, digest, fact } in all {
        table.row([
            seq.to_string().as_str(),
            &fact.version.to_string(),
            &base.map(|base| base.to_string()).unwrap_or_default(),
            &serde_json::to_string(&fact.target).map_err(json)?,
            &fact.value.as_ref().map(serde_json::to_string).transpose().map_err(json)?.unwrap_or_default(),
            fact.author.id.as_str(),
            fact.on_behalf_of.as_ref().map_or("", |teacher| teacher.id.as_str()),
            &fact.made_at.to_rfc3339(),
            &fact.received_at.to_rfc3339(),
            fact.comment.as_deref().unwrap_or_default(),
            fact.reason.as_deref().unwrap_or_default(),
            &digest.to_string(),
        ]);
    }
    Ok(table.bytes())
}

fn audit(storage: &Storage, order: &ArchiveOrder<'_>) -> Result<Vec<u8>, BackupError> {
    let mut table = Table::new(&["seq", "at", "actor", "kind", "detail", "hash"]);
    let mut after = None;
    while let Some(log) = storage.audit(order.school, after.as_deref())? {
        for line in &log.lines {
            table.row([
                line.seq.to_string().as_str(),
                &line.at.to_rfc3339(),
                &line.actor,
                &line.kind,
                &serde_json::to_string(&line.detail).map_err(|error| BackupError::Storage(error.into()))?,
                &line.hash.to_string(),
            ]);
        }
        after = log.next;
        if after.is_none() {
            break;
        }
    }
    Ok(table.bytes())
}

/// What a fact of a cell says.
fn said(facts: &BTreeMap<String, &Fact>, target: &Target) -> String {
    match facts.get(&key(target)).and_then(|fact| fact.value.as_ref()) {
        Some(Value::Absent) => "н".to_owned(),
        Some(Value::Marks { marks, .. }) => marks.to_string(),
        Some(Value::Term { mark }) => mark.to_string(),
        _ => String::new(),
    }
}

fn key(target: &Target) -> String {
    format!("{target:?}")
}

fn period(target: &Target) -> Option<&str> {
    match target {
        Target::Term { period, .. } => Some(period.as_str()),
        _ => None,
    }
}

/// A table as bytes of CSV.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new(heads: &[&str]) -> Self {
        // With this mark spreadsheets know that it is UTF-8.
        let mut table = Self(csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec()));
        table.row(heads.iter().copied());
        table
    }

    fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let cells = cells.into_iter().map(|cell| spreadsheet_cell(cell).into_owned());
        self.0.write_record(cells).expect("memory takes what is written, and every row is as long as the heads");
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("memory takes what is written")
    }
}

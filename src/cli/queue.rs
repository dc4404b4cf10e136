//! `zvonok queue`: what is not in the journal yet, and why. Read from the store alone: it works without a link.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::args::Json;
use super::client::Client;
use super::exit::{Exit, Failure, Outcome};
use super::outage::{OutageJson, Outages};
use super::table::Table;
use super::{Program, wording};
use crate::domain::{FactPlace, Lesson, LessonId, OperationId, Page, Pupil, PupilId, Target, Value, WorkId, Zone};
use crate::outbox::{Entry, Life};

#[derive(Debug, Serialize)]
struct EntryJson {
    id: OperationId,
    state: &'static str,
    made_at: DateTime<Utc>,
    held_until: Option<DateTime<Utc>>,
    attempts: u32,
    fact: &'static str,
    date: Option<NaiveDate>,
    number: Option<u8>,
    class: Option<String>,
    subject: Option<String>,
    pupil: Option<String>,
    /// As the journal would write it; `null` clears.
    value: Option<String>,
    /// For a conflict: what the journal holds, and who wrote it.
    present: Option<String>,
    present_author: Option<String>,
    /// For a conflict with the timetable: the lesson as it stands now.
    lesson_now: Option<LessonNow>,
    findings: Vec<wording::FindingJson>,
    /// The time without a server in which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    outage: Option<OutageJson>,
}

/// Where a lesson is after a change of the timetable.
#[derive(Debug, Serialize)]
struct LessonNow {
    date: NaiveDate,
    number: u8,
    cancelled: bool,
}

pub(super) fn run(program: &Program, args: &Json) -> Outcome {
    let client = Client::open(program)?;
    let entries = client.setup.store.waiting().map_err(|error| client.fail(error))?;
    let index = Index::of(&client)?;
    let outages = Outages::of(&client)?;
    if args.json {
        let rows = entries.iter().map(|entry| EntryJson {
            outage: outages.of_entry(&index, entry).map(|found| found.json()),
            ..json(program, &index, entry)
        });
        let rows: Vec<EntryJson> = rows.collect();
        program.print_json(&rows)?;
    } else if entries.is_empty() {
        program.print(&format!("{}\n", program.say("queue-nothing")))?;
    } else {
        program.print(&text(program, &client, &index, &outages, &entries))?;
    }
    Ok(exit(&entries))
}

/// The queue in words, for the talk in plain lines.
pub(super) fn told(program: &Program, client: &Client<'_>) -> Result<String, Failure> {
    let entries = client.setup.store.waiting().map_err(|error| client.fail(error))?;
    if entries.is_empty() {
        return Ok(program.say("queue-nothing"));
    }
    Ok(text(program, client, &Index::of(client)?, &Outages::of(client)?, &entries))
}

/// What the queue means for the exit status: a conflict waits for a person, a refused entry was not taken.
pub(super) fn exit(entries: &[Entry]) -> Exit {
    entries.iter().fold(Exit::Done, |exit, entry| {
        exit.or(match entry.life {
            Life::Conflict => Exit::Conflict,
            Life::Refused => Exit::Remarks,
            _ => Exit::Done,
        })
    })
}

/// Names of lessons and pupils, from everything that was read before.
pub(super) struct Index {
    pages: Vec<Page>,
    lessons: HashMap<LessonId, (usize, usize)>,
    works: HashMap<WorkId, LessonId>,
}

impl Index {
    fn of(client: &Client<'_>) -> Result<Self, Failure> {
        let store = &client.setup.store;
        let mut pages = Vec::new();
        let journals = store.journals().map_err(|error| client.fail(error))?;
        for journal in journals.iter().flat_map(|journals| &journals.value.journals) {
            for period in store.pages_of(&journal.id).map_err(|error| client.fail(error))? {
                pages.extend(store.page(&journal.id, &period).map_err(|error| client.fail(error))?.map(|page| page.value));
            }
        }
        Ok(Self::new(pages))
    }

    fn new(pages: Vec<Page>) -> Self {
        let mut index = Self { pages: Vec::new(), lessons: HashMap::new(), works: HashMap::new() };
        for (at, page) in pages.iter().enumerate() {
            for (place, lesson) in page.lessons.iter().enumerate() {
                index.lessons.insert(lesson.id.clone(), (at, place));
                index.works.insert(WorkId::first_of(&lesson.id), lesson.id.clone());
            }
            for work in &page.works {
                index.works.extend(work.lesson.clone().map(|lesson| (work.id.clone(), lesson)));
            }
        }
        index.pages = pages;
        index
    }

    fn lesson(&self, target: &Target, value: Option<&Value>) -> Option<&Lesson> {
        self.place(target, value).map(|(_, lesson)| lesson)
    }

    /// The lesson of a fact, and the page that it stands on.
    pub(super) fn place(&self, target: &Target, value: Option<&Value>) -> Option<(&Page, &Lesson)> {
        let id = match target.place() {
            FactPlace::Lesson(lesson) => Some(lesson),
            FactPlace::Work(work) => match value {
                Some(Value::Marks { creates: Some(new), .. } | Value::Work(new)) => new.lesson.as_ref(),
                _ => self.works.get(work),
            },
            FactPlace::Period(..) => None,
        };
        let (page, place) = self.lessons.get(id?)?;
        let page = self.pages.get(*page)?;
        Some((page, page.lessons.get(*place)?))
    }

    fn pupil(&self, id: &PupilId) -> Option<&Pupil> {
        self.pages.iter().find_map(|page| page.pupil(id))
    }
}

fn json(program: &Program, index: &Index, entry: &Entry) -> EntryJson {
    let operation = &entry.operation;
    let lesson = index.lesson(&operation.target, operation.value.as_ref());
    let present = entry.present.as_deref();
    EntryJson {
        id: operation.id,
        state: entry.life.name(),
        made_at: operation.made_at,
        held_until: entry.held_until,
        attempts: entry.attempts,
        fact: operation.target.kind(),
        date: lesson.map(|lesson| lesson.date),
        number: lesson.map(|lesson| lesson.number),
        class: lesson.map(|lesson| lesson.class_name.clone()),
        subject: lesson.map(|lesson| lesson.subject.clone()),
        pupil: operation.target.pupil().and_then(|id| index.pupil(id)).map(Pupil::name),
        value: operation.value.as_ref().map(|value| shown(program, value)),
        present: present.and_then(|fact| fact.value.as_ref()).map(|value| shown(program, value)),
        lesson_now: entry.lesson.as_deref().map(|lesson| LessonNow {
            date: lesson.date,
            number: lesson.number,
            cancelled: lesson.cancelled,
        }),
        present_author: present.map(|fact| fact.author.short_name.clone()),
        findings: wording::findings_json(program, &entry.findings),
        outage: None,
    }
}

fn text(program: &Program, client: &Client<'_>, index: &Index, outages: &Outages, entries: &[Entry]) -> String {
    let school = client.setup.store.school().ok().flatten();
    let zone = school.and_then(|school| Zone::parse(&school.value.school.zone));
    let when = |at: DateTime<Utc>| match zone {
        Some(zone) => zone.local(at).format("%d.%m %H:%M").to_string(),
        None => at.format("%d.%m %H:%MZ").to_string(),
    };
    let heads = ["when", "lesson", "entry", "state"].map(|head| program.say(&format!("head-{head}")));
    let mut table = Table::with_heads(heads);
    let mut below = String::new();
    for entry in entries {
        let operation = &entry.operation;
        let lesson = index.lesson(&operation.target, operation.value.as_ref());
        let what = operation.value.as_ref().map_or_else(|| program.say("entry-cleared"), |value| shown(program, value));
        let kind = program.say(&format!("fact-{}", operation.target.kind().replace('_', "-")));
        let subject = operation.target.pupil().and_then(|id| index.pupil(id)).map_or(kind, Pupil::name);
        let mut state = program.say(&format!("state-{}", entry.life.name().replace('_', "-")));
        if let (Life::Held, Some(until)) = (entry.life, entry.held_until) {
            state = program.say_with("state-held-until", &[("until", when(until).into())]);
        }
        let lesson = lesson.map_or_else(String::new, |lesson| wording::lesson(program, lesson));
        table.row([when(operation.made_at), lesson, format!("{subject} — {what}"), state]);
        if let Some(lesson) = &entry.lesson {
            let args =
                [("date", lesson.date.format("%d.%m").to_string().into()), ("number", lesson.number.to_string().into())];
            let key = if lesson.cancelled { "queue-lesson-cancelled" } else { "queue-lesson-moved" };
            let _ = writeln!(below, "  ≠ {}", program.say_with(key, &args));
        }
        if let Some(present) = &entry.present {
            let value = present.value.as_ref().map_or_else(|| program.say("entry-cleared"), |value| shown(program, value));
            let args = [("value", value.into()), ("author", present.author.short_name.clone().into())];
            let _ = writeln!(below, "  ≠ {}", program.say_with("queue-present", &args));
        }
        if let Some(outage) = outages.of_entry(index, entry) {
            let _ = writeln!(below, "  {}", outage.sentence(program));
        }
        below.extend(entry.findings.iter().map(|finding| format!("  {}\n", wording::finding(program, finding))));
    }
    format!("{}{below}{}\n", table.text(), program.say_with("queue-waiting", &[("count", entries.len().into())]))
}

/// A value as the journal writes it.
fn shown(program: &Program, value: &Value) -> String {
    match value {
        Value::Absent => program.say("value-absent"),
        Value::Reason { code, .. } => code.clone(),
        Value::Marks { marks, .. } => marks.to_string(),
        Value::Term { mark } => mark.to_string(),
        Value::Topic(topic) => topic.text.clone(),
        Value::Homework(homework) if homework.is_none() => program.say("entry-no-homework"),
        Value::Homework(homework) => homework.text.clone(),
        Value::Confirmed => program.say("value-confirmed"),
        Value::NotHeld => program.say("value-not-held"),
        Value::Work(new) => program.say(&format!("kind-{}", new.spec.kind.name().replace('_', "-"))),
    }
}

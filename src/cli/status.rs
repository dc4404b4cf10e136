//! `zvonok status`: deadlines. A teacher sees the own lessons, the administration the whole school. Ends with 1 where a duty
//! is open, overdue or was done late.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::args::Status;
use super::client::{Client, Seat};
use super::duties::{self, DutyJson};
use super::exit::{Exit, Failure, Outcome};
use super::names::{class_key, with_group};
use super::table::Table;
use super::values::Day;
use super::{Program, names, today};
use crate::domain::{DutyState, LessonDuties, LessonStatus, Role};
use crate::entry::fold;
use crate::sync::once;

/// How often `--watch` looks at the clock when nothing changes.
const MINUTE: Duration = Duration::from_secs(60);

#[derive(Debug, Serialize)]
struct StatusJson<'a> {
    date: NaiveDate,
    now: DateTime<Utc>,
    scope: &'static str,
    counts: Counts,
    lessons: Vec<LessonJson<'a>>,
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    lessons: usize,
    done: usize,
    waiting: usize,
    overdue: usize,
    late: usize,
}

#[derive(Debug, Serialize)]
struct LessonJson<'a> {
    id: &'a str,
    number: u8,
    class: &'a str,
    subject: &'a str,
    group: Option<&'a str>,
    teacher: Option<&'a str>,
    attendance: DutyJson,
    topic: DutyJson,
    homework: DutyJson,
    marks: DutyJson,
}

pub(super) fn run(program: &Program, args: &Status) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    if seat.account.role == Role::Admin {
        program.print(&format!("{}\n", program.say("today-admin")))?;
        return Ok(Exit::Done);
    }
    let exit = once_over(program, &client, &seat, args)?;
    if !args.watch {
        return Ok(exit);
    }
    loop {
        // A change at the server, or the minute: whatever comes first. Without a link only the minute.
        let began = std::time::Instant::now();
        if client.ask(MINUTE, |setup| once::wait_for_change(setup, MINUTE)).is_err() {
            std::thread::sleep(MINUTE.saturating_sub(began.elapsed()));
        }
        program.print("\n")?;
        once_over(program, &client, &seat, args)?;
    }
}

fn once_over(program: &Program, client: &Client<'_>, seat: &Seat, args: &Status) -> Outcome {
    let now = client.now()?;
    let date = names::date(program, args.date.unwrap_or(Day::FromToday(0)), seat.today(now))?;
    let mut lessons =
        if seat.account.role.sees_school() { client.status(date)?.lessons } else { own(program, client, seat, date)? };
    lessons.retain(|lesson| wanted(lesson, args));
    let remarks = lessons.iter().any(|lesson| duties::remarks(&of(lesson)));
    if args.json {
        let scope = if seat.account.role.sees_school() { "school" } else { "own" };
        let rows = lessons.iter().map(json).collect();
        program.print_json(&StatusJson { date, now, scope, counts: counts(&lessons), lessons: rows })?;
    } else {
        program.print(&text(program, seat, date, now, &lessons))?;
    }
    Ok(if remarks { Exit::Remarks } else { Exit::Done })
}

fn own(program: &Program, client: &Client<'_>, seat: &Seat, date: NaiveDate) -> Result<Vec<LessonStatus>, Failure> {
    let rows = today::day(program, client, seat, Some(Day::Date(date)))?;
    Ok(rows
        .lessons
        .into_iter()
        .filter(|(row, _)| row.lesson.is_of(&seat.account.id) && !row.lesson.cancelled)
        .map(|(row, duties)| LessonStatus {
            teacher: Some(row.lesson.given_by().clone()),
            lesson: row.lesson.id,
            journal: row.lesson.journal,
            date: row.lesson.date,
            number: row.lesson.number,
            class: row.lesson.class_name,
            subject: row.lesson.subject,
            group: row.lesson.group,
            attendance: duties.attendance,
            topic: duties.topic,
            homework: duties.homework,
            marks: duties.marks,
        })
        .collect())
}

fn wanted(lesson: &LessonStatus, args: &Status) -> bool {
    let class = args.class.as_deref().is_none_or(|class| class_key(&lesson.class) == class_key(class));
    let named = |typed: &str| lesson.teacher.as_ref().is_some_and(|who| fold(&who.short_name).starts_with(&fold(typed)));
    class && args.teacher.as_deref().is_none_or(named)
}

fn of(lesson: &LessonStatus) -> LessonDuties {
    LessonDuties {
        attendance: lesson.attendance.clone(),
        topic: lesson.topic.clone(),
        homework: lesson.homework.clone(),
        marks: lesson.marks.clone(),
    }
}

fn counts(lessons: &[LessonStatus]) -> Counts {
    let mut counts = Counts { lessons: lessons.len(), ..Counts::default() };
    for lesson in lessons {
        let duties = of(lesson);
        let has = |state: DutyState| duties.each().any(|duty| duty.state == state);
        counts.overdue += usize::from(has(DutyState::Overdue));
        counts.waiting += usize::from(!has(DutyState::Overdue) && has(DutyState::Waiting));
        counts.late += usize::from(has(DutyState::DoneLate));
        let open = has(DutyState::Overdue) || has(DutyState::Waiting);
        counts.done += usize::from(!open && duties.each().any(|duty| duty.state != DutyState::NotYet));
    }
    counts
}

fn json(lesson: &LessonStatus) -> LessonJson<'_> {
    LessonJson {
        id: lesson.lesson.as_str(),
        number: lesson.number,
        class: &lesson.class,
        subject: &lesson.subject,
        group: lesson.group.as_deref(),
        teacher: lesson.teacher.as_ref().map(|teacher| teacher.short_name.as_str()),
        attendance: (&lesson.attendance).into(),
        topic: (&lesson.topic).into(),
        homework: (&lesson.homework).into(),
        marks: (&lesson.marks).into(),
    }
}

fn text(program: &Program, seat: &Seat, date: NaiveDate, now: DateTime<Utc>, lessons: &[LessonStatus]) -> String {
    let counts = counts(lessons);
    let mut text = program.say_with(
        "status-head",
        &[
            ("date", date.format("%d.%m.%Y").to_string().into()),
            ("time", seat.zone.local(now).format("%H:%M").to_string().into()),
            ("lessons", counts.lessons.into()),
            ("done", counts.done.into()),
            ("waiting", counts.waiting.into()),
            ("overdue", counts.overdue.into()),
            ("late", counts.late.into()),
        ],
    );
    text.push('\n');
    if lessons.is_empty() {
        return text;
    }
    let heads = ["number", "class", "subject", "teacher", "attendance", "marks", "topic", "homework", "due", "left"];
    let mut table = Table::with_heads(heads.map(|head| program.say(&format!("head-{head}"))));
    for lesson in lessons {
        let duties = of(lesson);
        table.row([
            lesson.number.to_string(),
            lesson.class.clone(),
            with_group(&lesson.subject, lesson.group.as_deref()),
            lesson.teacher.as_ref().map(|teacher| teacher.short_name.clone()).unwrap_or_default(),
            duties::sign(&lesson.attendance).to_owned(),
            duties::sign(&lesson.marks).to_owned(),
            duties::sign(&lesson.topic).to_owned(),
            duties::sign(&lesson.homework).to_owned(),
            duties::due(seat, &duties, now),
            duties::left(program, &duties, now),
        ]);
    }
    text.push_str(&table.text());
    text.push_str(&program.say("status-signs"));
    text.push('\n');
    text
}

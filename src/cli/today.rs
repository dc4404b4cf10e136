//! `zvonok today`: the day's lessons with their fill state and the time left.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Serialize;

use super::args::Today;
use super::client::{Client, Seat};
use super::duties::{self, DutyJson};
use super::exit::{Exit, Failure, Outcome};
use super::names::with_group;
use super::table::Table;
use super::values::Day;
use super::{Program, names};
use crate::domain::{LessonDuties, LessonRow, Role};
use crate::entry::overlay_row;
use crate::regulation;

#[derive(Debug, Serialize)]
struct TodayJson<'a> {
    date: NaiveDate,
    now: DateTime<Utc>,
    waiting: usize,
    lessons: Vec<LessonJson<'a>>,
}

#[derive(Debug, Serialize)]
struct LessonJson<'a> {
    id: &'a str,
    number: u8,
    starts: NaiveTime,
    ends: NaiveTime,
    class: &'a str,
    subject: &'a str,
    group: Option<&'a str>,
    room: &'a str,
    teacher: &'a str,
    substitute: Option<&'a str>,
    cancelled: bool,
    expected_topic: Option<&'a str>,
    marks_count: u32,
    absent_count: u32,
    attendance: DutyJson,
    marks: DutyJson,
    topic: DutyJson,
    homework: DutyJson,
    due: Option<DateTime<Utc>>,
    seconds_left: Option<i64>,
}

pub(super) fn run(program: &Program, args: &Today) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    if seat.account.role == Role::Admin {
        program.print(&format!("{}\n", program.say("today-admin")))?;
        return Ok(Exit::Done);
    }
    let rows = day(program, &client, &seat, args.date)?;
    let now = client.now()?;
    let waiting = client.setup.store.count_waiting().map_err(|error| client.fail(error))?;
    if args.json {
        let lessons = rows.lessons.iter().map(|(row, duties)| json(row, duties, now)).collect();
        program.print_json(&TodayJson { date: rows.date, now, waiting, lessons })?;
    } else {
        program.print(&text(program, &seat, &rows, now, waiting))?;
    }
    Ok(Exit::Done)
}

/// The lessons of a day with the state of their duties, own waiting entries included.
pub(super) struct Rows {
    pub date: NaiveDate,
    pub lessons: Vec<(LessonRow, LessonDuties)>,
}

/// Reads the day and judges its duties now.
pub(super) fn day(program: &Program, client: &Client<'_>, seat: &Seat, day: Option<Day>) -> Result<Rows, Failure> {
    let today = seat.today(client.now()?);
    let date = names::date(program, day.unwrap_or(Day::FromToday(0)), today)?;
    let mut rows = client.day(date)?.lessons;
    let waiting = client.setup.store.waiting().map_err(|error| client.fail(error))?;
    for row in &mut rows {
        overlay_row(row, &waiting);
    }
    let now = client.now()?;
    let judge = |row: &LessonRow| regulation::lesson_duties(&seat.profile, seat.school(), seat.calendar(), row, now);
    let lessons = rows.into_iter().map(|row| (judge(&row), row)).map(|(duties, row)| (row, duties)).collect();
    Ok(Rows { date, lessons })
}

fn json<'a>(row: &'a LessonRow, duties: &LessonDuties, now: DateTime<Utc>) -> LessonJson<'a> {
    let lesson = &row.lesson;
    let due = duties.nearest().and_then(|duty| duty.due);
    LessonJson {
        id: lesson.id.as_str(),
        number: lesson.number,
        starts: lesson.starts,
        ends: lesson.ends,
        class: &lesson.class_name,
        subject: &lesson.subject,
        group: lesson.group.as_deref(),
        room: &lesson.room,
        teacher: &lesson.teacher.short_name,
        substitute: lesson.substitute.as_ref().map(|substitute| substitute.short_name.as_str()),
        cancelled: lesson.cancelled,
        expected_topic: row.expected_topic.as_deref(),
        marks_count: row.fill.marks,
        absent_count: row.fill.absent,
        attendance: (&duties.attendance).into(),
        marks: (&duties.marks).into(),
        topic: (&duties.topic).into(),
        homework: (&duties.homework).into(),
        due,
        seconds_left: due.map(|due| (due - now).num_seconds()),
    }
}

fn text(program: &Program, seat: &Seat, rows: &Rows, now: DateTime<Utc>, waiting: usize) -> String {
    let local = seat.zone.local(now);
    let mut text = program.say_with(
        "today-head",
        &[
            ("date", rows.date.format("%d.%m.%Y").to_string().into()),
            ("name", seat.account.short_name.clone().into()),
            ("school", seat.school().name.clone().into()),
            ("time", local.format("%H:%M").to_string().into()),
        ],
    );
    text.push('\n');
    if rows.lessons.is_empty() {
        text.push_str(&program.say("today-none"));
        text.push('\n');
        return text;
    }
    let heads = ["number", "time", "class", "subject", "room", "attendance", "marks", "topic", "homework", "due", "left"];
    let mut table = Table::with_heads(heads.map(|head| program.say(&format!("head-{head}"))));
    for (row, duties) in &rows.lessons {
        let lesson = &row.lesson;
        let mut subject = with_group(&lesson.subject, lesson.group.as_deref());
        if lesson.cancelled {
            subject = program.say_with("today-cancelled", &[("subject", subject.into())]);
        } else if lesson.substitute.is_some() {
            let key = if lesson.is_of(&seat.account.id) { "today-substitute" } else { "today-replaced" };
            let who = if lesson.is_of(&seat.account.id) { &lesson.teacher } else { lesson.given_by() };
            subject = program.say_with(key, &[("subject", subject.into()), ("who", who.short_name.clone().into())]);
        }
        let marks = if row.fill.marks > 0 { row.fill.marks.to_string() } else { duties::sign(&duties.marks).to_owned() };
        table.row([
            lesson.number.to_string(),
            format!("{}–{}", lesson.starts.format("%H:%M"), lesson.ends.format("%H:%M")),
            lesson.class_name.clone(),
            subject,
            lesson.room.clone(),
            duties::sign(&duties.attendance).to_owned(),
            marks,
            duties::sign(&duties.topic).to_owned(),
            duties::sign(&duties.homework).to_owned(),
            duties::due(seat, duties, now),
            duties::left(program, duties, now),
        ]);
    }
    text.push_str(&table.text());
    if waiting > 0 {
        text.push_str(&program.say_with("queue-waiting", &[("count", waiting.into())]));
        text.push('\n');
    }
    text
}

//! `zvonok print …`: papers, from the store alone where there is no link. One HTML file, for any browser to print.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};

use super::args::{Print, PrintStatement, PrintSubstitutions, PrintTemporary};
use super::client::{Client, PATIENCE, Seat};
use super::exit::{Exit, Outcome};
use super::{Program, names};
use crate::paper::statement::Log;
use crate::paper::{Filling, Statement, Substitutions, Temporary};
use crate::protocol::{Disclosed, DisclosureKind};
use crate::sync::once;
use crate::sync::told::{OUTAGES, made_without_server};

/// So far back a statement looks where nobody says how far.
const DAYS: i64 = 30;

pub(super) fn run(program: &Program, what: Print) -> Outcome {
    match what {
        Print::Statement(args) => statement(program, &args),
        Print::Temporary(args) => temporary(program, &args),
        Print::Substitutions(args) => substitutions(program, &args),
    }
}

fn statement(program: &Program, args: &PrintStatement) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    let (store, now) = (&client.setup.store, client.now()?);
    let since = match args.from {
        Some(day) => begins(&seat, names::date(program, day, seat.today(now))?),
        None => now - TimeDelta::days(DAYS),
    };
    let lines = made_without_server(store, since, now).map_err(|error| client.fail(error))?;
    if lines.is_empty() {
        return Err(program.fail(Exit::Remarks, "print-nothing"));
    }
    let outages = store.outages(OUTAGES).map_err(|error| client.fail(error))?;
    let log = store.check_log().map_err(|error| client.fail(error))?;
    let paper = Statement {
        school: &seat.info.school.name,
        teacher: &seat.account.name,
        zone: seat.zone,
        made: now,
        lines: &lines,
        outages: &outages,
        log: Log { entries: log.entries, is_whole: log.is_whole(), head: log.head.to_string() },
    };
    let done = put(program, args.out.as_deref(), &paper.html(&program.strings))?;
    told(&client, "statement", None);
    Ok(done)
}

/// Tells the server that personal data went on paper: now, or with the next push where there is no link.
fn told(client: &Client<'_>, what: &str, journal: Option<String>) {
    let what = Disclosed { kind: DisclosureKind::Print, what: what.to_owned(), journal };
    if crate::sync::disclosed(&client.setup.store, what).is_ok() {
        let _ = client.ask(PATIENCE, once::disclose);
    }
}

fn begins(seat: &Seat, date: NaiveDate) -> DateTime<Utc> {
    seat.zone.instant(date.and_time(chrono::NaiveTime::MIN)).to_utc()
}

fn temporary(program: &Program, args: &PrintTemporary) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    let lesson = names::lesson(program, &client, &seat, &args.class, None, args.lesson)?;
    let period = seat.period(lesson.grade, lesson.date).ok_or_else(|| program.fail(Exit::Usage, "fail-no-period"))?;
    let desk = client.desk(&seat)?;
    let book = client.book(client.page(&lesson.journal, &period.id)?, &desk)?;
    let paper = Temporary {
        school: &seat.info.school.name,
        teacher: &seat.account.name,
        book: &book,
        lesson: &lesson.id,
        filling: if args.blank { Filling::Blank } else { Filling::Filled },
    };
    let html = paper.html(&program.strings).ok_or_else(|| program.fail(Exit::Usage, "fail-no-period"))?;
    let done = put(program, args.out.as_deref(), &html)?;
    told(&client, "temporary", Some(lesson.journal.to_string()));
    Ok(done)
}

/// The lines of the days, from the first of the month where nobody says from when. A day that cannot be read makes no paper:
/// a register with a gap would be believed.
fn substitutions(program: &Program, args: &PrintSubstitutions) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    let today = seat.today(client.now()?);
    let date = |day: Option<super::values::Day>| day.map(|day| names::date(program, day, today)).transpose();
    let to = date(args.to)?.unwrap_or(today);
    let from = date(args.from)?.unwrap_or_else(|| to.with_day(1).unwrap_or(to));
    if from > to {
        return Err(program.fail(Exit::Usage, "fail-check-span"));
    }
    let mut lessons = Vec::new();
    for day in from.iter_days().take_while(|day| *day <= to).filter(|day| seat.school().has_lessons(seat.calendar(), *day)) {
        let rows = client.day(day)?.lessons.into_iter().map(|row| row.lesson);
        lessons.extend(rows.filter(|lesson| lesson.substitute.is_some() && !lesson.cancelled));
    }
    if lessons.is_empty() {
        return Err(program.fail(Exit::Remarks, "print-no-substitutions"));
    }
    let paper = Substitutions { school: &seat.info.school.name, from, to, lessons: &lessons };
    put(program, args.out.as_deref(), &paper.html(&program.strings))
}

/// Writes the paper for its owner alone; what stands there already is not written over.
fn put(program: &Program, path: Option<&Path>, html: &str) -> Outcome {
    let Some(path) = path else {
        program.print(html)?;
        return Ok(Exit::Done);
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(html.as_bytes()).and_then(|()| file.sync_all()));
    let shown = path.display().to_string();
    written.map_err(|error| {
        program.fail_with(Exit::Usage, "fail-print-file", &[("path", shown.clone().into())]).because(error)
    })?;
    program.print(&format!("{}\n", program.say_with("print-done", &[("path", shown.into())])))?;
    Ok(Exit::Done)
}

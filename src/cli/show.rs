//! `zvonok show CLASS SUBJECT`: a journal page as a table or JSON, own waiting entries included.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::args::Show;
use super::client::{Client, Seat};
use super::exit::{Exit, Outcome};
use super::names::with_group;
use super::table::Table;
use super::{Program, names};
use crate::domain::{Mark, Period, PupilId, Target, Value, WorkSpec};
use crate::entry::{self, Book, CellView, Column, Debt, Desk, TermSpot};
use crate::outbox::Life;
use crate::regulation::{Forecast, Outlook, Profile};
use crate::strings::FluentValue;

#[derive(Debug, Serialize)]
struct PageJson<'a> {
    journal: &'a str,
    class: &'a str,
    subject: &'a str,
    group: Option<&'a str>,
    period: &'a str,
    from: NaiveDate,
    to: NaiveDate,
    columns: Vec<ColumnJson<'a>>,
    pupils: Vec<PupilJson<'a>>,
    /// Obligatory works of these days that some pupils have no mark for.
    owed: Vec<OwedJson<'a>>,
}

#[derive(Debug, Serialize)]
struct OwedJson<'a> {
    work: &'a str,
    date: NaiveDate,
    due: Option<DateTime<Utc>>,
    pupils: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct ColumnJson<'a> {
    work: &'a str,
    lesson: Option<&'a str>,
    date: Option<NaiveDate>,
    number: Option<u8>,
    #[serde(flatten)]
    spec: &'a WorkSpec,
    topic: Option<&'a str>,
    homework: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct PupilJson<'a> {
    id: &'a str,
    number: u16,
    name: String,
    mean: Option<f64>,
    count: u32,
    forecast: ForecastJson,
    /// One a column, in the order of the columns.
    cells: Vec<CellJson<'a>>,
    /// Marks of periods, in the order of the year; only those that stand there.
    terms: Vec<TermJson<'a>>,
}

/// A mark of a period.
#[derive(Debug, Serialize)]
struct TermJson<'a> {
    period: &'a str,
    title: &'a str,
    mark: String,
    /// `in_journal`, or the state of the own entry that shows.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

/// Where the marks lead: what is proposed, what one more mark would make of it.
#[derive(Debug, Serialize)]
struct ForecastJson {
    sum: u32,
    count: u32,
    proposal: Option<Mark>,
    /// For 5, 4, 3 and 2.
    one_more: Vec<OutlookJson>,
    /// The next better mark, and how many fives it takes.
    next: Option<NextJson>,
    /// How many marks the weekly load asks for.
    minimum: Option<u32>,
    missing: u32,
}

#[derive(Debug, Serialize)]
struct OutlookJson {
    mark: Mark,
    mean: Option<f64>,
    proposal: Option<Mark>,
}

#[derive(Debug, Serialize)]
struct NextJson {
    mark: Mark,
    fives: u32,
}

impl From<&Forecast> for ForecastJson {
    fn from(forecast: &Forecast) -> Self {
        let outlook = |outlook: &Outlook| OutlookJson {
            mark: outlook.mark,
            mean: outlook.marks.mean_hundredths().map(hundredths),
            proposal: outlook.proposal,
        };
        Self {
            sum: forecast.marks.sum,
            count: forecast.marks.count,
            proposal: forecast.proposal,
            one_more: forecast.one_more.iter().map(outlook).collect(),
            next: forecast.climb.map(|climb| NextJson { mark: climb.mark, fives: climb.fives }),
            minimum: forecast.minimum,
            missing: forecast.missing(),
        }
    }
}

fn hundredths(mean: u32) -> f64 {
    f64::from(mean) / 100.0
}

#[derive(Debug, Serialize)]
struct CellJson<'a> {
    text: &'a str,
    absent: bool,
    /// `in_journal`, or the state of the own entry that shows.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
}

pub(super) fn run(program: &Program, args: &Show) -> Outcome {
    let client = Client::open(program)?;
    let seat = client.seat()?;
    let journal = names::journal(program, client.journals()?, &args.class, &args.subject, args.group.as_deref())?;
    let today = seat.today(client.now()?);
    let to = args.to.map(|day| names::date(program, day, today)).transpose()?;
    let from = args.from.map(|day| names::date(program, day, today)).transpose()?;
    let period = seat
        .period(journal.grade, to.or(from).unwrap_or(today))
        .ok_or_else(|| program.fail(Exit::Usage, "fail-no-period"))?;
    let from = from.unwrap_or(period.start);
    let to = to.unwrap_or_else(|| today.max(from));
    let desk = client.desk(&seat)?;
    let book = client.book(client.page(&journal.id, &period.id)?, &desk)?;
    let columns: Vec<usize> = (0..book.columns().len())
        .filter(|at| book.columns()[*at].date.is_none_or(|date| from <= date && date <= to))
        .collect();
    let owed: Vec<Debt> =
        entry::debts(&desk, &book).into_iter().filter(|debt| from <= debt.date && debt.date <= to).collect();
    if args.json {
        program.print_json(&json(&book, &columns, &owed, (from, to), &seat))?;
    } else {
        program.print(&text(program, &book, &columns, &seat.profile))?;
        program.print(&owing(program, &book, &owed, &desk))?;
    }
    Ok(Exit::Done)
}

fn json<'a>(
    book: &'a Book,
    columns: &[usize],
    owed: &'a [Debt],
    (from, to): (NaiveDate, NaiveDate),
    seat: &'a Seat,
) -> PageJson<'a> {
    let page = book.page();
    let periods = Period::marked_of_grade(&seat.info.periods, page.journal.grade);
    let pupils = (0..book.pupils().len())
        .map(|row| {
            let (pupil, tally) = (&book.pupils()[row], book.tally(row));
            PupilJson {
                id: pupil.id.as_str(),
                number: pupil.number,
                name: pupil.name(),
                mean: tally.mean_hundredths().map(hundredths),
                count: tally.count,
                forecast: (&book.forecast(row, &seat.profile)).into(),
                cells: columns.iter().filter_map(|column| book.cell_at(row, *column)).map(cell).collect(),
                terms: periods.iter().filter_map(|period| term(book, period, &pupil.id)).collect(),
            }
        })
        .collect();
    PageJson {
        journal: page.journal.id.as_str(),
        class: &page.journal.class_name,
        subject: &page.journal.subject,
        group: page.journal.group.as_deref(),
        period: &page.period.title,
        from,
        to,
        columns: columns.iter().map(|at| column(book, &book.columns()[*at])).collect(),
        pupils,
        owed: owed.iter().map(owed_json).collect(),
    }
}

fn term<'a>(book: &Book, period: &'a Period, pupil: &PupilId) -> Option<TermJson<'a>> {
    let spot = TermSpot { period: period.id.clone(), pupil: pupil.clone() };
    let (mark, life) = spot.shown(book);
    Some(TermJson {
        period: period.id.as_str(),
        title: &period.title,
        mark: mark?.to_string(),
        state: life.unwrap_or(Life::InJournal).name(),
        comment: book.fact(&spot.target(book)).and_then(|fact| fact.comment.clone()),
    })
}

fn owed_json(debt: &Debt) -> OwedJson<'_> {
    OwedJson {
        work: debt.work.as_str(),
        date: debt.date,
        due: debt.due,
        pupils: debt.pupils.iter().map(crate::domain::PupilId::as_str).collect(),
    }
}

/// Who still owes an obligatory work: a line for each work.
fn owing(program: &Program, book: &Book, owed: &[Debt], desk: &Desk) -> String {
    let mut text = String::new();
    for debt in owed {
        let spec = book.column_of(&debt.work).map(|at| &book.columns()[at].spec);
        let kind = spec.map(|spec| program.say(&format!("abbr-{}", spec.kind.name().replace('_', "-"))));
        let names: Vec<String> =
            debt.pupils.iter().filter_map(|id| book.page().pupil(id)).map(crate::domain::Pupil::name).collect();
        let due = debt.due.map(|due| desk.zone.local(due).format("%d.%m %H:%M").to_string());
        let args = [
            ("work", FluentValue::from(kind.unwrap_or_default())),
            ("date", debt.date.format("%d.%m").to_string().into()),
            ("due", due.unwrap_or_else(|| "none".to_owned()).into()),
            ("names", names.join(", ").into()),
        ];
        text.push_str(&program.say_with("show-owed", &args));
        text.push('\n');
    }
    text
}

fn column<'a>(book: &'a Book, column: &'a Column) -> ColumnJson<'a> {
    let lesson = column.lesson.as_ref();
    let topic = lesson.and_then(|lesson| book.value(&Target::Topic { lesson: lesson.clone() }));
    let homework = lesson.and_then(|lesson| book.value(&Target::Homework { lesson: lesson.clone() }));
    ColumnJson {
        work: column.work.as_str(),
        lesson: lesson.map(crate::domain::LessonId::as_str),
        date: column.date,
        number: column.number,
        spec: &column.spec,
        topic: if let Some(Value::Topic(topic)) = topic { Some(&topic.text) } else { None },
        homework: if let Some(Value::Homework(homework)) = homework { Some(&homework.text) } else { None },
    }
}

fn cell(cell: &CellView) -> CellJson<'_> {
    let state = cell.life.unwrap_or(Life::InJournal).name();
    CellJson { text: &cell.text, absent: cell.absent, state, comment: cell.comment.as_deref() }
}

fn text(program: &Program, book: &Book, columns: &[usize], profile: &Profile) -> String {
    let page = book.page();
    let subject = with_group(&page.journal.subject, page.journal.group.as_deref());
    let mut text = format!("{}  {subject}  {}\n", page.journal.class_name, page.period.title);
    let days =
        columns.iter().map(|at| book.columns()[*at].date.map_or_else(String::new, |date| date.format("%d.%m").to_string()));
    let kinds = columns.iter().map(|at| {
        let spec = &book.columns()[*at].spec;
        program.say(&format!("abbr-{}", spec.kind.name().replace('_', "-")))
    });
    let head = |key: &str| program.say(key);
    let mut table = Table::with_heads(["№".to_owned(), head("head-pupil")].into_iter().chain(days).chain([
        head("head-mean"),
        head("head-count"),
        head("head-proposal"),
        head("head-one-more"),
    ]));
    table.row([String::new(), String::new()].into_iter().chain(kinds));
    for (row, pupil) in book.pupils().iter().enumerate() {
        let cells = columns.iter().map(|column| book.cell_at(row, *column).map_or_else(String::new, shown));
        let tally = book.tally(row);
        let mean = tally.mean_hundredths().map_or_else(String::new, |mean| format!("{},{:02}", mean / 100, mean % 100));
        let count = if tally.count == 0 { String::new() } else { tally.count.to_string() };
        let forecast = book.forecast(row, profile);
        let shown = |mark: Option<Mark>| mark.map(|mark| mark.to_string()).unwrap_or_default();
        let proposal = shown(forecast.proposal);
        // What is worth saying of one more five is that it changes something.
        let better = forecast.one_more[0].proposal.filter(|mark| Some(*mark) != forecast.proposal);
        let one_more = shown(better.filter(|_| tally.count > 0));
        table
            .row([pupil.number.to_string(), pupil.name()].into_iter().chain(cells).chain([mean, count, proposal, one_more]));
    }
    text.push_str(&table.text());
    text.push_str(&program.say("show-signs"));
    text.push('\n');
    text
}

/// A cell with the sign of its state.
fn shown(cell: &CellView) -> String {
    let sign = match cell.life {
        None | Some(Life::InJournal | Life::Superseded | Life::Withdrawn) => "",
        Some(Life::Typed) => "…",
        Some(Life::Held | Life::OnDisk | Life::Sent) => "°",
        Some(Life::Requested) => "±",
        Some(Life::Uncertain) => "?",
        Some(Life::Conflict) => "≠",
        Some(Life::Refused) => "!",
    };
    format!("{}{sign}", cell.text)
}

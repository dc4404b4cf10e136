//! «Журнал»: pupils × works of a period, with the place of the cursor explained below.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, narrow};
use super::window::moved;
use super::{Look, beside, dates, frame, patch, pile, words};
use crate::domain::{JournalId, Mark, PeriodId, Pupil, Severity, Target, Value};
use crate::entry::{self, Book, CellView, Column, Remark, Spot};
use crate::outbox::Life;
use crate::regulation::Forecast;
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Cells of a column: three of text, one for the sign, one between.
const COLUMN: u16 = 5;
/// Cells of the number before a name.
const NUMBER: u16 = 5;
/// Cells of mean and count at the right.
const TALLY: u16 = 12;

/// Where the parts of the grid stand; a frame in which they stand elsewhere is painted at once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Places {
    columns: Range<usize>,
    pub(super) rows: Range<usize>,
    /// The column where the first work begins.
    first: u16,
    /// The screen's row of the first pupil.
    pub(super) top: u16,
    /// The screen's row after the last pupil.
    end: u16,
    /// Whether mean and count are shown: from which column.
    pub(super) tally: Option<u16>,
    /// How wide the grid is: less than the screen where the lesson stands beside it.
    pub(super) width: u16,
}

/// Which part of which page was shown last: the window stays while the cursor is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    page: (JournalId, PeriodId),
    /// Columns and lines that had room.
    room: (usize, usize),
    /// The first column and the first line.
    first: (usize, usize),
    /// How wide the longest name is, in this edition of the page.
    longest: (u64, u16),
}

/// Draws the screen; gives where its parts stand.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) -> Option<Places> {
    let title = look.strings.get("title-grid");
    let Some(book) = state.open_book() else {
        let body = frame::draw(canvas, state, look, &title, &[]);
        let key = if state.screens.grid.loading == Loading::Missing { "grid-missing" } else { "grid-asked" };
        frame::empty(canvas, &body, &look.strings.get(key));
        return None;
    };
    let page = book.page();
    let group = page.journal.group.as_deref();
    let subject = group.map_or_else(|| page.journal.subject.clone(), |group| format!("{} · {group}", page.journal.subject));
    let details = [page.journal.class_name.as_str(), &subject, &page.period.title];
    if book.pupils().is_empty() || book.columns().is_empty() {
        let body = frame::draw(canvas, state, look, &title, &details);
        let key = if book.pupils().is_empty() { "grid-no-pupils" } else { "grid-no-lessons" };
        frame::empty(canvas, &body, &look.strings.get(key));
        return None;
    }
    frame::top(canvas, state, look, &title, &details);
    frame::hints(canvas, state, look);
    canvas.lag.areas.push(Rect::new(0, canvas.area().height - 1, canvas.area().width, 1));
    let places = places(canvas.area(), state, look, book);
    heads(canvas, state, look, book, &places);
    let today = state.clock().map(|now| now.date());
    for (line, row) in places.rows.clone().enumerate() {
        pupil(canvas, state, book, &places, (row, today), places.top + narrow(line));
        tally(canvas, look, book, &places, row, places.top + narrow(line));
    }
    if let (true, (_, Some(column))) = (places.width < canvas.area().width, cursor(state, book)) {
        beside::draw(canvas, state, look, book, &book.columns()[column], (places.top, places.end));
    }
    context(canvas, state, look, book, &places);
    if let Some(tally) = places.tally {
        canvas.lag.areas.push(Rect::new(tally, places.top, TALLY, places.end - places.top));
    }
    patch::remember(state, look, book, &places);
    Some(places)
}

/// The row and the column under the cursor.
pub(super) fn cursor(state: &State, book: &Book) -> (Option<usize>, Option<usize>) {
    let spot = state.screens.grid.cursor.as_ref();
    (spot.and_then(|spot| book.row_of(&spot.pupil)), spot.and_then(|spot| book.column_of(&spot.work)))
}

/// Where the parts of the grid stand now. The window stays where it was as long as the cursor is inside.
pub(super) fn places(area: Rect, state: &State, look: &Look, book: &Book) -> Places {
    let (row, column) = cursor(state, book);
    let roomy = area.height >= 12;
    let top = if roomy { 4 } else { 2 };
    let end = area.height - if roomy { 4 } else { 2 };
    let page = (book.page().journal.id.clone(), book.page().period.id.clone());
    let before = look.grid.take().filter(|shown| shown.page == page);
    let longest = match &before {
        Some(Shown { longest: (edition, cells), .. }) if *edition == book.edition() => *cells,
        _ => narrow(book.pupils().iter().map(name_width).max().unwrap_or(0)),
    };
    let width = if area.width >= beside::FROM { area.width - beside::CELLS } else { area.width };
    let names = longest.clamp(14, if width >= 110 { 30 } else { 19 }).min(width.saturating_sub(NUMBER + 11));
    let first = NUMBER + names + 1;
    let tally = (width >= 64).then(|| width - TALLY);
    let room = tally.unwrap_or(width).saturating_sub(first) / COLUMN;
    let (room, lines) = (usize::from(room).max(1), usize::from(end.saturating_sub(top)).max(1));
    let before = before.filter(|shown| shown.room == (room, lines));
    let columns = moved(before.as_ref().map(|shown| shown.first.0), column.unwrap_or(0), book.columns().len(), room);
    let rows = moved(before.as_ref().map(|shown| shown.first.1), row.unwrap_or(0), book.pupils().len(), lines);
    let (begins, longest) = ((columns.start, rows.start), (book.edition(), longest));
    look.grid.replace(Some(Shown { page, room: (room, lines), first: begins, longest }));
    Places { columns, rows, first, top, end, tally, width }
}

fn name_width(pupil: &Pupil) -> usize {
    text::width(&pupil.surname) + 1 + text::width(&pupil.given_name)
}

/// Dates and kinds of the works.
fn heads(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, places: &Places) {
    let strings = &look.strings;
    let width = places.width;
    let roomy = places.top == 4;
    let today = state.clock().map(|now| now.date());
    canvas.right(3, 1, 3, "№", Role::Heading);
    let names = places.first - NUMBER - 1;
    let after = canvas.text(NUMBER, 1, names, &strings.get("heading-pupil"), Role::Heading);
    let shown = &book.columns()[places.columns.clone()];
    if let Some(month) = shown.iter().find_map(|column| column.date) {
        let month = strings.get(MONTHS[month.month0() as usize]);
        let room = (places.first - 2).saturating_sub(after + 1);
        if narrow(text::width(&month)) < room {
            canvas.right(places.first - 2, 1, room, &month, Role::Muted);
        }
    }
    if roomy {
        let count = strings.with("pupils-count", &[("n", book.pupils().len().into())]);
        canvas.text(NUMBER, 2, names, &count, Role::Muted);
        canvas.rule(3);
    }
    let mut before: Option<NaiveDate> = None;
    for (at, column) in shown.iter().enumerate() {
        let x = places.first + narrow(at) * COLUMN;
        let is_today = column.date.is_some() && column.date == today;
        let is_future = column.date > today;
        let role = if is_today {
            Role::Today
        } else if is_future {
            Role::Muted
        } else {
            Role::Heading
        };
        let day = match column.date {
            Some(date) if before.is_some_and(|before| before.month() != date.month()) => {
                format!("{}.{:02}", date.day(), date.month())
            }
            Some(date) => date.day().to_string(),
            None => words::work_short(look, column.spec.kind),
        };
        before = column.date.or(before);
        if is_today {
            canvas.sign(x - 1, 1, canvas.glyphs.pointer, Role::Today);
        }
        canvas.text(x, 1, COLUMN, &day, role);
        if roomy && column.made && column.date.is_some() {
            canvas.text(x, 2, COLUMN - 1, &words::work_short(look, column.spec.kind), role);
        }
    }
    if places.columns.start > 0 {
        canvas.sign(places.first - 2, if roomy { 2 } else { 1 }, canvas.glyphs.more_left, Role::Muted);
    }
    let end = places.first + narrow(shown.len()) * COLUMN;
    if places.columns.end < book.columns().len() {
        canvas.sign((end - 1).min(width - 1), if roomy { 2 } else { 1 }, canvas.glyphs.more_right, Role::Muted);
    }
    if let Some(tally) = places.tally {
        canvas.right(tally + 6, 1, 6, &strings.get("heading-mean"), Role::Heading);
        canvas.right(width - 1, 1, 5, &strings.get("heading-marks-short"), Role::Heading);
    }
}

/// The line of a pupil: number, name, cells. `today` is the day at the school.
pub(super) fn pupil(
    canvas: &mut Canvas<'_>,
    state: &State,
    book: &Book,
    places: &Places,
    (row, today): (usize, Option<NaiveDate>),
    y: u16,
) {
    let pupil = &book.pupils()[row];
    let is_gone = today.is_some_and(|today| !pupil.on_roster(today));
    let role = if is_gone { Role::Muted } else { Role::Text };
    let names = places.first - NUMBER - 1;
    canvas.right(3, y, 3, &pupil.number.to_string(), Role::Muted);
    canvas.text(NUMBER, y, names, &words::pupil(state, pupil), role);
    canvas.place(Rect::new(0, y, places.first, 1), || Place::Pupil(pupil.id.clone()));
    let (cursor_row, cursor_column) = cursor(state, book);
    let selected = state.screens.grid.selection(book).filter(|(rows, _)| rows.contains(&row));
    for column in places.columns.clone() {
        let x = places.first + narrow(column - places.columns.start) * COLUMN;
        let is_cursor = cursor_row == Some(row) && cursor_column == Some(column);
        if let Some(shown) = book.cell_at(row, column) {
            cell(canvas, x, y, shown, if is_cursor { &state.screens.grid.buffer } else { "" });
            canvas.place(Rect::new(x, y, COLUMN, 1), || {
                Place::Cell(Spot { work: book.columns()[column].work.clone(), pupil: pupil.id.clone() })
            });
        }
        if is_cursor {
            canvas.look(x, y, COLUMN - 1, Role::Focus);
        } else if selected.as_ref().is_some_and(|(_, columns)| columns.contains(&column)) {
            canvas.look(x, y, COLUMN - 1, Role::Input);
        }
    }
}

/// Mean and count of a pupil's marks.
fn tally(canvas: &mut Canvas<'_>, look: &Look, book: &Book, places: &Places, row: usize, y: u16) {
    let Some(tally_at) = places.tally else { return };
    let tally = book.tally(row);
    if let Some(mean) = tally.mean_hundredths() {
        canvas.right(tally_at + 6, y, 6, &dates::decimal(&look.strings, mean), Role::Muted);
        canvas.right(places.width - 1, y, 5, &tally.count.to_string(), Role::Muted);
    }
}

/// A cell: what is being typed, else what stands there with its sign.
fn cell(canvas: &mut Canvas<'_>, x: u16, y: u16, cell: &CellView, typing: &str) {
    if !typing.is_empty() {
        let end = canvas.text(x, y, COLUMN - 2, typing, Role::Waiting);
        canvas.sign(end, y, canvas.glyphs.typed, Role::Waiting);
        return;
    }
    if cell.text.is_empty() && cell.life.is_none() {
        if cell.off_roster {
            canvas.sign(x, y, '–', Role::Rule);
        }
        return;
    }
    let fails = cell.marks.is_some_and(|marks| marks.each().any(|mark| mark.value() == 2));
    let role = match (cell.absent, fails) {
        (_, true) => Role::Failing,
        (true, false) => Role::Absence,
        _ => Role::Text,
    };
    let end = canvas.text(x, y, COLUMN - 1, &cell.text, role);
    if let Some((sign, role)) = cell.life.and_then(|life| canvas.glyphs.life(life)) {
        let at = end.min(x + COLUMN - 2);
        canvas.sign(at, y, sign, role);
        canvas.lag.signs.push(Position::new(at, y));
    }
}

/// The lines below the grid: whom and what the cursor is on, and what the rules say of it.
fn context(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, places: &Places) {
    let (width, height) = (canvas.area().width, canvas.area().height);
    let notice = frame::notice(state, look);
    if let Some(pile) = &state.screens.grid.pile {
        pile::draw(canvas, state, look, book, pile, notice, places.top >= 4);
        return;
    }
    if places.top < 4 {
        // One line at the most: the status first.
        if let Some((sentence, clause, role)) = notice {
            frame::said(canvas, height - 2..height - 1, &sentence, &clause, role);
        } else if let (Some(row), _) = cursor(state, book) {
            let pupil = &book.pupils()[row];
            canvas.text(1, height - 2, width - 2, &format!("{} {}", pupil.number, words::pupil(state, pupil)), Role::Muted);
            canvas.lag.areas.push(Rect::new(0, height - 2, width, 1));
        }
        return;
    }
    canvas.rule(height - 4);
    let (row, column) = cursor(state, book);
    let is_noticed = notice.is_some();
    if let (Some(row), Some(column)) = (row, column) {
        let (pupil, column) = (&book.pupils()[row], &book.columns()[column]);
        place(canvas, state, look, book, pupil, column, height - 3);
        if !is_noticed {
            remark(canvas, state, look, book, column, height - 2);
        }
    }
    match notice {
        Some((sentence, clause, role)) => {
            frame::said(canvas, height - 3..height - 1, &sentence, &clause, role);
        }
        None => canvas.lag.areas.push(Rect::new(0, height - 3, width, 2)),
    }
}

/// Pupil, date, work; at the right the state of the value.
fn place(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, pupil: &Pupil, column: &Column, y: u16) {
    let width = canvas.area().width;
    let spot = state.screens.grid.cursor.as_ref();
    let cell = spot.and_then(|spot| book.cell(spot));
    let (aside, role) = aside(state, look, book, (pupil, column, spot), cell);
    let begins = canvas.right(width - 1, y, width / 2, &aside, role);
    let words = format!("{} {} · {}", pupil.number, words::pupil(state, pupil), words::column(look, column));
    canvas.text(1, y, begins.saturating_sub(3), &words, Role::Text);
}

/// What is said of the value at the right: where its entry is, else why the pupil was absent, else the comment.
fn aside(
    state: &State,
    look: &Look,
    book: &Book,
    (pupil, column, spot): (&Pupil, &Column, Option<&Spot>),
    cell: Option<&CellView>,
) -> (String, Role) {
    let Some(cell) = cell else { return (String::new(), Role::Text) };
    if let Some(life) = cell.life {
        let marks = Target::Marks { work: column.work.clone(), pupil: pupil.id.clone() };
        let absence = column.lesson.clone().map(|lesson| Target::Absence { lesson, pupil: pupil.id.clone() });
        let reason = column.lesson.clone().map(|lesson| Target::Reason { lesson, pupil: pupil.id.clone() });
        let targets = std::iter::once(marks).chain(absence).chain(reason);
        let entry = targets.filter_map(|target| book.last_entry(&target)).find(|entry| entry.life == life);
        let words = entry.map_or_else(|| words::bare_life(look, life), |entry| words::life(look, state, entry));
        let words = match entry.filter(|_| life == Life::Requested) {
            // The cell shows what the journal holds until then.
            Some(entry) => words::wished(look, state, entry),
            None => words,
        };
        let words = match entry.map(|entry| &entry.operation.target) {
            // The cell itself does not show it.
            Some(Target::Reason { .. }) => {
                let said = cell.reason.as_ref().map(|(code, told_by)| words::reason(look, code, *told_by));
                format!("{}: {words}", said.unwrap_or_else(|| look.strings.get("value-cleared").into_owned()))
            }
            _ => words,
        };
        let role = look.glyphs.life(life).map_or(Role::Muted, |(_, role)| role);
        return (words, role);
    }
    if let Some((code, told_by)) = &cell.reason {
        let key = if cell.absent { "absent-reason" } else { "known-reason" };
        let reason = words::reason(look, code, *told_by);
        return (look.strings.with(key, &[("reason", FluentValue::from(reason))]), Role::Muted);
    }
    if let Some(comment) = &cell.comment {
        return (comment.clone(), Role::Muted);
    }
    if cell.off_roster {
        return (look.strings.get("off-roster").into_owned(), Role::Muted);
    }
    if pupil.home_schooled {
        return (look.strings.get("home-schooled").into_owned(), Role::Muted);
    }
    match spot.map_or(0, |spot| entry::missed_in_a_row(book, spot)) {
        0 | 1 => (String::new(), Role::Muted),
        missed => (look.strings.with("missed-in-a-row", &[("n", missed.into())]), Role::Absence),
    }
}

/// What the rules say of the cell with the clause; without a word of theirs, the topic of the lesson.
fn remark(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, column: &Column, y: u16) {
    if let Some(finding) = state.screens.grid.findings.iter().max_by_key(|finding| finding.severity) {
        let role = match finding.severity {
            Severity::Info => Role::Text,
            Severity::Warning => Role::Warning,
            Severity::Error => Role::Refused,
        };
        let (sentence, clause, role) = frame::sentence(look, finding, role);
        frame::said(canvas, y..y + 1, &sentence, &clause, role);
        return;
    }
    let spot = state.screens.grid.cursor.as_ref();
    let remark = state.desk.as_ref().zip(spot).and_then(|(desk, spot)| entry::remark(desk, book, spot));
    if let Some(remark) = remark {
        let (sentence, clause, role) = remark_words(look, &remark);
        frame::said(canvas, y..y + 1, &sentence, &clause, role);
        return;
    }
    let begins = forecast(canvas, state, look, book, y);
    let topic = column.lesson.clone().map(|lesson| Target::Topic { lesson });
    if let Some(Value::Topic(topic)) = topic.and_then(|target| book.value(&target)) {
        let words = look.strings.with("topic-is", &[("topic", FluentValue::from(topic.text.as_str()))]);
        canvas.text(1, y, begins.saturating_sub(3), &words, Role::Muted);
    }
}

/// Where the marks of the pupil under the cursor lead: the mean, the mark that it proposes, what one more mark makes of it.
/// Gives where it begins; the end of the line where there is nothing to say.
fn forecast(canvas: &mut Canvas<'_>, state: &State, look: &Look, book: &Book, y: u16) -> u16 {
    let width = canvas.area().width;
    let row = state.screens.grid.cursor.as_ref().and_then(|spot| book.row_of(&spot.pupil));
    let (Some(desk), Some(row), true) = (&state.desk, row, width >= 72) else { return width };
    let words = forecast_words(look, &book.forecast(row, &desk.profile));
    canvas.right(width - 1, y, width / 2 + 2, &words.unwrap_or_default(), Role::Muted)
}

/// «ср. 4,33 → 4; ещё одна 5 даёт 4,50 → 5»; `None` where nothing is proposed.
fn forecast_words(look: &Look, forecast: &Forecast) -> Option<String> {
    let shown = |mean: u32| dates::decimal(&look.strings, mean);
    let proposal = forecast.proposal?;
    let mut args =
        vec![("mean", FluentValue::from(shown(forecast.marks.mean_hundredths()?))), ("mark", proposal.to_string().into())];
    let key = match forecast.climb {
        Some(climb) if climb.fives > 1 => {
            args.push(("better", climb.mark.to_string().into()));
            args.push(("fives", climb.fives.into()));
            "forecast-fives"
        }
        climb => {
            let more = Mark::new(if climb.is_some() { 5 } else { 2 })?;
            let after = forecast.after(more)?;
            args.push(("more", more.to_string().into()));
            args.push(("next", shown(after.marks.mean_hundredths()?).into()));
            args.push(("then", after.proposal?.to_string().into()));
            "forecast-one-more"
        }
    };
    Some(look.strings.with(key, &args))
}

/// The sentence of a remark with its clause.
fn remark_words(look: &Look, remark: &Remark) -> (String, String, Role) {
    match remark {
        Remark::Closed(finding) => frame::sentence(look, finding, Role::Muted),
        Remark::TwoMarks { kind, clause } => {
            let words = look.strings.with("cell-two-marks", &[("kind", FluentValue::from(kind.name()))]);
            (words, look.strings.clause(clause), Role::Text)
        }
        Remark::Debt { clause } => (look.strings.get("cell-debt").into_owned(), look.strings.clause(clause), Role::Text),
    }
}

/// Months as headings.
const MONTHS: [&str; 12] = [
    "month-name-1",
    "month-name-2",
    "month-name-3",
    "month-name-4",
    "month-name-5",
    "month-name-6",
    "month-name-7",
    "month-name-8",
    "month-name-9",
    "month-name-10",
    "month-name-11",
    "month-name-12",
];

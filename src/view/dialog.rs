//! What lies over a screen: a sheet at the bottom, above the keys, as high as what it says.

use chrono::NaiveDateTime;
use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, dates, duties, frame, words};
use crate::action::Action;
use crate::domain::{Duty, DutyState, Finding, Lesson, OperationId, PupilId, Severity, Teller, Zone};
use crate::entry::{self, CellText, Cells, Need, Spot};
use crate::protocol::Answer;
use crate::state::agenda::{Field, Gap};
use crate::state::dialog::{Ask, Choice, FilterBy, PastedCell};
use crate::state::why_not::WhyNot;
use crate::state::{Dialog, State, TextField};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Lines of a list in a sheet at the most.
const LIST: usize = 8;

/// Cells below which a name says nothing.
const NAME: usize = 8;

/// A line of a sheet.
pub(super) enum Line {
    /// Words, and others at the right.
    Words { words: String, aside: String, role: Role },
    /// A line of a list; the chosen one has the focus.
    Choice { words: String, aside: String, is_chosen: bool },
    /// A label and a line that is typed into, with its cursor.
    Field { label: String, before: String, after: String },
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look, dialog: &Dialog) {
    let width = canvas.area().width;
    let room = usize::from(width.saturating_sub(4));
    let lines = match dialog {
        Dialog::Ask(ask) => question(look, ask, room),
        Dialog::Quit { waiting, undecided } => quit(state, look, *waiting, *undecided, room),
        Dialog::GiveUp(operation) => give_up(state, look, *operation, room),
        Dialog::Conflict { operation, choice } => conflict(state, look, *operation, *choice, room),
        Dialog::Conflicts { operations, choice } => conflicts(state, look, operations, *choice, room),
        Dialog::FindPupil { query, found, chosen } => find(state, look, query, found, *chosen),
        Dialog::Filter { by, line } => {
            let key = if *by == FilterBy::Class { "filter-class-prompt" } else { "filter-teacher-prompt" };
            vec![field(look.strings.get(key).into_owned(), line)]
        }
        Dialog::Decide { answer, line, .. } => {
            let key = if *answer == Answer::Approve { "corrections-approve-prompt" } else { "corrections-decline-prompt" };
            vec![field(look.strings.get(key).into_owned(), line)]
        }
        Dialog::Paste(cells) => paste(state, look, cells, (room, usize::from(canvas.area().height / 2))),
        Dialog::Actions { query, found, chosen } => actions(state, look, query, found, *chosen),
        Dialog::Fill { spots, line, scope } => fill(state, look, spots, line, *scope),
        Dialog::Comment { line, .. } => vec![field(look.strings.get("ask-comment").into_owned(), line)],
        Dialog::Reason { spot, line, told_by } => reason(state, look, spot, line, *told_by),
        Dialog::CopyLesson { lessons, chosen } => copy_lesson(look, lessons, *chosen),
        Dialog::Jump { gaps, chosen, undecided } => {
            let most = usize::from(canvas.area().height).saturating_sub(8).max(3);
            jump(state, look, gaps, *chosen, (*undecided, most))
        }
        Dialog::History(history) => {
            let most = usize::from(canvas.area().height).saturating_sub(8).max(3);
            super::history::lines(state, look, history, most)
        }
        Dialog::NotKept { why } => {
            let mut lines = sentence(&look.strings.get("not-kept"), room, Role::Refused);
            lines.extend(sentence(&look.failure(why), room, Role::Text));
            lines
        }
    };
    sheet(canvas, &lines);
}

/// Draws the lines at the bottom of the screen, above the keys; what has no room is left out from the top.
fn sheet(canvas: &mut Canvas<'_>, lines: &[Line]) {
    let (width, height) = (canvas.area().width, canvas.area().height);
    let room = usize::from(height.saturating_sub(3));
    let lines = &lines[lines.len().saturating_sub(room)..];
    let end = height - 1;
    let top = end - narrow(lines.len());
    canvas.wipe(Rect::new(0, top - 1, width, narrow(lines.len()) + 1));
    canvas.rule(top - 1);
    for (y, line) in (top..end).zip(lines) {
        match line {
            Line::Words { words, aside, role } => {
                let begins = canvas.right(width - 1, y, width / 3, aside, Role::Muted);
                canvas.text(2, y, begins.saturating_sub(if aside.is_empty() { 3 } else { 4 }), words, *role);
            }
            Line::Choice { words, aside, is_chosen } => {
                let begins = canvas.right(width - 2, y, width / 2, aside, Role::Muted);
                canvas.text(4, y, begins.saturating_sub(5), words, Role::Text);
                if *is_chosen {
                    canvas.look(2, y, width - 3, Role::Focus);
                    canvas.sign(2, y, canvas.glyphs.pointer, Role::Focus);
                }
            }
            Line::Field { label, before, after } => {
                let x = canvas.text(2, y, width / 2, label, Role::Heading) + 2;
                let cells = width.saturating_sub(x + 2);
                let seen = text::tail(before, usize::from(cells.saturating_sub(1)));
                let at = x + narrow(text::width(seen));
                canvas.text(x, y, cells, &text::pad(seen, usize::from(cells), text::Align::Left), Role::Input);
                canvas.text(at, y, cells.saturating_sub(at - x), after, Role::Input);
                canvas.put_cursor(at, y);
            }
        }
    }
}

fn field(label: String, line: &TextField) -> Line {
    Line::Field { label, before: line.before().to_owned(), after: line.after().to_owned() }
}

/// A sentence in as many lines as it needs.
fn sentence(words: &str, room: usize, role: Role) -> Vec<Line> {
    let words = text::clean(words);
    let line = |words: &str| Line::Words { words: words.to_owned(), aside: String::new(), role };
    text::wrap(&words, room).into_iter().map(line).collect()
}

/// Findings, each with its clause beside its last line.
fn findings(look: &Look, findings: &[Finding], room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for finding in findings {
        let role = match finding.severity {
            Severity::Info => Role::Text,
            Severity::Warning => Role::Warning,
            Severity::Error => Role::Refused,
        };
        let (words, clause, role) = frame::sentence(look, finding, role);
        let beside = text::width(&clause) + 3;
        lines.extend(sentence(&words, room.saturating_sub(beside).max(20), role));
        if let Some(Line::Words { aside, .. }) = lines.last_mut() {
            *aside = clause;
        }
    }
    lines
}

fn question(look: &Look, ask: &Ask, room: usize) -> Vec<Line> {
    let mut lines = findings(look, &ask.findings, room);
    match ask.needs {
        Need::SecondKey => lines.extend(sentence(&look.strings.get("ask-second-key"), room, Role::Text)),
        Need::Comment => lines.push(field(look.strings.get("ask-comment").into_owned(), &ask.line)),
        Need::Reason => lines.push(field(look.strings.get("ask-reason").into_owned(), &ask.line)),
        Need::Explanation => lines.push(field(look.strings.get("ask-explanation").into_owned(), &ask.line)),
    }
    lines
}

fn quit(state: &State, look: &Look, waiting: usize, undecided: usize, room: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if state.unwritten().is_some() {
        lines.extend(sentence(&look.strings.get("quit-unwritten"), room, Role::Warning));
    }
    if waiting > 0 {
        lines.extend(sentence(&look.strings.with("quit-waiting", &[("n", waiting.into())]), room, Role::Text));
    }
    if undecided > 0 {
        lines.extend(sentence(&look.strings.with("quit-undecided", &[("n", undecided.into())]), room, Role::Refused));
    }
    lines.extend(sentence(&look.strings.get("quit-question"), room, Role::Text));
    lines
}

/// «Абрамов Артём 5/4, 7А Русский язык, 20.11, 1».
fn told(state: &State, look: &Look, operation: OperationId) -> String {
    let Some(line) = state.waiting.get(operation) else { return String::new() };
    let caption = line.caption.as_ref();
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    let operation = &line.entry.operation;
    let parts = [
        words::subject(state, look, &operation.target, caption),
        words::value(look, &operation.target, operation.value.as_ref(), absence),
        words::place(caption),
        words::lesson_of(caption),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn give_up(state: &State, look: &Look, operation: OperationId, room: usize) -> Vec<Line> {
    let mut lines = sentence(&told(state, look, operation), room, Role::Title);
    lines.extend(sentence(&look.strings.get("give-up-question"), room, Role::Text));
    lines
}

fn conflict(state: &State, look: &Look, operation: OperationId, choice: Choice, room: usize) -> Vec<Line> {
    let mut lines = sentence(&told(state, look, operation), room, Role::Title);
    let Some(line) = state.waiting.get(operation) else { return lines };
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    let said = |value: Option<&crate::domain::Value>| words::value(look, &line.entry.operation.target, value, absence);
    let (theirs, author) = match line.entry.present.as_deref() {
        Some(fact) => {
            let zone = state.desk.as_ref().map(|desk| desk.zone);
            let made = zone.map_or_else(String::new, |zone| {
                dates::until_with_time(zone, fact.made_at, zone.local(state.program.reading.now))
            });
            (said(fact.value.as_ref()), format!("{}, {made}", fact.author.short_name))
        }
        None => (look.strings.get("value-nothing").into_owned(), String::new()),
    };
    if let Some(lesson) = line.entry.lesson.as_deref() {
        lines.extend(sentence(&words::moved(look, lesson), room, Role::Warning));
    }
    let words = |key: &str, value: String| look.strings.with(key, &[("value", FluentValue::from(value))]);
    lines.push(Line::Choice { words: words("conflict-theirs", theirs), aside: author, is_chosen: choice == Choice::Theirs });
    lines.push(Line::Choice {
        words: words("conflict-mine", said(line.entry.operation.value.as_ref())),
        aside: String::new(),
        is_chosen: choice == Choice::Mine,
    });
    lines
}

/// All conflicts, with both values of each, as many as there is room for.
fn conflicts(state: &State, look: &Look, operations: &[OperationId], choice: Choice, room: usize) -> Vec<Line> {
    let count = [("n", FluentValue::from(operations.len()))];
    let mut lines = sentence(&look.strings.with("conflicts-title", &count), room, Role::Title);
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    for line in operations.iter().filter_map(|id| state.waiting.get(*id)).take(LIST) {
        let own = &line.entry.operation;
        let said = |value: Option<&crate::domain::Value>| match words::value(look, &own.target, value, absence) {
            nothing if nothing.is_empty() => look.strings.get("value-nothing").into_owned(),
            value => value,
        };
        let theirs = line.entry.present.as_deref().and_then(|fact| fact.value.as_ref());
        let args = [("mine", FluentValue::from(said(own.value.as_ref()))), ("theirs", said(theirs).into())];
        let aside = look.strings.with("conflicts-values", &args);
        lines.push(Line::Words { words: told(state, look, own.id), aside, role: Role::Text });
    }
    if operations.len() > LIST {
        let more = [("n", FluentValue::from(operations.len() - LIST))];
        lines.extend(sentence(&look.strings.with("conflicts-more", &more), room, Role::Muted));
    }
    for (key, of) in [("conflicts-theirs", Choice::Theirs), ("conflicts-mine", Choice::Mine)] {
        let words = look.strings.get(key).into_owned();
        lines.push(Line::Choice { words, aside: String::new(), is_chosen: choice == of });
    }
    lines
}

fn find(state: &State, look: &Look, query: &TextField, found: &[PupilId], chosen: usize) -> Vec<Line> {
    let mut lines = vec![field(look.strings.get("find-prompt").into_owned(), query)];
    let Some(book) = state.open_book() else { return lines };
    if found.is_empty() && !query.is_empty() {
        lines.extend(sentence(&look.strings.get("find-nobody"), 70, Role::Warning));
    }
    for at in window(chosen, found.len(), LIST) {
        let Some(pupil) = book.page().pupil(&found[at]) else { continue };
        let words = format!("{} {}", pupil.number, words::pupil(state, pupil));
        lines.push(Line::Choice { words, aside: String::new(), is_chosen: at == chosen });
    }
    lines
}

/// Every pasted cell is shown, in as many columns as are needed; where names have no room, by the list's numbers.
fn paste(state: &State, look: &Look, cells: &[PastedCell], (room, most): (usize, usize)) -> Vec<Line> {
    let mut lines = sentence(&look.strings.with("paste-count", &[("n", cells.len().into())]), 70, Role::Title);
    let per_line = cells.len().div_ceil(most.max(1)).max(1);
    let value = cells.iter().map(|cell| text::width(&cell.text)).max().unwrap_or(0);
    let beside = (room / per_line).saturating_sub(value + 3).min(20);
    let who = |cell: &PastedCell| {
        let number = || state.open_book().and_then(|book| book.page().pupil(&cell.spot.pupil)).map(|pupil| pupil.number);
        let number = if beside < NAME { number() } else { None };
        number.map_or_else(|| words::named(state, &cell.spot.pupil, &cell.name), |number| number.to_string())
    };
    for part in cells.chunks(per_line) {
        let named = part.iter().map(|cell| {
            let (who, text) = (text::pad(&who(cell), beside, text::Align::Left), &cell.text);
            format!("{who} {}", text::pad(text, value + 2, text::Align::Left))
        });
        let words = named.collect::<String>().trim_end().to_owned();
        lines.push(Line::Words { words, aside: String::new(), role: Role::Text });
    }
    lines.extend(sentence(&look.strings.get("paste-question"), 70, Role::Text));
    lines
}

fn actions(state: &State, look: &Look, query: &TextField, found: &[Action], chosen: usize) -> Vec<Line> {
    let mut lines = vec![field(look.strings.get("actions-prompt").into_owned(), query)];
    if found.is_empty() {
        lines.extend(sentence(&look.strings.get("actions-none"), 70, Role::Warning));
    }
    for at in window(chosen, found.len(), LIST) {
        let action = found[at];
        let aside = match state.why_not_here(action) {
            Some(WhyNot::Says(key)) => look.strings.get(key).into_owned(),
            Some(WhyNot::Elsewhere(context)) => {
                look.strings.with("notice-elsewhere", &[("place", look.strings.get(context.title()).into())])
            }
            None => {
                let keys = state.program.keys.keys(state.context_below(), action);
                keys.iter().map(|key| frame::key_name(look, *key)).collect::<Vec<_>>().join("  ")
            }
        };
        let words = look.strings.get(action.title()).into_owned();
        lines.push(Line::Choice { words, aside, is_chosen: at == chosen });
    }
    lines
}

/// What is not filled, or late: when, which lesson, what.
fn jump(state: &State, look: &Look, gaps: &[Gap], chosen: usize, (undecided, most): (usize, usize)) -> Vec<Line> {
    let strings = &look.strings;
    let mut lines = sentence(&strings.get("jump-heading"), 70, Role::Heading);
    if undecided > 0 {
        lines.extend(sentence(&strings.with("waits-decision", &[("n", undecided.into())]), 70, Role::Refused));
    }
    if gaps.is_empty() {
        lines.extend(sentence(&strings.get("waits-nothing"), 70, Role::Text));
    }
    let now = state.clock().unwrap_or_default();
    for at in window(chosen, gaps.len(), most) {
        let gap = &gaps[at];
        let lesson = &gap.lesson;
        let what = match &gap.field {
            Field::Attendance => strings.get("duty-attendance").into_owned(),
            Field::Topic => strings.get("duty-topic").into_owned(),
            Field::Homework => strings.get("duty-homework").into_owned(),
            Field::Marks { owed, of, .. } if *of > 0 => {
                strings.with("jump-marks", &[("owed", (*owed).into()), ("of", (*of).into())])
            }
            Field::Marks { .. } => strings.get("duty-marks").into_owned(),
        };
        let day = lesson.date.format("%d.%m");
        let words = format!("{day} {} {} {} · {what}", lesson.number, lesson.class_name, lesson.subject);
        let aside = state.desk.as_ref().map_or_else(String::new, |desk| waits_until(look, desk.zone, &gap.duty, now));
        lines.push(Line::Choice { words, aside, is_chosen: at == chosen });
    }
    lines
}

/// «до 20:00», «просрочено с 16:35».
fn waits_until(look: &Look, zone: Zone, duty: &Duty, now: NaiveDateTime) -> String {
    let Some((time, _)) = duties::due(duty, zone, now) else { return String::new() };
    let key = if duty.state == DutyState::Overdue { "overdue-since" } else { "jump-until" };
    look.strings.with(key, &[("time", FluentValue::from(time))])
}

/// What the cells are to be filled with, and how many there are.
fn fill(state: &State, look: &Look, spots: &[Spot], line: &TextField, scope: Cells) -> Vec<Line> {
    let strings = &look.strings;
    let marks = CellText::parse(line.text()).and_then(|cell| cell.marks);
    let counts = state.open_book().map(|book| entry::fill_counts(book, spots, marks, scope));
    let (cells, overwritten) = counts.unwrap_or_default();
    let mut lines = vec![field(strings.get("fill-prompt").into_owned(), line)];
    let key = if scope == Cells::Empty { "fill-empty" } else { "fill-all" };
    let args = [("n", FluentValue::from(cells)), ("over", overwritten.into())];
    lines.extend(sentence(&strings.with(key, &args), 70, if overwritten > 0 { Role::Warning } else { Role::Text }));
    lines.extend(sentence(&strings.get("fill-absences"), 70, Role::Muted));
    lines
}

/// Whose absence, why, and who told it.
fn reason(state: &State, look: &Look, spot: &Spot, line: &TextField, told_by: Teller) -> Vec<Line> {
    let strings = &look.strings;
    let pupil = state.open_book().and_then(|book| book.page().pupil(&spot.pupil));
    let name = pupil.map(|pupil| format!("{} {}", pupil.number, words::pupil(state, pupil))).unwrap_or_default();
    let mut lines = sentence(&name, 70, Role::Title);
    lines.push(field(strings.get("reason-prompt").into_owned(), line));
    let key = match told_by {
        Teller::ClassTeacher => "reason-told-by-class-teacher",
        Teller::Parents => "reason-told-by-parents",
    };
    lines.extend(sentence(&strings.get(key), 70, Role::Muted));
    lines
}

/// Lessons of parallel classes.
fn copy_lesson(look: &Look, lessons: &[Lesson], chosen: usize) -> Vec<Line> {
    let mut lines = sentence(&look.strings.get("copy-lesson-heading"), 70, Role::Heading);
    for at in window(chosen, lessons.len(), LIST) {
        let lesson = &lessons[at];
        let words = format!("{} {}", lesson.class_name, lesson.subject);
        let number = look.strings.with("lesson-number", &[("n", lesson.number.into())]);
        let aside = format!("{}, {number}", dates::long(&look.strings, lesson.date));
        lines.push(Line::Choice { words, aside, is_chosen: at == chosen });
    }
    lines
}

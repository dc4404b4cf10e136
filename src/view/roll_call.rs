//! «Перекличка»: one line of who is absent, and the class beside it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, frame, words};
use crate::domain::{KnownFrom, Pupil};
use crate::state::pointer::Place;
use crate::state::roll_call::{Focus, RollCall};
use crate::state::{Names, State};
use crate::strings::{Args, FluentValue};
use crate::text;
use crate::theme::Role;

/// Sign of an absence that is proposed and that nobody has confirmed.
const UNCONFIRMED: &str = "??";
/// Cells before a name: the sign and the number.
const BEFORE: u16 = 6;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let roll_call = &state.screens.roll_call;
    let lesson = roll_call.lesson.as_ref().and_then(|id| state.lesson(id));
    let mut details: Vec<String> = Vec::new();
    if let Some(lesson) = lesson {
        details.extend([lesson.class_name.clone(), lesson.subject.clone()]);
        details.push(strings.with("lesson-number", &[("n", lesson.number.into())]));
    }
    let details: Vec<&str> = details.iter().map(String::as_str).collect();
    let body = frame::draw(canvas, state, look, &strings.get("title-roll-call"), &details);
    let Some(book) = roll_call.journal.as_ref().and_then(|id| state.book(id)) else {
        frame::empty(canvas, &body, &strings.get("grid-asked"));
        return;
    };
    let date = lesson.map(|lesson| lesson.date);
    let pupils: Vec<&Pupil> = book.pupils().iter().filter(|pupil| date.is_none_or(|date| pupil.on_roster(date))).collect();
    if pupils.is_empty() {
        frame::empty(canvas, &body, &strings.get("grid-no-pupils"));
        return;
    }
    let roomy = body.len() >= 10;
    let mut y = body.start + u16::from(roomy);
    line(canvas, look, roll_call, y);
    y += 1 + u16::from(roomy);
    // At the bottom: words that name nobody, what the question mark means, the count.
    let mut end = body.end;
    end -= 1;
    count(canvas, look, roll_call, pupils.len(), end);
    let said = remarks(state, look, roll_call, &pupils, usize::from(canvas.area().width.saturating_sub(4)));
    let role = if roll_call.unclear.is_empty() && roll_call.unconfirmed.is_empty() { Role::Muted } else { Role::Warning };
    // The list is more than what is said about it.
    let room = usize::from(end.saturating_sub(y) / 3);
    for said in said.iter().take(room.max(1)).rev() {
        end -= 1;
        canvas.text(3, end, canvas.area().width.saturating_sub(4), said, role);
    }
    let code = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    list(canvas, (state, code), roll_call, &pupils, y, end.saturating_sub(u16::from(roomy)).max(y + 1));
}

/// The line that is typed into.
fn line(canvas: &mut Canvas<'_>, look: &Look, roll_call: &RollCall, y: u16) {
    let width = canvas.area().width;
    let label = look.strings.get("roll-call-question");
    let x = canvas.text(2, y, width / 2, &label, Role::Heading) + 2;
    let hint = look.strings.get("roll-call-hint");
    let hint_cells = narrow(text::width(&hint));
    let room = width.saturating_sub(x + 2);
    let typed = roll_call.line.text();
    let cells = if room > hint_cells + 16 { room - hint_cells - 2 } else { room };
    let before = text::tail(roll_call.line.before(), usize::from(cells.saturating_sub(1)));
    let at = x + narrow(text::width(before));
    canvas.text(x, y, cells, before, Role::Input);
    canvas.text(at, y, cells.saturating_sub(at - x), roll_call.line.after(), Role::Input);
    if roll_call.focus == Focus::Line {
        canvas.put_cursor(at, y);
    }
    if cells < room || typed.is_empty() {
        let begins = x + 2;
        canvas.right(width - 2, y, width.saturating_sub(begins + 2), &hint, Role::Muted);
    }
}

fn list(
    canvas: &mut Canvas<'_>,
    (state, code): (&State, &str),
    roll_call: &RollCall,
    pupils: &[&Pupil],
    top: u16,
    end: u16,
) {
    let width = canvas.area().width;
    let longest = pupils.iter().map(|pupil| narrow(text::width(&pupil.name()))).max().unwrap_or(0);
    let lines = usize::from(end - top).max(1);
    // As many columns as the class needs; their names are cut before a pupil is left out.
    let widest = BEFORE + longest.max(12) + 1;
    let fits = usize::from((width - 1) / widest).max(1);
    let needed = pupils.len().div_ceil(lines);
    let most = usize::from((width - 1) / (BEFORE + 12)).max(1);
    let columns = if needed <= fits { fits.min(pupils.len()) } else { needed.min(most) };
    let cells = (width - 1) / narrow(columns);
    let per_column = pupils.len().div_ceil(columns);
    let at = roll_call.cursor.as_ref().and_then(|id| pupils.iter().position(|pupil| pupil.id == *id));
    let shown = window(at.unwrap_or(0) % per_column, per_column, lines);
    for (place, pupil) in pupils.iter().enumerate() {
        let (column, line) = (place / per_column, place % per_column);
        if !shown.contains(&line) {
            continue;
        }
        let (x, y) = (1 + narrow(column) * cells, top + narrow(line - shown.start));
        canvas.place(Rect::new(x, y, cells, 1), || Place::Pupil(pupil.id.clone()));
        let is_absent = roll_call.absent.contains(&pupil.id);
        let is_doubtful = roll_call.doubtful.contains(&pupil.id);
        let (sign, role) = match (is_absent, is_doubtful) {
            (true, _) if roll_call.unconfirmed.contains(&pupil.id) => (UNCONFIRMED, Role::Warning),
            (true, _) => (code, Role::Absence),
            (false, true) => ("?", Role::Warning),
            (false, false) => ("", Role::Text),
        };
        canvas.right(x + 2, y, 2, sign, role);
        canvas.right(x + BEFORE - 1, y, 3, &pupil.number.to_string(), Role::Muted);
        canvas.text(
            x + BEFORE,
            y,
            cells.saturating_sub(BEFORE + 1),
            &words::pupil(state, pupil),
            if is_absent { role } else { Role::Text },
        );
        if roll_call.focus == Focus::List && at == Some(place) {
            canvas.look(x, y, cells - 1, Role::Focus);
        }
    }
}

fn count(canvas: &mut Canvas<'_>, look: &Look, roll_call: &RollCall, listed: usize, y: u16) {
    let args = [
        ("listed", FluentValue::from(listed)),
        ("absent", roll_call.absent.len().into()),
        ("doubtful", (roll_call.doubtful.len() + roll_call.unconfirmed.len()).into()),
        ("unconfirmed", roll_call.unconfirmed.len().into()),
    ];
    let key = match (roll_call.unconfirmed.is_empty(), roll_call.doubtful.is_empty()) {
        (true, true) => "roll-call-count",
        (true, false) => "roll-call-count-doubtful",
        (false, _) => "roll-call-count-known",
    };
    let room = canvas.area().width.saturating_sub(4);
    canvas.text(3, y, room, &fitting(look, key, &args, usize::from(room)), Role::Text);
}

/// The sentence of a key, or its shorter form where it has one and the room asks for it.
fn fitting(look: &Look, key: &str, args: &Args<'_>, room: usize) -> String {
    let said = look.strings.with(key, args);
    let short = format!("{key}-short");
    if text::width(&said) > room && look.strings.has(&short) { look.strings.with(&short, args) } else { said }
}

/// What must be said about the line or the list.
fn remarks(state: &State, look: &Look, roll_call: &RollCall, pupils: &[&Pupil], room: usize) -> Vec<String> {
    if let Some(unclear) = roll_call.unclear.first() {
        let name = |id: &crate::domain::PupilId| {
            let pupil = pupils.iter().find(|pupil| pupil.id == *id)?;
            Some(match state.program.names {
                Names::Shown => format!("{} {}", pupil.number, pupil.surname),
                Names::Hidden => words::pupil(state, pupil),
            })
        };
        let names: Vec<String> = unclear.pupils.iter().filter_map(name).collect();
        let key = if names.is_empty() { "roll-call-nobody" } else { "roll-call-several" };
        let args = [("word", FluentValue::from(unclear.word.as_str())), ("names", FluentValue::from(names.join(", ")))];
        return vec![look.strings.with(key, &args)];
    }
    let mut said = Vec::new();
    if !roll_call.unconfirmed.is_empty() {
        said.push(fitting(look, "roll-call-known", &[], room));
        said.extend(known(look, roll_call, pupils, room));
    }
    if !roll_call.doubtful.is_empty() {
        said.push(fitting(look, "roll-call-doubtful", &[], room));
    }
    said
}

/// From what the unconfirmed absences are known, those of one source together, by list numbers.
fn known(look: &Look, roll_call: &RollCall, pupils: &[&Pupil], room: usize) -> Vec<String> {
    let mut groups: Vec<(&KnownFrom, Vec<String>)> = Vec::new();
    for pupil in pupils.iter().filter(|pupil| roll_call.unconfirmed.contains(&pupil.id)) {
        let Some(from) = roll_call.known.get(&pupil.id) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == from) {
            Some((_, numbers)) => numbers.push(pupil.number.to_string()),
            None => groups.push((from, vec![pupil.number.to_string()])),
        }
    }
    let said = groups.into_iter().map(|(from, numbers)| {
        let numbers = FluentValue::from(numbers.join(", "));
        match from {
            KnownFrom::Lesson { number, subject } => {
                let args = [("numbers", numbers), ("n", FluentValue::from(*number)), ("subject", subject.as_str().into())];
                fitting(look, "roll-call-known-lesson", &args, room)
            }
            KnownFrom::ClassTeacher { reason } => {
                let args = [("numbers", numbers), ("reason", FluentValue::from(reason.as_str()))];
                look.strings.with("roll-call-known-reason", &args)
            }
            KnownFrom::Parents { reason } => {
                let args = [("numbers", numbers), ("reason", FluentValue::from(reason.as_str()))];
                look.strings.with("roll-call-known-parents", &args)
            }
        }
    });
    said.collect()
}

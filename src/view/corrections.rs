//! «Исправления»: who asks for what, what stands in the journal, and why; the explanation below the chosen one.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::window::window;
use super::{Look, dates, frame, words};
use crate::protocol::Correction;
use crate::state::State;
use crate::state::pointer::Place;
use crate::state::today::Loading;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let requests = &state.screens.corrections;
    let body = frame::draw(canvas, state, look, &strings.get("title-corrections"), &[]);
    if requests.list.is_empty() {
        let key = match requests.loading {
            Loading::Asked => "corrections-asked",
            Loading::Missing => "corrections-missing",
            Loading::Here => "corrections-none",
        };
        frame::empty(canvas, &body, &strings.get(key));
        return;
    }
    let width = canvas.area().width;
    let mut y = body.start;
    let count = if requests.more { "corrections-count-more" } else { "corrections-count" };
    canvas.text(2, y, width.saturating_sub(3), &strings.with(count, &[("n", requests.list.len().into())]), Role::Text);
    y += 1;
    if body.len() >= 12 {
        y += 1;
        headings(canvas, look, y);
        y += 1;
    }
    let at = requests.list.iter().position(|request| Some(request.operation.id) == requests.selected);
    let below = explained(state, look, usize::from(width.saturating_sub(4)), body.len());
    let room = usize::from(body.end.saturating_sub(y)).saturating_sub(below.len() + 1).max(1);
    for place in window(at.unwrap_or(0), requests.list.len(), room) {
        if y < body.end {
            row(canvas, state, look, y, &requests.list[place], at == Some(place));
        }
        y += 1;
    }
    y += 1;
    for (line, role) in &below {
        if y < body.end {
            canvas.text(2, y, width.saturating_sub(3), line, *role);
        }
        y += 1;
    }
}

/// Where the columns begin: date, class and subject, pupil, what stands and what is asked, who asks.
fn places(width: u16) -> [u16; 5] {
    match width {
        100.. => [3, 9, 42, 68, 86],
        76.. => [3, 9, 29, 46, 60],
        _ => [3, 9, 13, 13, width.saturating_sub(9)],
    }
}

fn headings(canvas: &mut Canvas<'_>, look: &Look, y: u16) {
    let width = canvas.area().width;
    let [date, journal, pupil, change, asker] = places(width);
    let heads = [
        (date, "heading-day"),
        (journal, "heading-journal"),
        (pupil, "heading-whose"),
        (change, "heading-change"),
        (asker, "heading-asker"),
    ];
    for (x, key) in heads {
        if width >= 76 || x == date {
            canvas.text(x, y, width.saturating_sub(x), &look.strings.get(key), Role::Heading);
        }
    }
}

fn row(canvas: &mut Canvas<'_>, state: &State, look: &Look, y: u16, request: &Correction, is_selected: bool) {
    let width = canvas.area().width;
    canvas.place(Rect::new(0, y, width, 1), || Place::Entry(request.operation.id));
    let [date_at, journal_at, pupil_at, change_at, asker_at] = places(width);
    if let Some(date) = request.date {
        canvas.text(date_at, y, 5, &dates::short(date), Role::Text);
    }
    let (was, asked) = change(state, look, request);
    let change = format!("{was} → {asked}");
    if width >= 76 {
        let journal = format!("{} {}", request.journal.class_name, request.journal.subject);
        canvas.text(journal_at, y, pupil_at - journal_at - 1, &journal, Role::Text);
        canvas.text(pupil_at, y, change_at - pupil_at - 1, &pupil(state, look, request), Role::Text);
        canvas.text(change_at, y, asker_at - change_at - 1, &change, Role::Text);
        canvas.text(asker_at, y, width.saturating_sub(asker_at + 1), &request.asker.short_name, Role::Muted);
    } else {
        canvas.text(journal_at, y, pupil_at - journal_at - 1, &request.journal.class_name, Role::Text);
        canvas.text(pupil_at, y, asker_at.saturating_sub(pupil_at + 1), &pupil(state, look, request), Role::Text);
        canvas.text(asker_at, y, width.saturating_sub(asker_at + 1), &change, Role::Text);
    }
    if is_selected {
        canvas.look(0, y, width, Role::Focus);
        canvas.sign(1, y, canvas.glyphs.pointer, Role::Focus);
    }
}

/// Who the request is about; nobody by name where names are hidden.
fn pupil(state: &State, look: &Look, request: &Correction) -> String {
    match (&request.pupil, state.program.names) {
        (None, _) => String::new(),
        (Some(_), crate::state::Names::Hidden) => look.strings.get("corrections-pupil-hidden").into_owned(),
        (Some(name), crate::state::Names::Shown) => name.clone(),
    }
}

/// What stands in the journal, and what is asked for.
fn change(state: &State, look: &Look, request: &Correction) -> (String, String) {
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    let target = &request.operation.target;
    let said = |value| {
        let text = words::value(look, target, value, absence);
        if text.is_empty() { "—".to_owned() } else { text }
    };
    let present = request.present.as_ref().and_then(|fact| fact.value.as_ref());
    (said(present), said(request.operation.value.as_ref()))
}

/// What is to be known of the chosen request: when and by whom it was asked, and the explanation.
fn explained(state: &State, look: &Look, width: usize, height: usize) -> Vec<(String, Role)> {
    let Some(request) = state.screens.corrections.current() else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(desk) = &state.desk {
        let asked = desk.zone.local(request.operation.made_at).format("%d.%m, %H:%M").to_string();
        let args = [("who", request.asker.short_name.as_str().into()), ("time", asked.into())];
        let asked_by = look.strings.with("corrections-asked-by", &args);
        lines.extend(text::wrap(&asked_by, width.max(1)).into_iter().map(|line| (line.to_owned(), Role::Muted)));
    }
    let why = [&request.operation.explanation, &request.operation.reason, &request.operation.comment];
    let why = why.into_iter().flatten().find(|text| !text.trim().is_empty());
    let why = why.map_or_else(|| look.strings.get("corrections-no-explanation").into_owned(), ToOwned::to_owned);
    lines.extend(text::wrap(&why, width.max(1)).into_iter().map(|line| (line.to_owned(), Role::Text)));
    lines.truncate((height / 2).max(1));
    lines
}

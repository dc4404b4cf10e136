//! «Очередь»: what is not in the journal yet, why, and what can be done about it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::window::window;
use super::{Look, dates, frame, words};
use crate::action::Action;
use crate::entry::Carry;
use crate::outbox::Life;
use crate::regulation::{OUTAGE_TO_TELL, OfficeTerm, office_due};
use crate::state::pointer::Place;
use crate::state::waiting::Line;
use crate::state::{Link, State};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let body = frame::draw(canvas, state, look, &strings.get("title-queue"), &[]);
    let width = canvas.area().width;
    if state.waiting.is_empty() {
        frame::empty(canvas, &body, &strings.get("queue-empty"));
        return;
    }
    let mut y = body.start;
    let roomy = body.len() >= 12;
    let count = strings.with("queue-count", &[("n", state.waiting.len().into())]);
    canvas.text(2, y, width.saturating_sub(3), &count, Role::Text);
    y += 1;
    if roomy {
        canvas.text(2, y, width.saturating_sub(3), &advice(state, look), Role::Muted);
        y += 1;
        if let Some((said, role)) = outage(state, look).or_else(|| skew(state, look)) {
            canvas.text(2, y, width.saturating_sub(3), &said, role);
            y += 1;
        }
        y += 1;
        headings(canvas, look, y);
        y += 1;
    }
    let lines: Vec<&Line> = state.waiting.lines().collect();
    let selected = state.screens.queue.selected;
    let at = lines.iter().position(|line| Some(line.entry.operation.id) == selected);
    let room = usize::from(body.end.saturating_sub(y)).saturating_sub(1).max(1);
    for place in window(at.unwrap_or(0), lines.len(), room) {
        row(canvas, state, look, y, lines[place], at == Some(place));
        y += 1;
        if at == Some(place)
            && let Some(said) = explained(state, look, lines[place])
            && y < body.end
        {
            canvas.text(12, y, width.saturating_sub(13), &said, Role::Muted);
            y += 1;
        }
    }
}

/// What to know about the queue now.
fn advice(state: &State, look: &Look) -> String {
    let undecided = state.waiting.entries().any(|entry| matches!(entry.life, Life::Refused | Life::Conflict));
    let conflicts = state.waiting.entries().filter(|entry| entry.life == Life::Conflict).count();
    let key = match state.link() {
        Link::SignInNeeded => "queue-sign-in",
        Link::Down { .. } => "queue-offline",
        _ if conflicts > 1 => {
            let keys = state.program.keys.keys(state.context_below(), Action::DecideAll);
            let key = keys.first().map(|key| frame::key_name(look, *key)).unwrap_or_default();
            let args = [("n", FluentValue::from(conflicts)), ("key", key.into())];
            return look.strings.with("queue-conflicts", &args);
        }
        _ if undecided => "queue-undecided",
        _ => "queue-online",
    };
    look.strings.get(key).into_owned()
}

/// Where the columns begin for a width: time, place, lesson, entry, state.
fn places(width: u16) -> [u16; 5] {
    if width >= 76 { [5, 11, 30, 41, width - 18] } else { [4, 10, 14, 14, width.saturating_sub(13)] }
}

fn headings(canvas: &mut Canvas<'_>, look: &Look, y: u16) {
    let width = canvas.area().width;
    let [time, place, _, entry, state] = places(width);
    for (x, key) in [(time, "heading-when"), (place, "heading-lesson"), (entry, "heading-entry"), (state, "heading-state")] {
        if x != entry || width >= 76 {
            canvas.text(x, y, width, &look.strings.get(key), Role::Heading);
        }
    }
}

fn row(canvas: &mut Canvas<'_>, state: &State, look: &Look, y: u16, line: &Line, is_selected: bool) {
    let width = canvas.area().width;
    let [time_at, place_at, lesson_at, entry_at, state_at] = places(width);
    let entry = &line.entry;
    let caption = line.caption.as_ref();
    let (sign, role) = canvas.glyphs.life(entry.life).unwrap_or((' ', Role::Text));
    canvas.sign(3.min(time_at - 2), y, sign, role);
    canvas.place(Rect::new(0, y, width, 1), || Place::Entry(entry.operation.id));
    if let Some(desk) = &state.desk {
        let made = desk.zone.local(entry.operation.made_at);
        let is_today = state.clock().is_some_and(|now| now.date() == made.date());
        let made = if is_today { made.format("%H:%M").to_string() } else { dates::short(made.date()) };
        canvas.text(time_at, y, 5, &made, Role::Text);
    }
    let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
    let value = words::value(look, &entry.operation.target, entry.operation.value.as_ref(), absence);
    let subject = words::subject(state, look, &entry.operation.target, caption);
    let what = if value.is_empty() { subject } else { format!("{subject}  {value}") };
    if width >= 76 {
        canvas.text(place_at, y, lesson_at - place_at - 1, &words::place(caption), Role::Text);
        canvas.text(lesson_at, y, entry_at - lesson_at - 1, &words::lesson_of(caption), Role::Text);
    } else if let Some(caption) = caption {
        canvas.text(place_at, y, entry_at - place_at, &caption.class, Role::Text);
    }
    canvas.text(entry_at, y, state_at.saturating_sub(entry_at + 1), &what, Role::Text);
    let room = width.saturating_sub(state_at + 1);
    let said = words::life(look, state, entry);
    // The clause stands in full in the line below; here it is whole or not at all.
    let said = if narrow(text::width(&said)) > room { words::bare_life(look, entry.life) } else { said };
    canvas.text(state_at, y, room, &said, role);
    if is_selected {
        canvas.look(0, y, width, Role::Focus);
        canvas.sign(1, y, canvas.glyphs.pointer, Role::Focus);
    }
}

/// The line under the selected entry: the value in the journal, or why it was refused.
fn explained(state: &State, look: &Look, line: &Line) -> Option<String> {
    let entry = &line.entry;
    match entry.life {
        Life::Conflict if entry.lesson.is_some() => Some(words::moved(look, entry.lesson.as_deref()?)),
        Life::Conflict => {
            let Some(fact) = &entry.present else { return Some(look.strings.get("conflict-empty").into_owned()) };
            let absence = state.desk.as_ref().map_or("н", |desk| desk.profile.absence_code());
            let value = words::value(look, &fact.target, fact.value.as_ref(), absence);
            let zone = state.desk.as_ref()?.zone;
            let made = dates::until_with_time(zone, fact.made_at, zone.local(state.program.reading.now));
            let args = [
                ("value", FluentValue::from(value)),
                ("author", FluentValue::from(fact.author.short_name.as_str())),
                ("time", FluentValue::from(made)),
            ];
            Some(look.strings.with("conflict-present", &args))
        }
        Life::Requested => {
            let present = line.caption.as_ref()?.present.as_ref();
            present.map(|fact| words::requested(look, state, entry, fact))
        }
        _ => match entry.findings.first() {
            Some(finding) => Some(look.strings.finding(finding)),
            None => line.carry.as_ref().map(|carry| carried(state, look, carry)),
        },
    }
}

/// What an entry is that was made without a server.
fn carried(state: &State, look: &Look, carry: &Carry) -> String {
    let Some((from, to)) = span(state, carry) else { return String::new() };
    let key = match (carry.in_time, carry.outage.to) {
        (true, Some(_)) => "carry-in-time",
        (true, None) => "carry-in-time-lasts",
        (false, Some(_)) => "carry",
        (false, None) => "carry-lasts",
    };
    look.strings.with(key, &[("from", from.into()), ("to", to.into())])
}

/// Beginning and end of an outage in school time.
fn span(state: &State, carry: &Carry) -> Option<(String, String)> {
    let zone = state.desk.as_ref()?.zone;
    let now = zone.local(state.program.reading.now);
    let when = |at| dates::until_with_time(zone, at, now);
    let began = zone.local(carry.outage.from).date();
    let ended = |to| if zone.local(to).date() == began { zone.local(to).format("%H:%M").to_string() } else { when(to) };
    Some((when(carry.outage.from), carry.outage.to.map(ended).unwrap_or_default()))
}

/// Until when those concerned are told of an outage, where the regulation has a term for it and it lasts an hour already.
fn notice_due(state: &State, carry: &Carry) -> Option<String> {
    let (desk, now) = (state.desk.as_ref()?, state.program.reading.now);
    if now - carry.outage.from < OUTAGE_TO_TELL {
        return None;
    }
    let since = desk.zone.local(carry.outage.from);
    let due = office_due(&desk.profile, OfficeTerm::ForceMajeure, since, desk.school.week, None)?;
    Some(dates::until_with_time(desk.zone, desk.zone.instant(due).to_utc(), desk.zone.local(now)))
}

/// The outage that lasts and how it was noticed; after it, the nearest instant until which something is to be carried over,
/// counted down.
fn outage(state: &State, look: &Look) -> Option<(String, Role)> {
    let carries = || state.waiting.lines().filter_map(|line| line.carry.as_ref());
    if let Some(lasting) = carries().find(|carry| carry.outage.to.is_none()) {
        let (from, _) = span(state, lasting)?;
        let how = format!("outage-{}", lasting.outage.noticed);
        let how = look.strings.get(if look.strings.has(&how) { &how } else { "outage-connect" });
        let args = [("from", FluentValue::from(from)), ("how", FluentValue::from(how.as_ref()))];
        let mut said = look.strings.with("queue-outage-lasts-since", &args);
        if let Some(until) = notice_due(state, lasting) {
            let clause = OfficeTerm::ForceMajeure.rule().map_or_else(String::new, |rule| look.strings.clause(&rule.clause));
            let args = [("until", FluentValue::from(until)), ("clause", FluentValue::from(clause))];
            // What is to be done and its clause stand in 80 columns; the reason of the outage may be cut.
            said = format!("{} {said}", look.strings.with("queue-outage-notice", &args));
        }
        return Some((said, Role::Warning));
    }
    let next = carries().filter(|carry| carry.until.is_some()).min_by_key(|carry| carry.until)?;
    let zone = state.desk.as_ref()?.zone;
    let (until, now) = (next.until?, state.program.reading.now);
    let (from, to) = span(state, next)?;
    let args = [
        ("from", FluentValue::from(from)),
        ("to", FluentValue::from(to)),
        ("until", FluentValue::from(dates::until_with_time(zone, until, zone.local(now)))),
        ("left", FluentValue::from(dates::left(&look.strings, until - now))),
    ];
    let (key, role) =
        if until > now { ("queue-carry-until", Role::DeadlineSoon) } else { ("queue-carry-over", Role::DeadlineOver) };
    Some((look.strings.with(key, &args), role))
}

/// A computer whose clock is wrong: terms go by the server's, and it is said.
fn skew(state: &State, look: &Look) -> Option<(String, Role)> {
    let (key, minutes) = state.wrong_clock()?;
    let args = [("n", FluentValue::from(minutes))];
    Some((look.strings.with(key, &args), Role::Warning))
}

//! What every screen has: the first line, the status line, the keys of the place in the last line.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::Look;
use super::canvas::{Canvas, narrow};
use super::header::{self, Corner, Link};
use crate::action::Action;
use crate::domain::{Finding, Severity};
use crate::keys::{Context, KeyName, Script};
use crate::outbox::Life;
use crate::state::lock::Latch;
use crate::state::{self, DemoServer, Names, Notice, State};
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Below this height there are no lines between the parts of a screen.
const ROOMY: u16 = 12;

/// Draws the first line, the rules, the status line and the last line; gives the rows that are left for the screen.
pub fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look, title: &str, details: &[&str]) -> Range<u16> {
    top(canvas, state, look, title, details);
    let height = canvas.area().height;
    let (mut body, rules) = if height >= ROOMY { (2..height - 2, true) } else { (1..height - 1, false) };
    if rules {
        canvas.rule(1);
        canvas.rule(height - 2);
    }
    hints(canvas, state, look);
    if let Some((sentence, clause, role)) = notice(state, look) {
        let lines = said(canvas, body.end.saturating_sub(1)..height - 1, &sentence, &clause, role);
        if lines > 1 || !rules {
            body.end -= 1;
        }
    }
    body
}

/// Draws the first line.
pub fn top(canvas: &mut Canvas<'_>, state: &State, look: &Look, title: &str, details: &[&str]) {
    let corner = Corner {
        now: state.clock(),
        time: state.program.time,
        waiting: state.waiting.len(),
        worst: worst(state),
        link: link(state),
    };
    let hidden = state.program.names == Names::Hidden && !state.lock.is_locked();
    let title = if hidden { format!("{title} {}", look.strings.get("names-hidden")) } else { title.to_owned() };
    header::draw(canvas, &look.strings, &title, details, &corner);
    let width = canvas.area().width;
    canvas.lag.areas.push(Rect::new(width / 2, 0, width - width / 2, 1));
}

fn link(state: &State) -> Link {
    if state.program.demo == Some(DemoServer::Stopped) {
        return Link::Cut;
    }
    match state.program.link {
        state::Link::Unknown => Link::Unknown,
        state::Link::Up => Link::Up,
        state::Link::SignInNeeded => Link::SignIn,
        state::Link::Down { since } => match &state.desk {
            Some(desk) => Link::Down(desk.zone.local(since)),
            None => Link::Down(since.naive_utc()),
        },
    }
}

/// The look of the number of waiting entries: the worst that happened to one of them.
fn worst(state: &State) -> Role {
    let lives = state.waiting.entries().map(|entry| entry.life);
    let weight = |life| match life {
        Life::Refused => 3,
        Life::Conflict => 2,
        Life::Uncertain => 1,
        _ => 0,
    };
    match lives.map(weight).max() {
        Some(3) => Role::Refused,
        Some(2) => Role::Conflict,
        Some(1) => Role::Uncertain,
        _ => Role::Waiting,
    }
}

/// The sentence of the status line, its clause, and how it looks.
pub fn notice(state: &State, look: &Look) -> Option<(String, String, Role)> {
    if state.lock.is_locked() {
        return None;
    }
    Some(match state.notice.as_ref()? {
        Notice::Refused(findings) => sentence(look, findings.first()?, Role::Refused),
        Notice::Noted(findings) => {
            let finding = findings.iter().max_by_key(|finding| finding.severity)?;
            sentence(look, finding, if finding.severity == Severity::Info { Role::Muted } else { Role::Warning })
        }
        Notice::Says(key, args) => {
            let args: Vec<(&str, FluentValue<'_>)> =
                args.iter().map(|(name, value)| (*name, FluentValue::try_number(value))).collect();
            (look.strings.with(key, &args), String::new(), Role::Text)
        }
        Notice::Failed(key) => (look.failure(key), String::new(), Role::Warning),
    })
}

/// A finding's sentence and clause.
pub fn sentence(look: &Look, finding: &Finding, role: Role) -> (String, String, Role) {
    (look.strings.finding(finding), look.strings.clause(&finding.clause), role)
}

/// Writes a sentence into the last rows of a range, with its clause at the right of the last one. Gives the rows it took.
pub fn said(canvas: &mut Canvas<'_>, rows: Range<u16>, sentence: &str, clause: &str, role: Role) -> u16 {
    let width = canvas.area().width;
    let clause = if narrow(text::width(clause)) + 24 < width { clause } else { "" };
    let beside = if clause.is_empty() { 0 } else { narrow(text::width(clause)) + 3 };
    let room = width.saturating_sub(2);
    let sentence = text::clean(sentence);
    let one_line = narrow(text::width(&sentence)) + beside <= room;
    let lines = if one_line || rows.len() < 2 { 1 } else { 2 };
    let last = rows.end.saturating_sub(1);
    for y in rows.end.saturating_sub(lines)..rows.end {
        canvas.wipe(Rect::new(0, y, width, 1));
    }
    if lines == 1 {
        canvas.text(1, last, room.saturating_sub(beside), &sentence, role);
    } else {
        let broken = text::wrap(&sentence, usize::from(room));
        let first = broken.first().copied().unwrap_or_default();
        canvas.text(1, last - 1, room, first, role);
        canvas.text(1, last, room - beside, sentence[first.len()..].trim_start(), role);
    }
    canvas.right(width - 1, last, beside, clause, Role::Muted);
    lines
}

/// Draws the keys of the place into the last line, the most important first; help and the list of actions stand at the right.
pub fn hints(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let (width, height) = (canvas.area().width, canvas.area().height);
    let y = height - 1;
    let hints = look.hints(state);
    let cells = |hint: &(String, String)| {
        let word = text::width(&hint.1);
        narrow(text::width(&hint.0) + usize::from(word > 0) + word)
    };
    let (mut left, mut right): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    let context = state.context();
    let is_shown = |action: Option<Action>| match action {
        _ if state.dialog.is_some() => true,
        Some(action) => state.offers(context, action),
        None => state.no_entry().is_none(),
    };
    for (action, key, title) in hints.iter().filter(|hint| is_shown(hint.0)) {
        let side = if matches!(action, Some(Action::Help | Action::Actions)) { &mut right } else { &mut left };
        side.push((key.clone(), title.clone()));
    }
    while !right.is_empty() && right.iter().map(|hint| cells(hint) + 2).sum::<u16>() + 1 > width {
        right.remove(0);
    }
    let right_cells = right.iter().map(|hint| cells(hint) + 2).sum::<u16>().saturating_sub(2);
    let mut x = 1;
    for hint in &left {
        if x + cells(hint) + 2 + right_cells + 1 > width {
            // A shorter one may still have room: above all the one that leads back.
            continue;
        }
        x = canvas.text(x, y, width, &hint.0, Role::Key);
        x = canvas.text(x + u16::from(!hint.1.is_empty()), y, width, &hint.1, Role::Muted) + 2;
    }
    let mut x = (width.saturating_sub(1 + right_cells)).max(1);
    for hint in &right {
        x = canvas.text(x, y, width, &hint.0, Role::Key);
        x = canvas.text(x + 1, y, width, &hint.1, Role::Muted) + 2;
    }
}

/// The hints of a context: action, key, word. Made once, since a last line changes with the context only.
pub(super) fn hints_of(state: &State, look: &Look, context: Context) -> Vec<(Option<Action>, String, String)> {
    let mut hints = Vec::new();
    if context == Context::Grid {
        hints.push((None, "5 4 3 2 /".to_owned(), String::new()));
    }
    if context == Context::Terms {
        hints.push((None, "5 4 3 2".to_owned(), String::new()));
    }
    for (key, action) in state.program.keys.hints(context) {
        if action == Action::ToggleServer && state.program.demo.is_none() {
            continue;
        }
        if (context, action) == (Context::Locked, Action::NextField) && state.lock.best != Latch::Pin {
            continue;
        }
        let own = format!("hint-{}-{}", context.id(), action.id());
        let short = format!("hint-{}", action.id());
        let title = [own.as_str(), short.as_str()].into_iter().find(|key| look.strings.has(key));
        let title = look.strings.get(title.unwrap_or(action.title())).into_owned();
        hints.push((Some(action), key_name(look, key), title));
    }
    hints
}

/// How the screen names a key.
pub fn key_name(look: &Look, key: crate::keys::Key) -> String {
    match key.name(Script::Cyrillic) {
        KeyName::Plain(name) if name == "Backspace" => look.glyphs.backspace.to_owned(),
        KeyName::Plain(name) => name,
        KeyName::Word(key) => look.strings.get(key).into_owned(),
    }
}

/// Writes a sentence that stands in the place of a list: what is missing, and what to do about it.
pub fn empty(canvas: &mut Canvas<'_>, body: &Range<u16>, sentence: &str) {
    let width = canvas.area().width;
    let indent = if width >= 60 { 3 } else { 1 };
    let y = if body.len() > 3 { body.start + 1 } else { body.start };
    let room = body.end.saturating_sub(y);
    canvas.lines(Position::new(indent, y), width.saturating_sub(2 * indent).min(76), room, sentence, Role::Text);
}

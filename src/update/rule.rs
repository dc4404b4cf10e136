//! «Правило»: opens the rule behind what is said at a place, and leads back to exactly there.

use super::{grid, moved, say, terms};
use crate::action::Action;
use crate::domain::Finding;
use crate::effect::Effect;
use crate::entry::{Spot, allowed_texts, next_topic};
use crate::state::dialog::Attempt;
use crate::state::{Dialog, Notice, Screen, State};

/// The status line is about to be cleared by a key: what it said of the rules can still be explained by that key.
pub fn remember(state: &mut State) {
    state.screens.rule.said = match state.notice.take() {
        Some(Notice::Refused(findings) | Notice::Noted(findings)) => findings,
        _ => Vec::new(),
    };
}

/// Opens the rules of the place; says so where there are none.
pub fn open(state: &mut State) -> Vec<Effect> {
    if state.screen == Screen::Rule {
        return Vec::new();
    }
    let findings = here(state);
    if findings.is_empty() {
        say(state, "notice-no-findings");
        return Vec::new();
    }
    let allowed = allowed(state);
    let rule = &mut state.screens.rule;
    (rule.findings, rule.at, rule.scroll, rule.allowed) = (findings, 0, 0, allowed);
    // Not left, only covered: what is half typed or half asked stays as it is.
    rule.over = state.dialog.take();
    state.behind.push(state.screen);
    state.screen = Screen::Rule;
    Vec::new()
}

/// Carries out an action on the screen.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    let count = state.screens.rule.findings.len();
    let page = usize::from(state.program.size.rows.saturating_sub(4)).max(1);
    match action {
        Action::Back => return back(state),
        Action::Left | Action::Right => {
            let step = if action == Action::Left { Action::Up } else { Action::Down };
            let rule = &mut state.screens.rule;
            rule.at = moved(Some(rule.at), count, step, 1).unwrap_or(0);
            rule.scroll = 0;
        }
        _ => {
            // The view shows the last line at the latest.
            let rule = &mut state.screens.rule;
            rule.scroll = moved(Some(rule.scroll), LINES, action, page).unwrap_or(0);
        }
    }
    Vec::new()
}

/// More lines than any rule has.
const LINES: usize = 60;

fn back(state: &mut State) -> Vec<Effect> {
    let Some(before) = state.behind.pop() else { return Vec::new() };
    state.screen = before;
    state.dialog = state.screens.rule.over.take();
    // A page that came meanwhile takes its place now.
    if state.screen == Screen::Grid { grid::arrive(state) } else { Vec::new() }
}

/// What is said at the place: in a question, in the status line, at the cursor.
fn here(state: &mut State) -> Vec<Finding> {
    if let Some(Dialog::Ask(ask)) = &state.dialog {
        return ask.findings.clone();
    }
    let said = std::mem::take(&mut state.screens.rule.said);
    if !said.is_empty() {
        return said;
    }
    match state.screen {
        Screen::Grid => grid::findings(state),
        Screen::Terms => terms::findings(state),
        Screen::Lesson => {
            let form = &state.screens.lesson;
            let of_field = form.findings.get(&form.field).filter(|found| !found.is_empty());
            of_field.or_else(|| form.findings.values().find(|found| !found.is_empty())).cloned().unwrap_or_default()
        }
        Screen::Queue => {
            let selected = state.screens.queue.selected.and_then(|id| state.waiting.get(id));
            selected.map(|line| line.entry.findings.clone()).unwrap_or_default()
        }
        Screen::Review => state.screens.review.under_cursor().map(|(_, remark)| of_remark(remark)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The rule of a remark, then those that speak for the same reason.
fn of_remark(remark: &crate::regulation::Remark) -> Vec<Finding> {
    let also = remark.also.iter().filter_map(|rule| {
        let known = crate::regulation::catalogue::find(rule.as_str())?;
        Some(Finding { rule: rule.clone(), clause: known.clause.clone().into(), ..remark.finding.clone() })
    });
    std::iter::once(remark.finding.clone()).chain(also).collect()
}

/// What the engine would take at the place.
fn allowed(state: &mut State) -> Vec<(&'static str, String)> {
    let mut allowed = Vec::new();
    let (spot, journal) = (spot(state), state.screens.grid.journal.clone());
    let open = journal.and_then(|journal| state.books.get(&journal));
    if let (Some(desk), Some(spot), Some(open)) = (&mut state.desk, spot, open) {
        let texts = allowed_texts(desk, &open.book, &spot);
        let key = if texts.is_empty() { "allowed-nothing" } else { "allowed-cell" };
        allowed.push((key, texts.join(", ")));
    }
    let form = &state.screens.lesson;
    let book = form.journal.as_ref().and_then(|journal| state.book(journal));
    if let (Screen::Lesson, Some(item)) = (state.screen, book.and_then(next_topic)) {
        allowed.push(("allowed-topic", item.topic.clone()));
    }
    allowed
}

/// The cell that the findings are about, where they are about one.
fn spot(state: &State) -> Option<Spot> {
    match &state.dialog {
        Some(Dialog::Ask(ask)) => match &ask.attempt {
            Attempt::Cell { spot, .. } | Attempt::Clear(spot) => Some(spot.clone()),
            _ => None,
        },
        _ if state.screen == Screen::Grid => state.screens.grid.cursor.clone(),
        _ => None,
    }
}

//! The only writer of the state: an event in, effects out. Pure, and never waits.
//!
//! [`update`] hands keys to `keys` and answers of the shell to `replies`. Every edit of the journal goes through
//! `edit::attempt`, which asks [`crate::entry`]; every change of the screen through `go`.

mod cells;
mod correction;
mod corrections;
mod deadlines;
mod dialogs;
mod edit;
mod go;
mod grid;
mod history;
mod jump;
mod keys;
mod lesson;
mod literacy;
mod lock;
mod many;
mod named;
mod notebook;
mod palette;
mod parallel;
mod pile;
mod pointer;
mod queue;
mod reason;
mod replies;
mod review;
mod roll_call;
mod rule;
mod sign_in;
mod terms;
#[cfg(test)]
mod tests;
mod today;
mod trainer;
mod undo;
mod week;

use crate::effect::Effect;
use crate::entry::Reading;
use crate::event::{Event, Signal};
use crate::state::State;

/// What the shell has to do first: read what the first screen needs.
#[must_use]
pub fn start(state: &mut State) -> Vec<Effect> {
    let mut effects = vec![Effect::LoadSchool { generation: 0 }];
    if state.desk.is_some() {
        effects.push(Effect::LoadQueue);
        effects.extend(go::arrive(state));
    }
    effects
}

/// Takes an event. `reading` is the corrected clock at the event.
#[must_use]
pub fn update(state: &mut State, reading: Reading, event: Event) -> Vec<Effect> {
    state.program.reading = reading;
    if let Some(desk) = &mut state.desk {
        desk.reading = reading;
    }
    if matches!(event, Event::Key(_)) {
        trainer::pressed(state);
    }
    let effects = take(state, event);
    trainer::watch(state);
    effects
}

fn take(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => {
            typed(state, |state| if state.lock.is_locked() { lock::press(state, key) } else { keys::press(state, key) })
        }
        Event::Paste(text) => typed(state, |state| {
            if state.lock.is_locked() {
                lock::typed(state, text.trim_end_matches(['\r', '\n']));
                return Vec::new();
            }
            keys::paste(state, &text)
        }),
        Event::Click(place) => typed(state, |state| pointer::click(state, place)),
        Event::Wheel(wheel) => typed(state, |state| pointer::turn(state, wheel)),
        Event::Resize(size) => {
            state.program.size = size;
            Vec::new()
        }
        Event::FocusGained => Vec::new(),
        Event::Minute => {
            let mut effects = lock::when_due(state);
            effects.extend(today::minute(state));
            effects
        }
        Event::Signal(Signal::Resumed) => {
            let mut effects = lock::when_due(state);
            effects.push(Effect::Redraw);
            effects
        }
        Event::Signal(Signal::End) => go::quit(state),
        Event::Reply(reply) => replies::take(state, reply),
    }
}

/// What a key does. After a long pause it locks, and does nothing else.
fn typed(state: &mut State, act: impl FnOnce(&mut State) -> Vec<Effect>) -> Vec<Effect> {
    let mut effects = lock::when_due(state);
    lock::touch(state);
    if effects.is_empty() {
        effects = act(state);
    }
    effects
}

/// The number of a new question: answers to older ones are dropped.
fn ask(state: &mut State) -> u64 {
    state.program.generation += 1;
    state.program.generation
}

/// Says a sentence of the program in the status line.
fn say(state: &mut State, key: &'static str) {
    state.notice = Some(crate::state::Notice::Says(key, Vec::new()));
}

/// Moves a cursor in a list of `count` places; `None` stays `None` in an empty list.
fn moved(at: Option<usize>, count: usize, action: crate::action::Action, page: usize) -> Option<usize> {
    use crate::action::Action;
    let last = count.checked_sub(1)?;
    let at = at.unwrap_or(0).min(last);
    Some(match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => (at + 1).min(last),
        Action::PageUp => at.saturating_sub(page),
        Action::PageDown => (at + page).min(last),
        Action::First => 0,
        Action::Last => last,
        _ => at,
    })
}

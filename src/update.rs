//! The only writer of the state: an event in, effects out. Pure, and never waits.

use crate::effect::Effect;
use crate::entry::Reading;
use crate::event::Event;
use crate::state::State;

/// What the shell has to do first: read what the first screen needs.
#[must_use]
pub fn start(state: &mut State) -> Vec<Effect> {
    let _ = state;
    Vec::new()
}

/// Takes an event. `reading` is the corrected clock at the event.
#[must_use]
pub fn update(state: &mut State, reading: Reading, event: Event) -> Vec<Effect> {
    let _ = (state, reading, event);
    Vec::new()
}

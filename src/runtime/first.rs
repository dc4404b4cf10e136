//! What the first frame shows, read from the cache, and what is left to be done behind it.

use std::time::Duration;

use super::clock::Corrected;
use super::shell::Shell;
use crate::effect::Effect;
use crate::state::State;
use crate::update;

/// How long the first frame stands before the worker and the network begin, where nobody presses a key: a slow computer shows it
/// sooner when nothing else begins with it.
pub(super) const SETTLE: Duration = Duration::from_millis(100);

/// What is left to be done when the first frame is on the screen.
#[derive(Default)]
pub(super) struct Left {
    /// Effects that nobody has seen to.
    pub(super) effects: Vec<Effect>,
    /// Questions that the cache has answered, and the server may answer better.
    pub(super) answered: Vec<Effect>,
    /// Questions whose answer no frame shows yet.
    pub(super) ahead: Vec<Effect>,
    /// Whether the first frame lacks something that only the server knows.
    pub(super) is_lacking: bool,
}

/// Fills the state from the cache, before the first frame with what it shows and behind it with the rest.
pub(super) fn prime(state: &mut State, shell: &Shell, clock: &Corrected, mut next: Vec<Effect>, left: &mut Left) {
    // A page is long, and the day shows none: the first frame does not wait for it.
    let is_first = left.answered.is_empty();
    // An answer may ask the next question: the list of the day for its page. Three rounds are more than there are.
    for _ in 0..3 {
        for effect in std::mem::take(&mut next) {
            if is_first && state.screen == crate::state::Screen::Today && matches!(effect, Effect::LoadPage { .. }) {
                left.ahead.push(effect);
                continue;
            }
            match shell.prime(&effect) {
                Some(event) => {
                    next.extend(update::update(state, clock.read(), event));
                    left.answered.push(effect);
                }
                // The state was made of it.
                None if state.desk.is_some() && matches!(effect, Effect::LoadSchool { .. }) => left.answered.push(effect),
                None => {
                    left.is_lacking |= !matches!(effect, Effect::Due(_));
                    left.effects.push(effect);
                }
            }
        }
    }
    left.effects.extend(next);
}

//! Locking the screens: by the key, by time, and opening them again.

use super::go;
use super::keys::{Typed, edit_line};
use crate::action::Action;
use crate::effect::{Effect, Password};
use crate::keys::{Context, Key};
use crate::state::State;
use crate::state::lock::{IDLE_MINUTES, Latch, PIN_TRIES, Shade};

/// A key or a paste came: the time without one begins anew.
pub fn touch(state: &mut State) {
    state.lock.touched_ms = now_ms(state);
}

/// Locks when the time without a key is over. After a sleep of the computer the first key finds it over, and goes nowhere.
pub fn when_due(state: &mut State) -> Vec<Effect> {
    let idle = i64::from(idle_minutes(state)) * 60_000;
    let over = idle > 0 && now_ms(state) - state.lock.touched_ms >= idle;
    if over && !state.lock.is_locked() && state.desk.is_some() { lock(state) } else { Vec::new() }
}

/// Hides everything at once. What was typed half stays as it is, and is there again when it is opened.
pub fn lock(state: &mut State) -> Vec<Effect> {
    if state.desk.is_none() || state.lock.is_locked() {
        return Vec::new();
    }
    state.notice = None;
    state.program.early.clear();
    let lock = &mut state.lock;
    lock.shade = Shade::Locked;
    lock.latch = lock.offered();
    lock.line.wipe();
    lock.problem = None;
    // The whole terminal is painted anew: nothing that stood there shows through.
    vec![Effect::KeepLock(lock.kept()), Effect::Redraw]
}

/// Takes a key while it is locked.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    match state.program.keys.action(Context::Locked, key) {
        Some(Action::Accept) => return accept(state),
        Some(Action::Quit) => return go::quit(state),
        Some(Action::Redraw) => return vec![Effect::Redraw],
        Some(Action::NextField) => other_latch(state),
        Some(action) => {
            if edit_line(&mut state.lock.line, action) == Typed::Changed {
                state.lock.problem = None;
            }
        }
        None => {
            if let Some(letter) = key.typed() {
                typed(state, &letter.to_string());
            }
        }
    }
    Vec::new()
}

/// Takes text typed or pasted while it is locked.
pub fn typed(state: &mut State, text: &str) {
    state.lock.line.insert(text);
    state.lock.problem = None;
}

fn other_latch(state: &mut State) {
    let lock = &mut state.lock;
    if lock.best == Latch::Pin && lock.wrong < PIN_TRIES && !lock.asking {
        lock.latch = if lock.latch == Latch::Pin { Latch::Password } else { Latch::Pin };
        lock.line.wipe();
        lock.problem = None;
    }
}

fn accept(state: &mut State) -> Vec<Effect> {
    let now = now_ms(state);
    let lock = &mut state.lock;
    if lock.asking || lock.line.is_empty() {
        return Vec::new();
    }
    if now < lock.wait_until_ms {
        lock.problem = Some("lock-wait".to_owned());
        return Vec::new();
    }
    lock.asking = true;
    lock.problem = None;
    let phrase = Password::new(lock.line.text());
    lock.line.wipe();
    vec![Effect::TryLatch { latch: lock.latch, phrase }]
}

/// What was typed fits.
pub fn opened(state: &mut State) -> Vec<Effect> {
    let now = now_ms(state);
    let lock = &mut state.lock;
    (lock.shade, lock.wrong, lock.asking, lock.touched_ms) = (Shade::Open, 0, false, now);
    lock.problem = None;
    vec![Effect::KeepLock(lock.kept()), Effect::Redraw]
}

/// What was typed does not fit.
pub fn refused(state: &mut State, why: String) -> Vec<Effect> {
    let now = now_ms(state);
    let lock = &mut state.lock;
    lock.asking = false;
    lock.problem = Some(why);
    lock.wrong = lock.wrong.saturating_add(1);
    lock.wait_until_ms = now + lock.penalty_ms();
    if lock.latch == Latch::Pin && lock.wrong >= PIN_TRIES {
        lock.latch = Latch::Password;
        lock.problem = Some("lock-pin-over".to_owned());
    }
    vec![Effect::KeepLock(lock.kept())]
}

/// Nobody could say whether it fits: it does not count as a wrong try.
pub fn undecided(state: &mut State, why: String) {
    state.lock.asking = false;
    state.lock.problem = Some(why);
}

fn idle_minutes(state: &State) -> u32 {
    let of_profile = || state.desk.as_ref().and_then(|desk| desk.profile.data().lock_minutes);
    // The training school has nobody's data.
    let usual = if state.program.demo.is_some() { 0 } else { IDLE_MINUTES };
    state.lock.idle_minutes.or_else(of_profile).unwrap_or(usual)
}

fn now_ms(state: &State) -> i64 {
    state.program.reading.proof.boot_ms
}

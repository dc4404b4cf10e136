//! The locked screens: what hides them, what opens them, and what goes on behind them.

use super::bench::*;
use crate::effect::Effect;
use crate::entry::Reading;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Latched, Reply, Signal};
use crate::keys::Key;
use crate::outbox::Life;
use crate::state::lock::{Kept, Latch, Lock, PIN_TRIES};
use crate::state::{Names, Screen};

/// Lets an event happen at an instant of the clock that runs while the computer sleeps.
fn at(bench: &mut Bench, minutes: i64, event: Event) {
    let mut reading = reading(bench.now);
    reading.proof.boot_ms += minutes * 60_000;
    let effects = crate::update::update(&mut bench.state, reading, event);
    bench.effects.extend(effects);
}

fn key(text: &str) -> Event {
    Event::Key(text.parse::<Key>().expect("a key"))
}

fn locked() -> Bench {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("Ctrl-S");
    assert!(bench.state.lock.is_locked());
    bench.effects.clear();
    bench
}

/// What was typed does not fit; gives what is kept.
fn wrong(bench: &mut Bench) -> Kept {
    bench.text("9999");
    bench.press("Enter");
    bench.reply(Reply::Latched(Latched::Wrong("lock-pin-wrong".to_owned())));
    bench.effects.clear();
    bench.state.lock.kept()
}

#[test]
fn a_key_locks_under_both_layouts_and_nothing_that_is_typed_reaches_the_journal() {
    for layout in LAYOUTS {
        for panic_key in ["Ctrl-S", "Ctrl-B"] {
            let mut bench = Bench::grid(page(5), "altai-stdr", layout);
            bench.press("5");
            bench.recorded();
            let before = bench.column();
            bench.effects.clear();
            bench.press(panic_key);
            assert_eq!(bench.asked(), "KeepLock Redraw", "{layout:?} {panic_key}");
            bench.press("4 y Up u F2 F4 Ctrl-D Ctrl-Y F5 Ctrl-Z");
            bench.event(Event::Paste("5\n4\n".to_owned()));
            assert_eq!(bench.asked(), "");
            assert_eq!((bench.column(), bench.state.screen), (before.clone(), Screen::Grid));
            assert_eq!(bench.state.program.names, Names::Shown);
            assert!(bench.state.dialog.is_none());
        }
    }
}

#[test]
fn the_screens_lock_after_ten_minutes_without_a_key_and_the_first_key_goes_nowhere() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    at(&mut bench, 9, Event::Minute);
    assert!(!bench.state.lock.is_locked());
    at(&mut bench, 9, key("Down"));
    at(&mut bench, 18, Event::Minute);
    assert!(!bench.state.lock.is_locked(), "a key began the time anew");
    at(&mut bench, 19, Event::Minute);
    assert!(bench.state.lock.is_locked());

    // The computer slept: no minute turned, and the first key is somebody's.
    for event in [key("5"), Event::Paste("5".to_owned()), Event::Signal(Signal::Resumed)] {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
        at(&mut bench, 480, event);
        assert!(bench.state.lock.is_locked());
        assert_eq!(bench.recorded_count(), 0);
    }
}

#[test]
fn the_settings_say_when_and_whether() {
    for (minutes, at_minute, expected) in
        [(Some(0), 10_000, false), (Some(3), 2, false), (Some(3), 3, true), (None, 9, false), (None, 10, true)]
    {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
        bench.state.lock.idle_minutes = minutes;
        at(&mut bench, at_minute, Event::Minute);
        assert_eq!(bench.state.lock.is_locked(), expected, "{minutes:?} {at_minute}");
    }
    // Nobody is signed in: there is nothing to hide.
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    bench.state.desk = None;
    bench.press("Ctrl-S");
    assert!(!bench.state.lock.is_locked());
}

#[test]
fn what_happens_behind_the_lock_is_there_when_it_opens() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    bench.press("5");
    bench.press("Ctrl-S");
    bench.lives(Life::InJournal);
    assert!(bench.state.lock.is_locked() && bench.state.waiting.is_empty());
    bench.effects.clear();
    bench.text("pass");
    bench.press("Enter");
    let [Effect::TryLatch { latch: Latch::Password, phrase }] = &bench.effects[..] else { panic!("{:?}", bench.effects) };
    assert_eq!(phrase.reveal(), "pass");
    assert!(bench.state.lock.line.is_empty(), "what was typed is wiped");
    bench.reply(Reply::Latched(Latched::Opened));
    assert!(!bench.state.lock.is_locked());
    assert!(bench.column().contains('5'), "{}", bench.column());
}

#[test]
fn wrong_pins_cost_time_and_then_only_the_password_opens() {
    let mut bench = locked();
    bench.state.lock.best = Latch::Pin;
    bench.state.lock.latch = Latch::Pin;
    for tries in 1..=2 {
        assert_eq!(wrong(&mut bench), Kept { locked: true, wrong: tries });
    }
    // The third one costs five seconds: until then nothing is tried.
    wrong(&mut bench);
    bench.text("1234");
    bench.press("Enter");
    assert_eq!((bench.asked().as_str(), bench.state.lock.problem.as_deref()), ("", Some("lock-wait")));
    for _ in 4..=PIN_TRIES {
        bench.state.lock.wait_until_ms = 0;
        bench.state.lock.line.clear();
        wrong(&mut bench);
    }
    assert_eq!(bench.state.lock.latch, Latch::Password);
    assert_eq!(bench.state.lock.problem.as_deref(), Some("lock-pin-over"));
    bench.press("Tab");
    assert_eq!(bench.state.lock.latch, Latch::Password, "the PIN is over");
    // Starting again neither opens nor forgets.
    let again = Lock::of(bench.state.lock.kept(), Latch::Pin, None, 0);
    assert!(again.is_locked() && again.latch == Latch::Password && again.wait_until_ms > 0);
}

#[test]
fn waits_grow_to_a_minute_and_no_more() {
    let waits = [0, 0, 0, 5, 10, 20, 40, 60, 60, 60];
    for (wrong, seconds) in waits.into_iter().enumerate() {
        let lock = Lock { wrong: u32::try_from(wrong).expect("small"), ..Lock::default() };
        assert_eq!(lock.penalty_ms(), seconds * 1000, "{wrong}");
    }
    assert_eq!(Lock { wrong: u32::MAX, ..Lock::default() }.penalty_ms(), 60_000);
}

#[test]
fn a_password_that_was_changed_elsewhere_opens_when_the_server_takes_it() {
    let mut bench = locked();
    bench.text("new");
    bench.press("Enter");
    bench.reply(Reply::SignedIn { account: Box::new(account()), must_change_password: false, last: None });
    assert!(!bench.state.lock.is_locked());

    let mut bench = locked();
    bench.text("old");
    bench.press("Enter");
    bench.reply(Reply::Failed { generation: 0, why: "sync-wrong-password".to_owned() });
    assert!(bench.state.lock.is_locked());
    assert_eq!((bench.state.lock.wrong, bench.state.lock.problem.as_deref()), (1, Some("sync-wrong-password")));
}

#[test]
fn one_can_leave_a_locked_program_and_it_stays_locked() {
    let mut bench = locked();
    bench.press("F10");
    assert!(bench.asked().ends_with("Quit"));
    assert!(Lock::of(bench.state.lock.kept(), Latch::Password, None, 0).is_locked());
}

#[test]
fn names_are_hidden_and_come_back() {
    for layout in LAYOUTS {
        let mut bench = Bench::grid(page(5), "altai-stdr", layout);
        bench.press("Ctrl-Y");
        assert_eq!((bench.state.program.names, bench.said().as_str()), (Names::Hidden, "notice-names-hidden"));
        bench.press("5");
        assert_eq!(bench.recorded_count(), 1, "the work goes on");
        bench.press("Ctrl-Y");
        assert_eq!((bench.state.program.names, bench.said().as_str()), (Names::Shown, "notice-names-shown"));
    }
}

/// A reading of another clock must not lock: only that which cannot be set.
#[test]
fn a_wall_clock_that_is_set_on_locks_nothing() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    let later: Reading = reading(bench.now + chrono::TimeDelta::hours(5));
    let _ = crate::update::update(&mut bench.state, later, Event::Minute);
    assert!(!bench.state.lock.is_locked());
}

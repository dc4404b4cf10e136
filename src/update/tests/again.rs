//! Undo and redo over every way of entering, after the program was closed and opened again.

use std::fmt::Write as _;

use super::bench::*;
use crate::domain::{Page, Role, Target, WorkKind};
use crate::effect::Effect;
use crate::entry::Step;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Source};
use crate::outbox::{Entry, Life};
use crate::state::State;

fn filled() -> Page {
    let mut page = page(5);
    page.works.push(work("l20:1", "l20", WorkKind::Oral));
    page.facts = vec![marks("l20:1", 1, "4"), absence("l20", 2)];
    page
}

/// Ways of entering, as keys from the grid; a line that begins with `|` is pasted, `"` begins a text up to the next key.
const WAYS: [(&str, &str); 14] = [
    ("marks", "Down Down 5 4 3"),
    ("a mark over another one", "3 Enter"),
    ("an absence", "Down Down н"),
    ("an absence taken away", "Down Backspace Enter"),
    ("the numeric keypad", "Down Down 5 0 - *"),
    ("the same again", "Down Down 5 Space Space"),
    ("a pile of notebooks", "c в5 де4 Esc"),
    ("the empty cells of a column", "p 5 Enter"),
    ("a whole column", "p 3 Tab Enter Enter"),
    ("a selection", "Down Down v Down 5"),
    ("a selection that is cleared", "v Down Del Enter"),
    ("a roll call", "g 4 Enter"),
    ("topic, work and homework", "e Ctrl-T Ctrl-N Enter"),
    ("an oral answer and a comment", "Down Down 5 Up r д о с к а Enter"),
];

/// All that the journal of 7А says, waiting entries included.
fn says(state: &State) -> String {
    let book = state.book(&"j7a".into()).expect("the page is open");
    let mut said = String::new();
    for row in 0..book.pupils().len() {
        for column in (0..book.columns().len()).filter(|column| book.columns()[*column].lesson.is_some()) {
            let cell = book.cell_at(row, column).expect("a cell");
            if !cell.text.is_empty() || cell.comment.is_some() {
                let work = &book.columns()[column].work;
                let _ = writeln!(said, "{row} {work} {:?} {:?}", cell.text, cell.comment);
            }
        }
    }
    for lesson in book.page().lessons.iter().map(|lesson| lesson.id.clone()) {
        for target in [
            Target::Attendance { lesson: lesson.clone() },
            Target::Topic { lesson: lesson.clone() },
            Target::Homework { lesson },
        ] {
            if let Some(value) = book.value(&target) {
                let _ = writeln!(said, "{target:?} {value:?}");
            }
        }
    }
    said
}

/// The program opened again, with the steps that are kept and the page with the entries as they are now.
fn opened_again(before: &Bench) -> Bench {
    let kept = |steps: &[Step]| -> Vec<Step> {
        serde_json::from_str(&serde_json::to_string(steps).expect("written")).expect("read")
    };
    let mut start = start_as(Role::Teacher, "altai-stdr");
    (start.undo, start.redo) = (kept(&before.state.undo), kept(&before.state.redo));
    let mut state = State::new(start);
    let effects = crate::update::start(&mut state);
    Bench { state, now: before.now, layout: before.layout, effects, keys: 0 }
}

/// What waits, with the life it is given.
fn entries(bench: &Bench, life: Life) -> Vec<Entry> {
    let acknowledged_at = (life == Life::InJournal).then_some(bench.now);
    bench
        .state
        .waiting
        .entries()
        .map(|entry| Entry { life, attempts: u32::from(life == Life::InJournal), acknowledged_at, ..entry.clone() })
        .collect()
}

/// Presses a key as often as there are steps; what the rules ask is answered.
fn press_all(bench: &mut Bench, key: &str, steps: usize, entries: &[Entry]) {
    for _ in 0..steps {
        bench.press(key);
        if bench.effects.iter().any(|effect| matches!(effect, Effect::LoadPage { .. })) {
            let page = Box::new(filled());
            let entries = entries.to_vec();
            bench.effects.clear();
            bench.reply(Reply::Page { generation: 0, page, entries, read_at: noon(), source: Source::Cache });
        }
        bench.agree();
        bench.recorded();
    }
}

#[test]
fn every_way_of_entering_is_taken_back_and_made_again_after_the_program_was_closed() {
    for life in [Life::OnDisk, Life::InJournal] {
        for (way, keys) in WAYS.into_iter().chain([("a pasted column", "")]) {
            let mut before = Bench::grid(filled(), "altai-stdr", Layout::Russian);
            let empty = says(&before.state);
            if keys.is_empty() {
                before.event(Event::Paste("\n\n5\n4\n3\n".to_owned()));
                before.press("Enter");
            } else {
                before.press(keys);
            }
            before.agree();
            let steps = before.state.undo.len();
            assert!(steps > 0, "{way}: nothing was entered: {}", before.said());
            let made = entries(&before, life);
            before.lives(life);
            let entered = says(&before.state);
            assert_ne!(entered, empty, "{way}");

            let mut after = opened_again(&before);
            press_all(&mut after, "u", steps, &made);
            assert_eq!(says(&after.state), empty, "{life:?}: {way} is taken back; {}", after.said());
            let mut laid = if life == Life::InJournal { made } else { Vec::new() };
            laid.extend(entries(&after, Life::OnDisk));
            let mut last = opened_again(&after);
            press_all(&mut last, "Ctrl-R", steps, &laid);
            assert_eq!(says(&last.state), entered, "{life:?}: {way} is made again; {}", last.said());
        }
    }
}

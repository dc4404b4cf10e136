//! Conflicts that are decided together, and the paper of a lesson.

use super::bench::*;
use crate::entry::tests::fixture::*;
use crate::event::Reply;
use crate::outbox::{Entry, Life};
use crate::state::Dialog;

/// A grid in which two own marks met those of a colleague.
fn two_conflicts() -> Bench {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5 4");
    bench.recorded();
    let own: Vec<Entry> = bench.state.waiting.entries().cloned().collect();
    let conflicts = own.into_iter().map(|entry| {
        let mut theirs = marks("x", 1, "2");
        theirs.target = entry.operation.target.clone();
        Entry { life: Life::Conflict, attempts: 1, present: Some(Box::new(theirs)), ..entry }
    });
    let conflicts = conflicts.collect();
    bench.reply(Reply::Entries(conflicts));
    bench.press("F6");
    bench.asked();
    bench
}

#[test]
fn all_conflicts_are_decided_at_once() {
    for (keys, effects) in [("d Enter", "withdraw2"), ("d Down Enter", "record2"), ("d Esc", "")] {
        let mut bench = two_conflicts();
        bench.press(keys);
        while bench.said().starts_with("ask") {
            bench.text("прав я");
            bench.press("Enter");
        }
        assert_eq!(bench.asked(), effects, "{keys}");
    }
    let mut bench = two_conflicts();
    bench.press("d");
    assert!(matches!(&bench.state.dialog, Some(Dialog::Conflicts { operations, .. }) if operations.len() == 2));
    // One of them was decided elsewhere while the question stood there.
    let one = bench.state.waiting.entries().next().expect("it waits").clone();
    bench.reply(Reply::Entries(vec![Entry { life: Life::InJournal, ..one }]));
    bench.press("Enter");
    assert_eq!(bench.asked(), "withdraw1");
}

#[test]
fn without_conflicts_there_is_nothing_to_decide() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5");
    bench.recorded();
    bench.press("F6");
    bench.asked();
    bench.press("d");
    assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-no-conflicts", ""));
}

#[test]
fn the_lesson_of_an_entry_goes_on_paper() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5");
    bench.recorded();
    bench.press("F6");
    bench.asked();
    bench.press("p");
    assert_eq!(bench.asked(), "Print");
    bench.state.books.clear();
    bench.press("p");
    assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-no-page", ""));
}

//! The first-day trainer, played through with real keys.

use super::bench::*;
use crate::entry::tests::fixture::*;
use crate::state::Trainer;
use crate::state::trainer::Step;

fn bench(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(30), "altai-stdr", layout);
    bench.state.trainer = Some(Trainer::default());
    bench
}

fn step(bench: &Bench) -> Step {
    bench.state.trainer.as_ref().expect("it runs").step
}

#[test]
fn a_new_user_is_walked_through_a_lesson_by_what_the_sentences_name() {
    for layout in LAYOUTS {
        let mut bench = bench(layout);
        for (asked, keys, text, then) in [
            (Step::RollCall, "g", "3 17", ""),
            (Step::Absent, "Enter", "", ""),
            (Step::Grid, "Enter", "", ""),
            (Step::Mark, "5", "", ""),
            (Step::Undo, "u", "", ""),
            (Step::Redo, "Ctrl-R", "", ""),
            (Step::Find, "Ctrl-F", "иг", "Enter"),
            (Step::Lesson, "e", "", ""),
            (Step::Topic, "Ctrl-T", "Упр. 214", "Enter"),
            (Step::Queue, "F6", "", ""),
            (Step::Help, "F1", "", ""),
            (Step::Today, "Ctrl-D", "", ""),
        ] {
            assert_eq!(step(&bench), asked, "{layout:?}");
            bench.press(keys);
            bench.text(text);
            bench.press(then);
        }
        assert_eq!(step(&bench), Step::Done, "{layout:?}");
        let trainer = bench.state.trainer.as_ref().expect("it runs");
        assert_eq!((trainer.keys as usize, trainer.minutes()), (bench.keys, 1));
        let fill = &bench.state.screens.today.rows[1].row.fill;
        assert_eq!((fill.absent, fill.marks, fill.topic, fill.homework), (2, 1, true, true), "a real lesson was filled");
        bench.press("Enter 5");
        assert_eq!(step(&bench), Step::Done);
    }
}

#[test]
fn other_keys_are_neither_hindered_nor_taken_for_a_step() {
    let mut bench = bench(Layout::Russian);
    bench.press("F6 Esc w Esc v Esc Up Down");
    assert_eq!(step(&bench), Step::RollCall);
    bench.press("g Esc");
    assert_eq!(step(&bench), Step::Absent, "left without writing: the roll is still to be called");
    bench.press("Enter н");
    assert_eq!(step(&bench), Step::Absent, "an absence in the grid is no roll call");
    bench.press("Esc g Enter Enter u u");
    assert_eq!(step(&bench), Step::Mark, "what was undone was no mark, and nothing was marked yet");
    bench.press("4");
    assert_eq!(step(&bench), Step::Undo);
    bench.press("Ctrl-F Esc");
    assert_eq!(step(&bench), Step::Undo);
}

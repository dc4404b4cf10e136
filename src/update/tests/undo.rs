//! Undo and redo over journals, screens, restarts and what has left.

use proptest::prelude::*;

use super::bench::*;
use crate::domain::{Page, Target};
use crate::effect::{Effect, UndoChange};
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Source};
use crate::outbox::Life;
use crate::state::{Screen, State};

/// The journal of the day's first lesson.
fn ninth() -> Page {
    let mut page = page(5);
    page.journal.id = "j9a".into();
    page.journal.class_name = "9А".to_owned();
    for lesson in &mut page.lessons {
        lesson.journal = "j9a".into();
        lesson.id = format!("{}b", lesson.id).as_str().into();
    }
    page.works.clear();
    page
}

/// Two marks in 9А, then 7А is open.
fn two_journals(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(5), "altai-stdr", layout);
    bench.press("Up Enter");
    bench.page(ninth());
    bench.press("54");
    bench.recorded();
    bench.press("Esc Down Enter");
    assert_eq!(bench.state.screens.grid.journal, Some("j7a".into()), "{layout:?}");
    bench.asked();
    bench
}

/// The marks of the ninth class, by pupils.
fn of_ninth(bench: &Bench) -> Vec<String> {
    let book = bench.state.book(&"j9a".into()).expect("open");
    let column = book.first_column_of(&"l20b".into()).expect("a column");
    (0..5).map(|row| book.cell_at(row, column).expect("a cell").text.clone()).collect()
}

#[test]
fn the_last_edit_is_taken_back_wherever_it_was_made_and_the_place_is_named() {
    for layout in LAYOUTS {
        let mut bench = two_journals(layout);
        bench.press("u");
        assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-undone", "withdraw1"), "{layout:?}");
        assert_eq!(of_ninth(&bench), ["5", "", "", "", ""]);
        assert_eq!(bench.state.screens.grid.journal, Some("j7a".into()), "the person stays where they are");
        bench.press("3 u");
        assert_eq!(
            (bench.said().as_str(), bench.column().as_str()),
            ("", "[·] · · · ·"),
            "{layout:?} what is seen is not named"
        );
        bench.press("u");
        assert_eq!((bench.said().as_str(), of_ninth(&bench).concat().as_str()), ("notice-undone", ""), "{layout:?}");
        bench.press("u");
        assert_eq!(bench.said(), "notice-nothing-to-undo");
        bench.press("Ctrl-R Ctrl-R");
        assert_eq!(bench.said(), "");
        assert_eq!(
            (bench.column().as_str(), of_ninth(&bench).concat().as_str()),
            ("3… [·] · · ·".replace("3… [·]", "[3…] ·").as_str(), "5")
        );
    }
}

#[test]
fn a_roll_call_and_a_lesson_are_taken_back_from_the_list_of_the_day() {
    for layout in LAYOUTS {
        let mut bench = Bench::today(page(5), "altai-stdr", layout);
        bench.press("g 2 Enter e Ctrl-T Ctrl-N Enter");
        let fill = |bench: &Bench| {
            let fill = &bench.state.screens.today.rows[1].row.fill;
            (fill.attendance, fill.absent, fill.topic, fill.homework)
        };
        assert_eq!(fill(&bench), (true, 1, true, true), "{layout:?} {}", bench.said());
        bench.recorded();
        bench.press("u");
        assert_eq!((bench.said().as_str(), fill(&bench)), ("notice-undone", (true, 1, false, false)), "{layout:?}");
        bench.press("u");
        assert_eq!((bench.said().as_str(), fill(&bench)), ("notice-undone", (false, 0, false, false)), "{layout:?}");
        bench.press("Ctrl-R Ctrl-R");
        assert_eq!((bench.said().as_str(), fill(&bench)), ("notice-redone", (true, 1, true, true)), "{layout:?}");
    }
}

/// The program started again with the steps of the run before.
fn restarted(before: &Bench) -> Bench {
    let mut start = start_as(crate::domain::Role::Teacher, "altai-stdr");
    let json = |steps: &[crate::entry::Step]| -> Vec<crate::entry::Step> {
        serde_json::from_str(&serde_json::to_string(steps).expect("written")).expect("read")
    };
    (start.undo, start.redo) = (json(&before.state.undo), json(&before.state.redo));
    let mut state = State::new(start);
    let effects = crate::update::start(&mut state);
    Bench { state, now: before.now, layout: before.layout, effects, keys: 0 }
}

#[test]
fn after_a_restart_the_page_of_the_last_edit_is_asked_for_and_the_edit_taken_back() {
    let mut before = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    before.press("54 u");
    before.recorded();
    let mut bench = restarted(&before);
    bench.asked();
    bench.press("u");
    assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-undo-reading", "LoadPage"));
    let entries: Vec<_> = before.state.waiting.entries().cloned().collect();
    let came = Reply::Page { generation: 0, page: Box::new(page(5)), entries, read_at: noon(), source: Source::Cache };
    bench.reply(came);
    assert_eq!((bench.said().as_str(), bench.asked().contains("withdraw1")), ("notice-undone", true));
    bench.press("Ctrl-R Ctrl-R");
    assert_eq!(bench.said(), "notice-redone");
    let column = bench.state.book(&"j7a".into()).and_then(|book| book.first_column_of(&"l20".into())).expect("a column");
    let texts =
        (0..2).map(|row| bench.state.book(&"j7a".into()).expect("open").cell_at(row, column).expect("a cell").text.clone());
    assert_eq!(texts.collect::<Vec<_>>(), ["5", "4"]);
}

#[test]
fn where_the_page_is_not_to_be_had_the_line_says_what_to_do() {
    let mut before = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    before.press("5");
    let mut bench = restarted(&before);
    bench.press("u");
    let Some(Effect::LoadPage { generation, .. }) = bench.effects.last().cloned() else { panic!("a page is asked for") };
    bench.reply(Reply::Missing { generation, date: None });
    assert_eq!((bench.said().as_str(), bench.state.undo.len()), ("notice-undo-elsewhere", 1));
}

#[test]
fn a_new_edit_forgets_an_undo_that_still_waits_for_its_page() {
    let mut before = Bench::grid(ninth(), "altai-stdr", Layout::Russian);
    before.state.undo.clear();
    let mut bench = two_journals(Layout::Russian);
    bench.state.books.remove(&"j9a".into());
    bench.press("u 5");
    bench.page(ninth());
    assert_eq!(
        (bench.state.undo.len(), bench.state.screen),
        (3, Screen::Grid),
        "nothing was taken back behind the person's back"
    );
}

#[test]
fn what_is_in_the_journal_is_taken_back_by_a_correction_with_an_explanation() {
    for (profile, asks) in [("crimea-vorobyovo", true), ("altai-stdr", false)] {
        let mut bench = Bench::grid(page(5), profile, Layout::Russian);
        bench.press("5");
        bench.agree();
        bench.lives(Life::InJournal);
        bench.asked();
        bench.press("u");
        assert_eq!(bench.said().starts_with("ask Explanation"), asks, "{profile}: {}", bench.said());
        if asks {
            bench.text("поставлена не тому ученику");
            bench.press("Enter");
        }
        let explained = bench.effects.iter().any(|effect| match effect {
            Effect::Record { operations, undo: UndoChange::Pop, .. } => {
                operations.iter().any(|operation| operation.value.is_none() && operation.explanation.is_some() == asks)
            }
            _ => false,
        });
        assert!(explained, "{profile}: {}", bench.said());
    }
}

#[test]
fn the_screens_say_why_undo_does_nothing() {
    for keys in ["", "F4", "w", "F6", "t"] {
        let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
        bench.press(keys);
        bench.press("u");
        assert_eq!(bench.said(), "notice-nothing-to-undo", "{keys}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// Edits of every kind in two journals, from any screen: undoing all of them shows the first state, redoing the last one.
    #[test]
    fn undoing_everything_over_two_journals_returns_the_first_state(
        edits in prop::collection::vec(prop::sample::select(vec![
            "Enter 5 Esc", "Enter Down н Esc", "Up Enter 4 Esc", "Up Enter Down 3 Esc", "g 3 Enter", "Up g 2 Enter",
            "e Ctrl-T Ctrl-N Enter", "Enter p5 Enter Esc", "Enter c б4 Esc Esc", "u", "Ctrl-R", "recorded",
        ]), 1..14),
    ) {
        let mut bench = two_journals(Layout::Russian);
        bench.press("u u Esc");
        bench.state.redo.clear();
        bench.recorded();
        let shown = |bench: &Bench| -> Vec<(String, Option<String>)> {
            let mut all = Vec::new();
            for journal in ["j7a", "j9a"] {
                let page = bench.state.book(&journal.into()).expect("open").page();
                let mut facts: Vec<_> = page.facts.iter().filter(|fact| fact.value.is_some() && !matches!(fact.target, Target::Work { .. })).collect();
                facts.sort_by_key(|fact| format!("{:?}", fact.target));
                all.extend(facts.iter().map(|fact| (format!("{journal} {:?}", fact.target), Some(format!("{:?}", fact.value)))));
            }
            all
        };
        let first = shown(&bench);
        for edit in edits {
            if edit == "recorded" { bench.recorded() } else { bench.press("Down"); bench.press(edit) }
            bench.agree();
            bench.state.dialog = None;
            while bench.state.screen != Screen::Today { bench.press("Esc"); }
        }
        let last = shown(&bench);
        let steps = bench.state.undo.len();
        for _ in 0..steps { bench.press("u"); bench.agree(); }
        prop_assert_eq!(&shown(&bench), &first);
        for _ in 0..steps { bench.press("Ctrl-R"); bench.agree(); }
        prop_assert_eq!(shown(&bench), last);
        bench.event(Event::Minute);
    }
}

#[test]
fn a_comment_that_has_left_is_taken_back_with_a_new_entry_and_comes_again() {
    let mut bench = Bench::grid(page(5), "standard", Layout::Russian);
    let comment = |bench: &Bench| {
        let book = bench.state.open_book().expect("open");
        book.cell_at(0, book.first_column_of(&"l20".into()).expect("a column")).expect("a cell").comment.clone()
    };
    bench.press("5 Up");
    bench.press("r и Enter");
    assert_eq!(comment(&bench).as_deref(), Some("и"));
    bench.lives(Life::Sent);
    bench.press("u");
    bench.agree();
    assert_eq!(comment(&bench), None);
    bench.lives(Life::Sent);
    bench.press("Ctrl-R");
    bench.agree();
    assert_eq!(comment(&bench).as_deref(), Some("и"));
}

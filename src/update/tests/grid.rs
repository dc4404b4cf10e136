use proptest::prelude::*;

use super::bench::*;
use crate::domain::{Page, WorkKind};
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply};
use crate::outbox::{Entry, Life};
use crate::state::Screen;

/// A dictation with a grammar task in the running lesson.
fn dictation() -> Page {
    let mut page = page(5);
    page.works.push(work("w20", "l20", WorkKind::DictationWithGrammar));
    page
}

/// An obligatory control work in the running lesson: Crimea knows «н5» there.
fn control() -> Page {
    let mut page = page(5);
    let mut control = work("l20:1", "l20", WorkKind::Control);
    control.spec.obligatory = true;
    page.works.push(control);
    page
}

/// An obligatory dictation with a grammar task: Crimea knows two marks there, and a debt.
fn owed() -> Page {
    let mut page = page(5);
    let mut dictation = work("w20", "l20", WorkKind::DictationWithGrammar);
    dictation.spec.obligatory = true;
    page.works.push(dictation);
    page
}

fn filled() -> Page {
    let mut page = page(5);
    page.works.push(work("l20:1", "l20", WorkKind::Oral));
    page.facts = vec![marks("l20:1", 1, "4"), absence("l20", 2)];
    page
}

/// Regulation, page, keys, the column then, what is said then.
type Case = (&'static str, fn() -> Page, &'static str, &'static str, &'static str);

#[test]
fn keys_fill_the_column_under_both_layouts() {
    let cases: &[Case] = &[
        ("altai-stdr", || page(5), "5432", "5… 4… 3… 2… [·]", ""),
        ("altai-stdr", || page(5), "5н4", "5… ОТ… 4… [·] ·", ""),
        ("altai-stdr", || page(5), "от5", "ОТ… 5… [·] · ·", ""),
        ("altai-stdr", || page(5), "о5", "ОТ… 5… [·] · ·", ""),
        ("altai-stdr", || page(5), "т", "[·] · · · ·", "notice-key-unused"),
        ("altai-stdr", || page(5), "05", "ОТ… 5… [·] · ·", ""),
        ("altai-stdr", || page(5), "0 Up 0", "[·] · · · ·", ""),
        ("altai-stdr", || page(5), "6", "[·] · · · ·", "refused STD-6.3-19"),
        ("altai-stdr", || page(5), "5 Up / Up", "[5…] · · · ·", ""),
        ("altai-stdr", || page(5), "5 Up /", "[5…] · · · ·", "refused STD-6.3-21"),
        ("altai-stdr", || page(5), "5 Up Del", "[·] · · · ·", ""),
        ("altai-stdr", || page(5), "5 Up Backspace", "[·] · · · ·", ""),
        ("altai-stdr", || page(5), "54 u", "5… [·] · · ·", ""),
        ("altai-stdr", || page(5), "54 uu", "[·] · · · ·", ""),
        ("altai-stdr", || page(5), "54 uuu", "[·] · · · ·", "notice-nothing-to-undo"),
        ("altai-stdr", || page(5), "54 uu Ctrl-R", "[5…] · · · ·", ""),
        ("altai-stdr", || page(5), "54 uu Ctrl-R Ctrl-R", "5… [4…] · · ·", ""),
        ("altai-stdr", || page(5), "54 u Ctrl-R Ctrl-R", "5… [4…] · · ·", "notice-nothing-to-redo"),
        ("altai-stdr", || page(5), "PgDn 4", "· · · · [4…]", ""),
        ("altai-stdr", || page(5), "Down Enter Up", "· [·] · · ·", ""),
        ("altai-stdr", dictation, "5", "[5] · · · ·", ""),
        ("altai-stdr", dictation, "54", "5/4… [·] · · ·", ""),
        ("altai-stdr", dictation, "5/4", "5/4… [·] · · ·", ""),
        ("altai-stdr", dictation, "5.4", "5/4… [·] · · ·", ""),
        ("altai-stdr", dictation, "5 Down", "5… [·] · · ·", ""),
        ("altai-stdr", dictation, "5 Enter 43", "5… 4/3… [·] · ·", ""),
        ("altai-stdr", dictation, "5/ Backspace Backspace", "[·] · · · ·", ""),
        ("altai-stdr", dictation, "5 Esc", "[·] · · · ·", ""),
        ("altai-stdr", dictation, "5 Enter Up /4", "5/4… [·] · · ·", ""),
        ("altai-stdr", dictation, "5н", "[5] · · · ·", "ask SecondKey ZV-REPLACE"),
        ("altai-stdr", dictation, "5н Esc", "[5] · · · ·", ""),
        ("altai-stdr", dictation, "5н Esc 4", "5/4… [·] · · ·", ""),
        ("altai-stdr", dictation, "5н Enter", "ОТ… [·] · · ·", ""),
        ("altai-stdr", dictation, "50 Enter", "ОТ… [·] · · ·", ""),
        ("altai-stdr", dictation, "5/о Enter", "ОТ… [·] · · ·", ""),
        ("altai-stdr", dictation, "56", "[5] · · · ·", "refused STD-6.3-19"),
        ("altai-stdr", dictation, "56 4", "5/4… [·] · · ·", ""),
        ("crimea-vorobyovo", owed, "4н", "н4… [·] · · ·", ""),
        ("crimea-vorobyovo", owed, "4н u", "[·] · · · ·", ""),
        ("crimea-vorobyovo", owed, "4/0", "н4… [·] · · ·", ""),
        ("altai-stdr", filled, "Down 5", "4 [ОТ] · · ·", "ask SecondKey ZV-REPLACE"),
        ("altai-stdr", filled, "Down 5 Esc", "4 [ОТ] · · ·", ""),
        ("altai-stdr", filled, "Down 5 Enter", "4 5… [·] · ·", ""),
        ("altai-stdr", filled, "н", "[4] ОТ · · ·", "ask SecondKey ZV-REPLACE"),
        ("altai-stdr", filled, "Down н", "4 ОТ [·] · ·", ""),
        ("crimea-vorobyovo", control, "н Up 5", "н5… [·] · · ·", ""),
        ("crimea-vorobyovo", control, "5 Up н", "н5… [·] · · ·", ""),
    ];
    for layout in LAYOUTS {
        for (profile, page, keys, column, said) in cases {
            let mut bench = Bench::grid(page(), profile, layout);
            bench.press(keys);
            let found = (bench.column(), bench.said());
            assert_eq!((found.0.as_str(), found.1.as_str()), (*column, *said), "{layout:?} {profile} {keys:?}");
        }
    }
}

#[test]
fn the_cursor_moves_over_lessons() {
    for layout in LAYOUTS {
        let mut bench = Bench::grid(page(5), "altai-stdr", layout);
        let at = |bench: &Bench| bench.state.screens.grid.cursor.clone().expect("a cursor").work.to_string();
        for (keys, work) in [
            ("", "l20:1"),
            ("Left", "w19"),
            ("Left", "w18"),
            ("Left", "w18"),
            ("End", "l23:1"),
            ("Right", "l23:1"),
            ("Home", "w18"),
            ("Ctrl-G", "l20:1"),
        ] {
            bench.press(keys);
            assert_eq!(at(&bench), work, "{layout:?} {keys:?}");
        }
    }
}

#[test]
fn each_edit_asks_for_one_recording_and_nothing_else() {
    let mut bench = Bench::grid(control(), "crimea-vorobyovo", Layout::Russian);
    for (keys, effects) in [
        ("5", "record1"),
        ("Up", ""),
        ("н", "record1"),
        ("Left Right", ""),
        ("u", "withdraw1"),
        ("Ctrl-R", "record1"),
        ("6", ""),
        ("Up Del", "record2"),
    ] {
        bench.press(keys);
        assert_eq!(bench.asked(), effects, "{keys:?}");
    }
}

#[test]
fn an_entry_is_typed_then_on_the_disk_then_in_the_journal() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5");
    for (life, column) in [
        (Life::OnDisk, "5° [·] · · ·"),
        (Life::Sent, "5° [·] · · ·"),
        (Life::Uncertain, "5? [·] · · ·"),
        (Life::InJournal, "5 [·] · · ·"),
    ] {
        bench.lives(life);
        assert_eq!(bench.column(), column, "{life:?}");
    }
    assert!(bench.state.waiting.is_empty());
}

#[test]
fn what_never_left_is_withdrawn_and_what_left_is_taken_back_by_a_new_operation() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    bench.press("5");
    bench.recorded();
    bench.asked();
    bench.press("u");
    assert_eq!((bench.asked().as_str(), bench.column().as_str()), ("withdraw1", "[·] · · · ·"));
    bench.press("4");
    bench.lives(Life::InJournal);
    bench.asked();
    bench.press("u");
    assert_eq!((bench.asked().as_str(), bench.column().as_str()), ("record1", "[·] · · · ·"));
    assert_eq!(bench.state.waiting.len(), 1, "clearing is an entry as well");
}

#[test]
fn taking_back_too_late_becomes_a_new_operation() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    bench.press("5");
    bench.recorded();
    let entry = bench.state.waiting.entries().next().expect("it waits").clone();
    bench.press("u");
    bench.asked();
    bench.reply(Reply::Entries(vec![entry.clone()]));
    assert_eq!(
        (bench.asked().as_str(), bench.column().as_str()),
        ("", "[·] · · · ·"),
        "the old word of the disk changes nothing"
    );
    bench.reply(Reply::Entries(vec![Entry {
        life: Life::InJournal,
        attempts: 1,
        acknowledged_at: Some(bench.now),
        ..entry
    }]));
    assert_eq!((bench.asked().as_str(), bench.column().as_str()), ("record1", "[·] · · · ·"));
}

#[test]
fn what_the_disk_did_not_take_is_not_on_the_screen() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Latin);
    bench.press("54");
    let first = bench.state.waiting.entries().next().expect("it waits").operation.id;
    bench.reply(Reply::NotRecorded { operations: vec![first], why: "store-full".to_owned() });
    assert_eq!((bench.column().as_str(), bench.said().as_str()), ("· 4… [·] · ·", "NotKept"));
    bench.press("Enter uu");
    assert_eq!(bench.said(), "notice-nothing-to-undo");
}

#[test]
fn keys_pressed_before_the_page_comes_are_not_lost() {
    for layout in LAYOUTS {
        let mut bench = Bench::today(page(5), "altai-stdr", layout);
        bench.state.books.clear();
        bench.press("Enter 54н");
        assert!(bench.asked().contains("LoadPage"));
        bench.page(page(5));
        assert_eq!(bench.column(), "5… 4… ОТ… [·] ·", "{layout:?}");
    }
}

#[test]
fn a_key_that_leaves_does_not_lose_what_was_typed_ahead_of_it() {
    for layout in LAYOUTS {
        let waiting = |keys: &str| {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            bench.state.books.clear();
            bench.press(keys);
            bench
        };
        for (keys, screen, said) in [
            ("Enter 54 Esc", Screen::Today, ""),
            ("Enter c а5 д4 Esc Esc", Screen::Today, ""),
            ("Enter 54 F1", Screen::Help, ""),
            ("Enter 54 F10", Screen::Grid, "Quit"),
        ] {
            let mut bench = waiting(keys);
            assert_eq!((bench.state.screen, bench.recorded_count()), (Screen::Grid, 0), "{layout:?} {keys}");
            bench.page(page(5));
            let found = (bench.state.screen, bench.said(), bench.recorded_count());
            assert_eq!(found, (screen, said.to_owned(), 2), "{layout:?} {keys}");
        }
        // Without anything typed ahead, and for whoever insists, there is a way out before the page comes.
        assert_eq!(waiting("Enter Esc").state.screen, Screen::Today);
        assert_eq!(waiting("Enter 5 Esc Esc Esc").state.screen, Screen::Today);
        assert!(waiting("Enter 5 F10 F10").asked().ends_with("Quit"));
    }
}

#[test]
fn lateness_is_asked_once_for_a_lesson() {
    let mut bench = Bench::grid(page(5), "standard", Layout::Russian);
    bench.now = "2026-11-20T13:30:00Z".parse().expect("half past eight in the evening");
    bench.press("5");
    assert!(bench.said().starts_with("ask Reason"), "{}", bench.said());
    bench.press("Enter");
    assert!(bench.said().starts_with("ask Reason"), "words are needed");
    bench.text("не было связи");
    bench.press("Enter 43");
    assert_eq!(bench.column(), "5… 4… 3… [·] ·");
    let reasons: Vec<_> =
        bench.state.waiting.entries().map(|entry| entry.operation.reason.clone().unwrap_or_default()).collect();
    assert_eq!(reasons, ["не было связи"; 3]);
    bench.press("Esc Enter 2");
    assert!(bench.said().starts_with("ask Reason"), "the lesson was left: {}", bench.said());
}

#[test]
fn a_pupil_is_found_under_both_layouts() {
    for (typed, number) in [("ив", 10), ("bd", 10), ("ел", 7), ("17", 17)] {
        let mut bench = Bench::grid(page(30), "altai-stdr", Layout::Russian);
        bench.press("Ctrl-F");
        bench.text(typed);
        bench.press("Enter");
        assert_eq!(bench.state.screens.grid.cursor.as_ref().map(|spot| spot.pupil.clone()), Some(pupil(number)), "{typed}");
        assert!(bench.state.dialog.is_none());
    }
}

#[test]
fn a_pasted_column_is_shown_first_and_anything_else_is_refused() {
    for (text, said) in [
        ("5\n4\nн\n\n2\n", "Paste"),
        ("5\r\n4\r\n\r\n\r\n\r\n", "Paste"),
        ("5\n4\nн\n\n2\n\n\n\n", "Paste"),
        ("5\n", "Paste"),
        ("5\n4\nн\n", "notice-paste-count"),
        ("Всем привет\n5", "notice-paste-not-marks"),
        ("5\n4\n3\n2\n5\n4", "notice-paste-count"),
        ("\n\n\n\n\n", "notice-paste-nothing"),
        ("\n", "notice-paste-nothing"),
    ] {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
        bench.event(Event::Paste(text.to_owned()));
        assert_eq!((bench.said().as_str(), bench.asked().as_str()), (said, ""), "{text:?}");
        assert_eq!(bench.column(), "[·] · · · ·", "nothing is written yet");
    }
    // A page of a document, with the tabulators and escapes that come along.
    let document = "План урока\t1\r\n\u{1b}[31mОрганизационный момент.\u{7}\n".repeat(200);
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.event(Event::Paste(document));
    assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-paste-not-marks", ""));
    let Some(crate::state::Notice::Says(_, args)) = &bench.state.notice else { panic!("{:?}", bench.state.notice) };
    assert!(args.iter().all(|(_, text)| text.chars().count() <= 20 && !text.contains(char::is_control)), "{args:?}");
    bench.press("5");
    assert_eq!(bench.asked(), "record1", "the next key is a mark again");
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.event(Event::Paste("5\r\n\r\nн\r\n\r\n\r\n".to_owned()));
    bench.press("Enter");
    assert_eq!((bench.column().as_str(), bench.asked().as_str()), ("[5…] · ОТ… · ·", "record2"));
    let mut bench = Bench::grid(filled(), "altai-stdr", Layout::Russian);
    bench.event(Event::Paste("5\n4\n\n\n\n".to_owned()));
    assert_eq!(bench.said(), "notice-paste-filled", "nothing is overwritten");
}

#[test]
fn a_column_of_25_is_25_keys_and_the_first_mark_is_two() {
    for layout in LAYOUTS {
        let mut bench = Bench::today(page(30), "altai-stdr", layout);
        bench.press("Enter 5");
        assert_eq!((bench.keys, bench.recorded_count()), (2, 1), "{layout:?}");
        let mut bench = Bench::grid(page(30), "altai-stdr", layout);
        bench.press("5432454325454354325454324");
        assert_eq!((bench.keys, bench.recorded_count()), (25, 25), "{layout:?}");
    }
}

#[test]
fn a_half_typed_mark_is_completed_wherever_the_person_goes() {
    for layout in LAYOUTS {
        for key in ["F6", "F4", "Ctrl-D", "F1", "F2", "F5", "g", "e", "Ctrl-F", "F10", "Up", "Enter"] {
            let mut bench = Bench::grid(dictation(), "altai-stdr", layout);
            bench.press("5");
            assert_eq!(bench.recorded_count(), 0, "it waits for the second one");
            bench.press(key);
            assert_eq!((bench.recorded_count(), bench.state.screens.grid.buffer.as_str()), (1, ""), "{layout:?} {key}");
        }
    }
}

#[test]
fn a_refusal_is_forgotten_with_the_cell_it_was_about() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("6");
    assert_eq!(bench.state.screens.grid.findings.len(), 1);
    bench.press("5");
    assert!(bench.state.screens.grid.findings.is_empty(), "the next mark has nothing to do with it");
    bench.press("Home 6");
    assert_eq!(bench.state.screens.grid.findings.len(), 1);
    bench.press("F6 Esc");
    assert!(bench.state.screens.grid.findings.is_empty(), "it was another visit");
    bench.press("6 Esc Up Enter");
    assert!(bench.state.screens.grid.findings.is_empty(), "nor has another journal");
}

#[test]
fn f_keys_and_quitting_work_in_the_grid() {
    for layout in LAYOUTS {
        for (keys, screen) in [
            ("F6", Screen::Queue),
            ("F1", Screen::Help),
            ("g", Screen::RollCall),
            ("e", Screen::Lesson),
            ("Esc", Screen::Today),
        ] {
            let mut bench = Bench::grid(page(5), "altai-stdr", layout);
            bench.press(keys);
            assert_eq!(bench.state.screen, screen, "{layout:?} {keys}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever was typed: undoing everything shows the first state again, and redoing everything the last one.
    #[test]
    fn undoing_everything_returns_the_first_state(
        keys in prop::collection::vec(prop::sample::select(vec![
            "5", "4", "3", "2", "н", "0", "/", "Up", "Down", "Left", "Right", "Del", "Enter", "т", "6", "PgDn", "recorded", "sent",
        ]), 1..60),
    ) {
        let mut bench = Bench::grid(dictation(), "standard", Layout::Russian);
        let shown = |bench: &Bench| -> Vec<String> {
            let book = bench.state.open_book().expect("a book");
            let cells = (0..5).flat_map(|row| (0..book.columns().len()).map(move |column| (row, column)));
            cells.map(|(row, column)| book.cell_at(row, column).expect("a cell").text.clone()).collect()
        };
        let first = shown(&bench);
        for key in keys {
            match key {
                "recorded" => bench.recorded(),
                "sent" => bench.lives(Life::Sent),
                key => bench.press(key),
            }
            bench.agree();
        }
        bench.press("Esc");
        if bench.state.screen != Screen::Grid {
            bench.press("Enter");
        }
        let last = shown(&bench);
        let steps = bench.state.undo.len();
        for _ in 0..steps {
            bench.press("u");
            bench.agree();
        }
        prop_assert_eq!(shown(&bench), first);
        for _ in 0..steps {
            bench.press("Ctrl-R");
            bench.agree();
        }
        prop_assert_eq!(shown(&bench), last);
    }
}

#[test]
fn a_pupil_who_left_in_october_keeps_what_was_and_takes_nothing_new() {
    for (profile, rule) in [("altai-stdr", "refused STD-6.5-07"), ("crimea-vorobyovo", "refused ZV-ROSTER")] {
        let mut page = page(3);
        page.pupils[1].to = chrono::NaiveDate::from_ymd_opt(2026, 10, 15);
        let mut bench = Bench::grid(page, profile, Layout::Russian);
        bench.press("Down");
        assert_eq!(bench.state.screens.grid.cursor.as_ref().expect("somewhere").pupil, pupil(2));
        bench.press("5");
        if bench.said().is_empty() {
            // Two marks are allowed: the first one waits for the cell to be completed.
            bench.press("Enter");
        }
        assert_eq!((bench.said().as_str(), bench.asked().as_str()), (rule, ""), "{profile}");
        bench.press("н");
        assert_eq!((bench.said().as_str(), bench.asked().as_str()), (rule, ""), "{profile}");
        assert_eq!(bench.state.open_book().expect("a book").pupils().len(), 3, "what was written stays to be seen");
    }
}

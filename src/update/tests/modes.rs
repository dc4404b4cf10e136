//! Ways of entering many marks: pile, fill, selection, repetition, comment, copy.

use super::bench::*;
use crate::domain::{Page, Target, Value, WorkKind};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Source};
use crate::state::{Dialog, Screen};

fn filled() -> Page {
    let mut page = page(5);
    page.works.push(work("l20:1", "l20", WorkKind::Oral));
    page.facts = vec![marks("l20:1", 1, "4"), absence("l20", 2)];
    page
}

/// Two pupils whose surnames begin alike.
fn alike() -> Page {
    let mut page = page(5);
    page.pupils[3].surname = "Васнецова".to_owned();
    page
}

#[test]
fn a_pile_of_notebooks_is_letters_mark_letters_mark() {
    for layout in LAYOUTS {
        for (page, keys, column, said) in [
            (page as fn(usize) -> Page, "аб5 де4", "5… · · · [4…]", ""),
            (page, "а5 д4 б3", "5… [3…] · · 4…", ""),
            (page, "а0", "[ОТ…] · · · ·", ""),
            (page, "5", "[·] · · · ·", "notice-pile-surname-first"),
            (page, "щ5", "[·] · · · ·", "notice-nobody-of-that-name"),
            (page, "а5 а4", "[5…] · · · ·", "ask SecondKey ZV-REPLACE"),
            (page, "а5 а4 Enter", "[4…] · · · ·", ""),
            (page, "а5 а4 Esc д3", "5… · · · [3…]", ""),
            (page, "а5 а5", "[5…] · · · ·", ""),
            (page, "а5 Ctrl-U", "[·] · · · ·", ""),
            (|_| alike(), "ва5", "[·] · · · ·", "notice-several-of-that-name"),
            (|_| alike(), "вася5", "[·] · · · ·", "notice-nobody-of-that-name"),
            (|_| alike(), "васн5", "· · · [5…] ·", ""),
            (|_| alike(), "ва Down Down 5", "· · · [5…] ·", ""),
        ] {
            let mut bench = Bench::grid(page(5), "altai-stdr", layout);
            bench.press("c");
            bench.press(keys);
            let found = (bench.column(), bench.said());
            assert_eq!((found.0.as_str(), found.1.as_str()), (column, said), "{layout:?} {keys:?}");
        }
    }
}

#[test]
fn a_pile_of_dictations_takes_two_marks_a_notebook() {
    let mut dictation = page(5);
    dictation.works.push(work("w20", "l20", WorkKind::DictationWithGrammar));
    let mut bench = Bench::grid(dictation, "altai-stdr", Layout::Russian);
    bench.press("c а54 б5/4 г3 д43 Esc Esc");
    assert_eq!(bench.column(), "5/4… 5/4… · 3… [4/3…]");
    assert_eq!(bench.state.screen, Screen::Today, "Esc leaves the pile, Esc leaves the grid");
}

#[test]
fn a_column_is_filled_and_nothing_filled_is_lost() {
    for layout in LAYOUTS {
        for (keys, column, said) in [
            ("p 5 Enter", "[4] ОТ 5… 5… 5…", ""),
            ("p 5 Tab Enter", "[4] ОТ · · ·", "ask SecondKey ZV-REPLACE"),
            ("p 5 Tab Enter Enter", "[5…] ОТ 5… 5… 5…", ""),
            ("p 5 Tab Enter Esc", "[4] ОТ · · ·", ""),
            ("p 5 Enter u", "[4] ОТ · · ·", ""),
            ("p 0 Enter", "[4] ОТ · · ·", "ZV-CELL"),
            ("p 4 Tab Enter", "[4] ОТ 4… 4… 4…", ""),
            ("p Esc", "[4] ОТ · · ·", ""),
            ("Down v Down Down 5", "4 ОТ 5… [5…] ·", ""),
            ("v End 5", "4 ОТ · · ·", "column"),
            ("Shift-Down Shift-Down Shift-Down 3", "4 ОТ 3… [3…] ·", ""),
            ("v Down Del", "4 [ОТ] · · ·", "ask SecondKey ZV-REPLACE"),
            ("v Down Del Enter", "· [ОТ] · · ·", ""),
            ("v Down н", "4 [ОТ] · · ·", "notice-select-marks-only"),
            ("v Down Esc Down 5", "4 ОТ 5… [·] ·", ""),
        ] {
            let mut bench = Bench::grid(filled(), "altai-stdr", layout);
            bench.press(keys);
            if said == "column" {
                // A selection over columns fills each of them: what has not begun is refused as a whole.
                assert!(bench.said().starts_with("refused"), "{}", bench.said());
                continue;
            }
            let found = (bench.column(), bench.said());
            assert_eq!((found.0.as_str(), found.1.as_str()), (column, said), "{layout:?} {keys:?}");
        }
    }
}

#[test]
fn the_last_value_is_repeated_and_the_numeric_keypad_suffices() {
    for layout in LAYOUTS {
        for (keys, column) in [
            ("5 Space Space", "5… 5… 5… [·] ·"),
            ("5 + 4 +", "5… 5… 4… 4… [·]"),
            ("5 4 0 * - Enter 3", "5… 4… · 3… [·]"),
            ("5 4 * * 3", "3… [4…] · · ·"),
        ] {
            let mut bench = Bench::grid(page(5), "altai-stdr", layout);
            bench.press(keys);
            assert_eq!(bench.column(), column, "{layout:?} {keys:?}");
        }
        let mut bench = Bench::grid(page(5), "altai-stdr", layout);
        bench.press("Space");
        assert_eq!(bench.said(), "notice-nothing-to-repeat");
    }
}

#[test]
fn the_cursor_goes_to_the_right_where_that_is_wanted() {
    for layout in LAYOUTS {
        let mut bench = Bench::grid(page(5), "altai-stdr", layout);
        bench.press("d Left Left");
        let at = |bench: &Bench| bench.state.screens.grid.cursor.clone().expect("a cursor").work.to_string();
        assert_eq!(at(&bench), "w18");
        bench.press("Enter");
        assert_eq!(at(&bench), "w19");
        bench.press("d Enter");
        assert_eq!((at(&bench), bench.column()), ("w19".to_owned(), "· [·] · · ·".to_owned()));
    }
}

#[test]
fn a_comment_goes_with_the_mark() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("r");
    assert_eq!(bench.said(), "notice-comment-needs-mark");
    bench.press("5 Up r");
    bench.text("у доски");
    bench.press("Enter");
    let cell = bench.state.open_book().and_then(|book| book.cell_at(0, 2)).expect("a cell");
    assert_eq!((cell.text.as_str(), cell.comment.as_deref()), ("5", Some("у доски")));
    bench.press("u");
    let cell = bench.state.open_book().and_then(|book| book.cell_at(0, 2)).expect("a cell");
    assert_eq!((cell.text.as_str(), cell.comment.as_deref()), ("5", None));
}

#[test]
fn a_selection_is_copied_as_a_spreadsheet_takes_it() {
    let mut bench = Bench::grid(filled(), "altai-stdr", Layout::Russian);
    bench.press("Left v Right Down Ctrl-C");
    assert!(bench.effects.contains(&Effect::Copy("\t4\n\tОТ".to_owned())), "{:?}", bench.effects);
}

/// A lesson of 7Б today, beside that of 7А.
fn with_parallel(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(5), "altai-stdr", layout);
    let mut other = lesson("b20", 20, 5);
    (other.journal, other.class, other.class_name) = ("j7b".into(), "c7b".into(), "7Б".to_owned());
    let lessons = vec![row(lesson("l20", 20, 3)), row(other.clone())];
    let day = crate::protocol::Day { date: date(20), lessons, timetable_version: 3, server_time: 0 };
    bench.reply(Reply::Day { generation: 0, day: Box::new(day), source: Source::Server });
    let mut of_other = page(5);
    of_other.journal.id = "j7b".into();
    of_other.lessons = vec![other];
    of_other.works.clear();
    bench.page(of_other);
    bench.effects.clear();
    bench
}

fn written(bench: &Bench, lesson: &str) -> (Option<String>, Option<String>) {
    let book = bench.state.book(&"j7b".into()).expect("the other journal");
    let topic = match book.value(&Target::Topic { lesson: lesson.into() }) {
        Some(Value::Topic(topic)) => Some(topic.text.clone()),
        _ => None,
    };
    let homework = match book.value(&Target::Homework { lesson: lesson.into() }) {
        Some(Value::Homework(homework)) => Some(homework.text.clone()),
        _ => None,
    };
    (topic, homework)
}

#[test]
fn topic_and_homework_go_to_the_parallel_class() {
    for layout in LAYOUTS {
        let mut bench = with_parallel(layout);
        bench.press("e Ctrl-T");
        bench.text("упр. 214");
        bench.press("Ctrl-K");
        assert!(matches!(&bench.state.dialog, Some(Dialog::CopyLesson { lessons, .. }) if lessons.len() == 1));
        bench.press("Enter");
        assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::Lesson, "notice-copied-lesson"));
        assert_eq!(written(&bench, "b20"), (None, None), "it is shown first");
        bench.press("Enter");
        let topic = "Деепричастие как часть речи".to_owned();
        assert_eq!(written(&bench, "b20"), (Some(topic), Some("упр. 214".to_owned())));
        bench.press("e");
        bench.press("Down");
        assert_eq!(bench.recorded_count(), 4, "topic and homework of both");
    }
}

#[test]
fn the_homework_of_the_lesson_before_comes_by_one_key() {
    let mut page = page(5);
    let homework = crate::domain::Homework {
        text: "упр. 200".to_owned(),
        scope: crate::domain::HomeworkScope::All,
        due: crate::domain::HomeworkFor::NextLesson,
    };
    page.facts.push(fact(Target::Homework { lesson: "l18".into() }, Value::Homework(homework)));
    let mut bench = Bench::today(page, "altai-stdr", Layout::Russian);
    bench.press("e Ctrl-R");
    assert_eq!(bench.said(), "notice-nothing-to-repeat", "no lesson before has a topic");
    bench.press("Ctrl-T Ctrl-R");
    assert_eq!(bench.state.screens.lesson.homework.text(), "упр. 200");
}

#[test]
fn pasted_text_in_the_pile_is_read_like_keys() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("c");
    bench.event(Event::Paste("аб5".to_owned()));
    assert_eq!(bench.column(), "[5…] · · · ·");
}

#[test]
fn the_column_of_notebooks_is_made_once_and_takes_marks_and_no_absence() {
    for layout in [Layout::Russian, Layout::Latin] {
        let mut bench = Bench::grid(page(5), "crimea-vorobyovo", layout);
        let columns = |bench: &Bench| bench.state.open_book().expect("a page").columns().len();
        let before = columns(&bench);
        bench.press("a");
        assert_eq!(columns(&bench), before + 1);
        let cursor = bench.state.screens.grid.cursor.clone().expect("a cursor");
        assert_eq!(cursor.pupil, pupil(1), "whose notebook it is stays");
        bench.press("5 4");
        assert_eq!(bench.column(), "5… 4… [·] · ·");
        bench.press("y");
        assert!(bench.said().starts_with("refused"), "a notebook is not absent: {}", bench.said());
        bench.press("Ctrl-G a");
        assert_eq!(
            (columns(&bench), bench.state.screens.grid.cursor.clone().map(|spot| spot.work)),
            (before + 1, Some(cursor.work))
        );
        bench.press("u u u");
        assert_eq!(columns(&bench), before, "what was made is taken back too");
    }
    let mut history = page(5);
    history.journal.subject = "История".to_owned();
    let mut bench = Bench::grid(history, "crimea-vorobyovo", Layout::Russian);
    bench.press("a");
    assert_eq!(bench.said(), "refused VOR-2.18-01");
}

//! What cannot be used is not offered, and a key that is pressed all the same says why and writes nothing.

use super::bench::*;
use crate::action::Action;
use crate::domain::{Page, Role, TeacherRef};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply};
use crate::keys::Context;
use crate::state::why_not::WhyNot;
use crate::state::{Dialog, Link, Screen, Size};
use crate::strings::{Language, Strings};

/// A page whose running lesson others give.
fn foreign(substitute: Option<&str>, teacher: &str) -> Page {
    let of = |id: &str| TeacherRef { id: id.into(), short_name: "Кузьмина О. И.".to_owned() };
    let mut page = page(5);
    for lesson in &mut page.lessons {
        lesson.teacher = of(teacher);
        lesson.substitute = substitute.map(of);
    }
    page
}

fn bench(page: Page, role: Role, profile: &str, keys: &str) -> Bench {
    let mut bench = Bench::today(page, profile, Layout::Russian);
    bench.state.desk.as_mut().expect("somebody sits here").account.role = role;
    bench.state.desk.as_mut().expect("somebody sits here").account.head_of = vec!["7А".to_owned()];
    bench.press(keys);
    bench.asked();
    bench
}

#[test]
fn nothing_is_entered_into_a_lesson_that_others_give() {
    let cases = [
        (foreign(None, "t2"), Role::ClassTeacher, "altai-stdr", "refused STD-4.4-01", "refused STD-3.3-01"),
        (foreign(None, "t2"), Role::Deputy, "altai-stdr", "refused STD-3.11-01", "refused STD-3.11-01"),
        (foreign(None, "t2"), Role::Deputy, "crimea-vorobyovo", "refused ZV-ACCESS", "refused ZV-ACCESS"),
        (foreign(Some("t2"), "t1"), Role::Teacher, "altai-stdr", "refused STD-3.3-01", "refused STD-3.3-01"),
    ];
    for (page, role, profile, of_cell, of_lesson) in cases {
        let mut grid = bench(page.clone(), role, profile, "Enter");
        let before = grid.column();
        for key in ["5", "н", "0", "о", "/", "Del", "Backspace"] {
            grid.press(key);
            assert_eq!((grid.said(), grid.column()), (of_cell.to_owned(), before.clone()), "{role:?} {profile} {key}");
        }
        grid.event(crate::event::Event::Paste("5\n4\n\n\n\n".to_owned()));
        assert_eq!(grid.said(), of_cell);
        // What only looks still works.
        for key in ["Down", "Ctrl-F", "Esc", "F3", "Esc", "g"] {
            grid.press(key);
        }
        assert_eq!(grid.state.screen, Screen::RollCall);
        for key in ["3", "Enter", "Ctrl-U"] {
            grid.press(key);
            assert_eq!(grid.said(), of_lesson, "{role:?} {profile} roll call {key}");
        }
        grid.press("Esc e");
        assert_eq!(grid.state.screen, Screen::Lesson);
        for key in ["я", "Ctrl-T", "Ctrl-N", "Ctrl-X", "Ctrl-O", "Ctrl-A", "Enter", "Backspace"] {
            grid.press(key);
            assert_eq!(grid.said(), of_lesson, "{role:?} {profile} lesson {key}");
        }
        grid.press("Tab Right");
        assert_eq!(grid.said(), of_lesson);
        assert_eq!(grid.recorded_count(), 0, "{role:?} {profile}");
    }
}

#[test]
fn a_closed_action_says_so_in_the_list_of_actions() {
    let own = bench(page(5), Role::Teacher, "altai-stdr", "Enter");
    assert_eq!(own.state.closed(Context::Grid, Action::Clear), None);
    assert_eq!(own.state.no_entry(), None);
    let mut grid = bench(foreign(None, "t2"), Role::Deputy, "altai-stdr", "Enter F2");
    let Some(Dialog::Actions { found, .. }) = &grid.state.dialog else { panic!("{:?}", grid.state.dialog) };
    assert!(found.contains(&Action::Queue) && found.contains(&Action::Clear), "{found:?}");
    assert_eq!(grid.state.why_not_here(Action::Queue), None);
    assert_eq!(grid.state.why_not_here(Action::Clear), Some(WhyNot::Says("notice-read-only")));
    // An empty queue has nothing to decide, a day without lessons nothing to call.
    grid.press("Esc F6");
    for key in ["Enter", "h", "g", "Del"] {
        grid.press(key);
        assert_eq!(grid.said(), "queue-empty", "{key}");
    }
}

#[test]
fn pushing_says_what_is_true_of_the_server() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    for (link, keys, said) in [
        (Link::Up, "F5", "notice-pushing"),
        (Link::Unknown, "F5", "notice-pushing"),
        (Link::Down { since: noon() }, "F5", "notice-no-server"),
        (Link::Down { since: noon() }, "5 F5", "notice-no-server-waiting"),
        (Link::Down { since: noon() }, "F6 h", "notice-no-server-waiting"),
        (Link::Up, "h", "notice-pushing"),
    ] {
        bench.reply(Reply::Link(link));
        bench.asked();
        bench.press(keys);
        assert_eq!(bench.said(), said, "{link:?} {keys}");
        assert!(bench.effects.contains(&Effect::Push), "it is tried all the same");
    }
}

#[test]
fn a_digit_on_an_absence_cites_why_both_cannot_stand() {
    let mut page = page(5);
    page.facts = vec![absence("l20", 1)];
    for (profile, rules, said) in [
        ("altai-stdr", &["ZV-REPLACE", "STD-6.3-19"][..], "«ОТ» и отметка вместе не стоят"),
        ("standard", &["ZV-REPLACE", "STD-6.3-19"], "вместе не стоят"),
        ("crimea-vorobyovo", &["ZV-REPLACE", "VOR-2.16-03"], "«н» и отметка в одной клетке"),
    ] {
        let mut bench = Bench::grid(page.clone(), profile, Layout::Russian);
        bench.press("5");
        let Some(Dialog::Ask(ask)) = &bench.state.dialog else { panic!("{profile}: {:?}", bench.state.notice) };
        let found: Vec<String> = ask.findings.iter().map(|finding| finding.rule.to_string()).collect();
        assert_eq!(found, rules, "{profile}");
        assert!(!ask.findings[1].clause.is_empty(), "{profile}");
        let sentence = Strings::new(Language::Russian).finding(&ask.findings[1]);
        assert!(sentence.contains(said), "{sentence}");
        bench.press("Enter");
        assert_eq!((bench.column().as_str(), bench.said().as_str()), ("5… [·] · · ·", ""), "{profile}");
    }
}

#[test]
fn a_window_in_which_nothing_is_seen_takes_no_entries_and_lets_the_person_out() {
    for (columns, rows) in [(20, 5), (31, 24), (80, 7), (1, 1)] {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
        bench.event(Event::Resize(Size { columns, rows }));
        bench.press("54 н Space u Enter");
        bench.event(Event::Paste("5\n4".to_owned()));
        assert_eq!((bench.recorded_count(), bench.state.screen), (0, Screen::Grid), "{columns}×{rows}");
        bench.event(Event::Resize(Size { columns: 80, rows: 24 }));
        bench.press("5");
        bench.event(Event::Resize(Size { columns, rows }));
        bench.press("F10");
        if bench.state.dialog.is_some() {
            bench.press("Enter");
        }
        assert!(bench.asked().contains("Quit"), "{columns}×{rows}");
    }
}

#[test]
fn the_class_teacher_writes_why_a_pupil_is_absent_in_a_lesson_that_others_give() {
    use crate::domain::{Target, Teller, Value};
    for layout in LAYOUTS {
        let mut grid = bench(foreign(None, "t2"), Role::ClassTeacher, "altai-stdr", "Enter");
        grid.layout = layout;
        let reason = |grid: &Bench| {
            let target = Target::Reason { lesson: "l20".into(), pupil: pupil(1) };
            grid.state.open_book().and_then(|book| book.value(&target)).cloned()
        };
        let says = |code: &str, told_by| Some(Value::Reason { code: code.to_owned(), document_received: None, told_by });
        grid.press("f");
        assert_eq!(grid.state.context(), Context::Reason);
        grid.press("Enter");
        assert_eq!((grid.said().as_str(), reason(&grid)), ("Reason", None), "words are needed");
        grid.text("болезнь");
        grid.press("Enter");
        assert_eq!(reason(&grid), says("болезнь", Teller::ClassTeacher));
        assert_eq!(grid.asked(), "record1");
        // A note of the parents says the same, and then it is taken back.
        grid.press("f Tab Enter");
        assert_eq!(reason(&grid), says("болезнь", Teller::Parents));
        grid.press("f Ctrl-U Enter");
        assert_eq!(reason(&grid), None);
        grid.press("u u");
        assert_eq!(reason(&grid), says("болезнь", Teller::ClassTeacher));
        grid.press("u");
        assert_eq!(reason(&grid), None);
    }
}

#[test]
fn who_does_not_head_the_class_writes_no_reason_and_is_told_so() {
    let mut grid = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    grid.press("f");
    assert_eq!(grid.said(), "notice-reason-class-teacher");
    let why = grid.state.why_not_here(Action::Reason);
    assert_eq!(why, Some(WhyNot::Says("notice-reason-class-teacher")));
}

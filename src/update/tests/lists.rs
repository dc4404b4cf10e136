//! The list of actions, the jump list, and what keys say that can do nothing.

use super::bench::*;
use crate::action::Action;
use crate::domain::{LessonRow, Role};
use crate::entry::tests::fixture::*;
use crate::event::{Reply, Source};
use crate::protocol::Day;
use crate::state::agenda::Field;
use crate::state::{Dialog, Screen, State};
use crate::update::start;

#[test]
fn an_action_is_found_by_the_letters_of_its_name_under_both_layouts() {
    for layout in LAYOUTS {
        for opens in ["F2", "Ctrl-P"] {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            bench.press(opens);
            bench.press("перек");
            let Some(Dialog::Actions { found, .. }) = &bench.state.dialog else { panic!("the list of actions") };
            assert_eq!(found.first(), Some(&Action::RollCall), "{layout:?}");
            bench.press("Enter");
            assert_eq!(bench.state.screen, Screen::RollCall, "{layout:?}");
        }
    }
}

#[test]
fn an_action_of_another_place_says_where_it_belongs() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    bench.press("F2");
    bench.text("стереть слово");
    bench.press("Enter");
    assert_eq!((bench.said().as_str(), bench.state.screen), ("notice-elsewhere", Screen::Today));
}

#[test]
fn every_action_can_be_found_by_its_name() {
    let bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    let strings = crate::strings::Strings::new(bench.state.program.language);
    for action in Action::ALL.into_iter().filter(|action| !matches!(action, Action::Actions | Action::Back)) {
        let found = crate::update::palette::find(&bench.state, &strings.get(action.title()));
        assert!(found.contains(&action), "{action:?}");
    }
}

#[test]
fn a_key_that_does_nothing_says_why() {
    for layout in LAYOUTS {
        for (keys, said) in [
            ("Esc", "notice-first-screen"),
            ("Ctrl-D", "notice-already-here"),
            ("F6 F6", "notice-already-here"),
            ("F4 F4", "notice-already-here"),
            ("F6 h", "queue-empty"),
            ("F9", "notice-no-demo"),
            ("Enter u", "notice-nothing-to-undo"),
            ("Enter Ctrl-R", "notice-nothing-to-redo"),
            ("z", "notice-key-unused"),
        ] {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            bench.press(keys);
            assert_eq!(bench.said(), said, "{layout:?} {keys:?}");
        }
    }
    let mut deputy = State::new(start_as(Role::Deputy, "altai-stdr"));
    let _ = start(&mut deputy);
    assert_eq!(deputy.why_not(Action::Jump), Some("notice-not-your-lessons"));
}

fn opened(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(5), "altai-stdr", layout);
    bench.press("Ctrl-E");
    bench
}

fn listed(bench: &Bench) -> Vec<(String, Field)> {
    let Some(Dialog::Jump { gaps, .. }) = &bench.state.dialog else { panic!("the jump list is not open") };
    gaps.iter().map(|gap| (gap.lesson.id.to_string(), gap.field.clone())).collect()
}

#[test]
fn the_jump_list_names_what_is_not_filled_and_leads_to_the_very_field() {
    for layout in LAYOUTS {
        let mut bench = opened(layout);
        assert_eq!(bench.asked().matches("LoadDay").count(), 8 + 1, "the last week, and the day of the start");
        let lines = listed(&bench);
        let of = |lesson: &str, field: Field| lines.iter().position(|line| *line == (lesson.to_owned(), field.clone()));
        let homework = of("l20", Field::Homework).expect("the homework of the running lesson");
        for _ in 0..homework {
            bench.press("Down");
        }
        bench.press("Enter");
        assert_eq!(bench.state.screen, Screen::Lesson);
        assert_eq!(bench.state.screens.lesson.field, crate::state::lesson::Field::Homework);
        bench.text("упр. 5");
        bench.press("Ctrl-E");
        assert_eq!(bench.said(), "notice-write-first", "what is typed is not lost on the way");
        bench.press("Enter");
        assert_eq!(bench.state.screen, Screen::Today);
        bench.press("Ctrl-E");
        assert!(!listed(&bench).contains(&("l20".to_owned(), Field::Homework)), "what was written is not asked for again");
        bench.press("Esc");
        assert_eq!((bench.state.screen, bench.state.dialog.is_none()), (Screen::Today, true));
    }
}

#[test]
fn days_that_come_join_the_open_list_and_esc_leads_back_into_the_grid() {
    let mut with_control = page(5);
    let mut control = work("w18c", "l18", crate::domain::WorkKind::Control);
    control.spec.obligatory = true;
    with_control.works.push(control);
    with_control.facts = vec![marks("w18c", 1, "4")];
    let mut bench = Bench::grid(with_control, "altai-stdr", Layout::Russian);
    bench.press("Down Down");
    let here = bench.state.screens.grid.cursor.clone();
    bench.press("Ctrl-E");
    let before = listed(&bench).len();
    let (generation, date) = bench
        .effects
        .iter()
        .find_map(|effect| match effect {
            crate::effect::Effect::LoadDay { date, generation } if *date == self::date(18) => Some((*generation, *date)),
            _ => None,
        })
        .expect("Wednesday is asked for");
    let lessons: Vec<LessonRow> = vec![row(lesson("l18", 18, 3))];
    let day = Box::new(Day { date, lessons, timetable_version: 3, server_time: 0 });
    bench.reply(Reply::Day { generation, day, source: Source::Server });
    let lines = listed(&bench);
    assert!(lines.len() > before);
    let is_marks = |line: &&(String, Field)| matches!(&line.1, Field::Marks { owed: 4, of: 5, .. });
    let at = lines.iter().position(|line| is_marks(&line)).expect("the control work owes marks");
    bench.press("Home");
    for _ in 0..at {
        bench.press("Down");
    }
    bench.press("Enter");
    let spot = bench.state.screens.grid.cursor.clone().expect("a cursor");
    assert_eq!((spot.work.as_str(), spot.pupil), ("w18c", pupil(2)), "the first cell without a mark");
    bench.press("Esc");
    assert_eq!((bench.state.screen, bench.state.screens.grid.cursor.clone()), (Screen::Grid, here));
    bench.press("Esc");
    assert_eq!(bench.state.screen, Screen::Today);
}

//! What the screens do with keys and answers. A long file: these tests share the bench and a few small helpers, and each is short.

use super::bench::*;
use chrono::{TimeDelta, TimeZone as _};

use crate::domain::{Account, Duty, DutyState, LessonStatus, Role, TeacherRef};
use crate::effect::Effect;
use crate::entry::Told;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Reply, Signal, Source};
use crate::outbox::{Entry, Life};
use crate::protocol::{Day, LastSignIn, Status};
use crate::state::sign_in::Stage;
use crate::state::today::Loading;
use crate::state::{DemoServer, Link, Notice, Screen, State};

#[test]
fn the_running_lesson_is_selected_and_follows_the_clock_until_the_person_moves() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    let selected = |bench: &Bench| bench.state.screens.today.selected.clone().expect("a lesson").to_string();
    assert_eq!(selected(&bench), "l20");
    bench.press("Up");
    bench.later(60);
    assert_eq!(selected(&bench), "l20b", "moved by hand");
    bench.press("Right");
    assert_eq!(bench.state.screens.today.date, Some(date(21)));
    assert!(bench.state.screens.today.rows.is_empty());
    bench.press("Left");
    assert_eq!(bench.asked().matches("LoadDay").count(), 3, "the start and both days");
}

#[test]
fn keys_that_were_pressed_before_the_day_came_are_pressed_when_it_comes() {
    for (keys, screen, column) in [
        ("Enter 5 4", Screen::Grid, "5… 4… [·] · ·"),
        ("Down Up Down Enter 5", Screen::Grid, "5… [·] · · ·"),
        ("g Space", Screen::RollCall, ""),
        ("v", Screen::Journals, ""),
        ("F6 Esc", Screen::Today, ""),
    ] {
        let mut bench = Bench::opened("altai-stdr", Layout::Russian);
        bench.press(keys);
        assert_eq!(bench.said(), "", "{keys}");
        bench.day(bench.state.screens.today.asked);
        bench.page(page(5));
        assert_eq!((bench.state.screen, bench.said().as_str()), (screen, ""), "{keys}");
        if !column.is_empty() {
            assert_eq!(bench.column(), column, "{keys}");
        }
    }
}

#[test]
fn keys_for_a_day_that_does_not_come_are_forgotten() {
    let mut bench = Bench::opened("altai-stdr", Layout::Latin);
    bench.press("Enter 5");
    let generation = bench.state.screens.today.asked;
    bench.reply(Reply::Missing { generation, date: Some(date(20)) });
    assert_eq!(bench.state.screens.today.loading, Loading::Missing);
    bench.day(generation);
    bench.page(page(5));
    assert_eq!((bench.state.screen, bench.recorded_count()), (Screen::Today, 0));
    bench.press("Enter 5");
    assert_eq!(bench.recorded_count(), 1);
}

#[test]
fn who_comes_back_from_a_lesson_after_the_bell_stands_on_that_lesson() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    let mut later = lesson("l20c", 20, 5);
    (later.starts, later.ends) = (later.ends + TimeDelta::hours(2), later.ends + TimeDelta::hours(3));
    let mut lessons: Vec<_> = bench.state.screens.today.plain.clone();
    lessons.push(row(later.clone()));
    let day = Day { date: date(20), lessons, timetable_version: 3, server_time: 0 };
    bench.reply(Reply::Day { generation: 0, day: Box::new(day), source: Source::Server });
    let selected = |bench: &Bench| bench.state.screens.today.selected.clone().expect("a lesson").to_string();
    bench.press("Enter");
    let pause = later.starts_at() - TimeDelta::minutes(10);
    let minutes = (pause - bench.state.clock().expect("a clock")).num_minutes();
    bench.later(minutes);
    bench.press("Esc");
    assert_eq!(selected(&bench), "l20", "its topic is still to be written");
    bench.later(11);
    assert_eq!(selected(&bench), "l20c", "the next one has begun");
}

#[test]
fn every_screen_is_reached_and_left_under_both_layouts() {
    for layout in LAYOUTS {
        for (keys, screen) in [
            ("Enter", Screen::Grid),
            ("g", Screen::RollCall),
            ("e", Screen::Lesson),
            ("c", Screen::Deadlines),
            ("j", Screen::Queue),
            ("v", Screen::Journals),
            ("F4", Screen::Journals),
            ("F6", Screen::Queue),
            ("F1", Screen::Help),
            ("?", Screen::Help),
            ("F7", Screen::RollCall),
            ("F8", Screen::Lesson),
        ] {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            bench.press(keys);
            assert_eq!(bench.state.screen, screen, "{layout:?} {keys}");
            bench.press("Esc");
            assert_eq!(bench.state.screen, Screen::Today, "{layout:?} {keys} Esc");
            bench.press("F6 F4 Ctrl-D");
            assert_eq!(bench.state.screen, Screen::Today);
        }
    }
}

#[test]
fn without_a_session_the_first_screen_asks_for_the_password_and_keeps_what_is_typed() {
    let start = crate::state::Start { session: crate::state::Session::Missing, ..start_as(Role::Teacher, "altai-stdr") };
    let mut state = State::new(start);
    assert_eq!(state.screen, Screen::SignIn, "before the first event");
    let effects = crate::update::start(&mut state);
    let mut bench = Bench { state, now: noon(), layout: Layout::Russian, effects, keys: 0 };
    assert_eq!(bench.state.screens.sign_in.login.text(), "orlova");
    // The worker finds out the same a moment later: nothing is asked anew.
    bench.reply(Reply::Link(Link::Unknown));
    bench.text("парол");
    bench.reply(Reply::SignInNeeded);
    bench.text("ь");
    assert_eq!(bench.state.screens.sign_in.password.text(), "пароль");
    assert_eq!((bench.state.screen, bench.state.program.link), (Screen::SignIn, Link::SignInNeeded));
    bench.asked();
    bench.press("Esc");
    assert_eq!(bench.state.screen, Screen::Today, "the work goes on without the server");
    assert!(bench.asked().contains("LoadDay"));
}

#[test]
fn leaving_a_screen_ends_the_hold_and_keeps_the_place() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("Esc");
    assert!(bench.asked().starts_with("EndHold SavePosition"));
}

#[test]
fn quitting_names_what_waits_and_works_everywhere() {
    for key in ["F10", "Ctrl-Q"] {
        for before in ["", "Enter", "g", "e", "j", "F1", "Enter Ctrl-F", "F2"] {
            let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
            bench.press(before);
            bench.press(key);
            assert!(bench.asked().ends_with("Quit"), "{before} {key}");
        }
    }
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5 F10");
    assert_eq!(bench.said(), "Quit");
    bench.press("Esc");
    assert_eq!(bench.said(), "");
    bench.press("F10 F10");
    assert!(bench.asked().ends_with("EndHold SavePosition Quit"));
    bench.event(Event::Signal(Signal::End));
    assert!(bench.asked().ends_with("Quit"));
}

#[test]
fn the_queue_shows_decides_and_gives_up() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("54");
    bench.recorded();
    bench.press("F6");
    assert_eq!(bench.state.waiting.len(), 2);
    let caption = bench.state.waiting.lines().next().and_then(|line| line.caption.clone()).expect("a caption");
    assert_eq!((caption.class.as_str(), caption.pupil.map(|(_, name)| name).as_deref()), ("7А", Some("Абрамов Саша")));
    bench.asked();
    bench.press("Del");
    assert_eq!(bench.said(), "GiveUp");
    bench.press("Enter");
    assert_eq!(bench.asked(), "withdraw1");
    bench.press("Down g");
    assert_eq!((bench.state.screen, bench.column().as_str()), (Screen::Grid, "5° [4°] · · ·"));
}

#[test]
fn a_conflict_is_decided_for_either_side() {
    for (keys, effects) in [("Enter Enter", "withdraw1"), ("Enter Down Enter", "record1")] {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
        bench.press("5");
        let own = bench.state.waiting.entries().next().expect("it waits").clone();
        let mut theirs = marks("x", 1, "2");
        theirs.target = own.operation.target.clone();
        bench.reply(Reply::Entries(vec![Entry {
            life: Life::Conflict,
            attempts: 1,
            present: Some(Box::new(theirs)),
            ..own
        }]));
        assert_eq!(bench.column(), "5≠ [·] · · ·");
        bench.press("F6");
        bench.asked();
        bench.press(keys);
        while bench.said().starts_with("ask") {
            bench.text("прав я");
            bench.press("Enter");
        }
        assert_eq!(bench.asked(), effects, "{keys}");
    }
}

#[test]
fn a_refused_entry_is_sent_again_or_corrected() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("5");
    bench.lives(Life::Refused);
    assert_eq!(bench.column(), "5! [·] · · ·");
    bench.press("F6");
    bench.asked();
    bench.press("h");
    assert_eq!(bench.asked(), "Retry Push");
}

#[test]
fn the_whole_queue_read_anew_replaces_what_is_known() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("54");
    bench.recorded();
    let lines: Vec<_> = bench.state.waiting.lines().cloned().collect();
    bench.reply(Reply::Queue(vec![Told { entry: lines[0].entry.clone(), caption: None, carry: None }]));
    assert_eq!(bench.state.waiting.len(), 2, "what was made just now may be missing in what was read");
    bench.later(1);
    bench.reply(Reply::Queue(vec![Told { entry: lines[0].entry.clone(), caption: None, carry: None }]));
    assert_eq!(bench.state.waiting.len(), 1);
    assert!(bench.state.waiting.lines().all(|line| line.caption.is_some()));
    bench.lives(Life::InJournal);
    bench.reply(Reply::Queue(vec![Told { entry: lines[0].entry.clone(), caption: None, carry: None }]));
    assert!(bench.state.waiting.is_empty(), "an older word about a settled entry changes nothing");
}

fn status() -> Status {
    let duty = |state| Duty { state, due: Some(noon()) };
    let lesson = |id: &str, class: &str, teacher: &str, state| LessonStatus {
        lesson: id.into(),
        journal: format!("j-{id}").as_str().into(),
        date: date(20),
        number: 3,
        class: class.to_owned(),
        subject: "Русский язык".to_owned(),
        group: None,
        teacher: Some(TeacherRef { id: teacher.into(), short_name: teacher.to_owned() }),
        attendance: duty(state),
        topic: duty(DutyState::Done),
        homework: duty(DutyState::Done),
        marks: Duty::NONE,
    };
    Status {
        date: date(20),
        lessons: vec![
            lesson("a", "5А", "Орлова", DutyState::Done),
            lesson("b", "7А", "Белова", DutyState::Waiting),
            lesson("c", "6В", "Громов", DutyState::Overdue),
        ],
        server_time: 0,
    }
}

#[test]
fn deadlines_put_overdue_first_and_filter() {
    for layout in LAYOUTS {
        let mut state = State::new(start_as(Role::Deputy, "altai-stdr"));
        assert_eq!(state.screen, Screen::Deadlines);
        let effects = crate::update::start(&mut state);
        let mut bench = Bench { state, now: noon(), layout, effects, keys: 0 };
        assert!(bench.asked().contains("LoadStatus"));
        let generation = bench.state.screens.deadlines.asked;
        bench.reply(Reply::Status { generation: generation + 7, status: Box::new(status()) });
        assert_eq!(bench.state.screens.deadlines.loading, Loading::Asked, "a stale answer is dropped");
        bench.reply(Reply::Status { generation, status: Box::new(status()) });
        let shown = |bench: &Bench| -> Vec<String> {
            bench.state.screens.deadlines.lessons().iter().map(|lesson| lesson.lesson.to_string()).collect()
        };
        assert_eq!(shown(&bench), ["c", "b", "a"]);
        bench.press("a");
        assert_eq!(shown(&bench), ["c", "b"]);
        bench.press("r");
        bench.text("7");
        bench.press("Enter");
        assert_eq!(shown(&bench), ["b"]);
        bench.press("r Esc e");
        bench.text("гро");
        assert_eq!(shown(&bench), ["c"], "filters while it is typed");
        bench.press("Enter Enter");
        assert_eq!(bench.state.screen, Screen::Grid);
        assert_eq!(bench.state.screens.grid.journal, Some("j-c".into()), "the journal that the server named");
        assert!(bench.asked().contains("LoadPage"));
    }
}

/// A program of a role on «Сроки» with these lessons.
fn deadlines_of(role: Role, lessons: Vec<LessonStatus>) -> Bench {
    let mut state = State::new(start_as(role, "altai-stdr"));
    let effects = crate::update::start(&mut state);
    let mut bench = Bench { state, now: noon(), layout: crate::update::tests::bench::Layout::Latin, effects, keys: 0 };
    let status = Status { date: date(20), lessons, server_time: 0 };
    bench.reply(Reply::Status { generation: 0, status: Box::new(status) });
    bench
}

#[test]
fn deadlines_are_a_line_for_each_teacher_and_arrows_go_from_lesson_to_lesson() {
    let of = |template: usize, id: &str, teacher: &str, number: u8| {
        let mut lesson = status().lessons.swap_remove(template);
        lesson.lesson = id.into();
        lesson.number = number;
        lesson.teacher = Some(TeacherRef { id: teacher.into(), short_name: teacher.to_owned() });
        lesson
    };
    // Громов is late; Белова has two lessons of number 1: one in each shift.
    let lessons = [of(0, "b1", "Белова", 1), of(1, "b1s", "Белова", 1), of(0, "b4", "Белова", 4), of(2, "g2", "Громов", 2)];
    let mut bench = deadlines_of(Role::Deputy, lessons.into());
    let deadlines = &bench.state.screens.deadlines;
    let lines: Vec<String> = deadlines
        .lines()
        .iter()
        .map(|line| {
            let lessons: Vec<String> = line.lessons.values().map(|lesson| lesson.lesson.to_string()).collect();
            format!("{}{}: {}", if line.goes_on { "+" } else { "" }, line.name, lessons.join(" "))
        })
        .collect();
    assert_eq!(lines, ["Громов: g2", "Белова: b1 b4", "+Белова: b1s"]);
    assert_eq!(deadlines.numbers(), [1, 2, 3, 4]);
    let totals = deadlines.totals(noon());
    assert_eq!((totals.lessons, totals.done, totals.waiting, totals.overdue), (4, 2, 1, 1));
    assert_eq!((totals.until, totals.later, totals.in_time), (Some(noon()), 0, Some(909)), "10 of 11 duties");
    let totals = deadlines.totals(noon() - chrono::TimeDelta::minutes(1));
    assert_eq!((totals.until, totals.waiting, totals.later), (None, 1, 1), "what has time is said apart");
    let at = |bench: &Bench| bench.state.screens.deadlines.selected.as_ref().map(ToString::to_string).unwrap_or_default();
    assert_eq!(at(&bench), "g2", "the cursor begins at what is overdue");
    for (key, expected) in [
        ("Down", "b1"),
        ("Right", "b4"),
        ("Right", "b4"),
        ("Left", "b1"),
        ("Down", "b1s"),
        ("Home", "g2"),
        ("End", "b1s"),
        ("a", "b1s"),
    ] {
        bench.press(key);
        assert_eq!(at(&bench), expected, "{key}");
    }
    assert_eq!(bench.state.screens.deadlines.lessons().len(), 4, "what is filled stays beside what is not");
    bench.asked();
    bench.press("n");
    assert_eq!(bench.state.screens.deadlines.date, Some(date(21)));
    assert_eq!(bench.asked(), "LoadStatus LoadCorrections", "how many requests wait is asked with it");
    bench.press("b b");
    assert_eq!(bench.state.screens.deadlines.date, Some(date(19)));
}

#[test]
fn a_day_without_lessons_offers_the_nearest_school_day() {
    let mut bench = deadlines_of(Role::Deputy, Vec::new());
    let empty = |bench: &mut Bench, day| {
        let status = Status { date: day, lessons: Vec::new(), server_time: 0 };
        bench.reply(Reply::Status { generation: 0, status: Box::new(status) });
    };
    bench.press("Right Right");
    empty(&mut bench, date(22));
    bench.press("Enter");
    assert_eq!(bench.state.screens.deadlines.date, Some(date(23)), "Sunday leads to Monday");
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Latin);
    bench.press("Right Right Enter");
    assert_eq!(bench.state.screens.today.date, Some(date(22)), "it waits for what the day holds");
    let generation = bench.state.screens.today.asked;
    let sunday = Box::new(Day { date: date(22), lessons: Vec::new(), timetable_version: 3, server_time: 0 });
    bench.reply(Reply::Day { generation, day: sunday, source: Source::Cache });
    assert_eq!(bench.state.screens.today.date, Some(date(23)));
    assert!(bench.asked().ends_with("LoadDay"));
}

#[test]
fn an_analyst_sees_classes_and_opens_no_page() {
    let lessons = status().lessons.into_iter().map(|lesson| LessonStatus { teacher: None, ..lesson }).collect();
    let mut bench = deadlines_of(Role::Analyst, lessons);
    let names: Vec<&str> = bench.state.screens.deadlines.lines().iter().map(|line| line.name).collect();
    assert_eq!(names, ["6В", "5А", "7А"], "the late class first");
    bench.press("Enter");
    assert_eq!((bench.state.screen, bench.said()), (Screen::Deadlines, "deadlines-closed".to_owned()));
    bench.press("e");
    assert_eq!(bench.said(), "deadlines-no-names");
}

#[test]
fn roles_start_where_their_work_is() {
    for (role, screen) in [
        (Role::Teacher, Screen::Today),
        (Role::ClassTeacher, Screen::Today),
        (Role::Deputy, Screen::Deadlines),
        (Role::Director, Screen::Deadlines),
        (Role::Analyst, Screen::Deadlines),
        (Role::Admin, Screen::Nothing),
    ] {
        assert_eq!(State::new(start_as(role, "standard")).screen, screen, "{role:?}");
    }
}

#[test]
fn signing_in_leads_to_the_day() {
    let mut start = start_as(Role::Teacher, "standard");
    start.account = None;
    start.login.clear();
    let mut state = State::new(start);
    let effects = crate::update::start(&mut state);
    let mut bench = Bench { state, now: noon(), layout: Layout::Latin, effects, keys: 0 };
    assert_eq!(bench.state.screen, Screen::SignIn);
    bench.text("orlova");
    bench.press("Enter");
    bench.text("secret F1");
    bench.asked();
    bench.press("Enter");
    let Some(Effect::SignIn { login, password }) = bench.effects.first() else { panic!("{:?}", bench.effects) };
    assert_eq!((login.as_str(), password.reveal()), ("orlova", "secret F1"));
    assert!(!format!("{:?}", bench.effects).contains("secret"));
    bench.text("typed too early");
    bench.press("Tab");
    assert_eq!(bench.asked(), "SignIn", "nothing is taken meanwhile");
    assert_eq!(bench.state.screens.sign_in.login.text(), "orlova");
    bench.reply(Reply::Failed { generation: 0, why: "sync-wrong-password".to_owned() });
    assert_eq!(bench.state.screens.sign_in.problem.as_deref(), Some("sync-wrong-password"));
    bench.text("first");
    bench.press("Enter");
    let account = || Box::new(account());
    bench.reply(Reply::SignedIn { account: account(), must_change_password: true, last: None });
    assert_eq!(bench.state.screens.sign_in.stage, Stage::NewPassword);
    bench.text("новый пароль");
    bench.press("Tab");
    bench.text("новый парол");
    bench.press("Enter");
    assert_eq!(bench.state.screens.sign_in.problem.as_deref(), Some("sign-in-not-the-same"));
    bench.text("ь");
    bench.asked();
    bench.press("Enter");
    assert_eq!(bench.asked(), "ChangePassword");
    bench.reply(Reply::PasswordChanged);
    bench.reply(Reply::School { account: account(), school: Box::new(school_info("standard")) });
    assert_eq!(bench.state.screen, Screen::Today);
    assert!(bench.state.screens.sign_in.password.is_empty());
}

#[test]
fn without_a_session_the_start_asks_for_the_password_and_going_back_works_on_without_it() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.reply(Reply::SignInNeeded);
    assert_eq!(bench.state.screen, Screen::SignIn);
    bench.text("тайна5н");
    assert_eq!(bench.state.waiting.len(), 0, "a password is no entry");
    bench.press("Esc");
    assert_eq!(bench.state.screen, Screen::Grid);
    bench.press("5");
    assert_eq!(bench.column(), "5… [·] · · ·");
}

#[test]
fn the_password_that_opened_the_store_is_tried_behind_the_work_and_nobody_is_asked_again() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.state.screens.sign_in.asking = true;
    bench.reply(Reply::SignInNeeded);
    let failed = |generation, why: &str| Reply::Failed { generation, why: why.to_owned() };
    bench.reply(failed(9, "sync-sign-in-needed"));
    bench.reply(failed(0, "sync-sign-in-needed"));
    assert_eq!((bench.state.screen, bench.state.notice.take()), (Screen::Grid, None), "it is being tried");
    assert!(bench.state.screens.sign_in.asking);
    bench.press("5");
    bench.reply(failed(0, "remote-connect"));
    assert_eq!(bench.state.notice.take(), Some(Notice::Failed("remote-connect".to_owned())));
    bench.reply(Reply::Link(Link::Down { since: noon() }));
    bench.reply(failed(10, "sync-sign-in-needed"));
    assert_eq!((bench.state.screen, bench.state.notice.take()), (Screen::Grid, None), "what lacks is the server");
    assert_eq!(bench.column(), "5… [·] · · ·");
    bench.state.program.link = Link::Up;
    bench.reply(failed(11, "sync-sign-in-needed"));
    assert_eq!(bench.state.notice.take(), Some(Notice::Failed("sync-sign-in-needed".to_owned())));
}

#[test]
fn sign_in_before_work_that_can_go_on_names_the_way_back() {
    use crate::action::Action;
    use crate::keys::Context;
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.reply(Reply::SignInNeeded);
    assert!(bench.state.offers(Context::SignIn, Action::Back));
    bench.press("F6");
    assert_eq!(bench.said(), "notice-sign-in-or-back");
    bench.state.screens.sign_in.stage = crate::state::sign_in::Stage::NewPassword;
    assert!(!bench.state.offers(Context::SignIn, Action::Back), "first the new password");
    bench.press("Esc F6");
    assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::SignIn, "notice-sign-in-first"));
}

#[test]
fn an_expired_session_disturbs_nobody_and_f5_asks_for_the_password() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.state.program.link = Link::Up;
    bench.press("5");
    bench.reply(Reply::SignInNeeded);
    assert_eq!((bench.state.screen, bench.state.program.link), (Screen::Grid, Link::SignInNeeded));
    bench.press("4");
    assert_eq!(bench.column(), "5… 4… [·] · ·");
    bench.press("F5");
    assert_eq!(bench.state.screen, Screen::SignIn);
    bench.reply(Reply::SignedIn { account: Box::new(Account { ..account() }), must_change_password: false, last: None });
    assert_eq!((bench.state.screen, bench.column().as_str()), (Screen::Grid, "5… 4… [·] · ·"));
}

#[test]
fn a_sign_in_says_the_one_before_it() {
    let last = |address: &str, wrong_since| LastSignIn {
        at: chrono::Utc.with_ymd_and_hms(2026, 11, 19, 7, 3, 0).unwrap(),
        address: address.to_owned(),
        wrong_since,
    };
    for (last, said) in [
        (None, ""),
        (Some(last("", 0)), "notice-last-sign-in place=19.11.2026 14:03"),
        (Some(last("10.0.0.5", 0)), "notice-last-sign-in place=19.11.2026 14:03, 10.0.0.5"),
        (Some(last("10.0.0.5", 3)), "notice-last-sign-in-wrong place=19.11.2026 14:03, 10.0.0.5 wrong=3"),
    ] {
        let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
        bench.reply(Reply::SignInNeeded);
        bench.press("F5");
        bench.reply(Reply::SignedIn { account: Box::new(account()), must_change_password: false, last });
        let heard = match &bench.state.notice {
            Some(Notice::Says(key, args)) => {
                args.iter().fold((*key).to_owned(), |said, (name, value)| format!("{said} {name}={value}"))
            }
            _ => String::new(),
        };
        assert_eq!(heard, said);
    }
}

#[test]
fn the_server_of_the_demonstration_is_switched_by_a_key() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    bench.asked();
    bench.press("F9");
    assert_eq!((bench.asked().as_str(), bench.said().as_str()), ("", "notice-no-demo"));
    bench.state.program.demo = Some(DemoServer::Running);
    bench.press("F9");
    assert_eq!(bench.asked(), "ToggleDemoServer");
}

#[test]
fn actions_are_found_by_their_names_and_carried_out() {
    for typed in ["перек", "gthtr"] {
        let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
        bench.press("F2");
        bench.text(typed);
        bench.press("Enter");
        assert_eq!(bench.state.screen, Screen::RollCall, "{typed}");
    }
}

#[test]
fn the_place_of_the_last_time_is_found_again() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("54");
    bench.press("F10 F10");
    let position = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::SavePosition(position) => Some(position.clone()),
        _ => None,
    });
    let mut start = start_as(Role::Teacher, "altai-stdr");
    start.position = position;
    let mut state = State::new(start);
    let effects = crate::update::start(&mut state);
    let mut again = Bench { state, now: noon(), layout: Layout::Russian, effects, keys: 0 };
    assert_eq!(again.state.screen, Screen::Grid);
    assert!(again.asked().contains("LoadPage"));
    again.page(page(5));
    assert_eq!(again.column(), "· · [·] · ·");
    again.press("Esc");
    assert_eq!(again.state.screen, Screen::Today);
}

#[test]
fn a_page_that_cannot_be_had_is_said_and_takes_no_keys() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    bench.state.books.clear();
    bench.press("Enter 5");
    let generation = bench.state.screens.grid.asked;
    bench.reply(Reply::Missing { generation, date: None });
    assert_eq!(bench.state.screens.grid.loading, Loading::Missing);
    bench.press("5");
    assert_eq!(bench.said(), "notice-no-page");
}

#[test]
fn an_empty_class_and_a_day_without_lessons_take_every_key() {
    let mut bench = Bench::grid(page(0), "altai-stdr", Layout::Russian);
    for keys in ["5", "н", "Up", "PgDn", "End", "Del", "u", "Ctrl-R", "Ctrl-F", "Esc", "F3", "Ctrl-G", "Enter"] {
        bench.press(keys);
    }
    let mut bench = Bench::today(page(0), "altai-stdr", Layout::Russian);
    bench.press("Right Enter g e Up End v Enter");
}

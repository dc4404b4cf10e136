use super::bench::*;
use crate::domain::{HomeworkScope, KnownAbsence, KnownFrom, Target, Value, WorkKind};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::state::Screen;
use crate::state::lesson::Field;
use crate::state::roll_call::Focus;

fn call(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(30), "altai-stdr", layout);
    bench.press("g");
    bench.effects.clear();
    bench
}

fn numbers(pupils: &std::collections::BTreeSet<crate::domain::PupilId>) -> Vec<usize> {
    let mut numbers: Vec<usize> = pupils.iter().filter_map(|pupil| pupil.as_str()[1..].parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn the_roll_is_called_by_numbers_and_letters_with_a_live_preview() {
    for layout in LAYOUTS {
        for (line, absent, unclear) in [
            ("", vec![], 0),
            ("3", vec![3], 0),
            ("3 17 ив", vec![3, 10, 17], 0),
            ("3,17,ив", vec![3, 10, 17], 0),
            ("и", vec![], 1),
            ("99", vec![], 1),
            ("bd", vec![10], 0),
            ("3 3", vec![3], 0),
        ] {
            let mut bench = call(layout);
            bench.text(line);
            let form = &bench.state.screens.roll_call;
            assert_eq!((numbers(&form.absent), form.unclear.len()), (absent, unclear), "{layout:?} {line:?}");
        }
    }
}

#[test]
fn a_roll_call_of_thirty_with_three_absent_takes_ten_keys_at_most() {
    for layout in LAYOUTS {
        let mut bench = Bench::today(page(30), "altai-stdr", layout);
        bench.press("g");
        bench.text("3 17 9");
        bench.press("Enter");
        assert!(bench.keys <= 10, "{} keys", bench.keys);
        assert_eq!(bench.recorded_count(), 4, "three absences and the confirmation");
        assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::Today, "notice-roll-call-made"));
        let fill = &bench.state.screens.today.rows[1].row.fill;
        assert_eq!((fill.attendance, fill.absent), (true, 3));
    }
}

#[test]
fn the_list_is_toggled_under_the_cursor() {
    let mut bench = call(Layout::Russian);
    bench.text("2");
    bench.press("Down Down Down Space");
    assert_eq!(numbers(&bench.state.screens.roll_call.absent), [2, 3]);
    bench.press("Up Space");
    assert_eq!(numbers(&bench.state.screens.roll_call.absent), [3], "named, and spared all the same");
    bench.press("Space Tab");
    assert_eq!(bench.state.screens.roll_call.focus, Focus::Line);
    assert_eq!(numbers(&bench.state.screens.roll_call.absent), [2, 3]);
    bench.press("Down Home Up");
    assert_eq!(bench.state.screens.roll_call.focus, Focus::Line);
}

#[test]
fn who_was_missing_before_is_doubtful_until_confirmed() {
    let mut with_absent = page(5);
    with_absent.facts = vec![absence("l19", 2), absence("l20", 4)];
    let mut bench = Bench::today(with_absent, "altai-stdr", Layout::Russian);
    bench.press("g");
    let form = &bench.state.screens.roll_call;
    assert_eq!((numbers(&form.doubtful), numbers(&form.absent)), (vec![2], vec![4]));
    bench.press("Down Down Space");
    let form = &bench.state.screens.roll_call;
    assert_eq!((numbers(&form.doubtful), numbers(&form.absent)), (vec![], vec![2, 4]));
}

/// The day with what others know of the lesson.
fn told(bench: &mut Bench, known: &[(usize, KnownFrom)]) {
    let known = known.iter().map(|(number, from)| KnownAbsence { pupil: pupil(*number), from: from.clone() });
    let row = crate::domain::LessonRow { known: known.collect(), ..row(crate::entry::tests::fixture::lesson("l20", 20, 3)) };
    let day = crate::protocol::Day { date: date(20), lessons: vec![row], timetable_version: 3, server_time: 0 };
    let source = crate::event::Source::Server;
    bench.reply(crate::event::Reply::Day { generation: 0, day: Box::new(day), source });
}

#[test]
fn what_others_know_is_proposed_and_confirmed_as_a_whole_or_one_by_one() {
    let maths = || KnownFrom::Lesson { number: 2, subject: "Алгебра".to_owned() };
    let ill = || KnownFrom::Parents { reason: "Б".to_owned() };
    for layout in LAYOUTS {
        for (typed, keys, unconfirmed, absent) in [
            ("", "", vec![2, 3], vec![2, 3]),
            ("2", "", vec![3], vec![2, 3]),
            ("5", "", vec![2, 3], vec![2, 3, 5]),
            ("", "Down Down Space", vec![3], vec![3]),
            ("", "Down Down Space Space", vec![3], vec![2, 3]),
            ("", "Down Down Space Down Space", vec![], vec![]),
        ] {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            told(&mut bench, &[(2, maths()), (3, ill())]);
            bench.press("g");
            bench.text(typed);
            bench.press(keys);
            let form = &bench.state.screens.roll_call;
            assert_eq!((numbers(&form.unconfirmed), numbers(&form.absent)), (unconfirmed, absent.clone()), "{typed} {keys}");
            assert!(recorded(&bench).is_empty(), "a proposal is no entry");
            bench.press("Enter");
            let written = recorded(&bench).into_iter().filter_map(|(target, value)| match target {
                Target::Absence { pupil, .. } => value.map(|_| pupil),
                _ => None,
            });
            assert_eq!(numbers(&written.collect()), absent, "{typed} {keys}");
        }
    }
}

#[test]
fn what_becomes_known_while_the_roll_is_called_leaves_what_was_done_by_hand() {
    let mut bench = Bench::today(page(5), "altai-stdr", Layout::Russian);
    let maths = KnownFrom::Lesson { number: 2, subject: "Алгебра".to_owned() };
    told(&mut bench, &[(2, maths.clone())]);
    bench.press("g Down Down Space");
    let asked = bench.effects.iter().any(|effect| matches!(effect, Effect::LoadDay { date: day, .. } if *day == date(20)));
    assert!(asked, "the day is asked for anew");
    told(&mut bench, &[(2, maths.clone()), (4, maths)]);
    let form = &bench.state.screens.roll_call;
    assert_eq!((numbers(&form.unconfirmed), numbers(&form.absent)), (vec![4], vec![4]), "who was cleared stays cleared");
    bench.press("Enter g");
    assert!(bench.state.screens.roll_call.unconfirmed.is_empty(), "after the roll call nothing is a proposal");
}

#[test]
fn an_unclear_word_is_not_written() {
    let mut bench = call(Layout::Russian);
    bench.text("и");
    bench.press("Enter");
    assert_eq!(
        (bench.said().as_str(), bench.state.screen, bench.recorded_count()),
        ("notice-several-of-that-name", Screen::RollCall, 0)
    );
    bench.press("Backspace");
    bench.text("99");
    bench.press("Enter");
    assert_eq!(bench.said(), "notice-nobody-of-that-name");
}

fn lesson(layout: Layout) -> Bench {
    let mut bench = Bench::today(page(5), "altai-stdr", layout);
    bench.press("e");
    bench.effects.clear();
    bench
}

fn recorded(bench: &Bench) -> Vec<(Target, Option<Value>)> {
    let operations = bench.effects.iter().filter_map(|effect| match effect {
        Effect::Record { operations, .. } => Some(operations),
        _ => None,
    });
    operations.flatten().map(|operation| (operation.target.clone(), operation.value.clone())).collect()
}

#[test]
fn the_next_topic_and_no_homework_are_one_key_each() {
    for layout in LAYOUTS {
        let mut bench = lesson(layout);
        bench.press("Ctrl-T Ctrl-N Enter");
        let values = recorded(&bench);
        assert_eq!(values.len(), 2, "{layout:?} {:?}", bench.said());
        assert!(matches!(&values[0].1, Some(Value::Topic(topic)) if topic.plan_item == Some("k2".into())), "{values:?}");
        assert!(matches!(&values[1].1, Some(Value::Homework(homework)) if homework.is_none()), "{values:?}");
        assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::Today, "notice-lesson-written"));
        let fill = &bench.state.screens.today.rows[1].row.fill;
        assert!(fill.topic && fill.homework);
        bench.press("e Ctrl-T");
        assert_eq!(bench.state.screens.lesson.topic.text(), "Деепричастный оборот", "the waiting topic counts as used");
    }
}

#[test]
fn one_key_takes_the_correction_that_the_rules_offer() {
    for layout in LAYOUTS {
        let mut bench = lesson(layout);
        bench.press("Ctrl-F");
        assert_eq!(bench.said(), "notice-nothing-to-fix", "nothing is wrong yet");
        bench.text("Чего нет в плане");
        assert!(bench.state.screens.lesson.offered().is_some(), "{:?}", bench.state.screens.lesson.findings);
        bench.press("Ctrl-F");
        let form = &bench.state.screens.lesson;
        assert_eq!(form.item, Some("k2".into()), "{layout:?}: the plan's expected topic, with its item");
        assert!(form.findings[&Field::Topic].iter().all(|finding| finding.fix().is_none()), "{:?}", form.findings);
        bench.press("Tab Tab Tab");
        bench.text("12, 13");
        bench.press("Ctrl-F");
        assert_eq!(bench.state.screens.lesson.homework.text(), "№ 12, 13", "{layout:?}");
    }
}

#[test]
fn what_is_prepared_before_the_lesson_is_called_a_draft() {
    let mut bench = Bench::grid(page(5), "altai-stdr", Layout::Russian);
    bench.press("End e Ctrl-T Enter");
    assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::Grid, "notice-lesson-draft"));
    assert!(matches!(
        &bench.state.notice,
        Some(crate::state::Notice::Says(_, args)) if args[0].1 == "23.11 08:30"
    ));
    let entry = bench.state.waiting.entries().next().expect("it waits");
    assert!(entry.held_until.is_some_and(|until| until > bench.now));
}

#[test]
fn a_topic_is_completed_from_the_plan() {
    let mut bench = lesson(Layout::Russian);
    bench.text("дееприч");
    assert_eq!(bench.state.screens.lesson.suggestions.len(), 3);
    bench.press("Down Down Enter");
    assert_eq!(bench.state.screens.lesson.topic.text(), "Деепричастный оборот");
    assert!(recorded(&bench).is_empty(), "the first Enter takes the suggestion");
    assert!(bench.state.screens.lesson.findings.values().flatten().count() > 0, "it is not the expected topic");
}

#[test]
fn a_control_work_gets_its_number_and_homework_its_text() {
    for layout in LAYOUTS {
        let mut bench = lesson(layout);
        bench.press("Tab Right");
        while bench.state.screens.lesson.spec.kind != WorkKind::Control {
            bench.press("Right");
        }
        assert_eq!(bench.state.screens.lesson.number.text(), "3", "two are before it");
        bench.press("Tab Tab");
        bench.text("Упр. 214");
        bench.press("Enter");
        while bench.said().starts_with("ask SecondKey") {
            bench.press("Enter");
        }
        let values = recorded(&bench);
        let homework = values.iter().find_map(|(_, value)| match value {
            Some(Value::Homework(homework)) => Some(homework.clone()),
            _ => None,
        });
        let homework = homework.unwrap_or_else(|| panic!("{layout:?}: no homework: {} {values:?}", bench.said()));
        assert_eq!((homework.text.as_str(), &homework.scope), ("Упр. 214", &HomeworkScope::All));
        let work = values.iter().find_map(|(_, value)| match value {
            Some(Value::Work(new)) => Some(new.spec.clone()),
            _ => None,
        });
        assert_eq!(work.map(|spec| (spec.kind, spec.number)), Some((WorkKind::Control, Some(3))));
    }
}

/// The homework that was recorded last.
fn homework(bench: &Bench) -> Option<crate::domain::Homework> {
    recorded(bench).into_iter().rev().find_map(|(target, value)| match (target, value) {
        (Target::Homework { .. }, Some(Value::Homework(homework))) => Some(homework),
        _ => None,
    })
}

fn some(numbers: &[usize]) -> HomeworkScope {
    HomeworkScope::Individual(numbers.iter().map(|number| pupil(*number)).collect())
}

#[test]
fn homework_is_given_to_pupils_who_are_named_by_numbers_or_letters() {
    for layout in LAYOUTS {
        // Абрамов, Белова, Васильев, Громова, Дёмин: the first letters, also those of the other layout.
        for (typed, expected) in
            [("2 4", vec![2, 4]), ("гр, 2", vec![2, 4]), ("uh ,t", vec![2, 4]), ("4 2 4", vec![2, 4]), ("", vec![])]
        {
            let mut bench = lesson(layout);
            bench.press("Tab Tab Tab");
            bench.text("Упр. 214");
            bench.press("Tab");
            assert_eq!(bench.state.screens.lesson.field, Field::Pupils);
            bench.text(typed);
            bench.press("Enter");
            bench.agree();
            let written = homework(&bench).unwrap_or_else(|| panic!("{layout:?} {typed}: {}", bench.said()));
            let scope = if expected.is_empty() { HomeworkScope::All } else { some(&expected) };
            assert_eq!((written.text.as_str(), written.scope), ("Упр. 214", scope), "{layout:?} {typed:?}");
        }
    }
}

#[test]
fn individual_homework_is_seen_edited_cleared_and_taken_back() {
    for layout in LAYOUTS {
        let mut bench = lesson(layout);
        bench.press("Tab Tab Tab");
        bench.text("Упр. 214");
        bench.press("Tab");
        bench.text("2 4");
        bench.press("Enter");
        bench.agree();
        bench.recorded();
        // What is written stands there again, and is not touched by writing something else.
        bench.press("e");
        assert_eq!(bench.state.screens.lesson.pupils.text(), "2 4");
        bench.press("Ctrl-T Enter");
        bench.agree();
        assert_eq!(homework(&bench).expect("homework").scope, some(&[2, 4]), "{layout:?}");
        let book = bench.state.book(&"j7a".into()).expect("the book");
        let target = Target::Homework { lesson: "l20".into() };
        let stands = |book: &crate::entry::Book| match book.value(&target) {
            Some(Value::Homework(homework)) => Some(homework.scope.clone()),
            _ => None,
        };
        assert_eq!(stands(book), Some(some(&[2, 4])));
        // Another pupil.
        bench.press("e Tab Tab Tab Tab Ctrl-U");
        bench.text("1");
        bench.press("Enter");
        bench.agree();
        assert_eq!(stands(bench.state.book(&"j7a".into()).expect("the book")), Some(some(&[1])), "{layout:?}");
        bench.press("u");
        assert_eq!(stands(bench.state.book(&"j7a".into()).expect("the book")), Some(some(&[2, 4])), "{layout:?}");
        bench.press("Ctrl-R");
        assert_eq!(stands(bench.state.book(&"j7a".into()).expect("the book")), Some(some(&[1])), "{layout:?}");
        // Nobody named: the whole class's. «Не задано» names nobody either.
        bench.press("e Tab Tab Tab Tab Ctrl-U Enter");
        bench.agree();
        assert_eq!(stands(bench.state.book(&"j7a".into()).expect("the book")), Some(HomeworkScope::All), "{layout:?}");
        bench.press("e Tab Tab Tab Tab");
        bench.text("3");
        bench.press("Ctrl-N");
        let form = &bench.state.screens.lesson;
        assert!(form.pupils.is_empty() && form.scope == HomeworkScope::All);
    }
}

#[test]
fn a_name_that_is_not_clear_and_pupils_without_homework_are_not_written() {
    let mut bench = lesson(Layout::Russian);
    bench.press("Tab Tab Tab Tab");
    bench.text("2");
    bench.press("Enter");
    assert_eq!((bench.said().as_str(), recorded(&bench).len()), ("notice-homework-for-some-empty", 0));
    assert_eq!(bench.state.screens.lesson.field, Field::Homework);
    bench.text("Упр. 5");
    bench.press("Tab");
    bench.text(" 99");
    bench.press("Enter");
    assert_eq!((bench.said().as_str(), recorded(&bench).len()), ("notice-nobody-of-that-name", 0));
    assert_eq!(bench.state.screens.lesson.field, Field::Pupils);
}

#[test]
fn homework_goes_on_as_it_was_written_before() {
    let said = |text: &str| {
        let target = Target::Homework { lesson: "l19".into() };
        let homework = crate::domain::Homework { text: text.to_owned(), ..crate::domain::Homework::none() };
        fact(target, Value::Homework(homework))
    };
    for layout in LAYOUTS {
        let mut page = page(5);
        page.facts.push(said("Упр. 214, правило § 31"));
        let mut bench = Bench::today(page, "altai-stdr", layout);
        bench.press("e");
        let Some(Effect::LoadPhrases { generation, .. }) = bench.effects.last().cloned() else {
            panic!("{:?}", bench.effects)
        };
        bench.press("Tab Tab Tab");
        assert_eq!(bench.state.completion(), None, "nothing is typed");
        bench.text("упр. 2");
        assert_eq!(bench.state.completion().map(|offer| offer.rest).as_deref(), Some("14, правило § 31"), "{layout:?}");
        // Typing on takes no notice of it; in the middle of the line the key moves.
        bench.text("0");
        assert_eq!(bench.state.completion(), None);
        bench.press("Backspace Left Right");
        assert_eq!(bench.state.screens.lesson.homework.text(), "упр. 2");
        bench.press("Right");
        assert_eq!(bench.state.screens.lesson.homework.text(), "упр. 214, правило § 31", "{layout:?}");
        assert_eq!(bench.state.completion(), None);
        bench.press("Ctrl-U");
        let phrases = crate::entry::Phrases {
            topics: vec!["Повторение".into()],
            homework: vec!["Выучить стихотворение".into()],
        };
        let reply = crate::event::Reply::Phrases { generation, phrases: Box::new(phrases) };
        bench.reply(reply);
        bench.text("Вы");
        bench.press("Right Enter");
        bench.agree();
        assert_eq!(homework(&bench).expect("homework").text, "Выучить стихотворение", "{layout:?}");
        // The same journal is not asked for twice.
        bench.effects.clear();
        bench.press("e");
        assert!(!bench.effects.iter().any(|effect| matches!(effect, Effect::LoadPhrases { .. })), "{layout:?}");
    }
}

#[test]
fn a_topic_goes_on_by_the_plan_and_then_by_what_was_written() {
    let mut bench = lesson(Layout::Russian);
    let asked = bench.state.screens.before.asked;
    let phrases = crate::entry::Phrases {
        topics: vec!["Дееспособность".into(), "Диктант".into()], homework: Vec::new()
    };
    bench.reply(crate::event::Reply::Phrases { generation: asked, phrases: Box::new(phrases) });
    bench.text("дее");
    let offer = bench.state.completion().expect("the plan goes on");
    assert!(offer.item.is_some(), "{offer:?}");
    bench.press("Right");
    assert_eq!(bench.state.screens.lesson.item, offer.item);
    let mut bench = lesson(Layout::Russian);
    let asked = bench.state.screens.before.asked;
    let phrases = crate::entry::Phrases { topics: vec!["Диктант".into()], homework: Vec::new() };
    bench.reply(crate::event::Reply::Phrases { generation: asked, phrases: Box::new(phrases) });
    bench.text("ди");
    bench.press("Right");
    assert_eq!((bench.state.screens.lesson.topic.text(), &bench.state.screens.lesson.item), ("диктант", &None));
}

#[test]
fn a_kind_of_work_that_is_taken_back_is_gone_whether_it_was_sent_or_not() {
    for life in [crate::outbox::Life::OnDisk, crate::outbox::Life::InJournal] {
        let mut bench = lesson(Layout::Russian);
        let kind = |bench: &Bench| {
            let book = bench.state.book(&"j7a".into()).expect("the book");
            let column = &book.columns()[book.first_column_of(&"l20".into()).expect("a column")];
            (column.made, column.spec.kind)
        };
        let before = kind(&bench);
        bench.press("Tab");
        while bench.state.screens.lesson.spec.kind != WorkKind::Exposition {
            bench.press("Right");
        }
        bench.press("Enter");
        bench.agree();
        bench.lives(life);
        assert_eq!(kind(&bench), (true, WorkKind::Exposition), "{life:?}");
        bench.press("u");
        bench.agree();
        assert_eq!(kind(&bench), before, "{life:?}: {}", bench.said());
        bench.lives(life);
        assert_eq!(kind(&bench), before, "{life:?}: the journal has said so too");
        bench.press("Ctrl-R");
        bench.agree();
        assert_eq!(kind(&bench), (true, WorkKind::Exposition), "{life:?}");
    }
}

#[test]
fn one_more_work_is_one_more_column() {
    let mut with_work = page(5);
    with_work.works.push(work("l20:1", "l20", WorkKind::Oral));
    let mut bench = Bench::today(with_work, "altai-stdr", Layout::Russian);
    bench.press("e Ctrl-A Enter");
    assert_eq!(recorded(&bench).len(), 1, "{}", bench.said());
    let book = bench.state.book(&"j7a".into()).expect("the book");
    assert_eq!(book.columns().iter().filter(|column| column.lesson == Some("l20".into())).count(), 2);
}

#[test]
fn a_lesson_that_was_not_held_needs_a_reason() {
    let mut bench = lesson(Layout::Russian);
    bench.press("Ctrl-X");
    bench.text("карантин");
    bench.press("Enter");
    let values = recorded(&bench);
    assert!(matches!(values.as_slice(), [(Target::NotHeld { .. }, Some(Value::NotHeld))]), "{values:?}");
    assert!(bench.state.program.late.is_empty(), "it is no reason for lateness");
}

#[test]
fn leaving_a_form_writes_nothing() {
    let mut bench = lesson(Layout::Russian);
    bench.text("Тема");
    bench.press("Esc");
    assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::Lesson, "notice-leave-unwritten"));
    bench.text("!");
    bench.press("Esc");
    assert_eq!(bench.state.screen, Screen::Lesson, "more was typed since");
    bench.press("Esc");
    assert_eq!((bench.state.screen, recorded(&bench).len()), (Screen::Today, 0));
    let mut bench = call(Layout::Russian);
    bench.text("3");
    bench.press("Esc");
    assert_eq!((bench.state.screen, bench.said().as_str()), (Screen::RollCall, "notice-leave-unwritten"));
    bench.press("Esc");
    assert_eq!((bench.state.screen, recorded(&bench).len()), (Screen::Today, 0));
}

#[test]
fn what_is_typed_in_a_form_is_not_lost_by_a_slip() {
    for layout in LAYOUTS {
        for (typed, title) in [("e", "Тема"), ("g", "3")] {
            let mut bench = Bench::today(page(5), "altai-stdr", layout);
            bench.press(typed);
            bench.press("Esc");
            assert_eq!(bench.state.screen, Screen::Today, "{layout:?}: nothing was typed, nothing is asked");
            bench.press(typed);
            bench.text(title);
            bench.press("Ctrl-D");
            assert_eq!(bench.said(), "notice-leave-unwritten", "{layout:?}");
            bench.press("F6 Esc");
            assert!(bench.state.form_is_changed(), "{layout:?}: it is there after a look into the queue");
            bench.press("F6 F10 Esc Esc");
            bench.press("F10");
            assert_eq!(bench.said(), "Quit", "{layout:?}: nothing waits, but this would be lost");
            bench.press("Esc Ctrl-D");
            assert_eq!((bench.state.screen, recorded(&bench).len()), (Screen::Today, 0), "{layout:?}: asked once");
        }
    }
}

#[test]
fn without_a_plan_the_topic_is_typed() {
    let mut without = page(5);
    without.plan.clear();
    let mut bench = Bench::today(without, "altai-stdr", Layout::Russian);
    bench.press("e");
    bench.asked();
    bench.press("Ctrl-T");
    assert_eq!((bench.said().as_str(), bench.asked().as_str()), ("notice-no-next-topic", ""));
    bench.text("Деепричастие");
    assert!(bench.state.screens.lesson.suggestions.is_empty());
    bench.press("Enter");
    bench.agree();
    let values = recorded(&bench);
    assert!(
        values.iter().any(|(_, value)| matches!(value, Some(Value::Topic(topic)) if topic.text == "Деепричастие" && topic.plan_item.is_none())),
        "{values:?} {}",
        bench.said()
    );
}

#[test]
fn a_topic_is_judged_with_the_kind_of_work_that_stands_in_the_form() {
    use crate::state::lesson::Field;
    let mut bench = Bench::grid(page(5), "crimea-vorobyovo", Layout::Russian);
    bench.press("F8");
    assert_eq!(bench.state.screen, Screen::Lesson);
    let form = &mut bench.state.screens.lesson;
    form.field = Field::Topic;
    bench.text("Деепричастие как часть речи");
    let rules = |bench: &Bench, field: Field| -> Vec<String> {
        let found = bench.state.screens.lesson.findings.get(&field).into_iter().flatten();
        found.map(|finding| finding.rule.to_string()).collect()
    };
    assert!(!rules(&bench, Field::Topic).contains(&"VOR-2.14.4-01".to_owned()));
    bench.state.screens.lesson.field = Field::Kind;
    while bench.state.screens.lesson.spec.kind != crate::domain::WorkKind::Independent {
        bench.press("Right");
    }
    assert!(rules(&bench, Field::Topic).contains(&"VOR-2.14.4-01".to_owned()), "{:?}", rules(&bench, Field::Topic));
    assert!(!rules(&bench, Field::Kind).contains(&"VOR-2.14.4-01".to_owned()));
    bench.press("Ctrl-F");
    assert_eq!(bench.state.screens.lesson.topic.text(), "Деепричастие как часть речи. Самостоятельная работа.");
    assert!(!rules(&bench, Field::Topic).contains(&"VOR-2.14.4-01".to_owned()));
}

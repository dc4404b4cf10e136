//! The mark for literacy of a composition in literature stands in the journal of Russian.

use super::bench::*;
use crate::domain::{Journal, Lesson, Marks, Page, Target, TeacherRef, Topic, Value, WorkId, WorkKind};
use crate::effect::Effect;
use crate::entry::Spot;
use crate::entry::tests::fixture::*;
use crate::state::Dialog;

/// The journal of literature: a composition on the 18th.
fn literature() -> Page {
    let mut page = page(3);
    let of = |lesson: &Lesson| Lesson {
        id: format!("lit-{}", lesson.id).as_str().into(),
        journal: "j7l".into(),
        subject: "Литература".to_owned(),
        ..lesson.clone()
    };
    page.lessons = page.lessons.iter().map(of).collect();
    page.journal = Journal { id: "j7l".into(), subject: "Литература".to_owned(), ..page.journal };
    let mut composition = work("lw18", "lit-l18", WorkKind::Composition);
    composition.journal = "j7l".into();
    page.works = vec![composition];
    page.facts.clear();
    page
}

/// The journal of Russian: a control dictation on the 19th, with its topic.
fn russian() -> Page {
    let mut page = page(3);
    page.works = vec![work("w18", "l18", WorkKind::Oral), work("w19", "l19", WorkKind::ControlDictation)];
    let topic =
        Topic { text: "Деепричастие как часть речи".to_owned(), plan_item: Some("k2".into()) };
    page.facts = vec![fact(Target::Topic { lesson: "l19".into() }, Value::Topic(topic))];
    page
}

/// The cursor on the composition of the first pupil; the journal of Russian is open too, where a page is given.
fn bench(layout: Layout, russian: Option<Page>) -> Bench {
    let mut bench = Bench::grid(page(3), "altai-stdr", layout);
    bench.state.books.clear();
    bench.state.screens.grid.journal = Some("j7l".into());
    bench.page(literature());
    if let Some(page) = russian {
        bench.page(page);
    }
    bench.state.screens.grid.cursor = Some(Spot { work: "lw18".into(), pupil: pupil(1) });
    bench.effects.clear();
    bench
}

fn both(bench: &mut Bench, keys: &str) {
    bench.press(keys);
    bench.agree();
}

/// The mark for literacy, and the topic of its lesson.
fn written(bench: &Bench) -> (Option<String>, Option<String>) {
    let book = bench.state.book(&"j7a".into()).expect("the journal of Russian");
    let work = WorkId::new("l19:literacy:2026-11-18");
    let mark = match book.value(&Target::Marks { work, pupil: pupil(1) }) {
        Some(Value::Marks { marks, .. }) => Some(Marks::to_string(marks)),
        _ => None,
    };
    let topic = match book.value(&Target::Topic { lesson: "l19".into() }) {
        Some(Value::Topic(topic)) => Some(topic.text.clone()),
        _ => None,
    };
    (mark, topic)
}

fn of_lesson(fill: crate::domain::Fill) -> crate::domain::LessonRow {
    crate::domain::LessonRow { fill, ..row(russian().lessons[1].clone()) }
}

const NOTED: &str = "Деепричастие как часть речи. Отметки за сочинение по литературе от 18.11.2026";

#[test]
fn the_second_mark_goes_into_the_journal_of_russian_and_back() {
    for layout in LAYOUTS {
        let mut bench = bench(layout, Some(russian()));
        bench.press("5 4");
        assert!(matches!(bench.state.dialog, Some(Dialog::Ask(_))), "the split is asked about: {:?}", bench.state.notice);
        bench.agree();
        assert_eq!(bench.said(), "notice-literacy-written", "{layout:?}");
        assert_eq!(written(&bench), (Some("4".to_owned()), Some(NOTED.to_owned())));
        let of = |effect: &Effect| match effect {
            Effect::Record { operations, .. } => operations.len(),
            _ => 0,
        };
        assert_eq!(bench.effects.iter().map(of).collect::<Vec<_>>(), [1, 3], "literature; work, mark and note of Russian");
        let own = bench.state.open_book().expect("literature").cell(&Spot { work: "lw18".into(), pupil: pupil(1) }).cloned();
        let own = own.expect("a cell");
        assert_eq!((own.text.as_str(), own.comment.as_deref()), ("5", Some("грамотность 4 — в журнал русского языка")));
        bench.press("u");
        assert_eq!(written(&bench), (None, Some("Деепричастие как часть речи".to_owned())), "one edit, undone as one");
        bench.press("u");
        assert_eq!(bench.state.waiting.len(), 0);
    }
}

#[test]
fn the_next_pupil_has_the_same_column_and_another_mark_replaces_the_first() {
    let mut bench = bench(Layout::Russian, Some(russian()));
    both(&mut bench, "5 4");
    bench.state.screens.grid.cursor = Some(Spot { work: "lw18".into(), pupil: pupil(2) });
    both(&mut bench, "3 3");
    bench.state.screens.grid.cursor = Some(Spot { work: "lw18".into(), pupil: pupil(1) });
    both(&mut bench, "5 3");
    assert_eq!(written(&bench).0.as_deref(), Some("3"));
    let book = bench.state.book(&"j7a".into()).expect("the journal of Russian");
    assert_eq!(book.columns().iter().filter(|column| column.work.as_str().contains("literacy")).count(), 1);
    assert_eq!(written(&bench).1.as_deref(), Some(NOTED), "the note stands there once");
    let fill = book.fill(&"l19".into());
    let (desk, lesson) = (desk_under("altai-stdr"), of_lesson(fill));
    let duty = crate::regulation::owed_work(&desk.profile, &lesson);
    assert!(duty.is_none_or(|fill| !fill.work.id.is_literacy()), "nobody owes a mark for literacy");
}

#[test]
fn a_page_that_is_not_open_is_read_first() {
    let mut bench = bench(Layout::Latin, None);
    bench.state.agenda = crate::state::Agenda::default();
    bench.state.agenda.take(date(18), vec![row(russian().lessons[0].clone())]);
    both(&mut bench, "5 4");
    let asked = |effect: &Effect| matches!(effect, Effect::LoadPage { journal, .. } if journal.as_str() == "j7a");
    assert!(bench.effects.iter().any(asked), "{:?}", bench.effects);
    bench.page(russian());
    assert_eq!((bench.said().as_str(), written(&bench).0.as_deref()), ("notice-literacy-written", Some("4")));
    assert!(bench.state.program.literacy.is_empty());
}

#[test]
fn what_cannot_go_is_said_and_stays_in_the_comment() {
    let mut others = russian();
    for lesson in &mut others.lessons {
        lesson.teacher = TeacherRef { id: "t2".into(), short_name: "Воронов С. А.".to_owned() };
    }
    let mut to_come = russian();
    to_come.works[1].lesson = Some("l23".into());
    let mut none = russian();
    none.works.pop();
    for (page, said) in [
        (Some(others), "notice-literacy-other"),
        (Some(to_come), "notice-literacy-later"),
        (Some(none), "notice-literacy-nowhere"),
        (None, "notice-literacy-unknown"),
    ] {
        let mut bench = bench(Layout::Russian, page);
        bench.state.agenda = crate::state::Agenda::default();
        both(&mut bench, "5 4");
        assert_eq!(bench.said(), said);
        assert_eq!(bench.recorded_count(), 1, "{said}: only the mark of literature");
    }
}

#[test]
fn one_mark_is_the_mark_of_literature_alone() {
    let mut bench = bench(Layout::Russian, Some(russian()));
    bench.press("5 Enter");
    assert_eq!((written(&bench).0, bench.recorded_count()), (None, 1));
}

#[test]
fn clearing_the_composition_withdraws_the_mark_for_literacy() {
    for layout in LAYOUTS {
        let mut bench = bench(layout, Some(russian()));
        both(&mut bench, "5 4");
        bench.state.screens.grid.cursor = Some(Spot { work: "lw18".into(), pupil: pupil(1) });
        bench.press("Del");
        bench.agree();
        assert_eq!((bench.said().as_str(), written(&bench).0), ("notice-literacy-withdrawn", None), "{layout:?}");
        bench.press("u");
        assert_eq!(written(&bench).0.as_deref(), Some("4"), "taken back like any entry");
    }
}

#[test]
fn clearing_where_nothing_was_carried_says_nothing() {
    let mut bench = bench(Layout::Russian, Some(russian()));
    bench.press("5 Enter");
    bench.state.screens.grid.cursor = Some(Spot { work: "lw18".into(), pupil: pupil(1) });
    bench.press("Del");
    assert_eq!(bench.recorded_count(), 2, "the mark of literature came and went: {:?}", bench.state.notice);
}

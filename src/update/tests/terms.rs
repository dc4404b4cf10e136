use super::bench::*;
use crate::domain::{Fact, Page, Target, TermMark, Value, WorkKind};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::keys::Context;
use crate::state::{Dialog, Screen};

/// A quarter with marks of a control work and answers: the first pupil has 4, 4, 5; the second 3, 3, 4; the third none.
fn quarter() -> Page {
    let mut page = page(3);
    page.works.push(work("w18", "l18", WorkKind::Control));
    for (pupil, texts) in [(1, ["4", "4", "5"]), (2, ["3", "3", "4"])] {
        for (work, text) in ["w18", "w19", "w20"].iter().zip(texts) {
            page.facts.push(marks(work, pupil, text));
        }
    }
    for id in ["w19", "w20"] {
        if page.works.iter().all(|work| work.id.as_str() != id) {
            page.works.push(work(id, &id.replace('w', "l"), WorkKind::Oral));
        }
    }
    page.journal.weekly_hours = 1;
    for lesson in &mut page.lessons {
        lesson.weekly_hours = 1;
    }
    page
}

fn terms(profile: &str, layout: Layout) -> Bench {
    let mut bench = Bench::grid(quarter(), profile, layout);
    bench.press("b");
    assert_eq!(bench.state.screen, Screen::Terms, "{:?}", bench.state.notice);
    bench.effects.clear();
    bench
}

fn recorded(bench: &Bench) -> Vec<(String, Option<String>, Option<String>)> {
    let of = |effect: &Effect| match effect {
        Effect::Record { operations, .. } => operations.clone(),
        _ => Vec::new(),
    };
    let operations = bench.effects.iter().flat_map(of);
    let words = operations.map(|operation| {
        let Target::Term { period, pupil, .. } = &operation.target else { panic!("{operation:?}") };
        let text = match &operation.value {
            Some(Value::Term { mark }) => Some(mark.to_string()),
            None => None,
            other => panic!("{other:?}"),
        };
        (format!("{period} {pupil}"), text, operation.comment.clone())
    });
    words.collect()
}

fn at(number: usize) -> String {
    format!("q2 {}", pupil(number))
}

#[test]
fn a_digit_writes_the_mark_of_the_period_and_moves_on() {
    for layout in LAYOUTS {
        let mut bench = terms("crimea-vorobyovo", layout);
        let proposals: Vec<Option<TermMark>> = bench.state.screens.terms.rows.iter().map(|row| row.proposal).collect();
        assert_eq!(proposals, [Some("4".parse().expect("a mark")), Some("3".parse().expect("a mark")), None]);
        bench.press("4 3");
        assert_eq!(recorded(&bench), [(at(1), Some("4".to_owned()), None), (at(2), Some("3".to_owned()), None)]);
        assert_eq!(bench.state.screens.terms.cursor.as_ref().map(|spot| &spot.pupil), Some(&pupil(3)), "{layout:?}");
        assert!(bench.state.waiting.len() == 2, "they wait in the queue like every other entry");
        bench.press("Up Del");
        assert_eq!(recorded(&bench).last(), Some(&(at(2), None, None)), "a mark is taken away");
    }
}

#[test]
fn what_the_rules_refuse_is_not_written_and_its_rule_opens() {
    for layout in LAYOUTS {
        for (keys, rule) in [("1", "VOR-2.15-01"), ("6", "VOR-2.15-01"), ("y", "VOR-2.23-01"), ("0", "VOR-2.23-01")] {
            let mut bench = terms("crimea-vorobyovo", layout);
            bench.press(keys);
            assert_eq!(recorded(&bench), []);
            bench.press("F3");
            let found: Vec<&str> = bench.state.screens.rule.findings.iter().map(|found| found.rule.as_str()).collect();
            assert_eq!((bench.state.screen, found.contains(&rule)), (Screen::Rule, true), "{keys}: {found:?}");
            bench.press("Esc");
            assert_eq!(bench.state.context(), Context::Terms);
        }
    }
}

#[test]
fn a_mark_below_the_mean_asks_for_a_comment_which_goes_with_it() {
    for (profile, typed, rule) in [("crimea-vorobyovo", "3", "VOR-2.22-01"), ("altai-stdr", "2", "STD-2.6-01")] {
        let mut bench = terms(profile, Layout::Russian);
        bench.press(typed);
        let Some(Dialog::Ask(ask)) = &bench.state.dialog else { panic!("{profile}: {:?}", bench.state.notice) };
        assert!(ask.findings.iter().any(|finding| finding.rule.as_str() == rule), "{:?}", ask.findings);
        bench.text("последняя работа — 2");
        bench.press("Enter");
        let comment = Some("последняя работа — 2".to_owned());
        assert_eq!(recorded(&bench), [(at(1), Some(typed.to_owned()), comment)], "{profile}");
    }
}

#[test]
fn one_key_takes_the_proposal() {
    for layout in LAYOUTS {
        let mut bench = terms("crimea-vorobyovo", layout);
        bench.press("Ctrl-F Ctrl-F Ctrl-F");
        let written = recorded(&bench);
        assert_eq!(written, [(at(1), Some("4".to_owned()), None), (at(2), Some("3".to_owned()), None)]);
        assert_eq!(bench.said(), "notice-no-proposal", "without marks there is nothing to propose");
    }
}

#[test]
fn undo_shows_what_it_takes_back() {
    let mut bench = terms("crimea-vorobyovo", Layout::Latin);
    bench.press("4 u");
    assert_eq!(bench.state.waiting.len(), 0, "what never left is withdrawn");
    let spot = bench.state.screens.terms.cursor.clone().expect("a cursor");
    assert_eq!((spot.pupil.clone(), spot.shown(bench.state.terms_book().expect("a book")).0), (pupil(1), None));
    bench.press("4 Esc");
    assert_eq!(bench.state.screen, Screen::Grid);
    bench.press("u");
    assert_eq!((bench.state.screen, bench.state.waiting.len()), (Screen::Grid, 0));
    assert_eq!(bench.said(), "notice-undone", "the status line says what of");
    bench.press("b Ctrl-R");
    assert_eq!((bench.state.waiting.len(), bench.state.terms_row(&pupil(1)).is_some()), (1, true));
}

#[test]
fn another_period_is_read_when_the_cursor_comes_to_it_and_keys_wait_for_it() {
    let mut bench = terms("crimea-vorobyovo", Layout::Russian);
    let first = crate::domain::Period { id: "q1".into(), title: "I четверть".to_owned(), ..period() };
    let first = crate::domain::Period {
        start: first.start - chrono::Days::new(60),
        end: first.start.pred_opt().expect("a day"),
        ..first
    };
    bench.state.info.periods.push(first.clone());
    bench.state.desk.as_mut().expect("somebody sits here").periods.push(first.clone());
    bench.press("Left");
    assert!(
        matches!(&bench.effects[..], [Effect::LoadPage { period, .. }] if period.as_str() == "q1"),
        "{:?}",
        bench.effects
    );
    bench.effects.clear();
    bench.press("5");
    assert_eq!(recorded(&bench), [], "the key waits for the page");
    let mut page = quarter();
    page.period = first;
    page.journal.weekly_hours = 1;
    bench.page(page);
    assert!(bench.state.screens.terms.rows.len() == 3, "{:?}", bench.state.screens.terms.loading);
    let asks = matches!(bench.state.dialog, Some(Dialog::Ask(_)));
    assert!(asks || !recorded(&bench).is_empty(), "the key was pressed: {:?}", bench.state.notice);
}

#[test]
fn the_mark_of_the_year_rests_on_the_marks_of_its_quarters() {
    let mut page = quarter();
    let kind = crate::domain::PeriodKind::Year;
    let year = crate::domain::Period { id: "year".into(), kind, ..page.period.clone() };
    let term = |period: &str, text: &str| -> Fact {
        let target = Target::Term { journal: page.journal.id.clone(), period: period.into(), pupil: pupil(1) };
        fact(target, Value::Term { mark: text.parse().expect("a mark") })
    };
    let marks = [term("q1", "5"), term("q2", "4")];
    page.facts.extend(marks);
    page.period = year.clone();
    let mut desk = desk_under("crimea-vorobyovo");
    desk.periods = vec![period(), crate::domain::Period { id: "q1".into(), ..period() }, year];
    let book = crate::entry::Book::new(page, [], &desk);
    let spot = crate::entry::TermSpot { period: "year".into(), pupil: pupil(1) };
    let row = crate::entry::term_row(&desk, &book, &spot).expect("a row");
    assert_eq!(row.proposal, Some("5".parse().expect("a mark")), "4,50 goes up");
    let sum = crate::regulation::MarkSum { sum: 9, count: 2 };
    assert_eq!(row.basis, crate::entry::Basis::Periods(sum));
}

/// In grade 11 the last column is the summary sheet: it takes a mark, and proposes one where the marks of both years are here.
#[test]
fn the_final_mark_of_grade_11_stands_on_the_summary_sheet() {
    use crate::domain::{Period, PeriodKind};
    use crate::entry::{Answers, Basis, Book, Outcome, TermSpot, set_term, term_row};
    let sum = |sum, count| Basis::Summary(crate::regulation::MarkSum { sum, count });
    let this_year = [("h1", PeriodKind::HalfYear, "4"), ("h2", PeriodKind::HalfYear, "5"), ("y2", PeriodKind::Year, "5")];
    let before = [("h3", PeriodKind::HalfYear, "3"), ("h4", PeriodKind::HalfYear, "4"), ("y1", PeriodKind::Year, "4")];
    let both = [this_year, before].concat();
    for (marks, proposal, basis) in [(&this_year[..], None, sum(14, 3)), (&both[..], Some("4"), sum(25, 6))] {
        let mut page = quarter();
        page.journal.grade = 11;
        page.lessons.iter_mut().for_each(|lesson| lesson.grade = 11);
        let of = |id: &str, kind| Period { id: id.into(), kind, ..period() };
        for (id, _, text) in marks {
            let target = Target::Term { journal: page.journal.id.clone(), period: (*id).into(), pupil: pupil(1) };
            page.facts.push(fact(target, Value::Term { mark: text.parse().expect("a mark") }));
        }
        page.period = of("final", PeriodKind::Final);
        let mut desk = desk_under("crimea-vorobyovo");
        desk.periods = marks.iter().map(|(id, kind, _)| of(id, *kind)).chain([page.period.clone()]).collect();
        let book = Book::new(page, [], &desk);
        let spot = TermSpot { period: "final".into(), pupil: pupil(1) };
        let row = term_row(&desk, &book, &spot).expect("a row");
        assert_eq!((row.proposal.map(|mark| mark.to_string()).as_deref(), row.basis), (proposal, basis));
        let five = set_term(&mut desk, &book, &spot, "5", &Answers::default());
        assert_eq!(matches!(five, Outcome::Edit(_)), proposal.is_none(), "{five:?}");
        let four = set_term(&mut desk, &book, &spot, "4", &Answers::default());
        assert!(matches!(four, Outcome::Edit(_)), "{four:?}");
    }
}

/// Where the regulation names who approves, a change of what the journal holds asks for the explanation and waits.
#[test]
fn a_mark_of_a_period_that_is_in_the_journal_is_changed_by_a_request() {
    for layout in LAYOUTS {
        let mut page = quarter();
        let target = Target::Term { journal: page.journal.id.clone(), period: "q2".into(), pupil: pupil(1) };
        page.facts.push(fact(target.clone(), Value::Term { mark: "4".parse().expect("a mark") }));
        let mut bench = Bench::grid(page, "crimea-vorobyovo", layout);
        bench.press("b");
        bench.effects.clear();
        bench.press("5");
        let Some(Dialog::Ask(ask)) = &bench.state.dialog else { panic!("{layout:?}: {:?}", bench.state.notice) };
        assert_eq!(ask.needs, crate::entry::Need::Explanation, "{:?}", ask.findings);
        bench.text("Отметка за четверть выставлена по ошибке: не учтена пересдача");
        bench.press("Enter");
        assert_eq!(recorded(&bench), [(at(1), Some("5".to_owned()), None)], "{layout:?}");
        let asked = bench.state.waiting.entries().next().expect("it waits");
        assert!(asked.operation.explanation.is_some());
        bench.recorded();
        bench.lives(crate::outbox::Life::Requested);
        bench.press("Up");
        let spot = bench.state.screens.terms.cursor.clone().expect("a cursor");
        let (mark, life) = spot.shown(bench.state.terms_book().expect("a book"));
        let held = "4".parse().expect("a mark");
        assert_eq!((mark, life), (Some(held), Some(crate::outbox::Life::Requested)), "the journal holds the former mark");
        let text = super::requested::shown(&bench);
        assert!(text.contains("4±") && text.contains("ждёт согласования: 5"), "{layout:?}\n{text}");
    }
}

#[test]
fn a_mark_of_a_period_that_never_left_is_changed_freely() {
    let mut bench = terms("crimea-vorobyovo", Layout::Russian);
    bench.press("4 Up 5");
    assert!(bench.state.dialog.is_none());
    assert_eq!(recorded(&bench).last(), Some(&(at(1), Some("5".to_owned()), None)));
}

//! «Проверка» and «Правило»: the way to a place, and back to exactly where one was.

use super::bench::*;
use crate::domain::roster::DateSpan;
use crate::domain::{Page, Target};
use crate::effect::Effect;
use crate::entry::tests::fixture::*;
use crate::entry::{Glass, Part, Scope, Sight, Survey};
use crate::event::{Reply, Source};
use crate::regulation::in_order;
use crate::state::{Dialog, Screen};

/// The list of the bench's page: a pair of marks that nothing allows, a late mark, and what Wednesday and today lack.
fn survey(bench: &Bench, page: Page) -> Survey {
    let desk = bench.state.desk.as_ref().expect("somebody sits here");
    let span = DateSpan { from: date(9), to: date(20) };
    let glass = Glass {
        account: &desk.account,
        profile: &desk.profile,
        school: &desk.school,
        calendar: &desk.calendar,
        periods: &desk.periods,
        now: bench.now,
        span,
        waiting: &[],
    };
    let sight = Sight { journal: page.journal.clone(), period: page.period.clone(), part: Part::Whole };
    let found = in_order([glass.look(&sight, page)]);
    Survey { span, scope: Scope::Own, now: bench.now, pages: 1, found, unseen: Vec::new() }
}

fn faulty() -> Page {
    let mut page = page(5);
    page.facts = vec![marks("w18", 4, "5/4"), absence("l19", 2)];
    page
}

fn checked(layout: Layout, key: &str) -> Bench {
    let mut bench = Bench::today(faulty(), "altai-stdr", layout);
    bench.effects.clear();
    bench.press(key);
    let survey = survey(&bench, faulty());
    bench.reply(Reply::Review { generation: 0, survey: Box::new(survey), source: Source::Server });
    bench
}

fn target(bench: &Bench) -> Target {
    bench.state.screens.review.under_cursor().expect("a remark").1.target.clone()
}

#[test]
fn the_check_opens_by_one_key_and_asks_for_the_quarter_up_to_today() {
    for layout in LAYOUTS {
        for key in ["x", "F12"] {
            let bench = checked(layout, key);
            assert_eq!(bench.state.screen, Screen::Review, "{key} {layout:?}");
            let asked = bench.effects.iter().find_map(|effect| match effect {
                Effect::LoadReview { span, .. } => Some(*span),
                _ => None,
            });
            assert_eq!(asked, Some(DateSpan { from: date(9), to: date(20) }));
        }
    }
}

#[test]
fn enter_leads_to_the_cell_and_esc_back_to_the_same_line() {
    for layout in LAYOUTS {
        let mut bench = checked(layout, "x");
        while !matches!(target(&bench), Target::Marks { .. }) {
            bench.press("Down");
        }
        let before = target(&bench);
        bench.press("Enter");
        assert_eq!(bench.state.screen, Screen::Grid);
        let cursor = bench.state.screens.grid.cursor.as_ref().expect("a cell");
        assert_eq!((cursor.work.as_str(), cursor.pupil.as_str()), ("w18", "p4"), "{layout:?}");
        bench.press("Esc");
        assert_eq!((bench.state.screen, target(&bench)), (Screen::Review, before));
    }
}

#[test]
fn enter_leads_to_the_field_of_the_lesson() {
    let mut bench = checked(Layout::Latin, "x");
    while !matches!(target(&bench), Target::Homework { .. }) {
        bench.press("Down");
    }
    let before = target(&bench);
    bench.press("Enter");
    let form = &bench.state.screens.lesson;
    assert_eq!((bench.state.screen, form.field), (Screen::Lesson, crate::state::lesson::Field::Homework));
    bench.press("Esc");
    assert_eq!((bench.state.screen, target(&bench)), (Screen::Review, before));
}

#[test]
fn the_list_narrows_to_what_weighs() {
    let mut bench = checked(Layout::Latin, "x");
    let count = |bench: &Bench| bench.state.screens.review.remarks().len();
    let all = count(&bench);
    bench.press("a");
    let weighty = count(&bench);
    bench.press("a");
    let refused = count(&bench);
    assert!(all > weighty && weighty > refused && refused > 0, "{all} {weighty} {refused}");
    bench.press("a");
    assert_eq!(count(&bench), all);
}

#[test]
fn the_rule_opens_over_everything_and_gives_it_back() {
    let mut bench = checked(Layout::Latin, "x");
    let before = target(&bench);
    bench.press("F3");
    assert_eq!(bench.state.screen, Screen::Rule);
    bench.press("Esc");
    assert_eq!((bench.state.screen, target(&bench)), (Screen::Review, before));
    // Over a question: what is typed into its line stays.
    let mut bench = Bench::grid(page(3), "altai-stdr", Layout::Latin);
    bench.press("Left 5 4");
    bench.later(600);
    bench.press("Up н");
    if let Some(Dialog::Ask(_)) = &bench.state.dialog {
        bench.text("по бо");
        bench.press("F3");
        assert_eq!((bench.state.screen, bench.state.dialog.is_none()), (Screen::Rule, true));
        bench.press("Esc");
        let Some(Dialog::Ask(ask)) = &bench.state.dialog else { panic!("the question is back") };
        assert_eq!((bench.state.screen, ask.line.text()), (Screen::Grid, "по бо"));
    } else {
        panic!("a late absence asks for a reason: {}", bench.said());
    }
}

#[test]
fn what_was_just_refused_is_explained_with_what_is_allowed() {
    let mut bench = Bench::grid(page(3), "altai-stdr", Layout::Latin);
    bench.press("7");
    assert!(bench.said().starts_with("refused"), "{}", bench.said());
    bench.press("F3");
    assert_eq!(bench.state.screen, Screen::Rule);
    let allowed = &bench.state.screens.rule.allowed;
    assert_eq!(allowed.first().map(|(key, texts)| (*key, texts.as_str())), Some(("allowed-cell", "2, 3, 4, 5, н")));
}

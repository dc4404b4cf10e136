//! Every screen in every language and theme, and with room to spare: one picture a screen and language, and what no theme may
//! change.

use super::*;
use crate::theme;

/// The screens, and the ones that lie over the grid or below it.
fn all() -> Vec<(&'static str, State)> {
    let mut week = fixture::today();
    week.screen = Screen::Week;
    let monday = fixture::date(11, 16);
    let lessons = fixture::today().screens.today.rows.into_iter().map(|row| row.row);
    week.agenda.take(fixture::date(11, 20), lessons.collect());
    for day in 16..20 {
        week.agenda.take(fixture::date(11, day), Vec::new());
    }
    week.screens.week.monday = Some(monday);
    week.screens.week.date = Some(fixture::date(11, 20));
    week.screens.week.selected = Some("l3".into());
    let mut plan = fixture::grid();
    plan.screen = Screen::Plan;
    plan.screens.plan.journal = plan.screens.grid.journal.clone();
    let mut pile = fixture::grid();
    let line = TextField::new("и");
    let found = vec!["p9".into(), "p10".into()];
    pile.screens.grid.pile = Some(crate::state::grid::Pile { line, found, entered: 3, ..Default::default() });
    let mut trainer = fixture::grid();
    let step = crate::state::trainer::Step::Mark;
    trainer.trainer = Some(crate::state::Trainer { step, keys: 12, ..Default::default() });
    let mut all = screens();
    all.extend(vec![("week", week), ("plan", plan), ("pile", pile), ("trainer", trainer)]);
    all
}

#[test]
fn screens_in_every_language() {
    for (name, mut state) in all() {
        for language in Language::ALL {
            state.program.language = language;
            let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
            let text = as_text(&drawn(&state, &look, 80, 24));
            insta::assert_snapshot!(format!("everywhere_{name}_{}", language.tag()), text);
        }
    }
}

#[test]
fn a_large_terminal_is_used() {
    let look = look(Theme::mono());
    for (name, state) in all() {
        insta::assert_snapshot!(format!("everywhere_{name}_200x60"), as_text(&drawn(&state, &look, 200, 60)));
    }
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    let plain = look(Theme::mono());
    for (name, state) in all() {
        for (width, height) in [(80, 24), (40, 12), (120, 40), (200, 60), (20, 5), (1, 1)] {
            let mono = drawn(&state, &plain, width, height);
            assert!(
                mono.content.iter().all(|cell| {
                    let none = |colour| colour == ratatui::style::Color::Reset;
                    none(cell.fg) && none(cell.bg)
                }),
                "{name} {width}x{height}: a colour without colours"
            );
            for theme in [Theme::dark(), Theme::built_in("light").expect("a theme")] {
                let roles: Vec<_> = theme::Role::ALL.iter().map(|role| theme.style(*role)).collect();
                let coloured = drawn(&state, &look(theme), width, height);
                assert_eq!(as_text(&coloured), as_text(&mono), "{name} {width}x{height}");
                let is_known =
                    |colour: ratatui::style::Color, of: fn(&ratatui::style::Style) -> Option<ratatui::style::Color>| {
                        colour == ratatui::style::Color::Reset || roles.iter().any(|role| of(role) == Some(colour))
                    };
                for cell in &coloured.content {
                    assert!(is_known(cell.fg, |role| role.fg) && is_known(cell.bg, |role| role.bg), "{name}: {cell:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_of_another_language_is_on_a_screen() {
    // Words of the journal (names, subjects, works, the regulation's words) stay as the school writes them.
    let russian = Strings::new(Language::Russian);
    for language in [Language::English, Language::Romanian] {
        let strings = Strings::new(language);
        for (name, state) in all() {
            let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
            let text = as_text(&drawn(&state, &look, 120, 40));
            assert!(!text.contains("абз."), "{} {name}: a clause in Russian words: {text}", language.tag());
            for key in ["waits-for-you", "heading-pupil", "heading-time", "title-today", "title-grid", "title-queue"] {
                let (there, here) = (russian.get(key), strings.get(key));
                assert!(there == here || !text.contains(there.as_ref()), "{} {name}: {there}", language.tag());
            }
        }
    }
}

/// A class with one pupil of a name as long as names get, one without any work, one without a plan.
#[test]
fn the_odd_cases_can_be_read() {
    let look = look(Theme::mono());
    let long = fixture::grid_of(&["Вознесенская-Преображенская Александра-Виктория", "Ли Ю"]);
    let mut no_plan = fixture::without_plan(fixture::lesson_form());
    no_plan.screens.lesson.item = None;
    for (name, state) in [("long_name", long), ("lesson_without_plan", no_plan)] {
        for (width, height) in [(80, 24), (40, 12), (32, 8), (20, 5)] {
            let text = as_text(&drawn(&state, &look, width, height));
            insta::assert_snapshot!(format!("odd_{name}_{width}x{height}"), text);
        }
    }
}

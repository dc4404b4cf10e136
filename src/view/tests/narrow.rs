//! What must be said in full even where there is little room, and what a screen says of another one.

use super::*;

#[test]
fn what_is_said_of_the_roll_is_read_in_full_at_forty_columns() {
    for language in Language::ALL {
        let mut state = fixture::roll_call();
        state.program.language = language;
        let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
        let text = as_text(&drawn(&state, &look, 40, 12));
        let below: Vec<&str> = text.lines().skip(7).take(3).collect();
        assert!(below[0].contains("?? "), "{}: {text}", language.tag());
        assert!(below.iter().all(|line| !line.contains('…')), "{}: {text}", language.tag());
    }
}

#[test]
fn the_deadlines_say_how_many_corrections_wait_to_whoever_decides() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut state = fixture::deadlines();
        let look = look(Theme::mono());
        let said = |state: &State| as_text(&drawn(state, &look, width, height));
        assert!(!said(&state).contains("исправления ждут"), "there are none");
        state.screens.corrections.list = fixture::corrections().screens.corrections.list;
        assert!(said(&state).contains("исправления ждут решения: 3 — з"), "{}", said(&state));
        state.screens.corrections.more = true;
        assert!(said(&state).contains("исправления ждут решения: 3+ — з"), "{}", said(&state));
        state.desk.as_mut().expect("somebody sits here").account.role = Role::Analyst;
        assert!(!said(&state).contains("исправления ждут"), "{}", said(&state));
    }
}

#[test]
fn help_is_read_to_its_last_line_in_every_size_and_language() {
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
        for language in Language::ALL {
            let look = Look::new(Strings::new(language), Theme::mono(), Glyphs::UNICODE);
            let mut state = fixture::grid();
            state.program.size = crate::state::Size { columns, rows };
            for key in ["F1", "End"] {
                let key = crate::event::Event::Key(key.parse().expect("a key"));
                let reading = state.program.reading;
                let _ = crate::update::update(&mut state, reading, key);
            }
            let shown = as_text(&drawn(&state, &look, columns, rows));
            let end = look.strings.get("help-layouts").split_whitespace().last().expect("words").to_owned();
            assert!(shown.contains(&end), "{language:?} {columns}×{rows}\n{shown}");
        }
    }
}

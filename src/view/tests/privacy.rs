//! What a screen must not show: names while they are hidden, anything while it is locked, and the mischief of others.

use super::*;
use crate::domain::Page;
use crate::state::Names;
use crate::state::lock::Shade;

/// Surnames and first names of all pupils that a state knows.
fn names(state: &State) -> Vec<String> {
    let of_page = |page: &Page| -> Vec<String> {
        page.pupils.iter().flat_map(|pupil| [pupil.surname.clone(), pupil.given_name.clone()]).collect()
    };
    let mut names: Vec<String> = state.books.values().flat_map(|open| of_page(open.book.page())).collect();
    let waiting = state.waiting.lines().filter_map(|line| line.caption.as_ref()?.pupil.clone());
    names.extend(waiting.flat_map(|(_, name)| name.split(' ').map(str::to_owned).collect::<Vec<_>>()));
    // A teacher has the same surname as one of the pupils.
    names.retain(|name| name.chars().count() > 3 && !"Белова".starts_with(name.as_str()));
    names
}

fn shown(state: &State, width: u16, height: u16) -> usize {
    let text = as_text(&drawn(state, &look(Theme::mono()), width, height));
    names(state).iter().filter(|name| text.contains(name.as_str())).count()
}

fn everything() -> Vec<(&'static str, State)> {
    screens().into_iter().chain(dialogs()).collect()
}

#[test]
fn with_names_hidden_no_screen_and_no_dialog_shows_one() {
    let before: usize = everything().iter().map(|(_, state)| shown(state, 120, 40)).sum();
    assert!(before > 30, "the test can fail: {before}");
    for (name, mut state) in everything() {
        state.program.names = Names::Hidden;
        for (width, height) in SIZES {
            assert_eq!(shown(&state, width, height), 0, "{name} {width}x{height}");
        }
        if state.screen == Screen::Grid && state.dialog.is_none() {
            let text = as_text(&drawn(&state, &look(Theme::mono()), 80, 24));
            assert!(text.contains("№ 3") && text.contains("(без имён)"), "{text}");
        }
    }
}

#[test]
fn a_locked_screen_shows_nothing_of_the_journal() {
    for (name, mut state) in everything() {
        state.lock.shade = Shade::Locked;
        state.notice = Some(Notice::Failed("Громова".to_owned()));
        for (width, height) in SIZES {
            assert_eq!(shown(&state, width, height), 0, "{name} {width}x{height}");
            let text = as_text(&drawn(&state, &look(Theme::mono()), width, height));
            for word in ["Громова", "Русский", "7А"] {
                assert!(!text.contains(word), "{name} {width}x{height}: {word}\n{text}");
            }
            // A window in which nothing fits says only that.
            assert!(width < 32 || text.contains("Заблокировано"), "{name}\n{text}");
        }
    }
}

/// Names as a hostile server, file or colleague might write them.
const HOSTILE: &[&str] = &[
    "Ив\u{1b}]0;заголовок\u{7}ан",
    "Ив\u{1b}]52;c;aGk=\u{7}ан",
    "Ив\u{1b}[2J\u{1b}[Hан",
    "Ив\u{9b}31mан",
    "Ив\u{202e}\u{2066}\u{200b}\u{feff}ан",
    "Ив\u{1b}P+q\u{1b}\\ан\r\n\u{8}\u{0}",
    "И\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}ван",
    "👩\u{200d}👩\u{200d}👧 Иван",
];

#[test]
fn names_of_others_stay_in_their_cells() {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let hostile: Vec<String> = HOSTILE.iter().map(|name| format!("{name} Пётр")).collect();
    let hostile = fixture::grid_of(&hostile.iter().map(String::as_str).collect::<Vec<_>>());
    let harmless = fixture::grid_of(&vec!["Абрамов Артём"; HOSTILE.len()]);
    let look = look(Theme::mono());
    for (width, height) in SIZES {
        let (hostile, harmless) = (drawn(&hostile, &look, width, height), drawn(&harmless, &look, width, height));
        for (at, cell) in hostile.content.iter().enumerate() {
            assert!(!cell.symbol().chars().any(acts), "{width}x{height} {at}: {:?}", cell.symbol());
        }
        assert_eq!(as_text(&hostile).lines().count(), as_text(&harmless).lines().count());
    }
}

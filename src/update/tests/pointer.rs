//! The mouse: what it points at is found in the frame, and a click there selects it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::bench::*;
use crate::entry::tests::fixture::*;
use crate::event::{Event, Wheel};
use crate::state::Screen;
use crate::state::pointer::{Place, Pointer};
use crate::strings::{Language, Strings};
use crate::theme::Theme;
use crate::view::{Glyphs, Look, draw};

fn bench() -> Bench {
    let mut bench = Bench::today(page(12), "altai-stdr", Layout::Russian);
    bench.state.program.pointer = Pointer::On;
    bench
}

/// The frame, and what stands at a place of it.
fn places(bench: &Bench) -> (String, Vec<(Rect, Place)>) {
    let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let drawn = draw(&bench.state, &look, &mut buffer);
    let row = |y| (0..80).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
    ((0..24).map(row).collect::<Vec<_>>().join("\n"), drawn.places)
}

/// Clicks on the cell of a pupil's line in the column that is `right` of the pointer's sign.
fn click(bench: &mut Bench, name: &str, right: u16) {
    let (text, places) = places(bench);
    let y = u16::try_from(text.lines().position(|line| line.contains(name)).expect("it is shown")).expect("few lines");
    let sign = text.lines().nth(1).and_then(|line| line.chars().position(|sign| sign == '▸'));
    let x = sign.map_or(5, |sign| u16::try_from(sign).expect("few columns") + 1 + right);
    let found = places.iter().find(|(area, _)| area.contains(Position::new(x, y))).expect("something stands there");
    bench.event(Event::Click(found.1.clone()));
}

#[test]
fn a_click_selects_a_cell_and_completes_what_is_half_typed() {
    let mut bench = bench();
    bench.press("Enter");
    click(&mut bench, "Дём", 0);
    assert_eq!(bench.column(), "· · · · [·] · · · · · · ·");
    bench.press("5");
    assert_eq!(bench.column(), "· · · · 5… [·] · · · · · ·");
    let named = places(&bench).1.into_iter().find(|(area, _)| area.contains(Position::new(8, 5))).expect("a name").1;
    bench.event(Event::Click(named));
    assert_eq!(bench.column(), "· [·] · · 5… · · · · · · ·", "a name is the cell in the cursor's column");
    click(&mut bench, "Ежо", 0);
    bench.event(Event::Wheel(Wheel::Up));
    bench.event(Event::Wheel(Wheel::Up));
    bench.event(Event::Wheel(Wheel::Down));
    assert_eq!(bench.column(), "· · · · [5…] · · · · · · ·");
    bench.press("p");
    let before = bench.state.screens.grid.cursor.clone();
    bench.event(Event::Wheel(Wheel::Down));
    click(&mut bench, "Абр", 0);
    assert_eq!(bench.state.screens.grid.cursor, before, "over a question the mouse does nothing");
}

#[test]
fn a_click_selects_a_row() {
    let mut bench = bench();
    let (text, found) = places(&bench);
    assert!(text.contains("08:30"), "{text}");
    let first = found.iter().find(|(_, place)| *place == Place::Lesson("l20b".into())).expect("the first lesson").1.clone();
    bench.event(Event::Click(first.clone()));
    assert_eq!(bench.state.screens.today.selected, Some("l20b".into()));
    bench.press("Down g");
    click(&mut bench, "Вас", 0);
    bench.press("Space");
    assert_eq!(bench.state.screens.roll_call.absent.len(), 1, "Space follows the click");
    bench.event(Event::Click(first));
    assert_eq!(bench.state.screen, Screen::RollCall, "a place of another screen is nothing here");
}

#[test]
fn without_the_mouse_no_frame_knows_of_places() {
    let mut bench = bench();
    bench.state.program.pointer = Pointer::Off;
    assert_eq!(places(&bench).1, Vec::new());
}

#[test]
fn a_click_selects_in_the_plan_and_among_marks_of_periods() {
    let mut bench = bench();
    bench.press("t");
    let (_, found) = places(&bench);
    let items: Vec<_> = found.iter().filter(|(_, place)| matches!(place, Place::Item(_))).collect();
    assert_eq!(items.len(), 4);
    bench.event(Event::Click(items[3].1.clone()));
    assert_eq!(bench.state.screens.plan.selected, Some("k4".into()));
    bench.press("Esc b");
    assert_eq!(bench.state.screen, Screen::Terms);
    let spots = places(&bench).1.into_iter().filter_map(|(_, place)| match place {
        Place::Term(spot) => Some(spot),
        _ => None,
    });
    let spot = spots.clone().find(|spot| spot.pupil == pupil(5)).expect("every cell is a place");
    assert!(spots.count() >= 12);
    bench.event(Event::Click(Place::Term(spot.clone())));
    assert_eq!(bench.state.screens.terms.cursor, Some(spot));
}

#[test]
fn a_click_selects_a_lesson_of_the_deadlines_and_a_remark_of_a_check() {
    use crate::view::fixture;
    let clicked = |mut state: crate::state::State, is: fn(&Place) -> bool| {
        state.program.pointer = Pointer::On;
        let look = Look::new(Strings::new(Language::Russian), Theme::mono(), Glyphs::UNICODE);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        let found = draw(&state, &look, &mut buffer).places;
        let (_, last) = found.iter().rfind(|(_, place)| is(place)).expect("a place").clone();
        let event = Event::Click(last.clone());
        assert!(crate::update::update(&mut state, reading(noon()), event).is_empty());
        (state, last)
    };
    let (state, place) = clicked(fixture::deadlines(), |place| matches!(place, Place::Lesson(_)));
    assert_eq!(state.screens.deadlines.selected.map(Place::Lesson), Some(place));
    let (state, place) = clicked(crate::view::tests::review(), |place| matches!(place, Place::Remark(_)));
    let review = &state.screens.review;
    assert_eq!(review.selected.clone().map(Place::Remark), Some(place.clone()));
    let at = crate::state::review::Pointed::at(review.remarks()[review.place].1);
    assert_eq!(Place::Remark(at), place, "the arrows go on from there");
}

//! A line of 9600 baud with 300 ms of delay, as a calculation: no clock is asked, only bytes are counted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::bench::*;
use crate::entry::tests::fixture::*;
use crate::runtime::lean::Lean;
use crate::state::Screen;
use crate::strings::{Language, Strings};
use crate::theme::Theme;
use crate::view::{Glyphs, Look, draw};

/// Bytes a second of a line of 9600 baud, with start and stop bits.
const RATE: f64 = 960.0;
/// Seconds that a byte is under way.
const DELAY: f64 = 0.3;
/// Seconds between two keys of a person who does not hurry.
const PACE: f64 = 0.4;

/// The line: when the last byte that was written will have left.
struct Line {
    now: f64,
    free_at: f64,
    longest_wait: f64,
}

#[test]
fn a_lesson_can_be_filled_over_a_slow_line() {
    let mut bench = Bench::today(page(30), "altai-stdr", Layout::Russian);
    let look = Look::new(Strings::new(Language::Russian), Theme::dark(), Glyphs::UNICODE);
    let mut terminal = Lean::new(Vec::new());
    let mut line = Line { now: 0.0, free_at: 0.0, longest_wait: 0.0 };
    let paint = |bench: &Bench, terminal: &mut Lean<Vec<u8>>, line: &mut Line| {
        let mut frame = Buffer::empty(Rect::new(0, 0, 80, 24));
        let drawn = draw(&bench.state, &look, &mut frame);
        let bytes = terminal.present(&mut frame, drawn.cursor).expect("memory takes everything");
        line.free_at = line.free_at.max(line.now) + f64::from(u32::try_from(bytes).expect("a frame")) / RATE;
        line.longest_wait = line.longest_wait.max(line.free_at + DELAY - line.now);
    };
    paint(&bench, &mut terminal, &mut line);
    let steps = [
        "g", "3", "Space", "1", "7", "Enter", "Enter", "c", "ж", "5", "а", "4", "ф", "3", "з", "5", "Esc", "Esc", "e",
        "Ctrl-T",
    ];
    let homework: Vec<String> =
        "Упр. 214, правило §3".chars().map(|c| if c == ' ' { "Space".to_owned() } else { c.to_string() }).collect();
    for key in steps.into_iter().map(str::to_owned).chain(homework).chain(["Enter".to_owned()]) {
        line.now += PACE;
        match key.as_str() {
            "." | "," | "§" => bench.text(&key),
            key => bench.press(key),
        }
        paint(&bench, &mut terminal, &mut line);
    }
    assert_eq!(bench.state.screen, Screen::Today);
    let fill = &bench.state.screens.today.rows[1].row.fill;
    assert_eq!((fill.absent, fill.marks, fill.topic, fill.homework), (2, 4, true, true));
    // Three screens in a row, opened without a look at any of them, take six seconds; no key is lost on the way.
    assert!(line.longest_wait < 8.0, "{} s", line.longest_wait);
    let lag = line.free_at + DELAY - line.now;
    assert!(lag < 8.0, "{lag} s after the last key");
}

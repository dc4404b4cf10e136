//! What a frame may leave for later while a person types fast.
//!
//! Lines that speak of the place of the cursor, counts, and a sign that only gets stronger («typed» → «on disk») are painted
//! when 100 ms have passed without a key: a slow line then carries the marks and not their explanation. Nothing is ever
//! left on the screen that is stronger than the truth.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::view::{Drawn, Glyphs};

/// How long after the last key the rest is painted.
pub const PAUSE: Duration = Duration::from_millis(100);

/// Puts what the terminal shows already back into the parts of a frame that may wait.
pub fn hold_back(frame: &mut Buffer, shown: &Buffer, drawn: &Drawn, glyphs: Glyphs) {
    if frame.area != shown.area {
        return;
    }
    for area in &drawn.lag.areas {
        for at in area.intersection(frame.area).positions() {
            if let (Some(cell), Some(old)) = (frame.cell_mut(at), shown.cell(at)) {
                cell.clone_from(old);
            }
        }
    }
    hold_back_signs(frame, shown, &drawn.lag.signs, glyphs);
}

/// Keeps the weakest sign at the places of signs where it stands.
pub fn hold_back_signs(frame: &mut Buffer, shown: &Buffer, signs: &[Position], glyphs: Glyphs) {
    let mut typed = [0; 4];
    let typed: &str = glyphs.typed.encode_utf8(&mut typed);
    for at in signs {
        keep_weaker(frame, shown, *at, typed);
    }
}

/// Keeps «typed» where it stands: it is the weakest sign, so it never says too much.
fn keep_weaker(frame: &mut Buffer, shown: &Buffer, at: Position, typed: &str) {
    let is_typed = shown.cell(at).is_some_and(|cell| cell.symbol() == typed);
    if let (true, Some(cell)) = (is_typed, frame.cell_mut(at)) {
        cell.set_symbol(typed);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;
    use crate::view::Lag;

    fn frame(text: &str) -> Buffer {
        Buffer::with_lines(text.lines())
    }

    #[test]
    fn only_what_may_wait_waits_and_no_sign_gets_stronger_than_the_truth() {
        let shown = frame("5… 4 3°\nБелова");
        let mut next = frame("5° 4…3…\nГромов");
        let signs = [1, 4, 6].map(|x| Position::new(x, 0)).to_vec();
        let drawn =
            Drawn { cursor: None, lag: Lag { areas: vec![Rect::new(0, 1, 6, 1)], signs }, scene: 0, places: Vec::new() };
        hold_back(&mut next, &shown, &drawn, Glyphs::UNICODE);
        // The first may stay weaker than it is; a new «typed» and a weaker one are painted at once.
        assert_eq!(next, frame("5… 4…3…\nБелова"));
    }
}

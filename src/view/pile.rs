//! The line of the pile of notebooks, below the grid.

use ratatui::layout::Rect;

use super::canvas::{Canvas, narrow};
use super::{Look, frame, words};
use crate::entry::Book;
use crate::state::State;
use crate::state::grid::Pile;
use crate::strings::FluentValue;
use crate::text;
use crate::theme::Role;

/// Draws the line and, where there is room, what was entered last; a notice takes the second line.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    state: &State,
    look: &Look,
    book: &Book,
    pile: &Pile,
    notice: Option<(String, String, Role)>,
    is_roomy: bool,
) {
    let (width, height) = (canvas.area().width, canvas.area().height);
    let y = if is_roomy { height - 3 } else { height - 2 };
    if is_roomy {
        canvas.rule(height - 4);
        canvas.wipe(Rect::new(0, height - 3, width, 2));
    } else {
        canvas.wipe(Rect::new(0, y, width, 1));
    }
    let x = canvas.text(1, y, width / 2, &look.strings.get("pile-prompt"), Role::Heading) + 2;
    let typed = format!("{}{}", pile.line.before(), pile.line.after());
    let cells = 12.min(width.saturating_sub(x));
    let seen = text::tail(&typed, usize::from(cells.saturating_sub(1)));
    canvas.text(x, y, cells, &text::pad(seen, usize::from(cells), text::Align::Left), Role::Input);
    let cursor = x + narrow(text::width(text::tail(pile.line.before(), usize::from(cells.saturating_sub(1)))));
    let after = x + cells + 2;
    let names: Vec<String> = pile
        .found
        .iter()
        .enumerate()
        .filter_map(|(at, id)| {
            let pupil = book.page().pupil(id)?;
            let is_meant = pile.chosen == Some(at) && pile.found.len() > 1;
            let pointer = if is_meant { String::from(canvas.glyphs.pointer) } else { String::new() };
            Some(pointer + &words::pupil(state, pupil))
        })
        .collect();
    let (words, role) = match (names.len(), pile.line.is_empty()) {
        (0, true) => (look.strings.get("pile-hint").into_owned(), Role::Muted),
        (0, false) => (look.strings.get("find-nobody").into_owned(), Role::Warning),
        (1, _) => (format!("{} {}", names[0], pile.begun), Role::Text),
        (_, _) => (format!("{} {}", names.join(", "), pile.begun), Role::Warning),
    };
    canvas.text(after, y, width.saturating_sub(after + 1), &words, role);
    canvas.put_cursor(cursor, y);
    if let Some((sentence, clause, role)) = notice {
        let rows = if is_roomy { height - 2..height - 1 } else { y..y + 1 };
        frame::said(canvas, rows, &sentence, &clause, role);
    } else if is_roomy {
        let args = [("n", FluentValue::from(pile.entered))];
        let mut words = look.strings.with("pile-entered", &args);
        if let Some((name, text)) = &pile.last {
            words = format!("{name} {text} · {words}");
        }
        canvas.text(1, height - 2, width.saturating_sub(2), &words, Role::Muted);
    }
}

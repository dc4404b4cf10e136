//! «Заблокировано»: nothing of the journal but how much waits.

use ratatui::layout::Position;

use super::canvas::{Canvas, narrow};
use super::{Look, frame};
use crate::state::State;
use crate::state::lock::Latch;
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let shade = &state.lock;
    let body = frame::draw(canvas, state, look, &strings.get("title-locked"), &[]);
    let width = canvas.area().width;
    let roomy = body.len() >= 8;
    let indent = if width >= 60 { 6 } else { 2 };
    let room = width.saturating_sub(indent + 2).min(70);
    let mut y = body.start + u16::from(roomy) * 2;
    let why = strings.with("lock-why", &[("waiting", state.waiting.len().into())]);
    y += canvas.lines(Position::new(indent, y), room, 2, &why, Role::Text);
    y += u16::from(roomy);
    let label = strings.get(if shade.latch == Latch::Pin { "field-pin" } else { "field-password" });
    let cells = narrow(text::width(&label));
    if y < body.end {
        canvas.sign(indent - 2, y, canvas.glyphs.pointer, Role::Focus);
        canvas.text(indent, y, cells, &label, Role::Title);
        let at = indent + cells + 2;
        let cells = width.saturating_sub(at + 2).min(32);
        let shown = "*".repeat(shade.line.text().chars().count());
        let typed = text::tail(&shown, usize::from(cells.saturating_sub(1)));
        canvas.text(at, y, cells, &text::pad(typed, usize::from(cells), text::Align::Left), Role::Input);
        canvas.put_cursor(at + narrow(text::width(typed)), y);
        y += 1 + u16::from(roomy);
    }
    let said = match (&shade.problem, shade.asking) {
        (_, true) => Some((strings.get("lock-asking").into_owned(), Role::Muted)),
        (Some(key), false) => Some((look.failure(key), Role::Refused)),
        (None, false) if state.program.demo.is_some() => Some((strings.get("lock-training").into_owned(), Role::Muted)),
        (None, false) => None,
    };
    if let Some((sentence, role)) = said
        && y < body.end
    {
        canvas.lines(Position::new(indent, y), room, body.end - y, &sentence, role);
    }
}

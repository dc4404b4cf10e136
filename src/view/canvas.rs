//! Drawing into the frame's cells: text in a role, at a place, within a width. Nothing sticks out, nothing panics.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::glyphs::{Font, Glyphs};
use crate::state::pointer::Place;
use crate::text;
use crate::theme::{Role, Theme};

/// The frame that is being drawn.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// The signs to use.
    pub glyphs: Glyphs,
    /// Where a text field wants the terminal's cursor.
    pub cursor: Option<Position>,
    /// What may be painted a moment later than the rest.
    pub lag: super::Lag,
    /// Where the places stand that a mouse may point at, where there is one.
    pub places: Option<Vec<(Rect, Place)>>,
}

impl<'a> Canvas<'a> {
    /// A canvas over a frame.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme, glyphs: Glyphs) -> Self {
        Self { buffer, theme, glyphs, cursor: None, lag: super::Lag::default(), places: None }
    }

    /// Says that a mouse in these cells points at a place.
    pub fn place(&mut self, area: Rect, place: impl FnOnce() -> Place) {
        if let Some(places) = &mut self.places {
            places.push((area, place()));
        }
    }

    /// The whole frame.
    #[must_use]
    pub const fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The style of a role.
    #[must_use]
    pub const fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Writes text at a place, at most `cells` wide, cut with an ellipsis. Gives the column after it.
    pub fn text(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) -> u16 {
        let cells = self.room(x, y, cells);
        let text = text::clean(text);
        let cut = text::cut(&text, usize::from(cells));
        self.write(x, y, &cut, self.style(role))
    }

    /// Writes text so that it ends before the column `end`, at most `cells` wide. Gives the column where it begins.
    pub fn right(&mut self, end: u16, y: u16, cells: u16, text: &str, role: Role) -> u16 {
        let end = end.min(self.area().width);
        let cells = cells.min(end);
        let text = text::clean(text);
        let cut = text::cut(&text, usize::from(cells));
        let x = end - narrow(text::width(&cut));
        if y < self.area().height {
            self.write(x, y, &cut, self.style(role));
        }
        x
    }

    /// Writes text in the middle of `cells` cells.
    pub fn centre(&mut self, x: u16, y: u16, cells: u16, text: &str, role: Role) {
        let text = text::clean(text);
        let width = narrow(text::width(&text)).min(cells);
        self.text(x + (cells - width) / 2, y, width, &text, role);
    }

    /// Writes one sign.
    pub fn sign(&mut self, x: u16, y: u16, sign: char, role: Role) {
        let style = self.style(role);
        if let Some(cell) = self.buffer.cell_mut(Position { x, y }) {
            let sign = if self.glyphs.font == Font::Letters { text::letter(sign) } else { sign };
            cell.set_char(sign).set_style(style);
        }
    }

    /// Draws a line across the frame.
    pub fn rule(&mut self, y: u16) {
        let (glyph, width) = (self.glyphs.rule, self.area().width);
        for x in 0..width {
            self.sign(x, y, glyph, Role::Rule);
        }
    }

    /// Gives cells the look of a role and keeps what is written in them.
    pub fn look(&mut self, x: u16, y: u16, cells: u16, role: Role) {
        let style = self.style(role);
        let cells = self.room(x, y, cells);
        if cells > 0 {
            self.buffer.set_style(Rect::new(x, y, cells, 1), Style::reset().patch(style));
        }
    }

    /// Empties a rectangle: what lies over the screen needs a ground of its own.
    pub fn wipe(&mut self, area: Rect) {
        for at in area.intersection(self.area()).positions() {
            self.buffer[at].reset();
        }
    }

    /// Puts the terminal's cursor at a place, if it lies inside the frame.
    pub fn put_cursor(&mut self, x: u16, y: u16) {
        self.cursor = Some(Position { x, y }).filter(|at| self.area().contains(*at));
    }

    /// Writes lines of at most `cells` cells, broken at spaces, into at most `lines` lines. Gives how many it took.
    pub fn lines(&mut self, at: Position, cells: u16, lines: u16, text: &str, role: Role) -> u16 {
        let text = text.split('\n').map(text::clean).collect::<Vec<Cow<'_, str>>>().join("\n");
        let broken = text::wrap(&text, usize::from(cells));
        let mut taken = 0;
        for line in broken.iter().take(usize::from(lines)) {
            let is_last = taken + 1 == lines && broken.len() > usize::from(lines);
            let line = if is_last { Cow::Owned(format!("{line} {}", text::ELLIPSIS)) } else { Cow::Borrowed(*line) };
            self.text(at.x, at.y + taken, cells, &line, role);
            taken += 1;
        }
        taken
    }

    /// Cells that are free at a place, of the wanted ones.
    fn room(&self, x: u16, y: u16, cells: u16) -> u16 {
        let area = self.area();
        if y < area.height { cells.min(area.width.saturating_sub(x)) } else { 0 }
    }

    /// Writes text that fits and is clean.
    fn write(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        if text.is_empty() {
            return x;
        }
        let text = match self.glyphs.font {
            Font::Signs => Cow::Borrowed(text),
            Font::Letters => text::letters_only(text),
        };
        let text = text.as_ref();
        if text::width(text) != text.chars().count() {
            return self.buffer.set_stringn(x, y, text, usize::MAX, style).0;
        }
        let start = self.buffer.index_of(x, y);
        let mut cells = self.buffer.content[start..].iter_mut();
        let mut written = 0;
        for (letter, cell) in text.chars().zip(&mut cells) {
            cell.set_char(letter).set_style(style);
            written += 1;
        }
        x + written
    }
}

/// A width in cells as a coordinate.
#[must_use]
pub fn narrow(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

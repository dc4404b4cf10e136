//! Draws the state into a frame. Reads nothing else, changes nothing.

pub mod canvas;
pub mod dates;
pub mod glyphs;
pub mod header;
mod window;

use ratatui::layout::{Position, Rect};

pub use glyphs::Glyphs;

/// What may be painted a moment after the rest of a frame, while a person types fast.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lag {
    /// Lines that speak of the place of the cursor.
    pub areas: Vec<Rect>,
    /// Places of state signs.
    pub signs: Vec<Position>,
}

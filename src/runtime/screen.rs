//! The terminal as the loop sees it: a frame is drawn, compared and written.

use std::fs::File;
use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::guard::{self, Guard};
use super::lean::Lean;
use super::pace;
use crate::state::pointer::Place;
use crate::state::{Size, State};
use crate::view::{self, Look};

/// How much of a frame must be painted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// Somebody types: what may wait waits.
    Typing,
    /// All of it.
    Calm,
}

/// The terminal, and how things look on it.
pub struct Screen {
    look: Look,
    lean: Lean<File>,
    frame: Buffer,
    scene: Option<u64>,
    /// What a mouse points at in the frame that is shown.
    places: Vec<(Rect, Place)>,
    // Dropped last: it gives the terminal back.
    guard: Guard,
}

impl Screen {
    /// The words on it.
    pub const fn strings(&self) -> &crate::strings::Strings {
        &self.look.strings
    }

    /// Takes the terminal.
    pub fn take(look: Look, synchronized: bool) -> io::Result<Self> {
        let out = output()?;
        let guard = Guard::take()?;
        Ok(Self {
            look,
            lean: Lean::new(out).synchronized(synchronized),
            frame: Buffer::empty(Rect::ZERO),
            scene: None,
            places: Vec::new(),
            guard,
        })
    }

    /// Draws the state. Nothing is written while the terminal is not ours.
    pub fn draw(&mut self, state: &State, pace: Pace) -> io::Result<()> {
        if !guard::is_taken() {
            return Ok(());
        }
        let Size { columns, rows } = state.program.size;
        let area = Rect::new(0, 0, columns.max(1), rows.max(1));
        if pace == Pace::Typing
            && self.frame.area == area
            && self.lean.is_known()
            && let Some(patch) = view::patch(state, &self.look, &mut self.frame)
        {
            pace::hold_back_signs(&mut self.frame, self.lean.shown(), &patch.signs, self.look.glyphs);
            return self.lean.present_lines(&self.frame, None, patch.lines).map(|_| ());
        }
        if self.frame.area == area {
            self.frame.reset();
        } else {
            self.frame = Buffer::empty(area);
        }
        let drawn = view::draw(state, &self.look, &mut self.frame);
        let is_same_scene = self.scene.replace(drawn.scene) == Some(drawn.scene);
        if pace == Pace::Typing && is_same_scene {
            pace::hold_back(&mut self.frame, self.lean.shown(), &drawn, self.look.glyphs);
        }
        let shown = self.lean.present(&mut self.frame, drawn.cursor).map(|_| ());
        self.places = drawn.places;
        shown
    }

    /// What stands at a place of the screen.
    #[must_use]
    pub fn at(&self, x: u16, y: u16) -> Option<Place> {
        let found = self.places.iter().find(|(area, _)| area.contains(Position::new(x, y)));
        found.map(|(_, place)| place.clone())
    }

    /// Rings the terminal's bell.
    pub fn ring(&mut self) -> io::Result<()> {
        if guard::is_taken() { self.lean.pass(b"\x07") } else { Ok(()) }
    }

    /// Hands text to the terminal's clipboard.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        if guard::is_taken() { self.lean.pass(&super::clipboard::set(text)) } else { Ok(()) }
    }

    /// Forgets what the terminal shows: the next frame is painted in full.
    pub fn forget(&mut self) {
        self.lean.forget();
        self.scene = None;
    }

    /// Lends the terminal back to the shell.
    pub fn lend(&self) {
        self.guard.lend();
    }

    /// Takes the terminal again.
    pub fn retake(&mut self) -> io::Result<()> {
        self.forget();
        self.guard.retake()
    }
}

/// The size of the terminal.
pub fn size() -> io::Result<Size> {
    let (columns, rows) = crossterm::terminal::size()?;
    Ok(Size { columns: columns.max(1), rows: rows.max(1) })
}

/// Standard output without the buffer of lines that Rust puts before it: one write a frame.
#[cfg(unix)]
fn output() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// The console's output.
#[cfg(not(unix))]
fn output() -> io::Result<File> {
    std::fs::OpenOptions::new().write(true).open("CONOUT$")
}

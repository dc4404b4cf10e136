//! Draws the state into a frame. Reads nothing else, changes nothing.
//!
//! [`draw`] picks the screen; one module a screen, under the names that `state` uses. [`canvas`] writes cells, [`frame`] draws
//! what all screens share, `dialog` what lies over them. Any size from 1×1 can be drawn, and a draw that is skipped
//! changes nothing but pixels. Cells are written straight into the buffer, since a table of
//! widgets costs five times as much for each key.

mod beside;
pub mod canvas;
mod corrections;
pub mod dates;
mod deadlines;
mod dialog;
mod duties;
pub mod frame;
pub mod glyphs;
mod grid;
pub mod header;
mod help;
mod history;
mod journals;
mod lesson;
mod lock;
mod nothing;
mod patch;
mod pile;
mod plan;
mod queue;
mod review;
mod roll_call;
pub mod rule;
mod sign_in;
mod terms;
mod today;
mod trainer;
mod week;
mod window;
mod words;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
pub(crate) mod tests;

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use canvas::Canvas;
pub use glyphs::Glyphs;
pub use patch::{Patch, patch};

use crate::action::Action;
use crate::keys::Context;
use crate::state::pointer::{Place, Pointer};
use crate::state::{Names, Screen, Size, State};
use crate::strings::{FluentValue, Strings};
use crate::theme::{Role, Theme};

/// A line of key hints: the action, its key, its word.
type Hints = Vec<(Option<Action>, String, String)>;

/// How things look: the same for every frame.
#[derive(Debug)]
pub struct Look {
    /// The sentences.
    pub strings: Strings,
    /// The colours.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    /// The server's name, for sentences about the way to it.
    server: String,
    hints: RefCell<HashMap<Context, Rc<Hints>>>,
    /// Which part of the grid was shown last. Pixels only: nothing but the next frame asks for it.
    grid: RefCell<Option<grid::Shown>>,
    /// What the rows of the grid were drawn from; `None` where the last frame was more than a grid.
    basis: RefCell<Option<patch::Basis>>,
}

impl Look {
    /// A look.
    #[must_use]
    pub fn new(strings: Strings, theme: Theme, glyphs: Glyphs) -> Self {
        let (hints, grid, basis) = (RefCell::new(HashMap::new()), RefCell::new(None), RefCell::new(None));
        Self { strings, theme, glyphs, server: String::new(), hints, grid, basis }
    }

    /// The same look for sentences that name a server.
    #[must_use]
    pub fn for_server(mut self, server: &str) -> Self {
        server.clone_into(&mut self.server);
        self
    }

    /// The sentence of an error whose key came from elsewhere: the screens' own where there is one, else the commands'.
    fn failure(&self, key: &str) -> String {
        let own = format!("screen-{key}");
        let key = if self.strings.has(&own) { own.as_str() } else { key };
        let args = [("server", FluentValue::from(self.server.as_str())), ("detail", FluentValue::from(""))];
        self.strings.with(key, &args)
    }

    fn hints(&self, state: &State) -> Rc<Hints> {
        let context = state.context();
        if let Some(hints) = self.hints.borrow().get(&context) {
            return Rc::clone(hints);
        }
        let hints = Rc::new(frame::hints_of(state, self, context));
        self.hints.borrow_mut().insert(context, Rc::clone(&hints));
        hints
    }
}

/// What may be painted a moment after the rest of a frame, while a person types fast.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lag {
    /// Parts that speak of the place of the cursor, or count.
    pub areas: Vec<Rect>,
    /// Places of state signs.
    pub signs: Vec<Position>,
}

/// What the shell needs to know of a drawn frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Where a text field wants the terminal's cursor.
    pub cursor: Option<Position>,
    /// What may be painted a moment later, as long as [`Self::scene`] is the same as before.
    pub lag: Lag,
    /// Changes whenever the parts of the frame stand elsewhere.
    pub scene: u64,
    /// What a mouse points at; empty without one.
    pub places: Vec<(Rect, Place)>,
}

/// Draws the state into an empty frame.
pub fn draw(state: &State, look: &Look, buffer: &mut Buffer) -> Drawn {
    look.basis.take();
    let Some(trainer) = state.trainer.as_ref().filter(|_| !state.lock.is_locked()) else {
        return draw_screen(state, look, buffer);
    };
    // The trainer stands below the whole screen, so that the screen is what it will be without it.
    let area = buffer.area;
    let lines = if area.height >= Size::SMALLEST.rows + trainer::LINES { trainer::LINES } else { area.height.min(1) };
    let above = if lines > 1 { area.height - lines } else { area.height };
    let mut screen = Buffer::empty(Rect::new(0, 0, area.width, above));
    let mut drawn = draw_screen(state, look, &mut screen);
    buffer.merge(&screen);
    let mut canvas = Canvas::new(buffer, &look.theme, look.glyphs);
    trainer::draw(&mut canvas, state, look, trainer, Rect::new(0, area.height - lines, area.width, lines));
    let mut scene = DefaultHasher::new();
    (drawn.scene, trainer.step.number(), area.height).hash(&mut scene);
    drawn.scene = scene.finish();
    drawn
}

fn draw_screen(state: &State, look: &Look, buffer: &mut Buffer) -> Drawn {
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, &look.theme, look.glyphs);
    canvas.places = (state.program.pointer == Pointer::On).then(Vec::new);
    let mut scene = DefaultHasher::new();
    (area.width, area.height, state.screen as u8, state.notice.is_some(), state.dialog.is_some()).hash(&mut scene);
    (state.lock.is_locked(), state.program.names == Names::Hidden).hash(&mut scene);
    if (Size { columns: area.width, rows: area.height }).is_too_small() {
        too_small(&mut canvas, state, look);
    } else {
        screen(&mut canvas, state, look, &mut scene);
        if let Some(dialog) = state.dialog.as_ref().filter(|_| !state.lock.is_locked()) {
            canvas.cursor = None;
            canvas.lag = Lag::default();
            dialog::draw(&mut canvas, state, look, dialog);
        }
    }
    Drawn {
        cursor: canvas.cursor,
        lag: std::mem::take(&mut canvas.lag),
        scene: scene.finish(),
        places: canvas.places.take().unwrap_or_default(),
    }
}

fn screen(canvas: &mut Canvas<'_>, state: &State, look: &Look, scene: &mut DefaultHasher) {
    if state.lock.is_locked() {
        return lock::draw(canvas, state, look);
    }
    match state.screen {
        Screen::Today => today::draw(canvas, state, look),
        Screen::Journals => journals::draw(canvas, state, look),
        Screen::Week => week::draw(canvas, state, look),
        Screen::Terms => terms::draw(canvas, state, look),
        Screen::Plan => plan::draw(canvas, state, look),
        Screen::Grid => grid::draw(canvas, state, look).hash(scene),
        Screen::RollCall => roll_call::draw(canvas, state, look),
        Screen::Lesson => lesson::draw(canvas, state, look),
        Screen::Queue => queue::draw(canvas, state, look),
        Screen::Corrections => corrections::draw(canvas, state, look),
        Screen::Deadlines => deadlines::draw(canvas, state, look),
        Screen::Review => review::draw(canvas, state, look),
        Screen::Rule => rule::draw(canvas, state, look),
        Screen::SignIn => sign_in::draw(canvas, state, look),
        Screen::Help => help::draw(canvas, state, look),
        Screen::Nothing => nothing::draw(canvas, state, look),
    }
}

/// A window in which nothing can be shown says what to do, and how much waits.
fn too_small(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let area = canvas.area();
    let sentence = look.strings.with("too-small", &[("waiting", state.waiting.len().into())]);
    canvas.lines(Position::ORIGIN, area.width, area.height, &sentence, Role::Text);
}

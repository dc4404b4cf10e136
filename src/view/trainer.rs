//! The lines of the first-day trainer under the screen: the number of the step, and what to do now.

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::{Look, frame};
use crate::state::trainer::{Step, Trainer};
use crate::state::{Screen, State};
use crate::strings::FluentValue;
use crate::theme::Role;

/// Lines below the screen, a rule among them.
pub const LINES: u16 = 4;

/// The step whose sentence helps now: where the person has left the place of a step, the one that leads back to it.
fn shown(state: &State, trainer: &Trainer) -> Step {
    match trainer.step {
        Step::Absent if state.screen != Screen::RollCall => Step::RollCall,
        Step::Mark | Step::Undo | Step::Redo | Step::Find if state.screen != Screen::Grid => Step::Grid,
        Step::Topic if state.screen != Screen::Lesson => Step::Lesson,
        step => step,
    }
}

/// Draws the lines at the bottom.
pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look, trainer: &Trainer, area: Rect) {
    let step = shown(state, trainer);
    let name = |(context, action)| {
        let keys = state.program.keys.keys(context, action);
        keys.first().map(|key| frame::key_name(look, *key)).unwrap_or_default()
    };
    let [key, other] = step.keys().map(name);
    let args = [
        ("key", FluentValue::from(key)),
        ("other", FluentValue::from(other)),
        ("keys", trainer.keys.into()),
        ("minutes", trainer.minutes().into()),
    ];
    let said = look.strings.with(step.sentence(), &args);
    let mut y = area.y;
    if area.height > 1 {
        canvas.rule(y);
        let head = [("n", FluentValue::from(trainer.step.number())), ("of", (Step::ALL.len() - 1).into())];
        let key = if trainer.step == Step::Done { "trainer-head-done" } else { "trainer-head" };
        let head = format!(" {} ", look.strings.with(key, &head));
        canvas.text(3, y, area.width.saturating_sub(4), &head, Role::Heading);
        y += 1;
    }
    let room = Rect::new(0, y, area.width, area.bottom() - y);
    canvas.wipe(room);
    canvas.lines(Position::new(1, y), area.width.saturating_sub(2), room.height, &said, Role::Input);
}

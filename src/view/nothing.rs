//! A sentence with the commands, for roles that have no screen yet.

use super::canvas::Canvas;
use super::{Look, frame};
use crate::state::State;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let name = state.desk.as_ref().map(|desk| desk.account.short_name.clone()).unwrap_or_default();
    let body = frame::draw(canvas, state, look, &look.strings.get("title-nothing"), &[name.as_str()]);
    frame::empty(canvas, &body, &look.strings.get("nothing-here"));
}

//! «Справка»: the keys of the place, then those that hold everywhere, then what the signs mean.

use super::canvas::Canvas;
use super::{Look, frame, words};
use crate::keys::{Context, Key};
use crate::outbox::Life;
use crate::state::State;
use crate::text;
use crate::theme::Role;

/// A line of help.
enum Line {
    Heading(String),
    Entry { keys: String, words: String },
    Sentence(String),
    Gap,
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let context = state.context_below();
    let body = frame::draw(canvas, state, look, &strings.get("title-help"), &[&strings.get(context.title())]);
    let width = canvas.area().width;
    let lines = lines(state, look, context, usize::from(width.saturating_sub(4)).min(72));
    let keys_cells = if width >= 60 { 22 } else { 14 };
    let first = state.screens.help.min(lines.len().saturating_sub(body.len()));
    for (y, line) in body.clone().zip(&lines[first..]) {
        match line {
            Line::Gap => {}
            Line::Heading(words) => {
                canvas.text(1, y, width.saturating_sub(2), words, Role::Heading);
            }
            Line::Sentence(words) => {
                canvas.text(3, y, width.saturating_sub(4), words, Role::Text);
            }
            Line::Entry { keys, words } => {
                canvas.text(3, y, keys_cells, keys, Role::Key);
                canvas.text(4 + keys_cells, y, width.saturating_sub(keys_cells + 5), words, Role::Text);
            }
        }
    }
    if first + body.len() < lines.len() {
        canvas.sign(width - 1, body.end - 1, canvas.glyphs.more_down, Role::Muted);
    }
    if first > 0 {
        canvas.sign(width - 1, body.start, canvas.glyphs.more_up, Role::Muted);
    }
}

/// The lines of the help of a place.
fn lines(state: &State, look: &Look, context: Context, room: usize) -> Vec<Line> {
    let strings = &look.strings;
    let sentence = |key: &str| -> Vec<Line> {
        let words = strings.get(key);
        text::wrap(&words, room).into_iter().map(|line| Line::Sentence(line.to_owned())).collect()
    };
    let mut lines = Vec::new();
    if context == Context::Grid {
        lines.push(Line::Heading(strings.get("help-marks-heading").into_owned()));
        for key in ["help-marks-1", "help-marks-2", "help-marks-3", "help-marks-4"] {
            lines.extend(sentence(key));
        }
        lines.push(Line::Gap);
    }
    for of in [context, Context::Anywhere] {
        lines.push(Line::Heading(strings.get(of.title()).into_owned()));
        for (action, keys) in state.program.keys.lines(of) {
            lines.push(Line::Entry { keys: names(look, keys), words: strings.get(action.title()).into_owned() });
        }
        lines.push(Line::Gap);
    }
    lines.push(Line::Heading(strings.get("help-signs-heading").into_owned()));
    for life in [Life::Typed, Life::OnDisk, Life::Refused, Life::Conflict, Life::Uncertain] {
        let Some((sign, _)) = look.glyphs.life(life) else { continue };
        lines.push(Line::Entry { keys: sign.to_string(), words: words::bare_life(look, life) });
    }
    lines.push(Line::Entry {
        keys: strings.get("help-no-sign").into_owned(),
        words: words::bare_life(look, Life::InJournal),
    });
    lines.push(Line::Gap);
    lines.extend(sentence("help-layouts"));
    lines
}

fn names(look: &Look, keys: &[Key]) -> String {
    if keys.is_empty() {
        return look.strings.get("help-no-key").into_owned();
    }
    keys.iter().map(|key| frame::key_name(look, *key)).collect::<Vec<_>>().join("  ")
}

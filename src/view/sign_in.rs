//! «Вход»: name and password, or the forced change of a first password. A password is never drawn.

use std::ops::Range;

use ratatui::layout::Position;

use super::canvas::{Canvas, narrow};
use super::{Look, frame};
use crate::state::State;
use crate::state::sign_in::{Field, Phrase, SignIn, Stage};
use crate::text;
use crate::theme::Role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, look: &Look) {
    let strings = &look.strings;
    let form = &state.screens.sign_in;
    let login = form.login.before().to_owned() + form.login.after();
    let details = if matches!(form.stage, Stage::Unlock(_)) { vec![login.as_str()] } else { Vec::new() };
    let body = frame::draw(canvas, state, look, &strings.get("title-sign-in"), &details);
    let width = canvas.area().width;
    let roomy = body.len() >= 8;
    let indent = if width >= 60 { 6 } else { 2 };
    let mut y = body.start + u16::from(roomy) * 2;
    let key = match form.stage {
        Stage::Password => "sign-in-why",
        Stage::NewPassword => "sign-in-new-why",
        Stage::Unlock(Phrase::Passphrase) => "sign-in-phrase-why",
        Stage::Unlock(Phrase::Password) => "sign-in-store-why",
    };
    let room = width.saturating_sub(indent + 2).min(70);
    y += canvas.lines(Position::new(indent, y), room, 2, &strings.get(key), Role::Text);
    y += u16::from(roomy);
    let labels: Vec<(Field, String)> =
        form.fields().iter().map(|field| (*field, strings.get(label(form.stage, *field)).into_owned())).collect();
    let label_cells = labels.iter().map(|(_, words)| narrow(text::width(words))).max().unwrap_or(0);
    for (field, words) in &labels {
        if y >= body.end {
            break;
        }
        let is_here = form.field == *field;
        canvas.text(indent, y, label_cells, words, if is_here { Role::Title } else { Role::Heading });
        if is_here {
            canvas.sign(indent - 2, y, canvas.glyphs.pointer, Role::Focus);
        }
        let at = indent + label_cells + 2;
        let cells = width.saturating_sub(at + 2).min(32);
        let shown = shown(form, *field);
        let typed = text::tail(&shown, usize::from(cells.saturating_sub(1)));
        let filled = text::pad(typed, usize::from(cells), text::Align::Left);
        canvas.text(at, y, cells, &filled, Role::Input);
        if is_here {
            canvas.put_cursor(at + narrow(text::width(typed)), y);
        }
        y += 1 + u16::from(roomy);
    }
    let said = match (&form.problem, form.asking) {
        (_, true) => {
            let key = if matches!(form.stage, Stage::Unlock(_)) { "sign-in-opening" } else { "sign-in-asking" };
            Some((strings.get(key).into_owned(), Role::Muted))
        }
        (Some(key), false) => Some((look.failure(key), Role::Refused)),
        (None, false) => None,
    };
    if let Some((sentence, role)) = said
        && y < body.end
    {
        y += canvas.lines(Position::new(indent, y), room, body.end - y, &sentence, role);
    }
    around(canvas, look, form, indent..room + indent, y + u16::from(roomy)..body.end);
}

/// Below the form, where there is room: where the secrets are, and how much waits unseen.
fn around(canvas: &mut Canvas<'_>, look: &Look, form: &SignIn, columns: Range<u16>, rows: Range<u16>) {
    let around = &form.around;
    let count = |key: &str, count: usize| (count > 0).then(|| look.strings.with(key, &[("count", count.into())]));
    let said = [
        count("sign-in-waiting", around.waiting),
        count("sign-in-others", around.others),
        around.place.as_ref().map(|key| look.strings.get(key).into_owned()),
    ];
    let mut y = rows.start;
    for sentence in said.into_iter().flatten() {
        if y < rows.end {
            let at = Position::new(columns.start, y);
            y += canvas.lines(at, columns.end - columns.start, (rows.end - y).min(2), &sentence, Role::Muted);
        }
    }
}

const fn label(stage: Stage, field: Field) -> &'static str {
    match field {
        Field::Password if matches!(stage, Stage::Unlock(Phrase::Passphrase)) => "field-passphrase",
        Field::Login => "field-login",
        Field::Password => "field-password",
        Field::New => "field-new-password",
        Field::Again => "field-again",
    }
}

/// What a field shows: of a password only its length, up to the cursor.
fn shown(form: &SignIn, field: Field) -> String {
    let hidden = |line: &crate::state::TextField| "*".repeat(line.text().chars().count());
    match field {
        Field::Login => form.login.before().to_owned() + form.login.after(),
        Field::Password => hidden(&form.password),
        Field::New => hidden(&form.new),
        Field::Again => hidden(&form.again),
    }
}

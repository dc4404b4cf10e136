//! «Вход»: name and password, and the forced change of a first password.

use super::go;
use super::keys::{Typed, edit_line};
use crate::action::Action;
use crate::effect::{Effect, Password};
use crate::state::sign_in::{Field, Stage};
use crate::state::{Notice, State};

/// Takes text typed into the field under the cursor. While the server is asked nothing is taken: the form says that it is.
pub fn typed(state: &mut State, text: &str) {
    let form = &mut state.screens.sign_in;
    if form.asking {
        return;
    }
    let field = form.field;
    form.line(field).insert(text);
    form.problem = None;
}

/// Carries out an action on the form.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    // Whoever was signed in before can go back to the work and sign in later.
    if action == Action::Back && state.can_put_off_sign_in() {
        return go::back(state);
    }
    let form = &mut state.screens.sign_in;
    let field = form.field;
    match action {
        _ if form.asking => {}
        Action::NextField | Action::PreviousField => form.field = other(form.fields(), field),
        Action::Accept => return accept(state),
        _ => {
            if edit_line(form.line(field), action) == Typed::Changed {
                form.problem = None;
            }
        }
    }
    Vec::new()
}

/// Both stages have two fields.
fn other(fields: &[Field], field: Field) -> Field {
    fields.iter().copied().find(|other| *other != field).unwrap_or(field)
}

fn accept(state: &mut State) -> Vec<Effect> {
    let form = &mut state.screens.sign_in;
    if form.asking {
        return Vec::new();
    }
    let problem = match form.stage {
        Stage::Password if form.login.text().trim().is_empty() => Some((Field::Login, "sign-in-login-needed")),
        Stage::Password | Stage::Unlock(_) if form.password.is_empty() => Some((Field::Password, "sign-in-password-needed")),
        Stage::NewPassword if form.new.is_empty() => Some((Field::New, "sign-in-password-needed")),
        Stage::NewPassword if form.again.is_empty() => Some((Field::Again, "sign-in-again-needed")),
        Stage::NewPassword if form.new != form.again => Some((Field::Again, "sign-in-not-the-same")),
        Stage::NewPassword if form.new.text() == form.password.text() => Some((Field::New, "sign-in-same-as-before")),
        Stage::Password | Stage::NewPassword | Stage::Unlock(_) => None,
    };
    if let Some((field, key)) = problem {
        // The way to an empty field needs no explanation the first time.
        let first = form.field != field && key != "sign-in-not-the-same";
        form.field = field;
        form.problem = (!first).then(|| key.to_owned());
        return Vec::new();
    }
    form.problem = None;
    form.asking = true;
    let password = Password::new(form.password.text());
    vec![match form.stage {
        Stage::Password => Effect::SignIn { login: form.login.text().trim().to_owned(), password },
        Stage::NewPassword => Effect::ChangePassword { old: password, new: Password::new(form.new.text()) },
        Stage::Unlock(_) => Effect::OpenStore { phrase: password },
    }]
}

/// The server wants a new password before anything else.
pub fn force_change(state: &mut State) {
    let form = &mut state.screens.sign_in;
    form.stage = Stage::NewPassword;
    form.field = Field::New;
    form.new.clear();
    form.again.clear();
    form.asking = false;
}

/// Signed in for good: passwords go, and the work goes on where it was.
pub fn done(state: &mut State) -> Vec<Effect> {
    let form = &mut state.screens.sign_in;
    form.password.wipe();
    form.new.wipe();
    form.again.wipe();
    form.asking = false;
    form.stage = Stage::Password;
    form.problem = None;
    let generation = super::ask(state);
    let mut effects = vec![Effect::LoadSchool { generation }, Effect::Push];
    if state.desk.is_some() && state.screen == crate::state::Screen::SignIn {
        effects.extend(if state.behind.is_empty() { go::home(state) } else { go::back(state) });
    }
    say_last(state);
    effects
}

/// Says once when and from where the account was signed in before, as soon as the school's clock is known, so that a stranger's
/// sign-in is noticed.
pub fn say_last(state: &mut State) {
    let Some(desk) = &state.desk else { return };
    let Some(last) = state.screens.sign_in.last.take() else { return };
    let at = desk.zone.local(last.at).format("%d.%m.%Y %H:%M").to_string();
    let place = if last.address.is_empty() { at } else { format!("{at}, {}", last.address) };
    state.notice = Some(match last.wrong_since {
        0 => Notice::Says("notice-last-sign-in", vec![("place", place)]),
        wrong => Notice::Says("notice-last-sign-in-wrong", vec![("place", place), ("wrong", wrong.to_string())]),
    });
}

/// The sign-in failed: the form says why.
pub fn failed(state: &mut State, why: String) {
    let form = &mut state.screens.sign_in;
    form.asking = false;
    form.problem = Some(why);
    if form.stage != Stage::NewPassword {
        form.password.wipe();
        form.field = Field::Password;
    }
}

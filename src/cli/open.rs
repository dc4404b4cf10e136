//! `zvonok` without a command: the journal of the configured server. The first start asks for the server, or offers the
//! training school.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use super::args::Demo;
use super::client::Closed;
use super::exit::{Exit, Failure};
use super::{Program, client, complain, config, login, unlock};
use crate::app::{self, DemoSwitch, Launch, Mode};
use crate::runtime::{Gate, Opening};
use crate::secret::SecretError;
use crate::state::sign_in::{Around, Phrase};
use crate::store::{self, Purpose};
use crate::strings::Strings;

/// Opens the journal.
pub(super) fn run(program: &Program) -> Result<ExitCode, Failure> {
    need_terminal(program)?;
    let settings = program.settings();
    let Some(server) = settings.server.clone().or_else(|| first_server(program)) else {
        return super::demo(program, &Demo::default());
    };
    let user = match &settings.user {
        Some(user) => user.clone(),
        None => login::question(program, "ask-user").ok_or_else(|| program.fail(Exit::SignIn, "fail-no-user"))?,
    };
    let closed = Closed::of(program, server.clone(), user.clone(), Purpose::Screens)?;
    login::choose_place(program, &closed.vault)?;
    let opening = opening(program, closed)?;
    if (settings.server.is_none() || settings.user.is_none())
        && let Err(error) = crate::config::save(&program.folders, &[("user", &user), ("server", &server)])
    {
        complain(&program.say_with("fail-save-settings", &[("why", error.to_string().into())]));
    }
    let mode = if program.now.is_some() { Mode::Training } else { Mode::School };
    screens(program, opening, mode, None)
}

/// The store, or the screen that asks for what opens it.
fn opening(program: &Program, closed: Closed) -> Result<Opening, Failure> {
    let phrase = match unlock::known_key(&closed.vault, &closed.options) {
        Ok(key) => {
            let store = unlock::open_with(program, closed.options.clone(), key)?;
            return Ok(Opening::Open(closed.with(store)));
        }
        Err(SecretError::PassphraseNeeded) => Phrase::Passphrase,
        Err(SecretError::PasswordNeeded) => Phrase::Password,
        Err(error) => return Err(unlock::failure(program, &closed.options, error)),
    };
    let around = Around {
        place: closed.vault.describe().map(|place| format!("screen-{}", login::secret_sentence(place))),
        waiting: store::peek(&closed.options).map_or(0, |seen| seen.waiting),
        others: store::others_waiting(&closed.options),
    };
    let Closed { options, vault, remote, clock } = closed;
    Ok(Opening::Closed(Gate { options, vault, remote, clock, poll: client::POLL, phrase, around }))
}

/// The screens need a terminal on both sides.
pub(super) fn need_terminal(program: &Program) -> Result<(), Failure> {
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return Ok(());
    }
    Err(program.fail(Exit::Usage, "fail-no-terminal"))
}

/// The server that the person names; none: the training school.
fn first_server(program: &Program) -> Option<String> {
    complain(&program.say("first-start"));
    login::question(program, "ask-first-server")
}

/// Hands over to the screens.
pub(super) fn screens(
    program: &Program,
    opening: Opening,
    mode: Mode,
    demo: Option<DemoSwitch>,
) -> Result<ExitCode, Failure> {
    let notices = program.loaded.problems.iter().map(|problem| config::sentence(&program.strings, problem)).collect();
    let launch = Launch {
        opening,
        strings: Strings::new(program.strings.language()),
        settings: program.settings().clone(),
        mode,
        demo,
        notices,
    };
    app::run(launch).map_err(|error| program.fail(Exit::Defect, "fail-screens").because(error))
}

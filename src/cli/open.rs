//! `zvonok` without a command: the journal of the configured server. The first start asks for the server, or offers the
//! training school.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use super::args::Demo;
use super::exit::{Exit, Failure};
use super::{Program, client, complain, config, login};
use crate::app::{self, Launch, Mode};
use crate::store::Purpose;
use crate::strings::Strings;
use crate::sync::{LinkCut, Setup};

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
    let setup = client::setup(program, server.clone(), user.clone(), Purpose::Screens)?;
    login::choose_place(program, &setup.vault)?;
    if (settings.server.is_none() || settings.user.is_none())
        && let Err(error) = crate::config::save(&program.folders, &[("user", &user), ("server", &server)])
    {
        complain(&program.say_with("fail-save-settings", &[("why", error.to_string().into())]));
    }
    let mode = if program.now.is_some() { Mode::Training } else { Mode::School };
    screens(program, setup, mode, LinkCut::Whole)
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
pub(super) fn screens(program: &Program, setup: Setup, mode: Mode, link: LinkCut) -> Result<ExitCode, Failure> {
    let notices = program.loaded.problems.iter().map(|problem| config::sentence(&program.strings, problem)).collect();
    let launch = Launch {
        setup,
        strings: Strings::new(program.strings.language()),
        settings: program.settings().clone(),
        mode,
        link,
        notices,
    };
    app::run(launch).map_err(|error| program.fail(Exit::Defect, "fail-screens").because(error))
}

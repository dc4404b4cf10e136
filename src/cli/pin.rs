//! `zvonok pin`: the own PIN that opens the locked screens.

use super::args::Pin;
use super::client::Client;
use super::exit::{Exit, Outcome};
use super::{Program, password};
use crate::secret::{Secret, Verifier};
use crate::sync;

/// Shortest PIN, in characters.
const SHORTEST: usize = 4;

pub(super) fn run(program: &Program, args: &Pin) -> Outcome {
    let client = Client::open(program)?;
    let store = &client.setup.store;
    // Whoever sits down at an open journal must not be able to set an own PIN.
    let password = password::ask(program, "ask-password")?;
    let known = sync::password_verifier(store).map_err(|error| client.fail(error))?;
    if !known.is_some_and(|verifier| verifier.fits(&password)) {
        return Err(program.fail(Exit::SignIn, "fail-pin-password"));
    }
    if args.remove {
        sync::put_pin(store, None).map_err(|error| client.fail(error))?;
        program.print(&format!("{}\n", program.say("pin-removed")))?;
        return Ok(Exit::Done);
    }
    let pin = password::new_pin(program)?;
    if pin.reveal().chars().count() < SHORTEST {
        return Err(program.fail_with(Exit::Usage, "fail-pin-short", &[("count", SHORTEST.into())]));
    }
    let verifier = made(program, &pin)?;
    sync::put_pin(store, Some(&verifier)).map_err(|error| client.fail(error))?;
    program.print(&format!("{}\n", program.say("pin-set")))?;
    Ok(Exit::Done)
}

fn made(program: &Program, pin: &Secret) -> Result<Verifier, super::exit::Failure> {
    Verifier::of(pin).ok_or_else(|| program.fail(Exit::Defect, "fail-random"))
}

//! `zvonok codes`: one-time codes for the own sign-in, switched on with the phone in the hand.
//!
//! The secret is shown once, as text: it is typed into the phone, or its address is made a picture. Nothing changes about signing in
//! until the phone has shown a code that fits. Who has lost the phone asks the administrator.

use super::args::Codes;
use super::client::{self, Client};
use super::exit::{Exit, Outcome};
use super::login::question;
use super::{Program, complain, password};
use crate::sync::{SyncError, once};

/// How often the first code may be typed.
const TRIES: u32 = 3;

pub(super) fn run(program: &Program, args: &Codes) -> Outcome {
    let client = Client::open(program)?;
    if args.on {
        let secret = password::ask(program, "ask-password")?;
        let begun = client
            .ask(client::PATIENCE, move |setup| once::begin_codes(setup, &secret))
            .map_err(|error| client.fail(error))?;
        let said = [("secret", begun.secret.clone().into()), ("address", begun.address.clone().into())];
        program.print(&format!("{}\n", program.say_with("codes-secret", &said)))?;
        return confirm(program, &client, None);
    }
    if args.off {
        let secret = password::ask(program, "ask-password")?;
        let code = args.code.clone().or_else(|| question(program, "ask-code"));
        let code = code.ok_or_else(|| program.fail(Exit::Usage, "fail-no-code"))?;
        client
            .ask(client::PATIENCE, move |setup| once::end_codes(setup, &secret, &code))
            .map_err(|error| client.fail(error))?;
        program.print(&format!("{}\n", program.say("codes-off")))?;
        return Ok(Exit::Done);
    }
    if args.code.is_some() {
        return confirm(program, &client, args.code.as_deref());
    }
    let codes = client.ask(client::PATIENCE, once::codes).map_err(|error| client.fail(error))?;
    let key = match (codes.on, codes.waiting) {
        (true, _) => "codes-are-on",
        (false, true) => "codes-wait",
        (false, false) => "codes-are-off",
    };
    program.print(&format!("{}\n", program.say(key)))?;
    Ok(Exit::Done)
}

/// Switches them on by the first code: the one that was given, or those that the person types.
fn confirm(program: &Program, client: &Client<'_>, given: Option<&str>) -> Outcome {
    let tries = if given.is_some() { 1 } else { TRIES };
    for left in (0..tries).rev() {
        let Some(code) = given.map(str::to_owned).or_else(|| question(program, "ask-first-code")) else {
            complain(&program.say("codes-wait"));
            return Ok(Exit::Done);
        };
        match client.ask(client::PATIENCE, move |setup| once::confirm_codes(setup, &code)) {
            Ok(()) => {
                program.print(&format!("{}\n", program.say("codes-on")))?;
                return Ok(Exit::Done);
            }
            Err(error) if left > 0 && is_wrong(&error) => {
                program.report(&client.fail(error));
            }
            Err(error) => return Err(client.fail(error)),
        }
    }
    Ok(Exit::Done)
}

fn is_wrong(error: &SyncError) -> bool {
    matches!(error, SyncError::Correction("problems-wrong-code"))
}

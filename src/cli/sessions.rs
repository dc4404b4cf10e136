//! `zvonok sessions`: where the own account is signed in, and ending it there: who forgot to sign out in another classroom ends that
//! session from here. What was entered there and not sent yet stays on that computer, and goes after the next sign-in.

use super::args::Sessions;
use super::client::{self, Client};
use super::exit::{Exit, Failure, Outcome};
use super::table::Table;
use super::{Program, complain};
use crate::protocol::OwnSession;
use crate::sync::once;

/// Letters of an id that are shown.
const SHOWN: usize = 6;

pub(super) fn run(program: &Program, args: &Sessions) -> Outcome {
    let client = Client::open(program)?;
    let sessions = client.ask(client::PATIENCE, once::sessions).map_err(|error| client.fail(error))?;
    let ended = ended(program, args, &sessions)?;
    if ended.is_empty() && args.others {
        complain(&program.say("sessions-no-others"));
    }
    if !ended.is_empty() {
        let (ids, count) = (ended.clone(), ended.len());
        client.ask(client::PATIENCE, move |setup| once::end_sessions(setup, &ids)).map_err(|error| client.fail(error))?;
        complain(&program.say_with("sessions-ended", &[("count", count.into())]));
    }
    let left: Vec<&OwnSession> = sessions.iter().filter(|session| !ended.contains(&session.id)).collect();
    if args.json {
        program.print_json(&left)?;
    } else {
        program.print(&table(program, &client, &left).text())?;
    }
    Ok(Exit::Done)
}

/// Ids of those that are to end.
fn ended(program: &Program, args: &Sessions, sessions: &[OwnSession]) -> Result<Vec<String>, Failure> {
    if args.others {
        return Ok(sessions.iter().filter(|session| !session.current).map(|session| session.id.clone()).collect());
    }
    let mut ended = Vec::new();
    for wanted in &args.end {
        let id = [("id", wanted.clone().into())];
        let mut meant = sessions.iter().filter(|session| !wanted.is_empty() && session.id.starts_with(wanted.as_str()));
        let Some(session) = meant.next().filter(|_| meant.next().is_none()) else {
            return Err(program.fail_with(Exit::Usage, "fail-session", &id));
        };
        if session.current {
            return Err(program.fail_with(Exit::Usage, "fail-session-current", &id));
        }
        ended.push(session.id.clone());
    }
    Ok(ended)
}

fn table(program: &Program, client: &Client<'_>, sessions: &[&OwnSession]) -> Table {
    let heads = ["id", "used", "machine", "address", "opened", "ends"];
    let mut table = Table::with_heads(heads.map(|head| program.say(&format!("sessions-{head}"))));
    for session in sessions {
        let machine = if session.machine.is_empty() { program.say("sessions-unnamed") } else { session.machine.clone() };
        let machine = if session.current { format!("{machine} {}", program.say("sessions-current")) } else { machine };
        table.row([
            session.id.chars().take(SHOWN).collect(),
            client.local(session.used_at),
            machine,
            session.address.clone(),
            client.local(session.created_at),
            client.local(session.expires_at),
        ]);
    }
    table
}

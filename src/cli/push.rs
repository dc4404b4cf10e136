//! `zvonok push`: sends what waits, now.

use std::time::Duration;

use super::args::Push;
use super::client::Client;
use super::entries::{self, Sending};
use super::exit::{Exit, Outcome};
use super::{Program, queue};

pub(super) fn run(program: &Program, args: &Push) -> Outcome {
    let client = Client::open(program)?;
    let store = &client.setup.store;
    let before = store.count_waiting().map_err(|error| client.fail(error))?;
    if before == 0 {
        program.print(&format!("{}\n", program.say("queue-nothing")))?;
        return Ok(Exit::Done);
    }
    // To ask for sending is to have thought twice.
    store.end_hold(client.now()?).map_err(|error| client.fail(error))?;
    let error = entries::send(&client, Sending::Wait(Duration::from_secs(u64::from(args.wait))));
    let left = store.waiting().map_err(|error| client.fail(error))?;
    let args = [("sent", before.saturating_sub(left.len()).into()), ("left", left.len().into())];
    program.print(&format!("{}\n", program.say_with(if left.is_empty() { "push-all" } else { "push-some" }, &args)))?;
    let mut exit = queue::exit(&left);
    if let Some(error) = error {
        exit = exit.or(program.report(&client.fail(error)));
    }
    Ok(exit)
}

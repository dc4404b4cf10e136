//! `zvonok purge`: what is kept on this computer no longer than the regulation allows.

use serde::Serialize;

use super::Program;
use super::args::Purge;
use super::client::Client;
use super::exit::{Exit, Outcome};
use crate::store::{Purged, Terms};
use crate::sync;

#[derive(Debug, Serialize)]
struct Report<'a> {
    dry_run: bool,
    #[serde(flatten)]
    purged: &'a Purged,
    act: Option<String>,
}

pub(super) fn run(program: &Program, args: &Purge) -> Outcome {
    let client = Client::open(program)?;
    let store = &client.setup.store;
    let terms: Terms = sync::purge_terms(store, client.now()?).map_err(|error| client.fail(error))?;
    let (purged, act) = if args.dry_run {
        (store.would_purge(terms).map_err(|error| client.fail(error))?, None)
    } else {
        store.purge(terms).map_err(|error| client.fail(error))?
    };
    let act = act.map(|path| path.display().to_string());
    if args.json {
        program.print_json(&Report { dry_run: args.dry_run, purged: &purged, act })?;
        return Ok(Exit::Done);
    }
    let mut text = String::new();
    for (key, count) in [
        ("purge-left-journals", purged.left_journals),
        ("purge-old-pages", purged.old_pages),
        ("purge-old-days", purged.old_days),
        ("purge-old-entries", purged.old_entries),
        ("purge-unreadable", purged.unreadable),
        ("purge-old-papers", purged.old_papers),
    ] {
        text.push_str(&program.say_with(key, &[("count", count.into())]));
        text.push('\n');
    }
    let end = match (&act, args.dry_run) {
        (Some(path), _) => program.say_with("purge-act", &[("path", path.clone().into())]),
        (None, true) => program.say_with("purge-dry", &[("days", terms.days.into())]),
        (None, false) => program.say("purge-nothing"),
    };
    program.print(&format!("{text}{end}\n"))?;
    Ok(Exit::Done)
}

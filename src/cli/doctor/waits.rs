//! What waits, and for what: entries that a person must decide, a time without a server, another window.

use super::{Check, State, check, check_with};
use crate::cli::Program;
use crate::outbox::Life;
use crate::sync::Setup;

pub(super) fn checks(program: &Program, setup: &Setup) -> Vec<Check> {
    let mut checks = vec![queue(program, setup)];
    checks.extend(outage(program, setup));
    checks.extend(window(program, setup));
    checks
}

/// Entries that do not go by themselves.
fn queue(program: &Program, setup: &Setup) -> Check {
    let name = "queue";
    let Ok(waiting) = setup.store.waiting() else { return check(program, name, State::Unknown, "doctor-unknown") };
    let count = |life| waiting.iter().filter(|entry| entry.life == life).count();
    let (conflicts, refused, uncertain) = (count(Life::Conflict), count(Life::Refused), count(Life::Uncertain));
    let args = [("conflicts", conflicts.into()), ("refused", refused.into()), ("count", uncertain.into())];
    match (conflicts + refused, uncertain) {
        (0, 0) => check(program, name, State::Good, "doctor-queue-good"),
        (0, _) => check_with(program, name, State::Warning, "doctor-queue-uncertain", &args),
        _ => check_with(program, name, State::Warning, "doctor-queue-undecided", &args),
    }
}

/// A time without a server that has not ended.
fn outage(program: &Program, setup: &Setup) -> Option<Check> {
    let lasting = setup.store.outages(1).ok()?.into_iter().find(|outage| outage.to.is_none())?;
    let zone = setup.store.school().ok().flatten().and_then(|school| crate::domain::Zone::parse(&school.value.school.zone));
    let from = match zone {
        Some(zone) => zone.local(lasting.from).format("%d.%m %H:%M").to_string(),
        None => lasting.from.format("%d.%m %H:%M UTC").to_string(),
    };
    let how = format!("outage-{}", lasting.noticed);
    let how = program.say(if program.strings.has(&how) { &how } else { "outage-connect" });
    Some(check_with(program, "outage", State::Warning, "doctor-outage-lasts", &[("from", from.into()), ("how", how.into())]))
}

/// Another program that shows the screens of this account, by the kernel's list of locks: to try the lock would be to hold it
/// for a moment, against who starts just then.
fn window(program: &Program, setup: &Setup) -> Option<Check> {
    let process = holder(&setup.store.folder().join("screens.lock"))?;
    Some(check_with(program, "window", State::Good, "doctor-window-open", &[("process", process.into())]))
}

/// The number of the process that holds a lock on a file.
#[cfg(target_os = "linux")]
fn holder(file: &std::path::Path) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let inode = std::fs::metadata(file).ok()?.ino().to_string();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (process, place) = (words.get(4)?, words.get(5)?);
        (words.get(3) == Some(&"WRITE") && place.rsplit(':').next() == Some(inode.as_str())).then(|| (*process).to_owned())
    })
}

#[cfg(not(target_os = "linux"))]
fn holder(_file: &std::path::Path) -> Option<String> {
    None
}

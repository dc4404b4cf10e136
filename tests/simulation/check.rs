//! What must be true when a run is over.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use zvonok::domain::{Marks, Operation, OperationId, Target, Value};
use zvonok::outbox::{Entry, Life, chain};

use crate::device::Device;
use crate::template::Lesson;
use crate::world::{Version, World};

/// What the runs of a suite must have met: a simulation that meets no faults proves nothing.
pub const MUST_BE_SEEN: &[&str] = &[
    "client: killed",
    "clock: an entry by the checked clock",
    "clock: suspended",
    "clock: the computer was restarted",
    "clock: the wall clock jumped",
    "entry: conflict",
    "entry: in the journal",
    "entry: refused",
    "entry: uncertain",
    "line: HTML in place of an answer",
    "line: answer late",
    "line: answer lost after the commit",
    "line: half a JSON",
    "line: passed",
    "line: question late, after the client's time-out",
    "line: question lost",
    "line: question lost in silence",
    "line: question twice",
    "line: refused",
    "line: verdicts missing",
    "person: an entry",
    "person: an entry that is held",
    "person: kept the journal's value",
    "person: kept the own value",
    "person: sent a refused entry again",
    "person: took an entry back",
    "server: killed",
    "server: killed before its answer arrived",
    "server: restored from a backup",
    "status 401",
    "status 403",
    "status 409",
    "status 413",
    "status 426",
    "status 429",
    "status 500 after the commit",
    "status 503",
];

/// Holds the journal against what the devices say of it.
pub fn check(world: &World, devices: &[Rc<Device>], lesson: &Lesson) {
    let versions = world.versions();
    let mut accepted: HashMap<OperationId, Operation> = HashMap::new();
    for device in devices {
        let mut entries = device.store().history(10_000).expect("read");
        entries.reverse();
        nothing_is_lost(world, device, &entries);
        nothing_waits(world, device, &entries);
        if !chain::is_unbroken(entries.iter().map(|entry| &entry.operation)) {
            world.wrong(format!("device {}: the chain of entries is broken", device.number));
        }
        in_order(world, device, &entries, &versions);
        let own = entries.into_iter().filter(|entry| entry.life == Life::InJournal);
        accepted.extend(own.map(|entry| (entry.operation.id, entry.operation)));
        the_page_is_the_journal(world, device, lesson, &versions);
    }
    the_journal_is_what_was_accepted(world, &accepted, &versions);
}

/// Everything that was shown as on the disk is there, and says what it said.
fn nothing_is_lost(world: &World, device: &Device, entries: &[Entry]) {
    let there: HashMap<_, _> = entries.iter().map(|entry| (entry.operation.id, &entry.operation)).collect();
    for (id, shown) in device.shown.borrow().iter() {
        match there.get(id) {
            Some(kept) if kept.value == shown.value && kept.target == shown.target && kept.made_at == shown.made_at => {}
            Some(_) => world.wrong(format!("device {}: {id} says something else now", device.number)),
            None => world.wrong(format!("device {}: {id} was shown as on the disk, and is lost", device.number)),
        }
    }
}

fn nothing_waits(world: &World, device: &Device, entries: &[Entry]) {
    for entry in entries.iter().filter(|entry| entry.life.waits()) {
        let (id, life) = (entry.operation.id, entry.life.name());
        world.wrong(format!("device {}: {id} is stuck: {life} {:?}", device.number, entry.findings));
    }
}

/// The entries of a fact stand in the journal in the order of their making.
fn in_order(world: &World, device: &Device, entries: &[Entry], versions: &[Version]) {
    let places: HashMap<_, _> = versions.iter().enumerate().map(|(place, version)| (version.operation, place)).collect();
    let mut last: HashMap<&Target, usize> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.life == Life::InJournal) {
        let Some(place) = places.get(&entry.operation.id) else { continue };
        if last.insert(&entry.operation.target, *place).is_some_and(|before| before > *place) {
            world.wrong(format!("device {}: {} overtook an earlier entry of its fact", device.number, entry.operation.id));
        }
    }
}

fn the_journal_is_what_was_accepted(world: &World, accepted: &HashMap<OperationId, Operation>, versions: &[Version]) {
    let mut seen = HashSet::new();
    let mut present: BTreeMap<&str, &Version> = BTreeMap::new();
    for version in versions {
        let id = version.operation;
        if !seen.insert(id) {
            world.wrong(format!("{id} stands twice in the journal"));
        }
        let Some(operation) = accepted.get(&id) else {
            world.wrong(format!("{id} is in the journal, and nobody knows it"));
            continue;
        };
        if said(operation.value.as_ref()) != written(version) {
            world.wrong(format!("{id} says something else in the journal"));
        }
        // Each version was made on what the journal held then.
        let before = present.insert(&version.target, version);
        let fits = match before {
            Some(before) => version.base == Some(before.operation) || (version.base.is_none() && before.value.is_none()),
            None => version.base.is_none(),
        };
        if !fits {
            world.wrong(format!("{id} was written over something that its author had not seen"));
        }
    }
    for id in accepted.keys().filter(|id| !seen.contains(id)) {
        world.wrong(format!("{id} is said to be in the journal, and is not"));
    }
}

/// What the device shows of the journal is the journal.
fn the_page_is_the_journal(world: &World, device: &Device, lesson: &Lesson, versions: &[Version]) {
    let page = device.store().page(&lesson.held.journal, &lesson.period).expect("read").expect("cached").value;
    let present: BTreeMap<&str, &Version> = versions.iter().map(|version| (version.target.as_str(), version)).collect();
    for (target, version) in present {
        let target: Target = serde_json::from_str(target).expect("a target");
        let shown = page.fact(&target);
        let never_was = shown.is_none_or(|shown| shown.value.is_none()) && version.value.is_none();
        if !never_was && shown.map(|shown| shown.version) != Some(version.operation) {
            let shown = shown.map(|shown| shown.version.to_string()).unwrap_or_default();
            world.wrong(format!("device {} shows «{shown}» where the journal has {}", device.number, version.operation));
        }
    }
}

/// What a value says, without how a work came to be.
fn said(value: Option<&Value>) -> Option<Result<Marks, Value>> {
    value.map(|value| match value {
        Value::Marks { marks, .. } => Ok(*marks),
        other => Err(other.clone()),
    })
}

fn written(version: &Version) -> Option<Result<Marks, Value>> {
    let value: Option<Value> = version.value.as_ref().map(|json| serde_json::from_str(json).expect("a value"));
    said(value.as_ref())
}

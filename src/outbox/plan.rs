//! What to send next. Pure.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Entry, Life, Link};
use crate::domain::{OperationId, Target};

/// After how long an entry that was given to the network counts as unanswered: the sender died. Longer than the longest
/// time-out of the adapter.
pub const ANSWER_WITHIN: TimeDelta = TimeDelta::seconds(60);

/// What to do about the queue now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Send these, in this order.
    Send(Vec<OperationId>),
    /// Nothing before this instant.
    WaitUntil(DateTime<Utc>),
    /// Entries wait for a sign-in.
    SignIn,
    /// Nothing waits that could be sent.
    Idle,
}

/// Decides what to do about the queue at an instant. `entries` are in the order of their making.
///
/// Order is kept for each fact: of several entries of one fact only the first goes. An entry that is held, refused or in
/// conflict holds back the later ones of its own fact and no others.
#[must_use]
pub fn plan(entries: &[Entry], now: DateTime<Utc>, link: &Link) -> Plan {
    let mut facts: HashSet<&Target> = HashSet::new();
    let mut ready = Vec::new();
    let mut next: Option<DateTime<Utc>> = None;
    for entry in entries.iter().filter(|entry| entry.life.waits()) {
        let first = facts.insert(&entry.operation.target);
        if !first {
            continue;
        }
        match ready_at(entry, now) {
            Some(at) if at <= now => ready.push(entry.operation.id),
            Some(at) => next = Some(next.map_or(at, |next| next.min(at))),
            None => {}
        }
    }
    if ready.is_empty() {
        return next.map_or(Plan::Idle, Plan::WaitUntil);
    }
    if link.sign_in {
        return Plan::SignIn;
    }
    if let Some(not_before) = link.rests_until(now) {
        return Plan::WaitUntil(not_before);
    }
    ready.truncate(link.batch.max(1));
    Plan::Send(ready)
}

/// When an entry may be sent; `None`: not without a person or the server's answer.
fn ready_at(entry: &Entry, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match entry.life {
        Life::Held => Some(entry.held_until.unwrap_or(now)),
        Life::OnDisk | Life::Uncertain => Some(now),
        // A clock that was put back must not hold an entry for ever.
        Life::Sent => Some(entry.sent_at.filter(|sent| *sent <= now).map_or(now, |sent| sent + ANSWER_WITHIN)),
        _ => None,
    }
}

/// Until when a new entry is held, `None`: not at all.
///
/// `lesson_starts` is when the lesson of a topic or homework begins (what is prepared before goes then); `hold_seconds` is the
/// profile's; `due` the nearest deadline of the entry: in the ten minutes before it nothing is held for second thoughts.
#[must_use]
pub fn held_until(
    target: &Target,
    made_at: DateTime<Utc>,
    lesson_starts: Option<DateTime<Utc>>,
    hold_seconds: u32,
    due: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let prepared = matches!(target, Target::Topic { .. } | Target::Homework { .. });
    if let Some(starts) = lesson_starts.filter(|starts| prepared && *starts > made_at) {
        return Some(starts);
    }
    let until = made_at + TimeDelta::seconds(i64::from(hold_seconds));
    let pressing = due.is_some_and(|due| made_at >= due - TimeDelta::minutes(10));
    (hold_seconds > 0 && !pressing).then_some(until)
}

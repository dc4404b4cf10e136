//! What to send next. Pure.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{FactKey, Life, Line, Link};
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

/// Decides what to do about the queue at an instant. `lines` are in the order of their making; no more of them are looked at than
/// make a batch.
///
/// Order is kept for each fact: of several entries of one fact only the first goes. An entry that is held, refused or in
/// conflict holds back the later ones of its own fact and no others.
#[must_use]
pub fn plan<'l>(lines: impl IntoIterator<Item = &'l Line>, now: DateTime<Utc>, link: &Link) -> Plan {
    let mut facts: HashSet<FactKey> = HashSet::new();
    let batch = link.batch.max(1);
    let mut ready = Vec::new();
    let mut next: Option<DateTime<Utc>> = None;
    for line in lines.into_iter().filter(|line| line.life.waits()) {
        if ready.len() == batch {
            break;
        }
        let first = facts.insert(line.fact);
        if !first {
            continue;
        }
        match ready_at(line, now) {
            Some(at) if at <= now => ready.push(line.id),
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
    Plan::Send(ready)
}

/// When an entry may be sent; `None`: not without a person or the server's answer.
fn ready_at(line: &Line, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match line.life {
        Life::Held => Some(line.held_until.unwrap_or(now)),
        Life::OnDisk | Life::Uncertain => Some(now),
        // A clock that was put back must not hold an entry for ever.
        Life::Sent => Some(line.sent_at.filter(|sent| *sent <= now).map_or(now, |sent| sent + ANSWER_WITHIN)),
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

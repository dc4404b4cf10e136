//! What the synchronising worker tells, as events of the program.

use chrono::{DateTime, Utc};

use super::Message;
use crate::event::{Event, Reply, Source};
use crate::outbox::{Entry, Fault};
use crate::state::Link;
use crate::store::Store;
use crate::sync::{self, LinkState, SyncError, SyncEvent};

/// How many acknowledged entries are looked through for those that a page does not know yet.
const RECENT: usize = 400;

/// The message of something that the worker told.
pub fn message(store: &Store, event: SyncEvent) -> Message {
    let reply = match event {
        SyncEvent::Entries(entries) => Reply::Entries(entries),
        SyncEvent::QueueChanged => return Message::QueueChanged,
        SyncEvent::School { account, school, .. } => Reply::School { account, school },
        SyncEvent::Day { generation, day, from } => {
            Reply::Day { generation, day: Box::new(day.value), source: source(from) }
        }
        SyncEvent::Page { generation, page, from } => {
            let entries = overlaying(store, page.at);
            Reply::Page { generation, page: Box::new(page.value), entries, read_at: page.at, source: source(from) }
        }
        SyncEvent::Journals { generation, journals, .. } => {
            Reply::Journals { generation, journals: Box::new(journals.value) }
        }
        SyncEvent::Status { generation, status, .. } => Reply::Status { generation, status: Box::new(status.value) },
        SyncEvent::Link(link) => Reply::Link(self::link(link)),
        SyncEvent::Clock(offset) => return Message::Clock(offset),
        SyncEvent::SignInNeeded | SyncEvent::SignedOut => Reply::SignInNeeded,
        SyncEvent::SignedIn { account, must_change_password } => Reply::SignedIn { account, must_change_password },
        SyncEvent::PasswordChanged => Reply::PasswordChanged,
        SyncEvent::Failed { generation, error } => failed(generation, &error),
    };
    Message::Event(Event::Reply(reply))
}

/// A question that failed for want of a link needs no sentence: the first line says it.
fn failed(generation: u64, error: &SyncError) -> Reply {
    let is_link = match error {
        SyncError::Cut => true,
        SyncError::Remote(error) => matches!(error.fault(), Fault::NotReached | Fault::NoAnswer),
        _ => false,
    };
    if is_link && generation != 0 {
        return Reply::Missing { generation, date: None };
    }
    Reply::Failed { generation, why: error.key() }
}

/// How the link is, in the words of the state.
#[must_use]
pub const fn link(link: LinkState) -> Link {
    match link {
        LinkState::Unknown => Link::Unknown,
        LinkState::Up => Link::Up,
        LinkState::Down { since } => Link::Down { since },
    }
}

const fn source(from: sync::From) -> Source {
    match from {
        sync::From::Cache => Source::Cache,
        sync::From::Server => Source::Server,
    }
}

/// Entries to lay over a page: those that wait, and those acknowledged after it was read.
#[must_use]
pub fn overlaying(store: &Store, since: DateTime<Utc>) -> Vec<Entry> {
    let mut entries = store.waiting().unwrap_or_default();
    let recent = store.history(RECENT).unwrap_or_default();
    entries.extend(recent.into_iter().filter(|entry| !entry.life.waits() && entry.acknowledged_at >= Some(since)));
    entries
}

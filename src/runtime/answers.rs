//! What the synchronising worker tells, as events of the program.

use chrono::{DateTime, Utc};

use super::Message;
use crate::event::{Event, Reply, Source};
use crate::outbox::Entry;
use crate::remote::RemoteError;
use crate::remote::error::Obstacle;
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
        SyncEvent::Corrections { generation, corrections } => Reply::Corrections { generation, corrections },
        SyncEvent::History { generation, history } => Reply::History { generation, history },
        SyncEvent::Phrases { generation, phrases } => Reply::Phrases { generation, phrases },
        SyncEvent::Review { generation, survey, from } => Reply::Review { generation, survey, source: source(from) },
        SyncEvent::Link(link) => Reply::Link(self::link(link)),
        SyncEvent::Clock(offset) => return Message::Clock(offset),
        SyncEvent::SignInNeeded | SyncEvent::SignedOut => Reply::SignInNeeded,
        SyncEvent::SignedIn { account, must_change_password, last } => {
            Reply::SignedIn { account, must_change_password, last }
        }
        SyncEvent::PasswordChanged => Reply::PasswordChanged,
        SyncEvent::Failed { generation, error } => failed(generation, &error),
    };
    Message::Event(Event::Reply(reply))
}

/// A question that failed for want of a link needs no sentence: the first line says it. A certificate that does not match does:
/// it does not pass by itself.
fn failed(generation: u64, error: &SyncError) -> Reply {
    let is_link = match error {
        SyncError::Cut | SyncError::Remote(RemoteError::NoAnswer { .. }) => true,
        SyncError::Remote(RemoteError::NotReached { obstacle, .. }) => {
            matches!(obstacle, Obstacle::Name | Obstacle::Connect | Obstacle::TimeOut)
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_passes_by_itself_is_left_to_the_first_line() {
        let not_reached = |obstacle| RemoteError::NotReached { obstacle, cause: String::new() };
        let table = [
            (not_reached(Obstacle::Connect), None),
            (not_reached(Obstacle::Name), None),
            (not_reached(Obstacle::TimeOut), None),
            (RemoteError::NoAnswer { cause: String::new() }, None),
            (not_reached(Obstacle::Certificate), Some("remote-certificate")),
            (not_reached(Obstacle::CertificateTime), Some("remote-certificate-time")),
            (not_reached(Obstacle::CertificatePin), Some("remote-certificate-pin")),
            (RemoteError::Certificates(String::new()), Some("remote-ca-file")),
            (RemoteError::Pins, Some("remote-pin")),
        ];
        for (error, expected) in table {
            let said = match failed(7, &SyncError::Remote(error)) {
                Reply::Failed { generation: 7, why } => Some(why),
                Reply::Missing { generation: 7, .. } => None,
                other => panic!("{other:?}"),
            };
            assert_eq!(said.as_deref(), expected);
        }
    }
}

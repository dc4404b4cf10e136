//! Lets the session live on, quietly, long before it ends: nobody should have to type a password in the evening of a deadline because
//! of a date.
//!
//! The server gives a session thirty days from its last renewal, and no more than half a year from its sign-in. Near that end a
//! renewal changes nothing, so that the question is asked once a day at most. A session that has ended all the same is said like any
//! other: the queue waits for a sign-in, and nothing of it is lost.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::SyncError;
use super::caller::Caller;
use crate::outbox::Fault;
use crate::store::Store;

const NOTE: &str = "session";
/// A session that ends sooner is renewed.
const AHEAD: TimeDelta = TimeDelta::days(23);
/// The pause between two questions.
const PAUSE: TimeDelta = TimeDelta::days(1);

/// What is known of the session's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Term {
    /// When it ends, by the server.
    ends_at: DateTime<Utc>,
    /// When that was asked last.
    asked_at: DateTime<Utc>,
}

impl Term {
    fn is_due(self, now: DateTime<Utc>) -> bool {
        // A clock that was set back since must not put it off for long.
        let asked_lately = self.asked_at <= now && now < self.asked_at + PAUSE;
        self.ends_at < now + AHEAD && !asked_lately
    }
}

/// Keeps when a session ends that was opened or renewed just now.
pub(super) fn keep(store: &Store, ends_at: DateTime<Utc>, now: DateTime<Utc>) {
    store.put_note(NOTE, &Term { ends_at, asked_at: now });
}

/// Renews the session of a conversation where it is time.
pub(super) async fn renew(caller: &Caller) -> Result<(), SyncError> {
    let (store, now) = (&caller.setup.store, caller.now());
    let known: Option<Term> = store.note(NOTE)?;
    if known.is_some_and(|term| !term.is_due(now)) {
        return Ok(());
    }
    match caller.setup.remote.renew(caller.token.reveal()).await {
        Ok(answer) => keep(store, answer.value.expires_at, now),
        // A server that renews nothing says so; it is asked again tomorrow.
        Err(error) if matches!(error.fault(), Fault::Refused(_)) => {
            keep(store, known.map_or(now, |term| term.ends_at), now);
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_renewed_a_week_after_it_began_and_then_once_a_day() {
        let at = |day: i64, hour: i64| DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + day) + TimeDelta::hours(hour);
        for (ends, asked, now, due) in [
            (at(30, 0), at(0, 0), at(0, 1), false),
            (at(30, 0), at(0, 0), at(7, 0), false),
            (at(30, 0), at(0, 0), at(7, 1), true),
            (at(30, 0), at(7, 1), at(8, 0), false),
            (at(30, 0), at(7, 1), at(8, 1), true),
            (at(30, 0), at(0, 0), at(31, 0), true),
            // The clock was set back behind the last question.
            (at(10, 0), at(9, 0), at(3, 0), true),
        ] {
            assert_eq!(Term { ends_at: ends, asked_at: asked }.is_due(now), due, "{ends} {asked} {now}");
        }
    }
}

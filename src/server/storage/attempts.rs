//! Wrong passwords of late: kept in the journal, so that all servers on it count together and a restart forgives nothing.

use chrono::{DateTime, TimeDelta, Utc};

use super::people::{instant, sign_in};
use super::tx::{Tx, params};
use super::{Storage, StorageError, Turn};
use crate::domain::Digest;

/// They are forgotten after this.
const FORGET: TimeDelta = TimeDelta::minutes(15);

/// Wrong passwords of something that is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) struct Attempt {
    /// How many there were without a pause that would have let them be forgotten.
    pub(in crate::server) wrong: u32,
    /// The last one.
    pub(in crate::server) last: DateTime<Utc>,
}

impl Storage {
    /// What is known of each of the things watched, in their order. Each is named by a digest.
    pub(in crate::server) fn attempts(&self, watched: &[Digest]) -> Result<Vec<Option<Attempt>>, StorageError> {
        self.read(|tx| {
            let sql = "SELECT wrong, last FROM attempts WHERE watched = ?";
            let read = |digest: &Digest| {
                tx.first(sql, params![digest.0], |row| Ok(Attempt { wrong: row.get(0)?, last: instant(row.get(1)?) }))
            };
            watched.iter().map(read).collect()
        })
    }

    /// Counts a wrong password, and puts it down for the owner of the login. A login that nobody has is not named.
    pub(in crate::server) fn wrong_password(
        &self,
        login: &str,
        from: &str,
        watched: Vec<Digest>,
        now: DateTime<Utc>,
    ) -> Result<(), StorageError> {
        let (login, from) = (login.to_owned(), from.to_owned());
        self.write_quietly(Turn::of_attempts(&login), move |tx| {
            for digest in watched {
                count(tx, digest, now)?;
            }
            tx.execute("DELETE FROM attempts WHERE last <= ?", [(now - FORGET).timestamp_millis()])?;
            if tx.exists("SELECT 1 FROM logins WHERE login = ?", [&login])? {
                sign_in(tx, &login, &from, now, false)?;
            }
            Ok(())
        })
    }

    /// Forgives one of the things watched.
    pub(in crate::server) fn forgive(&self, login: &str, watched: Digest) -> Result<(), StorageError> {
        self.write_quietly(Turn::of_attempts(login), move |tx| {
            tx.execute("DELETE FROM attempts WHERE watched = ?", params![watched.0])?;
            Ok(())
        })
    }
}

fn count(tx: &Tx<'_>, watched: Digest, now: DateTime<Utc>) -> Result<(), StorageError> {
    let sql = "INSERT INTO attempts (watched, wrong, last) VALUES (?, 1, ?) ON CONFLICT (watched) DO UPDATE SET
         wrong = CASE WHEN attempts.last > ? THEN attempts.wrong + 1 ELSE 1 END, last = excluded.last";
    tx.execute(sql, params![watched.0, now.timestamp_millis(), (now - FORGET).timestamp_millis()])?;
    Ok(())
}

//! Own sessions: listed, renewed and ended by who opened them.

use chrono::{DateTime, TimeDelta, Utc};

use super::people::{SESSION_IDLE, SESSION_LIFE, instant};
use super::tx::{Tx, params};
use super::{SignedIn, Storage, StorageError, Turn, audit};
use crate::domain::Digest;
use crate::protocol::OwnSession;
use crate::server::password::digest;

/// However often it is renewed, a session ends this long after its sign-in.
const SESSION_MOST: TimeDelta = TimeDelta::days(180);

/// Which own sessions are ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server) enum Ended {
    /// The one of this id ([`OwnSession::id`]).
    One(String),
    /// All of the login, the one that asks among them.
    All,
}

impl Storage {
    /// The sessions of the login that live, the last used first.
    pub(in crate::server) fn sessions(
        &self,
        signed: &SignedIn,
        now: DateTime<Utc>,
    ) -> Result<Vec<OwnSession>, StorageError> {
        self.read(|tx| {
            let found = living(tx, &signed.account.login, now)?;
            Ok(found.into_iter().map(|(token, session)| OwnSession { current: token == signed.token, ..session }).collect())
        })
    }

    /// Lets a session live on; gives when it ends now. `None`: it has ended meanwhile.
    pub(in crate::server) fn renew(
        &self,
        signed: &SignedIn,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, StorageError> {
        let token = signed.token;
        self.write_quietly(Turn::of_nobody(), move |tx| {
            let created: Option<i64> =
                tx.first("SELECT created FROM sessions WHERE token = ?", params![token.0], |row| row.get(0))?;
            let Some(created) = created else { return Ok(None) };
            let until = (now + SESSION_LIFE).min(instant(created) + SESSION_MOST).timestamp_millis();
            let sql =
                "UPDATE sessions SET used = ?1, expires = CASE WHEN expires < ?2 THEN ?2 ELSE expires END WHERE token = ?3";
            tx.execute(sql, params![now.timestamp_millis(), until, token.0])?;
            tx.first("SELECT expires FROM sessions WHERE token = ?", params![token.0], |row| Ok(instant(row.get(0)?)))
        })
    }

    /// Ends own sessions; gives how many there were.
    pub(in crate::server) fn end_sessions(
        &self,
        signed: &SignedIn,
        ended: Ended,
        now: DateTime<Utc>,
    ) -> Result<usize, StorageError> {
        let account = signed.account.clone();
        self.write(Turn::of_login(&signed.account.login), move |tx| {
            let tokens = living(tx, &account.login, now)?;
            let meant = tokens.iter().filter(|(_, session)| match &ended {
                Ended::One(id) => session.id == *id,
                Ended::All => true,
            });
            let mut count = 0;
            for (token, _) in meant {
                count += tx.execute("DELETE FROM sessions WHERE token = ?", params![token.0])?;
            }
            if count > 0 {
                let detail = [("count", &*count.to_string())];
                audit::note(tx, &account.school, now, account.id.as_str(), "sessions_end", &detail)?;
            }
            Ok(count)
        })
    }
}

fn living(tx: &Tx<'_>, login: &str, now: DateTime<Utc>) -> Result<Vec<(Digest, OwnSession)>, StorageError> {
    let sql =
        "SELECT token, created, used, expires, address, machine FROM sessions WHERE login = ? AND expires > ? AND used > ?
         ORDER BY used DESC, created DESC";
    let idle = (now - SESSION_IDLE).timestamp_millis();
    tx.all(sql, params![login, now.timestamp_millis(), idle], |row| {
        let token = Digest(row.get(0)?);
        let session = OwnSession {
            id: public(token),
            created_at: instant(row.get(1)?),
            used_at: instant(row.get(2)?),
            expires_at: instant(row.get(3)?),
            address: row.get(4)?,
            machine: row.get(5)?,
            current: false,
        };
        Ok((token, session))
    })
}

/// A name from which nothing that opens a door can be made.
fn public(token: Digest) -> String {
    digest(format!("session {token}").as_bytes()).to_string()[..32].to_owned()
}

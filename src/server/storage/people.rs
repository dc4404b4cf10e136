//! Who signs in, and the sessions. Passwords arrive here as PHC strings and tokens as SHA-256 digests, never in clear.

use chrono::{DateTime, TimeDelta, Utc};

use super::tx::{Row, Tx, params};
use super::{Storage, StorageError, Turn, audit};
use crate::domain::{Account, AccountId, Digest, Role, SchoolId};
use crate::protocol::LastSignIn;
use crate::server::totp::TotpSecret;

/// A session ends this long after sign-in, whatever happens.
pub(super) const SESSION_LIFE: TimeDelta = TimeDelta::days(30);
/// A session that was not used for this long has ended.
pub(super) const SESSION_IDLE: TimeDelta = TimeDelta::days(14);
/// How exactly the last use of a session is known: reading must not write at every request.
const USED_GRAIN: TimeDelta = TimeDelta::hours(1);

/// What is needed to check a password.
#[derive(Debug, Clone)]
pub(in crate::server) struct Login {
    /// PHC string; empty where no password was given out.
    pub(in crate::server) password: String,
    /// Whether the login was closed by an administrator.
    pub(in crate::server) disabled: bool,
    /// Whether one-time codes are asked for.
    pub(in crate::server) has_codes: bool,
}

/// What became of a sign-in whose password was right.
#[derive(Debug)]
pub(in crate::server) enum Opened {
    /// A session was opened; with the sign-in before it.
    Session(Box<SignedIn>, Option<LastSignIn>),
    /// The login has no account in any school.
    NoAccount,
    /// A one-time code is needed as well.
    CodeNeeded,
    /// The code is wrong, or was used already.
    WrongCode,
}

/// Where somebody signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::server) struct Whence {
    /// The address; empty where it is not known.
    pub(in crate::server) address: String,
    /// The computer's name, as its client says it; empty where it says none.
    pub(in crate::server) machine: String,
}

/// Whose session it is.
#[derive(Debug, Clone)]
pub(in crate::server) struct SignedIn {
    pub(in crate::server) account: Account,
    pub(in crate::server) must_change_password: bool,
    pub(in crate::server) expires_at: DateTime<Utc>,
    /// When this person first signed in anywhere: nothing can have been made before.
    pub(in crate::server) first_sign_in: DateTime<Utc>,
    /// The session's own name: SHA-256 of its token.
    pub(in crate::server) token: Digest,
    /// Whether the last use should be written down again.
    pub(in crate::server) stale: bool,
}

impl SignedIn {
    /// Somebody in whose name the server's own command line acts: no session belongs to it.
    pub(super) fn at_the_console(account: Account, now: DateTime<Utc>) -> Self {
        Self {
            account,
            must_change_password: false,
            expires_at: now,
            first_sign_in: now,
            token: Digest::default(),
            stale: false,
        }
    }
}

impl Storage {
    /// The password of a login; `None`: nobody has that login.
    pub(in crate::server) fn login(&self, login: &str) -> Result<Option<Login>, StorageError> {
        self.read(|tx| {
            let sql = "SELECT password, disabled, totp IS NOT NULL FROM logins WHERE login = ?";
            let read = |row: &Row<'_>| Ok(Login { password: row.get(0)?, disabled: row.get(1)?, has_codes: row.get(2)? });
            tx.first(sql, [login], read)
        })
    }

    /// Opens a session for a login whose password was right, with the one-time code that came along.
    pub(in crate::server) fn open_session(
        &self,
        login: &str,
        (token, code): (Digest, Option<String>),
        from: Whence,
        now: DateTime<Utc>,
    ) -> Result<Opened, StorageError> {
        let (login, Whence { address: from, machine }) = (login.to_owned(), from);
        self.write(Turn::of_login(&login), move |tx| {
            let of = "SELECT school, id FROM accounts WHERE login = ? AND ended IS NULL ORDER BY school, id LIMIT 1";
            let account: Option<(String, String)> = tx.first(of, [&login], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let Some((school, account)) = account else { return Ok(Opened::NoAccount) };
            if let Some(refused) = spend_code(tx, &login, code.as_deref(), now)? {
                return Ok(refused);
            }
            let now_ms = now.timestamp_millis();
            tx.execute("DELETE FROM sessions WHERE login = ? AND expires <= ?", params![login, now_ms])?;
            tx.execute(
                "UPDATE logins SET first_sign_in = ? WHERE login = ? AND first_sign_in IS NULL",
                params![now_ms, login],
            )?;
            tx.execute(
                "INSERT INTO sessions (token, school, account, login, created, expires, used, address, machine)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    token.0,
                    school,
                    account,
                    login,
                    now_ms,
                    (now + SESSION_LIFE).timestamp_millis(),
                    now_ms,
                    from,
                    machine
                ],
            )?;
            let last = last_sign_in(tx, &login)?;
            sign_in(tx, &login, &from, now, true)?;
            audit::note(tx, &SchoolId::new(school.as_str()), now, &account, "sign_in", &[("from", &from)])?;
            Ok(match session(tx, token, now)? {
                Some(signed) => Opened::Session(Box::new(signed), last),
                None => Opened::NoAccount,
            })
        })
    }

    /// The session of a token, while it lives.
    pub(in crate::server) fn session(&self, token: Digest, now: DateTime<Utc>) -> Result<Option<SignedIn>, StorageError> {
        let found = self.glance(|tx| session(tx, token, now))?;
        if found.as_ref().is_some_and(|found| found.stale) {
            self.write_quietly(Turn::of_nobody(), move |tx| -> Result<(), StorageError> {
                tx.execute("UPDATE sessions SET used = ? WHERE token = ?", params![now.timestamp_millis(), token.0])?;
                Ok(())
            })?;
        }
        Ok(found)
    }

    /// Ends a session.
    pub(in crate::server) fn close_session(&self, token: Digest) -> Result<(), StorageError> {
        self.write(Turn::of_nobody(), move |tx| {
            tx.execute("DELETE FROM sessions WHERE token = ?", params![token.0])?;
            Ok(())
        })
    }

    /// Sets a password that its owner chose, and ends every other session of the login.
    pub(in crate::server) fn choose_password(&self, login: &str, phc: String, keep: Digest) -> Result<(), StorageError> {
        let login = login.to_owned();
        self.write(Turn::of_login(&login), move |tx| {
            tx.execute("UPDATE logins SET password = ?, must_change = 0 WHERE login = ?", params![phc, login])?;
            tx.execute("DELETE FROM sessions WHERE login = ? AND token <> ?", params![login, keep.0])?;
            Ok(())
        })
    }
}

/// Uses a one-time code up, where the login has them: none is good twice. Gives what a sign-in without a good one gets.
fn spend_code(tx: &Tx<'_>, login: &str, code: Option<&str>, now: DateTime<Utc>) -> Result<Option<Opened>, StorageError> {
    let sql = "SELECT totp, coalesce(totp_step, -1) FROM logins WHERE login = ?";
    let (secret, spent): (Option<[u8; 20]>, i64) = tx.one(sql, [login], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(secret) = secret else { return Ok(None) };
    let Some(code) = code else { return Ok(Some(Opened::CodeNeeded)) };
    match TotpSecret::of(secret).step_of(code, now).filter(|step| *step > spent) {
        None => Ok(Some(Opened::WrongCode)),
        Some(step) => {
            tx.execute("UPDATE logins SET totp_step = ? WHERE login = ?", params![step, login])?;
            Ok(None)
        }
    }
}

/// Most sign-ins that are kept of a login.
const SIGN_INS: i64 = 50;

/// Puts down that somebody signed in, or tried to.
pub(super) fn sign_in(tx: &Tx<'_>, login: &str, from: &str, now: DateTime<Utc>, good: bool) -> Result<(), StorageError> {
    let sql = "INSERT INTO sign_ins (login, at, address, good) VALUES (?, ?, ?, ?)";
    tx.execute(sql, params![login, now.timestamp_millis(), from, good])?;
    // Whoever guesses must not fill the disk, nor push the last good sign-in out.
    let old = "DELETE FROM sign_ins WHERE login = ?1 AND good = ?2 AND seq NOT IN
         (SELECT seq FROM sign_ins WHERE login = ?1 AND good = ?2 ORDER BY seq DESC LIMIT ?3)";
    tx.execute(old, params![login, good, SIGN_INS])?;
    Ok(())
}

fn last_sign_in(tx: &Tx<'_>, login: &str) -> Result<Option<LastSignIn>, StorageError> {
    let sql =
        "SELECT s.at, s.address, (SELECT count(*) FROM sign_ins w WHERE w.login = s.login AND w.good = 0 AND w.seq > s.seq)
         FROM sign_ins s WHERE s.login = ? AND s.good = 1 ORDER BY s.seq DESC LIMIT 1";
    tx.first(sql, [login], |row| Ok(LastSignIn { at: instant(row.get(0)?), address: row.get(1)?, wrong_since: row.get(2)? }))
}

/// One question: it is asked with every request.
fn session(tx: &Tx<'_>, token: Digest, now: DateTime<Utc>) -> Result<Option<SignedIn>, StorageError> {
    let sql = "SELECT s.school, s.account, s.expires, s.used, l.must_change, l.first_sign_in, a.login, a.name, a.short_name, a.role,
         h.name FROM sessions s
         JOIN logins l ON l.login = s.login JOIN accounts a ON a.school = s.school AND a.id = s.account
         LEFT JOIN classes h ON h.school = a.school AND h.head = a.id AND h.ended IS NULL
         WHERE s.token = ? AND s.expires > ? AND s.used > ? AND l.disabled = 0 AND a.ended IS NULL ORDER BY h.grade, h.name";
    let idle = (now - SESSION_IDLE).timestamp_millis();
    let mut found: Option<SignedIn> = None;
    tx.each(sql, params![token.0, now.timestamp_millis(), idle], |row| {
        let class: Option<String> = row.get(10)?;
        if let Some(found) = &mut found {
            found.account.head_of.extend(class);
            return Ok(());
        }
        let used: i64 = row.get(3)?;
        found = Some(SignedIn {
            account: Account {
                id: AccountId::new(row.text(1)?),
                school: SchoolId::new(row.text(0)?),
                login: row.get::<Option<String>>(6)?.unwrap_or_default(),
                name: row.get(7)?,
                short_name: row.get(8)?,
                role: role_of(row.text(9)?)?,
                head_of: class.into_iter().collect(),
            },
            must_change_password: row.get(4)?,
            expires_at: instant(row.get(2)?),
            first_sign_in: instant(row.get::<Option<i64>>(5)?.unwrap_or(used)),
            token,
            stale: instant(used) + USED_GRAIN < now,
        });
        Ok(())
    })?;
    Ok(found)
}

/// An account with the classes that it heads.
pub(super) fn account(tx: &Tx<'_>, school: &str, id: &str) -> Result<Option<Account>, StorageError> {
    let sql = "SELECT login, name, short_name, role FROM accounts WHERE school = ? AND id = ?";
    let row = tx.first(sql, [school, id], |row| {
        let texts: (Option<String>, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((texts, row.get::<String>(3)?))
    })?;
    let Some(((login, name, short_name), role)) = row else { return Ok(None) };
    let heads = "SELECT name FROM classes WHERE school = ? AND head = ? AND ended IS NULL ORDER BY grade, name";
    let head_of = tx.all(heads, [school, id], |row| row.get(0))?;
    Ok(Some(Account {
        id: AccountId::new(id),
        school: SchoolId::new(school),
        login: login.unwrap_or_default(),
        name,
        short_name,
        role: role_of(&role)?,
        head_of,
    }))
}

/// The role of a name in the file.
pub(super) fn role_of(name: &str) -> Result<Role, StorageError> {
    let role = Role::ALL.into_iter().find(|role| role.name() == name);
    role.ok_or_else(|| StorageError::Broken(format!("role {name} is not known")))
}

/// An instant as the file keeps it.
pub(super) fn instant(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

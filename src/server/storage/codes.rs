//! One-time codes of the own login: begun with a new secret, switched on by the first code that a phone makes of it, ended by a code.
//!
//! A secret that waits for its first code changes nothing about signing in, so that nobody shuts himself out by a slip. Who lost the
//! phone asks the administrator ([`Storage::set_codes`]).

use chrono::{DateTime, Utc};

use super::tx::{Row, Tx, params};
use super::{Storage, StorageError, Turn, audit};
use crate::domain::Account;
use crate::server::totp::TotpSecret;

/// What is known of the codes of a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) struct CodesState {
    /// Whether a sign-in needs one.
    pub(in crate::server) on: bool,
    /// Whether a secret waits for its first code.
    pub(in crate::server) waiting: bool,
}

/// What became of a code that was given to switch codes on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum CodeGiven {
    /// It was right, and it is done.
    Right,
    /// It was wrong, or used before.
    Wrong,
    /// There is nothing to switch on, or off.
    Nothing,
}

/// What is kept of the codes of a login.
struct Kept {
    secret: Option<[u8; 20]>,
    waiting: Option<[u8; 20]>,
    spent: i64,
}

impl Storage {
    /// What is known of the codes of a login.
    pub(in crate::server) fn codes(&self, login: &str) -> Result<CodesState, StorageError> {
        let Kept { secret, waiting, .. } = self.read(|tx| kept(tx, login))?;
        Ok(CodesState { on: secret.is_some(), waiting: waiting.is_some() })
    }

    /// Keeps a new secret until its first code. `false`: codes are on already.
    pub(in crate::server) fn begin_codes(&self, account: &Account, secret: &TotpSecret) -> Result<bool, StorageError> {
        let (login, bytes) = (account.login.clone(), *secret.bytes());
        self.write(Turn::of_login(&account.login), move |tx| {
            if kept(tx, &login)?.secret.is_some() {
                return Ok(false);
            }
            tx.execute("UPDATE logins SET totp_pending = ? WHERE login = ?", params![bytes, login])?;
            Ok(true)
        })
    }

    /// Switches codes on, where the code is one of the secret that waits. It is not good for a sign-in any more.
    pub(in crate::server) fn confirm_codes(
        &self,
        account: &Account,
        code: String,
        now: DateTime<Utc>,
    ) -> Result<CodeGiven, StorageError> {
        let account = account.clone();
        self.write(Turn::of_login(&account.login.clone()), move |tx| {
            let Some(secret) = kept(tx, &account.login)?.waiting else { return Ok(CodeGiven::Nothing) };
            let Some(step) = TotpSecret::of(secret).step_of(&code, now) else { return Ok(CodeGiven::Wrong) };
            let sql = "UPDATE logins SET totp = totp_pending, totp_pending = NULL, totp_step = ? WHERE login = ?";
            tx.execute(sql, params![step, account.login])?;
            put_down(tx, &account, "codes_on", now)
        })
    }

    /// Switches codes off, by one of them.
    pub(in crate::server) fn end_codes(
        &self,
        account: &Account,
        code: String,
        now: DateTime<Utc>,
    ) -> Result<CodeGiven, StorageError> {
        let account = account.clone();
        self.write(Turn::of_login(&account.login.clone()), move |tx| {
            let Kept { secret, spent, .. } = kept(tx, &account.login)?;
            let Some(secret) = secret else { return Ok(CodeGiven::Nothing) };
            if TotpSecret::of(secret).step_of(&code, now).is_none_or(|step| step <= spent) {
                return Ok(CodeGiven::Wrong);
            }
            let sql = "UPDATE logins SET totp = NULL, totp_pending = NULL, totp_step = NULL WHERE login = ?";
            tx.execute(sql, [&account.login])?;
            put_down(tx, &account, "codes_off", now)
        })
    }
}

fn kept(tx: &Tx<'_>, login: &str) -> Result<Kept, StorageError> {
    let sql = "SELECT totp, totp_pending, coalesce(totp_step, -1) FROM logins WHERE login = ?";
    let read = |row: &Row<'_>| Ok(Kept { secret: row.get(0)?, waiting: row.get(1)?, spent: row.get(2)? });
    tx.one(sql, [login], read)
}

fn put_down(tx: &Tx<'_>, account: &Account, kind: &str, now: DateTime<Utc>) -> Result<CodeGiven, StorageError> {
    audit::note(tx, &account.school, now, account.id.as_str(), kind, &[])?;
    Ok(CodeGiven::Right)
}

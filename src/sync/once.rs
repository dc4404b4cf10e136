//! The same as the worker does, once and blocking, for the commands.

use std::time::Duration;

use chrono::NaiveDate;

use super::{Setup, SyncError};
use crate::domain::{Account, JournalId, Page, PeriodId};
use crate::outbox::Entry;
use crate::protocol::{Day, Journals, SchoolInfo, Session, Status};
use crate::secret::Secret;

/// What a push did.
#[derive(Debug, Default)]
pub struct Pushed {
    /// Entries that changed.
    pub changed: Vec<Entry>,
    /// Why it ended before everything was sent.
    pub error: Option<SyncError>,
}

/// Signs in with the login of the store, keeps the token in the vault and the account and school in the store.
pub fn sign_in(_setup: &Setup, _password: &Secret) -> Result<Session, SyncError> {
    unimplemented!()
}

/// Ends the session at the server, where it can be reached, and forgets the token.
pub fn sign_out(_setup: &Setup) -> Result<(), SyncError> {
    unimplemented!()
}

/// Sets a new password.
pub fn change_password(_setup: &Setup, _old: &Secret, _new: &Secret) -> Result<(), SyncError> {
    unimplemented!()
}

/// Tries to send what waits, for at most `limit`.
pub fn push(_setup: &Setup, _limit: Duration) -> Pushed {
    unimplemented!()
}

/// Sends what waits, trying again by the plan, until nothing is left that can be sent or `limit` is over.
pub fn push_wait(_setup: &Setup, _limit: Duration) -> Pushed {
    unimplemented!()
}

/// Asks who is signed in, and reads the school anew.
pub fn school(_setup: &Setup) -> Result<(Account, SchoolInfo), SyncError> {
    unimplemented!()
}

/// Reads a day anew.
pub fn day(_setup: &Setup, _date: NaiveDate) -> Result<Day, SyncError> {
    unimplemented!()
}

/// Reads the list of journals anew.
pub fn journals(_setup: &Setup) -> Result<Journals, SyncError> {
    unimplemented!()
}

/// Reads a page anew.
pub fn page(_setup: &Setup, _journal: &JournalId, _period: &PeriodId) -> Result<Page, SyncError> {
    unimplemented!()
}

/// Reads the deadlines of a day anew.
pub fn status(_setup: &Setup, _date: NaiveDate) -> Result<Status, SyncError> {
    unimplemented!()
}

/// Waits for a change at the server, for at most `limit`: `status --watch`.
pub fn wait_for_change(_setup: &Setup, _limit: Duration) -> Result<(), SyncError> {
    unimplemented!()
}

//! Personal data that left the program, on paper or into a file: kept here until the server has put it into its log of who saw what.
//!
//! It is told at least once: where an answer was lost the log has it twice, which is better than not at all.

use super::SyncError;
use super::caller::Caller;
use crate::outbox::Fault;
use crate::protocol::Disclosed;
use crate::store::{Store, StoreError};

const NOTE: &str = "disclosures";
/// How many are kept at the most: more are printed in no year without a server.
const MOST: usize = 1000;

/// Keeps what left the program, to be told. It is on the disk when this returns.
///
/// # Errors
/// The store cannot be read or written.
pub fn disclosed(store: &Store, what: Disclosed) -> Result<(), StoreError> {
    let mut waiting: Vec<Disclosed> = store.note(NOTE)?.unwrap_or_default();
    if waiting.len() < MOST {
        waiting.push(what);
    }
    store.put_note(NOTE, &waiting);
    store.flush()
}

/// Tells the server what waits.
pub(super) async fn tell(caller: &Caller) -> Result<(), SyncError> {
    let store = &caller.setup.store;
    let mut waiting: Vec<Disclosed> = store.note(NOTE)?.unwrap_or_default();
    while let Some(what) = waiting.first() {
        match caller.setup.remote.disclose(caller.token.reveal(), &caller.school, what).await {
            Err(error) if !matches!(error.fault(), Fault::Refused(_)) => return Err(error.into()),
            // A server that keeps no such log says so once.
            _ => drop(waiting.remove(0)),
        }
        store.put_note(NOTE, &waiting);
    }
    Ok(())
}

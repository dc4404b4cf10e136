//! Keyrings: of the desktop (Secret Service) and of the kernel.
//!
//! Every call runs on a thread of its own with a limit: a locked keyring may wait for a person who is not there. What does not
//! answer in time is locked, not absent.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring_core::{Entry, Error};

use super::{Place, Secret, SecretError};

/// How long a keyring may take that nobody was asked to unlock.
pub(super) const SILENT: Duration = Duration::from_secs(3);
/// How long a person may take to unlock a keyring after signing in.
pub(super) const PERSON: Duration = Duration::from_secs(60);
/// What is wrong with a keyring that gives back something else.
const ALTERED: &str = "it does not give back what was put in";
/// Under what the program's secrets stand.
const NAME: &str = "zvonok";

/// Writes, reads, compares and removes something worthless: the only proof that a keyring works.
pub(super) fn round_trip(place: Place, label: &str) -> Result<(), SecretError> {
    let label = format!("{label} (test)");
    bounded(place, SILENT, move || {
        let mut canary = [0; 16];
        getrandom::fill(&mut canary).map_err(|error| error.to_string())?;
        let canary = super::hex(&canary);
        let entry = entry(place, &label)?;
        entry.set_password(&canary).map_err(|error| error.to_string())?;
        let read = entry.get_password().map_err(|error| error.to_string());
        let removed = entry.delete_credential().map_err(|error| error.to_string());
        if read? != canary {
            return Err(ALTERED.to_owned());
        }
        removed
    })
}

pub(super) fn get(place: Place, label: &str) -> Result<Option<Secret>, SecretError> {
    let label = label.to_owned();
    bounded(place, SILENT, move || match entry(place, &label)?.get_password() {
        Ok(token) => Ok(Some(Secret::new(token))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.to_string()),
    })
}

/// Writes, and reads what was written: what is sealed with a key that a keyring only said to have kept is lost.
pub(super) fn put(place: Place, label: &str, token: &Secret, limit: Duration) -> Result<(), SecretError> {
    let (label, token) = (label.to_owned(), token.clone());
    bounded(place, limit, move || {
        let entry = entry(place, &label)?;
        entry.set_password(token.reveal()).map_err(|error| error.to_string())?;
        let read = entry.get_password().map(Secret::new).map_err(|error| error.to_string())?;
        if read == token { Ok(()) } else { Err(ALTERED.to_owned()) }
    })
}

pub(super) fn forget(place: Place, label: &str) -> Result<(), SecretError> {
    let label = label.to_owned();
    bounded(place, SILENT, move || match entry(place, &label)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error.to_string()),
    })
}

fn bounded<T: Send + 'static>(
    place: Place,
    limit: Duration,
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, SecretError> {
    let (give, take) = mpsc::channel();
    let started = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        // Nobody listens any more when it took too long.
        let _ = give.send(work());
    });
    if let Err(error) = started {
        return Err(SecretError::Unavailable { place, cause: error.to_string() });
    }
    match take.recv_timeout(limit) {
        Ok(result) => result.map_err(|cause| SecretError::Unavailable { place, cause }),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(SecretError::Locked(place)),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(SecretError::Unavailable { place, cause: "its library failed".to_owned() })
        }
    }
}

#[cfg(target_os = "linux")]
fn entry(place: Place, label: &str) -> Result<Entry, String> {
    use std::sync::Arc;

    use keyring_core::CredentialStore;

    let store: Arc<CredentialStore> = match place {
        Place::Kernel => linux_keyutils_keyring_store::Store::new().map_err(|error| error.to_string())?,
        _ => dbus_secret_service_keyring_store::Store::new().map_err(|error| error.to_string())?,
    };
    store.build(NAME, label, None).map_err(|error| error.to_string())
}

#[cfg(not(target_os = "linux"))]
fn entry(_place: Place, _label: &str) -> Result<Entry, String> {
    Err(format!("{NAME} knows no keyring of this system"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A keyring that is locked and asks somebody who is not there, one that refuses, one whose library dies.
    #[test]
    fn what_does_not_answer_in_time_is_locked_and_what_fails_is_not_there() {
        assert!(SILENT <= Duration::from_secs(3) && SILENT < PERSON, "a start waits for it");
        let soon = Duration::from_millis(1);
        let (_never, silence) = mpsc::channel::<()>();
        let hanging = bounded(Place::Keyring, soon, move || silence.recv().map_err(|error| error.to_string()));
        assert_eq!(hanging, Err(SecretError::Locked(Place::Keyring)));
        let refusing = bounded(Place::Kernel, PERSON, || Err::<(), _>("refused".to_owned()));
        assert_eq!(refusing, Err(SecretError::Unavailable { place: Place::Kernel, cause: "refused".to_owned() }));
        let dying = bounded::<()>(Place::Keyring, PERSON, || std::panic::resume_unwind(Box::new(())));
        assert!(matches!(dying, Err(SecretError::Unavailable { place: Place::Keyring, .. })), "{dying:?}");
        assert_eq!(bounded(Place::Kernel, PERSON, || Ok(7)), Ok(7));
    }
}

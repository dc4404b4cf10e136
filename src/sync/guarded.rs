//! What the store keeps for the lock of the screens and for the destruction of old data.

use chrono::{DateTime, Utc};

use crate::domain::Zone;
use crate::regulation::Profile;
use crate::secret::{Secret, Verifier};
use crate::store::{PURGE_DAYS, Store, StoreError, Terms};

/// Under these names the store keeps what tells whether a PIN or the password is the right one.
const PASSWORD: &str = "password";
const PIN: &str = "pin";

/// Whether what was typed is the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It is.
    Right,
    /// It is not.
    Wrong,
    /// Nothing is known to compare it with.
    Unknown,
}

/// Keeps what tells the password that the server has taken from others, so that the locked screens open without a link.
pub fn keep_password(store: &Store, password: &Secret) {
    if let Some(verifier) = Verifier::of(password) {
        store.put_note(PASSWORD, &verifier);
    }
}

/// What tells the password from others.
///
/// # Errors
/// The store cannot be read.
pub fn password_verifier(store: &Store) -> Result<Option<Verifier>, StoreError> {
    store.note(PASSWORD)
}

/// Sets the PIN that opens the locked screens, or takes it away.
///
/// # Errors
/// The store cannot be written.
pub fn put_pin(store: &Store, pin: Option<&Verifier>) -> Result<(), StoreError> {
    store.put_note(PIN, &pin);
    store.flush()?;
    let is_there = has_pin(store)?;
    if is_there == pin.is_some() { Ok(()) } else { Err(StoreError::Closed) }
}

/// Whether there is a PIN.
///
/// # Errors
/// The store cannot be read.
pub fn has_pin(store: &Store) -> Result<bool, StoreError> {
    Ok(store.note::<Option<Verifier>>(PIN)?.flatten().is_some())
}

/// Whether it is the PIN. Slow on purpose.
#[must_use]
pub fn try_pin(store: &Store, pin: &Secret) -> Fit {
    fit(store.note::<Option<Verifier>>(PIN).ok().flatten().flatten(), pin)
}

/// Whether it is the password of the last sign-in. Slow on purpose.
#[must_use]
pub fn try_password(store: &Store, password: &Secret) -> Fit {
    fit(password_verifier(store).ok().flatten(), password)
}

fn fit(verifier: Option<Verifier>, phrase: &Secret) -> Fit {
    match verifier {
        None => Fit::Unknown,
        Some(verifier) if verifier.fits(phrase) => Fit::Right,
        Some(_) => Fit::Wrong,
    }
}

/// By which terms data on this computer goes: the regulation's, else [`PURGE_DAYS`].
///
/// # Errors
/// The store cannot be read.
pub fn purge_terms(store: &Store, now: DateTime<Utc>) -> Result<Terms, StoreError> {
    let school = store.school()?.map(|cached| cached.value);
    let zone = school.as_ref().and_then(|school| Zone::parse(&school.school.zone));
    let profile = school.and_then(|school| Profile::parse(&school.profile.text).ok());
    let days = profile.and_then(|profile| profile.data().purge_days).unwrap_or(PURGE_DAYS);
    let today = zone.map_or_else(|| now.date_naive(), |zone| zone.local(now).date());
    Ok(Terms { now, today, days })
}

//! Sessions: signing in, the bearer token of every other request, and how long to wait after wrong passwords.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use chrono::{DateTime, TimeDelta, Utc};

use super::access::{Right, has};
use super::http::App;
use super::password::{self, TRAINING_HASH};
use super::problem::{Failure, Kind};
use super::storage::SignedIn;
use crate::domain::Digest;

/// Wrong passwords that cost nothing: fingers slip, and three layouts are in use.
const FREE_ATTEMPTS: u32 = 5;
/// The longest wait: nobody must be able to lock a teacher out of a lesson.
const WAIT_MAX: TimeDelta = TimeDelta::seconds(60);
/// Attempts are forgotten after this.
const FORGET: TimeDelta = TimeDelta::minutes(15);
/// Most logins that are watched at once.
const WATCHED_MAX: usize = 10_000;

/// Wrong passwords of late, by login. Kept in memory: a restart forgives.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Attempts {
    /// How many seconds the login has to wait before its next attempt; 0: none.
    pub(super) fn wait(&self, login: &str, now: DateTime<Utc>) -> u64 {
        let attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((wrong, last)) = attempts.get(login) else { return 0 };
        let pause = wrong
            .checked_sub(FREE_ATTEMPTS)
            .map_or(TimeDelta::zero(), |above| TimeDelta::seconds(1_i64 << above.min(6)).min(WAIT_MAX));
        let left = (*last + pause - now).min(WAIT_MAX).num_milliseconds();
        u64::try_from(left).unwrap_or(0).div_ceil(1000)
    }

    /// Counts a wrong password.
    pub(super) fn wrong(&self, login: &str, now: DateTime<Utc>) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() >= WATCHED_MAX {
            attempts.retain(|_, (_, last)| *last + FORGET > now);
        }
        if attempts.len() < WATCHED_MAX {
            let (wrong, last) = attempts.entry(login.to_owned()).or_insert((0, now));
            *wrong = if *last + FORGET > now { wrong.saturating_add(1) } else { 1 };
            *last = now;
        }
    }

    /// Forgives a login whose password was right.
    pub(super) fn right(&self, login: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(login);
    }
}

/// Whether login and password belong together. Takes as long for a login that nobody has.
pub(super) async fn fits(app: &App, login: &str, password: String) -> Result<bool, Failure> {
    let now = app.now();
    let wait = app.attempts.wait(login, now);
    if wait > 0 {
        return Err(Failure::from(Kind::TooManyAttempts).retry_after(wait));
    }
    let name = login.to_owned();
    let found = app.storage(move |storage| storage.login(&name)).await?;
    let open = found.as_ref().is_some_and(|found| !found.disabled && !found.password.is_empty());
    let phc = found.map(|found| found.password).filter(|phc| !phc.is_empty()).unwrap_or_else(|| TRAINING_HASH.to_owned());
    let permit = app.hashing.acquire().await.map_err(|_| Failure::from(Kind::Unavailable).retry_after(1))?;
    let verified = tokio::task::spawn_blocking(move || password::verify(&password, &phc)).await;
    drop(permit);
    let fits = verified.map_err(|_| Failure::from(Kind::Internal))? && open;
    if fits {
        app.attempts.right(login);
    } else {
        app.attempts.wrong(login, now);
    }
    Ok(fits)
}

/// A new bearer token, and its digest: only the digest is kept.
pub(super) fn new_token() -> (String, Digest) {
    let token = password::random_hex::<32>();
    let digest = password::digest(token.as_bytes());
    (token, digest)
}

/// Who sends the request.
pub(super) struct Signed(pub(super) SignedIn);

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let value = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let (scheme, token) = value.split_once(' ').unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
            return Err(Kind::SignInNeeded.into());
        }
        let (digest, now) = (password::digest(token.trim().as_bytes()), app.now());
        let found = app.storage(move |storage| storage.session(digest, now)).await?;
        found.map(Self).ok_or_else(|| Kind::SignInNeeded.into())
    }
}

impl Signed {
    /// The account, if it belongs to the school, has the right, and owes no new password. Another school is not found:
    /// whether it exists is nobody's business.
    pub(super) fn with(self, right: Right, school: &str) -> Result<SignedIn, Failure> {
        if self.0.must_change_password {
            return Err(Kind::PasswordChangeNeeded.into());
        }
        if self.0.account.school.as_str() != school {
            return Err(Kind::NotFound.into());
        }
        if !has(self.0.account.role, right) {
            return Err(Kind::Forbidden.into());
        }
        Ok(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_passwords_slow_down_and_never_lock_out() {
        let attempts = Attempts::default();
        let start = DateTime::from_timestamp(1_795_000_000, 0).expect("an instant");
        let mut now = start;
        let mut waits = Vec::new();
        for _ in 0..14 {
            attempts.wrong("orlova", now);
            let wait = attempts.wait("orlova", now);
            waits.push(wait);
            now += TimeDelta::seconds(i64::try_from(wait).expect("a short wait"));
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(attempts.wait("voronov", now), 0, "nobody else waits");
        attempts.right("orlova");
        assert_eq!(attempts.wait("orlova", now), 0);
        // A training clock that is set back must not lock anybody out either.
        for _ in 0..9 {
            attempts.wrong("orlova", now);
        }
        assert!(attempts.wait("orlova", start) <= 60);
    }
}

//! Sessions: signing in, the bearer token of every other request, and how long to wait after wrong passwords.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, MatchedPath, RawPathParams, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};

use super::access::{Right, has};
use super::http::{App, Origin, Who};
use super::password::{self, TRAINING_HASH};
use super::problem::{Failure, Kind};
use super::routes::{Gate, ROUTES};
use super::storage::{Attempt, SignedIn};
use super::totp;
use crate::domain::Digest;

/// How many wrong passwords cost nothing, and the longest wait after more, in seconds. Nobody must be able to lock a teacher
/// out of a lesson: from elsewhere hardly at all, from the same address (a school has one) for a minute at most.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Watched {
    /// A login at an address: fingers slip, and three layouts are in use.
    Login(String, Option<IpAddr>),
    /// A login anywhere: guessing from many addresses.
    Anywhere(String),
    /// An address: guessing at many logins. A whole school may stand behind it.
    Address(IpAddr),
}

impl Watched {
    const fn limits(&self) -> (u32, i64) {
        match self {
            Self::Login(..) => (5, 60),
            Self::Anywhere(_) => (50, 15),
            Self::Address(_) => (100, 10),
        }
    }

    fn all(login: &str, from: Option<IpAddr>) -> impl Iterator<Item = Self> {
        let both = [Self::Login(login.to_owned(), from), Self::Anywhere(login.to_owned())];
        both.into_iter().chain(from.map(Self::Address))
    }

    /// Its name in the journal.
    fn digest(&self) -> Digest {
        let text = match self {
            Self::Login(login, from) => format!("login {login} {}", from.map(|from| from.to_string()).unwrap_or_default()),
            Self::Anywhere(login) => format!("anywhere {login}"),
            Self::Address(from) => format!("address {from}"),
        };
        password::digest(text.as_bytes())
    }

    /// How long it has to wait for its next attempt.
    fn wait(&self, counted: Attempt, now: DateTime<Utc>) -> u64 {
        let (free, longest) = self.limits();
        let longest = TimeDelta::seconds(longest);
        let Some(above) = counted.wrong.checked_sub(free) else { return 0 };
        let left = counted.last + TimeDelta::seconds(1_i64 << above.min(6)).min(longest) - now;
        let left = left.min(longest).num_milliseconds();
        u64::try_from(left).map_or(0, |left| left.div_ceil(1000))
    }
}

/// How many seconds to wait, of what is known of each thing watched; 0: none.
fn longest(watched: &[Watched], counted: &[Option<Attempt>], now: DateTime<Utc>) -> u64 {
    let waits = watched.iter().zip(counted).filter_map(|(watched, counted)| Some(watched.wait((*counted)?, now)));
    waits.max().unwrap_or(0)
}

/// A login whose password was right, and what is watched of it.
pub(super) struct Known {
    login: String,
    from: String,
    digests: Vec<Digest>,
    /// Whether something was counted against the login here.
    is_counted: bool,
    /// The one-time code that stood behind the password.
    pub(super) code: Option<String>,
}

impl Known {
    /// Counts a wrong code as a wrong password.
    pub(super) async fn was_wrong(self, app: &App) -> Result<(), Failure> {
        let Self { login, from, digests, .. } = self;
        let now = app.now();
        app.storage(move |storage| storage.wrong_password(&login, &from, digests, now)).await
    }

    /// Forgives, there and there only: everything was right.
    pub(super) async fn was_right(self, app: &App) -> Result<(), Failure> {
        match self {
            Self { login, digests, is_counted: true, .. } if !digests.is_empty() => {
                app.storage(move |storage| storage.forgive(&login, digests[0])).await
            }
            _ => Ok(()),
        }
    }
}

/// Whether login and password belong together. Takes as long for a login that nobody has.
pub(super) async fn fits(app: &App, login: &str, from: &Origin, mut password: String) -> Result<Option<Known>, Failure> {
    let (now, name) = (app.now(), login.to_owned());
    let watched: Vec<Watched> = Watched::all(login, from.0).collect();
    let digests: Vec<Digest> = watched.iter().map(Watched::digest).collect();
    let (counted, found) = {
        let digests = digests.clone();
        app.storage(move |storage| Ok((storage.attempts(&digests)?, storage.login(&name)?))).await?
    };
    let wait = longest(&watched, &counted, now);
    if wait > 0 {
        return Err(Failure::from(Kind::TooManyAttempts).retry_after(wait));
    }
    let mut code = None;
    if found.as_ref().is_some_and(|found| found.has_codes)
        && let Some((first, last)) = totp::parted(&password)
    {
        code = Some(last.to_owned());
        password = first.to_owned();
    }
    let open = found.as_ref().is_some_and(|found| !found.disabled && !found.password.is_empty());
    let phc = found.map(|found| found.password).filter(|phc| !phc.is_empty()).unwrap_or_else(|| TRAINING_HASH.to_owned());
    let permit = app.hashing.acquire().await.map_err(|_| Failure::from(Kind::Unavailable).retry_after(1))?;
    let verified = tokio::task::spawn_blocking(move || password::verify(&password, &phc)).await;
    drop(permit);
    let fits = verified.map_err(|_| Failure::from(Kind::Internal))? && open;
    let is_counted = counted.first().is_some_and(Option::is_some);
    let known = Known { login: login.to_owned(), from: from.text(), digests, is_counted, code };
    if fits {
        return Ok(Some(known));
    }
    known.was_wrong(app).await?;
    Ok(None)
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
        // The gate has asked already; a route without one asks here.
        if let Some(found) = parts.extensions.remove::<SignedIn>() {
            return Ok(Self(found));
        }
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

/// Stands before every route: who may not ask is told so before anything of the request is read. A path without a line in the
/// table of routes is not answered at all.
pub(super) async fn gate(State(app): State<Arc<App>>, request: Request, next: Next) -> Result<Response, Failure> {
    let mut who = None;
    let (mut parts, body) = request.into_parts();
    let method = parts.method.as_str().to_lowercase();
    let method = if method == "head" { "get" } else { &method };
    let matched = parts.extensions.get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = ROUTES.iter().find(|route| Some(route.path) == matched.as_deref() && route.method == method);
    match route.map(|route| route.gate) {
        // No such method here: the router says so.
        None if ROUTES.iter().any(|route| Some(route.path) == matched.as_deref()) => {}
        None => return Err(Kind::NotFound.into()),
        Some(Gate::Open) => {}
        Some(gate) => {
            let mut signed = Signed::from_request_parts(&mut parts, &app).await?;
            if let Gate::Right(right) = gate {
                let found = RawPathParams::from_request_parts(&mut parts, &app).await.map_err(|_| Kind::BadRequest)?;
                let school = found.iter().find(|(name, _)| *name == "school").map(|(_, value)| value.to_owned());
                signed = Signed(signed.with(right, &school.unwrap_or_default())?);
            }
            who = Some(Who(signed.0.account.id.as_str().to_owned()));
            parts.extensions.insert(signed.0);
        }
    }
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(who) = who {
        response.extensions_mut().insert(who);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Wrong passwords as the journal counts them.
    #[derive(Default)]
    struct Attempts(HashMap<Digest, Attempt>);

    impl Attempts {
        fn wait(&self, login: &str, from: Option<IpAddr>, now: DateTime<Utc>) -> u64 {
            let watched: Vec<Watched> = Watched::all(login, from).collect();
            let counted: Vec<_> = watched.iter().map(|of| self.0.get(&of.digest()).copied()).collect();
            longest(&watched, &counted, now)
        }

        fn wrong(&mut self, login: &str, from: Option<IpAddr>, now: DateTime<Utc>) {
            for watched in Watched::all(login, from) {
                let counted = self.0.entry(watched.digest()).or_insert(Attempt { wrong: 0, last: now });
                *counted = Attempt { wrong: counted.wrong + 1, last: now };
            }
        }

        fn right(&mut self, login: &str, from: Option<IpAddr>) {
            self.0.remove(&Watched::Login(login.to_owned(), from).digest());
        }
    }

    #[test]
    fn wrong_passwords_slow_down_and_never_lock_out() {
        let mut attempts = Attempts::default();
        let here = Some(IpAddr::from([192, 0, 2, 1]));
        let start = DateTime::from_timestamp(1_795_000_000, 0).expect("an instant");
        let mut now = start;
        let mut waits = Vec::new();
        for _ in 0..14 {
            attempts.wrong("orlova", here, now);
            let wait = attempts.wait("orlova", here, now);
            waits.push(wait);
            now += TimeDelta::seconds(i64::try_from(wait).expect("a short wait"));
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(attempts.wait("voronov", here, now), 0, "nobody else waits");
        attempts.right("orlova", here);
        assert_eq!(attempts.wait("orlova", here, now), 0);
        // A training clock that is set back must not lock anybody out either.
        for _ in 0..9 {
            attempts.wrong("orlova", here, now);
        }
        assert!(attempts.wait("orlova", here, start) <= 60);
    }

    #[test]
    fn who_guesses_elsewhere_hardly_delays_the_teacher() {
        let mut attempts = Attempts::default();
        let now = DateTime::from_timestamp(1_795_000_000, 0).expect("an instant");
        let (school, elsewhere) = (Some(IpAddr::from([192, 0, 2, 1])), Some(IpAddr::from([203, 0, 113, 9])));
        for _ in 0..40 {
            attempts.wrong("orlova", elsewhere, now);
        }
        assert_eq!((attempts.wait("orlova", elsewhere, now), attempts.wait("orlova", school, now)), (60, 0));
        for last in 0..200 {
            attempts.wrong("orlova", Some(IpAddr::from([198, 51, 100, last])), now);
        }
        assert_eq!(attempts.wait("orlova", school, now), 15, "a guess from everywhere at once");
        for guess in 0..120 {
            attempts.wrong(&format!("login-{guess}"), school, now);
        }
        assert_eq!(attempts.wait("voronov", school, now), 10, "many logins from one address");
    }
}

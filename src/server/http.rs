//! What every route shares: the state, reading requests with problems instead of plain errors, and the headers and limits
//! around each answer.

use std::collections::HashMap;
use std::io::Write as _;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, watch};

use super::metrics::Metrics;
use super::password;
use super::problem::{Failure, Kind};
use super::routes::ROUTES;
use super::run::{Clock, Limits, Log};
use super::storage::{Disclosure, Repeat, Storage, StorageError};

/// Largest body of a request, in bytes.
pub(super) const BODY_MAX: usize = 1024 * 1024;
/// Requests at work at once; what comes above is told to come back, before queues grow.
const AT_ONCE: usize = 256;

/// After this the same reading is put down again.
const READ_AGAIN: TimeDelta = TimeDelta::minutes(10);
/// Most readings that are remembered.
const SEEN_MAX: usize = 10_000;

/// The state of a running server.
pub(super) struct App {
    pub(super) storage: Storage,
    clock: Clock,
    /// Becomes true when the server is asked to stop: long polls end at once.
    pub(super) stopping: watch::Receiver<bool>,
    pub(super) metrics: Metrics,
    log: Log,
    /// Longest that a request may take, its body included.
    request_time: Duration,
    /// What was read by whom of late.
    seen: Mutex<HashMap<(String, String), DateTime<Utc>>>,
    /// Hashing a password takes 19 MiB: never more of them at once than there are processors.
    pub(super) hashing: Semaphore,
    at_once: Semaphore,
}

impl App {
    pub(super) fn new(storage: Storage, clock: Clock, stopping: watch::Receiver<bool>) -> Self {
        let processors = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            storage,
            clock,
            stopping,
            metrics: Metrics::default(),
            log: Log::Off,
            request_time: Limits::default().request,
            seen: Mutex::default(),
            hashing: Semaphore::new(processors),
            at_once: Semaphore::new(AT_ONCE),
        }
    }

    /// The same with lines about requests, and another limit of their time.
    pub(super) fn with(self, log: Log, request_time: Duration) -> Self {
        Self { log, request_time, ..self }
    }

    /// Puts down that somebody read personal data: once in ten minutes for the same person and thing, and not in the way of the
    /// answer.
    pub(super) fn read(&self, line: Disclosure) {
        let key = (line.account.clone(), format!("{:?}", line.detail));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.get(&key).is_some_and(|at| *at <= line.at && line.at < *at + READ_AGAIN) {
            return;
        }
        if seen.len() >= SEEN_MAX {
            seen.retain(|_, at| line.at < *at + READ_AGAIN);
        }
        seen.insert(key, line.at);
        drop(seen);
        let storage = self.storage.clone();
        // A full disk is said to who writes; who reads has the answer already.
        tokio::task::spawn_blocking(move || storage.disclosed(vec![line]));
    }

    /// How many requests are at work, long polls not counted.
    pub(super) fn working(&self) -> usize {
        AT_ONCE.saturating_sub(self.at_once.available_permits())
    }

    /// One line about a request: no names, no marks, no tokens, no ids of pupils or journals.
    fn say(&self, line: &Line<'_>) {
        if self.log == Log::Off {
            return;
        }
        if let Ok(mut text) = serde_json::to_string(line) {
            text.push('\n');
            // A log that cannot be written must not stop the journal.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
    }

    /// The server's clock.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Does what waits for the disk away from the threads that answer.
    pub(super) async fn storage<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Storage) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, Failure> {
        let storage = self.storage.clone();
        let done = tokio::task::spawn_blocking(move || work(&storage)).await;
        // A panic is a defect; its words are for the log, not for the client.
        done.map_err(|_| Failure::from(Kind::Internal))?.map_err(Failure::from)
    }
}

/// A line about a request.
#[derive(Serialize)]
struct Line<'a> {
    at: DateTime<Utc>,
    id: &'a str,
    method: &'a str,
    route: &'a str,
    status: u16,
    milliseconds: u128,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<IpAddr>,
}

/// The account that asked, told from the gate to the line about the request.
#[derive(Clone)]
pub(super) struct Who(pub(super) String);

/// Where a request comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// Where a request comes from; missing where it came by no connection.
pub(super) struct Origin(pub(super) Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Peer>().map(|peer| peer.0)))
    }
}

impl Origin {
    /// The address as text; empty where there is none.
    pub(super) fn text(&self) -> String {
        self.0.map(|address| address.to_string()).unwrap_or_default()
    }
}

/// The JSON body of a request.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let axum::Json(body) = axum::Json::from_request(request, state).await.map_err(|rejection| match rejection {
            JsonRejection::MissingJsonContentType(_) => Kind::NotJson.into(),
            JsonRejection::JsonDataError(error) => Failure::from(Kind::Invalid).because(error.body_text()),
            JsonRejection::BytesRejection(error) if error.status() == Kind::TooLarge.status() => Kind::TooLarge.into(),
            rejection => Failure::from(Kind::BadRequest).because(rejection.body_text()),
        })?;
        Ok(Self(body))
    }
}

/// The parts of a path.
pub(super) struct Way<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Way<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let found: Result<Path<T>, PathRejection> = Path::from_request_parts(parts, state).await;
        found.map(|Path(way)| Self(way)).map_err(|error| Failure::from(Kind::BadRequest).because(error.body_text()))
    }
}

/// The query of a request.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let found: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        found.map(|Query(asked)| Self(asked)).map_err(|error| Failure::from(Kind::BadRequest).because(error.body_text()))
    }
}

/// The `Idempotency-Key` of a post.
pub(super) struct Keyed(Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Keyed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let Some(key) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = key.to_str().ok().map(|key| key.trim().trim_matches('"')).filter(|key| (1..=128).contains(&key.len()));
        key.map(|key| Self(Some(key.to_owned()))).ok_or_else(|| Kind::BadRequest.into())
    }
}

impl Keyed {
    /// The key with what came with it.
    pub(super) fn with(self, body: &impl Serialize) -> Result<Option<Repeat>, Failure> {
        let Some(key) = self.0 else { return Ok(None) };
        let body = serde_json::to_vec(body).map_err(|_| Failure::from(Kind::Internal))?;
        Ok(Some(Repeat { key, digest: password::digest(&body) }))
    }
}

/// Around every request: the limit of those at work, the time it may take, and the headers that every answer has.
///
/// `Date` is the server's own clock, which in training is not the machine's: clients correct their clocks by it.
pub(super) async fn around(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let waits = request.uri().path().ends_with("/changes");
    let (begun, id) = (Instant::now(), password::random_hex::<8>());
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = ROUTES.iter().map(|route| route.path).find(|path| Some(*path) == matched.as_deref()).unwrap_or("other");
    let (method, from) = (request.method().clone(), request.extensions().get::<Peer>().map(|peer| peer.0));
    let mut response = if waits {
        // Bounded by itself, and idle nearly all of its time.
        next.run(request).await
    } else {
        match app.at_once.try_acquire() {
            Ok(_permit) => match tokio::time::timeout(app.request_time, next.run(request)).await {
                Ok(response) => response,
                Err(_) => Kind::Timeout.into_response(),
            },
            Err(_) => Failure::from(Kind::Unavailable).retry_after(1).into_response(),
        }
    };
    let (took, status) = (begun.elapsed(), response.status().as_u16());
    app.metrics.answered(method.as_str(), route, status, took);
    let account = response.extensions_mut().remove::<Who>();
    app.say(&Line {
        at: app.now(),
        id: &id,
        method: method.as_str(),
        route,
        status,
        milliseconds: took.as_millis(),
        account: account.as_ref().map(|who| who.0.as_str()),
        from,
    });
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", id);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let date = httpdate::fmt_http_date(SystemTime::from(app.now()));
    if let Ok(date) = HeaderValue::from_str(&date) {
        headers.insert(header::DATE, date);
    }
    response
}

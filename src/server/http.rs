//! What every route shares: the state, reading requests with problems instead of plain errors, and the headers and limits
//! around each answer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, watch};

use super::auth::Attempts;
use super::problem::{Failure, Kind};
use super::run::Clock;
use super::storage::{Storage, StorageError};

/// Largest body of a request, in bytes.
pub(super) const BODY_MAX: usize = 1024 * 1024;
/// Longest that a request may take, its body included. Long polls add what they asked to wait.
const REQUEST_TIME: Duration = Duration::from_secs(30);
/// Requests at work at once; what comes above is told to come back, before queues grow.
const AT_ONCE: usize = 256;

/// The state of a running server.
pub(super) struct App {
    pub(super) storage: Storage,
    clock: Clock,
    /// Becomes true when the server is asked to stop: long polls end at once.
    pub(super) stopping: watch::Receiver<bool>,
    pub(super) attempts: Attempts,
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
            attempts: Attempts::default(),
            hashing: Semaphore::new(processors),
            at_once: Semaphore::new(AT_ONCE),
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

/// Around every request: the limit of those at work, the time it may take, and the headers that every answer has.
///
/// `Date` is the server's own clock, which in training is not the machine's: clients correct their clocks by it.
pub(super) async fn around(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let waits = request.uri().path().ends_with("/changes");
    let mut response = if waits {
        // Bounded by itself, and idle nearly all of its time.
        next.run(request).await
    } else {
        match app.at_once.try_acquire() {
            Ok(_permit) => match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
                Ok(response) => response,
                Err(_) => Kind::Timeout.into_response(),
            },
            Err(_) => Failure::from(Kind::Unavailable).retry_after(1).into_response(),
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let date = httpdate::fmt_http_date(SystemTime::from(app.now()));
    if let Ok(date) = HeaderValue::from_str(&date) {
        headers.insert(header::DATE, date);
    }
    response
}

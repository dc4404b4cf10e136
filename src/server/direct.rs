//! The server without a listener: requests are handed to it and answers handed back, in the same process.
//!
//! Routes, limits, sign-in, judging and storage are those of [`super::start`]; only the connections are missing. For
//! simulations, which bring requests over by a line of their own.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use tokio::sync::watch;

use super::http::App;
use super::routes::router;
use super::run::Clock;
use super::storage::{Storage, StorageError};

/// Longest answer that is taken out of the router, in bytes; pages are far below it.
const ANSWER_MAX: usize = 64 * 1024 * 1024;

/// A server that is called directly.
#[derive(Debug, Clone)]
pub struct Direct {
    storage: Storage,
    router: Router,
    stop: Arc<watch::Sender<bool>>,
}

/// An answer as HTTP would carry it.
#[derive(Debug, Clone)]
pub struct DirectAnswer {
    /// The status.
    pub status: u16,
    /// Names and values; values that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Direct {
    /// Opens the journal in a folder.
    ///
    /// # Errors
    /// The folder cannot be made or written, or a newer program wrote the file.
    pub fn open(data: &Path, clock: Clock) -> Result<Self, StorageError> {
        let storage = Storage::open(data)?;
        let (stop, stopping) = watch::channel(false);
        let router = router(Arc::new(App::new(storage.clone(), clock, stopping)));
        Ok(Self { storage, router, stop: Arc::new(stop) })
    }

    /// Its journal.
    #[must_use]
    pub const fn storage(&self) -> &Storage {
        &self.storage
    }

    /// Ends the long polls that wait.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Answers one request: method, path with query, value of `Authorization`, JSON. Needs a runtime with time.
    pub async fn answer(
        &self,
        method: &str,
        target: &str,
        authorization: Option<&str>,
        content: Option<Vec<u8>>,
    ) -> DirectAnswer {
        let mut request = Request::builder().method(method).uri(target);
        if let Some(authorization) = authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        if content.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let Ok(request) = request.body(content.map_or_else(Body::empty, Body::from)) else {
            return DirectAnswer { status: 400, headers: Vec::new(), body: Vec::new() };
        };
        let Ok(response) = TowerToHyperService::new(self.router.clone()).call(request).await;
        let status = response.status().as_u16();
        let text = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
            Some((name.to_string(), value.to_str().ok()?.to_owned()))
        };
        let headers = response.headers().iter().filter_map(text).collect();
        let body = to_bytes(response.into_body(), ANSWER_MAX).await.map(Vec::from).unwrap_or_default();
        DirectAnswer { status, headers, body }
    }
}

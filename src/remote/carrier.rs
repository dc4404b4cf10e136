//! What is asked and answered, apart from the way that it goes.
//!
//! `Line` makes a question's bytes and judges the answer's; a [`Carrier`] brings both over. The carrier of the program is
//! HTTP (`super::http`); that of the simulation is a line that drops, delays and repeats. Everything that decides whether an
//! answer can be believed stands here, so that both ways are judged by the same code.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::header::{AGE, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Method, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::AddressError;
use super::{Answer, RemoteError, Stamped};
use crate::outbox::clock::ServerTime;
use crate::outbox::fault::RetryAfter;
use crate::outbox::{Clock, Fault};
use crate::protocol::{PROBLEM_MEDIA_TYPE, Problem};

/// A reply that is on its way.
pub type Carried<'a> = Pin<Box<dyn Future<Output = Result<Reply, RemoteError>> + Send + 'a>>;

/// Brings a question to the server and the reply back.
pub trait Carrier: fmt::Debug + Send + Sync {
    /// Brings a question over. An error says whether anything left this computer.
    fn carry(&self, question: Question) -> Carried<'_>;
}

/// A question before it is asked.
pub struct Question {
    pub(super) method: Method,
    path: Vec<String>,
    query: Vec<(&'static str, String)>,
    pub(super) token: Option<HeaderValue>,
    pub(super) body: Option<Vec<u8>>,
    pub(super) waiting: Waiting,
}

/// How long an answer may be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The ordinary limits.
    Usual,
    /// The server waits so long before it answers.
    Seconds(u32),
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    /// What was read of the body, or why it could not be read to its end.
    pub(super) body: Result<Vec<u8>, RemoteError>,
}

impl Question {
    /// A question at a path under `/v1/`; the segments are escaped.
    pub(super) fn new(method: Method, path: &[&str]) -> Self {
        let path = path.iter().map(|segment| (*segment).to_owned()).collect();
        Self { method, path, query: Vec::new(), token: None, body: None, waiting: Waiting::Usual }
    }

    pub(super) fn token(mut self, token: &str) -> Self {
        // A token that is no header value never came from a server; without it the answer is 401.
        self.token = HeaderValue::from_str(&format!("Bearer {token}")).ok().map(|mut value| {
            value.set_sensitive(true);
            value
        });
        self
    }

    pub(super) fn query(mut self, name: &'static str, value: &str) -> Self {
        self.query.push((name, value.to_owned()));
        self
    }

    pub(super) fn body<T: Serialize>(mut self, body: &T) -> Self {
        self.body = Some(serde_json::to_vec(body).expect("types of the protocol have no maps with keys other than text"));
        self
    }

    pub(super) const fn waiting(mut self, waiting: Waiting) -> Self {
        self.waiting = waiting;
        self
    }

    /// Its address on the server at `root`.
    pub(super) fn at(&self, mut root: Url) -> Result<Url, RemoteError> {
        {
            let mut path = root.path_segments_mut().map_err(|()| RemoteError::Address(AddressError::NotAnAddress))?;
            path.pop_if_empty().push("v1").extend(&self.path);
        }
        if !self.query.is_empty() {
            root.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(root)
    }

    /// The method of HTTP (`GET`).
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Path and query as the first line of HTTP has them (`/v1/me`).
    ///
    /// # Panics
    /// Never: the address that it is put on is a constant.
    #[must_use]
    pub fn target(&self) -> String {
        let root = Url::parse("http://localhost/").expect("an address");
        self.at(root).map_or_else(
            |_| String::new(),
            |url| match url.query() {
                Some(query) => format!("{}?{query}", url.path()),
                None => url.path().to_owned(),
            },
        )
    }

    /// The value of the header `Authorization`, if the question has one.
    #[must_use]
    pub fn authorization(&self) -> Option<&str> {
        self.token.as_ref().and_then(|token| token.to_str().ok())
    }

    /// The JSON that it carries.
    #[must_use]
    pub fn content(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// For how many seconds the server is asked to wait before it answers: a long poll; 0 for all others.
    #[must_use]
    pub const fn wait_seconds(&self) -> u32 {
        match self.waiting {
            Waiting::Usual => 0,
            Waiting::Seconds(seconds) => seconds,
        }
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither the token nor the body: it holds marks.
        f.debug_struct("Question").field("method", &self.method).field("path", &self.path).finish_non_exhaustive()
    }
}

impl Reply {
    /// A reply with its headers; names and values that are none of HTTP are left out.
    #[must_use]
    pub fn new(status: u16, headers: &[(String, String)], body: Vec<u8>) -> Self {
        let read = |(name, value): &(String, String)| {
            Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?))
        };
        Self { status, headers: headers.iter().filter_map(read).collect(), body: Ok(body) }
    }
}

/// The conversation with a server over a carrier.
#[derive(Clone)]
pub(super) struct Line {
    carrier: Arc<dyn Carrier>,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line").field("carrier", &self.carrier).finish_non_exhaustive()
    }
}

/// Reads a document whose texts have lost what acts on a terminal: the only way in for what a server says.
fn read<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    // What is no text is the parser's to say. One way to read JSON, here and from the disk: a second is compiled for every type.
    let json = std::str::from_utf8(body).map(crate::text::defuse_json);
    serde_json::from_slice(json.as_deref().map_or(body, str::as_bytes))
}

impl Line {
    pub(super) fn new(carrier: Arc<dyn Carrier>, clock: Arc<dyn Clock>) -> Self {
        Self { carrier, clock }
    }

    /// Asks, and reads the answer.
    pub(super) async fn ask<T: DeserializeOwned + Stamped>(&self, question: Question) -> Result<Answer<T>, RemoteError> {
        let sent = self.clock.read();
        let (headers, body) = self.send(question).await?;
        let received = self.clock.read();
        if media_type(&headers) != "application/json" {
            return Err(no_answer("its media type is not JSON"));
        }
        // The cause is said without the contents, which may hold names.
        let value: T =
            read(&body).map_err(|error| no_answer(&format!("JSON: {:?} at {}", error.classify(), error.column())))?;
        let server = value.server_time().map(|ms| ServerTime { ms, step_ms: 1 }).or_else(|| date(&headers));
        Ok(Answer { value, sent, received, server })
    }

    /// Says something that has no answer but that it was done.
    pub(super) async fn tell(&self, question: Question) -> Result<(), RemoteError> {
        self.send(question).await.map(|_| ())
    }

    async fn send(&self, question: Question) -> Result<(HeaderMap, Vec<u8>), RemoteError> {
        let Reply { status, headers, body } = self.carrier.carry(question).await?;
        if (200..300).contains(&status) {
            return body.map(|body| (headers, body));
        }
        let is_problem = media_type(&headers) == PROBLEM_MEDIA_TYPE;
        let problem = body.ok().filter(|_| is_problem).and_then(|body| read::<Problem>(&body).ok());
        let retry_after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(RetryAfter::parse);
        let fault = Fault::of_status(status, problem.clone(), retry_after);
        if fault == Fault::NoAnswer {
            return Err(no_answer(&format!("status {status} that is not a journal server's")));
        }
        Err(RemoteError::Status { status, problem: problem.map(Box::new), fault })
    }
}

/// The server's time by the header, unless an intermediate kept the answer for a while.
fn date(headers: &HeaderMap) -> Option<ServerTime> {
    if headers.contains_key(AGE) {
        return None;
    }
    let date = httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()?;
    let ms = date.duration_since(std::time::UNIX_EPOCH).ok()?.as_millis();
    Some(ServerTime { ms: i64::try_from(ms).ok()?, step_ms: 1000 })
}

fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

pub(super) fn no_answer(cause: &str) -> RemoteError {
    RemoteError::NoAnswer { cause: cause.to_owned() }
}

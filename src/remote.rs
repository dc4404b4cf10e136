//! The journal server as the client sees it: one adapter a system, of which the first is the own open
//! protocol ([`Native`]).
//!
//! Nothing here retries: the outbox is the only layer that does. Credentials go to `https` or loopback only, and
//! redirects are not followed. What does not look like an answer of a journal server is no answer.

use std::path::PathBuf;

use crate::domain::Page;
use crate::outbox::Offset;
use crate::outbox::clock::{Reading, ServerTime};
use crate::protocol;

pub mod carrier;
pub mod error;
mod http;
mod machine;
pub mod native;
mod pin;

pub use carrier::{Carried, Carrier, Question, Reply};
pub use error::RemoteError;
pub use native::Native;

/// Where a server is and how to reach it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The address: `https://…`, or `http://` on loopback.
    pub url: String,
    /// A file of certificates (PEM) to be trusted for this server beside the computer's own.
    pub ca_file: Option<PathBuf>,
    /// The only keys that its certificate may have, as SHA-256 of the public key in hexadecimal digits, separated by blanks.
    pub pin: Option<String>,
}

/// Whether two addresses are of one server: the same way, host and port, the second at the path of the first or below it.
#[must_use]
pub fn is_same_server(one: &str, other: &str) -> bool {
    let read = |text: &str| reqwest::Url::parse(text.trim()).ok();
    let (Some(one), Some(other)) = (read(one), read(other)) else { return false };
    let below = |url: &reqwest::Url| format!("{}/", url.path().trim_end_matches('/'));
    one.origin() == other.origin() && one.origin().is_tuple() && below(&other).starts_with(&below(&one))
}

/// What an adapter can push into its system.
#[expect(clippy::struct_excessive_bools, reason = "independent abilities, not a state")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// Absences.
    pub absence: bool,
    /// Reasons of absences.
    pub reason: bool,
    /// Marks of works.
    pub marks: bool,
    /// Marks of periods.
    pub term: bool,
    /// Topics.
    pub topic: bool,
    /// Homework.
    pub homework: bool,
    /// Taking back what was written.
    pub delete: bool,
}

/// An answer, with what it tells of the server's clock.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    /// What was answered.
    pub value: T,
    /// When it was asked for.
    pub sent: Reading,
    /// When it came.
    pub received: Reading,
    /// The server's time in it.
    pub server: Option<ServerTime>,
}

impl<T> Answer<T> {
    /// What is known of the server's clock after this answer.
    #[must_use]
    pub fn observed(&self, offset: Offset) -> Offset {
        self.server.map_or(offset, |server| offset.observe(self.sent, self.received, server))
    }
}

/// An answer that may carry the server's time in it, milliseconds since 1970 UTC.
trait Stamped {
    fn server_time(&self) -> Option<i64>;
}

macro_rules! stamped {
    ($($name:ty),*) => {
        $(impl Stamped for $name {
            fn server_time(&self) -> Option<i64> {
                Some(self.server_time)
            }
        })*
    };
}

stamped!(
    protocol::Session,
    protocol::Renewed,
    protocol::OwnSessions,
    protocol::Codes,
    protocol::CodesBegun,
    protocol::Me,
    protocol::SchoolInfo,
    protocol::Day,
    protocol::BatchAnswer,
    protocol::Changes,
    protocol::Status,
    protocol::Corrections,
    protocol::History
);

impl Stamped for protocol::Journals {
    fn server_time(&self) -> Option<i64> {
        None
    }
}

impl Stamped for Page {
    fn server_time(&self) -> Option<i64> {
        None
    }
}

#[cfg(test)]
mod tests;

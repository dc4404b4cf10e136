//! The adapter of the own open protocol, version 1.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Answer, Capabilities, RemoteError, Settings};
use crate::domain::{JournalId, Operation, Page, PeriodId, SchoolId};
use crate::outbox::Clock;
use crate::protocol::{BatchAnswer, Changes, Day, Journals, Me, SchoolInfo, Session, Status};

/// A journal server that speaks protocol v1. The HTTP client inside is built at the first request.
#[derive(Clone)]
pub struct Native {}

impl Native {
    /// A server at an address. Nothing is sent yet; a bad address is told here.
    pub fn new(_settings: &Settings, _clock: Arc<dyn Clock>) -> Result<Self, RemoteError> {
        unimplemented!()
    }

    /// What can be pushed: everything.
    #[must_use]
    pub const fn capabilities(&self) -> Capabilities {
        Capabilities { absence: true, reason: true, marks: true, term: true, topic: true, homework: true, delete: true }
    }

    /// Signs in.
    pub async fn sign_in(&self, _login: &str, _password: &str) -> Result<Answer<Session>, RemoteError> {
        unimplemented!()
    }

    /// Ends the session of a token.
    pub async fn sign_out(&self, _token: &str) -> Result<(), RemoteError> {
        unimplemented!()
    }

    /// Sets a new password.
    pub async fn change_password(&self, _token: &str, _old: &str, _new: &str) -> Result<(), RemoteError> {
        unimplemented!()
    }

    /// Who is signed in.
    pub async fn me(&self, _token: &str) -> Result<Answer<Me>, RemoteError> {
        unimplemented!()
    }

    /// What changes a few times a year.
    pub async fn school(&self, _token: &str, _school: &SchoolId) -> Result<Answer<SchoolInfo>, RemoteError> {
        unimplemented!()
    }

    /// The lessons of a day.
    pub async fn day(&self, _token: &str, _school: &SchoolId, _date: NaiveDate) -> Result<Answer<Day>, RemoteError> {
        unimplemented!()
    }

    /// The journals that may be opened.
    pub async fn journals(&self, _token: &str, _school: &SchoolId) -> Result<Answer<Journals>, RemoteError> {
        unimplemented!()
    }

    /// A page.
    pub async fn page(
        &self,
        _token: &str,
        _school: &SchoolId,
        _journal: &JournalId,
        _period: &PeriodId,
    ) -> Result<Answer<Page>, RemoteError> {
        unimplemented!()
    }

    /// Sends a batch.
    pub async fn push(
        &self,
        _token: &str,
        _school: &SchoolId,
        _operations: Vec<Operation>,
    ) -> Result<Answer<BatchAnswer>, RemoteError> {
        unimplemented!()
    }

    /// What was written after a cursor; waits for something for up to `wait_seconds`.
    pub async fn changes(
        &self,
        _token: &str,
        _school: &SchoolId,
        _after: Option<&str>,
        _wait_seconds: u32,
    ) -> Result<Answer<Changes>, RemoteError> {
        unimplemented!()
    }

    /// The deadlines of a day.
    pub async fn status(&self, _token: &str, _school: &SchoolId, _date: NaiveDate) -> Result<Answer<Status>, RemoteError> {
        unimplemented!()
    }
}

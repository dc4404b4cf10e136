//! The adapter of the own open protocol, version 1.

use std::sync::Arc;

use chrono::NaiveDate;
use reqwest::Method;

use super::carrier::{Carrier, Line, Question, Waiting};
use super::http::{Http, Limits};
use super::{Answer, Capabilities, RemoteError, Settings};
use crate::domain::{JournalId, Page, PeriodId, SchoolId};
use crate::outbox::Clock;
use crate::protocol::{
    Batch, BatchAnswer, BeginCodes, ChangePassword, Changes, Codes, CodesBegun, ConfirmCodes, Corrections, Day, Deed,
    Disclosed, Does, EndCodes, History, HistoryOf, HistoryPlace, Journals, Me, OwnSessions, Renewed, SchoolInfo, Session,
    SignIn, Status,
};

/// A journal server that speaks protocol v1. Over HTTP its client is built at the first request. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Native {
    line: Line,
}

impl Native {
    /// A server at an address. Nothing is sent yet; a bad address is told here.
    pub fn new(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Self, RemoteError> {
        Self::with_limits(settings, Limits::USUAL, clock)
    }

    pub(super) fn with_limits(settings: &Settings, limits: Limits, clock: Arc<dyn Clock>) -> Result<Self, RemoteError> {
        Ok(Self::over(Arc::new(Http::new(settings, limits)?), clock))
    }

    /// A server that is reached by another way than HTTP over a network: the simulation's.
    #[must_use]
    pub fn over(carrier: Arc<dyn Carrier>, clock: Arc<dyn Clock>) -> Self {
        Self { line: Line::new(carrier, clock) }
    }

    /// What can be pushed: everything.
    #[must_use]
    pub const fn capabilities(&self) -> Capabilities {
        Capabilities { absence: true, reason: true, marks: true, term: true, topic: true, homework: true, delete: true }
    }

    /// Signs in.
    pub async fn sign_in(&self, login: &str, password: &str) -> Result<Answer<Session>, RemoteError> {
        let body =
            SignIn { login: login.to_owned(), password: password.to_owned(), code: None, machine: super::machine::name() };
        self.line.ask(Question::new(Method::POST, &["sessions"]).body(&body)).await
    }

    /// Ends the session of a token.
    pub async fn sign_out(&self, token: &str) -> Result<(), RemoteError> {
        self.line.tell(Question::new(Method::DELETE, &["sessions", "current"]).token(token)).await
    }

    /// Lets the session of a token live on.
    pub async fn renew(&self, token: &str) -> Result<Answer<Renewed>, RemoteError> {
        self.line.ask(Question::new(Method::POST, &["sessions", "current", "renewal"]).token(token)).await
    }

    /// The own sessions.
    pub async fn sessions(&self, token: &str) -> Result<Answer<OwnSessions>, RemoteError> {
        self.line.ask(Question::new(Method::GET, &["me", "sessions"]).token(token)).await
    }

    /// Ends one of the own sessions, by its id in the list.
    pub async fn end_session(&self, token: &str, id: &str) -> Result<(), RemoteError> {
        self.line.tell(Question::new(Method::DELETE, &["me", "sessions", id]).token(token)).await
    }

    /// Whether signing in needs a one-time code.
    pub async fn codes(&self, token: &str) -> Result<Answer<Codes>, RemoteError> {
        self.line.ask(Question::new(Method::GET, &["me", "codes"]).token(token)).await
    }

    /// Begins with one-time codes.
    pub async fn begin_codes(&self, token: &str, password: &str) -> Result<Answer<CodesBegun>, RemoteError> {
        let body = BeginCodes { password: password.to_owned() };
        self.line.ask(Question::new(Method::POST, &["me", "codes"]).token(token).body(&body)).await
    }

    /// Switches one-time codes on by their first.
    pub async fn confirm_codes(&self, token: &str, code: &str) -> Result<(), RemoteError> {
        let body = ConfirmCodes { code: code.to_owned() };
        self.line.tell(Question::new(Method::POST, &["me", "codes", "confirmation"]).token(token).body(&body)).await
    }

    /// Switches one-time codes off.
    pub async fn end_codes(&self, token: &str, password: &str, code: &str) -> Result<(), RemoteError> {
        let body = EndCodes { password: password.to_owned(), code: code.to_owned() };
        self.line.tell(Question::new(Method::POST, &["me", "codes", "removal"]).token(token).body(&body)).await
    }

    /// Sets a new password.
    pub async fn change_password(&self, token: &str, old: &str, new: &str) -> Result<(), RemoteError> {
        let body = ChangePassword { old: old.to_owned(), new: new.to_owned() };
        self.line.tell(Question::new(Method::POST, &["me", "password"]).token(token).body(&body)).await
    }

    /// Who is signed in.
    pub async fn me(&self, token: &str) -> Result<Answer<Me>, RemoteError> {
        self.line.ask(Question::new(Method::GET, &["me"]).token(token)).await
    }

    /// What changes a few times a year.
    pub async fn school(&self, token: &str, school: &SchoolId) -> Result<Answer<SchoolInfo>, RemoteError> {
        self.line.ask(Question::new(Method::GET, &["schools", school.as_str()]).token(token)).await
    }

    /// The lessons of a day.
    pub async fn day(&self, token: &str, school: &SchoolId, date: NaiveDate) -> Result<Answer<Day>, RemoteError> {
        let path = ["schools", school.as_str(), "days", &date.to_string()];
        self.line.ask(Question::new(Method::GET, &path).token(token)).await
    }

    /// The journals that may be opened.
    pub async fn journals(&self, token: &str, school: &SchoolId) -> Result<Answer<Journals>, RemoteError> {
        self.line.ask(Question::new(Method::GET, &["schools", school.as_str(), "journals"]).token(token)).await
    }

    /// A page.
    pub async fn page(
        &self,
        token: &str,
        school: &SchoolId,
        journal: &JournalId,
        period: &PeriodId,
    ) -> Result<Answer<Page>, RemoteError> {
        let path = ["schools", school.as_str(), "journals", journal.as_str(), "pages", period.as_str()];
        self.line.ask(Question::new(Method::GET, &path).token(token)).await
    }

    /// Every version of what was written in a place of a journal.
    pub async fn history(&self, token: &str, school: &SchoolId, of: &HistoryOf) -> Result<Answer<History>, RemoteError> {
        let path = ["schools", school.as_str(), "journals", of.journal.as_str(), "history"];
        let mut question = Question::new(Method::GET, &path).token(token);
        question = match &of.place {
            HistoryPlace::Lesson(lesson) => question.query("lesson", lesson.as_str()),
            HistoryPlace::Period(period) => question.query("period", period.as_str()),
        };
        if let Some(pupil) = &of.pupil {
            question = question.query("pupil", pupil.as_str());
        }
        self.line.ask(question).await
    }

    /// Sends a batch.
    pub async fn push(&self, token: &str, school: &SchoolId, batch: &Batch) -> Result<Answer<BatchAnswer>, RemoteError> {
        let path = ["schools", school.as_str(), "operations"];
        self.line.ask(Question::new(Method::POST, &path).token(token).body(batch)).await
    }

    /// What was written after a cursor; the server waits up to `wait_seconds` for something.
    pub async fn changes(
        &self,
        token: &str,
        school: &SchoolId,
        after: Option<&str>,
        wait_seconds: u32,
    ) -> Result<Answer<Changes>, RemoteError> {
        let mut question = Question::new(Method::GET, &["schools", school.as_str(), "changes"]).token(token);
        if let Some(after) = after {
            question = question.query("after", after);
        }
        if wait_seconds > 0 {
            question = question.query("wait", &wait_seconds.to_string()).waiting(Waiting::Seconds(wait_seconds));
        }
        self.line.ask(question).await
    }

    /// Open requests for corrections, the oldest first: those that the account may see.
    pub async fn corrections(&self, token: &str, school: &SchoolId) -> Result<Answer<Corrections>, RemoteError> {
        let question = Question::new(Method::GET, &["schools", school.as_str(), "corrections"]).token(token);
        self.line.ask(question.query("state", "open")).await
    }

    /// Answers a request for a correction, or takes it back.
    pub async fn correct(&self, token: &str, school: &SchoolId, deed: &Deed) -> Result<(), RemoteError> {
        let id = deed.request.to_string();
        let path = |last| ["schools", school.as_str(), "corrections", id.as_str(), last];
        let question = match &deed.does {
            Does::Answer(decide) => Question::new(Method::POST, &path("decision")).token(token).body(decide),
            Does::TakeBack => Question::new(Method::POST, &path("withdrawal")).token(token),
        };
        self.line.tell(question).await
    }

    /// Puts down at the server that personal data left the program.
    pub async fn disclose(&self, token: &str, school: &SchoolId, what: &Disclosed) -> Result<(), RemoteError> {
        let path = ["schools", school.as_str(), "disclosures"];
        self.line.tell(Question::new(Method::POST, &path).token(token).body(what)).await
    }

    /// The deadlines of a day.
    pub async fn status(&self, token: &str, school: &SchoolId, date: NaiveDate) -> Result<Answer<Status>, RemoteError> {
        let question = Question::new(Method::GET, &["schools", school.as_str(), "status"]).token(token);
        self.line.ask(question.query("date", &date.to_string())).await
    }
}

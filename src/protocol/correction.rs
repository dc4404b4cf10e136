//! Requests for the correction of what the journal holds: asked by an operation, answered by a person.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{Fact, Finding, Journal, Operation, OperationId, TeacherRef};

/// `GET /v1/schools/{school}/corrections`: requests, in the order of their arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Corrections {
    /// The requests.
    pub corrections: Vec<Correction>,
    /// Where to go on; missing: that was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// A request for a correction, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Correction {
    /// What was asked for. Its id names the request; the written explanation stands in it.
    pub operation: Operation,
    /// Who asked.
    pub asker: TeacherRef,
    /// The journal.
    pub journal: Journal,
    /// The date of the lesson.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// Surname and first name of the pupil.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil: Option<String>,
    /// When the request arrived.
    pub received_at: DateTime<Utc>,
    /// What the rules noted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// What the journal holds now; missing: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present: Option<Fact>,
    /// What became of it.
    pub state: CorrectionState,
    /// Who answered, when, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CorrectionState {
    /// It waits for an answer.
    Open,
    /// It is in the journal.
    Approved,
    /// It was declined.
    Declined,
    /// Its asker took it back.
    Withdrawn,
}

impl CorrectionState {
    /// The name in JSON and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Decision {
    /// Who answered; of a withdrawn request its asker.
    pub by: TeacherRef,
    /// When.
    pub at: DateTime<Utc>,
    /// Why; may be empty where it was approved or withdrawn.
    pub reason: String,
}

/// `POST /v1/schools/{school}/corrections/{operation}/decision`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Decide {
    /// Yes or no.
    pub decision: Answer,
    /// Why. A request is not declined without a reason.
    #[serde(default)]
    pub reason: String,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The correction goes into the journal.
    Approve,
    /// The journal stays as it is.
    Decline,
}

/// What a person does about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The request.
    pub request: OperationId,
    /// What is done.
    pub does: Does,
}

/// What is done about a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// It is answered.
    Answer(Decide),
    /// Its asker takes it back.
    TakeBack,
}

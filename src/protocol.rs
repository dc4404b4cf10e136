//! The wire types of protocol v1, shared by [`crate::remote`] and the server.
//!
//! JSON over HTTP under `/v1/`. Errors are problems of RFC 9457 ([`Problem`]). Ids and cursors are opaque strings, instants
//! are RFC 3339 in UTC, school-local dates and times have no offset. Unknown fields are ignored by both sides. Prose for
//! implementers stands in `docs/api.md`.

mod audit;
mod codes;
mod correction;
mod district;
mod history;
mod remark;
mod session;

pub use audit::{AuditLine, AuditLog, Disclosed, DisclosureKind};
pub use codes::{BeginCodes, Codes, CodesBegun, ConfirmCodes, EndCodes};
pub use correction::{Answer, Correction, CorrectionState, Corrections, Decide, Decision, Deed, Does};
pub use district::{DistrictStatus, DutyCounts, SchoolStatus};
pub use history::{History, HistoryOf, HistoryPlace};
pub use remark::{MarksCounts, MarksReport, MarksRow, NewRemark, Remark, RemarkAnswer, Remarks, Said};
pub use session::{OwnSession, OwnSessions, Renewed};

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::{
    Account, Bell, Calendar, Class, Digest, Fact, Finding, Journal, Lesson, LessonRow, LessonStatus, Operation, OperationId,
    Period, School,
};

/// Media type of a [`Problem`].
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// `POST /v1/sessions`: sign in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// What the person typed as a name.
    pub login: String,
    /// The password.
    pub password: String,
    /// The one-time code, where the login has them; it may also stand behind the password, after a blank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The computer's name, by which its owner knows the session again in the list of the own ones; 64 characters of it are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
}

/// The answer to a sign-in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Session {
    /// Opaque bearer token.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Whether a new password must be set before anything else is answered.
    pub must_change_password: bool,
    /// Who signed in.
    pub account: Account,
    /// The sign-in before this one, so that a stranger's is noticed; missing at the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sign_in: Option<LastSignIn>,
    /// Whether the last word of what was sent as the password was taken for a one-time code: the password is what stands before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub code_in_password: bool,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// The sign-in before the present one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LastSignIn {
    /// When.
    pub at: DateTime<Utc>,
    /// From which address; empty where it is not known.
    pub address: String,
    /// How many wrong passwords were tried since.
    pub wrong_since: u32,
}

/// `POST /v1/me/password`: change the own password.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The present password.
    pub old: String,
    /// The new one.
    pub new: String,
}

/// `GET /v1/me`: who am I, and what time is it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Me {
    /// The account of the session.
    pub account: Account,
    /// Whether a new password must be set first.
    pub must_change_password: bool,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// The regulation in force, as the server applies it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProfileText {
    /// Name of the profile («altai-stdr»).
    pub name: String,
    /// The profile's TOML.
    pub text: String,
    /// SHA-256 of the effective profile.
    pub digest: Digest,
}

/// `GET /v1/schools/{school}`: what changes a few times a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SchoolInfo {
    /// The school and its zone.
    pub school: School,
    /// Bells of every schedule.
    pub bells: Vec<Bell>,
    /// Days off and holidays.
    pub calendar: Calendar,
    /// Periods of the year.
    pub periods: Vec<Period>,
    /// Classes.
    pub classes: Vec<Class>,
    /// The regulation in force.
    pub profile: ProfileText,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// `GET /v1/schools/{school}/days/{date}`: the lessons of a day that the account may see (teachers: their own).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Lessons by number, then class.
    pub lessons: Vec<LessonRow>,
    /// Version of the timetable.
    pub timetable_version: u64,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// `GET /v1/schools/{school}/journals`: journals that the account may open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Journals {
    /// By class, then subject.
    pub journals: Vec<Journal>,
}

/// `POST /v1/schools/{school}/operations`: a batch. It has no meaning of its own: each operation is judged alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Batch {
    /// In the order in which they were made.
    pub operations: Vec<Operation>,
    /// Of operations that were answered `conflict` or `refused`: how often their author asked for a new judgement, this time
    /// included. Without it the server repeats what it said: a copy that the network brings late is not judged anew.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "server", schema(value_type = BTreeMap<String, u32>))]
    pub again: BTreeMap<OperationId, u32>,
    /// A cursor that the sender knows, of any answer: it names the journal that the batch is for. One that does not know it, because
    /// the server was put back to a backup, does nothing of the batch and answers `cursor-gone`. Without it every journal will do,
    /// also for a copy that the network brings late.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// The answer to a batch: one verdict an operation, in the same order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct BatchAnswer {
    /// One an operation.
    pub verdicts: Vec<Judged>,
    /// Position in the stream of changes after this batch.
    pub cursor: String,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// The verdict on one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Judged {
    /// The operation.
    pub id: OperationId,
    /// What became of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is in the journal.
    Accepted {
        /// What the rules noted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
    },
    /// It had been applied before: the same as accepted.
    Duplicate,
    /// It is kept as a request for correction that somebody must approve.
    Requested {
        /// What the rules noted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Finding>,
    },
    /// Somebody else wrote the fact meanwhile, or the lesson was cancelled or moved; nothing was changed.
    Conflict {
        /// What the journal holds; `None`: nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        present: Option<Box<Fact>>,
        /// The lesson as it stands now, where it was cancelled, put back or moved since the operation's `timetable_version`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lesson: Option<Box<Lesson>>,
    },
    /// The rules forbid it; nothing was changed.
    Refused {
        /// Why.
        findings: Vec<Finding>,
    },
}

/// `GET /v1/schools/{school}/changes?after=…`: what was written since a cursor in journals that the account may see.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Changes {
    /// In the order of writing.
    pub changes: Vec<Change>,
    /// Where to go on.
    pub cursor: String,
    /// What became of own requests since then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Judged>,
    /// Whether there is more after this cursor already.
    pub more: bool,
    /// Version of the timetable: a new one means that days and pages must be read again.
    pub timetable_version: u64,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// One new version of a fact.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Change {
    /// The journal.
    pub journal: crate::domain::JournalId,
    /// The fact as it stands now.
    pub fact: Fact,
}

/// `GET /v1/schools/{school}/status`: the day's deadlines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Status {
    /// The date.
    pub date: NaiveDate,
    /// Lessons, overdue ones first.
    pub lessons: Vec<LessonStatus>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// An error of the protocol (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable name of the kind of problem: a relative reference such as `/problems/bad-credentials`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short sentence.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

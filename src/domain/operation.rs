//! An operation: one change of one fact, made at one instant by one account.
//!
//! Operations are the only way into the journal. Their ids are unique there for ever, so that a repeated operation is
//! recognised whatever happened between. Rules of time judge [`Operation::made_at`], never the instant of arrival.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::fact::{Target, Value};
use super::finding::RuleId;
use super::id::{AccountId, DeviceId, Digest, OperationId, SchoolId};

/// What the client knew of the clock when it stamped an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ClockProof {
    /// The computer's own clock, milliseconds since 1970 UTC.
    pub wall_ms: i64,
    /// Milliseconds since the computer started, sleep included.
    pub boot_ms: i64,
    /// A number of this start of the computer.
    pub boot_id: u64,
    /// Server's clock minus the computer's clock, milliseconds: the middle of the interval known.
    pub offset_ms: i64,
    /// Width of that interval, milliseconds; `None` while no answer of the server has been seen.
    pub width_ms: Option<i64>,
}

/// One change of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Operation {
    /// Unique for ever.
    pub id: OperationId,
    /// The school.
    pub school: SchoolId,
    /// Who made it.
    pub account: AccountId,
    /// Where it was made.
    pub device: DeviceId,
    /// Its number on that device for that account, from 1, without gaps.
    pub seq: u64,
    /// Digest of the operation before it on that device.
    pub prev_hash: Digest,
    /// When it was made: corrected time.
    pub made_at: DateTime<Utc>,
    /// How that time was known.
    pub proof: ClockProof,
    /// The teacher in whose place it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<AccountId>,
    /// Which fact it changes.
    #[serde(flatten)]
    pub target: Target,
    /// The operation that wrote the value seen; `None`: there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<OperationId>,
    /// What the fact shall say; `None` clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// A comment on the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// Why it is late or off the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The written explanation of a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Rules whose warnings the person answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<RuleId>,
    /// Digest of the profile that judged it at the key.
    pub profile: Digest,
    /// Version of the timetable that the person saw.
    pub timetable_version: u64,
}

//! The audit log, and telling it what was printed or exported.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::Digest;

/// `GET /v1/schools/{school}/audit`: lines of the log, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AuditLog {
    /// The lines.
    pub lines: Vec<AuditLine>,
    /// Where to go on; missing: that was all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A line of the audit log. People and things are named by their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct AuditLine {
    /// Its number in the log of the server.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The account; `console` for the server's own command line.
    pub actor: String,
    /// What was done (`operations`, `read`, `export`, `sign_in`, …).
    pub kind: String,
    /// To what.
    pub detail: BTreeMap<String, String>,
    /// SHA-256 over this line and the hash of the one before it.
    pub hash: Digest,
}

/// `POST /v1/schools/{school}/disclosures`: personal data left the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Disclosed {
    /// How.
    pub kind: DisclosureKind,
    /// What: the name of a report or a paper.
    pub what: String,
    /// Of which journal, if of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<String>,
}

/// How personal data left the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DisclosureKind {
    /// On paper.
    Print,
    /// Into a file.
    Export,
}

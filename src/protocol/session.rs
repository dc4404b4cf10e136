//! Own sessions: listed, renewed, ended.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One of the own sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnSession {
    /// Names it to who wants to end it; nothing else can be done with it.
    pub id: String,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When it was used last, to the hour.
    pub used_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// From which address it was opened; empty where it is not known.
    pub address: String,
    /// The name of the computer on which it was opened, as its client said it; empty where it said none.
    #[serde(default)]
    pub machine: String,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// `GET /v1/me/sessions`: the own sessions, the last used first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnSessions {
    /// Those that live.
    pub sessions: Vec<OwnSession>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// `POST /v1/sessions/current/renewal`: the session lives on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Renewed {
    /// When it ends now.
    pub expires_at: DateTime<Utc>,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

//! One-time codes of the own login.

use serde::{Deserialize, Serialize};

/// `GET /v1/me/codes`: whether a sign-in needs a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Codes {
    /// Whether it does.
    pub on: bool,
    /// Whether a secret was given out and waits for its first code.
    pub waiting: bool,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

/// `POST /v1/me/codes`: begin with them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct BeginCodes {
    /// The present password.
    pub password: String,
}

/// The secret for the phone. It is told this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CodesBegun {
    /// Base32 (RFC 4648) in groups of four, to be typed.
    pub secret: String,
    /// The same as an `otpauth` address, to be shown as a picture.
    pub address: String,
    /// The server's clock, milliseconds since 1970 UTC.
    pub server_time: i64,
}

impl std::fmt::Debug for CodesBegun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodesBegun(…)")
    }
}

/// `POST /v1/me/codes/confirmation`: switch them on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ConfirmCodes {
    /// What the phone shows.
    pub code: String,
}

/// `POST /v1/me/codes/removal`: switch them off.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EndCodes {
    /// The present password.
    pub password: String,
    /// What the phone shows.
    pub code: String,
}

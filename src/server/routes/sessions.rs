//! The own sessions.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::protocol::{OwnSessions, Renewed};
use crate::server::auth::Signed;
use crate::server::http::{App, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::Ended;

/// Lets the session of the token live on: 30 days from now, and 180 from its sign-in at most. The token stays.
#[utoipa::path(post, operation_id = "renew_session", path = "/v1/sessions/current/renewal", tag = "session", security(("token" = [])),
    responses((status = 200, description = "When it ends now", body = Renewed)))]
pub(super) async fn renew(State(app): State<Arc<App>>, Signed(signed): Signed) -> Result<Json<Renewed>, Failure> {
    let now = app.now();
    let expires_at = app.storage(move |storage| storage.renew(&signed, now)).await?.ok_or(Kind::SignInNeeded)?;
    Ok(Json(Renewed { expires_at, server_time: now.timestamp_millis() }))
}

/// The own sessions that live, the last used first.
#[utoipa::path(get, operation_id = "own_sessions", path = "/v1/me/sessions", tag = "session", security(("token" = [])),
    responses((status = 200, description = "The sessions", body = OwnSessions)))]
pub(super) async fn list(State(app): State<Arc<App>>, Signed(signed): Signed) -> Result<Json<OwnSessions>, Failure> {
    let now = app.now();
    let sessions = app.storage(move |storage| storage.sessions(&signed, now)).await?;
    Ok(Json(OwnSessions { sessions, server_time: now.timestamp_millis() }))
}

/// Ends one of the own sessions.
#[utoipa::path(delete, operation_id = "end_own_session", path = "/v1/me/sessions/{session}", tag = "session", security(("token" = [])),
    params(("session" = String, Path, description = "The session's id in the list")),
    responses((status = 204, description = "Ended")))]
pub(super) async fn end(
    State(app): State<Arc<App>>,
    Signed(signed): Signed,
    Way(session): Way<String>,
) -> Result<StatusCode, Failure> {
    let now = app.now();
    match app.storage(move |storage| storage.end_sessions(&signed, Ended::One(session), now)).await? {
        0 => Err(Kind::NotFound.into()),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// Ends all own sessions, the one that asks among them.
#[utoipa::path(delete, operation_id = "end_own_sessions", path = "/v1/me/sessions", tag = "session", security(("token" = [])),
    responses((status = 204, description = "Ended")))]
pub(super) async fn end_all(State(app): State<Arc<App>>, Signed(signed): Signed) -> Result<StatusCode, Failure> {
    let now = app.now();
    app.storage(move |storage| storage.end_sessions(&signed, Ended::All, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}

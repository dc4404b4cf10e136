//! Signing in and out, who am I, and the own password.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::protocol::{ChangePassword, Me, Session, SignIn};
use crate::server::auth::{self, Signed};
use crate::server::http::{App, Origin, Sent};
use crate::server::password;
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{SignInOpened, Storage, Whence};

/// Longest name of a computer that is kept, in characters.
const MACHINE_MAX: usize = 64;

/// Signs in: a new session and its bearer token.
///
/// An unknown login costs the same time and gets the same answer as a wrong password. After five wrong ones each further
/// attempt waits, 60 s at most (`Retry-After`). Where the login has one-time codes, the right password alone is answered
/// `code-needed`; no code is good twice.
#[utoipa::path(post, path = "/v1/sessions", tag = "session", request_body = SignIn,
    responses((status = 200, description = "Signed in", body = Session)))]
pub(super) async fn sign_in(
    State(app): State<Arc<App>>,
    origin: Origin,
    Sent(body): Sent<SignIn>,
) -> Result<Json<Session>, Failure> {
    let login = body.login.trim().to_owned();
    if body.password.chars().count() > password::PASSWORD_MAX || login.chars().count() > password::PASSWORD_MAX {
        return Err(Kind::BadCredentials.into());
    }
    let known = auth::fits(&app, &login, &origin, body.password).await?.ok_or(Kind::BadCredentials)?;
    let (token, digest) = auth::new_token();
    let now = app.now();
    let from = Whence { address: origin.text(), machine: machine(body.machine.as_deref().unwrap_or_default()) };
    let code_in_password = known.code.is_some();
    let code = body.code.map(|code| code.trim().to_owned()).or_else(|| known.code.clone());
    let opened = app.storage(move |storage| storage.open_session(&login, (digest, code), from, now)).await?;
    let (signed, last_sign_in) = match opened {
        SignInOpened::Session(signed, last) => (*signed, last),
        SignInOpened::NoAccount => return Err(Kind::BadCredentials.into()),
        SignInOpened::CodeNeeded => return Err(Kind::CodeNeeded.into()),
        SignInOpened::WrongCode => {
            known.was_wrong(&app).await?;
            return Err(Kind::BadCredentials.into());
        }
    };
    known.was_right(&app).await?;
    Ok(Json(Session {
        token,
        expires_at: signed.expires_at,
        must_change_password: signed.must_change_password,
        account: signed.account,
        last_sign_in,
        code_in_password,
        server_time: now.timestamp_millis(),
    }))
}

/// The name of a computer as it is kept: what acts on a terminal is left out.
fn machine(said: &str) -> String {
    said.trim().chars().filter(|letter| !letter.is_control()).take(MACHINE_MAX).collect()
}

/// Signs out: the session of the token ends.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "session", security(("token" = [])),
    responses((status = 204, description = "Signed out")))]
pub(super) async fn sign_out(State(app): State<Arc<App>>, Signed(signed): Signed) -> Result<StatusCode, Failure> {
    app.storage(move |storage| storage.close_session(signed.token)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who am I, and what time is it.
#[utoipa::path(get, path = "/v1/me", tag = "session", security(("token" = [])),
    responses((status = 200, description = "The account of the session", body = Me)))]
pub(super) async fn me(State(app): State<Arc<App>>, Signed(signed): Signed) -> Json<Me> {
    Json(Me {
        account: signed.account,
        must_change_password: signed.must_change_password,
        server_time: app.now().timestamp_millis(),
    })
}

/// Changes the own password. Every other session of the login ends.
#[utoipa::path(post, path = "/v1/me/password", tag = "session", security(("token" = [])), request_body = ChangePassword,
    responses((status = 204, description = "Changed")))]
pub(super) async fn change_password(
    State(app): State<Arc<App>>,
    Signed(signed): Signed,
    origin: Origin,
    Sent(body): Sent<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let login = signed.account.login;
    if !password::is_acceptable(&body.new, &login) || body.new == body.old {
        return Err(Kind::WeakPassword.into());
    }
    if body.old.chars().count() > password::PASSWORD_MAX {
        return Err(Kind::WrongPassword.into());
    }
    let known = auth::fits(&app, &login, &origin, body.old).await?.ok_or(Kind::WrongPassword)?;
    known.was_right(&app).await?;
    let permit = app.hashing.acquire().await.map_err(|_| Failure::from(Kind::Unavailable).retry_after(1))?;
    let phc = tokio::task::spawn_blocking(move || password::hash(&body.new)).await;
    drop(permit);
    let phc = phc.map_err(|_| Failure::from(Kind::Internal))?;
    app.storage(move |storage| storage.choose_password(&login, phc, signed.token)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether the server answers and its journal can be read.
#[utoipa::path(get, path = "/healthz", tag = "server",
    responses((status = 200, description = "It does", body = String, content_type = "text/plain")))]
pub(super) async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Failure> {
    app.storage(Storage::schools).await?;
    Ok("ok\n")
}

/// Whether the server can take entries: its file can be written, and it is not about to stop.
#[utoipa::path(get, path = "/readyz", tag = "server",
    responses((status = 200, description = "It can", body = String, content_type = "text/plain")))]
pub(super) async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, Failure> {
    if *app.stopping.borrow() {
        return Err(Failure::from(Kind::Unavailable).retry_after(5));
    }
    app.storage(Storage::can_write).await?;
    Ok("ready\n")
}

/// Counters of the server for Prometheus. Only for who asks from this machine.
#[utoipa::path(get, path = "/metrics", tag = "server",
    responses((status = 200, description = "The counters", body = String, content_type = "text/plain")))]
pub(super) async fn metrics(State(app): State<Arc<App>>, origin: Origin) -> Result<Response, Failure> {
    if origin.0.is_some_and(|address| !address.is_loopback()) {
        return Err(Kind::NotFound.into());
    }
    let text = app.metrics.text(app.storage.listeners(), app.working());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response())
}

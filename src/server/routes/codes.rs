//! One-time codes of the own login.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::protocol::{BeginCodes, Codes, CodesBegun, ConfirmCodes, EndCodes};
use crate::server::auth::{self, Known, Signed};
use crate::server::http::{App, Origin, Sent};
use crate::server::password;
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{CodeGiven, CodesState};
use crate::server::totp::TotpSecret;

/// Whether a sign-in of the own login needs a one-time code.
#[utoipa::path(get, operation_id = "own_codes", path = "/v1/me/codes", tag = "session", security(("token" = [])),
    responses((status = 200, description = "Whether it does", body = Codes)))]
pub(super) async fn state(State(app): State<Arc<App>>, Signed(signed): Signed) -> Result<Json<Codes>, Failure> {
    let CodesState { on, waiting } = app.storage(move |storage| storage.codes(&signed.account.login)).await?;
    Ok(Json(Codes { on, waiting, server_time: app.now().timestamp_millis() }))
}

/// Begins with one-time codes: gives a new secret for the phone, this once. Nothing changes until its first code is confirmed.
///
/// It is the owner's to do: the password is asked for again. A secret that was begun before is forgotten.
#[utoipa::path(post, operation_id = "begin_codes", path = "/v1/me/codes", tag = "session", security(("token" = [])),
    request_body = BeginCodes, responses((status = 200, description = "The secret", body = CodesBegun)))]
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    Signed(signed): Signed,
    origin: Origin,
    Sent(body): Sent<BeginCodes>,
) -> Result<Json<CodesBegun>, Failure> {
    let account = signed.account;
    let known = again(&app, &account.login, &origin, body.password).await?;
    known.was_right(&app).await?;
    let secret = TotpSecret::generate();
    let told = CodesBegun {
        secret: secret.text(),
        address: secret.address(&account.login),
        server_time: app.now().timestamp_millis(),
    };
    let begun = app.storage(move |storage| storage.begin_codes(&account, &secret)).await?;
    if begun { Ok(Json(told)) } else { Err(Kind::CodesAreOn.into()) }
}

/// Switches one-time codes on, by the first code of the secret that was given: every sign-in needs one from now on.
#[utoipa::path(post, operation_id = "confirm_codes", path = "/v1/me/codes/confirmation", tag = "session",
    security(("token" = [])), request_body = ConfirmCodes,
    responses((status = 204, description = "They are on")))]
pub(super) async fn confirm(
    State(app): State<Arc<App>>,
    Signed(signed): Signed,
    Sent(body): Sent<ConfirmCodes>,
) -> Result<StatusCode, Failure> {
    let (code, now) = (plain(&body.code), app.now());
    done(app.storage(move |storage| storage.confirm_codes(&signed.account, code, now)).await?)
}

/// Switches one-time codes off, by the password and a code.
///
/// A wrong code counts as a wrong password. Who has lost the phone asks the administrator.
#[utoipa::path(post, operation_id = "end_codes", path = "/v1/me/codes/removal", tag = "session", security(("token" = [])),
    request_body = EndCodes, responses((status = 204, description = "They are off")))]
pub(super) async fn remove(
    State(app): State<Arc<App>>,
    Signed(signed): Signed,
    origin: Origin,
    Sent(body): Sent<EndCodes>,
) -> Result<StatusCode, Failure> {
    let known = again(&app, &signed.account.login, &origin, body.password).await?;
    let (code, now) = (plain(&body.code), app.now());
    let given = app.storage(move |storage| storage.end_codes(&signed.account, code, now)).await?;
    match given {
        CodeGiven::Wrong => known.was_wrong(&app).await?,
        CodeGiven::Right | CodeGiven::Nothing => known.was_right(&app).await?,
    }
    done(given)
}

/// The password, asked for again.
async fn again(app: &App, login: &str, origin: &Origin, password: String) -> Result<Known, Failure> {
    if password.chars().count() > password::PASSWORD_MAX {
        return Err(Kind::WrongPassword.into());
    }
    Ok(auth::fits(app, login, origin, password).await?.ok_or(Kind::WrongPassword)?)
}

/// A code as a phone shows it, without the blank in its middle.
fn plain(code: &str) -> String {
    code.chars().filter(|letter| !letter.is_whitespace()).take(16).collect()
}

fn done(given: CodeGiven) -> Result<StatusCode, Failure> {
    match given {
        CodeGiven::Right => Ok(StatusCode::NO_CONTENT),
        CodeGiven::Wrong => Err(Kind::WrongCode.into()),
        CodeGiven::Nothing => Err(Kind::NotFound.into()),
    }
}

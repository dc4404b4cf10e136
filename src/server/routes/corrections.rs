//! Requests for corrections: listed, answered, taken back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::OperationId;
use crate::protocol::{Correction, CorrectionState, Corrections, Decide};
use crate::server::access::{Right, decides};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Sent, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{CorrectionScope, NotDecided};

/// Which requests.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CorrectionsQuery {
    /// Only those in this state.
    state: Option<CorrectionState>,
    /// Where to go on: `next` of the last answer.
    after: Option<String>,
}

/// Requests for corrections, oldest first, at most 100: own ones; all of the school for who may answer them, and for deputy and
/// director.
#[utoipa::path(get, operation_id = "corrections", path = "/v1/schools/{school}/corrections", tag = "corrections", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), CorrectionsQuery),
    responses((status = 200, description = "The requests", body = Corrections)))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<CorrectionsQuery>,
) -> Result<Json<Corrections>, Failure> {
    let account = signed.with(Right::Corrections, &school)?.account;
    let found = app
        .storage(move |storage| {
            let Some(state) = storage.school(&account.school)? else { return Ok(Err(Kind::NotFound)) };
            let asker = match (account.role.teaches(), decides(&account, state.profile.approvers())) {
                (true, false) => Some(account.id.clone()),
                (false, false) => return Ok(Err(Kind::Forbidden)),
                (_, true) => None,
            };
            let scope = CorrectionScope { asker, state: query.state, after: query.after };
            Ok(storage.corrections(&account.school, &scope)?.ok_or(Kind::BadRequest))
        })
        .await?;
    let (corrections, next) = found?;
    Ok(Json(Corrections { corrections, next, server_time: app.now().timestamp_millis() }))
}

/// Answers a request: it goes into the journal as its asker made it, or it is declined with a reason.
///
/// Only for roles that the regulation names (`[correction] approval` of the profile). The same answer again changes nothing.
/// The asker hears of it with the changes, and as the verdict when the operation is sent again.
#[utoipa::path(post, path = "/v1/schools/{school}/corrections/{operation}/decision", tag = "corrections",
    security(("token" = [])), request_body = Decide,
    params(("school" = String, Path, description = "The account's school"),
        ("operation" = String, Path, description = "The operation that asks")),
    responses((status = 200, description = "The request with its answer", body = Correction)))]
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, operation)): Way<(String, String)>,
    Sent(body): Sent<Decide>,
) -> Result<Json<Correction>, Failure> {
    let signed = signed.with(Right::Decide, &school)?;
    let id = id(&operation)?;
    if body.reason.chars().count() > 1_000 {
        return Err(Kind::Invalid.into());
    }
    let now = app.now();
    let decided = app.storage(move |storage| storage.decide(&signed, id, (body.decision, body.reason), now)).await?;
    Ok(Json(decided.map_err(kind)?))
}

/// Takes an own request back, while nobody has answered it.
#[utoipa::path(post, path = "/v1/schools/{school}/corrections/{operation}/withdrawal", tag = "corrections",
    security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"),
        ("operation" = String, Path, description = "The operation that asks")),
    responses((status = 200, description = "The request, taken back", body = Correction)))]
pub(super) async fn withdraw(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, operation)): Way<(String, String)>,
) -> Result<Json<Correction>, Failure> {
    let signed = signed.with(Right::Withdraw, &school)?;
    let (id, now) = (id(&operation)?, app.now());
    let withdrawn = app.storage(move |storage| storage.withdraw(&signed, id, now)).await?;
    Ok(Json(withdrawn.map_err(kind)?))
}

fn id(text: &str) -> Result<OperationId, Failure> {
    text.parse().map_err(|_| Kind::NotFound.into())
}

const fn kind(not: NotDecided) -> Kind {
    match not {
        NotDecided::NotFound => Kind::NotFound,
        NotDecided::NotAllowed => Kind::Forbidden,
        NotDecided::Already => Kind::Answered,
        NotDecided::Overtaken => Kind::Overtaken,
        NotDecided::NoReason => Kind::ReasonNeeded,
    }
}

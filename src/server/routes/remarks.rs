//! Remarks of the administration on journals.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::OperationId;
use crate::protocol::{NewRemark, Remark, RemarkAnswer, Remarks};
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Keyed, Sent, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::NotRemarked;

/// From where.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct RemarksQuery {
    /// Where to go on: `next` of the last answer.
    after: Option<String>,
}

/// Remarks on journals that the account may open, oldest first, at most 100.
#[utoipa::path(get, operation_id = "remarks", path = "/v1/schools/{school}/remarks", tag = "remarks", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), RemarksQuery),
    responses((status = 200, description = "The remarks", body = Remarks)))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<RemarksQuery>,
) -> Result<Json<Remarks>, Failure> {
    let account = signed.with(Right::Remarks, &school)?.account;
    let scope = access::journals(&account);
    let found = app.storage(move |storage| storage.remarks(&account.school, &scope, query.after.as_deref())).await?;
    Ok(Json(found.ok_or(Kind::BadRequest)?))
}

/// Makes a remark. With an `Idempotency-Key` the same post again gives the same remark.
#[utoipa::path(post, path = "/v1/schools/{school}/remarks", tag = "remarks", security(("token" = [])), request_body = NewRemark,
    params(("school" = String, Path, description = "The account's school"),
        ("Idempotency-Key" = Option<String>, Header, description = "Names this post, for repeats")),
    responses((status = 200, description = "The remark", body = Remark)))]
pub(super) async fn make(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    keyed: Keyed,
    Sent(body): Sent<NewRemark>,
) -> Result<Json<Remark>, Failure> {
    let signed = signed.with(Right::Remark, &school)?;
    let (repeat, now) = (keyed.with(&body)?, app.now());
    let made = app.storage(move |storage| storage.remark(&signed, body, repeat, now)).await?;
    Ok(Json(made.map_err(kind)?))
}

/// Answers a remark on an own journal; a later answer takes the place of the one before.
#[utoipa::path(post, path = "/v1/schools/{school}/remarks/{remark}/answer", tag = "remarks", security(("token" = [])),
    request_body = RemarkAnswer,
    params(("school" = String, Path, description = "The account's school"), ("remark" = String, Path, description = "The remark")),
    responses((status = 200, description = "The remark", body = Remark)))]
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, remark)): Way<(String, String)>,
    Sent(body): Sent<RemarkAnswer>,
) -> Result<Json<Remark>, Failure> {
    let signed = signed.with(Right::AnswerRemark, &school)?;
    let (id, now) = (id(&remark)?, app.now());
    let answered = app.storage(move |storage| storage.answer_remark(&signed, id, body.text, now)).await?;
    Ok(Json(answered.map_err(kind)?))
}

/// Closes a remark: what it asks for was put right.
#[utoipa::path(post, path = "/v1/schools/{school}/remarks/{remark}/closing", tag = "remarks", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), ("remark" = String, Path, description = "The remark")),
    responses((status = 200, description = "The remark", body = Remark)))]
pub(super) async fn close(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, remark)): Way<(String, String)>,
) -> Result<Json<Remark>, Failure> {
    let signed = signed.with(Right::Remark, &school)?;
    let (id, now) = (id(&remark)?, app.now());
    let closed = app.storage(move |storage| storage.close_remark(&signed, id, now)).await?;
    Ok(Json(closed.map_err(kind)?))
}

fn id(text: &str) -> Result<OperationId, Failure> {
    text.parse().map_err(|_| Kind::NotFound.into())
}

const fn kind(not: NotRemarked) -> Kind {
    match not {
        NotRemarked::NotFound => Kind::NotFound,
        NotRemarked::NotOwn => Kind::Forbidden,
        NotRemarked::Text => Kind::Invalid,
        NotRemarked::Closed => Kind::Answered,
        NotRemarked::Repeated => Kind::KeyReused,
    }
}

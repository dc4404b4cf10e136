//! Counts for reports, the audit log, and telling it what left the program.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::protocol::{AuditLog, Disclosed, DisclosureKind, MarksReport};
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Sent, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{Disclosure, SmallGroups};

/// Longest stretch of a report, in days.
const DAYS_MAX: i64 = 400;

/// Which days.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Stretch {
    /// First day.
    from: NaiveDate,
    /// Last day, at most 400 later.
    to: NaiveDate,
}

/// Lessons, topics, absences and marks of each journal over a stretch of days.
///
/// An analyst and the district get no group of fewer than five pupils.
#[utoipa::path(get, path = "/v1/schools/{school}/reports/marks", tag = "reports", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), Stretch),
    responses((status = 200, description = "The counts", body = MarksReport)))]
pub(super) async fn marks(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(days): Asked<Stretch>,
) -> Result<Json<MarksReport>, Failure> {
    let account = signed.with(Right::Reports, &school)?.account;
    if days.to < days.from || (days.to - days.from).num_days() > DAYS_MAX {
        return Err(Kind::BadRequest.into());
    }
    let small = if access::reads_all(&account) { SmallGroups::Counted } else { SmallGroups::Hidden };
    let found = app.storage(move |storage| storage.marks_report(&account.school, (days.from, days.to), small)).await?;
    Ok(Json(found))
}

/// From where.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AuditQuery {
    /// Where to go on: `next` of the last answer.
    after: Option<String>,
}

/// The audit log of the school, oldest first, at most 200 lines. People and things are named by their ids.
#[utoipa::path(get, path = "/v1/schools/{school}/audit", tag = "audit", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), AuditQuery),
    responses((status = 200, description = "The lines", body = AuditLog)))]
pub(super) async fn audit(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<AuditQuery>,
) -> Result<Json<AuditLog>, Failure> {
    let account = signed.with(Right::Audit, &school)?.account;
    let found = app.storage(move |storage| storage.audit(&account.school, query.after.as_deref())).await?;
    Ok(Json(found.ok_or(Kind::BadRequest)?))
}

/// Puts down that personal data were printed or exported.
#[utoipa::path(post, path = "/v1/schools/{school}/disclosures", tag = "audit", security(("token" = [])),
    request_body = Disclosed, params(("school" = String, Path, description = "The account's school")),
    responses((status = 204, description = "It stands in the audit log")))]
pub(super) async fn disclose(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Sent(body): Sent<Disclosed>,
) -> Result<StatusCode, Failure> {
    let account = signed.with(Right::Disclose, &school)?.account;
    let short = |text: &str| text.chars().count() <= 100 && !text.chars().any(char::is_control);
    if !short(&body.what) || !body.journal.as_deref().is_none_or(short) {
        return Err(Kind::Invalid.into());
    }
    let kind = match body.kind {
        DisclosureKind::Print => "print",
        DisclosureKind::Export => "export",
    };
    let mut detail = vec![("what", body.what)];
    detail.extend(body.journal.map(|journal| ("journal", journal)));
    let line = Disclosure { school: account.school, at: app.now(), account: account.id.as_str().to_owned(), kind, detail };
    app.storage(move |storage| storage.disclosed(vec![line])).await?;
    Ok(StatusCode::NO_CONTENT)
}

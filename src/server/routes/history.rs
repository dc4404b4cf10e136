//! Who wrote what in a place of a journal, and when.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::{JournalId, LessonId, PeriodId, PupilId};
use crate::protocol::{History, HistoryOf, HistoryPlace};
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::Disclosure;

/// Of which place: a lesson or a period, one of the two.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct HistoryQuery {
    /// The lesson.
    lesson: Option<String>,
    /// The period, for its marks.
    period: Option<String>,
    /// The pupil. Without one: what is about no pupil.
    pupil: Option<String>,
}

/// Every version of what was written in a place of a journal, the newest first, at most 200: who, when, and what it says. A
/// version without a value cleared what stood there.
#[utoipa::path(get, path = "/v1/schools/{school}/journals/{journal}/history", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"),
        ("journal" = String, Path, description = "The journal"), HistoryQuery),
    responses((status = 200, description = "The versions", body = History)))]
pub(super) async fn history(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, journal)): Way<(String, String)>,
    Asked(query): Asked<HistoryQuery>,
) -> Result<Json<History>, Failure> {
    let account = signed.with(Right::Journals, &school)?.account;
    let (what, id, place) = match (query.lesson, query.period) {
        (Some(lesson), None) => ("lesson", lesson.clone(), HistoryPlace::Lesson(LessonId::new(lesson))),
        (None, Some(period)) => ("period", period.clone(), HistoryPlace::Period(PeriodId::new(period))),
        // Neither names no place, and both name two.
        _ => return Err(Kind::NotFound.into()),
    };
    let of = HistoryOf { journal: JournalId::new(journal.clone()), place, pupil: query.pupil.map(PupilId::new) };
    let read = Disclosure {
        school: account.school.clone(),
        at: app.now(),
        account: account.id.as_str().to_owned(),
        kind: "read",
        detail: vec![("journal", journal), (what, id)],
    };
    let found = app
        .storage(move |storage| {
            let Some(journal) = storage.journal(&account.school, &of.journal)? else { return Ok(Err(Kind::NotFound)) };
            let is_open =
                access::may_open(&account, &journal) || storage.substitutes_at(&account.school, &of, &account.id)?;
            if !is_open {
                return Ok(Err(Kind::Forbidden));
            }
            Ok(Ok(storage.history(&account.school, &of)?))
        })
        .await?;
    let versions = found?;
    app.read(read);
    Ok(Json(History { versions, server_time: app.now().timestamp_millis() }))
}

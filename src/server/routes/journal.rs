//! Reading: the school, a day, the journals, a page.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::domain::{AccountId, JournalId, Page, SchoolId};
use crate::protocol::{Day, Journals, SchoolInfo};
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{DayScope, Disclosure, Past};

/// What changes a few times a year: bells, calendar, periods, classes, and the regulation in force.
#[utoipa::path(get, path = "/v1/schools/{school}", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school")),
    responses((status = 200, description = "The school", body = SchoolInfo)))]
pub(super) async fn school(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
) -> Result<Json<SchoolInfo>, Failure> {
    let signed = signed.with(Right::School, &school)?;
    let now = app.now();
    let info = app.storage(move |storage| storage.school_info(&signed.account.school, now)).await?;
    Ok(Json(info.ok_or(Kind::NotFound)?))
}

/// Whose lessons of the day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DayQuery {
    /// Account of the teacher whose lessons are asked for. Teachers may only ask for their own, and need not say so.
    teacher: Option<String>,
}

/// The lessons of a day with what the journal holds of them: teachers get those that they give (substitutions included),
/// the administration gets all.
#[utoipa::path(get, path = "/v1/schools/{school}/days/{date}", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"),
        ("date" = NaiveDate, Path, description = "The date, school time"), DayQuery),
    responses((status = 200, description = "The day", body = Day)))]
pub(super) async fn day(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, date)): Way<(String, NaiveDate)>,
    Asked(query): Asked<DayQuery>,
) -> Result<Json<Day>, Failure> {
    let account = signed.with(Right::Day, &school)?.account;
    let asked = query.teacher.map(AccountId::new);
    let given_by = if access::reads_all(&account) {
        asked
    } else if asked.is_none_or(|asked| asked == account.id) {
        Some(account.id)
    } else {
        return Err(Kind::Forbidden.into());
    };
    let scope = DayScope { given_by, classes: None };
    let (lessons, state) = app
        .storage(move |storage| Ok((storage.day(&account.school, date, &scope)?, storage.school(&account.school)?)))
        .await?;
    let timetable_version = state.ok_or(Kind::NotFound)?.timetable_version;
    Ok(Json(Day { date, lessons, timetable_version, server_time: app.now().timestamp_millis() }))
}

/// The journals that the account may open.
#[utoipa::path(get, path = "/v1/schools/{school}/journals", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school")),
    responses((status = 200, description = "By class, then subject", body = Journals)))]
pub(super) async fn journals(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
) -> Result<Json<Journals>, Failure> {
    let account = signed.with(Right::Journals, &school)?.account;
    let journals = app.storage(move |storage| storage.journals(&account.school, &access::journals(&account))).await?;
    Ok(Json(Journals { journals }))
}

/// As of when a page is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PageQuery {
    /// The page as the server had it at this instant, which must not lie ahead; as it is now when missing.
    at: Option<DateTime<Utc>>,
}

/// A page: everything that is needed to show and fill one journal over one period, without the network.
///
/// The answer carries an `ETag`; `If-None-Match` with it gets 304 while nothing of the page has changed. A page of the past has
/// none: it shows the facts that the server had received by then, on the lessons of the timetable of then.
#[utoipa::path(get, path = "/v1/schools/{school}/journals/{journal}/pages/{period}", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"),
        ("journal" = String, Path, description = "The journal"), ("period" = String, Path, description = "The period"),
        PageQuery,
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of the page at hand")),
    responses((status = 200, description = "The page", body = Page, headers(("ETag" = String, description = "Its version"))),
        (status = 304, description = "The page at hand is the present one", headers(("ETag" = String, description = "Its version")))))]
pub(super) async fn page(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way((school, journal, period)): Way<(String, String, String)>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let account = signed.with(Right::Journals, &school)?.account;
    let seen = headers.get(header::IF_NONE_MATCH).and_then(|seen| seen.to_str().ok()).unwrap_or_default().to_owned();
    if query.at.is_some_and(|at| at > app.now()) {
        return Err(Failure::from(Kind::BadRequest).because("at: it has not come yet".to_owned()));
    }
    let read = Disclosure {
        school: account.school.clone(),
        at: app.now(),
        account: account.id.as_str().to_owned(),
        kind: "read",
        detail: vec![("journal", journal.clone()), ("period", period.clone())],
    };
    let found = app
        .storage(move |storage| {
            let school: &SchoolId = &account.school;
            let Some(state) = storage.school(school)? else { return Ok(Err(Kind::NotFound)) };
            let Some(journal) = storage.journal(school, &JournalId::new(journal))? else { return Ok(Err(Kind::NotFound)) };
            let Some(period) = state.period(&period) else { return Ok(Err(Kind::NotFound)) };
            if !access::may_open(&account, &journal) && !storage.substitutes(school, &journal.id, &account.id, period)? {
                return Ok(Err(Kind::Forbidden));
            }
            if let Some(at) = query.at {
                let past = Past { journal, period: period.clone(), at, zone: state.zone };
                return Ok(Ok((None, Some(serde_json::to_vec(&storage.page_at(school, past)?)?))));
            }
            // Read before the page: a change between the two makes the next request read once more, never once too few.
            let tag = format!("W/\"{}\"", storage.page_tag(school, &journal.id)?);
            if seen.split(',').any(|seen| seen.trim() == tag) {
                return Ok(Ok((Some(tag), None)));
            }
            let page = storage.page(school, journal, period.clone())?;
            Ok(Ok((Some(tag), Some(serde_json::to_vec(&page)?))))
        })
        .await?;
    let (tag, page) = found?;
    let mut response = match page {
        None => StatusCode::NOT_MODIFIED.into_response(),
        Some(page) => {
            app.read(read);
            let json = HeaderValue::from_static("application/json");
            (StatusCode::OK, [(header::CONTENT_TYPE, json)], page).into_response()
        }
    };
    if let Some(tag) = tag {
        let tag = HeaderValue::from_str(&tag).map_err(|_| Kind::Internal)?;
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

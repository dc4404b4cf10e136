//! What the level above the schools sees.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use serde::Deserialize;

use super::status::{Names, lessons};
use crate::domain::{Duty, DutyState, LessonStatus};
use crate::protocol::{DistrictStatus, DutyCounts, SchoolStatus};
use crate::server::access::Right;
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Way};
use crate::server::problem::Failure;
use crate::server::storage::DayScope;

/// Which day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DistrictQuery {
    /// The date, school time; today of each school when missing.
    date: Option<NaiveDate>,
}

/// The deadlines of a day in every school in which the login has an account of the district: counts, and no names.
#[utoipa::path(get, operation_id = "district_status", path = "/v1/schools/{school}/district/status", tag = "reports", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), DistrictQuery),
    responses((status = 200, description = "One line a school", body = DistrictStatus)))]
pub(super) async fn status(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<DistrictQuery>,
) -> Result<Json<DistrictStatus>, Failure> {
    let account = signed.with(Right::District, &school)?.account;
    let now = app.now();
    let schools = app
        .storage(move |storage| {
            let mut schools = Vec::new();
            for id in storage.district(&account.login)? {
                let Some(state) = storage.school(&id)? else { continue };
                let date = query.date.unwrap_or_else(|| state.date(now));
                let rows = storage.day(&id, date, &DayScope::default())?;
                let lessons = lessons(&state, &rows, now, Names::Hidden);
                let counts = |duty: fn(&LessonStatus) -> &Duty| count(lessons.iter().map(duty));
                schools.push(SchoolStatus {
                    school: id,
                    name: state.school.name.clone(),
                    date,
                    lessons: u32::try_from(lessons.len()).unwrap_or(u32::MAX),
                    attendance: counts(|lesson| &lesson.attendance),
                    topic: counts(|lesson| &lesson.topic),
                    homework: counts(|lesson| &lesson.homework),
                    marks: counts(|lesson| &lesson.marks),
                });
            }
            Ok(schools)
        })
        .await?;
    Ok(Json(DistrictStatus { schools, server_time: now.timestamp_millis() }))
}

fn count<'d>(duties: impl Iterator<Item = &'d Duty>) -> DutyCounts {
    let mut counts = DutyCounts::default();
    for duty in duties {
        match duty.state {
            DutyState::NotYet => {}
            DutyState::Done => counts.done += 1,
            DutyState::DoneLate => counts.done_late += 1,
            DutyState::Waiting => counts.waiting += 1,
            DutyState::Overdue => counts.overdue += 1,
        }
    }
    counts
}

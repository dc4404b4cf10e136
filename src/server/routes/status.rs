//! The deadlines of a day.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::domain::{Account, AccountId, Duty, DutyState, LessonRow, LessonStatus};
use crate::protocol::Status;
use crate::regulation::lesson_duties;
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::storage::{DayScope, SchoolState};

/// Which lessons.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct StatusQuery {
    /// The date, school time; today when missing.
    date: Option<NaiveDate>,
    /// Name of a class («7А»).
    class: Option<String>,
    /// Account of a teacher.
    teacher: Option<String>,
}

/// The state of the day's duties, overdue lessons first.
///
/// Teachers get the lessons that they give; a class teacher who names the own class gets all of that class; deputy, director
/// and analyst get the school. An analyst gets no names of teachers, and may not ask by teacher.
#[utoipa::path(get, path = "/v1/schools/{school}/status", tag = "journal", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), StatusQuery),
    responses((status = 200, description = "The day's deadlines", body = Status)))]
pub(super) async fn status(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<StatusQuery>,
) -> Result<Json<Status>, Failure> {
    let account = signed.with(Right::Status, &school)?.account;
    let scope = scope(&account, &query)?;
    let now = app.now();
    let id = account.school.clone();
    let (date, state, rows) = app
        .storage(move |storage| {
            let Some(state) = storage.school(&id)? else { return Ok(None) };
            let date = query.date.unwrap_or_else(|| state.date(now));
            let rows = storage.day(&id, date, &scope)?;
            Ok(Some((date, state, rows)))
        })
        .await?
        .ok_or(Kind::NotFound)?;
    let names = if access::sees_names(account.role) { Names::Shown } else { Names::Hidden };
    Ok(Json(Status { date, lessons: lessons(&state, &rows, now, names), server_time: now.timestamp_millis() }))
}

/// Whether teachers are named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Shown,
    Hidden,
}

fn scope(account: &Account, query: &StatusQuery) -> Result<DayScope, Failure> {
    let asked = query.teacher.as_ref().map(|teacher| AccountId::new(teacher.as_str()));
    let classes = query.class.as_ref().map(|class| vec![class.clone()]);
    if account.role.sees_school() {
        if asked.is_some() && !access::sees_names(account.role) {
            return Err(Kind::Forbidden.into());
        }
        return Ok(DayScope { given_by: asked, classes });
    }
    if asked.as_ref().is_some_and(|asked| *asked != account.id) {
        return Err(Kind::Forbidden.into());
    }
    let whole_class = asked.is_none() && query.class.as_ref().is_some_and(|class| access::heads(account, class));
    Ok(DayScope { given_by: (!whole_class).then(|| account.id.clone()), classes })
}

/// The state of each lesson that was not cancelled, overdue ones first.
pub(super) fn lessons(state: &SchoolState, rows: &[LessonRow], now: DateTime<Utc>, names: Names) -> Vec<LessonStatus> {
    let held = rows.iter().filter(|row| !row.lesson.cancelled);
    let mut lessons: Vec<LessonStatus> = held
        .map(|row| {
            let duties = lesson_duties(&state.profile, &state.school, &state.calendar, row, now);
            let lesson = &row.lesson;
            LessonStatus {
                lesson: lesson.id.clone(),
                journal: lesson.journal.clone(),
                date: lesson.date,
                number: lesson.number,
                class: lesson.class_name.clone(),
                subject: lesson.subject.clone(),
                group: lesson.group.clone(),
                teacher: (names == Names::Shown).then(|| lesson.given_by().clone()),
                attendance: duties.attendance,
                topic: duties.topic,
                homework: duties.homework,
                marks: duties.marks,
            }
        })
        .collect();
    // Rows come by number and class; the sort is stable.
    lessons.sort_by_key(urgency);
    lessons
}

/// Overdue lessons first, those overdue for longest before the others; then what waits, by its nearest instant.
fn urgency(lesson: &LessonStatus) -> (u8, Option<DateTime<Utc>>) {
    let duties = [&lesson.attendance, &lesson.topic, &lesson.homework, &lesson.marks];
    let first = |state: DutyState| duties.into_iter().filter(move |duty: &&Duty| duty.state == state);
    if let Some(duty) = first(DutyState::Overdue).min_by_key(|duty| duty.due) {
        return (0, duty.due);
    }
    match first(DutyState::Waiting).min_by_key(|duty| duty.due) {
        Some(duty) => (1, duty.due),
        None => (2, None),
    }
}

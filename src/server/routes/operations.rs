//! Writing, and hearing what was written.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::protocol::{Batch, BatchAnswer, Changes};
use crate::server::access::{self, Right};
use crate::server::auth::Signed;
use crate::server::http::{App, Asked, Sent, Way};
use crate::server::problem::{Failure, Kind};
use crate::server::received::ReceivedBatch;
use crate::server::storage::Applied;

/// Most operations in one batch.
const BATCH_MAX: usize = 200;
/// Longest wait of a long poll.
const WAIT_MAX: Duration = Duration::from_secs(60);
/// How often a waiting poll looks by itself, for what another process wrote into the file.
const LOOK: Duration = Duration::from_secs(10);

/// Sends a batch of operations. Each is judged alone and gets its own verdict; half a batch accepted is normal.
///
/// What was answered `accepted` is on the disk. The same operation may be sent again at any time, for ever: it is answered
/// `duplicate`. One that was answered `conflict` or `refused` is answered so again, until `again` counts one more wish of its
/// author to have it judged anew. A batch whose `cursor` is not of this journal was made for another one, before a backup was put
/// back: nothing of it is done. At most 200 operations and 1 MiB.
#[utoipa::path(post, path = "/v1/schools/{school}/operations", tag = "operations", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school")), request_body = Batch,
    responses((status = 200, description = "One verdict an operation, in the same order", body = BatchAnswer)))]
pub(super) async fn apply(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Sent(batch): Sent<ReceivedBatch>,
) -> Result<Json<BatchAnswer>, Failure> {
    let signed = signed.with(Right::Operations, &school)?;
    let cursor = batch.cursor.clone();
    let operations = batch.operations();
    if operations.len() > BATCH_MAX {
        return Err(Failure::from(Kind::TooLarge).because(format!("at most {BATCH_MAX} operations at once")));
    }
    let received = app.now();
    let (tell, told) = tokio::sync::oneshot::channel();
    app.storage.apply(signed, (operations, cursor), received, move |applied| drop(tell.send(applied)));
    // Batches that come meanwhile share the transaction. A thread waits for it, so that a clock which is skipped while nobody
    // works (the simulation's) is not skipped over a write.
    let told = tokio::task::spawn_blocking(move || told.blocking_recv()).await.ok().and_then(Result::ok);
    let written = match told.ok_or_else(|| Failure::from(Kind::Unavailable).retry_after(1))?? {
        Applied::Written(written) => written,
        Applied::CursorGone => return Err(Kind::CursorGone.into()),
        Applied::NoSchool => return Err(Kind::NotFound.into()),
    };
    app.metrics.judged(&written.verdicts);
    Ok(Json(BatchAnswer { verdicts: written.verdicts, cursor: written.cursor, server_time: app.now().timestamp_millis() }))
}

/// From where, and how long to wait.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ChangesQuery {
    /// The cursor of a page, of a batch, or of the last answer. Without it only the present cursor is told.
    after: Option<String>,
    /// Seconds to wait for a change when there is none yet; 0 when missing.
    #[param(maximum = 60)]
    wait: Option<u64>,
}

/// What was written since a cursor in journals that the account may open, at most 500 changes; waits for the first one.
///
/// Ends early, with what there is, when the timetable changes or the server is about to stop.
#[utoipa::path(get, path = "/v1/schools/{school}/changes", tag = "operations", security(("token" = [])),
    params(("school" = String, Path, description = "The account's school"), ChangesQuery),
    responses((status = 200, description = "In the order of writing", body = Changes)))]
pub(super) async fn changes(
    State(app): State<Arc<App>>,
    signed: Signed,
    Way(school): Way<String>,
    Asked(query): Asked<ChangesQuery>,
) -> Result<Json<Changes>, Failure> {
    let account = signed.with(Right::Changes, &school)?.account;
    let wait = Duration::from_secs(query.wait.unwrap_or(0));
    if wait > WAIT_MAX {
        return Err(Failure::from(Kind::BadRequest).because(format!("wait: at most {} s", WAIT_MAX.as_secs())));
    }
    let until = tokio::time::Instant::now() + wait;
    let mut stopping = app.stopping.clone();
    let mut written = app.storage.written();
    let mut after = query.after;
    let mut timetable = None;
    loop {
        written.borrow_and_update();
        let (scope, id, from) = (access::journals(&account), account.school.clone(), after.clone());
        let asker = account.id.clone();
        let (found, state) = app
            .storage(move |storage| {
                let found = match from {
                    Some(from) => storage.changes(&id, &asker, &scope, &from)?,
                    None => Some(storage.end_of_changes(&id)?),
                };
                Ok((found, storage.school(&id)?))
            })
            .await?;
        let (found, state) = (found.ok_or(Kind::CursorGone)?, state.ok_or(Kind::NotFound)?);
        let first_seen = *timetable.get_or_insert(state.timetable_version);
        let now = tokio::time::Instant::now();
        let done = !found.changes.is_empty()
            || !found.answers.is_empty()
            || after.is_none()
            || first_seen != state.timetable_version;
        if done || now >= until || *stopping.borrow() {
            return Ok(Json(Changes {
                changes: found.changes,
                answers: found.answers,
                cursor: found.cursor,
                more: found.more,
                timetable_version: state.timetable_version,
                server_time: app.now().timestamp_millis(),
            }));
        }
        after = Some(found.cursor);
        tokio::select! {
            _ = written.changed() => {}
            _ = stopping.wait_for(|stop| *stop) => {}
            () = tokio::time::sleep_until(until.min(now + LOOK)) => {}
        }
    }
}

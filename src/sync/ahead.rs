//! Reading ahead: what a teacher will need when the network is gone.
//!
//! Once a day, as soon as the server has answered, the days of the coming week and the pages of the own journals and of the
//! day's substitutions are fetched. Nothing that the teacher does not fill is fetched: a deputy may open every journal, and
//! keeps none of them for that (least data).

use chrono::{Days, NaiveDate, TimeDelta};

use super::SyncError;
use super::caller::Caller;
use crate::domain::{AccountId, JournalId, Period};

/// How many days from the first, itself included.
const DAYS: u64 = 7;

/// Fetches what is not here or older than half a day; the first failure ends it, for the next day or start to go on.
pub(super) async fn read_ahead(caller: &Caller, first: NaiveDate) -> Result<(), SyncError> {
    let store = caller.setup.store.clone();
    let Some((account, school)) = store.account()?.zip(store.school()?) else { return Ok(()) };
    let fresh = |at| caller.time.offset().now(caller.setup.clock.read()) - at < TimeDelta::hours(12);
    let mut journals: Vec<(JournalId, u8)> = Vec::new();
    for date in (0..DAYS).filter_map(|after| first.checked_add_days(Days::new(after))) {
        let day = match store.day(date)? {
            Some(day) if fresh(day.at) => day,
            _ => caller.day(date).await?,
        };
        let own = day.value.lessons.iter().map(|row| &row.lesson).filter(|lesson| lesson.is_of(&account.value.id));
        journals.extend(own.map(|lesson| (lesson.journal.clone(), lesson.grade)));
    }
    journals.extend(own_journals(caller, &account.value.id, &fresh).await?);
    journals.sort();
    journals.dedup();
    for (journal, grade) in journals {
        let Some(period) = Period::of_grade(&school.value.periods, grade, first) else { continue };
        // A page that is here is kept up to date by the changes.
        if store.page(&journal, &period.id)?.is_none() {
            caller.page(&journal, &period.id).await?;
        }
    }
    Ok(())
}

async fn own_journals(
    caller: &Caller,
    account: &AccountId,
    fresh: &impl Fn(chrono::DateTime<chrono::Utc>) -> bool,
) -> Result<Vec<(JournalId, u8)>, SyncError> {
    let journals = match caller.setup.store.journals()? {
        Some(journals) if fresh(journals.at) => journals,
        _ => caller.journals().await?,
    };
    let own = journals.value.journals.iter().filter(|journal| journal.teacher.id == *account);
    Ok(own.map(|journal| (journal.id.clone(), journal.grade)).collect())
}

//! Entries with their places and outages, from the store alone: it works without a link.

use chrono::{DateTime, Utc};

use super::survey::Asker;
use crate::domain::Page;
use crate::entry::{Caption, Carry, Judge, Told};
use crate::outbox::{Entry, Life, Outage};
use crate::store::{Store, StoreError};

/// How many outages are looked at: more than a school has in a month.
pub const OUTAGES: usize = 200;
/// How many entries a statement looks through: a year of a teacher.
const HISTORY: usize = 20_000;

/// The entries with what is known of each.
///
/// # Errors
/// The store cannot be read.
pub fn told(store: &Store, entries: Vec<Entry>, now: DateTime<Utc>) -> Result<Vec<Told>, StoreError> {
    let mut lines: Vec<Told> = entries.into_iter().map(|entry| Told { entry, caption: None, carry: None }).collect();
    if lines.is_empty() {
        return Ok(lines);
    }
    let outages = store.outages(OUTAGES)?;
    let asker = if outages.is_empty() { None } else { Asker::of(store)? };
    let journals = store.journals()?.map(|cached| cached.value.journals).unwrap_or_default();
    'pages: for journal in journals {
        for period in store.pages_of(&journal.id)? {
            if lines.iter().all(|line| line.caption.is_some()) {
                break 'pages;
            }
            let Some(page) = store.page(&journal.id, &period)? else { continue };
            for line in lines.iter_mut().filter(|line| line.caption.is_none()) {
                line.caption = Caption::of(&page.value, &line.entry.operation);
                if let (Some(caption), Some(asker)) = (&line.caption, &asker) {
                    line.carry = carry(asker, &page.value, caption, &line.entry, &outages, now);
                }
            }
        }
    }
    for line in lines.iter_mut().filter(|line| line.carry.is_none()) {
        line.carry = outage_of(&outages, &line.entry).map(Carry::unjudged);
    }
    Ok(lines)
}

/// Everything that was made during an outage since an instant and was not given up, oldest first: what a statement is about.
///
/// # Errors
/// The store cannot be read.
pub fn made_without_server(store: &Store, since: DateTime<Utc>, now: DateTime<Utc>) -> Result<Vec<Told>, StoreError> {
    let outages = store.outages(OUTAGES)?;
    let mut entries = store.history(HISTORY)?;
    entries.reverse();
    entries.retain(|entry| {
        let gone = matches!(entry.life, Life::Withdrawn | Life::Superseded);
        !gone && entry.operation.made_at >= since && outage_of(&outages, entry).is_some()
    });
    told(store, entries, now)
}

fn outage_of<'a>(outages: &'a [Outage], entry: &Entry) -> Option<&'a Outage> {
    outages.iter().find(|outage| outage.covers(entry))
}

fn carry(
    asker: &Asker,
    page: &Page,
    caption: &Caption,
    entry: &Entry,
    outages: &[Outage],
    now: DateTime<Utc>,
) -> Option<Carry> {
    let outage = outage_of(outages, entry)?;
    let Asker { account, info, profile } = asker;
    let judge = Judge { now, school: &info.school, calendar: &info.calendar, account, profile };
    Some(judge.carry(page, caption, &entry.operation, outage))
}

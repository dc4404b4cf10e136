//! Pages that batches were judged on of late, kept for the next batch of the same teacher.
//!
//! A page is used again only while its tag says that nothing of it has changed, whoever wrote it: another process too. A page
//! goes back only after the transaction that wrote on it is on the disk.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::super::page::tag;
use super::super::tx::Tx;
use super::super::{StorageError, locked};
use crate::domain::{JournalId, Page, PeriodId, SchoolId};

/// Most pages that are kept: those of a school in its last minutes.
const PAGES: usize = 256;

/// A page within a school.
pub(super) type PageKey = (JournalId, PeriodId);

/// A page and the tag that it was left with.
pub(super) struct Left {
    key: (SchoolId, PageKey),
    tag: String,
    page: Page,
}

/// A page, the tag that it was left with, and when that was.
type Kept = (String, Page, u64);

/// Pages of late. Cheap to clone; all clones share them.
#[derive(Debug, Clone, Default)]
pub(in crate::server::storage) struct Warm(Arc<Mutex<Pages>>);

/// How many were ever kept, and those that are.
type Pages = (u64, HashMap<(SchoolId, PageKey), Kept>);

impl Warm {
    /// The page, if it still is what the journal holds. It is taken out: who writes on it brings it back.
    pub(super) fn take(&self, tx: &Tx<'_>, school: &SchoolId, key: &PageKey) -> Result<Option<Page>, StorageError> {
        let kept = locked(&self.0).1.remove(&(school.clone(), key.clone()));
        let Some((known, page, _)) = kept else { return Ok(None) };
        Ok(if tag(tx, school.as_str(), key.0.as_str())? == known { Some(page) } else { None })
    }

    /// Keeps what a transaction that is on the disk now has left.
    pub(super) fn keep(&self, pages: Vec<Left>) {
        let mut kept = locked(&self.0);
        for Left { key, tag, page } in pages {
            kept.0 += 1;
            let at = kept.0;
            kept.1.insert(key, (tag, page, at));
        }
        while kept.1.len() > PAGES {
            let oldest = kept.1.iter().min_by_key(|(_, (.., at))| *at).map(|(key, _)| key.clone());
            kept.1.remove(&oldest.expect("more than none"));
        }
    }
}

/// The pages of a batch as they can be used again. Where a batch wrote on two pages of one journal neither knows of the other.
pub(super) fn left(tx: &Tx<'_>, school: &SchoolId, pages: HashMap<PageKey, Page>) -> Result<Vec<Left>, StorageError> {
    let mut of_journal: HashMap<JournalId, usize> = HashMap::new();
    for (journal, _) in pages.keys() {
        *of_journal.entry(journal.clone()).or_default() += 1;
    }
    let alone = pages.into_iter().filter(|((journal, _), _)| of_journal.get(journal) == Some(&1));
    let left = alone.map(|(key, page)| {
        debug_assert!(is_as_read(tx, school, &page)?, "the page at hand is not what the journal holds");
        Ok(Left { tag: tag(tx, school.as_str(), key.0.as_str())?, key: (school.clone(), key), page })
    });
    left.collect()
}

/// Whether what batches lay over a page is what reading it anew gives, in whatever order.
fn is_as_read(tx: &Tx<'_>, school: &SchoolId, page: &Page) -> Result<bool, StorageError> {
    let sorted = |page: &Page| {
        let (mut facts, mut works) = (page.facts.clone(), page.works.clone());
        facts.sort_by_key(|fact| format!("{:?}", fact.target));
        works.sort_by_key(|work| work.id.clone());
        (facts, works, page.plan.clone())
    };
    let read = super::super::page::page(tx, school.as_str(), page.journal.clone(), page.period.clone())?;
    Ok(sorted(&read) == sorted(page))
}

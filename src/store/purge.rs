//! What is kept no longer than its purpose: cached pages and days, entries that are long in the journal, printed papers.
//!
//! Entries that wait are never touched. What goes is overwritten in the file, and the destruction is written down without
//! names: an act stands in `acts`, a folder of the store.

mod papers;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::codec::Db;
use super::folder::{make_private, private_file};
use super::{Store, StoreError, cache, entries, seal};
use crate::domain::{JournalId, Page};
use crate::protocol::Journals;

/// After so many days data goes whose purpose has ended, where the regulation says nothing.
pub const PURGE_DAYS: u32 = 30;

/// By which terms data goes.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Now, by the corrected clock.
    pub now: DateTime<Utc>,
    /// Today, at the school.
    pub today: NaiveDate,
    /// Days after the end of the purpose.
    pub days: u32,
}

/// How much goes, or went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Purged {
    /// Pages of journals that the account has no more: at once.
    pub left_journals: usize,
    /// Pages of periods that ended before the term.
    pub old_pages: usize,
    /// Lists of days, and deadlines, before the term.
    pub old_days: usize,
    /// Entries that came to an end before the term.
    pub old_entries: usize,
    /// Pages that this program cannot read any more.
    pub unreadable: usize,
    /// Papers with names and marks that were printed before the term, of whatever account.
    pub old_papers: usize,
}

impl Purged {
    /// Whether anything goes.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.total() == 0
    }

    /// How much in all.
    #[must_use]
    pub const fn total(&self) -> usize {
        self.left_journals + self.old_pages + self.old_days + self.old_entries + self.unreadable + self.old_papers
    }
}

/// What goes: keys of the cache, and entries.
#[derive(Default)]
struct Doomed {
    purged: Purged,
    cached: Vec<(String, String)>,
    entries: Vec<i64>,
    papers: Vec<PathBuf>,
}

impl Store {
    /// How much would go by the terms. Changes nothing.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn would_purge(&self, terms: Terms) -> Result<Purged, StoreError> {
        let papers = self.papers();
        self.read(|db| Ok(doomed(db, &papers, terms)?.purged))
    }

    /// Destroys what goes by the terms, and writes the act. `None` for the act: nothing had to go.
    ///
    /// # Errors
    /// The store or the act cannot be written: without the act nothing is destroyed. Or a paper cannot: it goes with the next act.
    ///
    /// # Panics
    /// Never: there are more numbers than acts of one day.
    pub fn purge(&self, terms: Terms) -> Result<(Purged, Option<PathBuf>), StoreError> {
        if self.inner.access == super::Access::ReadOnly {
            return Err(StoreError::ReadOnly);
        }
        if self.would_purge(terms)?.is_empty() {
            return Ok((Purged::default(), None));
        }
        // The account's folder names it without naming anybody.
        let account = self.inner.place.name().to_owned();
        let acts = self.folder().join("acts");
        make_private(&acts)?;
        let number =
            (1..=u32::MAX).find(|n| !acts.join(name(terms, *n)).exists()).expect("there are more numbers than files");
        let path = acts.join(name(terms, number));
        let (written, codec, papers) = (path.clone(), self.inner.codec.clone(), self.papers());
        let purged = self.inner.writer.wait(move |connection| {
            connection.pragma_update(None, "secure_delete", "ON")?;
            let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let doomed = doomed(&Db::new(&transaction, &codec), &papers, terms)?;
            destroy(&transaction, &doomed)?;
            // The act first: a crash between the two leaves an act of what is destroyed at the next start.
            write_act(&written, terms, number, &account, &doomed.purged)?;
            transaction.commit()?;
            // With the act on the disk: what is left of them after a crash is old still, and goes with the next act.
            for paper in &doomed.papers {
                papers::destroy(paper).map_err(|cause| StoreError::Folder { path: paper.clone(), cause })?;
            }
            // What cannot be shrunk now, because another process reads, is shrunk later; it is overwritten already.
            let _ = seal::sweep(connection);
            Ok(doomed.purged)
        })?;
        Ok((purged, Some(path)))
    }
}

fn doomed(db: &Db<'_>, papers: &Path, terms: Terms) -> Result<Doomed, StoreError> {
    let mut doomed = Doomed::default();
    let before = terms.today - TimeDelta::days(i64::from(terms.days));
    let unread = |cause| StoreError::Folder { path: papers.to_owned(), cause };
    doomed.papers = papers::before(papers, before, terms).map_err(unread)?;
    doomed.purged.old_papers = doomed.papers.len();
    let journals: Option<Vec<JournalId>> = cache::cached::<Journals>(db, "journals", "")?
        .map(|cached| cached.value.journals.into_iter().map(|journal| journal.id).collect());
    let mut statement = db.prepare_cached("SELECT kind, key, at_ms FROM cache")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, key, at_ms): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let count = match kind.as_str() {
            "page" => {
                let purged = &mut doomed.purged;
                match cache::cached::<Page>(db, "page", &key)? {
                    None => Some(&mut purged.unreadable),
                    Some(page) if journals.as_ref().is_some_and(|known| !known.contains(&page.value.journal.id)) => {
                        Some(&mut purged.left_journals)
                    }
                    Some(page) => (page.value.period.end < before).then_some(&mut purged.old_pages),
                }
            }
            "day" | "status" => {
                let date = key.parse::<NaiveDate>().ok();
                let read = DateTime::from_timestamp_millis(at_ms).map(|at| at.date_naive());
                let old = date.or(read).is_none_or(|date| date < before);
                old.then_some(&mut doomed.purged.old_days)
            }
            _ => None,
        };
        if let Some(count) = count {
            *count += 1;
            doomed.cached.push((kind, key));
        }
    }
    let ended_before = (terms.now - TimeDelta::days(i64::from(terms.days))).timestamp_millis();
    doomed.entries = entries::ended_before(db, ended_before)?;
    doomed.purged.old_entries = doomed.entries.len();
    Ok(doomed)
}

fn destroy(connection: &Connection, doomed: &Doomed) -> Result<(), StoreError> {
    for (kind, key) in &doomed.cached {
        connection.prepare_cached("DELETE FROM cache WHERE kind = ?1 AND key = ?2")?.execute(params![kind, key])?;
    }
    if let Some(last) = doomed.entries.iter().max() {
        entries::put_gone_to(connection, *last)?;
    }
    for seq in &doomed.entries {
        connection.prepare_cached("DELETE FROM entry WHERE seq = ?1")?.execute([seq])?;
    }
    if !(doomed.cached.is_empty() && doomed.entries.is_empty()) {
        // Steps back lead to pages and entries that are gone.
        connection.execute("DELETE FROM undo", [])?;
    }
    Ok(())
}

fn name(terms: Terms, number: u32) -> String {
    format!("akt-{}-{number}.txt", terms.today)
}

/// The act of destruction: when, what, how much, by whom and how. No names: the account by its opaque number.
fn write_act(path: &Path, terms: Terms, number: u32, account: &str, purged: &Purged) -> Result<(), StoreError> {
    let mut text = String::new();
    let _ = writeln!(text, "Акт об уничтожении персональных данных № {}/{number}", terms.today);
    let _ = writeln!(text, "Когда: {}", terms.now.format("%Y-%m-%dT%H:%M:%SZ"));
    let _ = writeln!(text, "Кем: программа «Звонок» {}, учётная запись {account}", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(text, "Где: копия журнала на этом компьютере; журнал на сервере не изменён");
    let _ = writeln!(
        text,
        "Основание: цель обработки достигнута, срок {} дн.; классы, которые больше не ведутся, — сразу",
        terms.days
    );
    let _ = writeln!(text, "Что уничтожено, строк и файлов:");
    for (what, count) in [
        ("страницы журналов, которые больше не ведутся", purged.left_journals),
        ("страницы учебных периодов, срок которых вышел", purged.old_pages),
        ("списки уроков и сроков за дни, срок которых вышел", purged.old_days),
        ("записи, которые давно в журнале, отменены или заменены", purged.old_entries),
        ("страницы прежнего вида, которые не читаются", purged.unreadable),
        ("напечатанные листы (файлы с именами и отметками), срок которых вышел", purged.old_papers),
    ] {
        let _ = writeln!(text, "  {count:>6}  {what}");
    }
    let _ = writeln!(text, "Как: строки и файлы затёрты и удалены, хранилище переписано без свободных страниц");
    let folder = |cause| StoreError::Folder { path: path.to_owned(), cause };
    let mut file = private_file(path)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(folder)
}

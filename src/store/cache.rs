//! What was read from the server, so that it can be read again without it; and small notes of the program.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codec::{Db, Place};
use super::{Cached, Outage, Store, StoreError, entries};
use crate::domain::{Account, JournalId, Page, PeriodId};
use crate::outbox::{Link, Offset, overlay};
use crate::protocol::{Change, Day, Journals, SchoolInfo, Status};

const TABLE: &str = "cache";
/// The instant of a page and that of an answer are told by estimates of the server's clock that may differ by as much. To look at
/// too many entries does no harm: only those that stand on what the page holds are written into it.
const SLACK_MS: i64 = 60_000;

impl Store {
    /// The account, as the server told last.
    pub fn account(&self) -> Result<Option<Cached<Account>>, StoreError> {
        self.cached("account", "")
    }

    /// What is known of the school.
    pub fn school(&self) -> Result<Option<Cached<SchoolInfo>>, StoreError> {
        self.cached("school", "")
    }

    /// The lessons of a day.
    pub fn day(&self, date: NaiveDate) -> Result<Option<Cached<Day>>, StoreError> {
        self.cached("day", &date.to_string())
    }

    /// The journals that the account may open.
    pub fn journals(&self) -> Result<Option<Cached<Journals>>, StoreError> {
        self.cached("journals", "")
    }

    /// A page, with the own entries that the journal has acknowledged since it was read.
    pub fn page(&self, journal: &JournalId, period: &PeriodId) -> Result<Option<Cached<Page>>, StoreError> {
        self.read(|connection| {
            let Some(mut page) = get::<Page>(connection, "page", &page_key(journal, period))? else { return Ok(None) };
            let newer = entries::acknowledged_since(connection, page.at.timestamp_millis() - SLACK_MS)?;
            if !newer.is_empty()
                && let Some(account) = get::<Account>(connection, "account", "")?
            {
                overlay::settle(&mut page.value, &newer, &account.value);
            }
            Ok(Some(page))
        })
    }

    /// The periods of a journal whose pages are here.
    pub fn pages_of(&self, journal: &JournalId) -> Result<Vec<PeriodId>, StoreError> {
        let prefix = page_key(journal, &PeriodId::new(""));
        self.read(|connection| {
            let sql =
                "SELECT substr(key, length(?1) + 1) FROM cache WHERE kind = 'page' AND substr(key, 1, length(?1)) = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let periods = statement.query_map([&prefix], |row| row.get::<_, String>(0))?;
            Ok(periods.collect::<Result<Vec<_>, _>>()?.into_iter().map(PeriodId::new).collect())
        })
    }

    /// The deadlines of a day, for roles that see the school.
    pub fn status(&self, date: NaiveDate) -> Result<Option<Cached<Status>>, StoreError> {
        self.cached("status", &date.to_string())
    }

    /// Keeps the account.
    pub fn put_account(&self, account: &Account, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("account", String::new(), account, at)
    }

    /// Keeps what is known of the school.
    pub fn put_school(&self, school: &SchoolInfo, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("school", String::new(), school, at)
    }

    /// Keeps the lessons of a day.
    pub fn put_day(&self, day: &Day, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("day", day.date.to_string(), day, at)
    }

    /// Keeps the list of journals.
    pub fn put_journals(&self, journals: &Journals, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("journals", String::new(), journals, at)
    }

    /// Keeps a page.
    pub fn put_page(&self, page: &Page, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("page", page_key(&page.journal.id, &page.period.id), page, at)
    }

    /// Keeps a page that was asked for while changes were known up to `known`. `false`: others have come since and stand in the
    /// page that is here, so that this one, which may be older, is not kept.
    pub fn put_page_of(&self, page: &Page, at: DateTime<Utc>, known: Option<&str>) -> Result<bool, StoreError> {
        let key = page_key(&page.journal.id, &page.period.id);
        let body = self.inner.codec.encode(cache_place("page", &key), page);
        let seen = known.map(str::to_owned);
        self.inner.writer.write_now(move |transaction| {
            let present = cursor(transaction)?;
            let is_here = "SELECT 1 FROM cache WHERE kind = 'page' AND key = ?1";
            if seen.is_some() && present != seen && transaction.prepare_cached(is_here)?.exists([&key])? {
                return Ok(false);
            }
            put(transaction, "page", &key, at.timestamp_millis(), &body)?;
            Ok(true)
        })
    }

    /// Keeps the deadlines of a day.
    pub fn put_status(&self, status: &Status, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.put("status", status.date.to_string(), status, at)
    }

    /// Writes changes of others into the pages that are here, and the position up to which changes are known, in one
    /// transaction.
    pub fn put_changes(&self, changes: Vec<Change>, cursor: &str) -> Result<(), StoreError> {
        let cursor = cursor.to_owned();
        self.inner.writer.write_now(move |transaction| {
            for change in changes {
                change_pages(transaction, &change)?;
            }
            put_note(transaction, "cursor", &transaction.codec.encode(note_place("cursor"), &cursor))
        })
    }

    /// Keeps a first position in the server's changes, where none is known; gives the one that is known then.
    pub fn put_first_cursor(&self, first: &str) -> Result<String, StoreError> {
        let first = first.to_owned();
        self.inner.writer.write_now(move |transaction| {
            if let Some(known) = cursor(transaction)? {
                return Ok(known);
            }
            put_note(transaction, "cursor", &transaction.codec.encode(note_place("cursor"), &first))?;
            Ok(first)
        })
    }

    /// The position in the server's changes up to which the pages are known.
    pub fn cursor(&self) -> Result<Option<String>, StoreError> {
        self.note("cursor")
    }

    /// Something small that the caller keeps under a name: the position on the screen, a list of recent choices.
    pub fn note<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT body FROM note WHERE name = ?1";
            let body: Option<Vec<u8>> = connection.prepare_cached(sql)?.query_row([name], |row| row.get(0)).optional()?;
            body.map(|body| connection.codec.decode(note_place(name), &body)).transpose()
        })
    }

    /// Keeps something small under a name; the writer's thread does it later, and errors are dropped: never for entries.
    pub fn put_note<T: Serialize>(&self, name: &str, value: &T) {
        let (name, body) = (name.to_owned(), self.inner.codec.encode(note_place(name), value));
        self.inner.writer.write(move |transaction| put_note(transaction, &name, &body), |_| {});
    }

    /// Waits until everything is written that was handed over before.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.inner.writer.wait(|_| Ok(()))
    }

    /// The state of the way to the server.
    pub fn link(&self) -> Result<Link, StoreError> {
        Ok(self.note("link")?.unwrap_or_default())
    }

    /// What is known of the server's clock.
    pub fn offset(&self) -> Result<Offset, StoreError> {
        Ok(self.note("clock")?.unwrap_or_default())
    }

    /// Keeps the state of the way to the server.
    pub fn put_link(&self, link: &Link) {
        self.put_note("link", link);
    }

    /// Keeps what is known of the server's clock.
    pub fn put_offset(&self, offset: &Offset) {
        self.put_note("clock", offset);
    }

    /// Times without a server, newest first.
    pub fn outages(&self, limit: usize) -> Result<Vec<Outage>, StoreError> {
        self.read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT body, from_ms FROM outage ORDER BY from_ms DESC LIMIT ?1")?;
            let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let from: i64 = row.get(1)?;
                let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
                found.push(connection.codec.decode(outage_place(&from.to_be_bytes()), body)?);
            }
            Ok(found)
        })
    }

    /// Notes that the server cannot be reached since an instant, which is the outage's name.
    pub fn put_outage(&self, outage: &Outage) {
        let outage = outage.clone();
        self.inner.writer.write(move |transaction| put_outage(transaction, &outage), |_| {});
    }

    /// Notes that the server could be reached again; how the outage was noticed stays as it is.
    pub fn end_outage(&self, from: DateTime<Utc>, to: DateTime<Utc>) {
        let end = move |transaction: &Db<'_>| {
            let key = from.timestamp_millis().to_be_bytes();
            let sql = "SELECT body FROM outage WHERE from_ms = ?1";
            let known =
                transaction.prepare_cached(sql)?.query_row([from.timestamp_millis()], |row| row.get(0)).optional()?;
            let known: Option<Outage> =
                known.map(|body: Vec<u8>| transaction.codec.decode(outage_place(&key), &body)).transpose()?;
            let noticed = known.map(|known| known.noticed).unwrap_or_default();
            put_outage(transaction, &Outage { from, to: Some(to), noticed })
        };
        self.inner.writer.write(end, |_| {});
    }

    fn cached<T: DeserializeOwned>(&self, kind: &str, key: &str) -> Result<Option<Cached<T>>, StoreError> {
        self.read(|connection| get(connection, kind, key))
    }

    fn put<T: Serialize>(&self, kind: &'static str, key: String, value: &T, at: DateTime<Utc>) -> Result<(), StoreError> {
        let body = self.inner.codec.encode(cache_place(kind, &key), value);
        self.inner.writer.write_now(move |transaction| put(transaction, kind, &key, at.timestamp_millis(), &body))
    }
}

pub(super) fn cached<T: DeserializeOwned>(db: &Db<'_>, kind: &str, key: &str) -> Result<Option<Cached<T>>, StoreError> {
    get(db, kind, key)
}

fn get<T: DeserializeOwned>(connection: &Db<'_>, kind: &str, key: &str) -> Result<Option<Cached<T>>, StoreError> {
    let sql = "SELECT at_ms, body FROM cache WHERE kind = ?1 AND key = ?2";
    let found: Option<(i64, Vec<u8>)> =
        connection.prepare_cached(sql)?.query_row([kind, key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((at, body)) = found else { return Ok(None) };
    // What an older program cached in another shape is as good as not cached.
    let value = match connection.codec.decode(cache_place(kind, key), &body) {
        Err(StoreError::Body { .. }) => return Ok(None),
        other => other?,
    };
    Ok(Some(Cached { value, at: DateTime::from_timestamp_millis(at).unwrap_or(DateTime::UNIX_EPOCH) }))
}

fn put(transaction: &Db<'_>, kind: &str, key: &str, at_ms: i64, body: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO cache (kind, key, at_ms, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (kind, key) DO UPDATE SET at_ms = excluded.at_ms, body = excluded.body";
    transaction.prepare_cached(sql)?.execute(params![kind, key, at_ms, body])?;
    Ok(())
}

fn put_outage(transaction: &Db<'_>, outage: &Outage) -> Result<(), StoreError> {
    let (from, to) = (outage.from.timestamp_millis(), outage.to.map(|to| to.timestamp_millis()));
    let body = transaction.codec.encode(outage_place(&from.to_be_bytes()), outage);
    let sql = "INSERT INTO outage (from_ms, to_ms, body) VALUES (?1, ?2, ?3)
        ON CONFLICT (from_ms) DO UPDATE SET to_ms = excluded.to_ms, body = excluded.body";
    transaction.execute(sql, params![from, to, body])?;
    Ok(())
}

fn put_note(transaction: &Db<'_>, name: &str, body: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO note (name, body) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET body = excluded.body";
    transaction.prepare_cached(sql)?.execute(params![name, body])?;
    Ok(())
}

/// The position in the server's changes.
pub(super) fn cursor(transaction: &Db<'_>) -> Result<Option<String>, StoreError> {
    let sql = "SELECT body FROM note WHERE name = 'cursor'";
    let body: Option<Vec<u8>> = transaction.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
    body.map(|body| transaction.codec.decode(note_place("cursor"), &body)).transpose()
}

/// Forgets the position in the server's changes: the server does not know it.
pub(super) fn forget_cursor(transaction: &Db<'_>) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM note WHERE name = 'cursor'", [])?;
    Ok(())
}

/// Writes one change into every page of its journal that shows it.
fn change_pages(transaction: &Db<'_>, change: &Change) -> Result<(), StoreError> {
    let prefix = page_key(&change.journal, &PeriodId::new(""));
    let sql = "SELECT key, at_ms, body FROM cache WHERE kind = 'page' AND substr(key, 1, length(?1)) = ?1";
    let pages: Vec<(String, i64, Vec<u8>)> = transaction
        .prepare_cached(sql)?
        .query_map([&prefix], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (key, at_ms, body) in pages {
        let place = cache_place("page", &key);
        let Ok(mut page) = transaction.codec.decode::<Page>(place, &body) else { continue };
        if overlay::write(&mut page, change.fact.clone()) {
            put(transaction, "page", &key, at_ms, &transaction.codec.encode(place, &page))?;
        }
    }
    Ok(())
}

const fn cache_place<'r>(kind: &'r str, key: &'r str) -> Place<'r> {
    Place { table: TABLE, kind, row: key.as_bytes() }
}

const fn note_place(name: &str) -> Place<'_> {
    Place { table: "note", kind: "", row: name.as_bytes() }
}

const fn outage_place(from: &[u8]) -> Place<'_> {
    Place { table: "outage", kind: "", row: from }
}

/// The key of a page. Ids are opaque, so the separator is a character that JSON text of an id cannot be split at by mistake.
fn page_key(journal: &JournalId, period: &PeriodId) -> String {
    format!("{journal}\u{1f}{period}")
}

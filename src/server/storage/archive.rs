//! What an archive of a year is made of.

use std::path::Path;

use chrono::NaiveDate;

use super::backup::BackupError;
use super::columns::{FACT, fact, version};
use super::page::{JOURNALS, page, read_journal};
use super::tx::{Tx, params};
use super::{Place, Storage, StorageError, Turn, audit, school};
use crate::domain::{Digest, Fact, Journal, OperationId, Page, Period, PeriodId, PeriodKind, SchoolId};
use crate::server::archive::ArchiveOrder;

/// A journal over a year.
#[derive(Debug)]
pub(in crate::server) struct YearJournal {
    /// As it stands.
    pub(in crate::server) page: Page,
    /// Marks of its periods.
    pub(in crate::server) terms: Vec<Fact>,
    /// The periods that the school has now.
    pub(in crate::server) periods: Vec<Period>,
    /// All that was ever written in it, in the order of writing.
    pub(in crate::server) versions: Vec<StoredVersion>,
}

/// A version with what only the journal knows of it.
#[derive(Debug)]
pub(in crate::server) struct StoredVersion {
    pub(in crate::server) seq: i64,
    pub(in crate::server) base: Option<OperationId>,
    pub(in crate::server) digest: Digest,
    pub(in crate::server) fact: Fact,
}

impl Storage {
    /// The folder of the journal, or of what the server keeps beside a database.
    pub(in crate::server) fn folder(&self) -> &Path {
        match &self.shared.place {
            Place::Folder(folder) | Place::Postgres { folder, .. } => folder,
        }
    }

    /// In how many places the regulation of a school wants an archive: never fewer than two.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn archive_media(&self, of: &SchoolId) -> Result<usize, StorageError> {
        let wanted = self.school(of)?.and_then(|state| state.profile.archive().media).unwrap_or(0);
        Ok(usize::try_from(wanted).unwrap_or(0).max(2))
    }

    /// Gives every journal that has a lesson in the school year, ended ones too, all in one state of the journal.
    pub(in crate::server) fn each_journal_of(
        &self,
        of: &SchoolId,
        year: i32,
        mut take: impl FnMut(YearJournal) -> Result<(), BackupError>,
    ) -> Result<(), BackupError> {
        let day = |year: i32, month, day| {
            NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| BackupError::NotAJournal(format!("year {year}")))
        };
        let (start, end) = (day(year, 9, 1)?, day(year + 1, 8, 31)?);
        let period =
            Period { id: PeriodId::new(""), kind: PeriodKind::Year, title: year.to_string(), start, end, closed: false };
        let mut taken = Ok(());
        self.read(|tx| {
            let Some(state) = school::load(tx, &self.shared.schools, of.as_str())? else { return Ok(()) };
            let sql =
                format!("{JOURNALS}WHERE j.school = ? ORDER BY c.grade, c.name, j.subject, j.subgroup NULLS FIRST, j.id");
            let journals: Vec<Journal> = tx.all(&sql, [of.as_str()], read_journal)?;
            for journal in journals {
                let mut page = page(tx, of.as_str(), journal, period.clone())?;
                page.lessons.retain(|lesson| period.contains(lesson.date));
                if page.lessons.is_empty() {
                    continue;
                }
                let id = page.journal.id.as_str();
                let (terms, versions) = (terms(tx, of.as_str(), id)?, versions(tx, of.as_str(), id)?);
                taken = take(YearJournal { page, terms, periods: state.periods.clone(), versions });
                if taken.is_err() {
                    break;
                }
            }
            Ok(())
        })?;
        taken
    }

    /// Id, name, role and last day of every account that ever was.
    pub(in crate::server) fn everybody(&self, of: &SchoolId) -> Result<Vec<[String; 4]>, StorageError> {
        self.read(|tx| {
            let sql = "SELECT id, name, role, coalesce(ended, '') FROM accounts WHERE school = ? ORDER BY id";
            tx.all(sql, [of.as_str()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
        })
    }

    /// Notes in the audit log that a year was archived.
    pub(in crate::server) fn archived(
        &self,
        order: &ArchiveOrder<'_>,
        sum: &Digest,
        key: &Digest,
    ) -> Result<(), StorageError> {
        let (of, at) = (order.school.clone(), order.now);
        let detail = [
            ("year", order.year.to_string()),
            ("places", order.places.len().to_string()),
            ("manifest", sum.to_string()),
            ("key", key.to_string()),
        ];
        self.write(Turn::of_school(&of), move |tx| {
            let detail: Vec<(&str, &str)> = detail.iter().map(|(name, value)| (*name, value.as_str())).collect();
            audit::note(tx, &of, at, audit::CONSOLE, "archive", &detail)
        })
    }
}

fn terms(tx: &Tx<'_>, school: &str, journal: &str) -> Result<Vec<Fact>, StorageError> {
    let sql = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM present p CROSS JOIN versions v ON v.seq = p.seq
         WHERE p.school = ? AND p.kind = 'term' AND p.place = ? AND p.filled = 1 ORDER BY p.part, p.pupil"
    );
    tx.all(&sql, [school, journal], fact)
}

fn versions(tx: &Tx<'_>, school: &str, journal: &str) -> Result<Vec<StoredVersion>, StorageError> {
    let sql = format!(
        "SELECT {FACT}, v.seq, v.base, v.digest FROM versions v WHERE v.school = ? AND v.journal = ? ORDER BY v.seq"
    );
    tx.all(&sql, params![school, journal], |row| {
        Ok(StoredVersion {
            seq: row.get(11)?,
            base: row.get::<Option<[u8; 16]>>(12)?.map(OperationId),
            digest: Digest(row.get(13)?),
            fact: version(row)?,
        })
    })
}

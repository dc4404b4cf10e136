//! Remarks of the administration on journals: made, answered, closed; never taken away.

use chrono::{DateTime, Utc};

use super::columns::{id, text};
use super::corrections::person;
use super::page::{JournalScope, journal, journals, lesson_by_id};
use super::people::instant;
use super::repeats::{self, Repeat};
use super::tx::{Row, Tx, params};
use super::{SignedIn, Storage, StorageError, Turn, audit};
use crate::domain::{Journal, LessonId, OperationId, SchoolId};
use crate::protocol::{NewRemark, Remark, Remarks, Said};

/// Most remarks in one answer.
const PAGE: usize = 100;
/// Longest remark and answer, in characters.
const TEXT_MAX: usize = 1_000;

/// Why nothing was remarked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum NotRemarked {
    /// There is no such journal, lesson or remark.
    NotFound,
    /// The journal is another's.
    NotOwn,
    /// The text is empty, too long, or has control characters.
    Text,
    /// It was closed.
    Closed,
    /// The key came with another body before.
    Repeated,
}

/// A remark, or why there is none.
pub(in crate::server) type Remarked = Result<Result<Remark, NotRemarked>, StorageError>;

impl Storage {
    /// Remarks on journals of a scope. `None`: the place cannot be read.
    pub(in crate::server) fn remarks(
        &self,
        school: &SchoolId,
        scope: &JournalScope,
        after: Option<&str>,
    ) -> Result<Option<Remarks>, StorageError> {
        let from = match after.map(|after| after.split_once('.')) {
            None => (i64::MIN, [0; 16]),
            Some(Some((at, id))) => match (at.parse(), id.parse::<OperationId>()) {
                (Ok(at), Ok(id)) => (at, id.0),
                _ => return Ok(None),
            },
            Some(None) => return Ok(None),
        };
        self.read(|tx| {
            let scoped = match scope {
                JournalScope::School => None,
                JournalScope::Of { .. } => {
                    let found = journals(tx, school.as_str(), scope)?;
                    let ids: Vec<&str> = found.iter().map(|journal| journal.id.as_str()).collect();
                    Some(serde_json::to_string(&ids)?)
                }
            };
            let sql = format!(
                "{REMARK} WHERE school = ?1 AND (made, id) > (?2, ?3)
                 AND (journal IN (SELECT value FROM json_each(?4)) OR ?4 IS NULL) ORDER BY made, id LIMIT ?5"
            );
            let wanted = i64::try_from(PAGE + 1).expect("a small number");
            let rows: Vec<RemarkRow> =
                tx.all(&sql, params![school.as_str(), from.0, from.1, scoped, wanted], RemarkRow::read)?;
            let more = rows.len() > PAGE;
            let mut found = Vec::new();
            for row in rows.into_iter().take(PAGE) {
                found.push(row.remark(tx, school.as_str())?);
            }
            let last = found.last().filter(|_| more);
            let next = last.map(|last| format!("{}.{}", last.made_at.timestamp_millis(), last.id));
            Ok(Some(Remarks { remarks: found, next }))
        })
    }

    /// Makes a remark. The same key and body again give the same remark.
    pub(in crate::server) fn remark(
        &self,
        signed: &SignedIn,
        new: NewRemark,
        repeat: Option<Repeat>,
        now: DateTime<Utc>,
    ) -> Remarked {
        if !is_text(&new.text) {
            return Ok(Err(NotRemarked::Text));
        }
        let account = signed.account.clone();
        self.write(Turn::of_school(&account.school), move |tx| {
            let school = account.school.as_str();
            match repeats::seen(tx, &account, repeat.as_ref())? {
                repeats::Seen::Never => {}
                repeats::Seen::Same(answer) => return Ok(Ok(serde_json::from_str(&answer)?)),
                repeats::Seen::Other => return Ok(Err(NotRemarked::Repeated)),
            }
            if journal(tx, school, new.journal.as_str())?.is_none() {
                return Ok(Err(NotRemarked::NotFound));
            }
            if let Some(lesson) = &new.lesson {
                let found = lesson_by_id(tx, school, lesson)?;
                if found.is_none_or(|lesson| lesson.journal != new.journal) {
                    return Ok(Err(NotRemarked::NotFound));
                }
            }
            let id = OperationId(crate::server::password::random());
            let sql =
                "INSERT INTO remarks (school, id, journal, lesson, author, made, text, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
            tx.execute(
                sql,
                params![
                    school,
                    id.0,
                    new.journal.as_str(),
                    new.lesson.as_ref().map(LessonId::as_str),
                    account.id.as_str(),
                    now.timestamp_millis(),
                    new.text.trim(),
                    new.due.map(text),
                ],
            )?;
            told(tx, &account, now, "remark", id)?;
            let made = found(tx, school, id)?;
            repeats::keep(tx, &account, repeat, now, &made)?;
            Ok(made.ok_or(NotRemarked::NotFound))
        })
    }

    /// Answers a remark on an own journal. A later answer takes the place of the one before.
    pub(in crate::server) fn answer_remark(
        &self,
        signed: &SignedIn,
        id: OperationId,
        said: String,
        now: DateTime<Utc>,
    ) -> Remarked {
        if !is_text(&said) {
            return Ok(Err(NotRemarked::Text));
        }
        let account = signed.account.clone();
        self.write(Turn::of_school(&account.school), move |tx| {
            let school = account.school.as_str();
            let Some(remark) = found(tx, school, id)? else { return Ok(Err(NotRemarked::NotFound)) };
            let of: Option<Journal> = journal(tx, school, remark.journal.as_str())?;
            if of.is_none_or(|journal| journal.teacher.id != account.id) {
                return Ok(Err(NotRemarked::NotOwn));
            }
            if remark.closed.is_some() {
                return Ok(Err(NotRemarked::Closed));
            }
            let sql = "UPDATE remarks SET answered = ?, answered_by = ?, answer = ? WHERE school = ? AND id = ?";
            let said = said.trim();
            tx.execute(sql, params![now.timestamp_millis(), account.id.as_str(), said, school, id.0])?;
            told(tx, &account, now, "remark_answer", id)?;
            Ok(found(tx, school, id)?.ok_or(NotRemarked::NotFound))
        })
    }

    /// Closes a remark: it was put right.
    pub(in crate::server) fn close_remark(&self, signed: &SignedIn, id: OperationId, now: DateTime<Utc>) -> Remarked {
        let account = signed.account.clone();
        self.write(Turn::of_school(&account.school), move |tx| {
            let school = account.school.as_str();
            let Some(remark) = found(tx, school, id)? else { return Ok(Err(NotRemarked::NotFound)) };
            if remark.closed.is_none() {
                let sql = "UPDATE remarks SET closed = ?, closed_by = ? WHERE school = ? AND id = ?";
                tx.execute(sql, params![now.timestamp_millis(), account.id.as_str(), school, id.0])?;
                told(tx, &account, now, "remark_close", id)?;
            }
            Ok(found(tx, school, id)?.ok_or(NotRemarked::NotFound))
        })
    }
}

fn told(
    tx: &Tx<'_>,
    account: &crate::domain::Account,
    now: DateTime<Utc>,
    kind: &str,
    id: OperationId,
) -> Result<(), StorageError> {
    audit::note(tx, &account.school, now, account.id.as_str(), kind, &[("remark", &id.to_string())])
}

const REMARK: &str = "SELECT id, journal, lesson, author, made, text, due, answered, answered_by, answer, closed, closed_by
    FROM remarks";

fn found(tx: &Tx<'_>, school: &str, id: OperationId) -> Result<Option<Remark>, StorageError> {
    let sql = format!("{REMARK} WHERE school = ? AND id = ?");
    let row = tx.first(&sql, params![school, id.0], RemarkRow::read)?;
    row.map(|row| row.remark(tx, school)).transpose()
}

struct RemarkRow {
    remark: Remark,
    author: String,
    answer: Option<(i64, String, String)>,
    closed: Option<(i64, String)>,
}

impl RemarkRow {
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        let both = |at: usize| -> Result<Option<(i64, String)>, StorageError> {
            Ok(row.get::<Option<i64>>(at)?.zip(row.get::<Option<String>>(at + 1)?))
        };
        let nobody = crate::domain::TeacherRef { id: "".into(), short_name: String::new() };
        let said: Option<String> = row.get(9)?;
        Ok(Self {
            author: row.get(3)?,
            answer: both(7)?.map(|(at, by)| (at, by, said.unwrap_or_default())),
            closed: both(10)?,
            remark: Remark {
                id: OperationId(row.get(0)?),
                journal: id(row, 1)?,
                lesson: row.get::<Option<String>>(2)?.map(LessonId::new),
                author: nobody,
                made_at: instant(row.get(4)?),
                text: row.get(5)?,
                due: super::columns::optional_date(row, 6)?,
                answer: None,
                closed: None,
            },
        })
    }

    fn remark(self, tx: &Tx<'_>, school: &str) -> Result<Remark, StorageError> {
        let said = |at: i64, by: &str, text: String| -> Result<Said, StorageError> {
            Ok(Said { by: person(tx, school, by)?, at: instant(at), text })
        };
        let mut remark = self.remark;
        remark.author = person(tx, school, &self.author)?;
        remark.answer = self.answer.map(|(at, by, text)| said(at, &by, text)).transpose()?;
        remark.closed = self.closed.map(|(at, by)| said(at, &by, String::new())).transpose()?;
        Ok(remark)
    }
}

fn is_text(text: &str) -> bool {
    let plain = !text.chars().any(|letter| letter.is_control() && letter != '\n');
    !text.trim().is_empty() && text.chars().count() <= TEXT_MAX && plain
}

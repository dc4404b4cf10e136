//! Every version of a place of a journal: who wrote what, and when.

use std::collections::HashSet;

use serde::Deserialize;

use super::columns::{FACT, id, version};
use super::tx::{Row, params};
use super::{Storage, StorageError};
use crate::domain::{AccountId, Fact, FactPlace, SchoolId, Target, WorkId};
use crate::protocol::{HistoryOf, HistoryPlace};

/// Most versions in one answer.
const MOST: usize = 200;

impl Storage {
    /// The versions of a place, the newest first.
    pub(in crate::server) fn history(&self, school: &SchoolId, of: &HistoryOf) -> Result<Vec<Fact>, StorageError> {
        // Targets are kept as texts: this leaves few that have to be read closely.
        let (key, name) = match (&of.pupil, &of.place) {
            (Some(pupil), _) => ("pupil", pupil.as_str()),
            (None, HistoryPlace::Lesson(lesson)) => ("lesson", lesson.as_str()),
            (None, HistoryPlace::Period(period)) => ("period", period.as_str()),
        };
        let holds = format!("%\"{key}\":{}%", serde_json::Value::from(name));
        let sql = format!(
            "SELECT {FACT}, v.body FROM versions v INDEXED BY versions_by_journal WHERE v.school = ? AND v.journal = ?
             AND v.target LIKE ? ORDER BY v.seq DESC"
        );
        self.read(|tx| {
            let works: HashSet<WorkId> = match &of.place {
                HistoryPlace::Lesson(lesson) => {
                    let sql = "SELECT id FROM works WHERE school = ? AND lesson = ?";
                    let works = tx.all(sql, [school.as_str(), lesson.as_str()], |row| id(row, 0))?;
                    works.into_iter().collect()
                }
                HistoryPlace::Period(_) => HashSet::new(),
            };
            let mut found = tx.all(&sql, params![school.as_str(), of.journal.as_str(), holds], explained)?;
            found.retain(|fact| is_of(&fact.target, of, &works));
            found.truncate(MOST);
            Ok(found)
        })
    }

    /// Whether an account substitutes in the lesson that a history is asked of.
    pub(in crate::server) fn substitutes_at(
        &self,
        school: &SchoolId,
        of: &HistoryOf,
        account: &AccountId,
    ) -> Result<bool, StorageError> {
        let HistoryPlace::Lesson(lesson) = &of.place else { return Ok(false) };
        let sql = "SELECT 1 FROM lessons WHERE school = ? AND id = ? AND journal = ? AND substitute = ?";
        self.read(|tx| tx.exists(sql, [school.as_str(), lesson.as_str(), of.journal.as_str(), account.as_str()]))
    }
}

/// A version of [`FACT`] and the operation's body; the explanation of a correction stands for its reason.
fn explained(row: &Row<'_>) -> Result<Fact, StorageError> {
    #[derive(Deserialize)]
    struct Body {
        explanation: Option<String>,
    }
    let mut fact = version(row)?;
    let body: Option<String> = row.get(11)?;
    // What came with an import has no body.
    let body = body.and_then(|body| serde_json::from_str::<Body>(&body).ok());
    fact.reason = body.and_then(|body| body.explanation).or(fact.reason);
    Ok(fact)
}

/// Whether a fact belongs to the place; `works` are those of the lesson.
fn is_of(target: &Target, of: &HistoryOf, works: &HashSet<WorkId>) -> bool {
    let here = match (target.place(), &of.place) {
        (FactPlace::Period(_, period), HistoryPlace::Period(wanted)) => period == wanted,
        (FactPlace::Work(work), HistoryPlace::Lesson(_)) => works.contains(work),
        (FactPlace::Lesson(lesson), HistoryPlace::Lesson(wanted)) => lesson == wanted,
        _ => false,
    };
    here && target.pupil() == of.pupil.as_ref()
}

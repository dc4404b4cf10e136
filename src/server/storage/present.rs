//! Writing a version and what follows from it: the present row, the work that a mark makes, the hours of the plan.

use std::collections::HashSet;

use super::StorageError;
use super::columns::{FACT, fact};
use super::rows::{CHUNK, Rows};
use super::tx::{Param, Tx, params};
use crate::domain::{Digest, Fact, FactPlace, NewWork, OperationId, Target, Value, WorkId};

/// A version to be written.
#[derive(Debug)]
pub(super) struct NewVersion<'a> {
    pub(super) school: &'a str,
    pub(super) operation: OperationId,
    pub(super) digest: Digest,
    pub(super) journal: &'a str,
    pub(super) target: &'a Target,
    pub(super) value: Option<&'a Value>,
    pub(super) base: Option<OperationId>,
    pub(super) author: &'a str,
    pub(super) on_behalf_of: Option<&'a str>,
    pub(super) made: i64,
    pub(super) received: i64,
    pub(super) comment: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
    /// The work that the mark makes, where the journal has none of its id.
    pub(super) makes_work: Option<&'a NewWork>,
    /// What the rules noted, as JSON.
    pub(super) findings: Option<String>,
    /// The whole operation, as JSON.
    pub(super) body: Option<String>,
    /// The lesson that the fact belongs to.
    pub(super) lesson: Option<&'a str>,
    /// The date of that lesson; for «Тетрадь» the date of making. Works stand on the page of this date.
    pub(super) date: &'a str,
}

/// Inserts a version under its number.
const VERSION: &str =
    "INSERT INTO versions (school, operation, digest, journal, target, value, base, author, on_behalf_of, made,
     received, comment, reason, makes_work, findings, body, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
/// Makes a version the present one of its fact. A correction does not make a duty late: what was filled keeps the earliest instant
/// of its filling, which may be that of a version that came later, from a computer that was away.
const PRESENT: &str =
    "INSERT INTO present (school, kind, place, part, pupil, lesson, made, filled, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (school, kind, place, part, pupil) DO UPDATE SET seq = excluded.seq, filled = excluded.filled,
     made = CASE WHEN present.filled = 1 AND excluded.filled = 1 AND present.made < excluded.made THEN present.made
         ELSE excluded.made END";
const WORK: &str = "INSERT INTO works (school, id, journal, lesson, date, made_in, kind, number, title, obligatory, implied)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, id) DO UPDATE SET
     kind = excluded.kind, number = excluded.number, title = excluded.title, obligatory = excluded.obligatory, implied = 0";

/// Versions that are written together, of a batch or an import: each says something of a fact. For a database they wait until
/// there are many, or until somebody wants to read what they say.
pub(super) struct Sheaf {
    versions: Rows,
    presents: Rows,
    works: Rows,
    waiting: usize,
    /// Rows of one statement must not touch a fact or a work twice.
    touched: HashSet<String>,
}

/// Versions that wait at once: each has two present rows at most.
const SHEAF: usize = CHUNK / 2;

impl Sheaf {
    /// None yet.
    pub(super) fn new() -> Self {
        Self {
            versions: Rows::new(VERSION),
            presents: Rows::new(PRESENT),
            works: Rows::new(WORK),
            waiting: 0,
            touched: HashSet::new(),
        }
    }

    /// Takes a version and its effect, under a number that nothing else has: its place in the stream of changes.
    pub(super) fn push(&mut self, tx: &Tx<'_>, version: &NewVersion<'_>, seq: i64) -> Result<(), StorageError> {
        let keys: Vec<String> = version.presents().into_iter().map(|(_, key)| key).collect();
        if self.waiting == SHEAF || keys.iter().any(|key| self.touched.contains(key)) {
            self.flush(tx)?;
        }
        version.row(|row| self.versions.push(tx, &[row, &[&seq as &dyn Param]].concat()[..]))?;
        for (target, _) in version.presents() {
            version.present_row(&target, seq, |row| self.presents.push(tx, row))?;
        }
        if let Some(work) = version.work() {
            version.work_row(work, seq, |row| self.works.push(tx, row))?;
        } else if let (("work", place, ..), None) = (key(version.target), version.value) {
            self.flush(tx)?;
            tx.execute_later("DELETE FROM works WHERE school = ? AND id = ?", [version.school, place])?;
        }
        self.touched.extend(keys);
        self.waiting += 1;
        Ok(())
    }

    /// Writes what waits: the versions first, since the others name them.
    pub(super) fn flush(&mut self, tx: &Tx<'_>) -> Result<(), StorageError> {
        for rows in [&mut self.versions, &mut self.presents, &mut self.works] {
            rows.flush_later(tx)?;
        }
        self.touched.clear();
        self.waiting = 0;
        Ok(())
    }
}

impl NewVersion<'_> {
    /// Its row of [`VERSION`].
    fn row<T>(&self, run: impl FnOnce(&[&dyn Param]) -> Result<T, StorageError>) -> Result<T, StorageError> {
        let (_, place, ..) = key(self.target);
        run(params![
            self.school,
            self.operation.0,
            self.digest.0,
            self.journal,
            serde_json::to_string(self.target)?,
            self.value.map(serde_json::to_string).transpose()?,
            self.base.map(|base| base.0),
            self.author,
            self.on_behalf_of,
            self.made,
            self.received,
            self.comment,
            self.reason,
            self.makes_work.map(|_| place),
            self.findings,
            self.body,
        ])
    }

    /// The facts that it is the present version of, each with a key: its own, and the work that it makes along.
    fn presents(&self) -> Vec<(Target, String)> {
        let made = self.makes_work.map(|_| Target::Work { work: WorkId::new(key(self.target).1) });
        let targets = [Some(self.target.clone()), made].into_iter().flatten();
        targets.map(|target| (format!("{:?}", key(&target)), target)).map(|(key, target)| (target, key)).collect()
    }

    /// The work that it says something of: id, what it is, and whether it was made along with a mark.
    fn work(&self) -> Option<(&str, &NewWork, bool)> {
        let (_, place, ..) = key(self.target);
        match (self.makes_work, self.value) {
            (Some(new), _) => Some((place, new, true)),
            (None, Some(Value::Work(new))) => Some((place, new, false)),
            (None, _) => None,
        }
    }

    fn present_row<T>(
        &self,
        target: &Target,
        seq: i64,
        run: impl FnOnce(&[&dyn Param]) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        let (kind, place, part, pupil) = key(target);
        run(params![self.school, kind, place, part, pupil, self.lesson, self.made, self.value.is_some(), seq])
    }

    fn work_row<T>(
        &self,
        (id, new, implied): (&str, &NewWork, bool),
        seq: i64,
        run: impl FnOnce(&[&dyn Param]) -> Result<T, StorageError>,
    ) -> Result<T, StorageError> {
        run(params![
            self.school,
            id,
            self.journal,
            self.lesson,
            self.date,
            seq,
            new.spec.kind.name(),
            new.spec.number,
            new.spec.title,
            new.spec.obligatory,
            implied,
        ])
    }
}

/// The present version of a fact.
pub(super) fn present(tx: &Tx<'_>, school: &str, target: &Target) -> Result<Option<Fact>, StorageError> {
    let (kind, place, part, pupil) = key(target);
    let sql = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM present p JOIN versions v ON v.seq = p.seq
         WHERE p.school = ? AND p.kind = ? AND p.place = ? AND p.part = ? AND p.pupil = ?"
    );
    tx.first(&sql, [school, kind, place, part, pupil], fact)
}

/// How many topics name an item of a plan.
const USED: &str = "coalesce((SELECT t.used FROM topics t WHERE t.journal = plan.journal AND t.item = plan.id), 0)";

/// Counts again what the topics of a journal (or of all journals of the school) have used of their plans.
pub(super) fn count_plan(tx: &Tx<'_>, school: &str, journal: Option<&str>) -> Result<(), StorageError> {
    let (of_lessons, of_plan) = if journal.is_some() { ("AND l.journal = ?2", "AND journal = ?2") } else { ("", "") };
    let sql = format!(
        "WITH topics AS MATERIALIZED (
             SELECT l.journal AS journal, json_extract(v.value, '$.plan_item') AS item, count(*) AS used
             FROM lessons l INDEXED BY lessons_by_journal
             CROSS JOIN present p ON p.school = l.school AND p.kind = 'topic' AND p.place = l.id AND p.part = '' AND p.pupil = ''
                 AND p.filled = 1
             CROSS JOIN versions v ON v.seq = p.seq
             WHERE l.school = ?1 {of_lessons} GROUP BY 1, 2)
         UPDATE plan SET used = {USED} WHERE school = ?1 {of_plan} AND used <> {USED}"
    );
    match journal {
        Some(journal) => tx.execute_later(&sql, [school, journal]),
        None => tx.execute_later(&sql, [school]),
    }
}

/// Kind, place, part and pupil of a present row.
pub(super) fn key(target: &Target) -> (&'static str, &str, &str, &str) {
    let (place, part) = match target.place() {
        FactPlace::Lesson(lesson) => (lesson.as_str(), ""),
        FactPlace::Work(work) => (work.as_str(), ""),
        FactPlace::Period(journal, period) => (journal.as_str(), period.as_str()),
    };
    (target.kind(), place, part, target.pupil().map_or("", |pupil| pupil.as_str()))
}

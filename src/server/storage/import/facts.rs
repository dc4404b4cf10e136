//! Past facts of an import: versions like all others, which never overwrite what a person wrote into the journal.

use std::collections::{HashMap, HashSet};

use super::super::StorageError;
use super::super::columns::text;
use super::super::present::{NewVersion, Sheaf, count_plan, key};
use super::super::tx::Row;
use super::{Import, Stop};
use crate::domain::{AccountId, Digest, FactPlace, LessonId, NewWork, OperationId, Target, Value};
use crate::school::PastFact;
use crate::server::password::digest;

impl Import<'_> {
    pub(super) fn facts(&mut self) -> Result<(), Stop> {
        let known = self.known_facts()?;
        let empty = known.is_empty() && !self.tx.exists("SELECT 1 FROM versions WHERE school = ?", [self.school])?;
        let dates: HashMap<&LessonId, String> =
            self.data.lessons.iter().map(|lesson| (&lesson.id, text(lesson.date))).collect();
        // What stands in the journal is known without the file: one that only marks a work need not tell its lesson again.
        let standing = self.known_works()?;
        let mut works: HashMap<&str, Option<&LessonId>> =
            standing.iter().map(|(work, lesson)| (work.as_str(), lesson.as_ref())).collect();
        let mut there: HashSet<String> = standing.keys().cloned().collect();
        let wanted = self.data.facts.iter().filter(|fact| !known.contains_key(&fact.id)).count();
        let mut numbers = self.tx.next_versions(wanted)?.into_iter();
        let mut sheaf = Sheaf::new();
        for fact in &self.data.facts {
            let (_, place, ..) = key(&fact.target);
            let new = new_work(&fact.value);
            let row = fact_digest(fact)?;
            let lesson = match fact.target.place() {
                FactPlace::Work(_) => match (works.get(place), new) {
                    (Some(lesson), _) => *lesson,
                    (None, new) => {
                        let lesson = new.and_then(|new| new.lesson.as_ref());
                        works.insert(place, lesson);
                        lesson
                    }
                },
                FactPlace::Lesson(lesson) => Some(lesson),
                FactPlace::Period(..) => None,
            };
            match known.get(&fact.id) {
                Some(written) if *written == row => {}
                Some(_) => self.report.facts.changed += 1,
                None if !empty && self.is_written(fact)? => self.report.facts.changed += 1,
                None => {
                    let date = lesson.and_then(|lesson| dates.get(lesson).cloned());
                    let date = date.unwrap_or_else(|| text(self.zone.local(fact.made_at).date()));
                    let seq = numbers.next().ok_or_else(|| StorageError::Broken("more facts than counted".to_owned()))?;
                    let makes_work = Self::makes_work(fact, new, &mut there);
                    self.fact(&mut sheaf, (fact, row, seq), (lesson, &date), makes_work)?;
                    self.report.facts.added += 1;
                }
            }
        }
        sheaf.flush(self.tx)?;
        if self.report.facts.added > 0 || !self.report.plan.is_nothing() {
            count_plan(self.tx, self.school, None)?;
        }
        Ok(())
    }

    /// The lesson of each work.
    fn known_works(&self) -> Result<HashMap<String, Option<LessonId>>, StorageError> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<Option<String>>(1)?.map(LessonId::new)));
        Ok(self.tx.all("SELECT id, lesson FROM works WHERE school = ?", [self.school], read)?.into_iter().collect())
    }

    fn known_facts(&self) -> Result<HashMap<OperationId, Digest>, StorageError> {
        let sql = "SELECT operation, digest FROM versions WHERE school = ? AND body IS NULL";
        let read = |row: &Row<'_>| Ok((OperationId(row.get(0)?), Digest(row.get(1)?)));
        Ok(self.tx.all(sql, [self.school], read)?.into_iter().collect())
    }

    /// Whether a person wrote the fact into the journal.
    fn is_written(&self, fact: &PastFact) -> Result<bool, StorageError> {
        let (kind, place, part, pupil) = key(&fact.target);
        let sql = "SELECT v.body IS NOT NULL FROM present p JOIN versions v ON v.seq = p.seq
             WHERE p.school = ? AND p.kind = ? AND p.place = ? AND p.part = ? AND p.pupil = ?";
        let written = self.tx.first(sql, [self.school, kind, place, part, pupil], |row| row.get(0))?;
        Ok(written.unwrap_or(false))
    }

    /// The work that a fact makes: where the journal has none of its id. From then on it is there.
    fn makes_work<'f>(fact: &PastFact, new: Option<&'f NewWork>, there: &mut HashSet<String>) -> Option<&'f NewWork> {
        let new = new?;
        let (_, work, ..) = key(&fact.target);
        let is_new = there.insert(work.to_owned());
        Some(new).filter(|_| is_new && matches!(fact.target, Target::Marks { .. }))
    }

    fn fact(
        &self,
        sheaf: &mut Sheaf,
        (fact, row, seq): (&PastFact, Digest, i64),
        (lesson, date): (Option<&LessonId>, &str),
        makes_work: Option<&NewWork>,
    ) -> Result<(), StorageError> {
        let made = fact.made_at.timestamp_millis();
        let version = NewVersion {
            school: self.school,
            operation: fact.id,
            digest: row,
            journal: fact.journal.as_str(),
            target: &fact.target,
            value: Some(&fact.value),
            base: None,
            author: fact.author.as_str(),
            on_behalf_of: fact.on_behalf_of.as_ref().map(AccountId::as_str),
            made,
            received: made,
            comment: None,
            reason: fact.reason.as_deref(),
            makes_work,
            findings: None,
            body: None,
            lesson: lesson.map(LessonId::as_str),
            date,
        };
        sheaf.push(self.tx, &version, seq)
    }
}

fn new_work(value: &Value) -> Option<&NewWork> {
    match value {
        Value::Marks { creates, .. } => creates.as_ref(),
        Value::Work(new) => Some(new),
        _ => None,
    }
}

fn fact_digest(fact: &PastFact) -> Result<Digest, StorageError> {
    Ok(digest(serde_json::to_string(&(&fact.target, &fact.value, &fact.reason))?.as_bytes()))
}

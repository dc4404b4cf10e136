//! What a batch will ask of the journal, asked at once before its first operation is judged.
//!
//! Each question to a database costs a round trip, however small its answer. A batch of thirty operations asks for the same few
//! lessons and works again and again, and thirty times for what is not there: an operation that is new, a cell that is empty. So
//! all of it is asked in a handful of statements, and what the batch itself writes is kept beside the answers. What was not asked
//! ahead is asked when it is wanted, after what the batch has written so far is in its tables.

use std::collections::{HashMap, HashSet, VecDeque};

use super::super::columns::work;
use super::super::lessons::{Earlier, earlier};
use super::super::page::{journal, lesson_by_id};
use super::super::present::{key, present};
use super::super::tx::{Param, Tx};
use super::super::{SignedIn, StorageError};
use super::place::Place;
use super::{Desk, PageKey};
use crate::domain::{
    Fact, FactPlace, Journal, JournalId, Lesson, LessonId, NewWork, Operation, OperationId, Target, Value, Work, WorkId,
};

/// How many places a list in a statement has, so that few statements are prepared; a shorter list repeats its first member.
const PLACES: [usize; 5] = [1, 8, 32, 64, 200];
/// Kinds of facts that belong to a lesson, a work or a journal: [`Target::kind`].
const KINDS: &str = "'absence', 'attendance', 'homework', 'marks', 'not_held', 'reason', 'term', 'topic', 'work'";

/// Kind, place, part and pupil of a fact.
type FactKey = (&'static str, String, String, String);

/// A lesson as it stands now, and what it was before each change of it.
pub(super) struct Told {
    pub(super) now: Lesson,
    pub(super) earlier: Vec<Earlier>,
}

/// What is known without asking.
#[derive(Default)]
pub(super) struct Ahead {
    /// Operations of the batch that were heard before, in this batch too. `None`: nobody asked.
    heard: Option<HashSet<OperationId>>,
    /// Facts at the places of the batch that have any version. `None`: nobody asked.
    there: Option<HashSet<FactKey>>,
    /// Works of the batch, and whether there are any such.
    works: HashMap<WorkId, Option<Work>>,
    /// Lessons by the timetable: nothing in a batch changes them.
    lessons: HashMap<LessonId, Option<Told>>,
    /// Journals by their ids.
    journals: HashMap<JournalId, Option<Journal>>,
    /// Numbers for versions.
    numbers: VecDeque<i64>,
}

impl Ahead {
    /// Asks for what a batch will want to know.
    pub(super) fn of(tx: &Tx<'_>, signed: &SignedIn, operations: &[Operation]) -> Result<Self, StorageError> {
        let school = signed.account.school.as_str();
        let ids: Vec<[u8; 16]> = distinct(operations.iter().map(|operation| operation.id.0));
        let works: Vec<&str> = distinct(operations.iter().filter_map(|operation| match &operation.target {
            Target::Marks { work, .. } | Target::Work { work } => Some(work.as_str()),
            _ => None,
        }));
        let places: Vec<&str> = distinct(operations.iter().map(|operation| key(&operation.target).1));
        tx.ahead(|tx| {
            heard(tx, signed, &ids)?;
            there(tx, school, &places)?;
            known_works(tx, school, &works)?;
            for lesson in distinct(operations.iter().filter_map(lesson_of)) {
                lesson_by_id(tx, school, lesson)?;
                earlier(tx, school, lesson)?;
            }
            for of in distinct(operations.iter().filter_map(journal_of)) {
                journal(tx, school, of.as_str())?;
            }
            Ok(())
        });
        Ok(Self {
            numbers: tx.next_versions(operations.len())?.into(),
            heard: Some(heard(tx, signed, &ids)?),
            there: Some(there(tx, school, &places)?),
            works: known_works(tx, school, &works)?,
            ..Self::default()
        })
    }

    /// Whether an operation may have been heard before; from now on it was.
    pub(super) fn hears(&mut self, id: OperationId) -> bool {
        self.heard.as_mut().is_none_or(|heard| !heard.insert(id))
    }

    /// The number of the next version.
    pub(super) fn number(&mut self, tx: &Tx<'_>) -> Result<i64, StorageError> {
        if self.numbers.is_empty() {
            self.numbers = tx.next_versions(1)?.into();
        }
        self.numbers.pop_front().ok_or_else(|| StorageError::Broken("no number for a version".to_owned()))
    }

    /// A work, where it was asked for: `Some(&None)` says that there is none.
    pub(super) fn work(&self, id: &WorkId) -> Option<&Option<Work>> {
        self.works.get(id)
    }

    /// A lesson with what it was; `None`: there is none.
    pub(super) fn lesson(&mut self, tx: &Tx<'_>, school: &str, id: &LessonId) -> Result<Option<&Told>, StorageError> {
        if !self.lessons.contains_key(id) {
            let told = match lesson_by_id(tx, school, id)? {
                Some(now) => Some(Told { now, earlier: earlier(tx, school, id)? }),
                None => None,
            };
            self.lessons.insert(id.clone(), told);
        }
        Ok(self.lessons.get(id).and_then(Option::as_ref))
    }

    /// A journal; `None`: there is none.
    pub(super) fn journal(&mut self, tx: &Tx<'_>, school: &str, id: &JournalId) -> Result<Option<Journal>, StorageError> {
        if !self.journals.contains_key(id) {
            self.journals.insert(id.clone(), journal(tx, school, id.as_str())?);
        }
        Ok(self.journals.get(id).cloned().flatten())
    }

    /// Keeps what a version has made: its fact, and a work along with it. What is said of a work itself is asked for anew.
    pub(super) fn wrote(&mut self, target: &Target, made: Option<Work>) {
        if let Some(there) = &mut self.there {
            there.insert(owned(key(target)));
            there.extend(made.as_ref().map(|work| owned(key(&Target::Work { work: work.id.clone() }))));
        }
        if let Target::Work { work } = target {
            self.works.remove(work);
        }
        if let Some(work) = made {
            self.works.insert(work.id.clone(), Some(work));
        }
    }

    fn may_have(&self, target: &Target) -> bool {
        self.there.as_ref().is_none_or(|there| there.contains(&owned(key(target))))
    }
}

impl<'t> Desk<'t> {
    /// The transaction, after what was judged so far stands in the tables.
    pub(super) fn settled(&mut self) -> Result<&'t Tx<'t>, StorageError> {
        self.sheaf.flush(self.tx)?;
        Ok(self.tx)
    }

    /// The present version of the fact that an operation is about.
    pub(super) fn present(&mut self, operation: &Operation, place: &Place) -> Result<Option<Fact>, StorageError> {
        let target = &operation.target;
        if !self.ahead.may_have(target) {
            return Ok(None);
        }
        let page = self.page(place)?;
        let shown = match &place.lesson {
            Some(lesson) => page.lesson(&lesson.id).is_some(),
            None => matches!(target, Target::Term { .. }),
        };
        if let Some(fact) = page.fact(target).filter(|_| shown) {
            return Ok(Some(fact.clone()));
        }
        let tx = self.settled()?;
        present(tx, self.school(), target)
    }

    /// The page that an operation stands on.
    pub(super) fn page(&mut self, place: &Place) -> Result<&crate::domain::Page, StorageError> {
        let key: PageKey = (place.journal.id.clone(), place.period.id.clone());
        if !self.pages.contains_key(&key) {
            let tx = self.settled()?;
            let page = match self.warm.take(tx, &self.signed.account.school, &key)? {
                Some(page) => page,
                None => super::page(tx, self.school(), place.journal.clone(), place.period.clone())?,
            };
            self.pages.insert(key.clone(), page);
        }
        Ok(self.pages.get(&key).expect("the page was put there just now"))
    }
}

/// The lesson that an operation is about, as far as it says so itself.
fn lesson_of(operation: &Operation) -> Option<&LessonId> {
    match operation.target.place() {
        FactPlace::Lesson(lesson) => Some(lesson),
        FactPlace::Work(_) => new_work(operation)?.lesson.as_ref(),
        FactPlace::Period(..) => None,
    }
}

/// The same of its journal.
fn journal_of(operation: &Operation) -> Option<&JournalId> {
    match &operation.target {
        Target::Term { journal, .. } => Some(journal),
        _ => Some(&new_work(operation)?.journal),
    }
}

fn new_work(operation: &Operation) -> Option<&NewWork> {
    match operation.value.as_ref()? {
        Value::Marks { creates, .. } => creates.as_ref(),
        Value::Work(new) => Some(new),
        _ => None,
    }
}

/// Which operations the journal has heard of: as versions, as requests, or as what did not get in.
fn heard(tx: &Tx<'_>, signed: &SignedIn, ids: &[[u8; 16]]) -> Result<HashSet<OperationId>, StorageError> {
    let (school, account) = (signed.account.school.as_str(), signed.account.id.as_str());
    let mut heard = HashSet::new();
    for ids in ids.chunks(PLACES[PLACES.len() - 1]) {
        let list = list(ids.len(), 3);
        let sql = format!(
            "SELECT operation FROM versions WHERE school = ?1 AND operation IN {list}
             UNION ALL SELECT operation FROM requests WHERE school = ?1 AND operation IN {list}
             UNION ALL SELECT operation FROM verdicts WHERE school = ?1 AND account = ?2 AND operation IN {list}"
        );
        let params = listed(&[&school, &account], ids);
        tx.each(&sql, &params[..], |row| {
            heard.insert(OperationId(row.get(0)?));
            Ok(())
        })?;
    }
    Ok(heard)
}

/// Which facts at some places have any version.
fn there(tx: &Tx<'_>, school: &str, places: &[&str]) -> Result<HashSet<FactKey>, StorageError> {
    let mut there = HashSet::new();
    for places in places.chunks(PLACES[PLACES.len() - 1]) {
        let list = list(places.len(), 2);
        let sql = format!(
            "SELECT kind, place, part, pupil FROM present WHERE school = ?1 AND kind IN ({KINDS}) AND place IN {list}"
        );
        let params = listed(&[&school], places);
        tx.each(&sql, &params[..], |row| {
            // A kind that is not known here is no target's.
            if let Some(kind) = KINDS.split(", ").map(|kind| kind.trim_matches('\'')).find(|kind| row.text(0) == Ok(kind)) {
                there.insert((kind, row.get(1)?, row.get(2)?, row.get(3)?));
            }
            Ok(())
        })?;
    }
    Ok(there)
}

fn known_works(tx: &Tx<'_>, school: &str, ids: &[&str]) -> Result<HashMap<WorkId, Option<Work>>, StorageError> {
    let mut works: HashMap<WorkId, Option<Work>> = ids.iter().map(|id| (WorkId::new(*id), None)).collect();
    for ids in ids.chunks(PLACES[PLACES.len() - 1]) {
        let list = list(ids.len(), 2);
        let sql = format!(
            "SELECT id, journal, lesson, kind, number, title, obligatory FROM works WHERE school = ?1 AND id IN {list}"
        );
        for found in tx.all(&sql, &listed(&[&school], ids)[..], |row| work(row, 0))? {
            works.insert(found.id.clone(), Some(found));
        }
    }
    Ok(works)
}

/// Places for so many members, numbered from `first`.
fn list(members: usize, first: usize) -> String {
    let places: Vec<String> = (first..first + places(members)).map(|place| format!("?{place}")).collect();
    format!("({})", places.join(", "))
}

fn places(members: usize) -> usize {
    PLACES.into_iter().find(|places| *places >= members).unwrap_or(members)
}

/// Parameters with a list behind them, as long as [`list`] has places.
fn listed<'p, M: Param>(first: &[&'p dyn Param], members: &'p [M]) -> Vec<&'p dyn Param> {
    let padding = std::iter::repeat_n(members.first(), places(members.len()) - members.len()).flatten();
    first.iter().copied().chain(members.iter().chain(padding).map(|member| member as &dyn Param)).collect()
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

fn owned((kind, place, part, pupil): (&'static str, &str, &str, &str)) -> FactKey {
    (kind, place.to_owned(), part.to_owned(), pupil.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_as_many_places_as_it_has_members_with_padding() {
        let school = "s7";
        for (members, places) in [(1, 1), (2, 8), (8, 8), (30, 32), (200, 200)] {
            let ids = vec![[1_u8; 16]; members];
            assert_eq!(listed(&[&school], &ids).len(), 1 + places, "{members}");
            assert!(list(members, 2).ends_with(&format!("?{})", places + 1)), "{members}");
        }
    }

    #[test]
    fn every_kind_of_fact_is_asked_for() {
        let (lesson, pupil, work) = (LessonId::new("l"), "p".into(), WorkId::new("w"));
        let targets = [
            Target::Absence { lesson: lesson.clone(), pupil },
            Target::Reason { lesson: lesson.clone(), pupil: "p".into() },
            Target::Topic { lesson: lesson.clone() },
            Target::Homework { lesson: lesson.clone() },
            Target::Attendance { lesson: lesson.clone() },
            Target::NotHeld { lesson },
            Target::Marks { work: work.clone(), pupil: "p".into() },
            Target::Work { work },
            Target::Term { journal: "j".into(), period: "q".into(), pupil: "p".into() },
        ];
        let mut kinds: Vec<String> = targets.iter().map(|target| format!("'{}'", target.kind())).collect();
        kinds.sort();
        assert_eq!(kinds.join(", "), KINDS);
    }
}

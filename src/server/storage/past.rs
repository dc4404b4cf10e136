//! A page as the journal showed it at an instant, made from the versions that the server had then.
//!
//! Lessons are those of the timetable of that instant. Who was on the list is said by the dates of the list itself; the plan is the
//! present one, with what had been used of it then.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::columns::{By, FACT, lesson, lessons, version, work_made};
use super::lessons::as_of;
use super::page::{plan, roster};
use super::tx::{Tx, params};
use super::{Storage, StorageError};
use crate::domain::{
    Fact, FactPlace, Journal, Lesson, LessonId, Page, Period, PlanItemId, SchoolId, Target, Value, Work, WorkId, WorkKind,
    Zone,
};

/// Which page, as of when.
#[derive(Debug, Clone)]
pub(in crate::server) struct Past {
    pub(in crate::server) journal: Journal,
    pub(in crate::server) period: Period,
    pub(in crate::server) at: DateTime<Utc>,
    /// The school's: works without a lesson stand on the day of their making.
    pub(in crate::server) zone: Zone,
}

impl Storage {
    /// A page as it was. Its cursor is the present one.
    pub(in crate::server) fn page_at(&self, school: &SchoolId, past: Past) -> Result<Page, StorageError> {
        self.read(|tx| page_at(tx, school.as_str(), past))
    }
}

fn page_at(tx: &Tx<'_>, school: &str, Past { journal, period, at, zone }: Past) -> Result<Page, StorageError> {
    let of = journal.id.as_str();
    let all = timetable(tx, school, of, at)?;
    let Written { facts, homes } = facts(tx, school, of, at)?;
    let dates: HashMap<&LessonId, NaiveDate> = all.iter().map(|lesson| (&lesson.id, lesson.date)).collect();
    let (works, last_numbers) = works(&facts, &dates, &period, &zone);
    let mut shown: Vec<Lesson> = all.iter().filter(|lesson| period.contains(lesson.date)).cloned().collect();
    let after = all.iter().filter(|lesson| lesson.date > period.end && !lesson.cancelled);
    shown.extend(after.take(2).cloned());
    let last = shown.last().map_or(period.end, |lesson| lesson.date.max(period.end));
    let works: Vec<Work> = works.into_iter().filter(|(date, _)| *date <= last).map(|(_, work)| work).collect();
    let mut plan = plan(tx, school, of)?;
    let mut used: HashMap<&PlanItemId, u32> = HashMap::new();
    for item in facts.iter().filter_map(planned) {
        *used.entry(item).or_default() += 1;
    }
    for item in &mut plan {
        item.used = used.get(&item.id).copied().unwrap_or(0);
    }
    let on_page = |fact: &Fact, lessons: &HashSet<&LessonId>, works: &HashSet<&WorkId>| match fact.target.place() {
        FactPlace::Period(..) => true,
        FactPlace::Work(work) => match homes.get(work) {
            Some(Some(lesson)) => lessons.contains(lesson),
            _ => works.contains(work),
        },
        FactPlace::Lesson(lesson) => lessons.contains(lesson),
    };
    let (of_lessons, of_works) =
        (shown.iter().map(|lesson| &lesson.id).collect(), works.iter().map(|work| &work.id).collect());
    let facts = facts.iter().filter(|fact| on_page(fact, &of_lessons, &of_works)).cloned().collect();
    Ok(Page {
        pupils: roster(tx, school, of, &period.start.to_string(), &period.end.to_string())?,
        plan,
        last_numbers,
        facts,
        cursor: super::changes::cursor(tx, school)?,
        journal,
        period,
        lessons: shown,
        works,
    })
}

fn planned(fact: &Fact) -> Option<&PlanItemId> {
    match &fact.value {
        Some(Value::Topic(topic)) => topic.plan_item.as_ref(),
        _ => None,
    }
}

/// The lessons of a journal by the timetable of an instant, by date and number.
fn timetable(tx: &Tx<'_>, school: &str, journal: &str, at: DateTime<Utc>) -> Result<Vec<Lesson>, StorageError> {
    let sql = lessons(By::Journal) + "WHERE l.school = ? AND l.journal = ? AND l.gone = 0";
    let mut found = Vec::new();
    for now in tx.all(&sql, [school, journal], lesson)? {
        found.push(as_of(tx, school, now, at)?);
    }
    // What an import took away later still stood then.
    let sql = lessons(By::Journal)
        + "WHERE l.school = ?1 AND l.journal = ?2 AND l.gone = 1 AND EXISTS (SELECT 1 FROM lesson_changes h
           WHERE h.school = l.school AND h.lesson = l.id AND h.at > ?3)";
    for now in tx.all(&sql, params![school, journal, at.timestamp_millis()], lesson)? {
        found.push(as_of(tx, school, now, at)?);
    }
    found.sort_by(|one, other| (one.date, one.number, &one.id).cmp(&(other.date, other.number, &other.id)));
    Ok(found)
}

/// What had been written.
struct Written {
    /// Works in the order of their making.
    facts: Vec<Fact>,
    /// The lesson of each work that there ever was.
    homes: HashMap<WorkId, Option<LessonId>>,
}

/// The facts of a journal as its versions had made them at an instant.
fn facts(tx: &Tx<'_>, school: &str, journal: &str, at: DateTime<Utc>) -> Result<Written, StorageError> {
    let sql = format!(
        "SELECT {FACT}, v.makes_work FROM versions v WHERE v.school = ? AND v.journal = ? AND v.received <= ? ORDER BY v.seq"
    );
    let mut facts: HashMap<Target, (usize, Fact)> = HashMap::new();
    let (mut homes, mut count) = (HashMap::new(), 0);
    tx.each(&sql, params![school, journal, at.timestamp_millis()], |row| {
        let written = version(row)?;
        let made = row.get::<Option<String>>(11)?.and_then(|work| work_made(&written, WorkId::new(work)));
        for mut fact in std::iter::once(written).chain(made) {
            count += 1;
            let mut place = count;
            if let (Target::Work { work }, Some(Value::Work(new))) = (&fact.target, &fact.value) {
                homes.insert(work.clone(), new.lesson.clone());
            }
            if let Some((was, before)) = facts.get(&fact.target)
                && before.value.is_some()
                && fact.value.is_some()
            {
                place = *was;
                // A correction does not make a duty late: what was filled keeps the earliest instant of its filling.
                let filled = before.filled_at.unwrap_or(before.made_at);
                fact.filled_at = Some(filled).filter(|filled| *filled < fact.made_at);
            }
            facts.insert(fact.target.clone(), (place, fact));
        }
        Ok(())
    })?;
    let mut facts: Vec<(usize, Fact)> = facts.into_values().collect();
    facts.sort_by_key(|(at, _)| *at);
    Ok(Written { facts: facts.into_iter().map(|(_, fact)| fact).collect(), homes })
}

/// A work with the date of the page on which it stands.
type Dated = (NaiveDate, Work);

/// The works from a period on, by their dates, and the highest numbers of those before it.
fn works(
    facts: &[Fact],
    dates: &HashMap<&LessonId, NaiveDate>,
    period: &Period,
    zone: &Zone,
) -> (Vec<Dated>, BTreeMap<WorkKind, u32>) {
    let (mut works, mut numbers) = (Vec::new(), BTreeMap::new());
    for fact in facts {
        let (Target::Work { work }, Some(Value::Work(new))) = (&fact.target, &fact.value) else { continue };
        let date = match &new.lesson {
            Some(lesson) => dates.get(lesson).copied(),
            None => Some(zone.local(fact.filled_at.unwrap_or(fact.made_at)).date()),
        };
        let Some(date) = date else { continue };
        if date >= period.start {
            let work =
                Work { id: work.clone(), journal: new.journal.clone(), lesson: new.lesson.clone(), spec: new.spec.clone() };
            works.push((date, work));
        } else if let Some(number) = new.spec.number {
            let highest = numbers.entry(new.spec.kind).or_insert(number);
            *highest = number.max(*highest);
        }
    }
    works.sort_by_key(|(date, _)| *date);
    (works, numbers)
}

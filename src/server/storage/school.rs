//! What changes a few times a year: the school, bells, calendar, periods, classes and the regulation in force.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::tx::{Tx, params};
use super::{Storage, StorageError, locked};
use crate::domain::{Bell, Calendar, Class, Period, PeriodKind, School, SchoolId, TeacherRef, Zone};
use crate::protocol::{ProfileText, SchoolInfo};
use crate::regulation::Profile;

/// A school with its regulation read, as every judgement needs it. Shared until its revision changes.
#[derive(Debug)]
pub(in crate::server) struct SchoolState {
    pub(in crate::server) school: School,
    pub(in crate::server) zone: Zone,
    pub(in crate::server) bells: Vec<Bell>,
    pub(in crate::server) calendar: Calendar,
    pub(in crate::server) periods: Vec<Period>,
    pub(in crate::server) profile: Profile,
    pub(in crate::server) timetable_version: u64,
    pub(in crate::server) revision: i64,
}

impl SchoolState {
    /// The date on the school's wall at an instant.
    pub(in crate::server) fn date(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.zone.local(instant).date()
    }

    /// The page on which a lesson of a grade stands: the shortest period of its date, half-years first for grades 10 and 11.
    pub(in crate::server) fn period_of(&self, date: NaiveDate, grade: u8) -> Option<&Period> {
        let wanted = if grade >= 10 { PeriodKind::HalfYear } else { PeriodKind::Quarter };
        let around = || self.periods.iter().filter(|period| period.contains(date));
        around().find(|period| period.kind == wanted).or_else(|| around().min_by_key(|period| period.end - period.start))
    }

    /// The period of an id.
    pub(in crate::server) fn period(&self, id: &str) -> Option<&Period> {
        self.periods.iter().find(|period| period.id.as_str() == id)
    }
}

/// What a school's row keeps as JSON.
#[derive(Serialize, Deserialize)]
pub(super) struct Info {
    pub(super) bells: Vec<Bell>,
    pub(super) calendar: Calendar,
    pub(super) periods: Vec<Period>,
}

/// Schools read so far. An entry whose revision is no longer the row's is read again.
pub(super) type SchoolCache = Arc<Mutex<HashMap<SchoolId, Arc<SchoolState>>>>;

impl Storage {
    /// Every school of this server, by id.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn schools(&self) -> Result<Vec<School>, StorageError> {
        self.read(|tx| {
            let ids: Vec<String> = tx.all("SELECT id FROM schools ORDER BY id", (), |row| row.get(0))?;
            let cache = &self.shared.schools;
            ids.iter().filter_map(|id| load(tx, cache, id).transpose()).map(|state| Ok(state?.school.clone())).collect()
        })
    }

    /// The state of a school, `None` when there is none of the id.
    pub(in crate::server) fn school(&self, id: &SchoolId) -> Result<Option<Arc<SchoolState>>, StorageError> {
        self.read(|tx| load(tx, &self.shared.schools, id.as_str()))
    }

    /// What every client of the school needs to know of it.
    pub(in crate::server) fn school_info(
        &self,
        id: &SchoolId,
        now: DateTime<Utc>,
    ) -> Result<Option<SchoolInfo>, StorageError> {
        self.read(|tx| {
            let Some(state) = load(tx, &self.shared.schools, id.as_str())? else { return Ok(None) };
            Ok(Some(SchoolInfo {
                school: state.school.clone(),
                bells: state.bells.clone(),
                calendar: state.calendar.clone(),
                periods: state.periods.clone(),
                classes: classes(tx, id.as_str())?,
                profile: ProfileText {
                    name: state.profile.name().to_owned(),
                    text: state.profile.text().to_owned(),
                    digest: state.profile.digest(),
                },
                server_time: now.timestamp_millis(),
            }))
        })
    }
}

/// Grows with every change of anything of the school but facts; `None`: there is no such school.
pub(super) fn revision(tx: &Tx<'_>, id: &str) -> Result<Option<i64>, StorageError> {
    tx.first("SELECT revision FROM schools WHERE id = ?", [id], |row| row.get(0))
}

/// The state of a school at this transaction.
pub(super) fn load(
    tx: &Tx<'_>,
    cache: &Mutex<HashMap<SchoolId, Arc<SchoolState>>>,
    id: &str,
) -> Result<Option<Arc<SchoolState>>, StorageError> {
    let Some(revision) = revision(tx, id)? else { return Ok(None) };
    let key = SchoolId::new(id);
    if let Some(state) = locked(cache).get(&key).filter(|state| state.revision == revision) {
        return Ok(Some(Arc::clone(state)));
    }
    let state = Arc::new(read(tx, id)?);
    locked(cache).insert(key, Arc::clone(&state));
    Ok(Some(state))
}

fn read(tx: &Tx<'_>, id: &str) -> Result<SchoolState, StorageError> {
    let sql = "SELECT name, zone, week, year_start, year_end, profile, info, timetable_version, revision FROM schools WHERE id = ?";
    let (school, profile, info, timetable_version, revision) = tx.one(sql, params![id], |row| {
        let school = School {
            id: SchoolId::new(id),
            name: row.get(0)?,
            zone: row.get(1)?,
            week: row.get(2)?,
            year_start: super::columns::date(row, 3)?,
            year_end: super::columns::date(row, 4)?,
        };
        Ok((school, row.get::<String>(5)?, row.get::<String>(6)?, row.get::<i64>(7)?, row.get(8)?))
    })?;
    let zone = Zone::parse(&school.zone)
        .ok_or_else(|| StorageError::Broken(format!("time zone {} of school {id} is not known", school.zone)))?;
    let profile =
        Profile::parse(&profile).map_err(|error| StorageError::Broken(format!("profile of school {id}: {error}")))?;
    let Info { bells, calendar, periods } = serde_json::from_str(&info)?;
    let timetable_version = timetable_version.cast_unsigned();
    Ok(SchoolState { school, zone, bells, calendar, periods, profile, timetable_version, revision })
}

/// Classes of the school that have not ended, by grade and name.
fn classes(tx: &Tx<'_>, school: &str) -> Result<Vec<Class>, StorageError> {
    let sql = "SELECT c.id, c.name, c.grade, c.schedule, a.id, a.short_name FROM classes c
         LEFT JOIN accounts a ON a.school = c.school AND a.id = c.head
         WHERE c.school = ? AND c.ended IS NULL ORDER BY c.grade, c.name";
    tx.all(sql, [school], |row| {
        Ok(Class {
            id: super::columns::id(row, 0)?,
            name: row.get(1)?,
            grade: row.get(2)?,
            schedule: row.get(3)?,
            head: match row.get::<Option<String>>(4)? {
                Some(id) => Some(TeacherRef { id: id.as_str().into(), short_name: row.get(5)? }),
                None => None,
            },
        })
    })
}

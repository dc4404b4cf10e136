//! Reading journals and pages.

use std::collections::BTreeMap;

use super::columns::{By, FACT, fact, id, json, lesson, lessons, named, optional_date, teacher, text, work};
use super::tx::{Row, Tx, params};
use super::{Storage, StorageError};
use crate::domain::{
    AccountId, Fact, Journal, JournalId, Lesson, LessonId, Page, Period, PlanItem, PlanKind, Pupil, SchoolId, Work, WorkId,
    WorkKind,
};

/// Columns of [`journal`], up to the `WHERE`.
pub(super) const JOURNALS: &str =
    "SELECT j.id, j.class, c.name, c.grade, j.subject, j.subgroup, a.id, a.short_name, j.weekly_hours
    FROM journals j JOIN classes c ON c.school = j.school AND c.id = j.class
    JOIN accounts a ON a.school = j.school AND a.id = j.teacher ";

/// Which journals are asked for.
#[derive(Debug, Clone)]
pub(in crate::server) enum JournalScope {
    /// All of the school.
    School,
    /// Those that an account teaches, those with a lesson that it substitutes, and those of the classes it heads.
    Of {
        /// The account.
        account: AccountId,
        /// Names of the classes that it heads.
        head_of: Vec<String>,
    },
}

impl Storage {
    /// Journals of a scope, by class, subject and subgroup.
    pub(in crate::server) fn journals(&self, school: &SchoolId, scope: &JournalScope) -> Result<Vec<Journal>, StorageError> {
        self.read(|tx| journals(tx, school.as_str(), scope))
    }

    /// A journal; `None`: the school has none of the id.
    pub(in crate::server) fn journal(&self, school: &SchoolId, id: &JournalId) -> Result<Option<Journal>, StorageError> {
        self.read(|tx| journal(tx, school.as_str(), id.as_str()))
    }

    /// Whether an account substitutes in a lesson of the journal between two dates.
    pub(in crate::server) fn substitutes(
        &self,
        school: &SchoolId,
        journal: &JournalId,
        account: &AccountId,
        period: &Period,
    ) -> Result<bool, StorageError> {
        let sql = "SELECT 1 FROM lessons INDEXED BY lessons_by_journal
             WHERE school = ? AND journal = ? AND date BETWEEN ? AND ? AND substitute = ?";
        self.read(|tx| {
            tx.exists(
                sql,
                params![school.as_str(), journal.as_str(), text(period.start), text(period.end), account.as_str()],
            )
        })
    }

    /// The version of a page: it changes with every fact of the journal and with everything else that a page shows.
    pub(in crate::server) fn page_tag(&self, school: &SchoolId, journal: &JournalId) -> Result<String, StorageError> {
        self.read(|tx| tag(tx, school.as_str(), journal.as_str()))
    }

    /// A page of a journal.
    pub(in crate::server) fn page(&self, school: &SchoolId, journal: Journal, period: Period) -> Result<Page, StorageError> {
        self.read(|tx| page(tx, school.as_str(), journal, period))
    }
}

/// The version of the pages of a journal, as this transaction sees them.
pub(super) fn tag(tx: &Tx<'_>, school: &str, journal: &str) -> Result<String, StorageError> {
    let sql = "SELECT (SELECT value FROM meta WHERE name = 'epoch'), revision,
         (SELECT max(seq) FROM versions WHERE school = ?1 AND journal = ?2) FROM schools WHERE id = ?1";
    tx.one(sql, [school, journal], |row| {
        let (epoch, revision, seq): (String, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{epoch}-{revision}-{}", seq.unwrap_or(0)))
    })
}

/// Journals of a scope.
pub(super) fn journals(tx: &Tx<'_>, school: &str, scope: &JournalScope) -> Result<Vec<Journal>, StorageError> {
    let all = "WHERE j.school = ?1 AND j.ended IS NULL ORDER BY c.grade, c.name, j.subject, j.subgroup NULLS FIRST";
    let own = "WHERE j.school = ?1 AND j.ended IS NULL AND (j.teacher = ?2
         OR c.name IN (SELECT value FROM json_each(?3))
         OR j.id IN (SELECT l.journal FROM lessons l INDEXED BY lessons_by_substitute
             WHERE l.school = ?1 AND l.substitute = ?2 AND l.gone = 0))
         ORDER BY c.grade, c.name, j.subject, j.subgroup NULLS FIRST";
    let rows = match scope {
        JournalScope::School => tx.all(&format!("{JOURNALS}{all}"), [school], read_journal)?,
        JournalScope::Of { account, head_of } => tx.all(
            &format!("{JOURNALS}{own}"),
            params![school, account.as_str(), serde_json::to_string(head_of)?],
            read_journal,
        )?,
    };
    Ok(rows)
}

/// A journal of the school.
pub(super) fn journal(tx: &Tx<'_>, school: &str, id: &str) -> Result<Option<Journal>, StorageError> {
    let sql = format!("{JOURNALS}WHERE j.school = ? AND j.id = ?");
    tx.first(&sql, [school, id], read_journal)
}

/// A page, as this transaction sees it.
pub(super) fn page(tx: &Tx<'_>, school: &str, journal: Journal, period: Period) -> Result<Page, StorageError> {
    let of = journal.id.as_str();
    let (start, end) = (text(period.start), text(period.end));
    let within = format!(
        "{}WHERE l.school = ? AND l.journal = ? AND l.date BETWEEN ? AND ? AND l.gone = 0 ORDER BY l.date, l.number, l.id",
        lessons(By::Journal)
    );
    let after = format!(
        "{}WHERE l.school = ? AND l.journal = ? AND l.date > ? AND l.gone = 0 AND l.cancelled = 0
         ORDER BY l.date, l.number, l.id LIMIT 2",
        lessons(By::Journal)
    );
    tx.ahead(|tx| {
        tx.all(&within, [school, of, &start, &end], lesson)?;
        roster(tx, school, of, &start, &end)?;
        plan(tx, school, of)?;
        last_numbers(tx, school, of, &start)?;
        super::changes::cursor(tx, school).map(|_| ())
    });
    let next = tx.all(&after, [school, of, &end], lesson)?;
    let mut found: Vec<Lesson> = tx.all(&within, [school, of, &start, &end], lesson)?;
    found.extend(next);
    let last = found.last().map_or_else(|| end.clone(), |lesson| text(lesson.date.max(period.end)));
    tx.ahead(|tx| works(tx, school, of, &start, &last).map(|_| ()));
    Ok(Page {
        facts: facts(tx, school, of, &start, &last)?,
        works: works(tx, school, of, &start, &last)?,
        pupils: roster(tx, school, of, &start, &end)?,
        plan: plan(tx, school, of)?,
        last_numbers: last_numbers(tx, school, of, &start)?,
        cursor: super::changes::cursor(tx, school)?,
        journal,
        period,
        lessons: found,
    })
}

fn facts(tx: &Tx<'_>, school: &str, journal: &str, start: &str, last: &str) -> Result<Vec<Fact>, StorageError> {
    let of_lessons = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM lessons l INDEXED BY lessons_by_journal
         CROSS JOIN present p INDEXED BY present_by_lesson ON p.school = l.school AND p.lesson = l.id
         CROSS JOIN versions v ON v.seq = p.seq WHERE l.school = ? AND l.journal = ? AND l.date BETWEEN ? AND ? AND l.gone = 0"
    );
    let of_notebook = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM works w INDEXED BY works_by_journal CROSS JOIN present p ON p.school = w.school AND p.kind IN ('marks', 'work')
         AND p.place = w.id CROSS JOIN versions v ON v.seq = p.seq
         WHERE w.school = ? AND w.journal = ? AND w.date BETWEEN ? AND ? AND w.lesson IS NULL"
    );
    // Of every period: the mark of a year and the final one are made from the others.
    let of_terms = format!(
        "SELECT {FACT}, p.kind, p.place, p.made FROM present p CROSS JOIN versions v ON v.seq = p.seq
         WHERE p.school = ? AND p.kind = 'term' AND p.place = ?"
    );
    tx.ahead(|tx| {
        tx.all(&of_lessons, [school, journal, start, last], fact)?;
        tx.all(&of_notebook, [school, journal, start, last], fact).map(|_| ())
    });
    let of_terms: Vec<Fact> = tx.all(&of_terms, [school, journal], fact)?;
    let mut facts: Vec<Fact> = tx.all(&of_lessons, [school, journal, start, last], fact)?;
    facts.extend(tx.all(&of_notebook, [school, journal, start, last], fact)?);
    facts.extend(of_terms);
    Ok(facts)
}

fn works(tx: &Tx<'_>, school: &str, journal: &str, start: &str, last: &str) -> Result<Vec<Work>, StorageError> {
    let sql = "SELECT id, journal, lesson, kind, number, title, obligatory FROM works INDEXED BY works_by_journal
         WHERE school = ? AND journal = ? AND date BETWEEN ? AND ? ORDER BY date, made_in, id";
    let rows = tx.all(sql, [school, journal, start, last], |row| work(row, 0))?;
    Ok(rows)
}

/// Who is on the list of a journal on any day between two dates.
pub(super) fn roster(tx: &Tx<'_>, school: &str, journal: &str, start: &str, end: &str) -> Result<Vec<Pupil>, StorageError> {
    let sql = "SELECT p.id, r.number, p.surname, p.given_name, r.subgroup, r.first_day, r.last_day, p.home_schooled, p.sanatorium,
         p.medical_group FROM roster r CROSS JOIN pupils p ON p.school = r.school AND p.id = r.pupil
         WHERE r.school = ? AND r.journal = ? AND (r.first_day IS NULL OR r.first_day <= ?) AND (r.last_day IS NULL OR r.last_day >= ?)
         ORDER BY r.number, p.id";
    tx.all(sql, [school, journal, end, start], |row| {
        Ok(Pupil {
            id: id(row, 0)?,
            number: row.get(1)?,
            surname: row.get(2)?,
            given_name: row.get(3)?,
            group: row.get(4)?,
            from: optional_date(row, 5)?,
            to: optional_date(row, 6)?,
            home_schooled: row.get(7)?,
            sanatorium: json(row, 8)?,
            medical_group: row.get(9)?,
        })
    })
}

/// The plan of a journal.
pub(super) fn plan(tx: &Tx<'_>, school: &str, journal: &str) -> Result<Vec<PlanItem>, StorageError> {
    let sql =
        "SELECT id, n, topic, kind, safety, hours, used, homework FROM plan WHERE school = ? AND journal = ? ORDER BY n";
    tx.all(sql, [school, journal], |row| {
        Ok(PlanItem {
            id: id(row, 0)?,
            n: row.get(1)?,
            topic: row.get(2)?,
            kind: named::<PlanKind>(row, 3)?,
            safety: row.get(4)?,
            hours: row.get(5)?,
            used: row.get(6)?,
            homework: row.get(7)?,
        })
    })
}

fn last_numbers(tx: &Tx<'_>, school: &str, journal: &str, start: &str) -> Result<BTreeMap<WorkKind, u32>, StorageError> {
    let sql = "SELECT kind, max(number) FROM works INDEXED BY works_by_journal
         WHERE school = ? AND journal = ? AND date < ? AND number IS NOT NULL GROUP BY kind";
    let read = |row: &Row<'_>| Ok((named::<WorkKind>(row, 0)?, row.get(1)?));
    Ok(tx.all(sql, [school, journal, start], read)?.into_iter().collect())
}

/// A journal of the columns of [`JOURNALS`].
pub(super) fn read_journal(row: &Row<'_>) -> Result<Journal, StorageError> {
    Ok(Journal {
        id: id(row, 0)?,
        class: id(row, 1)?,
        class_name: row.get(2)?,
        grade: row.get(3)?,
        subject: row.get(4)?,
        group: row.get(5)?,
        teacher: teacher(row, 6)?,
        weekly_hours: row.get(8)?,
    })
}

/// A lesson of the school by its id, also one that an import no longer has.
pub(super) fn lesson_by_id(tx: &Tx<'_>, school: &str, lesson_id: &LessonId) -> Result<Option<Lesson>, StorageError> {
    let sql = lessons(By::Id) + "WHERE l.school = ? AND l.id = ?";
    tx.first(&sql, [school, lesson_id.as_str()], lesson)
}

/// A work of the school by its id.
pub(super) fn work_by_id(tx: &Tx<'_>, school: &str, work_id: &WorkId) -> Result<Option<Work>, StorageError> {
    let sql = "SELECT id, journal, lesson, kind, number, title, obligatory FROM works WHERE school = ? AND id = ?";
    tx.first(sql, [school, work_id.as_str()], |row| work(row, 0))
}

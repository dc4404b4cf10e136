//! Accounts, classes, pupils, journals, lists and plans of an import: each row is added, changed or ended.

use std::collections::HashSet;
use std::hash::Hash;

use super::super::StorageError;
use super::super::columns::text;
use super::super::tx::{Column, params};
use super::{Import, ImportError, Kind, Logins, Stop};
use crate::server::password::TRAINING_HASH;

impl Import<'_> {
    pub(super) fn accounts(&mut self, logins: Logins) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM accounts WHERE school = ?")?;
        let password = if logins == Logins::Training { TRAINING_HASH } else { "" };
        let insert =
            "INSERT INTO accounts (school, id, login, name, short_name, role, imported) VALUES (?, ?, ?, ?, ?, ?, 1)
             ON CONFLICT (school, id) DO UPDATE SET login = coalesce(accounts.login, excluded.login), name = excluded.name,
             short_name = excluded.short_name, role = excluded.role, ended = NULL
             WHERE (coalesce(accounts.login, ''), accounts.name, accounts.short_name, accounts.role, accounts.ended)
             IS DISTINCT FROM (coalesce(accounts.login, excluded.login, ''), excluded.name, excluded.short_name, excluded.role, NULL)";
        let mut accounts = Kind::new(insert);
        for account in &self.data.accounts {
            let login = Some(account.login.as_str()).filter(|login| !login.is_empty());
            if let Some(login) = login {
                self.login(login, account.id.as_str(), password)?;
            }
            let was = known.remove(account.id.as_str());
            accounts.push(
                self.tx,
                was,
                params![self.school, account.id.as_str(), login, account.name, account.short_name, account.role.name()],
            )?;
        }
        accounts.finish(self.tx, &mut self.report.accounts)?;
        let end = "UPDATE accounts SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL AND imported = 1";
        for id in known {
            self.report.accounts.ended += self.tx.execute(end, [&self.today, self.school, &id])?;
        }
        Ok(())
    }

    /// Makes a login of the files; one that another person has is never taken over.
    fn login(&self, login: &str, account: &str, password: &str) -> Result<(), Stop> {
        let sql =
            "INSERT INTO logins (login, password, must_change, disabled) VALUES (?, ?, 0, 0) ON CONFLICT (login) DO NOTHING";
        self.tx.execute(sql, [login, password])?;
        let sql = "SELECT 1 FROM accounts WHERE login = ? AND NOT (school = ? AND id = ?)";
        if self.tx.exists(sql, [login, self.school, account])? {
            return Err(Stop::Error(ImportError::LoginTaken(login.to_owned())));
        }
        Ok(())
    }

    pub(super) fn classes(&mut self) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM classes WHERE school = ?")?;
        let mut pupils = self.known("SELECT id FROM pupils WHERE school = ?")?;
        let class_sql = "INSERT INTO classes (school, id, name, grade, head, schedule) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET name = excluded.name, grade = excluded.grade, head = excluded.head,
             schedule = excluded.schedule, ended = NULL
             WHERE (classes.name, classes.grade, classes.head, classes.schedule, classes.ended) IS DISTINCT FROM
             (excluded.name, excluded.grade, excluded.head, excluded.schedule, NULL)";
        let pupil_sql = "INSERT INTO pupils (school, id, class, number, surname, given_name, first_day, last_day, home_schooled,
             medical_group, sanatorium) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET class = excluded.class, number = excluded.number, surname = excluded.surname,
             given_name = excluded.given_name, first_day = excluded.first_day, last_day = excluded.last_day,
             home_schooled = excluded.home_schooled, medical_group = excluded.medical_group, sanatorium = excluded.sanatorium
             WHERE (pupils.class, pupils.number, pupils.surname, pupils.given_name, pupils.first_day, pupils.last_day,
             pupils.home_schooled, pupils.medical_group, pupils.sanatorium) IS DISTINCT FROM
             (excluded.class, excluded.number, excluded.surname, excluded.given_name, excluded.first_day, excluded.last_day,
             excluded.home_schooled, excluded.medical_group, excluded.sanatorium)";
        let mut classes = Kind::new(class_sql);
        for class in &self.data.classes {
            let of = &class.class;
            let was = known.remove(of.id.as_str());
            let head = of.head.as_ref().map(|head| head.id.as_str());
            classes.push(self.tx, was, params![self.school, of.id.as_str(), of.name, of.grade, head, of.schedule])?;
        }
        classes.finish(self.tx, &mut self.report.classes)?;
        let mut listed = Kind::new(pupil_sql);
        for class in &self.data.classes {
            for pupil in &class.pupils {
                let was = pupils.remove(pupil.id.as_str());
                listed.push(
                    self.tx,
                    was,
                    params![
                        self.school,
                        pupil.id.as_str(),
                        class.class.id.as_str(),
                        pupil.number,
                        pupil.surname,
                        pupil.given_name,
                        pupil.from.map(text),
                        pupil.to.map(text),
                        pupil.home_schooled,
                        pupil.medical_group,
                        serde_json::to_string(&pupil.sanatorium)?,
                    ],
                )?;
            }
        }
        listed.finish(self.tx, &mut self.report.pupils)?;
        let end = "UPDATE classes SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL";
        for id in known {
            self.report.classes.ended += self.tx.execute(end, [&self.today, self.school, &id])?;
        }
        let end = "UPDATE pupils SET last_day = ?1 WHERE school = ?2 AND id = ?3 AND (last_day IS NULL OR last_day > ?1)";
        for id in pupils {
            self.report.pupils.ended += self.tx.execute(end, [&self.today, self.school, &id])?;
        }
        Ok(())
    }

    pub(super) fn journals(&mut self) -> Result<(), Stop> {
        let mut known = self.known("SELECT id FROM journals WHERE school = ?")?;
        let sql =
            "INSERT INTO journals (school, id, class, subject, subgroup, teacher, weekly_hours) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, id) DO UPDATE SET class = excluded.class, subject = excluded.subject,
             subgroup = excluded.subgroup, teacher = excluded.teacher, weekly_hours = excluded.weekly_hours, ended = NULL
             WHERE (journals.class, journals.subject, journals.subgroup, journals.teacher, journals.weekly_hours,
             journals.ended) IS DISTINCT FROM
             (excluded.class, excluded.subject, excluded.subgroup, excluded.teacher, excluded.weekly_hours, NULL)";
        let mut roster = self.pairs("SELECT journal, pupil FROM roster WHERE school = ?")?;
        let mut plan: HashSet<(String, i64)> = self.pairs("SELECT journal, n FROM plan WHERE school = ?")?;
        let mut journals = Kind::new(sql);
        for row in &self.data.journals {
            let journal = &row.journal;
            let was = known.remove(journal.id.as_str());
            journals.push(
                self.tx,
                was,
                params![
                    self.school,
                    journal.id.as_str(),
                    journal.class.as_str(),
                    journal.subject,
                    journal.group,
                    journal.teacher.id.as_str(),
                    journal.weekly_hours,
                ],
            )?;
        }
        journals.finish(self.tx, &mut self.report.journals)?;
        self.rosters(&mut roster)?;
        self.plans(&mut plan)?;
        let end = "UPDATE journals SET ended = ? WHERE school = ? AND id = ? AND ended IS NULL";
        for id in known {
            self.report.journals.ended += self.tx.execute(end, [&self.today, self.school, &id])?;
        }
        let end = "UPDATE roster SET last_day = ?1 WHERE school = ?2 AND journal = ?3 AND pupil = ?4 AND (last_day IS NULL OR last_day > ?1)";
        for (journal, pupil) in &roster {
            self.report.roster.ended += self.tx.execute(end, [&self.today, self.school, journal, pupil])?;
        }
        // An item that no topic names leaves nothing behind; the others stay.
        let end = "DELETE FROM plan WHERE school = ? AND journal = ? AND n = ? AND used = 0";
        for (journal, n) in &plan {
            self.report.plan.ended += self.tx.execute(end, params![self.school, journal, n])?;
        }
        Ok(())
    }

    fn rosters(&mut self, known: &mut HashSet<(String, String)>) -> Result<(), Stop> {
        let sql =
            "INSERT INTO roster (school, journal, pupil, number, subgroup, first_day, last_day) VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (school, journal, pupil) DO UPDATE SET number = excluded.number, subgroup = excluded.subgroup,
             first_day = excluded.first_day, last_day = excluded.last_day
             WHERE (roster.number, roster.subgroup, roster.first_day, roster.last_day) IS DISTINCT FROM
             (excluded.number, excluded.subgroup, excluded.first_day, excluded.last_day)";
        let mut places = Kind::new(sql);
        for (journal, pupil) in self.data.journals.iter().flat_map(|row| row.pupils.iter().map(move |of| (&row.journal, of)))
        {
            let journal = journal.id.as_str();
            let was = known.remove(&(journal.to_owned(), pupil.id.as_str().to_owned()));
            places.push(
                self.tx,
                was,
                params![
                    self.school,
                    journal,
                    pupil.id.as_str(),
                    pupil.number,
                    pupil.group,
                    pupil.from.map(text),
                    pupil.to.map(text)
                ],
            )?;
        }
        places.finish(self.tx, &mut self.report.roster)?;
        Ok(())
    }

    fn plans(&mut self, known: &mut HashSet<(String, i64)>) -> Result<(), Stop> {
        let sql = "INSERT INTO plan (school, journal, n, id, topic, kind, safety, hours, used, homework)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (school, journal, n) DO UPDATE SET id = excluded.id,
             topic = excluded.topic, kind = excluded.kind, safety = excluded.safety, hours = excluded.hours,
             homework = excluded.homework
             WHERE (plan.id, plan.topic, plan.kind, plan.safety, plan.hours, plan.homework) IS DISTINCT FROM
             (excluded.id, excluded.topic, excluded.kind, excluded.safety, excluded.hours, excluded.homework)";
        let mut items = Kind::new(sql);
        for (journal, item) in self.data.journals.iter().flat_map(|row| row.plan.iter().map(move |of| (&row.journal, of))) {
            let journal = journal.id.as_str();
            let was = known.remove(&(journal.to_owned(), i64::from(item.n)));
            items.push(
                self.tx,
                was,
                params![
                    self.school,
                    journal,
                    item.n,
                    item.id.as_str(),
                    item.topic,
                    name(&item.kind)?,
                    item.safety,
                    item.hours,
                    item.homework
                ],
            )?;
        }
        items.finish(self.tx, &mut self.report.plan)?;
        Ok(())
    }
}

impl Import<'_> {
    /// The two fields that name each row of a table of the school.
    fn pairs<T: Column + Eq + Hash>(&self, sql: &str) -> Result<HashSet<(String, T)>, StorageError> {
        Ok(self.tx.all(sql, [self.school], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    }
}

/// The name of a closed enumeration's value in JSON.
fn name<T: serde::Serialize>(value: &T) -> Result<String, StorageError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        other => Err(StorageError::Broken(format!("{other} is not a name"))),
    }
}

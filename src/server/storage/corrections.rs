//! Requests for corrections: listed, answered, taken back. An answer is told to the asker with the changes.

use chrono::{DateTime, Utc};

use super::columns::{date, id};
use super::people::{account, instant};
use super::present::present;
use super::tx::{Row, Tx, params};
use super::write::{Desk, known_answer};
use super::{SignedIn, Storage, StorageError, Turn, audit, school};
use crate::domain::{AccountId, Operation, OperationId, SchoolId, TeacherRef};
use crate::protocol::{Answer, Correction, CorrectionState, Decision, Judged};

/// Most requests in one answer.
const PAGE: usize = 100;

/// Requests, and the place to go on from.
pub(in crate::server) type Listed = (Vec<Correction>, Option<String>);

/// Which requests.
#[derive(Debug, Clone, Default)]
pub(in crate::server) struct CorrectionScope {
    /// Those of one asker.
    pub(in crate::server) asker: Option<AccountId>,
    /// Those in one state.
    pub(in crate::server) state: Option<CorrectionState>,
    /// Those after a place in the list.
    pub(in crate::server) after: Option<String>,
}

/// Why a request was not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum NotDecided {
    /// There is no such request, or it is not the account's to see.
    NotFound,
    /// The regulation names others who decide.
    NotAllowed,
    /// It was answered otherwise, or taken back.
    Already,
    /// The journal has changed since it was asked.
    Overtaken,
    /// A request is not declined without a reason.
    NoReason,
}

/// An answer, or why there is none.
pub(in crate::server) type Decided = Result<Result<Correction, NotDecided>, StorageError>;

impl Storage {
    /// Requests of a scope, oldest first, and the place to go on from. `None`: the place cannot be read.
    pub(in crate::server) fn corrections(
        &self,
        school: &SchoolId,
        scope: &CorrectionScope,
    ) -> Result<Option<Listed>, StorageError> {
        let Some((from, last)) = place(scope.after.as_deref()) else { return Ok(None) };
        self.read(|tx| {
            let sql = "SELECT operation FROM requests WHERE school = ?1 AND (account = ?2 OR ?2 IS NULL)
                 AND (state = ?3 OR ?3 IS NULL) AND (received, operation) > (?4, ?5) ORDER BY received, operation LIMIT ?6";
            let wanted = i64::try_from(PAGE + 1).expect("a small number");
            let asker = scope.asker.as_ref().map(AccountId::as_str);
            let state = scope.state.map(CorrectionState::name);
            let ids: Vec<[u8; 16]> =
                tx.all(sql, params![school.as_str(), asker, state, from, last, wanted], |row| row.get(0))?;
            let mut found = Vec::new();
            for id in ids.iter().take(PAGE) {
                found.extend(correction(tx, school.as_str(), OperationId(*id))?);
            }
            let more = ids.len() > PAGE;
            let next = found
                .last()
                .filter(|_| more)
                .map(|last| format!("{}.{}", last.received_at.timestamp_millis(), last.operation.id));
            Ok(Some((found, next)))
        })
    }

    /// Answers a request in the name of an account whose role the regulation lets decide. The same answer again is no change.
    pub(in crate::server) fn decide(
        &self,
        signed: &SignedIn,
        id: OperationId,
        (answer, reason): (Answer, String),
        now: DateTime<Utc>,
    ) -> Decided {
        let (signed, cache) = (signed.clone(), std::sync::Arc::clone(&self.shared.schools));
        self.write(Turn::of_school(&signed.account.school), move |tx| {
            let of = signed.account.school.clone();
            let Some(state) = school::load(tx, &cache, of.as_str())? else { return Ok(Err(NotDecided::NotFound)) };
            let Some(found) = correction(tx, of.as_str(), id)? else { return Ok(Err(NotDecided::NotFound)) };
            if !state.profile.approvers().contains(&signed.account.role) {
                return Ok(Err(NotDecided::NotAllowed));
            }
            let wanted = match answer {
                Answer::Approve => CorrectionState::Approved,
                Answer::Decline => CorrectionState::Declined,
            };
            if found.state != CorrectionState::Open {
                return Ok(if found.state == wanted { Ok(found) } else { Err(NotDecided::Already) });
            }
            if wanted == CorrectionState::Declined && reason.trim().is_empty() {
                return Ok(Err(NotDecided::NoReason));
            }
            if wanted == CorrectionState::Approved {
                let body: String = tx.one(
                    "SELECT body FROM requests WHERE school = ? AND operation = ?",
                    params![of.as_str(), id.0],
                    |row| row.get(0),
                )?;
                if !Desk::new(tx, state, signed.clone(), now).approve(&found, &body)? {
                    return Ok(Err(NotDecided::Overtaken));
                }
            }
            close(tx, &found, wanted, signed.account.id.as_str(), &reason, now)?;
            audit::note(
                tx,
                &of,
                now,
                signed.account.id.as_str(),
                "correction",
                &[("operation", &id.to_string()), ("state", wanted.name())],
            )?;
            Ok(correction(tx, of.as_str(), id)?.ok_or(NotDecided::NotFound))
        })
    }

    /// Takes an own request back.
    pub(in crate::server) fn withdraw(&self, signed: &SignedIn, id: OperationId, now: DateTime<Utc>) -> Decided {
        let account = signed.account.clone();
        self.write(Turn::of_school(&account.school), move |tx| {
            let school = account.school.as_str();
            let found = correction(tx, school, id)?.filter(|found| found.asker.id == account.id);
            let Some(found) = found else { return Ok(Err(NotDecided::NotFound)) };
            match found.state {
                CorrectionState::Withdrawn => return Ok(Ok(found)),
                CorrectionState::Open => {}
                _ => return Ok(Err(NotDecided::Already)),
            }
            close(tx, &found, CorrectionState::Withdrawn, account.id.as_str(), "", now)?;
            audit::note(
                tx,
                &account.school,
                now,
                account.id.as_str(),
                "correction",
                &[("operation", &id.to_string()), ("state", CorrectionState::Withdrawn.name())],
            )?;
            Ok(correction(tx, school, id)?.ok_or(NotDecided::NotFound))
        })
    }
}

/// Answers to the requests of an account after a place in the order of answers.
pub(super) fn answers(tx: &Tx<'_>, school: &str, account: &str, after: i64) -> Result<Vec<Judged>, StorageError> {
    let sql = "SELECT operation FROM requests WHERE school = ? AND account = ? AND answer > ? ORDER BY answer";
    let ids: Vec<[u8; 16]> = tx.all(sql, params![school, account, after], |row| row.get(0))?;
    let mut answers = Vec::new();
    for id in ids {
        let id = OperationId(id);
        answers.push(Judged { id, verdict: known_answer(tx, school, id)? });
    }
    Ok(answers)
}

/// The end of the order of answers in a school.
fn last_answer(tx: &Tx<'_>, school: &str) -> Result<i64, StorageError> {
    let sql = "SELECT coalesce(max(answer), 0) FROM requests WHERE school = ?";
    tx.one(sql, [school], |row| row.get(0))
}

fn close(
    tx: &Tx<'_>,
    found: &Correction,
    state: CorrectionState,
    by: &str,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let sql = "UPDATE requests SET state = ?, decided = ?, decided_by = ?, decision = ?, answer = ?
         WHERE school = ? AND operation = ? AND state = 'open'";
    tx.execute(
        sql,
        params![
            state.name(),
            now.timestamp_millis(),
            by,
            reason.trim(),
            last_answer(tx, found.operation.school.as_str())? + 1,
            found.operation.school.as_str(),
            found.operation.id.0,
        ],
    )?;
    Ok(())
}

/// A request of the school.
pub(super) fn correction(tx: &Tx<'_>, school: &str, operation: OperationId) -> Result<Option<Correction>, StorageError> {
    let sql = "SELECT body, journal, account, received, findings, state, decided, decided_by, decision
         FROM requests WHERE school = ? AND operation = ?";
    let row = tx.first(sql, params![school, operation.0], RequestRow::read)?;
    let Some(row) = row else { return Ok(None) };
    let operation: Operation = serde_json::from_str(&row.body)?;
    let Some(journal) = super::page::journal(tx, school, &row.journal)? else { return Ok(None) };
    let decision = match (row.decided, &row.decided_by) {
        (Some(at), Some(by)) => {
            Some(Decision { by: person(tx, school, by)?, at: instant(at), reason: row.decision.unwrap_or_default() })
        }
        _ => None,
    };
    let pupil = match operation.target.pupil() {
        Some(pupil) => {
            let sql = "SELECT surname || ' ' || given_name FROM pupils WHERE school = ? AND id = ?";
            tx.first(sql, [school, pupil.as_str()], |row| row.get(0))?
        }
        None => None,
    };
    Ok(Some(Correction {
        asker: person(tx, school, &row.account)?,
        date: date_of(tx, school, &operation)?,
        pupil,
        journal,
        received_at: instant(row.received),
        findings: serde_json::from_str(&row.findings)?,
        present: present(tx, school, &operation.target)?,
        state: state_of(&row.state)?,
        decision,
        operation,
    }))
}

struct RequestRow {
    body: String,
    journal: String,
    account: String,
    received: i64,
    findings: String,
    state: String,
    decided: Option<i64>,
    decided_by: Option<String>,
    decision: Option<String>,
}

impl RequestRow {
    fn read(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            body: row.get(0)?,
            journal: row.get(1)?,
            account: row.get(2)?,
            received: row.get(3)?,
            findings: row.get(4)?,
            state: row.get(5)?,
            decided: row.get(6)?,
            decided_by: row.get(7)?,
            decision: row.get(8)?,
        })
    }
}

/// The date of the fact's lesson, if it has one.
fn date_of(tx: &Tx<'_>, school: &str, operation: &Operation) -> Result<Option<chrono::NaiveDate>, StorageError> {
    let (kind, place, ..) = super::present::key(&operation.target);
    let sql = match kind {
        "marks" | "work" => {
            "SELECT l.date, l.id FROM works w JOIN lessons l ON l.school = w.school AND l.id = w.lesson
             WHERE w.school = ? AND w.id = ?"
        }
        _ => "SELECT date, id FROM lessons WHERE school = ? AND id = ?",
    };
    tx.first(sql, [school, place], |row| date(row, 0))
}

/// A person of the school as others see them.
pub(super) fn person(tx: &Tx<'_>, school: &str, who: &str) -> Result<TeacherRef, StorageError> {
    let sql = "SELECT id, short_name FROM accounts WHERE school = ? AND id = ?";
    let found = tx.first(sql, [school, who], |row| Ok(TeacherRef { id: id(row, 0)?, short_name: row.get(1)? }))?;
    Ok(found.unwrap_or_else(|| TeacherRef { id: who.into(), short_name: String::new() }))
}

fn state_of(name: &str) -> Result<CorrectionState, StorageError> {
    use CorrectionState::{Approved, Declined, Open, Withdrawn};
    let found = [Open, Approved, Declined, Withdrawn].into_iter().find(|state| state.name() == name);
    found.ok_or_else(|| StorageError::Broken(format!("state {name} of a request is not known")))
}

/// A place in the list: the instant and the id of the last request seen.
fn place(after: Option<&str>) -> Option<(i64, [u8; 16])> {
    let Some(after) = after else { return Some((i64::MIN, [0; 16])) };
    let (at, id) = after.split_once('.')?;
    Some((at.parse().ok()?, id.parse::<OperationId>().ok()?.0))
}

impl Storage {
    /// Answers a request from the server's own command line, in the name of an account that may decide.
    ///
    /// # Errors
    /// [`super::UserError::NoAccount`], or the journal cannot be written.
    pub fn decide_as(
        &self,
        school: &SchoolId,
        login: &str,
        id: OperationId,
        decision: (Answer, String),
        now: DateTime<Utc>,
    ) -> Result<Result<Correction, String>, super::UserError> {
        let signed = self.read(|tx| {
            let sql = "SELECT id FROM accounts WHERE school = ? AND login = ? AND ended IS NULL";
            let found: Option<String> = tx.first(sql, [school.as_str(), login], |row| row.get(0))?;
            match found {
                Some(id) => account(tx, school.as_str(), &id),
                None => Ok(None),
            }
        })?;
        let account = signed.ok_or(super::UserError::NoAccount)?;
        let signed = SignedIn::at_the_console(account, now);
        Ok(self.decide(&signed, id, decision, now)?.map_err(|not| not.key().to_owned()))
    }

    /// Requests that wait for an answer, oldest first: for the server's own command line.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn open_corrections(&self, school: &SchoolId) -> Result<Vec<Correction>, StorageError> {
        let mut all = Vec::new();
        let mut scope = CorrectionScope { state: Some(CorrectionState::Open), ..CorrectionScope::default() };
        while let Some((found, next)) = self.corrections(school, &scope)? {
            all.extend(found);
            if next.is_none() {
                break;
            }
            scope.after = next;
        }
        Ok(all)
    }
}

impl NotDecided {
    /// Its name, for the sentence.
    pub(in crate::server) const fn key(self) -> &'static str {
        match self {
            Self::NotFound => "correction-not-found",
            Self::NotAllowed => "correction-not-allowed",
            Self::Already => "correction-already",
            Self::Overtaken => "correction-overtaken",
            Self::NoReason => "correction-no-reason",
        }
    }
}

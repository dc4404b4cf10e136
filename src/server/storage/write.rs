//! A batch of operations becomes versions: found or new, placed, allowed, unchanged since it was seen, judged, written.
//!
//! One transaction carries the whole batch, so that a verdict, its effect and its version are on the disk together before
//! anybody hears of them. Each operation is judged alone, on the journal as the operations before it left it.

mod ahead;
mod place;
mod warm;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::columns::{text, work_made};
use super::corrections::correction;
use super::page::{page, plan};
use super::people::instant;
use super::present::{NewVersion, Sheaf, count_plan};
use super::tx::{Tx, params};
use super::verdicts::Hearing;
use super::{SchoolState, SignedIn, Storage, StorageError, Turn, audit, changes, lessons, school, verdicts};
use crate::domain::{
    Digest, Fact, Finding, Lesson, LessonId, NewWork, Operation, OperationId, Page, Period, PupilId, Target, TeacherRef,
    TermMark, Value, Work, WorkId, WorkKind, WorkSpec,
};
use crate::protocol::{Correction, CorrectionState, Judged, Verdict};
use crate::regulation::{Case, Judgement, check};
use crate::server::judge::{self, Bench, Cell};
use crate::server::received::{Received, canonical_text};
use crate::server::{access, password};
use ahead::Ahead;
use place::Place;
pub(super) use warm::Warm;
use warm::{PageKey, left};

/// What became of a batch.
#[derive(Debug)]
pub(in crate::server) enum Applied {
    /// It was judged.
    Written(Written),
    /// It was made for another journal: nothing was done.
    CursorGone,
    /// There is no such school any more.
    NoSchool,
}

/// What was said of a batch.
#[derive(Debug)]
pub(in crate::server) struct Written {
    pub(in crate::server) verdicts: Vec<Judged>,
    pub(in crate::server) cursor: String,
}

impl Storage {
    /// Judges and writes a batch of the account's own school, and tells `answer` what became of it when that is on the disk. A cursor
    /// names the journal that it was made for.
    pub(in crate::server) fn apply(
        &self,
        signed: SignedIn,
        (batch, known): (Vec<Received>, Option<String>),
        received: DateTime<Utc>,
        answer: impl FnOnce(Result<Applied, StorageError>) + Send + 'static,
    ) {
        let (cache, warm) = (Arc::clone(&self.shared.schools), self.shared.pages.clone());
        let pages = warm.clone();
        let (operations, bodies): (Vec<Operation>, Vec<(String, u32)>) =
            batch.into_iter().map(|received| (received.operation, (received.body, received.again))).unzip();
        let turn = Turn::of_school(&signed.account.school);
        let work = move |tx: &Tx<'_>| {
            let school = signed.account.school.as_str();
            let is_known = || known.as_deref().map_or(Ok(true), |known| changes::knows(tx, school, known));
            tx.ahead(|tx| {
                school::revision(tx, school)?;
                is_known().map(|_| ())
            });
            let ahead = Ahead::of(tx, &signed, &operations)?;
            let Some(state) = school::load(tx, &cache, school)? else { return Ok((Applied::NoSchool, Vec::new())) };
            // Before anything is written: of a batch for another journal nothing may stay.
            if !is_known()? {
                return Ok((Applied::CursorGone, Vec::new()));
            }
            let mut desk = Desk { warm: warm.clone(), ahead, ..Desk::new(tx, state, signed.clone(), received) };
            let mut verdicts = Vec::with_capacity(operations.len());
            for at in 0..operations.len() {
                let (body, again) = &bodies[at];
                let verdict = desk.hear(&operations, at, body, *again)?;
                verdicts.push(Judged { id: operations[at].id, verdict });
            }
            desk.settled()?;
            desk.tags_ahead();
            let cursor = changes::cursor(tx, desk.school())?;
            desk.note(&verdicts, &cursor)?;
            let pages = left(tx, &desk.signed.account.school, desk.pages)?;
            Ok::<_, StorageError>((Applied::Written(Written { verdicts, cursor }), pages))
        };
        self.share(turn, work, move |done| {
            answer(done.map(|(applied, left)| {
                pages.keep(left);
                applied
            }));
        });
    }
}

/// Digest and body of an operation that is kept.
type Kept = ([u8; 32], Option<String>);

/// A cell within one transaction of a client: the instant of making, the work and the pupil.
type CellKey = (DateTime<Utc>, WorkId, PupilId);

pub(super) struct Desk<'t> {
    tx: &'t Tx<'t>,
    state: Arc<SchoolState>,
    signed: SignedIn,
    received: DateTime<Utc>,
    pages: HashMap<PageKey, Page>,
    /// Pages of batches before this one.
    warm: Warm,
    /// What was asked before it was wanted.
    ahead: Ahead,
    /// Versions on their way into the tables.
    sheaf: Sheaf,
    /// What cells said before the first operation of their transaction.
    before: HashMap<CellKey, Cell>,
}

/// A step that may refuse, and may fail.
type Step<T> = Result<Result<T, Finding>, StorageError>;

macro_rules! or_refuse {
    ($step:expr) => {
        match $step {
            Ok(value) => value,
            Err(finding) => return Ok(Err(finding)),
        }
    };
}

impl<'t> Desk<'t> {
    pub(super) fn new(tx: &'t Tx<'t>, state: Arc<SchoolState>, signed: SignedIn, received: DateTime<Utc>) -> Self {
        Self {
            tx,
            state,
            signed,
            received,
            pages: HashMap::new(),
            warm: Warm::default(),
            ahead: Ahead::default(),
            sheaf: Sheaf::new(),
            before: HashMap::new(),
        }
    }
}

impl Desk<'_> {
    /// Writes a request that somebody approved. `false`: the journal has changed since it was asked for.
    pub(super) fn approve(&mut self, asked: &Correction, body: &str) -> Result<bool, StorageError> {
        let operation = &asked.operation;
        let Ok(place) = self.place(operation)? else { return Ok(false) };
        let present = self.present(operation, &place)?;
        if !self.sees(operation, present.as_ref())? || self.can_be_cleared(operation)?.is_err() {
            return Ok(false);
        }
        self.write(operation, password::digest(body.as_bytes()), &place, &asked.findings, body)?;
        self.settled()?;
        Ok(true)
    }

    /// The verdict on an operation: the one it had already, or a new one.
    fn hear(&mut self, operations: &[Operation], at: usize, body: &str, again: u32) -> Result<Verdict, StorageError> {
        let refused = |finding| Verdict::Refused { findings: vec![finding] };
        let operation = &operations[at];
        let digest = password::digest(body.as_bytes());
        let account = self.signed.account.id.clone();
        let hearing = Hearing { operation, digest, again, account: &account };
        if self.ahead.hears(operation.id) {
            let tx = self.settled()?;
            match self.known(operation.id, digest, body)? {
                Ok(None) => {}
                Ok(Some(verdict)) => return Ok(verdict),
                Err(finding) => return Ok(refused(finding)),
            }
            if let Some(verdict) = verdicts::recall(tx, self.school(), hearing)? {
                return Ok(verdict);
            }
        }
        let verdict = self.one(operations, at, (body, digest))?.unwrap_or_else(refused);
        verdicts::keep(self.tx, self.school(), hearing, self.received, &verdict)?;
        Ok(verdict)
    }

    fn one(&mut self, operations: &[Operation], at: usize, (body, digest): (&str, Digest)) -> Step<Verdict> {
        let operation = &operations[at];
        if operation.account != self.signed.account.id || operation.school != self.signed.account.school {
            return Ok(Err(judge::no_access()));
        }
        or_refuse!(judge::shape(operation));
        let place = or_refuse!(self.place(operation)?);
        let terms = judge::term_marks(&self.state.profile);
        let lesson = place.lesson.as_ref();
        if !access::may_write(&self.signed.account, &operation.target, &place.journal, lesson, terms) {
            return Ok(Err(judge::no_access()));
        }
        let present = self.present(operation, &place)?;
        if let Some(lesson) = &place.lesson
            && let Some(told) = self.ahead.lesson(self.tx, self.signed.account.school.as_str(), &lesson.id)?
            && let Some(now) = lessons::moved_since(&told.now, &told.earlier, operation.timetable_version)
        {
            let lesson = Some(Box::new(now.clone()));
            return Ok(Ok(Verdict::Conflict { present: present.map(Box::new), lesson }));
        }
        if !self.sees(operation, present.as_ref())? {
            return Ok(Ok(Verdict::Conflict { present: present.map(Box::new), lesson: None }));
        }
        or_refuse!(self.can_be_cleared(operation)?);
        if place.period.closed
            && let Some(finding) = self.state.profile.closed_period()
        {
            return Ok(Err(finding));
        }
        let case = or_refuse!(self.case(operations, at, &place)?);
        let (judgement, mut findings) = match case {
            Some(case) => {
                let answer = check(&self.state.profile, &case);
                (answer.verdict, answer.findings)
            }
            None => (Judgement::Accepted, Vec::new()),
        };
        findings.extend(judge::clock(operation, self.received, self.signed.first_sign_in));
        match judgement {
            Judgement::Refused => return Ok(Ok(Verdict::Refused { findings })),
            Judgement::Request => {
                self.request(operation, digest, &place, &findings, body)?;
                return Ok(Ok(Verdict::Requested { findings }));
            }
            Judgement::Accepted | Judgement::Warned => {}
        }
        self.write(operation, digest, &place, &findings, body)?;
        Ok(Ok(Verdict::Accepted { findings }))
    }

    /// Says that the tags of the pages at hand will be wanted soon.
    fn tags_ahead(&self) {
        let journals = || self.pages.keys().map(|(journal, _)| journal.as_str());
        self.tx.ahead(|tx| journals().try_for_each(|of| super::page::tag(tx, self.school(), of).map(|_| ())));
    }

    /// One line of the audit log for a batch that changed anything; its versions say the rest.
    fn note(&self, verdicts: &[Judged], cursor: &str) -> Result<(), StorageError> {
        let count = |of: fn(&Verdict) -> bool| verdicts.iter().filter(|judged| of(&judged.verdict)).count();
        let accepted = count(|verdict| matches!(verdict, Verdict::Accepted { .. }));
        let requested = count(|verdict| matches!(verdict, Verdict::Requested { .. }));
        if accepted + requested == 0 {
            return Ok(());
        }
        let account = &self.signed.account;
        let detail = [("accepted", &*accepted.to_string()), ("requested", &*requested.to_string()), ("until", cursor)];
        audit::note(self.tx, &account.school, self.received, account.id.as_str(), "operations", &detail)
    }

    fn school(&self) -> &str {
        self.signed.account.school.as_str()
    }

    /// The verdict on an operation that the journal has already. Another operation under the same id is refused.
    fn known(&self, id: OperationId, digest: Digest, body: &str) -> Step<Option<Verdict>> {
        let sql = "SELECT digest, body FROM versions WHERE school = ? AND operation = ?";
        let written = self.found(sql, id)?;
        if let Some((written, known)) = written {
            let same = is_same(written, known.as_deref(), digest, body);
            return Ok(if same { Ok(Some(Verdict::Duplicate)) } else { Err(judge::id_taken()) });
        }
        let request = self.found("SELECT digest, body FROM requests WHERE school = ? AND operation = ?", id)?;
        match request {
            None => Ok(Ok(None)),
            Some((written, known)) if is_same(written, known.as_deref(), digest, body) => {
                Ok(Ok(Some(known_answer(self.tx, self.school(), id)?)))
            }
            Some(_) => Ok(Err(judge::id_taken())),
        }
    }

    fn found(&self, sql: &str, id: OperationId) -> Result<Option<Kept>, StorageError> {
        self.tx.first(sql, params![self.school(), id.0], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Whether the operation was made on what the journal holds now.
    fn sees(&mut self, operation: &Operation, present: Option<&Fact>) -> Result<bool, StorageError> {
        let Some(present) = present else { return Ok(operation.base.is_none()) };
        if operation.base == Some(present.version) {
            return Ok(true);
        }
        // Nothing seen, and nothing there: whether it never was or was cleared is the same to the person.
        if operation.base.is_none() && present.value.is_none() {
            return Ok(true);
        }
        match &operation.target {
            // Two people who called the same roll agree; absences have versions of their own.
            Target::Attendance { .. } => Ok(present.value == operation.value),
            // A work that came along with a mark was nobody's word.
            Target::Work { work } if operation.base.is_none() => {
                let sql = "SELECT implied FROM works WHERE school = ? AND id = ?";
                let tx = self.settled()?;
                let implied: Option<bool> = tx.first(sql, [self.school(), work.as_str()], |row| row.get(0))?;
                Ok(implied == Some(true))
            }
            _ => Ok(false),
        }
    }

    /// A work is taken away only while it has no marks.
    fn can_be_cleared(&mut self, operation: &Operation) -> Step<()> {
        if let (Target::Work { work }, None) = (&operation.target, &operation.value) {
            let sql = "SELECT 1 FROM present WHERE school = ? AND kind = 'marks' AND place = ? AND filled = 1";
            let tx = self.settled()?;
            if tx.exists(sql, [self.school(), work.as_str()])? {
                return Ok(Err(judge::work_has_marks()));
            }
        }
        Ok(Ok(()))
    }

    /// The case for the rule engine; `None` where no rule speaks of the fact.
    fn case(&mut self, operations: &[Operation], at: usize, place: &Place) -> Step<Option<Case>> {
        let operation = &operations[at];
        self.page(place)?;
        let page = self.pages.get(&(place.journal.id.clone(), place.period.id.clone())).expect("it was put there just now");
        let bench = Bench { state: &self.state, account: &self.signed.account, page };
        if let Some(pupil) = operation.target.pupil().filter(|pupil| page.pupil(pupil).is_none()) {
            let _ = pupil;
            return Ok(Err(judge::not_found("pupil")));
        }
        let lesson = place.lesson.as_ref();
        let (work, spec, pupil) = match (&operation.target, lesson) {
            (Target::Marks { work, pupil }, _) => {
                (work.clone(), place.work.clone().unwrap_or_else(|| WorkSpec::of(WorkKind::Oral)), pupil)
            }
            (Target::Absence { pupil, .. }, Some(lesson)) => {
                let (work, spec) = cell_of_absence(page, lesson, pupil, operations, operation.made_at);
                (work, spec, pupil)
            }
            (Target::Term { pupil, .. }, _) => {
                let others = other_terms(&self.state, page, place, pupil);
                return Ok(Ok(bench.of_term(operation, (&place.period, pupil), &others)));
            }
            (_, Some(lesson)) => return Ok(Ok(Some(bench.of_lesson(operation, lesson)))),
            (_, None) => return Ok(Ok(None)),
        };
        let in_lesson = lesson.map(|lesson| &lesson.id);
        let now = Cell::on(page, in_lesson, &work, pupil);
        let before = *self.before.entry((operation.made_at, work.clone(), pupil.clone())).or_insert(now);
        let after = operations[at..]
            .iter()
            .filter(|other| other.made_at == operation.made_at && is_of_cell(&other.target, in_lesson, &work, pupil))
            .fold(now, |cell, other| cell.after(other.value.as_ref(), &other.target));
        Ok(bench.cell(operation, lesson, &spec, pupil, (before, after)).map(Some))
    }

    fn request(
        &self,
        operation: &Operation,
        digest: Digest,
        place: &Place,
        findings: &[Finding],
        body: &str,
    ) -> Result<(), StorageError> {
        let sql = "INSERT INTO requests (school, operation, digest, journal, account, received, findings, body, state)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')";
        self.tx.execute(
            sql,
            params![
                self.school(),
                operation.id.0,
                digest.0,
                place.journal.id.as_str(),
                operation.account.as_str(),
                self.received.timestamp_millis(),
                serde_json::to_string(findings)?,
                body,
            ],
        )?;
        Ok(())
    }

    fn write(
        &mut self,
        operation: &Operation,
        digest: Digest,
        place: &Place,
        findings: &[Finding],
        body: &str,
    ) -> Result<(), StorageError> {
        let value = settled(operation.value.clone(), place.makes_work.is_some());
        let behalf = place.lesson.as_ref().filter(|lesson| lesson.is_of(&operation.account)).and_then(replaced).cloned();
        let date = place.lesson.as_ref().map_or_else(|| self.state.date(operation.made_at), |lesson| lesson.date);
        let findings = if findings.is_empty() { None } else { Some(serde_json::to_string(findings)?) };
        let seq = self.ahead.number(self.tx)?;
        self.sheaf.push(
            self.tx,
            &NewVersion {
                school: self.signed.account.school.as_str(),
                operation: operation.id,
                digest,
                journal: place.journal.id.as_str(),
                target: &operation.target,
                value: value.as_ref(),
                base: operation.base,
                author: operation.account.as_str(),
                on_behalf_of: behalf.as_ref().map(|teacher| teacher.id.as_str()),
                made: operation.made_at.timestamp_millis(),
                received: self.received.timestamp_millis(),
                comment: operation.comment.as_deref(),
                reason: operation.reason.as_deref(),
                makes_work: place.makes_work.as_ref(),
                findings,
                body: Some(body.to_owned()),
                lesson: place.lesson.as_ref().map(|lesson| lesson.id.as_str()),
                date: &text(date),
            },
            seq,
        )?;
        let made = place.makes_work.as_ref().and_then(|new| made_along(&operation.target, new));
        self.ahead.wrote(&operation.target, made);
        // What a page shows is not gone.
        let page = self.pages.get(&(place.journal.id.clone(), place.period.id.clone()));
        if let Some(lesson) = &place.lesson
            && page.is_none_or(|page| page.lesson(&lesson.id).is_none())
        {
            let sql = "UPDATE lessons SET gone = 0 WHERE school = ? AND id = ? AND gone = 1";
            self.tx.execute(sql, [self.school(), lesson.id.as_str()])?;
        }
        if matches!(operation.target, Target::Topic { .. }) {
            let tx = self.settled()?;
            count_plan(tx, self.school(), Some(place.journal.id.as_str()))?;
        }
        self.lay(operation, value, behalf, place)
    }

    /// Lays what was written over the page at hand, so that the next operation is judged on it.
    fn lay(
        &mut self,
        operation: &Operation,
        value: Option<Value>,
        on_behalf_of: Option<TeacherRef>,
        place: &Place,
    ) -> Result<(), StorageError> {
        let key = (place.journal.id.clone(), place.period.id.clone());
        // A lesson may be shown on two pages of its journal: the other one does not know of this.
        self.pages.retain(|(journal, period), _| *journal != key.0 || *period == key.1);
        let Some(page) = self.pages.get_mut(&key) else { return Ok(()) };
        let shown = place.lesson.as_ref().is_none_or(|lesson| page.lesson(&lesson.id).is_some());
        if matches!(operation.target, Target::Work { .. }) || !shown {
            self.pages.remove(&key);
            return Ok(());
        }
        if matches!(operation.target, Target::Topic { .. }) {
            page.plan = plan(self.tx, self.signed.account.school.as_str(), place.journal.id.as_str())?;
        }
        let account = &self.signed.account;
        let fact = Fact {
            target: operation.target.clone(),
            value,
            version: operation.id,
            author: TeacherRef { id: account.id.clone(), short_name: account.short_name.clone() },
            on_behalf_of,
            // As the file keeps them: in milliseconds.
            made_at: instant(operation.made_at.timestamp_millis()),
            received_at: instant(self.received.timestamp_millis()),
            comment: operation.comment.clone(),
            reason: operation.reason.clone(),
            filled_at: None,
        };
        let mut made = None;
        if let Some(work) = place.makes_work.as_ref().and_then(|new| made_along(&operation.target, new)) {
            made = work_made(&fact, work.id.clone());
            page.works.push(work);
        }
        for fact in made.into_iter().chain([fact]) {
            match page.facts.iter_mut().find(|present| present.target == fact.target) {
                Some(present) => *present = fact.after(Some(present)),
                None => page.facts.push(fact),
            }
        }
        Ok(())
    }
}

/// The work that comes along with a mark.
fn made_along(target: &Target, new: &NewWork) -> Option<Work> {
    let Target::Marks { work, .. } = target else { return None };
    Some(Work { id: work.clone(), journal: new.journal.clone(), lesson: new.lesson.clone(), spec: new.spec.clone() })
}

/// Marks of a pupil for the other periods of a journal, by the ids of the periods: a page has those of all.
fn other_terms(state: &SchoolState, page: &Page, place: &Place, pupil: &PupilId) -> Vec<(Period, TermMark)> {
    let terms = page.facts.iter().filter_map(|fact| match (&fact.target, &fact.value) {
        (Target::Term { period, pupil: whose, .. }, Some(Value::Term { mark })) if whose == pupil => Some((period, *mark)),
        _ => None,
    });
    let others = terms.filter(|(period, _)| **period != place.period.id);
    let mut others: Vec<_> =
        others.filter_map(|(period, mark)| Some((state.period(period.as_str())?.clone(), mark))).collect();
    others.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    others
}

/// What became of a request that is known: the asker hears who decided, when, and why.
pub(super) fn known_answer(tx: &Tx<'_>, school: &str, id: OperationId) -> Result<Verdict, StorageError> {
    let Some(found) = correction(tx, school, id)? else { return Ok(Verdict::Duplicate) };
    let decision = found.decision.as_ref();
    Ok(match found.state {
        CorrectionState::Open => Verdict::Requested { findings: found.findings },
        CorrectionState::Approved => Verdict::Accepted { findings: found.findings },
        CorrectionState::Declined => Verdict::Refused { findings: vec![judge::declined(decision)] },
        CorrectionState::Withdrawn => Verdict::Refused { findings: vec![judge::withdrawn()] },
    })
}

/// Whether the operation that is kept is the one that came. Files of the first programs hold digests of their own spelling;
/// their bodies tell.
fn is_same(written: [u8; 32], known: Option<&str>, digest: Digest, body: &str) -> bool {
    written == digest.0 || known.is_some_and(|known| canonical_text(known) == body)
}

/// The teacher in whose place a lesson is given.
fn replaced(lesson: &Lesson) -> Option<&TeacherRef> {
    lesson.substitute.as_ref().map(|_| &lesson.teacher)
}

/// A mark keeps what its work is only where it makes it: later the work may become another kind.
fn settled(value: Option<Value>, makes_work: bool) -> Option<Value> {
    match value {
        Some(Value::Marks { marks, .. }) if !makes_work => Some(Value::Marks { marks, creates: None }),
        value => value,
    }
}

/// The column that an absence is judged in: that of a mark of the same transaction, one with a mark, or the first.
fn cell_of_absence(
    page: &Page,
    lesson: &Lesson,
    pupil: &PupilId,
    operations: &[Operation],
    made_at: DateTime<Utc>,
) -> (WorkId, WorkSpec) {
    let in_lesson = |work: &&Work| work.lesson.as_ref() == Some(&lesson.id);
    let marked = operations.iter().filter(|other| other.made_at == made_at).find_map(|other| match &other.target {
        Target::Marks { work, pupil: same } if same == pupil => match &other.value {
            Some(Value::Marks { creates: Some(new), .. }) if new.lesson.as_ref() == Some(&lesson.id) => {
                Some((work.clone(), new.spec.clone()))
            }
            _ => page
                .works
                .iter()
                .filter(in_lesson)
                .find(|known| known.id == *work)
                .map(|known| (known.id.clone(), known.spec.clone())),
        },
        _ => None,
    });
    let has_mark = |work: &&Work| {
        let target = Target::Marks { work: work.id.clone(), pupil: pupil.clone() };
        page.fact(&target).is_some_and(|fact| fact.value.is_some())
    };
    let works = || page.works.iter().filter(in_lesson);
    let known = || works().find(has_mark).or_else(|| works().next()).map(|work| (work.id.clone(), work.spec.clone()));
    marked.or_else(known).unwrap_or_else(|| (WorkId::first_of(&lesson.id), WorkSpec::of(WorkKind::Oral)))
}

/// Whether an operation changes the cell of a work and a pupil.
fn is_of_cell(target: &Target, lesson: Option<&LessonId>, work: &WorkId, pupil: &PupilId) -> bool {
    match target {
        Target::Marks { work: of, pupil: whose } => of == work && whose == pupil,
        Target::Absence { lesson: of, pupil: whose } => Some(of) == lesson && whose == pupil,
        _ => false,
    }
}

//! «отмена» and «вернуть» in plain lines: the same steps as in the screens, kept in the store, so that a restart loses none.

use super::{Stop, Talk, tell};
use crate::cli::entries;
use crate::cli::wording;
use crate::domain::{Finding, Target, Value};
use crate::entry::{self, Answers, Book, Change, Desk, Edit, Outcome, Step};
use crate::outbox::{Entry, Life, NewEntry, Recording, UndoChange};
use crate::store::StoreError;
use crate::strings::FluentValue;

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The last edit is taken back.
    Back,
    /// The edit that was taken back last is made again.
    Again,
}

/// How many values are told of a step; a whole column would be read out for minutes.
const TOLD: usize = 5;

impl Talk<'_> {
    /// Whether the answer asks for a way back or forth; if so, it is gone.
    pub(super) fn undoes(&self, answer: &str) -> Result<bool, Stop> {
        let way = if self.is(answer, "plain-word-undo") {
            Way::Back
        } else if self.is(answer, "plain-word-redo") {
            Way::Again
        } else {
            return Ok(false);
        };
        self.go_back(way)?;
        Ok(true)
    }

    fn go_back(&self, way: Way) -> Result<(), Stop> {
        let store = &self.client.setup.store;
        let steps = match way {
            Way::Back => store.undo_steps(1),
            Way::Again => store.undone_steps(1),
        };
        let last = steps.map_err(|error| self.client.fail(error))?.pop();
        let Some(step) = last.and_then(|step| serde_json::from_value::<Step>(step).ok()) else {
            self.say(if way == Way::Back { "notice-nothing-to-undo" } else { "notice-nothing-to-redo" });
            return Ok(());
        };
        let Some(period) = step.period.clone() else {
            self.say("plain-undo-elsewhere");
            return Ok(());
        };
        let page = self.client.page_for_entry(&step.journal, &period)?;
        let mut answers = Answers::default();
        loop {
            let mut desk = self.client.desk(&self.seat)?;
            let mut book = self.client.book(page.clone(), &desk)?;
            let gone = match way {
                Way::Back => self.back(&mut desk, &mut book, &step, &answers)?,
                Way::Again => self.again(&mut desk, &mut book, &step, &answers)?,
            };
            let (findings, need) = match gone {
                Gone::Done => {
                    tell(&self.told(&book, &step, way));
                    self.send();
                    return Ok(());
                }
                Gone::ChangedSince => {
                    self.say("notice-changed-since");
                    return Ok(());
                }
                Gone::Refused(findings) => {
                    tell(wording::findings(self.program, &findings).trim_start());
                    return Ok(());
                }
                Gone::Asked(findings, need) => (findings, need),
            };
            if !self.answered(&findings, need, &mut answers)? {
                return Ok(());
            }
        }
    }

    /// Takes a step back: what never left is given up, the rest is written anew, as the screens do it.
    fn back(&self, desk: &mut Desk, book: &mut Book, step: &Step, answers: &Answers) -> Result<Gone, Stop> {
        let taken = entry::take_back(book, step);
        if taken.changed_since {
            self.kept(Vec::new(), UndoChange::Drop)?;
            return Ok(Gone::ChangedSince);
        }
        let ids: Vec<_> = taken.withdrawn.iter().map(|(operation, _)| *operation).collect();
        let mut is_popped = false;
        if !taken.changes.is_empty() {
            match entry::propose(desk, book, taken.changes, answers) {
                Outcome::Edit(edit) => {
                    is_popped = ids.is_empty();
                    book.take(&edit);
                    self.record(desk, book, &edit, if is_popped { UndoChange::Pop } else { UndoChange::Keep })?;
                }
                Outcome::Same => {}
                Outcome::Refused(findings) => return Ok(Gone::Refused(findings)),
                Outcome::Ask { findings, needs } => return Ok(Gone::Asked(findings, needs)),
            }
        }
        for id in &ids {
            if let Some(entry) = book.entry(*id) {
                let gone = Entry { life: Life::Withdrawn, ..entry.clone() };
                book.put(gone);
            }
        }
        if !is_popped {
            self.withdraw(ids, UndoChange::Pop)?;
        }
        Ok(Gone::Done)
    }

    fn again(&self, desk: &mut Desk, book: &mut Book, step: &Step, answers: &Answers) -> Result<Gone, Stop> {
        let changes = step.forward.iter().cloned().map(Change::exactly).collect();
        match entry::propose(desk, book, changes, answers) {
            Outcome::Edit(edit) => {
                let made = Step::of(step.journal.clone(), step.period.clone(), step.at.clone(), &edit);
                let undo = entries::kept(&made).map_or(UndoChange::DropUndone, UndoChange::Again);
                book.take(&edit);
                self.record(desk, book, &edit, undo)?;
            }
            Outcome::Same => self.kept(Vec::new(), UndoChange::DropUndone)?,
            Outcome::Refused(findings) => return Ok(Gone::Refused(findings)),
            Outcome::Ask { findings, needs } => return Ok(Gone::Asked(findings, needs)),
        }
        Ok(Gone::Done)
    }

    fn record(&self, desk: &Desk, book: &Book, edit: &Edit, undo: UndoChange) -> Result<(), Stop> {
        // What belongs to a lesson that has not begun stays held until then; a hold for second thoughts there is none.
        let begins_later =
            |target: &Target| entry::lesson_of(book, target).is_some_and(|lesson| desk.start_of(lesson) > desk.now());
        let entry = |operation: &crate::domain::Operation| NewEntry {
            operation: operation.clone(),
            held_until: edit.held_until.filter(|_| begins_later(&operation.target)),
        };
        self.kept(edit.operations.iter().map(entry).collect(), undo)
    }

    fn kept(&self, entries: Vec<NewEntry>, undo: UndoChange) -> Result<(), Stop> {
        let recorded = self.client.setup.store.record_now(Recording { entries, undo });
        recorded.map(drop).map_err(|error| self.client.fail(error).into())
    }

    fn withdraw(&self, ids: Vec<crate::domain::OperationId>, undo: UndoChange) -> Result<(), Stop> {
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        self.client.setup.store.withdraw(ids, undo, move |result| drop(sender.send(result)));
        let withdrawn: Result<_, StoreError> = receiver.recv().unwrap_or(Ok(Vec::new()));
        withdrawn.map(drop).map_err(|error| self.client.fail(error).into())
    }

    /// What was taken back or made again, where, and what stands there now.
    fn told(&self, book: &Book, step: &Step, way: Way) -> String {
        let journal = &book.page().journal;
        let lesson = step.forward.iter().find_map(|change| entry::lesson_of(book, &change.target));
        let lesson = lesson.map(|lesson| format!("{}, {}", lesson.date.format("%d.%m"), lesson.number));
        let args = [
            ("class", FluentValue::from(journal.class_name.clone())),
            ("subject", journal.subject.clone().into()),
            ("lesson", lesson.unwrap_or_default().into()),
        ];
        let mut said = self.program.say_with(if way == Way::Back { "notice-undone" } else { "notice-redone" }, &args);
        let named: Vec<String> = step.forward.iter().filter_map(|change| self.stands(book, &change.target)).collect();
        if !named.is_empty() {
            said.push_str(": ");
            said.push_str(&named[..named.len().min(TOLD)].join("; "));
        }
        if named.len() > TOLD {
            let more = [("count", FluentValue::from(named.len() - TOLD))];
            said.push_str(&self.program.say_with("plain-undo-more", &more));
        }
        said
    }

    /// «Громова София — 4», «тема — Деепричастие»: what a fact says now. A roll call is told by its pupils.
    fn stands(&self, book: &Book, target: &Target) -> Option<String> {
        let who = match target.pupil() {
            Some(pupil) => book.page().pupil(pupil)?.name(),
            None if matches!(target, Target::Attendance { .. }) => return None,
            None => self.program.say(&format!("fact-{}", target.kind().replace('_', "-"))),
        };
        let value = match book.value(target) {
            None => self.program.say("entry-cleared"),
            Some(Value::Absent) => self.seat.profile.absence_code().to_owned(),
            Some(Value::Marks { marks, .. }) => marks.to_string(),
            Some(Value::Term { mark }) => mark.to_string(),
            Some(Value::Topic(topic)) => topic.text.clone(),
            Some(Value::Homework(homework)) => wording::homework(self.program, homework),
            Some(Value::Work(new)) => self.program.say(&format!("kind-{}", new.spec.kind.name().replace('_', "-"))),
            Some(Value::Reason { code, .. }) => code.clone(),
            Some(Value::Confirmed | Value::NotHeld) => return None,
        };
        Some(format!("{who} — {value}"))
    }
}

/// What became of a step.
enum Gone {
    Done,
    ChangedSince,
    Refused(Vec<Finding>),
    Asked(Vec<Finding>, entry::Need),
}

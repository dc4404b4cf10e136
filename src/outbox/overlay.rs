//! What a page says with the entries that wait on top of it. Pure.

use std::collections::HashMap;

use super::{Entry, Life};
use crate::domain::{
    Account, AccountId, Fact, FactPlace, NewWork, OperationId, Page, Target, TeacherRef, Value, Work, WorkId,
};

/// One fact as a person sees it: the journal's, or an own entry's on top of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlaid {
    /// What it says; `None`: nothing.
    pub value: Option<Value>,
    /// How true that is. A fact of the page is [`Life::InJournal`].
    pub life: Life,
    /// What the next operation on the fact names as its base.
    pub base: Option<OperationId>,
    /// The entry that shows, if one does.
    pub entry: Option<OperationId>,
    /// The comment on it.
    pub comment: Option<String>,
}

/// The facts of a page with the entries on top, each with how true it is. `entries` are in the order of their making;
/// acknowledged ones may be among them and count while the page is older than they are. Facts that neither has are absent.
#[must_use]
pub fn overlay(facts: &[Fact], entries: &[Entry]) -> HashMap<Target, Overlaid> {
    let mut seen: HashMap<Target, Overlaid> = facts.iter().map(|fact| (fact.target.clone(), of_fact(fact))).collect();
    for entry in entries {
        let operation = &entry.operation;
        let journal = seen.get(&operation.target);
        let before = journal.and_then(|fact| fact.base);
        let base = match entry.life {
            Life::Superseded | Life::Withdrawn => continue,
            // The page already has it, or something newer.
            Life::InJournal if before != operation.base => continue,
            Life::Typed | Life::Held | Life::OnDisk | Life::Sent | Life::Uncertain | Life::InJournal => Some(operation.id),
            // The journal does not hold these: the next operation stands on what it does hold.
            Life::Requested | Life::Refused => before,
            Life::Conflict => entry.present.as_ref().map_or(before, |present| Some(present.version)),
        };
        let shown = Overlaid {
            value: operation.value.clone(),
            life: entry.life,
            base,
            entry: Some(operation.id),
            comment: operation.comment.clone(),
        };
        seen.insert(operation.target.clone(), shown);
    }
    seen
}

fn of_fact(fact: &Fact) -> Overlaid {
    Overlaid {
        value: fact.value.clone(),
        life: Life::InJournal,
        base: Some(fact.version),
        entry: None,
        comment: fact.comment.clone(),
    }
}

/// Writes a version of a fact into a page, if the page is one that shows it. A work that the fact makes or changes stands in
/// the page's works too.
pub fn write(page: &mut Page, fact: Fact) -> bool {
    if !shows(page, &fact) {
        return false;
    }
    if let (Some(new), Some(id)) = (new_work(&fact), work_of(&fact.target)) {
        let work = Work { id: id.clone(), journal: new.journal.clone(), lesson: new.lesson.clone(), spec: new.spec.clone() };
        match page.works.iter_mut().find(|known| known.id == work.id) {
            Some(known) if matches!(fact.target, Target::Work { .. }) => *known = work,
            Some(_) => {}
            None => page.works.push(work),
        }
    }
    if let (Target::Work { work }, None) = (&fact.target, &fact.value) {
        // It was taken away: the lesson is as if nobody had said what work it is.
        page.works.retain(|known| known.id != *work);
    }
    match page.facts.iter_mut().find(|known| known.target == fact.target) {
        Some(known) => *known = fact.after(Some(known)),
        None => page.facts.push(fact),
    }
    true
}

/// Writes acknowledged own entries into a page that was read before they were acknowledged. `entries` are in the order of their
/// making; an entry whose base is not what the page holds is older than the page, and left out.
pub fn settle(page: &mut Page, entries: &[Entry], account: &Account) {
    for entry in entries.iter().filter(|entry| entry.life == Life::InJournal) {
        let operation = &entry.operation;
        let held = page.fact(&operation.target).map(|fact| fact.version);
        if held != operation.base {
            continue;
        }
        let on_behalf_of = operation.on_behalf_of.as_ref().and_then(|teacher| teacher_of(page, teacher));
        let fact = Fact {
            target: operation.target.clone(),
            value: operation.value.clone(),
            version: operation.id,
            author: TeacherRef { id: account.id.clone(), short_name: account.short_name.clone() },
            on_behalf_of,
            made_at: operation.made_at,
            received_at: entry.acknowledged_at.unwrap_or(operation.made_at),
            comment: operation.comment.clone(),
            reason: operation.reason.clone(),
            filled_at: None,
        };
        write(page, fact);
    }
}

fn teacher_of(page: &Page, id: &AccountId) -> Option<TeacherRef> {
    let journal = std::iter::once(&page.journal.teacher);
    journal.chain(page.lessons.iter().map(|lesson| &lesson.teacher)).find(|teacher| teacher.id == *id).cloned()
}

fn shows(page: &Page, fact: &Fact) -> bool {
    match fact.target.place() {
        FactPlace::Lesson(lesson) => page.lesson(lesson).is_some(),
        FactPlace::Period(journal, _) => *journal == page.journal.id,
        FactPlace::Work(work) => {
            let in_lesson = |new: &NewWork| match &new.lesson {
                Some(lesson) => page.lesson(lesson).is_some(),
                None => new.journal == page.journal.id,
            };
            page.works.iter().any(|known| known.id == *work) || new_work(fact).is_some_and(in_lesson)
        }
    }
}

const fn new_work(fact: &Fact) -> Option<&NewWork> {
    match &fact.value {
        Some(Value::Marks { creates: Some(new), .. } | Value::Work(new)) => Some(new),
        _ => None,
    }
}

const fn work_of(target: &Target) -> Option<&WorkId> {
    match target {
        Target::Marks { work, .. } | Target::Work { work } => Some(work),
        _ => None,
    }
}
